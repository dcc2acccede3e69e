-- Intervals of statuses, from verdicts of a reconciliation, as known by a day (null: all).
--
-- Begin. The window of the strongest act that begins it (the earlier of equals), narrowed by weaker ones, cut off by its first sighting and by the
-- last day that confirms the status before. Without an act: after the last day that confirms the status before, and by
-- the first sighting. A sighting before the act counts only if it is strictly stronger. Its end is the next one's begin.
-- Confidence: support x (1 - opposition / 2), halved for every 20 years since the last confirmation while it goes on.

-- `verdicts` is the name of a relation with the columns of marts.reconciliation. Intervals of a line (subject, organisation and
-- track) are numbered from 1 without a gap. As in `judged`, windows sort by line instead of setting up partitions.
CREATE OR REPLACE MACRO intervals_of(verdicts, known_by) AS TABLE
WITH
placed AS MATERIALIZED (
    SELECT
        subject, org, track, line, interval_number, ruling, verdict = 'outweighed' AS against, verdict = 'begins' AS begins, verdict = 'supports' AS supports,
        placed_on, first_day, last_day, strength, known_on, origin, weight, claim_id, reference_id
    FROM query_table(verdicts)
    WHERE interval_number IS NOT NULL
),
supports AS (
    SELECT
        line, interval_number, count(CASE WHEN NOT against THEN 1 END) AS sources,
        round(1 - coalesce(product(CASE WHEN NOT against THEN 1 - weight END), 1), 4) AS support,
        round(1 - coalesce(product(CASE WHEN against THEN 1 - weight END), 1), 4) AS opposition
    FROM (SELECT line, interval_number, against, origin, max(weight) AS weight FROM placed GROUP BY ALL)
    GROUP BY ALL
),
-- `act`: the strongest act that begins it, of equals the earlier, in one number: its strength, its last day, its first day.
drafts AS (
    SELECT
        line, interval_number, any_value(subject) AS subject, any_value(org) AS org, any_value(track) AS track, any_value(ruling) AS status,
        max(CASE WHEN begins THEN (strength * 10_000_000 + (DATE '9999-12-31' - last_day)) * 10_000_000 + (coalesce(first_day, DATE '9999-12-31') - DATE '0001-01-01') END) AS act,
        list({'first_day': first_day, 'last_day': last_day}) FILTER (begins AND first_day IS NOT NULL) AS begins,
        min(CASE WHEN supports THEN placed_on END) AS first_seen,
        max(CASE WHEN supports THEN strength END) AS seen_strength,
        min(CASE WHEN NOT against THEN placed_on END) AS first_placed,
        coalesce(max(CASE WHEN supports THEN first_day WHEN begins AND ruling <> 'unknown' THEN placed_on END), first_placed) AS last_confirmed_on,
        min(CASE WHEN NOT against THEN known_on END) AS known_since,
        list(claim_id) FILTER (NOT against AND claim_id IS NOT NULL) AS claim_ids,
        list(reference_id) FILTER (NOT against AND reference_id IS NOT NULL) AS reference_ids,
        list(claim_id) FILTER (against AND claim_id IS NOT NULL) AS contradicting_claim_ids
    FROM placed
    GROUP BY line, interval_number
),
-- What takes no part in the order of a line is carried through it in one piece.
ordered AS (
    SELECT
        line, line * 10_000_000 + interval_number AS turn, interval_number, org, track, status, begins, first_seen, seen_strength,
        first_placed, last_confirmed_on,
        {'subject': subject, 'sources': sources, 'support': support, 'opposition': opposition, 'known_since': known_since, 'claim_ids': claim_ids,
            'reference_ids': reference_ids, 'contradicting_claim_ids': contradicting_claim_ids} AS grounds,
        CASE WHEN interval_number > 1 THEN lag(last_confirmed_on) OVER (ORDER BY turn) END AS before_confirmed,
        act // 100_000_000_000_000 AS act_strength,
        DATE '9999-12-31' - (act // 10_000_000 % 10_000_000)::INT AS act_last,
        nullif(DATE '0001-01-01' + (act % 10_000_000)::INT, DATE '9999-12-31') AS act_first
    FROM drafts
    JOIN supports USING (line, interval_number)
),
narrowed AS (
    SELECT
        * EXCLUDE (begins, act_first, act_last, shared, shared_first, shared_last),
        CASE WHEN shared_first <= shared_last THEN shared_first ELSE act_first END AS act_first,
        CASE WHEN shared_first <= shared_last THEN shared_last ELSE act_last END AS act_last,
        act_last IS NOT NULL AND NOT (
            coalesce(first_seen < coalesce(act_first, act_last), false) AND coalesce(seen_strength > act_strength, false)
        ) AS by_act
    FROM (
        SELECT
            *,
            -- Weaker acts that begin the interval, too, narrow the window of the strongest one if they all agree.
            list_filter(begins, lambda told: told.first_day <= act_last AND coalesce(told.last_day >= act_first, true)) AS shared,
            list_max(list_transform(shared, lambda told: told.first_day)) AS shared_first,
            list_min(list_transform(shared, lambda told: told.last_day)) AS shared_last
        FROM ordered
    )
),
begun AS (
    SELECT
        * EXCLUDE (begun_first),
        -- An interval cannot begin before the one before it.
        day_within_line(max(day_on_line(line, begun_first)) OVER (ORDER BY turn ROWS UNBOUNDED PRECEDING), line) AS from_first
    FROM (
        SELECT
            org, track, interval_number, status, last_confirmed_on, grounds, turn, line,
            CASE
                WHEN by_act AND before_confirmed <= act_last THEN greatest(act_first, before_confirmed)
                WHEN by_act THEN act_first
                WHEN before_confirmed <= first_placed THEN before_confirmed
            END AS begun_first,
            CASE
                WHEN status = 'unknown' THEN NULL
                WHEN NOT by_act THEN first_placed
                WHEN first_seen < act_last AND first_seen >= coalesce(act_first, first_seen) THEN first_seen
                ELSE act_last
            END AS from_last
        FROM narrowed
    )
),
chained AS (
    SELECT
        * EXCLUDE (next_line, next_first, next_told, next_last),
        next_line IS DISTINCT FROM line AS ongoing,
        CASE WHEN next_line = line THEN next_first END AS to_first,
        CASE WHEN next_line = line THEN next_told END AS next_status,
        -- Where nothing tells when the unknown began, the status may have lasted until something else is told.
        day_within_line(next_last, line) AS to_last
    FROM (
        SELECT
            *, lead(line) OVER in_order AS next_line, lead(from_first) OVER in_order AS next_first, lead(status) OVER in_order AS next_told,
            first_value(day_on_line(line, from_last) IGNORE NULLS) OVER (ORDER BY turn ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_last
        FROM begun
        WINDOW in_order AS (ORDER BY turn)
    )
),
-- Where a term was retired while the status held, its successor holds from that day on.
renamed AS (
    SELECT chained.*, retired.successor, retired.retired_on
    FROM chained
    LEFT JOIN retired_terms() AS retired
        ON retired.org = chained.org AND retired.status = chained.status AND chained.track = 'standing'
        AND chained.from_last < retired.retired_on
        AND retired.retired_on <= coalesce(known_by::DATE, corpus_now())
        AND (chained.ongoing OR chained.to_first >= retired.retired_on
            OR (chained.next_status = retired.successor AND chained.to_last >= retired.retired_on))
),
continued AS (
    SELECT
        org, track, 2 * interval_number - 1 AS interval_number, status,
        CASE WHEN follows_rename THEN rename_before ELSE from_first END AS from_first,
        CASE WHEN follows_rename THEN rename_before ELSE from_last END AS from_last,
        coalesce(retired_on, to_first) AS to_first, coalesce(retired_on, to_last) AS to_last,
        ongoing AND retired_on IS NULL AS ongoing,
        last_confirmed_on, NULL::DATE AS renamed_on, NULL::VARCHAR AS renaming, grounds
    FROM (
        SELECT
            *, interval_number > 1 AND coalesce(lag(next_status = successor) OVER in_order, false) AS follows_rename,
            lag(retired_on) OVER in_order AS rename_before
        FROM renamed
        WINDOW in_order AS (ORDER BY turn)
    )
    UNION ALL
    SELECT
        org, track, 2 * interval_number, successor, retired_on, retired_on, to_first, to_last, ongoing,
        greatest(last_confirmed_on, retired_on), retired_on, concat_ws('|', 'statuses', org, status, retired_on::VARCHAR), grounds
    FROM renamed
    WHERE retired_on IS NOT NULL AND next_status IS DISTINCT FROM successor
)
SELECT
    grounds.subject AS subject, org, track, interval_number::BIGINT AS interval_number, status,
    from_first, from_last, to_first, to_last, ongoing, last_confirmed_on, greatest(grounds.known_since, renamed_on) AS known_since,
    CASE WHEN grounds.claim_ids IS NULL THEN 'reference' WHEN grounds.reference_ids IS NULL AND renaming IS NULL THEN 'briefs' ELSE 'both' END AS basis,
    round(
        grounds.support * (1 - grounds.opposition / 2)
        * CASE WHEN ongoing THEN pow(0.5, greatest(coalesce(known_by::DATE, corpus_now()) - last_confirmed_on, 0) / 7305) ELSE 1 END, 3
    ) AS confidence,
    grounds.support AS support, grounds.opposition AS opposition, grounds.sources AS sources,
    coalesce(list_sort(list_distinct(grounds.claim_ids)), []) AS claim_ids,
    list_concat(coalesce(list_sort(list_distinct(grounds.reference_ids)), []), CASE WHEN renaming IS NULL THEN [] ELSE [renaming] END) AS reference_ids,
    coalesce(list_sort(list_distinct(grounds.contradicting_claim_ids)), []) AS contradicting_claim_ids
FROM continued
WHERE track = 'standing' OR status <> 'none';

-- The intervals of one organisation (null: all) as known by a day (null: all), made anew from the facts.
CREATE OR REPLACE MACRO membership_intervals(known_by, of_org) AS TABLE
WITH verdicts AS (
    SELECT
        subject, org, track, line, interval_number, coded_values()[ruling + 1] AS ruling, verdict, placed_on, judged.first_day, judged.last_day, strength,
        known_on, origin, weight, claim_id, reference_id
    FROM judged(known_by, of_org) AS judged
    JOIN (SELECT number, subject, org, track, known_on, origin, weight, claim_id, reference_id FROM marts.membership_facts WHERE of_org IS NULL OR org = of_org) AS facts USING (number)
)
FROM intervals_of('verdicts', known_by);
