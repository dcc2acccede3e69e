-- Where each actor stands on each subject's place in each organisation.
--
-- A claim's stance is its predicate, or what its denial amounts to: a dropped objection is 'does_not_oppose'. Its day is the
-- last possible day of `when`, else the day on which the words were said, else the brief's; never after the brief's. A stance
-- of an undated past ('had long blocked it') is of some day before, and counts only where no other is told. So is what a brief
-- without a date tells: the day of its ingestion is the last on which it may have been said, never that of the stance.
-- Present stance: of the claims in the twelve months up to the last one, those told as certainly as any of them (asserted
-- before expected, hoped, possible, conditional); of these the latest. Of one day that of the nearest voice (the actor's own
-- words, the author's news, the author's comment, somebody else's words), then the firmer: opposes, supports, conditional,
-- undecided, then the denials. A stance in own words that the present one departs from is shown beside it.
WITH
stances (predicate, polarity, stance, firmness) AS (
    VALUES
        ('opposes', 'affirmed', 'opposes', 8), ('supports', 'affirmed', 'supports', 7),
        ('conditional', 'affirmed', 'conditional', 6), ('undecided', 'affirmed', 'undecided', 5),
        ('supports', 'negated', 'does_not_support', 4), ('opposes', 'negated', 'does_not_oppose', 3),
        ('conditional', 'negated', 'without_conditions', 2), ('undecided', 'negated', 'decided', 1)
),
told AS MATERIALIZED (
    SELECT
        claims.* EXCLUDE (first_day, last_day), stances.stance, stances.firmness,
        CASE WHEN actor_kind = 'group' THEN lower(trim(claims.actor)) ELSE claims.actor END AS holder,
        least(coalesce(CASE WHEN open_end THEN claims.known_on END, claims.last_day, claims.told_on, claims.known_on), claims.known_on) AS day,
        CASE
            WHEN claims.speaker_country = claims.actor THEN 4
            WHEN claims.voice = 'news' THEN 3
            WHEN claims.voice = 'comment' THEN 2
            ELSE 1
        END AS nearness,
        list_position(['conditional', 'possible', 'hoped', 'expected', 'asserted'], claims.modality) AS certainty
    FROM marts.weighed_claims AS claims
    JOIN stances USING (predicate, polarity)
    WHERE claims.actor IS NOT NULL
),
-- A number for actor, subject and organisation keeps what is grouped and sorted narrow.
lines AS MATERIALIZED (
    SELECT holder, subject, org, row_number() OVER () AS line FROM (SELECT DISTINCT holder, subject, org FROM told)
),
numbered AS MATERIALIZED (
    SELECT
        line, claim_id, statement_id, actor_kind, status, stance, firmness, modality, nearness, certainty, is_past, day_known, day, known_on, origin,
        firmness IS DISTINCT FROM lag(firmness) OVER (PARTITION BY line ORDER BY NOT is_past, day_known, day, firmness) AS turns
    FROM told
    JOIN lines USING (holder, subject, org)
),
last_days AS (
    SELECT line, coalesce(max(day) FILTER (NOT is_past AND day_known), max(day) FILTER (NOT is_past)) AS last_day FROM numbered GROUP BY line
),
-- `rank`: present or past, whether its day is known, certainty, day, nearness and firmness in one number; null for what is older than twelve months
-- when the last claim was made: it does not count.
ranked AS MATERIALIZED (
    SELECT
        numbered.*,
        CASE WHEN is_past OR NOT day_known OR day >= last_day - 365 THEN
            (2 * (NOT is_past)::INT + day_known::INT) * 100_000_000_000 + (certainty * 10_000_000 + (day - DATE '0001-01-01')) * 100 + nearness * 10 + firmness
        END AS rank
    FROM numbered
    JOIN last_days USING (line)
),
best_ranks AS (
    SELECT line, max(rank) AS best_rank FROM ranked GROUP BY line
),
best_claims AS MATERIALIZED (
    SELECT
        line, best_rank % 10 AS best_firmness, DATE '0001-01-01' + (best_rank // 100 % 10_000_000)::INT AS best_day,
        best_rank // 10 % 10 AS best_nearness, best_rank < 200_000_000_000 AS past, best_rank // 100_000_000_000 % 2 = 1 AS best_day_known,
        max({'status': status, 'claim_id': claim_id, 'modality': modality, 'stance': stance}) AS best
    FROM ranked
    JOIN best_ranks USING (line)
    WHERE rank = best_rank
    GROUP BY line, best_rank
),
-- Tellings of another stance up to and with the best claim's day: the present stance's unbroken run is what comes after the last of them.
others AS (
    SELECT line, max(day) AS last_other_day
    FROM ranked
    JOIN best_claims USING (line)
    WHERE firmness <> best_firmness AND day <= best_day AND NOT is_past AND day_known
    GROUP BY line
),
positions AS (
    SELECT
        line,
        any_value(actor_kind) AS actor_kind, any_value(best) AS best, any_value(best_nearness) AS best_nearness,
        any_value(past) AS past, CASE WHEN any_value(best_day_known) THEN any_value(best_day) END AS stance_on,
        max({'day': day, 'firmness': firmness, 'stance': stance}) FILTER (nearness = 4 AND NOT is_past AND day_known) AS own,
        coalesce(
            min(day) FILTER (day_known AND firmness = best_firmness AND is_past = past AND (last_other_day IS NULL OR day > last_other_day)), stance_on
        ) AS stance_since,
        min(known_on) AS first_told_on,
        max(known_on) AS last_told_on,
        count(*) FILTER (turns) - 1 AS changes,
        list_sort(list({'present': NOT is_past, 'day_known': day_known, 'day': day, 'firmness': firmness, 'stance': stance}) FILTER (turns)) AS turned,
        count(DISTINCT origin) FILTER (firmness = best_firmness) AS sources,
        count(*) AS claims,
        coalesce(bool_or(firmness <> best_firmness AND rank IS NOT NULL AND is_past = past AND day_known >= best_day_known), false) AS contested,
        list_sort(list({'present': NOT is_past, 'day_known': day_known, 'day': day, 'firmness': firmness, 'claim_id': claim_id})) AS tellings,
        coalesce(list_sort(list(DISTINCT statement_id) FILTER (statement_id IS NOT NULL)), []) AS statement_ids
    FROM ranked
    JOIN best_claims USING (line)
    LEFT JOIN others USING (line)
    GROUP BY line
)
SELECT
    subject, lines.org, holder AS actor, actor_kind, coalesce(states.name, organisations.name, holder) AS actor_name,
    best.status AS status, best.stance AS stance, best.modality AS modality, stance_since, stance_on, first_told_on, last_told_on,
    best_nearness = 4 AS own_words,
    CASE WHEN own.stance <> best.stance THEN own.stance END AS own_stance,
    CASE WHEN own.stance <> best.stance THEN own.day END AS own_stance_on,
    past, changes, list_transform(turned, lambda turn: CASE WHEN turn.present AND turn.day_known THEN '' ELSE '../' END || turn.day::VARCHAR || ' ' || turn.stance) AS history,
    sources, claims, contested, list_transform(tellings, lambda telling: telling.claim_id) AS claim_ids, statement_ids
FROM positions
JOIN lines USING (line)
LEFT JOIN reference.states ON states.iso3 = holder
LEFT JOIN reference.organisations ON 'org:' || organisations.org = holder
