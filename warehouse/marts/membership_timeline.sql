-- Intervals of statuses from all that is known: the steps are those of the macro `intervals_of`.
-- The term is the organisation's own for the class of status, in use by the day on which the interval surely holds;
-- of several the shortest, then the first in the alphabet; terms of general use where the organisation has none.
WITH
intervals AS (
    FROM intervals_of('marts.reconciliation', NULL)
),
terms AS (
    SELECT
        intervals.subject, intervals.org, intervals.track, intervals.interval_number,
        min({'general': statuses.org = '*', 'length': length(statuses.term), 'term': statuses.term}).term AS term
    FROM intervals
    JOIN reference.statuses
        ON statuses.status = intervals.status AND statuses.org IN (intervals.org, '*')
        AND (statuses.used_from IS NULL OR edtf_first_day(statuses.used_from) <= intervals.from_last)
        AND (statuses.used_to IS NULL OR edtf_last_day(statuses.used_to) > intervals.from_last)
    GROUP BY ALL
)
SELECT
    subject, org,
    row_id(concat_ws(' ', subject, org, track, interval_number)) AS interval_id,
    coalesce(states.name, organisations.name, subject) AS subject_name,
    track, interval_number, intervals.status, term,
    edtf_of(from_first, from_last) AS from_edtf, from_first, from_last, precision_of(from_first, from_last) AS from_precision,
    edtf_of(to_first, to_last) AS to_edtf, to_first, to_last, precision_of(to_first, to_last) AS to_precision,
    ongoing, last_confirmed_on, known_since, basis, confidence, support, opposition, sources,
    claim_ids, reference_ids, contradicting_claim_ids
FROM intervals
LEFT JOIN terms USING (subject, org, track, interval_number)
LEFT JOIN reference.states ON states.iso3 = subject
LEFT JOIN reference.organisations ON 'org:' || organisations.org = subject
ORDER BY intervals.org, subject, track, interval_number
