-- What claims and the reference history say for the timelines.
--
-- Only asserted claims are facts, and only when their date has come: what is expected, hoped for, possible or
-- conditional, and what is announced for a later day, never changes a status. It shows in bids as the next step.
--
-- Three tracks: standing, candidacy, participation. An admission to membership also ends candidacy and suspension;
-- whoever leaves is no longer suspended. Facts of the two side tracks are kept for the pairs that need them.
WITH
told AS (
    SELECT
        *,
        -- 'late March 2017' (a window within a month) is an imprecise date; '2001/2009' is a span.
        first_day IS NOT NULL AND (
            open_end OR (first_day_last < last_day_first AND date_trunc('month', first_day) <> date_trunc('month', last_day_first))
        ) AS spans,
        -- The day until which 'since' is told to hold: the brief's, or for an undated brief the only day that is sure.
        CASE WHEN dated THEN known_on ELSE coalesce(first_day_last, last_day_first, known_on) END AS present,
        predicate IN ('withdrew', 'expelled') AS leaves
    FROM marts.weighed_claims
    WHERE modality = 'asserted' AND NOT scheduled
),
-- Which predicate changes which track to which value (null: the claim's status), for candidacy or all else, or membership only.
effects (predicate, candidates, members_only, track, value) AS (
    VALUES
        ('admitted', false, false, 'standing', NULL),
        ('admitted', true, false, 'candidacy', 'candidate'),
        ('admitted', false, true, 'candidacy', 'none'),
        ('admitted', false, true, 'participation', 'none'),
        ('withdrew', false, false, 'standing', 'none'),
        ('withdrew', false, false, 'participation', 'none'),
        ('withdrew', true, false, 'candidacy', 'none'),
        ('expelled', false, false, 'standing', 'none'),
        ('expelled', false, false, 'participation', 'none'),
        ('expelled', true, false, 'candidacy', 'none'),
        ('reinstated', false, false, 'participation', 'none')
),
acts AS (
    SELECT
        told.*, effects.track, coalesce(effects.value, told.status) AS value, 'act' AS kind,
        told.first_day AS fact_first, least(coalesce(told.last_day, told.known_on), told.known_on) AS fact_last, NULL::DATE AS until_day
    FROM told
    JOIN effects
        ON told.predicate = effects.predicate
        AND (told.status = 'candidate') = effects.candidates
        AND (told.status = 'member' OR NOT effects.members_only)
    WHERE polarity = 'affirmed'
),
-- `holds` and `suspended` tell of a state that lasts, so their dates may be spans.
lasting AS (
    SELECT
        told.*,
        CASE WHEN predicate = 'suspended' THEN 'participation' WHEN status = 'candidate' THEN 'candidacy' ELSE 'standing' END AS track,
        CASE WHEN predicate = 'suspended' THEN 'suspended' ELSE status END AS value
    FROM told
    WHERE predicate IN ('holds', 'suspended') AND polarity = 'affirmed'
),
since AS (
    SELECT
        lasting.*, 'since' AS kind,
        first_day AS fact_first, least(first_day_last, known_on) AS fact_last,
        CASE WHEN open_end THEN greatest(present, fact_last) ELSE greatest(least(last_day_first, present), fact_last) END AS until_day
    FROM lasting
    WHERE spans
),
-- The first day of membership is also the end of candidacy.
since_elsewhere AS (
    SELECT since.* EXCLUDE (track, value), 'candidacy' AS track, 'none' AS value
    FROM since
    WHERE predicate = 'holds' AND status = 'member'
),
suspensions AS (
    SELECT
        lasting.*, 'act' AS kind,
        first_day AS fact_first, least(coalesce(last_day, known_on), known_on) AS fact_last, NULL::DATE AS until_day
    FROM lasting
    WHERE predicate = 'suspended' AND NOT spans AND (first_day IS NOT NULL OR last_day IS NULL)
),
seen AS (
    SELECT
        lasting.*, 'seen' AS kind,
        CASE
            WHEN spans AND open_end THEN greatest(present, least(first_day_last, known_on))
            WHEN spans THEN present
            WHEN first_day IS NOT NULL THEN first_day
            -- '../2014-05-03': held on the day before; '../2014': held when the year began.
            WHEN last_day_first IS NOT NULL THEN least(last_day_first - (last_day_first = last_day)::INT, present)
            WHEN dated THEN known_on
        END AS fact_first,
        CASE
            WHEN spans OR (first_day IS NULL AND last_day_first IS NOT NULL) THEN fact_first
            ELSE least(coalesce(last_day, known_on), known_on)
        END AS fact_last,
        NULL::DATE AS until_day
    FROM lasting
    WHERE CASE
        -- A span that is over is told by its beginning and its end.
        WHEN spans THEN open_end OR last_day_first > present
        WHEN first_day IS NULL AND last_day_first IS NOT NULL THEN true
        ELSE predicate = 'holds'
    END
),
-- What is said not to have happened is still as it was.
still AS (
    SELECT
        told.*,
        CASE WHEN predicate IN ('suspended', 'reinstated') THEN 'participation' WHEN status = 'candidate' THEN 'candidacy' ELSE 'standing' END AS track,
        CASE predicate WHEN 'suspended' THEN 'none' WHEN 'reinstated' THEN 'suspended' ELSE status END AS value,
        'seen' AS kind,
        CASE WHEN dated THEN known_on END AS fact_first, known_on AS fact_last, NULL::DATE AS until_day
    FROM told
    WHERE predicate IN ('withdrew', 'expelled', 'suspended', 'reinstated') AND polarity = 'negated' AND last_day IS NULL
),
ended AS (
    SELECT
        lasting.*, 'end' AS kind,
        last_day_first AS fact_first, last_day AS fact_last, NULL::DATE AS until_day
    FROM lasting
    WHERE last_day <= known_on AND (spans OR first_day IS NULL)
),
denied AS (
    SELECT
        told.*, CASE WHEN status = 'candidate' THEN 'candidacy' ELSE 'standing' END AS track, status AS value, 'denied' AS kind,
        CASE WHEN predicate = 'holds' AND first_day IS NOT NULL AND NOT open_end THEN first_day WHEN dated THEN known_on END AS fact_first,
        CASE WHEN predicate = 'holds' AND first_day IS NOT NULL AND NOT open_end THEN least(last_day, known_on) ELSE known_on END AS fact_last,
        NULL::DATE AS until_day
    FROM told
    WHERE predicate IN ('holds', 'admitted') AND polarity = 'negated'
),
of_claims AS (
    SELECT * FROM acts
    UNION ALL BY NAME SELECT * FROM since
    UNION ALL BY NAME SELECT * FROM since_elsewhere
    UNION ALL BY NAME SELECT * FROM suspensions
    UNION ALL BY NAME SELECT * FROM seen
    UNION ALL BY NAME SELECT * FROM still
    UNION ALL BY NAME SELECT * FROM ended
    UNION ALL BY NAME SELECT * FROM denied
),
-- A term that was retired with a successor (the SCO's observers and dialogue partners) means its successor from that day on.
retired AS (
    SELECT old.org, old.status, min(new.status) AS successor, min(edtf_first_day(old.used_to)) AS retired_on
    FROM reference.statuses AS old
    JOIN reference.statuses AS new ON new.org = old.org AND new.term = old.successor AND new.status <> old.status
    WHERE old.used_to IS NOT NULL
    GROUP BY old.org, old.status
),
history AS (
    SELECT
        iso3 AS subject,
        org,
        status,
        lower(term) LIKE 'suspen%' AS is_suspension,
        concat_ws('|', iso3, org, term, coalesce(from_edtf, '..')) AS reference_id,
        edtf_first_day(string_split(from_edtf, '/')[1]) AS from_first,
        edtf_last_day(string_split(from_edtf, '/')[-1]) AS from_last,
        edtf_first_day(string_split(to_edtf, '/')[1]) AS to_first,
        edtf_last_day(string_split(to_edtf, '/')[-1]) AS to_last,
        to_known,
        -- The history speaks up to the latest day that it mentions anywhere.
        greatest(max(edtf_first_day(string_split(from_edtf, '/')[1])) OVER (), max(edtf_first_day(string_split(to_edtf, '/')[1])) OVER ()) AS horizon
    FROM reference.membership_history
    WHERE status IS NOT NULL OR lower(term) LIKE 'suspen%'
),
statuses_of_history AS (
    SELECT
        *,
        CASE WHEN is_suspension THEN 'participation' WHEN status = 'candidate' THEN 'candidacy' ELSE 'standing' END AS track,
        CASE WHEN is_suspension THEN 'suspended' ELSE status END AS value
    FROM history
),
of_history AS (
    SELECT *, 'since' AS kind, from_first AS fact_first, from_last AS fact_last,
        CASE WHEN to_first IS NOT NULL THEN greatest(to_first, from_last) WHEN to_known THEN greatest(horizon, from_last) ELSE from_last END AS until_day
    FROM statuses_of_history WHERE from_last IS NOT NULL
    UNION ALL BY NAME
    SELECT *, 'seen' AS kind, coalesce(to_first - (to_first = to_last)::INT, horizon) AS fact_first, fact_first AS fact_last, NULL::DATE AS until_day
    FROM statuses_of_history WHERE CASE WHEN to_last IS NULL THEN to_known AND horizon >= coalesce(from_last, horizon) ELSE from_last IS NULL END
    UNION ALL BY NAME
    SELECT *, 'end' AS kind, to_first AS fact_first, to_last AS fact_last, NULL::DATE AS until_day
    FROM statuses_of_history WHERE to_last IS NOT NULL
    UNION ALL BY NAME
    -- It ended some day after it had begun.
    SELECT *, 'lapse' AS kind, from_last AS fact_first, from_last + 1 AS fact_last, NULL::DATE AS until_day
    FROM statuses_of_history WHERE to_last IS NULL AND NOT to_known AND from_last IS NOT NULL
    UNION ALL BY NAME
    SELECT * EXCLUDE (track, value), effect.track, 'none' AS value, 'act' AS kind, from_first AS fact_first, from_last AS fact_last, NULL::DATE AS until_day
    FROM statuses_of_history, (VALUES ('candidacy'), ('participation')) AS effect (track)
    WHERE value = 'member' AND from_last IS NOT NULL
),
facts AS (
    SELECT
        of_claims.subject, of_claims.org, track,
        CASE WHEN kind = 'seen' AND fact_first >= retired.retired_on THEN retired.successor ELSE value END AS value,
        kind, fact_first AS first_day, fact_last AS last_day, until_day, known_on, ingested_on, origin, voice_rank,
        1::BIGINT AS sources, weight, claim_id, NULL::VARCHAR AS reference_id
    FROM of_claims
    LEFT JOIN retired ON retired.org = of_claims.org AND retired.status = of_claims.value
    UNION ALL BY NAME
    SELECT
        subject, org, track, value, kind, fact_first AS first_day, fact_last AS last_day, until_day,
        CASE WHEN kind = 'lapse' THEN greatest(horizon, fact_last) ELSE fact_last END AS known_on, NULL::DATE AS ingested_on, 'reference' AS origin, 3::BIGINT AS voice_rank,
        3::BIGINT AS sources, 0.9::DOUBLE AS weight, NULL::VARCHAR AS claim_id, reference_id
    FROM of_history
),
needed AS (
    SELECT DISTINCT subject, org, track FROM facts WHERE value IN ('candidate', 'suspended')
)
SELECT
    subject, org,
    concat_ws(':', coalesce(claim_id, reference_id), track, kind, value) AS fact_id,
    track, value, kind, first_day, last_day, until_day, known_on, ingested_on, origin, voice_rank, sources, weight,
    claim_id, reference_id
FROM facts
WHERE track = 'standing' OR (subject, org, track) IN (SELECT subject, org, track FROM needed)
