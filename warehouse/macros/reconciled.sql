-- Reconciliation: how every fact fares, from the facts known by a day (null: all), of one organisation (null: all).
--
-- Facts that a complete list denies are left out at once ('unlisted').
--
-- 1. Acts. Windows of acts (and beginnings of 'since') of one status that overlap are one act: the narrowest window is
--    the seed, a wider one joins it if it overlaps no other seed, and the act's window is what its best voices share. A
--    window that fits several seeds dates nothing ('ambiguous'). An undated act (or 'since' without a first day) joins the only dated one that it may be;
--    where there is none, undated tellings that no other act interrupts are one act, done by the first telling. A weaker
--    voice dates no act that a better one tells.
-- 2. Strength: 10 x rank of the voice + number of independent sources of that rank, at most 3. Reference history: 33, from memory 32.
-- 3. An act inside a span ('member since 2005', told in 2017) of another status that is strictly stronger is 'misdated'.
-- 4. The other acts cut the timeline into epochs. Within an epoch the strongest fact so far rules; of equally strong ones
--    the act that opened the epoch, else the latest; of equals on one day the fuller status. So a weaker fact never
--    displaces a stronger one; it is 'outweighed'.
-- 5. An end or a denial means 'none' only where the status that it denies was the last one told before it, by anybody or by
--    voices that are at least as good.
-- Every step looks at sets, never at the order of rows. `line` stands for subject, organisation and track, `number` for the fact, and
-- `held` for a status of a line (10 * line + the status's code): numbers keep what is joined, grouped and sorted below narrow. They are
-- turned back into names at the end.
--
-- Asked for one organisation, this is a few hundred rows, and what takes time is setting up: every step, column and name is planned anew.
-- So there are few steps, and none reads more columns than it needs. A window with PARTITION BY sets up a hash table however few the rows
-- are, so windows here sort by line first, in one number with what they sort by within it, and a line's number is part of what
-- they carry from row to row: after `held`, say, the next line never takes over from the one before.
-- What a window counts only on a condition has it within count(): with FILTER the time grows with the square of the rows.
-- Of many rows windows take most of the time: they count ROWS, since peers (RANGE) are dear, over days rather than facts where that will do.
CREATE OR REPLACE MACRO coded_values() AS
    ['none', 'unknown', 'observer', 'dialogue_partner', 'partner', 'associate', 'candidate', 'member', 'suspended'];

-- A day with the number of its line, for windows that sort many lines one after another; and the day again, null in another line.
CREATE OR REPLACE MACRO day_on_line(line, day) AS line * 10_000_000 + (day - DATE '0001-01-01');
CREATE OR REPLACE MACRO day_within_line(on_line, line) AS
    CASE WHEN on_line // 10_000_000 = line THEN DATE '0001-01-01' + (on_line % 10_000_000)::INT END;

CREATE OR REPLACE MACRO judged(known_by, of_org) AS TABLE
WITH
facts AS MATERIALIZED (
    SELECT
        line, number, 10 * line + list_position(coded_values(), value) - 1 AS held, kind, first_day, last_day,
        least(until_day, known_by::DATE) AS until_day, hash(origin) AS origin, voice_rank, sources
    FROM marts.membership_facts
    WHERE closed_by IS NULL AND (known_by IS NULL OR known_on <= known_by) AND (of_org IS NULL OR org = of_org)
),
-- `width`: windows by their length, then by their first day, in one number. `rank`: of the best voice that gives the window.
windows AS MATERIALIZED (
    SELECT held, first_day, last_day, (last_day - first_day) * 10_000_000 + (first_day - DATE '0001-01-01') AS width, max(voice_rank) AS rank
    FROM facts
    WHERE kind IN ('act', 'since') AND first_day IS NOT NULL
    GROUP BY ALL
),
seeds AS MATERIALIZED (
    SELECT windows.*
    FROM windows
    ANTI JOIN windows AS narrower
        ON narrower.held = windows.held AND narrower.first_day <= windows.last_day AND narrower.last_day >= windows.first_day
        AND narrower.width < windows.width AND narrower.rank >= windows.rank
),
-- Each window with its seed, and how many seeds it fits; a seed, and what fits none, stands for itself.
joined_windows AS MATERIALIZED (
    SELECT
        windows.held, windows.first_day, windows.last_day,
        coalesce(bool_or(seeds.width = windows.width), true) AS is_alone,
        CASE WHEN is_alone THEN 0 ELSE count(seeds.rank) END AS fits,
        CASE WHEN is_alone THEN windows.first_day ELSE min(seeds.first_day) END AS seed_first,
        CASE WHEN is_alone THEN windows.last_day ELSE min(seeds.last_day) END AS seed_last,
        CASE WHEN is_alone THEN windows.rank ELSE min(seeds.rank) END AS rank
    FROM windows
    LEFT JOIN seeds
        ON seeds.held = windows.held AND seeds.first_day <= windows.last_day AND seeds.last_day >= windows.first_day
        AND seeds.rank >= windows.rank
    GROUP BY windows.held, windows.first_day, windows.last_day, windows.width, windows.rank
),
dated AS MATERIALIZED (
    SELECT number, held, first_day, last_day, origin, voice_rank, sources, fits, seed_first, seed_last, rank
    FROM facts
    JOIN joined_windows USING (held, first_day, last_day)
    WHERE kind IN ('act', 'since')
),
undated AS MATERIALIZED (
    SELECT
        number, facts.held, facts.first_day, facts.last_day, origin, voice_rank, sources,
        count(acts.rank) AS fits, min(seed_first) AS seed_first, min(seed_last) AS seed_last, min(rank) AS rank
    FROM facts
    LEFT JOIN joined_windows AS acts
        ON acts.held = facts.held AND acts.fits = 0 AND acts.seed_first <= facts.last_day AND acts.rank >= facts.voice_rank
    WHERE kind IN ('act', 'since') AND facts.first_day IS NULL
    GROUP BY ALL
),
-- Undated tellings of one status that no other act interrupts: one act, of the day of the first.
runs AS (
    SELECT
        * REPLACE (min(CASE WHEN is_told THEN last_day END) OVER of_run AS seed_last, max(voice_rank) OVER of_run AS rank)
    FROM (
        SELECT *, count(CASE WHEN starts THEN 1 END) OVER in_turn AS run
        FROM (
            SELECT *, held IS DISTINCT FROM lag(held) OVER in_turn AS starts
            FROM (
                SELECT *, true AS is_told FROM undated WHERE fits = 0
                UNION ALL BY NAME
                SELECT held, seed_last AS last_day, false AS is_told FROM joined_windows WHERE fits = 0
            )
            WINDOW in_turn AS (ORDER BY day_on_line(held // 10, last_day), is_told DESC, held, number)
        )
        WINDOW in_turn AS (ORDER BY day_on_line(held // 10, last_day), is_told DESC, held, number)
    )
    WINDOW of_run AS (ORDER BY run RANGE BETWEEN CURRENT ROW AND CURRENT ROW)
),
-- All facts of acts, each with its act: status, first day of the seed (null if undated), last day of the seed. `rank` is that of the
-- act's best voice.
of_acts AS MATERIALIZED (
    SELECT * FROM dated WHERE fits <= 1
    UNION ALL
    SELECT * FROM undated WHERE fits = 1
    UNION ALL
    SELECT * EXCLUDE (is_told, starts, run) FROM runs WHERE is_told
),
-- The window is what the tellings of the best voice share; the strength is theirs, too.
acts AS MATERIALIZED (
    SELECT
        row_number() OVER () AS act, held, held // 10 AS line, seed_first, seed_last,
        (10 * max(rank) + least(3, sum(sources)))::BIGINT AS strength,
        CASE WHEN max(first_day) <= min(last_day) THEN max(first_day) ELSE seed_first END AS act_first,
        CASE WHEN coalesce(max(first_day) <= min(last_day), true) THEN min(last_day) ELSE seed_last END AS act_last
    FROM (
        SELECT held, seed_first, seed_last, rank, origin, max(sources) AS sources, max(first_day) AS first_day, min(last_day) AS last_day
        FROM of_acts
        WHERE voice_rank = rank
        GROUP BY ALL
    )
    GROUP BY held, seed_first, seed_last
),
-- 3. Acts that a strictly stronger span of another status excludes.
excluded AS (
    SELECT act
    FROM (
        SELECT act, strength, spans.held, voice_rank, spans.origin, max(spans.sources) AS sources
        FROM acts
        JOIN facts AS spans
            ON spans.line = acts.line AND spans.held <> acts.held AND spans.kind = 'since' AND 10 * spans.voice_rank + 3 > acts.strength
            AND spans.last_day < coalesce(acts.act_first, acts.act_last) AND spans.until_day > acts.act_last
        GROUP BY ALL
    )
    GROUP BY act, strength, held, voice_rank
    HAVING 10 * voice_rank + least(3, sum(sources)) > strength
),
judged_acts AS MATERIALIZED (
    SELECT *, act IN (FROM excluded) AS is_excluded FROM acts
),
-- A later telling of an undated act is a sighting of what the act brought about.
tellings AS MATERIALIZED (
    SELECT
        line, number, of_acts.held, origin, voice_rank, sources, is_excluded,
        of_acts.seed_first IS NULL AND last_day > of_acts.seed_last AS is_sighting,
        CASE WHEN is_sighting THEN last_day ELSE act_first END AS first_day,
        CASE WHEN is_sighting THEN last_day ELSE act_last END AS last_day,
        CASE WHEN NOT is_sighting THEN strength END AS act_strength
    FROM of_acts
    JOIN judged_acts AS acts
        ON acts.held = of_acts.held AND acts.seed_last = of_acts.seed_last AND acts.seed_first IS NOT DISTINCT FROM of_acts.seed_first
),
-- What is told, in the order of the timeline. Places on one day: 0 ends, 1 begins, 2 is seen, 3 is denied. `shown`: the status that
-- begins or is seen. The end of one status on the day on which another begins says nothing new, unless the end is the better told.
stream AS (
    SELECT
        line, number, origin, voice_rank, sources, held, first_day, last_day, 1 + is_sighting::INT AS place, act_strength,
        0 AS denied_code, held AS shown
    FROM tellings
    WHERE NOT is_excluded
    UNION ALL
    SELECT
        facts.line, number, origin, voice_rank, sources, facts.held, first_day, last_day,
        CASE kind WHEN 'seen' THEN 2 WHEN 'denied' THEN 3 ELSE 0 END,
        CASE WHEN kind IN ('end', 'lapse') THEN 10 * voice_rank + sources END,
        (kind = 'lapse')::INT, CASE WHEN kind = 'seen' THEN facts.held END
    FROM (SELECT *, CASE WHEN kind = 'end' THEN line END AS ended_line FROM facts) AS facts
    ANTI JOIN (FROM judged_acts WHERE NOT is_excluded AND held % 10 <> 0) AS begins
        ON begins.line = facts.ended_line AND begins.held <> facts.held AND begins.strength >= 10 * facts.voice_rank + facts.sources
        AND coalesce(begins.act_first, begins.act_last) <= facts.last_day AND begins.act_last >= facts.first_day
    WHERE kind IN ('seen', 'denied', 'lapse', 'end')
),
-- 5. Which status a telling speaks for (`code`): an end or a denial for none, if it denies the status told last before it.
-- `act_place`: an act's place in the order of the timeline.
told AS MATERIALIZED (
    SELECT
        line, number, origin, voice_rank, sources, first_day, last_day, act_strength, code,
        (day_on_line(line, last_day) * 10 + place) * 1000 + 10 * act_strength + code AS act_place
    FROM (
        SELECT
            *,
            CASE
                WHEN shown IS NOT NULL THEN held % 10
                WHEN held IN (before, [before_by_1, before_by_2, before_by_3][voice_rank]) THEN denied_code
                WHEN place = 3 AND before // 10 IS DISTINCT FROM line THEN 0
            END AS code
        FROM (
            SELECT
                *,
                last_value(shown IGNORE NULLS) OVER before AS before,
                last_value(CASE WHEN voice_rank >= 1 THEN shown END IGNORE NULLS) OVER before AS before_by_1,
                last_value(CASE WHEN voice_rank >= 2 THEN shown END IGNORE NULLS) OVER before AS before_by_2,
                last_value(CASE WHEN voice_rank >= 3 THEN shown END IGNORE NULLS) OVER before AS before_by_3
            FROM stream
            WINDOW before AS (ORDER BY (day_on_line(line, last_day) * 10 + place) * 10 + held % 10 ROWS UNBOUNDED PRECEDING)
        )
    )
    WHERE code IS NOT NULL
),
-- 4. Acts open epochs; one act has one row here, whoever tells it. One that repeats the act before it on weaker evidence opens
-- none: since the last act of another status, a stronger one of its own came.
told_acts AS MATERIALIZED (
    SELECT line, act_place, code, act_strength, min(number) AS number FROM told WHERE act_place IS NOT NULL GROUP BY ALL
),
epochs AS (
    SELECT act.act_place, act.number
    FROM told_acts AS act
    LEFT JOIN told_acts AS earlier ON earlier.line = act.line AND earlier.act_place < act.act_place
    GROUP BY ALL
    HAVING coalesce(max(CASE WHEN earlier.code = act.code AND earlier.act_strength > act.act_strength THEN earlier.act_place END), 0)
        <= coalesce(max(CASE WHEN earlier.code <> act.code THEN earlier.act_place END), 0)
),
-- The epoch that an act opens, else the last one that is open on the day; they are numbered over all lines. What opens none
-- comes after what does on its day, and of the tellings of an act the one that stands for it comes first.
in_epochs AS MATERIALIZED (
    SELECT
        * EXCLUDE (turn),
        count(CASE WHEN turn % 10 = 0 THEN 1 END) OVER (ORDER BY turn ROWS UNBOUNDED PRECEDING) AS epoch
    FROM (
        SELECT
            told.* EXCLUDE (act_place), epochs.number IS NOT NULL AS opening,
            coalesce(epochs.act_place * 10 + (epochs.number <> told.number)::INT, day_on_line(line, last_day) * 100_000 + 99_999) AS turn
        FROM told
        LEFT JOIN epochs ON epochs.act_place = told.act_place
    )
),
-- The days on which a first, a second and a third source tell a status in an epoch, by voice; more do not count. The
-- reference history, one source, counts for `more` from its day on.
source_days AS (
    SELECT
        line, epoch, code, voice_rank, min(first_seen, 3) AS days, max(sources) - 1 AS more, min(CASE WHEN sources > 1 THEN first_seen END) AS more_by
    FROM (
        SELECT line, epoch, code, voice_rank, origin, min(last_day) AS first_seen, max(sources) AS sources
        FROM in_epochs
        WHERE act_strength IS NULL
        GROUP BY ALL
    )
    GROUP BY line, epoch, code, voice_rank
),
-- `place`: by line and epoch, then strength, then act before sighting, then the later day, then the fuller status.
placed AS MATERIALIZED (
    SELECT
        *, (line + epoch) * 1_000_000_000
            + ((strength * 2 + (act_strength IS NOT NULL)::INT) * 1_000_000 + (last_day - DATE '1000-01-01')) * 10 + code AS place
    FROM (
        SELECT
            line, number, code, first_day, last_day, act_strength, epoch, opening,
            CASE
                WHEN act_strength IS NOT NULL THEN act_strength
                ELSE 10 * voice_rank + least(3, 1 + coalesce(days[2] <= last_day, false)::INT + coalesce(days[3] <= last_day, false)::INT
                    + CASE WHEN more_by <= last_day THEN more ELSE 0 END)
            END AS strength
        FROM in_epochs
        LEFT JOIN source_days USING (line, epoch, code, voice_rank)
    )
),
-- The best of an epoch so far rules its day. Intervals are runs of days of one ruling status, numbered over all lines.
ruled_days AS MATERIALIZED (
    SELECT
        line, last_day, ruling, epochs_before,
        count(CASE WHEN line IS DISTINCT FROM line_before OR ruling <> ruling_before THEN 1 END) OVER in_turn AS interval_number
    FROM (
        SELECT
            line, last_day, min(epoch - opening::INT) AS epochs_before,
            max(max(place)) OVER (in_turn ROWS UNBOUNDED PRECEDING) % 10 AS ruling,
            max(max(place)) OVER (in_turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) % 10 AS ruling_before,
            lag(line) OVER in_turn AS line_before
        FROM placed
        GROUP BY line, last_day
        WINDOW in_turn AS (ORDER BY day_on_line(line, last_day))
    )
    WINDOW in_turn AS (ORDER BY day_on_line(line, last_day) ROWS UNBOUNDED PRECEDING)
),
-- Within a line they count from 1, and epochs from 0, what no act opens.
lines AS (
    SELECT line, min(interval_number) - 1 AS intervals_before, min(epochs_before) AS epochs_before FROM ruled_days GROUP BY line
),
numbered_days AS MATERIALIZED (
    SELECT line, last_day, ruling, interval_number - intervals_before AS interval_number, lines.epochs_before
    FROM ruled_days
    JOIN lines USING (line)
)
SELECT
    line, number, code, last_day AS placed_on, first_day, last_day, epoch - epochs_before AS epoch, strength, ruling, interval_number,
    CASE WHEN code <> ruling THEN 'outweighed' WHEN act_strength IS NOT NULL THEN 'begins' ELSE 'supports' END AS verdict
FROM placed
JOIN numbered_days USING (line, last_day)
UNION ALL
-- What was left out.
SELECT held // 10, number, held % 10, last_day, first_day, last_day, NULL, 10 * voice_rank + sources, NULL, NULL, verdict
FROM (
    SELECT held, number, first_day, last_day, voice_rank, sources, 'misdated' AS verdict FROM tellings WHERE is_excluded
    UNION ALL
    SELECT held, number, first_day, last_day, voice_rank, sources, 'ambiguous' FROM dated WHERE fits > 1
    UNION ALL
    SELECT held, number, first_day, last_day, voice_rank, sources, 'ambiguous' FROM undated WHERE fits > 1
    UNION ALL
    SELECT held, number, first_day, last_day, voice_rank, sources, 'idle'
    FROM facts
    ANTI JOIN told USING (number)
    WHERE kind IN ('end', 'lapse', 'denied')
);

-- The verdicts with names instead of numbers, and what complete lists deny.
CREATE OR REPLACE MACRO reconciled(known_by, of_org) AS TABLE
SELECT
    subject, org, fact_id, track, coded_values()[code + 1] AS value, kind, placed_on, verdicts.first_day, verdicts.last_day, epoch::BIGINT AS epoch,
    strength::BIGINT AS strength, coded_values()[ruling + 1] AS ruling, interval_number::BIGINT AS interval_number, verdict,
    known_on, origin, weight, claim_id, reference_id, facts.line, number
FROM judged(known_by, of_org) AS verdicts
JOIN marts.membership_facts AS facts USING (number)
UNION ALL
SELECT
    subject, org, fact_id, track, value, kind, last_day, first_day, last_day, NULL, 10 * voice_rank + sources, NULL, NULL, 'unlisted',
    known_on, origin, weight, claim_id, reference_id, line, number
FROM marts.membership_facts
WHERE closed_by IS NOT NULL AND (known_by IS NULL OR known_on <= known_by) AND (of_org IS NULL OR org = of_org);
