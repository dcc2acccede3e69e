-- Where each actor stands on each subject's place in each organisation.
--
-- A claim's stance is its predicate, or what its denial amounts to: a dropped objection is 'does_not_oppose'. Its day is the
-- last possible day of `when`, else the day on which the words were said, else the brief's; never after the brief's.
-- Present stance: of the claims in the twelve months up to the last one, those of the strongest voice (the actor's own
-- words, the author's news, the author's comment, somebody else's words), told as certainly as any of them (asserted
-- before expected, hoped, possible, conditional); of these the latest. Of equals on one day the firmer: opposes, supports,
-- conditional, undecided, then the denials.
WITH
stances (predicate, polarity, stance, firmness) AS (
    VALUES
        ('opposes', 'affirmed', 'opposes', 8), ('supports', 'affirmed', 'supports', 7),
        ('conditional', 'affirmed', 'conditional', 6), ('undecided', 'affirmed', 'undecided', 5),
        ('supports', 'negated', 'does_not_support', 4), ('opposes', 'negated', 'does_not_oppose', 3),
        ('conditional', 'negated', 'without_conditions', 2), ('undecided', 'negated', 'decided', 1)
),
told AS (
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
ranked AS (
    SELECT
        *,
        -- Null for what is older than twelve months when the last claim was made: it does not count.
        CASE WHEN day >= max(day) OVER actor_on_pair - 365 THEN nearness END AS recent_nearness,
        stance IS DISTINCT FROM lag(stance) OVER course AS turns
    FROM told
    WINDOW
        actor_on_pair AS (PARTITION BY holder, subject, org),
        course AS (PARTITION BY holder, subject, org ORDER BY day, firmness, claim_id)
),
chosen AS (
    SELECT
        *,
        max({
            'nearness': recent_nearness, 'certainty': certainty, 'day': day, 'firmness': firmness, 'status': status, 'claim_id': claim_id
        }) FILTER (recent_nearness IS NOT NULL) OVER (PARTITION BY holder, subject, org) AS best
    FROM ranked
),
present AS (
    SELECT *, max(stance) FILTER (claim_id = best.claim_id) OVER (PARTITION BY holder, subject, org) AS present_stance
    FROM chosen
),
runs AS (
    SELECT
        *,
        -- Tellings of another stance up to and with this day: the present stance's unbroken run is what comes after the last of them.
        max(day) FILTER (stance <> present_stance AND day <= best.day) OVER (PARTITION BY holder, subject, org) AS last_other_day
    FROM present
)
SELECT
    runs.subject, runs.org, holder AS actor, any_value(actor_kind) AS actor_kind,
    coalesce(min(states.name), min(organisations.name), holder) AS actor_name,
    any_value(best.status) AS status,
    any_value(present_stance) AS stance,
    max(modality) FILTER (claim_id = best.claim_id) AS modality,
    coalesce(
        min(day) FILTER (stance = present_stance AND (last_other_day IS NULL OR day > last_other_day)), any_value(best.day)
    ) AS stance_since,
    min(known_on) AS first_told_on,
    max(known_on) AS last_told_on,
    any_value(best.nearness) = 4 AS own_words,
    count(*) FILTER (turns) - 1 AS changes,
    list(day::VARCHAR || ' ' || stance ORDER BY day, firmness, claim_id) FILTER (turns) AS history,
    count(DISTINCT origin) FILTER (stance = present_stance) AS sources,
    count(*) AS claims,
    coalesce(bool_or(stance <> present_stance AND recent_nearness IS NOT NULL), false) AS contested,
    list(claim_id ORDER BY day, firmness, claim_id) AS claim_ids,
    coalesce(list_sort(list(DISTINCT statement_id) FILTER (statement_id IS NOT NULL)), []) AS statement_ids
FROM runs
LEFT JOIN reference.states ON states.iso3 = holder
LEFT JOIN reference.organisations ON 'org:' || organisations.org = holder
GROUP BY holder, runs.subject, runs.org
