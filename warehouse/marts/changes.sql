-- What each night taught.
--
-- Status: the interval with the highest number on its track of which anything was ingested by the night; a change where
-- that number rises. The reference history counts as there before the first night.
-- Position and bid: the claim on the latest day (its stance, its step) ingested by the night; a change where it differs
-- from what was the latest before. Claims about days before that are history and change nothing. Of one day a bid's
-- furthest step is the latest, a decision without a stage of its own coming right before admission.
WITH
-- The numbers of timelines and facts keep what is grouped, sorted and joined narrow; so do numbers further below.
tracks AS (
    SELECT line, any_value(subject) AS subject, any_value(org) AS org, any_value(track) AS track FROM marts.reconciliation GROUP BY line
),
intervals AS MATERIALIZED (
    SELECT
        line, interval_number, ruling, claim_id, coalesce(ingested_on, DATE '0001-01-01') AS ingested_on, placed_on
    FROM marts.reconciliation
    JOIN (SELECT number, ingested_on FROM marts.membership_facts) AS facts USING (number)
    WHERE verdict IN ('begins', 'supports')
),
rulings AS MATERIALIZED (
    SELECT line, interval_number, any_value(ruling) AS ruling FROM intervals GROUP BY line, interval_number
),
running_intervals AS (
    SELECT
        *,
        max(latest) OVER (PARTITION BY line ORDER BY ingested_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM (SELECT line, ingested_on, max(interval_number) AS latest FROM intervals GROUP BY line, ingested_on)
),
risen AS (
    SELECT subject, org, track, running.*, latest_rulings.ruling AS ruling, rulings_before.ruling AS ruling_before
    FROM running_intervals AS running
    JOIN tracks USING (line)
    JOIN rulings AS latest_rulings ON latest_rulings.line = running.line AND latest_rulings.interval_number = running.latest
    LEFT JOIN rulings AS rulings_before ON rulings_before.line = running.line AND rulings_before.interval_number = running.before
    WHERE (running.before IS NULL OR running.latest > running.before) AND running.ingested_on > DATE '0001-01-01'
),
status_changes AS (
    SELECT
        risen.subject, risen.org, risen.ingested_on, 'status' AS kind, risen.track AS what,
        any_value(ruling_before) AS before, any_value(risen.ruling) AS after,
        min(placed_on) AS about_day,
        list_sort(list(DISTINCT claim_id)) AS claim_ids
    FROM risen
    JOIN intervals
        ON intervals.line = risen.line AND intervals.ingested_on = risen.ingested_on AND intervals.interval_number = risen.latest
    -- Not to be suspended and not to be a candidate is news only after having been it.
    WHERE risen.track = 'standing' OR risen.ruling <> 'none' OR ruling_before <> 'none'
    GROUP BY risen.subject, risen.org, risen.ingested_on, risen.track
),
told AS MATERIALIZED (
    SELECT
        subject, org, 'position' AS kind, CASE WHEN actor_kind = 'group' THEN lower(trim(actor)) ELSE actor END AS what,
        CASE WHEN polarity = 'affirmed' THEN predicate ELSE 'not: ' || predicate END AS said,
        CASE WHEN speaker_country = actor THEN 4 ELSE voice_rank END AS place,
        least(coalesce(CASE WHEN open_end THEN known_on END, last_day, told_on, known_on), known_on) AS day, ingested_on, claim_id
    FROM marts.weighed_claims
    WHERE actor IS NOT NULL AND predicate_kind = 'stance' AND modality = 'asserted' AND NOT is_past
    UNION ALL
    SELECT
        subject, org, 'bid', sought_by(status), step, 10 * coalesce(stage_number, 7) + voice_rank, least(coalesce(last_day, told_on, known_on), known_on), ingested_on, claim_id
    FROM marts.weighed_claims
    JOIN bid_steps() AS steps ON steps.step = step_of(predicate, status)
    WHERE polarity = 'affirmed' AND modality = 'asserted' AND NOT scheduled
        AND predicate_kind IN ('wish', 'step', 'outcome')
),
-- Numbers for names keep what is grouped and sorted narrow: `line` for whose stance or bid it is, `saying` for what is said,
-- and `rank` for the order of tellings: by day, then by place (step and voice), then by the alphabet of what is said.
lines AS MATERIALIZED (
    SELECT subject, org, kind, what, row_number() OVER () AS line FROM (SELECT DISTINCT subject, org, kind, what FROM told)
),
sayings AS MATERIALIZED (
    SELECT said, row_number() OVER (ORDER BY said) AS saying FROM (SELECT DISTINCT said FROM told)
),
ranked AS MATERIALIZED (
    SELECT line, ingested_on, claim_id, saying, ((day - DATE '0001-01-01') * 100 + place) * 1000 + saying AS rank
    FROM told
    JOIN lines USING (subject, org, kind, what)
    JOIN sayings USING (said)
),
nights AS (
    SELECT line, ingested_on, max(rank) AS latest FROM ranked GROUP BY ALL
),
running_nights AS (
    SELECT *, max(latest) OVER (PARTITION BY line ORDER BY ingested_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM nights
),
turns AS (
    SELECT line, ingested_on, running.latest, running.before, list_sort(list(claim_id)) AS claim_ids
    FROM running_nights AS running
    JOIN ranked USING (line, ingested_on)
    WHERE ranked.saying = running.latest % 1000
        AND (running.before IS NULL OR (running.latest > running.before AND running.latest % 1000 <> running.before % 1000))
    GROUP BY ALL
),
told_changes AS (
    SELECT
        subject, org, ingested_on, kind, what, said_before.said AS before, said_after.said AS after,
        DATE '0001-01-01' + (latest // 100_000)::INT AS about_day, claim_ids
    FROM turns
    JOIN lines USING (line)
    JOIN sayings AS said_after ON said_after.saying = latest % 1000
    LEFT JOIN sayings AS said_before ON said_before.saying = turns.before % 1000
)
SELECT
    *, row_id(concat_ws(' ', ingested_on, kind, subject, org, what)) AS change_id,
    -- Who is in, out or suspended; then candidacies and other places, decisions on bids, turns of a stance; then the rest.
    CASE kind
        WHEN 'status' THEN CASE WHEN what = 'participation' OR 'member' IN (before, after) THEN 5 ELSE 4 END
        WHEN 'bid' THEN CASE WHEN after IN ('admitted', 'candidate', 'signed', 'invited', 'rejected', 'declines') THEN 3 ELSE 2 END
        ELSE CASE WHEN before IS NOT NULL THEN 3 ELSE 1 END
    END::BIGINT AS weight,
    about_day < corpus_now() - 365 AS is_history
FROM (SELECT * FROM status_changes UNION ALL SELECT * FROM told_changes)
