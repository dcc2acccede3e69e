-- How long did it take from application to admission? Dates are windows, so the answer is one: at least, at most (in years).
SELECT
    subject, org, status, applied.happened_edtf AS applied, admitted.happened_edtf AS admitted,
    round(greatest(admitted.happened_first - applied.happened_last, 0) / 365.25, 1) AS at_least,
    round((admitted.happened_last - applied.happened_first) / 365.25, 1) AS at_most
FROM marts.membership_events AS applied
JOIN marts.membership_events AS admitted USING (subject, org, status)
WHERE applied.predicate = 'applied' AND admitted.predicate = 'admitted' AND applied.happened_last <= admitted.happened_last
    AND NOT applied.ambiguous AND NOT admitted.ambiguous
QUALIFY row_number() OVER (PARTITION BY subject, org, status, admitted.event_id ORDER BY applied.happened_last DESC) = 1
ORDER BY at_most DESC, org, subject;
