-- What claims and the reference history say for the timelines.
--
-- Only asserted claims are facts, and only when their date has come: what is expected, hoped for, possible or
-- conditional, and what is announced for a later day, never changes a status. It shows in bids as the next step.
--
-- A brief does not contradict itself. What it says to have held since some day it says to have ended where it tells of the
-- end, too ('has left; it had belonged since 1967'); a lower place that it tells without a date beside the day on which a
-- higher one was granted ('an observer, was admitted on Monday') is the place before.
--
-- Three tracks: standing, candidacy, participation. An admission to membership also ends candidacy and suspension;
-- whoever leaves is no longer suspended, and no candidate; nor is who declines. Facts of the two side tracks are kept for
-- the pairs that need them.
--
-- A claim that gives a state a status which a complete list (reference.coverage) denies it is marked with the list
-- (`closed_by`) and takes no part in the timelines: it is a contradiction. Up to the last day that the list speaks of it
-- excludes all such claims; a list that is kept excludes later sightings, too, unless an admission was told.
WITH
told AS (
    SELECT
        subject, org, claim_id, brief_id, ingested_on, known_on, dated, predicate, predicate_kind, status, polarity, origin, voice_rank, weight,
        first_day, first_day_last, last_day_first, last_day, open_end,
        -- 'late March 2017' (a window within a month) is an imprecise date; '2001/2009' is a span.
        first_day IS NOT NULL AND (
            open_end OR (first_day_last < last_day_first AND date_trunc('month', first_day) <> date_trunc('month', last_day_first))
        ) AS spans,
        -- The day until which 'since' is told to hold: the brief's, or for an undated brief the only day that is sure.
        CASE WHEN dated THEN known_on ELSE coalesce(first_day_last, last_day_first, known_on) END AS present
    FROM marts.weighed_claims
    WHERE modality = 'asserted' AND NOT scheduled
),
-- Which predicates change which track to which value (null: the claim's status), for candidacy or all else, or membership
-- only: steps that let in, ends, wishes given up, and returns from a suspension.
movers AS (
    SELECT predicate, kind
    FROM reference.predicates
    WHERE moves_to IN ('status', 'none') OR (kind = 'wish' AND closes_bid)
),
effects (kind, candidates, members_only, track, value) AS (
    VALUES
        ('step', false, false, 'standing', NULL),
        ('step', true, false, 'candidacy', 'candidate'),
        ('step', false, true, 'candidacy', 'none'),
        ('step', false, true, 'participation', 'none'),
        ('end', false, false, 'standing', 'none'),
        ('end', false, false, 'participation', 'none'),
        ('end', true, false, 'candidacy', 'none'),
        ('end', false, true, 'candidacy', 'none'),
        ('wish', true, false, 'candidacy', 'none'),
        ('wish', false, true, 'candidacy', 'none'),
        ('participation', false, false, 'participation', 'none')
),
acts AS (
    SELECT
        told.*, effects.track, coalesce(effects.value, told.status) AS value, 'act' AS kind,
        told.first_day AS fact_first, least(coalesce(told.last_day, told.known_on), told.known_on) AS fact_last, NULL::DATE AS until_day
    FROM told
    JOIN movers ON movers.predicate = told.predicate
    JOIN effects
        ON effects.kind = movers.kind
        AND (told.status = 'candidate') = effects.candidates
        AND (told.status = 'member' OR NOT effects.members_only)
    -- Who shelves a bid until a later day ('its talks until the end of 2028') keeps it.
    WHERE polarity = 'affirmed' AND NOT (told.predicate_kind = 'wish' AND coalesce(told.first_day IS NULL AND told.last_day > told.known_on, false))
),
-- What a brief tells of the end of a status, and of a place granted on a day. They are few, which nobody can tell from the
-- conditions; materialized they are counted first, so that the many claims of what lasts are not hashed to meet them.
ends_told AS MATERIALIZED (
    SELECT brief_id, subject, org, status, max(least(coalesce(last_day, known_on), known_on)) AS ended_on, bool_or(predicate_kind = 'end') AS by_act
    FROM told
    WHERE (predicate_kind = 'end' AND polarity = 'affirmed') OR (predicate_kind = 'standing' AND polarity = 'negated' AND last_day IS NULL)
    GROUP BY ALL
),
places (status, height) AS (
    VALUES ('observer', 1), ('dialogue_partner', 2), ('partner', 3), ('associate', 4), ('member', 5)
),
grants AS MATERIALIZED (
    SELECT brief_id, subject, org, max(height) AS height, max(first_day) - 1 AS day_before
    FROM told
    JOIN places USING (status)
    WHERE predicate = 'admitted' AND polarity = 'affirmed' AND first_day IS NOT NULL
    GROUP BY ALL
),
-- `holds` and `suspended` tell of a state that lasts, so their dates may be spans.
lasting AS (
    SELECT
        told.*, CASE WHEN predicate = 'holds' AND open_end AND ended_on > first_day THEN ended_on END AS ended_on, by_act,
        CASE WHEN predicate = 'holds' AND first_day IS NULL AND last_day IS NULL AND places.height < grants.height THEN day_before END AS day_before,
        CASE WHEN predicate = 'suspended' THEN 'participation' WHEN status = 'candidate' THEN 'candidacy' ELSE 'standing' END AS track,
        CASE WHEN predicate = 'suspended' THEN 'suspended' ELSE status END AS value
    FROM told
    LEFT JOIN ends_told USING (brief_id, subject, org, status)
    LEFT JOIN places USING (status)
    LEFT JOIN grants USING (brief_id, subject, org)
    WHERE predicate IN ('holds', 'suspended') AND polarity = 'affirmed'
),
since AS (
    SELECT
        lasting.*, 'since' AS kind,
        first_day AS fact_first, least(first_day_last, known_on) AS fact_last,
        CASE WHEN open_end THEN greatest(coalesce(ended_on, present), fact_last) ELSE greatest(least(last_day_first, present), fact_last) END AS until_day
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
            WHEN day_before IS NOT NULL THEN day_before
            WHEN first_day IS NOT NULL THEN first_day
            -- '../2014-05-03': held on the day before; '../2014': held when the year began.
            WHEN last_day_first IS NOT NULL THEN least(last_day_first - (last_day_first = last_day)::INT, present)
            WHEN dated THEN known_on
        END AS fact_first,
        CASE
            WHEN spans OR day_before IS NOT NULL OR (first_day IS NULL AND last_day_first IS NOT NULL) THEN fact_first
            ELSE least(coalesce(last_day, known_on), known_on)
        END AS fact_last,
        NULL::DATE AS until_day
    FROM lasting
    WHERE CASE
        -- A span that is over is told by its beginning and its end.
        WHEN spans THEN (open_end AND ended_on IS NULL) OR last_day_first > present
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
    WHERE predicate_kind IN ('end', 'participation') AND polarity = 'negated' AND last_day IS NULL
),
ended AS (
    SELECT
        lasting.*, 'end' AS kind,
        last_day_first AS fact_first, coalesce(last_day, ended_on) AS fact_last, NULL::DATE AS until_day
    FROM lasting
    WHERE last_day <= known_on AND (spans OR first_day IS NULL) OR (ended_on IS NOT NULL AND NOT by_act)
),
-- The end of a membership ends suspension and candidacy.
ended_elsewhere AS (
    SELECT ended.* EXCLUDE (track, value, kind), effect.track, 'none' AS value, 'act' AS kind
    FROM ended, (VALUES ('candidacy'), ('participation')) AS effect (track)
    WHERE ended.track = 'standing' AND ended.value = 'member'
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
told_facts AS (
    SELECT * FROM acts
    UNION ALL BY NAME SELECT * FROM since
    UNION ALL BY NAME SELECT * FROM since_elsewhere
    UNION ALL BY NAME SELECT * FROM suspensions
    UNION ALL BY NAME SELECT * FROM seen
    UNION ALL BY NAME SELECT * FROM still
    UNION ALL BY NAME SELECT * FROM ended
    UNION ALL BY NAME SELECT * FROM ended_elsewhere
    UNION ALL BY NAME SELECT * FROM denied
),
-- A term that was retired with a successor (the SCO's observers and dialogue partners) means its successor from that day on.
of_claims AS (
    SELECT told_facts.* REPLACE (CASE WHEN kind = 'seen' AND fact_first >= retired.retired_on THEN retired.successor ELSE value END AS value)
    FROM told_facts
    LEFT JOIN retired_terms() AS retired ON retired.org = told_facts.org AND retired.status = told_facts.value
),
history AS (
    SELECT
        iso3 AS subject,
        history.org,
        status,
        lower(term) LIKE 'suspen%' AS is_suspension,
        concat_ws('|', iso3, history.org, term, coalesce(from_edtf, '..')) AS reference_id,
        edtf_first_day(string_split(from_edtf, '/')[1]) AS from_first,
        edtf_last_day(string_split(from_edtf, '/')[-1]) AS from_last,
        -- Whatever holds when an organisation ends, ends with it.
        coalesce(to_edtf, CASE WHEN to_known THEN dissolved_on END) AS ended_edtf,
        edtf_first_day(string_split(ended_edtf, '/')[1]) AS to_first,
        edtf_last_day(string_split(ended_edtf, '/')[-1]) AS to_last,
        to_known AND coalesce(ended_edtf NOT LIKE '%/..', true) AS to_known,
        history_horizon() AS horizon, reference_sources(basis) AS sources
    FROM reference.membership_history AS history
    LEFT JOIN reference.organisations USING (org)
),
statuses_of_history AS (
    SELECT
        *,
        CASE WHEN is_suspension THEN 'participation' WHEN status = 'candidate' THEN 'candidacy' ELSE 'standing' END AS track,
        CASE WHEN is_suspension THEN 'suspended' ELSE status END AS value,
        -- The last day on which the row says that the status still held, where it gives no end.
        greatest(from_last, CASE WHEN to_known THEN horizon ELSE to_first END) AS confirmed_on
    FROM history
    WHERE status IS NOT NULL OR is_suspension
),
-- A stage of a bid (invitee, applicant ...) that is over, with nothing of the pair after it: the bid came to nothing.
stages_over AS (
    SELECT *
    FROM history AS stage
    WHERE status IS NULL AND NOT is_suspension AND to_last IS NOT NULL
        AND NOT EXISTS (
            FROM history AS later
            WHERE later.subject = stage.subject AND later.org = stage.org AND later.reference_id <> stage.reference_id
                AND NOT later.is_suspension AND coalesce(later.to_last, DATE '9999-12-31') > stage.to_last
        )
),
side_effects AS (
    SELECT subject, org, reference_id, NULL AS part, from_first AS fact_first, from_last AS fact_last
    FROM statuses_of_history
    WHERE value = 'member' AND from_last IS NOT NULL
    UNION ALL
    -- Unless it goes on as a member in another row.
    SELECT subject, org, reference_id, 'end', to_first, to_last
    FROM statuses_of_history AS ended
    WHERE value = 'member' AND to_last IS NOT NULL
        AND NOT EXISTS (
            FROM statuses_of_history AS other
            WHERE other.subject = ended.subject AND other.org = ended.org AND other.value = 'member' AND other.reference_id <> ended.reference_id
                AND other.from_first <= ended.to_last AND coalesce(other.to_last, DATE '9999-12-31') > ended.to_last
        )
),
of_history AS (
    SELECT subject, org, reference_id, track, value, 'since' AS kind, from_first AS fact_first, from_last AS fact_last,
        CASE WHEN to_last IS NULL THEN confirmed_on ELSE greatest(to_first, from_last) END AS until_day, fact_last AS known_on
    FROM statuses_of_history WHERE from_last IS NOT NULL
    UNION ALL BY NAME
    SELECT subject, org, reference_id, track, value, 'seen' AS kind,
        CASE WHEN to_last IS NULL THEN confirmed_on ELSE to_first - (to_first = to_last)::INT END AS fact_first, fact_first AS fact_last, fact_last AS known_on
    FROM statuses_of_history WHERE CASE WHEN to_last IS NULL THEN to_known OR confirmed_on > from_last ELSE from_last IS NULL END
    UNION ALL BY NAME
    SELECT subject, org, reference_id, track, value, 'end' AS kind, to_first AS fact_first, to_last AS fact_last, to_last AS known_on
    FROM statuses_of_history WHERE to_last IS NOT NULL
    UNION ALL BY NAME
    -- It ended some day after the last one that confirms it.
    SELECT subject, org, reference_id, track, value, 'lapse' AS kind, confirmed_on + 1 AS fact_first, fact_first AS fact_last,
        greatest(horizon, fact_last) AS known_on
    FROM statuses_of_history WHERE to_last IS NULL AND NOT to_known AND confirmed_on IS NOT NULL
    UNION ALL BY NAME
    SELECT side_effects.*, effect.track, 'none' AS value, 'act' AS kind, fact_last AS known_on
    FROM side_effects, (VALUES ('candidacy'), ('participation')) AS effect (track)
    UNION ALL BY NAME
    SELECT subject, org, reference_id, 'candidacy' AS track, 'none' AS value, 'act' AS kind, to_first AS fact_first, to_last AS fact_last, to_last AS known_on
    FROM stages_over
),
-- What complete lists deny. Class by class; who is not in the list of members cannot be suspended either.
lists AS (
    SELECT org, status, reference_id, first_day, coalesce(last_day, horizon, DATE '0001-01-01') AS last_day, last_day IS NULL AS is_kept
    FROM complete_lists(NULL), (SELECT history_horizon() AS horizon)
),
list_values (listed, value) AS (
    SELECT status, status FROM (SELECT DISTINCT status FROM lists) UNION SELECT 'any', value FROM of_claims UNION VALUES ('member', 'suspended')
),
given AS (
    SELECT DISTINCT claim_id, subject, org, value, kind, fact_first, fact_last, known_on
    FROM of_claims
    WHERE kind IN ('act', 'since', 'seen') AND value <> 'none' AND org IN (SELECT org FROM lists)
),
within_lists AS (
    SELECT
        given.*, lists.reference_id, CASE WHEN lists.status = 'any' THEN given.value ELSE lists.status END AS listed, lists.last_day AS listed_until
    FROM given
    JOIN lists ON lists.org = given.org
    JOIN list_values ON list_values.listed = lists.status AND list_values.value = given.value
    WHERE coalesce(fact_first, fact_last) >= lists.first_day AND (fact_last <= lists.last_day OR (lists.is_kept AND kind = 'seen'))
),
unlisted AS MATERIALIZED (
    SELECT *
    FROM within_lists AS told
    WHERE NOT EXISTS (
            FROM statuses_of_history AS listed
            WHERE listed.subject = told.subject AND listed.org = told.org AND listed.value = told.listed
                AND (
                    coalesce(listed.from_first <= told.fact_last, true) AND coalesce(listed.to_last >= told.fact_first, true)
                    -- It came later: the date is wrong, not the status.
                    OR (told.kind <> 'seen' AND listed.from_last > told.fact_last)
                )
        )
        AND NOT (told.kind = 'seen' AND told.fact_last > told.listed_until AND EXISTS (
            FROM given AS news
            WHERE news.subject = told.subject AND news.org = told.org AND news.value = told.value AND news.kind <> 'seen'
                AND coalesce(news.fact_first, news.fact_last) > told.listed_until AND news.known_on <= told.known_on
        ))
),
-- A claim of a span that the list has ('had belonged since 1965', told after the exit) is right in what it says of the past.
closed AS (
    SELECT claim_id, min(reference_id) AS closed_by
    FROM unlisted
    ANTI JOIN (FROM within_lists ANTI JOIN unlisted USING (claim_id, kind) WHERE kind = 'since') AS right_spans USING (claim_id)
    GROUP BY claim_id
),
facts AS (
    SELECT
        subject, org, track, value, kind, fact_first AS first_day, fact_last AS last_day, until_day, known_on, ingested_on, origin, voice_rank,
        1::BIGINT AS sources, weight, claim_id, NULL::VARCHAR AS reference_id, closed_by
    FROM of_claims
    LEFT JOIN closed USING (claim_id)
    UNION ALL BY NAME
    SELECT
        subject, org, track, value, kind, fact_first AS first_day, fact_last AS last_day, until_day, known_on, NULL::DATE AS ingested_on,
        'reference' AS origin, 3::BIGINT AS voice_rank, sources, reference_weight(sources) AS weight, NULL::VARCHAR AS claim_id, reference_id,
        NULL::VARCHAR AS closed_by, part
    FROM of_history
    JOIN (SELECT reference_id, sources FROM history) USING (reference_id)
),
-- The lines of the timelines, numbered.
lines AS (
    SELECT subject, org, track, row_number() OVER (ORDER BY org, subject, track) AS line
    FROM (
        SELECT subject, org, track FROM facts GROUP BY ALL HAVING track = 'standing' OR bool_or(value IN ('candidate', 'suspended'))
    )
),
named AS (
    SELECT
        subject, org, concat_ws(':', coalesce(claim_id, reference_id), track, kind, value, part) AS fact_id,
        track, value, kind, first_day, last_day, until_day, known_on, ingested_on, origin, voice_rank, sources, weight,
        claim_id, reference_id, closed_by, line
    FROM facts
    JOIN lines USING (subject, org, track)
)
-- Sorted first and then counted: a window that sorts takes twice as long over rows so wide.
SELECT *, row_number() OVER () AS number
FROM (FROM named ORDER BY org, fact_id)
