-- Each publisher: volume, relays, and how its facts fared against other sources.
--
-- A fact is a claim, not of a copy, with a part in the reconciliation. It is confirmed if it agrees with the interval and
-- another origin or the reference history supports that interval too; alone if no other does; outweighed if stronger
-- evidence rules or excludes it. agreement = confirmed / (confirmed + outweighed): what nobody else tells is not counted.
WITH
briefs AS (
    SELECT brief_id, coalesce(source, '(unnamed)') AS source, duplicate_of IS NOT NULL AS is_copy, known_time(published_on, ingested_on) AS known_on
    FROM raw.briefs
),
volumes AS (
    SELECT source, count(*) AS briefs, count(*) FILTER (is_copy) AS copies, min(known_on) AS first_known_on, max(known_on) AS last_known_on
    FROM briefs
    GROUP BY source
),
statements AS (
    SELECT source, count(*) AS statements, count(*) FILTER (via IS NOT NULL) AS relays
    FROM staging.statements
    JOIN briefs USING (brief_id)
    GROUP BY source
),
-- The publisher of each claim, looked up once.
told AS MATERIALIZED (
    SELECT claim_id, source, is_copy FROM marts.weighed_claims JOIN briefs USING (brief_id)
),
claims AS (
    SELECT source, count(*) AS claims FROM told GROUP BY source
),
backing AS MATERIALIZED (
    SELECT line, interval_number, count(DISTINCT origin) AS origins, min(known_on) AS first_known_on
    FROM marts.reconciliation
    WHERE verdict IN ('begins', 'supports')
    GROUP BY ALL
),
judged AS MATERIALIZED (
    SELECT
        told.source, told.is_copy, told.claim_id, verdict IN ('outweighed', 'misdated', 'unlisted') AS is_outweighed, verdict IN ('begins', 'supports') AS agrees,
        CASE WHEN agrees THEN origins END AS origins, agrees AND known_on = first_known_on AS is_first, line, interval_number
    FROM marts.reconciliation
    JOIN told USING (claim_id)
    LEFT JOIN backing USING (line, interval_number)
),
fates AS (
    SELECT
        any_value(source) AS source, bool_or(is_outweighed) AS is_outweighed, bool_or(agrees) AS agrees, coalesce(max(origins), 0) > 1 AS is_shared
    FROM judged
    WHERE NOT is_copy
    GROUP BY claim_id
),
firsts AS (
    SELECT source, count(*) AS first_to_tell
    FROM (SELECT DISTINCT source, line, interval_number FROM judged WHERE is_first)
    GROUP BY source
),
scores AS (
    SELECT
        source, count(*) AS facts,
        count(*) FILTER (NOT is_outweighed AND agrees AND is_shared) AS confirmed,
        count(*) FILTER (NOT is_outweighed AND agrees AND NOT is_shared) AS alone,
        count(*) FILTER (is_outweighed) AS outweighed,
        count(*) FILTER (NOT is_outweighed AND NOT agrees) AS open
    FROM fates
    GROUP BY source
)
SELECT
    source, briefs, copies, first_known_on, last_known_on, coalesce(statements, 0) AS statements, coalesce(relays, 0) AS relays,
    coalesce(claims, 0) AS claims, coalesce(facts, 0) AS facts, coalesce(confirmed, 0) AS confirmed, coalesce(alone, 0) AS alone,
    coalesce(outweighed, 0) AS outweighed, coalesce(open, 0) AS open, coalesce(first_to_tell, 0) AS first_to_tell,
    round(confirmed / nullif(confirmed + outweighed, 0), 3) AS agreement
FROM volumes
LEFT JOIN statements USING (source)
LEFT JOIN claims USING (source)
LEFT JOIN scores USING (source)
LEFT JOIN firsts USING (source)
