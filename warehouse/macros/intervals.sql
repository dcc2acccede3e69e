-- Intervals of statuses, as known by a day (null: all), of one organisation (null: all).
--
-- Begin. The window of the strongest act that begins it (the earlier of equals), narrowed by weaker ones, cut off by its first sighting and by the
-- last day that confirms the status before. Without an act: after the last day that confirms the status before, and by
-- the first sighting. A sighting before the act counts only if it is strictly stronger. Its end is the next one's begin.
-- Confidence: support x (1 - opposition / 2), halved for every 20 years since the last confirmation while it goes on.
CREATE OR REPLACE MACRO membership_intervals(known_by, of_org) AS TABLE
WITH
verdicts AS MATERIALIZED (
    FROM marts.reconciliation WHERE known_by IS NULL AND interval_number IS NOT NULL AND (of_org IS NULL OR org = of_org)
    UNION ALL
    FROM reconciled(known_by, of_org) WHERE known_by IS NOT NULL AND interval_number IS NOT NULL
),
origins AS (
    SELECT subject, org, track, interval_number, verdict = 'outweighed' AS against, origin, max(weight) AS weight
    FROM verdicts
    GROUP BY ALL
),
supports AS (
    SELECT
        subject, org, track, interval_number,
        count(*) FILTER (NOT against) AS sources,
        round(1 - coalesce(product(1 - weight) FILTER (NOT against), 1), 4) AS support,
        round(1 - coalesce(product(1 - weight) FILTER (against), 1), 4) AS opposition
    FROM origins
    GROUP BY ALL
),
drafts AS (
    SELECT
        subject, org, track, interval_number, ruling AS status,
        max({'strength': strength, 'earlier': DATE '1000-01-01' - placed_on, 'first_day': first_day, 'last_day': last_day})
            FILTER (verdict = 'begins') AS act,
        min(placed_on) FILTER (verdict = 'supports') AS first_seen,
        max(strength) FILTER (verdict = 'supports') AS seen_strength,
        greatest(max(first_day) FILTER (verdict = 'supports'), max(placed_on) FILTER (verdict = 'begins' AND ruling <> 'unknown')) AS last_confirmed,
        min(placed_on) FILTER (verdict <> 'outweighed') AS first_placed,
        min(known_on) FILTER (verdict <> 'outweighed') AS known_since,
        list_sort(list(DISTINCT claim_id) FILTER (verdict <> 'outweighed' AND claim_id IS NOT NULL)) AS claim_ids,
        list_sort(list(DISTINCT reference_id) FILTER (verdict <> 'outweighed' AND reference_id IS NOT NULL)) AS reference_ids,
        list_sort(list(DISTINCT claim_id) FILTER (verdict = 'outweighed' AND claim_id IS NOT NULL)) AS contradicting_claim_ids
    FROM verdicts
    GROUP BY ALL
),
-- Weaker acts that begin the interval, too, narrow the window of the strongest one if they all agree.
narrowed AS (
    SELECT subject, org, track, interval_number, max(verdicts.first_day) AS narrow_first, min(verdicts.last_day) AS narrow_last
    FROM verdicts
    JOIN drafts USING (subject, org, track, interval_number)
    WHERE verdict = 'begins' AND verdicts.first_day <= act.last_day AND coalesce(verdicts.last_day >= act.first_day, true)
    GROUP BY ALL
    HAVING narrow_first <= narrow_last
),
ordered AS (
    SELECT
        * EXCLUDE (act, narrow_first, narrow_last),
        CASE WHEN narrow_last IS NULL OR act IS NULL THEN act ELSE struct_update(act, first_day := narrow_first, last_day := narrow_last) END AS act,
        coalesce(last_confirmed, first_placed) AS last_confirmed_on,
        lag(coalesce(last_confirmed, first_placed)) OVER (PARTITION BY subject, org, track ORDER BY interval_number) AS before_confirmed,
        drafts.act IS NOT NULL AND NOT (
            coalesce(first_seen < coalesce(drafts.act.first_day, drafts.act.last_day), false) AND coalesce(seen_strength > drafts.act.strength, false)
        ) AS by_act
    FROM drafts
    JOIN supports USING (subject, org, track, interval_number)
    LEFT JOIN narrowed USING (subject, org, track, interval_number)
),
begun AS (
    SELECT
        *,
        CASE
            WHEN by_act AND before_confirmed <= act.last_day THEN greatest(act.first_day, before_confirmed)
            WHEN by_act THEN act.first_day
            WHEN before_confirmed <= first_placed THEN before_confirmed
        END AS from_first,
        CASE
            WHEN status = 'unknown' THEN NULL
            WHEN NOT by_act THEN first_placed
            WHEN first_seen < act.last_day AND first_seen >= coalesce(act.first_day, first_seen) THEN first_seen
            ELSE act.last_day
        END AS from_last
    FROM ordered
),
-- An interval cannot begin before the one before it.
in_order AS (
    SELECT * REPLACE (
        greatest(from_first, max(from_first) OVER (
            PARTITION BY subject, org, track ORDER BY interval_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )) AS from_first
    )
    FROM begun
),
chained AS (
    SELECT
        *,
        lead(from_first) OVER later AS to_first,
        -- Where nothing tells when the unknown began, the status may have lasted until something else is told.
        first_value(from_last IGNORE NULLS) OVER (
            PARTITION BY subject, org, track ORDER BY interval_number ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        ) AS to_last,
        lead(status) OVER later AS next_status,
        lead(interval_number) OVER later IS NULL AS ongoing,
        lag(status) OVER later AS status_before
    FROM in_order
    WINDOW later AS (PARTITION BY subject, org, track ORDER BY interval_number)
),
-- Where a term was retired while the status held, its successor holds from that day on.
renamed AS (
    SELECT
        chained.*, retired.successor, retired.retired_on,
        retired.retired_on IS NOT NULL AS is_renamed
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
        * EXCLUDE (successor, retired_on, is_renamed, next_status, status_before, from_first, from_last, to_first, to_last, ongoing, interval_number),
        2 * interval_number - 1 AS interval_number,
        CASE WHEN follows_rename THEN rename_before ELSE from_first END AS from_first,
        CASE WHEN follows_rename THEN rename_before ELSE from_last END AS from_last,
        CASE WHEN is_renamed THEN retired_on ELSE to_first END AS to_first,
        CASE WHEN is_renamed THEN retired_on ELSE to_last END AS to_last,
        ongoing AND NOT is_renamed AS ongoing
    FROM (
        SELECT
            *,
            coalesce(lag(is_renamed AND next_status = successor) OVER (PARTITION BY subject, org, track ORDER BY interval_number), false) AS follows_rename,
            lag(retired_on) OVER (PARTITION BY subject, org, track ORDER BY interval_number) AS rename_before
        FROM renamed
    )
    UNION ALL BY NAME
    SELECT
        * EXCLUDE (successor, retired_on, is_renamed, next_status, status_before, status, interval_number, from_first, from_last, reference_ids, known_since, last_confirmed_on),
        successor AS status, 2 * interval_number AS interval_number, retired_on AS from_first, retired_on AS from_last,
        list_append(coalesce(reference_ids, []), concat_ws('|', 'statuses', org, status, retired_on::VARCHAR)) AS reference_ids,
        greatest(known_since, retired_on) AS known_since, greatest(last_confirmed_on, retired_on) AS last_confirmed_on
    FROM renamed
    WHERE is_renamed AND next_status IS DISTINCT FROM successor
)
SELECT
    subject, org, track, interval_number::BIGINT AS interval_number, status,
    from_first, from_last, to_first, to_last, ongoing, last_confirmed_on, known_since,
    CASE WHEN claim_ids IS NULL THEN 'reference' WHEN reference_ids IS NULL THEN 'briefs' ELSE 'both' END AS basis,
    round(
        support * (1 - opposition / 2)
        * CASE WHEN ongoing THEN pow(0.5, greatest(coalesce(known_by::DATE, corpus_now()) - last_confirmed_on, 0) / 7305) ELSE 1 END, 3
    ) AS confidence,
    support, opposition, sources,
    coalesce(claim_ids, []) AS claim_ids,
    coalesce(reference_ids, []) AS reference_ids,
    coalesce(contradicting_claim_ids, []) AS contradicting_claim_ids
FROM continued
WHERE track = 'standing' OR status <> 'none';
