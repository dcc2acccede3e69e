-- The ends of what is known: one row, or none where there is neither a brief nor a history.
--
-- `now` is the last known time of any brief, or the last day of the reference history if that is later. A month that the
-- history gives is taken to its end, of a longer window its first day. A term that ends after the last day of its
-- organisation's list is one set beforehand (a seat in a council): no news of that day.
WITH
windows AS (
    SELECT
        org, edtf_first_day(string_split(from_edtf, '/')[1]) AS begun_first, edtf_last_day(string_split(from_edtf, '/')[-1]) AS begun_last,
        edtf_first_day(string_split(to_edtf, '/')[1]) AS ended_first, edtf_last_day(string_split(to_edtf, '/')[-1]) AS ended_last
    FROM reference.membership_history
),
terms AS (
    SELECT
        org, CASE WHEN begun_last - begun_first <= 31 THEN begun_last ELSE begun_first END AS begun,
        CASE WHEN ended_last - ended_first <= 31 THEN ended_last ELSE ended_first END AS ended
    FROM windows
),
lists AS (
    SELECT org, max(edtf_last_day(complete_to)) AS listed_until FROM reference.coverage GROUP BY org
),
history AS (
    SELECT max(greatest(begun, CASE WHEN listed_until IS NULL OR ended <= listed_until THEN ended END)) AS history_until
    FROM terms
    LEFT JOIN lists USING (org)
),
told AS (
    SELECT max(known_time(published_on, ingested_on)) AS told_until FROM raw.briefs
)
SELECT greatest(told_until, history_until) AS now, history_until
FROM told, history
WHERE now IS NOT NULL
