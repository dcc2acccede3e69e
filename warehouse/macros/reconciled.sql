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
--
-- Asked for one organisation, this is a few hundred rows, and what takes time is setting up. A window with PARTITION BY sets
-- up a hash table however few the rows are, so windows here sort by line first, and a line's number is part of what
-- they carry from row to row: in `10 * line + code`, say, the next line never takes over from the one before.
CREATE OR REPLACE MACRO coded_values() AS
    ['none', 'unknown', 'observer', 'dialogue_partner', 'partner', 'associate', 'candidate', 'member', 'suspended'];

CREATE OR REPLACE MACRO reconciled(known_by, of_org) AS TABLE
WITH
named AS MATERIALIZED (
    SELECT *, row_number() OVER () AS fact, dense_rank() OVER (ORDER BY subject, org, track) AS line
    FROM marts.membership_facts
    WHERE closed_by IS NULL AND (known_by IS NULL OR known_on <= known_by) AND (of_org IS NULL OR org = of_org)
),
facts AS MATERIALIZED (
    SELECT
        line, fact, list_position(coded_values(), value) - 1 AS code, kind, first_day, last_day, least(until_day, known_by::DATE) AS until_day,
        hash(origin) AS origin, voice_rank, sources
    FROM named
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
runs AS MATERIALIZED (
    SELECT *, sum(starts::INT) OVER (ORDER BY line, last_day, is_dated, code, fact ROWS UNBOUNDED PRECEDING) AS run
    FROM (
        SELECT *, 10 * line + code IS DISTINCT FROM lag(10 * line + code) OVER (ORDER BY line, last_day, is_dated, code, fact) AS starts
        FROM (
            SELECT line, code, last_day, fact, 0 AS is_dated FROM undated WHERE fits = 0
            UNION ALL
            SELECT line, code, seed_last, 0, 1 FROM dated_acts WHERE line IN (SELECT line FROM undated WHERE fits = 0)
        )
    )
),
undated_acts AS (
    SELECT fact, run_first
    FROM runs
    JOIN (SELECT run, min(last_day) AS run_first FROM runs WHERE is_dated = 0 GROUP BY run) USING (run)
    WHERE is_dated = 0
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
        line, code, seed_first, seed_last, (10 * best.voice_rank + least(3, best.sources))::BIGINT AS strength,
        CASE WHEN best.latest_first <= best.earliest_last THEN best.latest_first ELSE seed_first END AS act_first,
        CASE WHEN coalesce(best.latest_first <= best.earliest_last, true) THEN best.earliest_last ELSE seed_last END AS act_last
    FROM (
        SELECT
            line, code, seed_first, seed_last,
            max({'voice_rank': voice_rank, 'sources': sources, 'latest_first': latest_first, 'earliest_last': earliest_last}) AS best
        FROM (
            SELECT line, code, seed_first, seed_last, voice_rank,
                sum(sources) AS sources, max(latest_first) AS latest_first, min(earliest_last) AS earliest_last
            FROM (
                SELECT line, code, seed_first, seed_last, voice_rank, origin, max(sources) AS sources,
                    max(first_day) AS latest_first, min(last_day) AS earliest_last
                FROM of_acts
                GROUP BY ALL
            )
            GROUP BY ALL
        )
        GROUP BY ALL
    )
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
        * EXCLUDE (before, before_by_1, before_by_2, before_by_3),
        -- 5. What was the last status told before, by anybody and by voices that are at least as good?
        CASE WHEN before // 10 = line THEN before % 10 END AS last_told,
        CASE voice_rank WHEN 3 THEN before_by_3 WHEN 2 THEN before_by_2 WHEN 1 THEN before_by_1 END AS as_well,
        CASE WHEN place IN (0, 3) AND as_well // 10 = line THEN as_well % 10 END AS last_told_as_well,
        CASE
            WHEN place IN (1, 2) THEN told_code
            WHEN told_code IN (last_told, last_told_as_well) THEN CASE WHEN kind = 'lapse' THEN 1 ELSE 0 END
            WHEN last_told IS NULL AND place = 3 THEN 0
        END AS code
    FROM (
        SELECT
            *,
            last_value(CASE WHEN place IN (1, 2) THEN 10 * line + told_code END IGNORE NULLS) OVER before AS before,
            last_value(CASE WHEN place IN (1, 2) AND voice_rank >= 1 THEN 10 * line + told_code END IGNORE NULLS) OVER before AS before_by_1,
            last_value(CASE WHEN place IN (1, 2) AND voice_rank >= 2 THEN 10 * line + told_code END IGNORE NULLS) OVER before AS before_by_2,
            last_value(CASE WHEN place IN (1, 2) AND voice_rank >= 3 THEN 10 * line + told_code END IGNORE NULLS) OVER before AS before_by_3
        FROM stream
        WINDOW before AS (ORDER BY line, last_day, place, told_code ROWS UNBOUNDED PRECEDING)
    )
),
-- 4. Acts open epochs; one act has one row here, whoever tells it. One that repeats the act before it on weaker evidence
-- opens none. Epochs are numbered over all lines.
act_runs AS (
    SELECT *, sum(starts::INT) OVER (ORDER BY line, last_day, place, act_strength, code ROWS UNBOUNDED PRECEDING) AS run
    FROM (
        SELECT *, 10 * line + code IS DISTINCT FROM lag(10 * line + code) OVER (ORDER BY line, last_day, place, act_strength, code) AS starts
        FROM (SELECT DISTINCT line, last_day, place, act_strength, code FROM told WHERE place IN (0, 1) AND code IS NOT NULL)
    )
),
epochs AS MATERIALIZED (
    SELECT line, last_day, place, act_strength, code, row_number() OVER (ORDER BY line, last_day, place, act_strength, code) AS epoch
    FROM (
        SELECT *, max(100 * run + act_strength) OVER (ORDER BY run, last_day, place, act_strength ROWS UNBOUNDED PRECEDING) % 100 AS best
        FROM act_runs
    )
    WHERE act_strength = best
),
-- The epoch that an act opens, else the last one that is open on the day; before the first of its line that of no other row.
in_epochs AS MATERIALIZED (
    SELECT told.*, coalesce(epochs.epoch, max(epochs.epoch) OVER (ORDER BY told.line, told.last_day), 0) AS epoch
    FROM told
    LEFT JOIN epochs USING (line, last_day, place, act_strength, code)
    WHERE told.code IS NOT NULL
),
-- The days on which a first, a second and a third source tell a status in an epoch, by voice; more do not count.
source_days AS (
    SELECT line, epoch, code, voice_rank, min(first_seen, 3) AS days
    FROM (
        SELECT line, epoch, code, voice_rank, origin, min(last_day) AS first_seen, max(sources) AS sources
        FROM in_epochs
        WHERE act_strength IS NULL
        GROUP BY ALL
    )
    JOIN (VALUES (1), (2), (3)) AS counted (number) ON number <= sources
    GROUP BY line, epoch, code, voice_rank
),
strong AS MATERIALIZED (
    SELECT in_epochs.*, coalesce(act_strength, 10 * in_epochs.voice_rank + len(list_filter(days, lambda seen: seen <= last_day))) AS strength
    FROM in_epochs
    LEFT JOIN source_days USING (line, epoch, code, voice_rank)
),
-- Strength, then act before sighting, then the later day, then the fuller status; the best so far rules its day.
days AS (
    SELECT line, epoch, last_day,
        max(max(
            (line + epoch) * 1_000_000_000 + ((strength * 2 + (act_strength IS NOT NULL)::INT) * 1_000_000 + (last_day - DATE '1000-01-01')) * 10 + code
        )) OVER (ORDER BY line, epoch, last_day ROWS UNBOUNDED PRECEDING) % 10 AS ruling
    FROM strong
    GROUP BY line, epoch, last_day
),
ruled AS (
    SELECT line, last_day, arg_max(ruling, epoch) AS ruling FROM days GROUP BY ALL
),
intervals AS MATERIALIZED (
    SELECT line, last_day, ruling, sum(starts::INT) OVER (ORDER BY line, last_day ROWS UNBOUNDED PRECEDING) AS number
    FROM (SELECT *, 10 * line + ruling IS DISTINCT FROM lag(10 * line + ruling) OVER (ORDER BY line, last_day) AS starts FROM ruled)
),
-- What comes before the first epoch and the first interval of a line, which have the number 1.
first_epochs AS (
    SELECT line, min(epoch) - 1 AS epochs_before FROM epochs GROUP BY line
),
first_intervals AS (
    SELECT line, min(number) - 1 AS intervals_before FROM intervals GROUP BY line
),
verdicts AS (
    SELECT
        fact, code, last_day AS placed_on, first_day, last_day, epoch - coalesce(epochs_before, epoch) AS epoch, strength, ruling,
        number - intervals_before AS interval_number,
        CASE WHEN code <> ruling THEN 'outweighed' WHEN place IN (0, 1) THEN 'begins' ELSE 'supports' END AS verdict
    FROM strong
    JOIN intervals USING (line, last_day)
    JOIN first_intervals USING (line)
    LEFT JOIN first_epochs USING (line)
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
    subject, org, fact_id, track, coded_values()[verdicts.code + 1] AS value, kind, placed_on, verdicts.first_day, verdicts.last_day, epoch::BIGINT AS epoch,
    strength::BIGINT AS strength, coded_values()[ruling + 1] AS ruling, interval_number::BIGINT AS interval_number, verdict,
    known_on, origin, weight, claim_id, reference_id
FROM verdicts
JOIN named USING (fact)
UNION ALL
SELECT
    subject, org, fact_id, track, value, kind, last_day, first_day, last_day, NULL, 10 * voice_rank + sources, NULL, NULL, 'unlisted',
    known_on, origin, weight, claim_id, reference_id
FROM marts.membership_facts
WHERE closed_by IS NOT NULL AND (known_by IS NULL OR known_on <= known_by) AND (of_org IS NULL OR org = of_org);
