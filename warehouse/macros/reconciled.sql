-- Reconciliation: how every fact fares, from the facts known by a day (null: all), of one organisation (null: all).
--
-- 1. Acts. Windows of acts (and beginnings of 'since') of one status that overlap are one act: the narrowest window is
--    the seed, a wider one joins it if it overlaps no other seed, and the act's window is what all of them share. A
--    window that fits several seeds dates nothing ('ambiguous'). An undated act joins the only dated one that it may be;
--    where there is none, undated tellings that no other act interrupts are one act, done by the first telling.
-- 2. Strength: 10 x rank of the voice + number of independent sources of that rank, at most 3. Reference history: 33.
-- 3. An act inside a span ('member since 2005', told in 2017) of another status that is strictly stronger is 'misdated'.
-- 4. The other acts cut the timeline into epochs. Within an epoch the strongest fact so far rules; of equally strong ones
--    the act that opened the epoch, else the latest; of equals on one day the fuller status. So a weaker fact never
--    displaces a stronger one; it is 'outweighed'.
-- 5. An end or a denial means 'none' only where the status that it denies was the last one told before it.
-- Every step looks at sets, never at the order of rows.
CREATE OR REPLACE MACRO reconciled(known_by, of_org) AS TABLE
WITH
facts AS MATERIALIZED (
    SELECT * REPLACE (least(until_day, known_by::DATE) AS until_day)
    FROM marts.membership_facts
    WHERE (known_by IS NULL OR known_on <= known_by) AND (of_org IS NULL OR org = of_org)
),
windows AS MATERIALIZED (
    SELECT DISTINCT subject, org, track, value, first_day, last_day
    FROM facts
    WHERE kind IN ('act', 'since') AND first_day IS NOT NULL
),
seeds AS (
    SELECT *
    FROM windows
    WHERE NOT EXISTS (
        FROM windows AS narrower
        WHERE narrower.subject = windows.subject AND narrower.org = windows.org
            AND narrower.track = windows.track AND narrower.value = windows.value
            AND narrower.first_day <= windows.last_day AND narrower.last_day >= windows.first_day
            AND (narrower.last_day - narrower.first_day, narrower.first_day) < (windows.last_day - windows.first_day, windows.first_day)
    )
),
joined_windows AS (
    SELECT
        windows.*,
        count(seeds.first_day) AS fits,
        coalesce(min(seeds.first_day), min(windows.first_day)) AS seed_first,
        coalesce(min(seeds.last_day), min(windows.last_day)) AS seed_last
    FROM windows
    LEFT JOIN seeds
        ON seeds.subject = windows.subject AND seeds.org = windows.org AND seeds.track = windows.track AND seeds.value = windows.value
        AND seeds.first_day <= windows.last_day AND seeds.last_day >= windows.first_day
    GROUP BY ALL
),
dated AS MATERIALIZED (
    SELECT facts.*, fits, seed_first, seed_last
    FROM facts
    JOIN joined_windows USING (subject, org, track, value, first_day, last_day)
    WHERE kind IN ('act', 'since')
),
dated_acts AS (
    SELECT DISTINCT subject, org, track, value, seed_first, seed_last FROM dated WHERE fits <= 1
),
undated AS MATERIALIZED (
    SELECT facts.*, count(dated_acts.seed_first) AS fits, min(dated_acts.seed_first) AS seed_first, min(dated_acts.seed_last) AS seed_last
    FROM facts
    LEFT JOIN dated_acts
        ON dated_acts.subject = facts.subject AND dated_acts.org = facts.org
        AND dated_acts.track = facts.track AND dated_acts.value = facts.value AND dated_acts.seed_first <= facts.last_day
    WHERE kind = 'act' AND facts.first_day IS NULL
    GROUP BY ALL
),
-- Undated tellings of one status that no other act interrupts.
runs AS (
    SELECT *, sum(starts::INT) OVER (PARTITION BY subject, org, track ORDER BY last_day, dated, value, fact_id ROWS UNBOUNDED PRECEDING) AS run
    FROM (
        SELECT
            *,
            value IS DISTINCT FROM lag(value) OVER (PARTITION BY subject, org, track ORDER BY last_day, dated, value, fact_id) AS starts
        FROM (
            SELECT subject, org, track, value, last_day, fact_id, 0 AS dated FROM undated WHERE fits = 0
            UNION ALL
            SELECT subject, org, track, value, seed_last, '', 1 FROM dated_acts
            WHERE (subject, org, track) IN (SELECT (subject, org, track) FROM undated WHERE fits = 0)
        )
    )
),
undated_acts AS (
    SELECT fact_id, min(last_day) OVER (PARTITION BY subject, org, track, run) AS run_first FROM runs WHERE dated = 0
),
-- All facts of acts, each with its act: (subject, org, track, value, seed_first or null, seed_last).
of_acts AS MATERIALIZED (
    SELECT * FROM dated WHERE fits <= 1
    UNION ALL
    SELECT * FROM undated WHERE fits = 1
    UNION ALL
    SELECT undated.* REPLACE (run_first AS seed_last) FROM undated JOIN undated_acts USING (fact_id)
),
acts AS (
    SELECT
        subject, org, track, value, seed_first, seed_last,
        CASE WHEN max(narrowest_first) <= min(narrowest_last) THEN max(narrowest_first) ELSE min(seed_first) END AS act_first,
        CASE WHEN coalesce(max(narrowest_first) <= min(narrowest_last), true) THEN min(narrowest_last) ELSE min(seed_last) END AS act_last,
        max(10 * voice_rank + least(3, sources)) AS strength
    FROM (
        SELECT subject, org, track, value, seed_first, seed_last, voice_rank, sum(sources) AS sources,
            max(narrowest_first) AS narrowest_first, min(narrowest_last) AS narrowest_last
        FROM (
            SELECT subject, org, track, value, seed_first, seed_last, voice_rank, origin, max(sources) AS sources,
                max(first_day) AS narrowest_first, min(last_day) AS narrowest_last
            FROM of_acts
            GROUP BY ALL
        )
        GROUP BY ALL
    )
    GROUP BY ALL
),
-- 3. Acts that a strictly stronger span of another status excludes.
excluded AS (
    SELECT DISTINCT subject, org, track, value, seed_first, seed_last
    FROM (
        SELECT subject, org, track, value, seed_first, seed_last, strength, span_value, voice_rank, sum(sources) AS sources
        FROM (
            SELECT acts.*, spans.value AS span_value, spans.voice_rank, spans.origin, max(spans.sources) AS sources
            FROM acts
            JOIN facts AS spans
                ON spans.subject = acts.subject AND spans.org = acts.org AND spans.track = acts.track
                AND spans.value <> acts.value AND spans.kind = 'since'
                AND spans.last_day < coalesce(acts.act_first, acts.act_last) AND spans.until_day > acts.act_last
            GROUP BY ALL
        )
        GROUP BY ALL
    )
    WHERE 10 * voice_rank + least(3, sources) > strength
),
placed AS (
    SELECT
        of_acts.* EXCLUDE (fits, first_day, last_day, until_day),
        -- A later telling of an undated act is a sighting of what the act brought about.
        CASE WHEN of_acts.seed_first IS NULL AND of_acts.last_day > of_acts.seed_last THEN 'seen' ELSE 'begin' END AS place,
        CASE WHEN place = 'seen' THEN of_acts.last_day ELSE act_first END AS first_day,
        CASE WHEN place = 'seen' THEN of_acts.last_day ELSE act_last END AS last_day,
        CASE WHEN place = 'begin' THEN acts.strength END AS act_strength,
        excluded.subject IS NOT NULL AS is_excluded,
        of_acts.value AS told_value
    FROM of_acts
    JOIN acts
        ON acts.subject = of_acts.subject AND acts.org = of_acts.org AND acts.track = of_acts.track AND acts.value = of_acts.value
        AND acts.seed_last = of_acts.seed_last AND acts.seed_first IS NOT DISTINCT FROM of_acts.seed_first
    LEFT JOIN excluded
        ON excluded.subject = of_acts.subject AND excluded.org = of_acts.org AND excluded.track = of_acts.track
        AND excluded.value = of_acts.value AND excluded.seed_last = of_acts.seed_last
        AND excluded.seed_first IS NOT DISTINCT FROM of_acts.seed_first
),
begins AS (
    SELECT DISTINCT subject, org, track, value, first_day, last_day FROM placed WHERE place = 'begin' AND NOT is_excluded
),
stream AS (
    SELECT * EXCLUDE (is_excluded, seed_first, seed_last) FROM placed WHERE NOT is_excluded
    UNION ALL BY NAME
    SELECT
        * EXCLUDE (until_day), value AS told_value,
        CASE kind WHEN 'lapse' THEN 'end' ELSE kind END AS place,
        CASE WHEN kind IN ('end', 'lapse') THEN 10 * voice_rank + sources END AS act_strength
    FROM facts
    WHERE kind IN ('seen', 'denied', 'lapse')
        -- The end of one status on the day on which another begins says nothing new.
        OR (kind = 'end' AND NOT EXISTS (
            FROM begins
            WHERE begins.subject = facts.subject AND begins.org = facts.org AND begins.track = facts.track AND begins.value <> facts.value
                AND coalesce(begins.first_day, begins.last_day) <= facts.last_day AND begins.last_day >= facts.first_day
        ))
),
orders (place, place_order) AS (VALUES ('end', 0), ('begin', 1), ('seen', 2), ('denied', 3)),
codes (value, code) AS (
    VALUES ('none', 0), ('unknown', 1), ('observer', 2), ('dialogue_partner', 3), ('partner', 4), ('associate', 5), ('candidate', 6),
        ('member', 7), ('suspended', 8)
),
told AS (
    SELECT
        stream.* EXCLUDE (value),
        place_order,
        -- 5. What was the last status told before?
        last_value(CASE WHEN place IN ('begin', 'seen') THEN told_value END IGNORE NULLS) OVER (
            PARTITION BY subject, org, track ORDER BY last_day, place_order, told_value ROWS UNBOUNDED PRECEDING
        ) AS last_told,
        CASE
            WHEN place IN ('begin', 'seen') THEN told_value
            WHEN last_told = told_value THEN CASE WHEN kind = 'lapse' THEN 'unknown' ELSE 'none' END
            WHEN last_told IS NULL AND place = 'denied' THEN 'none'
        END AS value
    FROM stream
    JOIN orders USING (place)
),
numbered AS (
    SELECT
        *,
        sum(opens::INT) OVER (
            PARTITION BY subject, org, track ORDER BY last_day, place_order, act_strength, code, opens DESC ROWS UNBOUNDED PRECEDING
        ) AS epoch
    FROM (
        SELECT
            told.*, code,
            place IN ('begin', 'end')
                AND row_number() OVER (PARTITION BY subject, org, track, last_day, place, value, act_strength ORDER BY fact_id) = 1 AS opens
        FROM told
        JOIN codes USING (value)
    )
),
counted AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY subject, org, track, epoch, value, voice_rank, origin, act_strength IS NULL ORDER BY last_day, fact_id) = 1 AS is_new_source
    FROM numbered
),
weighed AS (
    SELECT
        *,
        coalesce(act_strength, 10 * voice_rank + least(3, sum(CASE WHEN is_new_source AND act_strength IS NULL THEN sources ELSE 0 END) OVER (
            PARTITION BY subject, org, track, epoch, value, voice_rank ORDER BY last_day RANGE UNBOUNDED PRECEDING
        )))::BIGINT AS strength,
        -- Strength, then act before sighting, then the later day, then the fuller status.
        ((strength * 2 + (act_strength IS NOT NULL)::INT) * 1_000_000 + (last_day - DATE '1000-01-01')) * 10 + code AS precedence
    FROM counted
),
ruled AS (
    SELECT
        *,
        last_value(code_so_far) OVER (
            PARTITION BY subject, org, track, last_day ORDER BY epoch ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS ruling_code
    FROM (
        SELECT *, max(precedence) OVER (PARTITION BY subject, org, track, epoch ORDER BY last_day RANGE UNBOUNDED PRECEDING) % 10 AS code_so_far
        FROM weighed
    )
),
intervals AS (
    SELECT *, sum(starts::INT) OVER (PARTITION BY subject, org, track ORDER BY last_day, epoch ROWS UNBOUNDED PRECEDING) AS interval_number
    FROM (
        SELECT *, ruling_code IS DISTINCT FROM lag(ruling_code) OVER (PARTITION BY subject, org, track ORDER BY last_day, epoch) AS starts
        FROM ruled
    )
)
SELECT
    subject, org, fact_id, track, intervals.value, kind, last_day AS placed_on, first_day, last_day, epoch::BIGINT AS epoch, strength,
    codes.value AS ruling, interval_number::BIGINT AS interval_number,
    CASE WHEN intervals.value <> codes.value THEN 'outweighed' WHEN place IN ('begin', 'end') THEN 'begins' ELSE 'supports' END AS verdict,
    known_on, origin, weight, claim_id, reference_id
FROM intervals
JOIN codes ON codes.code = ruling_code
UNION ALL
-- What was left out.
SELECT
    subject, org, fact_id, track, value, kind, last_day, first_day, last_day, NULL, 10 * voice_rank + sources, NULL, NULL,
    verdict, known_on, origin, weight, claim_id, reference_id
FROM (
    SELECT *, 'misdated' AS verdict FROM placed WHERE is_excluded
    UNION ALL BY NAME
    SELECT *, 'ambiguous' AS verdict FROM (SELECT * FROM dated UNION ALL SELECT * FROM undated) WHERE fits > 1
    UNION ALL BY NAME
    SELECT *, 'idle' AS verdict FROM facts WHERE kind IN ('end', 'lapse', 'denied') AND fact_id NOT IN (SELECT fact_id FROM told WHERE value IS NOT NULL)
);
