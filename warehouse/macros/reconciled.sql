-- Reconciliation: how every fact fares, from the facts known by a day (null: all), of one organisation (null: all).
--
-- Facts that a complete list denies are left out at once ('unlisted').
--
-- 1. Acts. Windows of acts (and beginnings of 'since') of one status that overlap are one act: the narrowest window is
--    the seed, a wider one joins it if it overlaps no other seed, and the act's window is what its best voices share. A
--    window that fits several seeds dates nothing ('ambiguous'). An undated act (or 'since' without a first day) joins the only dated one that it may be;
--    where there is none, undated tellings that no other act interrupts are one act, done by the first telling. A weaker
--    voice dates no act that a better one tells.
-- 2. Strength: 10 x rank of the voice + number of independent sources of that rank, at most 3. Reference history: 33.
-- 3. An act inside a span ('member since 2005', told in 2017) of another status that is strictly stronger is 'misdated'.
-- 4. The other acts cut the timeline into epochs. Within an epoch the strongest fact so far rules; of equally strong ones
--    the act that opened the epoch, else the latest; of equals on one day the fuller status. So a weaker fact never
--    displaces a stronger one; it is 'outweighed'.
-- 5. An end or a denial means 'none' only where the status that it denies was the last one told before it, by anybody or by
--    voices that are at least as good.
-- Every step looks at sets, never at the order of rows. `line` stands for subject, organisation and track, `fact` for the fact:
-- numbers within the query, which keep the windows below narrow; they are turned back into names at the end.
CREATE OR REPLACE MACRO reconciled(known_by, of_org) AS TABLE
WITH
named AS MATERIALIZED (
    SELECT *, row_number() OVER () AS fact
    FROM marts.membership_facts
    WHERE closed_by IS NULL AND (known_by IS NULL OR known_on <= known_by) AND (of_org IS NULL OR org = of_org)
),
lines AS MATERIALIZED (
    SELECT subject, org, track, row_number() OVER () AS line FROM (SELECT DISTINCT subject, org, track FROM named)
),
codes (value, code) AS (
    VALUES ('none', 0), ('unknown', 1), ('observer', 2), ('dialogue_partner', 3), ('partner', 4), ('associate', 5), ('candidate', 6),
        ('member', 7), ('suspended', 8)
),
facts AS MATERIALIZED (
    SELECT
        line, fact, code, kind, first_day, last_day, least(until_day, known_by::DATE) AS until_day, hash(origin) AS origin, voice_rank, sources
    FROM named
    JOIN lines USING (subject, org, track)
    JOIN codes USING (value)
),
-- `width`: windows by their length, then by their first day, in one number. `rank`: of the best voice that gives the window.
windows AS MATERIALIZED (
    SELECT
        line, code, first_day, last_day, (last_day - first_day) * 10_000_000 + (first_day - DATE '0001-01-01') AS width, max(voice_rank) AS rank
    FROM facts
    WHERE kind IN ('act', 'since') AND first_day IS NOT NULL
    GROUP BY ALL
),
wider AS MATERIALIZED (
    SELECT DISTINCT windows.*
    FROM windows
    JOIN windows AS narrower
        ON narrower.line = windows.line AND narrower.code = windows.code
        AND narrower.first_day <= windows.last_day AND narrower.last_day >= windows.first_day
    WHERE narrower.width < windows.width AND narrower.rank >= windows.rank
),
seeds AS MATERIALIZED (
    SELECT * FROM windows ANTI JOIN wider USING (line, code, first_day, last_day)
),
joined_windows AS (
    SELECT
        wider.line, wider.code, wider.first_day, wider.last_day,
        count(seeds.first_day) AS fits,
        coalesce(min(seeds.first_day), wider.first_day) AS seed_first,
        coalesce(min(seeds.last_day), wider.last_day) AS seed_last
    FROM wider
    LEFT JOIN seeds
        ON seeds.line = wider.line AND seeds.code = wider.code
        AND seeds.first_day <= wider.last_day AND seeds.last_day >= wider.first_day AND seeds.rank >= wider.rank
    GROUP BY wider.line, wider.code, wider.first_day, wider.last_day
    UNION ALL
    SELECT line, code, first_day, last_day, 1, first_day, last_day FROM seeds
),
dated AS MATERIALIZED (
    SELECT facts.*, fits, seed_first, seed_last
    FROM facts
    JOIN joined_windows USING (line, code, first_day, last_day)
    WHERE kind IN ('act', 'since')
),
dated_acts AS MATERIALIZED (
    SELECT line, code, seed_first, seed_last, max(voice_rank) AS rank FROM dated WHERE fits <= 1 GROUP BY ALL
),
undated_fits AS (
    SELECT facts.fact, count(dated_acts.seed_first) AS fits, min(dated_acts.seed_first) AS seed_first, min(dated_acts.seed_last) AS seed_last
    FROM facts
    LEFT JOIN dated_acts
        ON dated_acts.line = facts.line AND dated_acts.code = facts.code AND dated_acts.seed_first <= facts.last_day
        AND dated_acts.rank >= facts.voice_rank
    WHERE kind IN ('act', 'since') AND facts.first_day IS NULL
    GROUP BY facts.fact
),
undated AS MATERIALIZED (
    SELECT facts.*, fits, seed_first, seed_last FROM facts JOIN undated_fits USING (fact)
),
-- Undated tellings of one status that no other act interrupts.
runs AS (
    SELECT *, sum(starts::INT) OVER (PARTITION BY line ORDER BY last_day, is_dated, code, fact ROWS UNBOUNDED PRECEDING) AS run
    FROM (
        SELECT *, code IS DISTINCT FROM lag(code) OVER (PARTITION BY line ORDER BY last_day, is_dated, code, fact) AS starts
        FROM (
            SELECT line, code, last_day, fact, 0 AS is_dated FROM undated WHERE fits = 0
            UNION ALL
            SELECT line, code, seed_last, 0, 1 FROM dated_acts WHERE line IN (SELECT line FROM undated WHERE fits = 0)
        )
    )
),
undated_acts AS (
    SELECT fact, min(last_day) OVER (PARTITION BY line, run) AS run_first FROM runs WHERE is_dated = 0
),
-- All facts of acts, each with its act: line, status, first day of the seed (null if undated), last day of the seed.
of_acts AS MATERIALIZED (
    SELECT * FROM dated WHERE fits <= 1
    UNION ALL
    SELECT * FROM undated WHERE fits = 1
    UNION ALL
    SELECT undated.* REPLACE (run_first AS seed_last) FROM undated JOIN undated_acts USING (fact)
),
-- The window is what the tellings of the best voice share; the strength is theirs, too.
acts AS MATERIALIZED (
    SELECT
        line, code, seed_first, seed_last,
        CASE WHEN max(latest_first) <= min(earliest_last) THEN max(latest_first) ELSE min(seed_first) END AS act_first,
        CASE WHEN coalesce(max(latest_first) <= min(earliest_last), true) THEN min(earliest_last) ELSE min(seed_last) END AS act_last,
        (10 * max(voice_rank) + least(3, sum(sources)))::BIGINT AS strength
    FROM (
        SELECT line, code, seed_first, seed_last, voice_rank, origin, max(sources) AS sources,
            max(first_day) AS latest_first, min(last_day) AS earliest_last
        FROM of_acts
        GROUP BY line, code, seed_first, seed_last, voice_rank, origin
        QUALIFY rank() OVER (PARTITION BY line, code, seed_first, seed_last ORDER BY voice_rank DESC) = 1
    )
    GROUP BY ALL
),
-- 3. Acts that a strictly stronger span of another status excludes.
excluded AS MATERIALIZED (
    SELECT DISTINCT line, code, seed_first, seed_last
    FROM (
        SELECT line, code, seed_first, seed_last, strength, span_code, voice_rank, sum(sources) AS sources
        FROM (
            SELECT acts.*, spans.code AS span_code, spans.voice_rank, spans.origin, max(spans.sources) AS sources
            FROM acts
            JOIN facts AS spans
                ON spans.line = acts.line AND spans.code <> acts.code AND spans.kind = 'since'
                AND spans.last_day < coalesce(acts.act_first, acts.act_last) AND spans.until_day > acts.act_last
            GROUP BY ALL
        )
        GROUP BY ALL
    )
    WHERE 10 * voice_rank + least(3, sources) > strength
),
placed AS MATERIALIZED (
    SELECT
        of_acts.line, of_acts.fact, of_acts.kind, of_acts.origin, of_acts.voice_rank, of_acts.sources, of_acts.code AS told_code,
        -- A later telling of an undated act is a sighting of what the act brought about.
        CASE WHEN of_acts.seed_first IS NULL AND of_acts.last_day > of_acts.seed_last THEN 2 ELSE 1 END AS place,
        CASE WHEN place = 2 THEN of_acts.last_day ELSE act_first END AS first_day,
        CASE WHEN place = 2 THEN of_acts.last_day ELSE act_last END AS last_day,
        CASE WHEN place = 1 THEN acts.strength END AS act_strength,
        excluded.line IS NOT NULL AS is_excluded
    FROM of_acts
    JOIN acts
        ON acts.line = of_acts.line AND acts.code = of_acts.code
        AND acts.seed_last = of_acts.seed_last AND acts.seed_first IS NOT DISTINCT FROM of_acts.seed_first
    LEFT JOIN excluded
        ON excluded.line = of_acts.line AND excluded.code = of_acts.code
        AND excluded.seed_last = of_acts.seed_last AND excluded.seed_first IS NOT DISTINCT FROM of_acts.seed_first
),
begins AS (
    SELECT DISTINCT line, told_code, first_day, last_day, act_strength FROM placed WHERE place = 1 AND NOT is_excluded AND told_code <> 0
),
-- The end of one status on the day on which another begins says nothing new, unless the end is the better told.
replaced AS (
    SELECT DISTINCT facts.fact
    FROM facts
    JOIN begins
        ON begins.line = facts.line AND begins.told_code <> facts.code AND begins.act_strength >= 10 * facts.voice_rank + facts.sources
        AND coalesce(begins.first_day, begins.last_day) <= facts.last_day AND begins.last_day >= facts.first_day
    WHERE facts.kind = 'end'
),
-- What is told, in the order of the timeline. Places on one day: 0 ends, 1 begins, 2 is seen, 3 is denied.
stream AS (
    SELECT * EXCLUDE (is_excluded) FROM placed WHERE NOT is_excluded
    UNION ALL BY NAME
    SELECT
        line, fact, kind, origin, voice_rank, sources, code AS told_code, first_day, last_day,
        CASE kind WHEN 'seen' THEN 2 WHEN 'denied' THEN 3 ELSE 0 END AS place,
        CASE WHEN kind IN ('end', 'lapse') THEN 10 * voice_rank + sources END AS act_strength
    FROM facts
    ANTI JOIN replaced USING (fact)
    WHERE kind IN ('seen', 'denied', 'lapse', 'end')
),
told AS MATERIALIZED (
    SELECT
        *,
        -- 5. What was the last status told before, by anybody and by voices that are at least as good?
        last_value(CASE WHEN place IN (1, 2) THEN told_code END IGNORE NULLS) OVER before AS last_told,
        CASE WHEN place IN (0, 3) THEN CASE voice_rank
            WHEN 3 THEN last_value(CASE WHEN place IN (1, 2) AND voice_rank >= 3 THEN told_code END IGNORE NULLS) OVER before
            WHEN 2 THEN last_value(CASE WHEN place IN (1, 2) AND voice_rank >= 2 THEN told_code END IGNORE NULLS) OVER before
            WHEN 1 THEN last_value(CASE WHEN place IN (1, 2) AND voice_rank >= 1 THEN told_code END IGNORE NULLS) OVER before
        END END AS last_told_as_well,
        CASE
            WHEN place IN (1, 2) THEN told_code
            WHEN told_code IN (last_told, last_told_as_well) THEN CASE WHEN kind = 'lapse' THEN 1 ELSE 0 END
            WHEN last_told IS NULL AND place = 3 THEN 0
        END AS code
    FROM stream
    WINDOW before AS (PARTITION BY line ORDER BY last_day, place, told_code ROWS UNBOUNDED PRECEDING)
),
-- 4. Acts open epochs; one act has one row here, whoever tells it. One that repeats the act before it on weaker evidence
-- opens none.
act_runs AS (
    SELECT *, sum(starts::INT) OVER (PARTITION BY line ORDER BY last_day, place, act_strength, code ROWS UNBOUNDED PRECEDING) AS run
    FROM (
        SELECT *, code IS DISTINCT FROM lag(code) OVER (PARTITION BY line ORDER BY last_day, place, act_strength, code) AS starts
        FROM (SELECT DISTINCT line, last_day, place, act_strength, code FROM told WHERE place IN (0, 1) AND code IS NOT NULL)
    )
),
epochs AS MATERIALIZED (
    SELECT line, last_day, place, act_strength, code, row_number() OVER (PARTITION BY line ORDER BY last_day, place, act_strength, code) AS epoch
    FROM (
        SELECT *, max(act_strength) OVER (PARTITION BY line, run ORDER BY last_day, place, act_strength ROWS UNBOUNDED PRECEDING) AS best
        FROM act_runs
    )
    WHERE act_strength = best
),
in_epochs AS (
    SELECT told.*, epochs.epoch
    FROM told
    JOIN epochs USING (line, last_day, place, act_strength, code)
    UNION ALL
    SELECT told.*, coalesce(last_epochs.epoch, 0)
    FROM (FROM told ANTI JOIN epochs USING (line, last_day, place, act_strength, code)) AS told
    ASOF LEFT JOIN (SELECT line, last_day, max(epoch) AS epoch FROM epochs GROUP BY ALL) AS last_epochs
        ON last_epochs.line = told.line AND last_epochs.last_day <= told.last_day
    WHERE told.code IS NOT NULL
),
-- The first day of each source for a status in an epoch counts it; `sources` so far, by voice.
source_days AS (
    SELECT line, epoch, code, voice_rank, first_seen, (sum(sum(sources)) OVER (
        PARTITION BY line, epoch, code, voice_rank ORDER BY first_seen
    ))::BIGINT AS sources_so_far
    FROM (
        SELECT line, epoch, code, voice_rank, origin, min(last_day) AS first_seen, max(sources) AS sources
        FROM in_epochs
        WHERE act_strength IS NULL
        GROUP BY ALL
    )
    GROUP BY line, epoch, code, voice_rank, first_seen
),
strong AS (
    SELECT in_epochs.*, act_strength AS strength
    FROM in_epochs
    WHERE act_strength IS NOT NULL
    UNION ALL
    SELECT in_epochs.*, 10 * in_epochs.voice_rank + least(3, sources_so_far)
    FROM in_epochs
    ASOF JOIN source_days
        ON source_days.line = in_epochs.line AND source_days.epoch = in_epochs.epoch AND source_days.code = in_epochs.code
        AND source_days.voice_rank = in_epochs.voice_rank AND source_days.first_seen <= in_epochs.last_day
    WHERE act_strength IS NULL
),
-- Strength, then act before sighting, then the later day, then the fuller status; the best so far rules its day.
days AS (
    SELECT line, epoch, last_day,
        max(max(((strength * 2 + (act_strength IS NOT NULL)::INT) * 1_000_000 + (last_day - DATE '1000-01-01')) * 10 + code)) OVER (
            PARTITION BY line, epoch ORDER BY last_day
        ) % 10 AS ruling
    FROM strong
    GROUP BY line, epoch, last_day
),
ruled AS (
    SELECT line, last_day, arg_max(ruling, epoch) AS ruling FROM days GROUP BY ALL
),
intervals AS (
    SELECT line, last_day, ruling, sum(starts::INT) OVER (PARTITION BY line ORDER BY last_day) AS interval_number
    FROM (SELECT *, ruling IS DISTINCT FROM lag(ruling) OVER (PARTITION BY line ORDER BY last_day) AS starts FROM ruled)
),
verdicts AS (
    SELECT
        fact, code, last_day AS placed_on, first_day, last_day, epoch, strength, ruling, interval_number,
        CASE WHEN code <> ruling THEN 'outweighed' WHEN place IN (0, 1) THEN 'begins' ELSE 'supports' END AS verdict
    FROM strong
    JOIN intervals USING (line, last_day)
    UNION ALL
    -- What was left out.
    SELECT fact, code, last_day, first_day, last_day, NULL, 10 * voice_rank + sources, NULL, NULL, verdict
    FROM (
        SELECT fact, told_code AS code, first_day, last_day, voice_rank, sources, 'misdated' AS verdict FROM placed WHERE is_excluded
        UNION ALL
        SELECT fact, code, first_day, last_day, voice_rank, sources, 'ambiguous' FROM dated WHERE fits > 1
        UNION ALL
        SELECT fact, code, first_day, last_day, voice_rank, sources, 'ambiguous' FROM undated WHERE fits > 1
        UNION ALL
        SELECT fact, code, first_day, last_day, voice_rank, sources, 'idle'
        FROM facts
        ANTI JOIN (SELECT fact FROM told WHERE code IS NOT NULL) AS effective USING (fact)
        WHERE kind IN ('end', 'lapse', 'denied')
    )
)
SELECT
    subject, org, fact_id, track, said.value, kind, placed_on, verdicts.first_day, verdicts.last_day, epoch::BIGINT AS epoch,
    strength::BIGINT AS strength, rules.value AS ruling, interval_number::BIGINT AS interval_number, verdict,
    known_on, origin, weight, claim_id, reference_id
FROM verdicts
JOIN named USING (fact)
JOIN codes AS said ON said.code = verdicts.code
LEFT JOIN codes AS rules ON rules.code = verdicts.ruling
UNION ALL
SELECT
    subject, org, fact_id, track, value, kind, last_day, first_day, last_day, NULL, 10 * voice_rank + sources, NULL, NULL, 'unlisted',
    known_on, origin, weight, claim_id, reference_id
FROM marts.membership_facts
WHERE closed_by IS NOT NULL AND (known_by IS NULL OR known_on <= known_by) AND (of_org IS NULL OR org = of_org);
