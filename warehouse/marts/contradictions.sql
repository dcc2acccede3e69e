-- What cannot both hold.
--
-- Statuses: a fact that the reconciliation found outweighed, against the facts that support the interval ruling on its
-- day. Dates: acts of one status that begin one interval but at windows that do not overlap; what is told as one act has
-- one date. Excluded acts: acts within a span of another status on stronger evidence. Stances: two claims on one actor's
-- stance that exclude each other, within thirty days, in different sentences.
-- An act of which the reference history tells within the two years after it is the same act, told when it was decided and
-- not when it took effect: dates that differ; but not where all was told before that day, since nobody can tell of an effect
-- that has not come. Rows of the reference history do not contradict each other here: they are
-- stages of one course. One claim contradicts once: what it says of the standing, rather than of the side tracks.
-- The left side is the one that rules (for dates the stronger, for stances the stronger voice); 'neither' if equally strong.
WITH
verdicts AS NOT MATERIALIZED (
    FROM marts.reconciliation
),
outweighed AS (
    SELECT
        line, subject, org, track, interval_number, value, ruling, bool_or(kind = 'denied') AS is_denial,
        min(coalesce(first_day, placed_on)) AS about_first, max(placed_on) AS about_last, max(strength) AS strength, min(known_on) AS known_since,
        list_sort(list(DISTINCT claim_id) FILTER (claim_id IS NOT NULL)) AS claim_ids,
        list_sort(list(DISTINCT reference_id) FILTER (reference_id IS NOT NULL)) AS reference_ids
    FROM verdicts
    WHERE verdict = 'outweighed'
    GROUP BY ALL
),
ruling AS (
    SELECT
        line, interval_number, max(strength) AS strength, min(known_on) AS known_since,
        list_sort(list(DISTINCT claim_id) FILTER (claim_id IS NOT NULL)) AS claim_ids,
        list_sort(list(DISTINCT reference_id) FILTER (reference_id IS NOT NULL)) AS reference_ids
    FROM verdicts
    WHERE verdict IN ('begins', 'supports')
        AND (line, interval_number) IN (SELECT (line, interval_number) FROM outweighed)
    GROUP BY ALL
),
status_pairs AS (
    SELECT
        outweighed.subject, outweighed.org, outweighed.track, outweighed.track || ':' || outweighed.interval_number || ':' || outweighed.value AS what,
        CASE
            WHEN (ruling.claim_ids IS NULL) <> (outweighed.claim_ids IS NULL) OR (outweighed.reference_ids IS NOT NULL AND ruling.claim_ids IS NOT NULL)
                OR (ruling.reference_ids IS NOT NULL AND outweighed.claim_ids IS NOT NULL) THEN 'status_against_reference'
            WHEN is_denial THEN 'status_denied'
            ELSE 'status_differs'
        END AS reason,
        NULL::VARCHAR AS actor, about_first, about_last,
        'status ' || outweighed.ruling AS left_says, 'status ' || outweighed.value AS right_says,
        ruling.strength AS left_strength, outweighed.strength AS right_strength,
        ruling.claim_ids AS left_claim_ids, outweighed.claim_ids AS right_claim_ids,
        ruling.reference_ids AS left_reference_ids, outweighed.reference_ids AS right_reference_ids,
        greatest(ruling.known_since, outweighed.known_since) AS known_since
    FROM outweighed
    JOIN ruling USING (line, interval_number)
),
excluded AS (
    SELECT
        subject, org, track, value, coalesce(first_day, last_day) AS about_first, last_day AS about_last, max(strength) AS strength, min(known_on) AS known_since, max(known_on) AS known_until,
        list_sort(list(DISTINCT claim_id) FILTER (claim_id IS NOT NULL)) AS claim_ids,
        list_sort(list(DISTINCT reference_id) FILTER (reference_id IS NOT NULL)) AS reference_ids
    FROM verdicts
    WHERE verdict = 'misdated'
    GROUP BY ALL
),
-- Of acts that were decided and took effect later the day on which they did.
effects AS (
    SELECT
        excluded.subject, excluded.org, excluded.track, excluded.value, about_first, about_last,
        min({
            'last_day': facts.last_day, 'first_day': facts.first_day, 'reference_id': facts.reference_id, 'known_on': facts.known_on, 'strength': 10 * voice_rank + sources
        }) AS effect
    FROM excluded
    JOIN marts.membership_facts AS facts
        ON facts.subject = excluded.subject AND facts.org = excluded.org AND facts.track = excluded.track AND facts.value = excluded.value
        AND facts.kind = 'since' AND facts.reference_id IS NOT NULL
        AND facts.last_day > about_last AND facts.last_day <= about_last + 730
    GROUP BY ALL
),
effect_pairs AS (
    SELECT
        subject, org, track, concat_ws(':', track, value, about_first, about_last, 'effect') AS what, 'date_against_reference' AS reason,
        NULL::VARCHAR AS actor, about_first, effect.last_day AS about_last,
        value || ' from ' || edtf_of(effect.first_day, effect.last_day) AS left_says, value || ' from ' || edtf_of(about_first, excluded.about_last) AS right_says,
        effect.strength AS left_strength, strength AS right_strength, NULL::VARCHAR[] AS left_claim_ids, claim_ids AS right_claim_ids,
        [effect.reference_id] AS left_reference_ids, reference_ids AS right_reference_ids,
        greatest(effect.known_on, known_since) AS known_since
    FROM excluded
    JOIN effects USING (subject, org, track, value, about_first, about_last)
    WHERE known_until >= effect.first_day
),
spans AS (
    SELECT
        subject, org, track, value, voice_rank, last_day, until_day, known_on, claim_id, reference_id, origin, sources
    FROM marts.membership_facts
    WHERE kind = 'since' AND (subject, org, track) IN (SELECT (subject, org, track) FROM excluded)
),
excluded_pairs AS (
    SELECT
        excluded.subject, excluded.org, excluded.track, concat_ws(':', excluded.track, excluded.value, about_first, about_last, spans.value) AS what,
        CASE WHEN bool_or(spans.reference_id IS NOT NULL) OR any_value(excluded.reference_ids) IS NOT NULL THEN 'status_against_reference' ELSE 'act_excluded' END AS reason,
        NULL::VARCHAR AS actor, about_first, about_last,
        'status ' || spans.value || ' throughout' AS left_says,
        'status ' || excluded.value || ' from ' || edtf_of(about_first, about_last) AS right_says,
        max(10 * spans.voice_rank + spans.sources) AS left_strength, any_value(excluded.strength) AS right_strength,
        list_sort(list(DISTINCT spans.claim_id) FILTER (spans.claim_id IS NOT NULL)) AS left_claim_ids, any_value(excluded.claim_ids) AS right_claim_ids,
        list_sort(list(DISTINCT spans.reference_id) FILTER (spans.reference_id IS NOT NULL)) AS left_reference_ids,
        any_value(excluded.reference_ids) AS right_reference_ids,
        greatest(min(spans.known_on), any_value(excluded.known_since)) AS known_since
    FROM (FROM excluded ANTI JOIN effects USING (subject, org, track, value, about_first, about_last)) AS excluded
    JOIN spans
        ON spans.subject = excluded.subject AND spans.org = excluded.org AND spans.track = excluded.track AND spans.value <> excluded.value
        AND spans.last_day < about_first AND spans.until_day > about_last
    GROUP BY excluded.subject, excluded.org, excluded.track, excluded.value, about_first, about_last, spans.value
),
dated AS (
    SELECT
        line, interval_number, any_value(subject) AS subject, any_value(org) AS org, any_value(track) AS track, value, first_day, last_day, max(strength) AS strength, min(known_on) AS known_since, max(known_on) AS known_until,
        list_sort(list(DISTINCT claim_id) FILTER (claim_id IS NOT NULL)) AS claim_ids,
        list_sort(list(DISTINCT reference_id) FILTER (reference_id IS NOT NULL)) AS reference_ids
    FROM verdicts
    WHERE verdict = 'begins' AND kind IN ('act', 'since') AND first_day IS NOT NULL AND value <> 'none'
    GROUP BY ALL
),
begun AS (
    SELECT *, row_number() OVER (PARTITION BY line, interval_number ORDER BY strength DESC, last_day, first_day) AS place FROM dated
),
date_pairs AS (
    SELECT
        best.subject, best.org, best.track, concat_ws(':', best.track, best.interval_number, other.first_day, other.last_day) AS what,
        CASE WHEN best.reference_ids IS NOT NULL OR other.reference_ids IS NOT NULL THEN 'date_against_reference' ELSE 'date_differs' END AS reason,
        NULL::VARCHAR AS actor, least(best.first_day, other.first_day) AS about_first, greatest(best.last_day, other.last_day) AS about_last,
        best.value || ' from ' || edtf_of(best.first_day, best.last_day) AS left_says,
        other.value || ' from ' || edtf_of(other.first_day, other.last_day) AS right_says,
        best.strength AS left_strength, other.strength AS right_strength,
        best.claim_ids AS left_claim_ids, other.claim_ids AS right_claim_ids,
        best.reference_ids AS left_reference_ids, other.reference_ids AS right_reference_ids,
        greatest(best.known_since, other.known_since) AS known_since
    FROM begun AS best
    JOIN begun AS other USING (line, interval_number)
    WHERE best.place = 1 AND other.place > 1 AND (other.first_day > best.last_day OR other.last_day < best.first_day)
        AND NOT (best.reference_ids IS NOT NULL AND best.claim_ids IS NULL AND other.known_until < best.first_day AND other.last_day >= best.last_day - 730)
),
sentences AS (
    SELECT claim_id, hash(brief_id, sentence) AS sentence FROM staging.claims WHERE predicate IN ('supports', 'opposes') AND modality = 'asserted'
),
stance_claims AS (
    SELECT
        subject, org, CASE WHEN actor_kind = 'group' THEN lower(trim(actor)) ELSE actor END AS actor,
        CASE WHEN polarity = 'affirmed' THEN predicate WHEN predicate = 'supports' THEN 'does not support' ELSE 'does not oppose' END AS stance,
        predicate = 'supports' AND polarity = 'affirmed' OR predicate = 'opposes' AND polarity = 'negated' AS is_favourable,
        least(coalesce(CASE WHEN open_end THEN known_on END, last_day, told_on, known_on), known_on) AS day,
        10 * (CASE WHEN speaker_country = actor THEN 4 WHEN voice = 'news' THEN 3 WHEN voice = 'comment' THEN 2 ELSE 1 END) AS nearness,
        origin, known_on, claim_id, sentence
    FROM marts.weighed_claims AS claims
    JOIN sentences USING (claim_id)
    WHERE predicate IN ('supports', 'opposes') AND modality = 'asserted' AND actor IS NOT NULL AND NOT is_past AND day_known
),
stance_days AS MATERIALIZED (
    SELECT *, row_number() OVER () AS number
    FROM (
        SELECT
            subject, org, actor, stance, is_favourable, day, max(nearness) + least(3, count(DISTINCT origin)) AS strength, min(known_on) AS known_since,
            list_sort(list(claim_id)) AS claim_ids, list_distinct(list(sentence)) AS sentences
        FROM stance_claims
        GROUP BY ALL
    )
),
-- Few of the pairs of days are near each other: they meet as numbers, and what is told on them is joined to those that are.
near_days AS MATERIALIZED (
    SELECT one.number AS one_number, other.number AS other_number
    FROM (SELECT subject, org, actor, day, number FROM stance_days WHERE is_favourable) AS one
    JOIN (SELECT subject, org, actor, day, number FROM stance_days WHERE NOT is_favourable) AS other
        ON other.subject = one.subject AND other.org = one.org AND other.actor = one.actor
        AND other.day >= one.day - 30 AND other.day <= one.day + 30
),
stance_sides AS (
    SELECT
        one.subject, one.org, one.actor, one.stance || ':' || one.day || ':' || other.stance || ':' || other.day AS what,
        CASE WHEN one.strength >= other.strength THEN one ELSE other END AS better_side,
        CASE WHEN one.strength >= other.strength THEN other ELSE one END AS other_side
    FROM near_days
    JOIN stance_days AS one ON one.number = one_number
    JOIN stance_days AS other ON other.number = other_number
    -- One sentence does not contradict itself: it tells how a stance changed.
    WHERE NOT list_has_any(one.sentences, other.sentences)
),
stance_pairs AS (
    SELECT
        subject, org, what, 'stance_differs' AS reason, actor,
        least(better_side.day, other_side.day) AS about_first, greatest(better_side.day, other_side.day) AS about_last,
        better_side.stance || ' on ' || better_side.day AS left_says, other_side.stance || ' on ' || other_side.day AS right_says,
        better_side.strength AS left_strength, other_side.strength AS right_strength,
        better_side.claim_ids AS left_claim_ids, other_side.claim_ids AS right_claim_ids,
        NULL::VARCHAR[] AS left_reference_ids, NULL::VARCHAR[] AS right_reference_ids,
        greatest(better_side.known_since, other_side.known_since) AS known_since
    FROM stance_sides
),
-- What a complete list denies: shown before all others.
unlisted_pairs AS (
    SELECT
        facts.subject, facts.org, facts.track, concat_ws(':', 'list', facts.track, facts.value, facts.closed_by) AS what, 'status_against_list' AS reason, NULL::VARCHAR AS actor,
        min(coalesce(facts.first_day, facts.last_day)) AS about_first, max(facts.last_day) AS about_last,
        'not in the complete ' || CASE split_part(closed_by, '|', 3)
            WHEN 'any' THEN 'lists' WHEN 'suspended' THEN 'list of suspensions' ELSE 'list of ' || replace(split_part(closed_by, '|', 3), '_', ' ') || 's'
        END || ' from ' || split_part(closed_by, '|', 4) || ' on' AS left_says,
        'status ' || facts.value AS right_says,
        30 + any_value(lists.sources) AS left_strength, max(10 * facts.voice_rank + facts.sources) AS right_strength,
        NULL::VARCHAR[] AS left_claim_ids, list_sort(list(DISTINCT facts.claim_id)) AS right_claim_ids,
        [facts.closed_by] AS left_reference_ids, NULL::VARCHAR[] AS right_reference_ids,
        min(facts.known_on) AS known_since
    FROM marts.membership_facts AS facts
    JOIN marts.reference_windows AS lists ON lists.reference_id = closed_by
    WHERE closed_by IS NOT NULL AND value <> 'none'
    GROUP BY facts.subject, facts.org, facts.track, facts.value, facts.closed_by
),
pairs AS (
    SELECT * FROM unlisted_pairs
    UNION ALL BY NAME SELECT * FROM status_pairs
    UNION ALL BY NAME SELECT * FROM excluded_pairs
    UNION ALL BY NAME SELECT * FROM effect_pairs
    UNION ALL BY NAME SELECT * FROM date_pairs
    UNION ALL BY NAME SELECT * FROM stance_pairs
),
weights (reason, weight) AS (
    VALUES ('status_against_list', 5), ('status_against_reference', 4), ('status_differs', 4), ('status_denied', 4), ('act_excluded', 3),
        ('stance_differs', 2), ('date_against_reference', 1), ('date_differs', 1)
),
once AS MATERIALIZED (
    SELECT
        *, row_id(concat_ws(' ', reason, subject, org, actor, what)) AS contradiction_id,
        CASE WHEN left_reference_ids IS NULL THEN left_claim_ids END AS left_to_read,
        CASE WHEN right_reference_ids IS NULL THEN right_claim_ids END AS right_to_read
    FROM pairs
    JOIN weights USING (reason)
    WHERE left_claim_ids IS NOT NULL OR right_claim_ids IS NOT NULL
    QUALIFY reason = 'stance_differs' OR right_claim_ids IS NULL OR row_number() OVER (
        PARTITION BY subject, org, reason = 'stance_differs', right_claim_ids
        ORDER BY track = 'standing' DESC, weight DESC, left_claim_ids IS NULL, what
    ) = 1
),
-- How likely each side is read right: at least one of its origins is. Reference rows are. One list of claims is often the side
-- of several contradictions, and is looked up once.
sides AS MATERIALIZED (
    SELECT claim_ids, row_number() OVER () AS side
    FROM (SELECT left_to_read AS claim_ids FROM once UNION SELECT right_to_read FROM once)
    WHERE claim_ids IS NOT NULL
),
cited AS MATERIALIZED (
    SELECT side, unnest(claim_ids) AS claim_id FROM sides
),
read_claims AS (
    SELECT claim_id, confidence_of_reading FROM staging.claims SEMI JOIN cited USING (claim_id)
),
side_origins AS (
    SELECT side, origin, max(confidence_of_reading) AS confidence
    FROM cited
    JOIN (SELECT claim_id, origin FROM marts.weighed_claims) USING (claim_id)
    JOIN read_claims USING (claim_id)
    GROUP BY ALL
),
side_readings AS MATERIALIZED (
    SELECT claim_ids, confidence
    FROM sides
    JOIN (SELECT side, 1 - product(1 - confidence) AS confidence FROM side_origins GROUP BY side) USING (side)
),
-- Claims that the reference history has begin another standing on the contested days.
renamed AS (
    SELECT DISTINCT contradiction_id
    FROM once
    JOIN marts.membership_facts AS facts
        ON facts.subject = once.subject AND facts.org = once.org AND facts.track = once.track
        AND facts.kind = 'since' AND facts.reference_id IS NOT NULL AND right_says = 'status ' || facts.value IS NOT TRUE
        AND facts.last_day BETWEEN about_first - 31 AND about_first + 31
    WHERE reason IN ('status_against_list', 'status_against_reference') AND once.track = 'standing' AND NOT contains(right_says, 'none')
),
rated AS (
    SELECT
        once.*, CASE WHEN left_strength > right_strength THEN 'left' WHEN left_strength < right_strength THEN 'right' ELSE 'neither' END AS better,
        round(
            coalesce(least(left_readings.confidence, right_readings.confidence), 1) * CASE WHEN renamed.contradiction_id IS NULL THEN 1 ELSE 0.5 END, 3
        ) AS confidence
    FROM once
    LEFT JOIN side_readings AS left_readings ON left_readings.claim_ids = left_to_read
    LEFT JOIN side_readings AS right_readings ON right_readings.claim_ids = right_to_read
    LEFT JOIN renamed USING (contradiction_id)
)
SELECT
    subject, org, contradiction_id, reason, actor, about_first, about_last,
    left_says, right_says, left_strength::BIGINT AS left_strength, right_strength::BIGINT AS right_strength, better,
    coalesce(left_claim_ids, []) AS left_claim_ids, coalesce(right_claim_ids, []) AS right_claim_ids,
    coalesce(left_reference_ids, []) AS left_reference_ids, coalesce(right_reference_ids, []) AS right_reference_ids, known_since, confidence,
    -- First what is likely read right; of that what matters most: claims that a complete list denies, then statuses, acts,
    -- stances, dates; of these the closest calls.
    row_number() OVER (
        ORDER BY confidence < 0.8, weight DESC, better <> 'neither', abs(left_strength - right_strength), confidence DESC, known_since DESC,
            org, subject, contradiction_id
    ) AS place
FROM rated
