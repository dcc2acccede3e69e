-- Claims of one event joined across briefs and wordings.
--
-- Only what is told as done: asserted, affirmed, its date come. Claims of one event agree in subject, organisation,
-- status, predicate and actor, and have windows that overlap. The narrowest window is the seed of an event; a wider one
-- joins it if it overlaps no other seed; the event's window is what all its windows share. An undated claim joins the only
-- event that can have happened by the day of its telling; undated claims without such an event are one event, bounded by
-- the first telling. Claims that fit several events make an event of their own, marked ambiguous.
WITH
happened AS MATERIALIZED (
    SELECT
        claim_id, brief_id, subject, org, status, predicate, coalesce(actor, '') AS actor, known_on, origin, weight,
        first_day,
        CASE WHEN first_day IS NULL THEN least(coalesce(last_day, known_on), known_on) ELSE least(coalesce(CASE WHEN open_end AND predicate = 'suspended' THEN first_day_last ELSE last_day END, known_on), known_on) END AS last_day
    FROM marts.weighed_claims
    WHERE modality = 'asserted' AND polarity = 'affirmed' AND NOT scheduled
        AND predicate IN (SELECT predicate FROM reference.predicates WHERE predicates.dated)
),
-- A number for what events of one kind agree in keeps what is grouped and joined narrow.
lines AS MATERIALIZED (
    SELECT subject, org, status, predicate, actor, row_number() OVER () AS line
    FROM (SELECT DISTINCT subject, org, status, predicate, actor FROM happened)
),
told AS MATERIALIZED (
    SELECT line, claim_id, brief_id, known_on, origin, weight, first_day, last_day
    FROM happened
    JOIN lines USING (subject, org, status, predicate, actor)
),
-- `width`: windows by their length, then by their first day, in one number.
windows AS MATERIALIZED (
    SELECT DISTINCT line, first_day, last_day, (last_day - first_day) * 10_000_000 + (first_day - DATE '0001-01-01') AS width
    FROM told
    WHERE first_day IS NOT NULL
),
seeds AS (
    SELECT windows.*
    FROM windows
    ANTI JOIN windows AS narrower
        ON narrower.line = windows.line AND narrower.first_day <= windows.last_day AND narrower.last_day >= windows.first_day
        AND narrower.width < windows.width
),
joined_windows AS (
    SELECT
        windows.*,
        count(seeds.first_day) AS fits,
        CASE WHEN count(seeds.first_day) = 1 THEN min(seeds.first_day) ELSE min(windows.first_day) END AS seed_first,
        CASE WHEN count(seeds.first_day) = 1 THEN min(seeds.last_day) ELSE min(windows.last_day) END AS seed_last
    FROM windows
    LEFT JOIN seeds
        ON seeds.line = windows.line
        AND seeds.first_day <= windows.last_day AND seeds.last_day >= windows.first_day
    GROUP BY ALL
),
dated AS (
    SELECT told.*, fits, seed_first, seed_last
    FROM told
    JOIN joined_windows USING (line, first_day, last_day)
),
dated_events AS (
    SELECT DISTINCT line, seed_first, seed_last FROM joined_windows WHERE fits <= 1
),
undated AS (
    SELECT
        told.*,
        count(dated_events.seed_first) AS fits,
        CASE WHEN count(dated_events.seed_first) = 1 THEN min(dated_events.seed_first) END AS seed_first,
        CASE WHEN count(dated_events.seed_first) = 1 THEN min(dated_events.seed_last) END AS seed_last
    FROM told
    LEFT JOIN dated_events
        ON dated_events.line = told.line AND dated_events.seed_first <= told.last_day
    WHERE told.first_day IS NULL
    GROUP BY ALL
),
joined AS (
    SELECT *, fits > 1 AS ambiguous FROM (SELECT * FROM dated UNION ALL SELECT * FROM undated)
),
origins AS (
    SELECT
        line, seed_first, seed_last, ambiguous, origin,
        max(weight) AS weight, count(*) AS claims, list(claim_id) AS claim_ids, list(brief_id) AS brief_ids,
        max(first_day) AS latest_first, min(last_day) AS earliest_last, min(known_on) AS first_told_on, max(known_on) AS last_told_on
    FROM joined
    GROUP BY ALL
),
events AS (
    SELECT
        line, seed_first, seed_last, ambiguous,
        CASE WHEN max(latest_first) <= min(earliest_last) THEN max(latest_first) ELSE min(seed_first) END AS happened_first,
        CASE WHEN coalesce(max(latest_first) <= min(earliest_last), true) THEN min(earliest_last) ELSE min(seed_last) END AS happened_last,
        min(first_told_on) AS first_told_on,
        max(last_told_on) AS last_told_on,
        len(list_distinct(flatten(list(brief_ids)))) AS briefs,
        count(*) AS sources,
        sum(claims) AS claims,
        round(1 - product(1 - weight), 4) AS support,
        list_sort(flatten(list(claim_ids))) AS claim_ids
    FROM origins
    GROUP BY ALL
),
denials AS (
    SELECT line, known_on, count(*) AS denials
    FROM marts.weighed_claims AS claims
    JOIN lines
        ON lines.subject = claims.subject AND lines.org = claims.org AND lines.status = claims.status
        AND lines.predicate = claims.predicate AND lines.actor = coalesce(claims.actor, '')
    WHERE modality = 'asserted' AND polarity = 'negated'
    GROUP BY ALL
),
denied AS (
    SELECT events.line, seed_first, seed_last, ambiguous, sum(denials) AS denied_by
    FROM events
    JOIN denials
        ON denials.line = events.line AND denials.known_on > events.first_told_on
    GROUP BY ALL
)
SELECT
    subject, org,
    row_id(concat_ws(' ', subject, org, status, predicate, actor, coalesce(events.seed_first::VARCHAR, '..'), events.seed_last, events.ambiguous)) AS event_id,
    status, predicate, nullif(actor, '') AS actor,
    edtf_of(happened_first, happened_last) AS happened_edtf, happened_first, happened_last,
    precision_of(happened_first, happened_last) AS precision,
    events.ambiguous, first_told_on, last_told_on, briefs, sources, claims::BIGINT AS claims, support,
    coalesce(denied_by, 0)::BIGINT AS denied_by, claim_ids
FROM events
JOIN lines USING (line)
LEFT JOIN denied
    ON denied.line = events.line AND denied.ambiguous = events.ambiguous
    AND denied.seed_first IS NOT DISTINCT FROM events.seed_first AND denied.seed_last IS NOT DISTINCT FROM events.seed_last
