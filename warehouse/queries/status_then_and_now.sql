-- What was everybody's status in an organisation on a day: as was known by that day, and as is known now?
-- Only rows that differ: what we learned since. Change organisation and day in the first lines (a day for each macro).
WITH
then_known AS (FROM status_on(DATE '2017-05-01', 'SCO', DATE '2017-05-01')),
now_known AS (FROM status_on(DATE '2017-05-01', 'SCO'))
SELECT
    subject, coalesce(then_known.status, 'unknown') AS as_known_then, coalesce(now_known.status, 'unknown') AS as_known_now,
    now_known.since_edtf AS since, now_known.basis
FROM now_known
FULL JOIN then_known USING (subject)
WHERE as_known_then <> as_known_now
ORDER BY subject;
