-- What each night taught.
--
-- Status: the interval with the highest number on its track of which anything was ingested by the night; a change where
-- that number rises. The reference history counts as there before the first night.
-- Position and bid: the claim on the latest day (its stance, its step) ingested by the night; a change where it differs
-- from what was the latest before. Claims about days before that are history and change nothing.
WITH
intervals AS (
    SELECT
        reconciled.subject, reconciled.org, reconciled.track, reconciled.interval_number, reconciled.ruling, reconciled.claim_id,
        coalesce(facts.ingested_on, DATE '0001-01-01') AS ingested_on, reconciled.placed_on
    FROM marts.reconciliation AS reconciled
    JOIN marts.membership_facts AS facts USING (fact_id)
    WHERE verdict IN ('begins', 'supports')
),
known_intervals AS (
    SELECT
        subject, org, track, ingested_on,
        max({'interval_number': interval_number, 'ruling': ruling}) AS latest
    FROM intervals
    GROUP BY ALL
),
running_intervals AS (
    SELECT
        *,
        max(latest) OVER (PARTITION BY subject, org, track ORDER BY ingested_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM known_intervals
),
status_changes AS (
    SELECT
        running.subject, running.org, running.ingested_on, 'status' AS kind, running.track AS what,
        any_value(running.before.ruling) AS before, any_value(running.latest.ruling) AS after,
        min(placed_on) AS about_day,
        list_sort(list(DISTINCT claim_id)) AS claim_ids
    FROM running_intervals AS running
    JOIN intervals
        ON intervals.subject = running.subject AND intervals.org = running.org AND intervals.track = running.track
        AND intervals.ingested_on = running.ingested_on AND intervals.interval_number = running.latest.interval_number
    WHERE (running.before IS NULL OR running.latest.interval_number > running.before.interval_number)
        AND running.ingested_on > DATE '0001-01-01'
        -- Not to be suspended and not to be a candidate is news only after having been it.
        AND (running.track = 'standing' OR running.latest.ruling <> 'none' OR running.before.ruling <> 'none')
    GROUP BY running.subject, running.org, running.ingested_on, running.track
),
told AS (
    SELECT
        subject, org, 'position' AS kind, CASE WHEN actor_kind = 'group' THEN lower(trim(actor)) ELSE actor END AS what,
        CASE WHEN polarity = 'affirmed' THEN predicate ELSE 'not: ' || predicate END AS said,
        CASE WHEN speaker_country = actor THEN 4 ELSE voice_rank END AS nearness,
        least(coalesce(CASE WHEN open_end THEN known_on END, last_day, told_on, known_on), known_on) AS day, ingested_on, claim_id
    FROM marts.weighed_claims
    WHERE actor IS NOT NULL AND predicate IN ('supports', 'opposes', 'conditional', 'undecided') AND modality = 'asserted'
    UNION ALL
    SELECT
        subject, org, 'bid', CASE WHEN status = 'candidate' THEN 'member' ELSE status END,
        CASE WHEN status = 'candidate' AND predicate = 'admitted' THEN 'candidate' ELSE predicate END,
        voice_rank, least(coalesce(last_day, told_on, known_on), known_on), ingested_on, claim_id
    FROM marts.weighed_claims
    WHERE polarity = 'affirmed' AND modality = 'asserted' AND NOT scheduled
        AND predicate IN ('seeks', 'applied', 'invited', 'started', 'signed', 'ratified', 'admitted', 'deferred', 'rejected', 'declines')
),
nights AS (
    SELECT subject, org, kind, what, ingested_on, max({'day': day, 'nearness': nearness, 'said': said}) AS latest
    FROM told
    GROUP BY ALL
),
running_nights AS (
    SELECT
        *,
        max(latest) OVER (PARTITION BY subject, org, kind, what ORDER BY ingested_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM nights
),
told_changes AS (
    SELECT
        running.subject, running.org, running.ingested_on, running.kind, running.what,
        any_value(running.before.said) AS before, any_value(running.latest.said) AS after, any_value(running.latest.day) AS about_day,
        list_sort(list(claim_id)) AS claim_ids
    FROM running_nights AS running
    JOIN told
        ON told.subject = running.subject AND told.org = running.org AND told.kind = running.kind AND told.what = running.what
        AND told.ingested_on = running.ingested_on AND told.said = running.latest.said
    WHERE running.before IS NULL OR (running.latest > running.before AND running.latest.said <> running.before.said)
    GROUP BY running.subject, running.org, running.ingested_on, running.kind, running.what
)
SELECT *, row_id(concat_ws(' ', ingested_on, kind, subject, org, what)) AS change_id
FROM (SELECT * FROM status_changes UNION ALL SELECT * FROM told_changes)
