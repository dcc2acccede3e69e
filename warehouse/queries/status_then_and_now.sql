-- What was everybody's status in an organisation (org) on a day (day): as was known by that day, and as is known now?
-- Only rows that differ: what we learned since.
WITH
then_known AS (
    FROM status_on(
        coalesce(getvariable('day'), '2017-05-01')::DATE, coalesce(getvariable('org'), 'SCO'), coalesce(getvariable('day'), '2017-05-01')::DATE
    )
),
now_known AS (FROM status_on(coalesce(getvariable('day'), '2017-05-01')::DATE, coalesce(getvariable('org'), 'SCO')))
SELECT
    subject, coalesce(then_known.status, 'unknown') AS as_known_then, coalesce(now_known.status, 'unknown') AS as_known_now,
    now_known.since_edtf AS since, now_known.basis
FROM now_known
FULL JOIN then_known USING (subject)
WHERE as_known_then <> as_known_now
ORDER BY subject;
