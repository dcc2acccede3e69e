-- "What was whose status in an organisation on a day, and what did we know of it by another day?"
--
--     FROM status_on(DATE '2017-05-01', 'SCO');                           -- from all that is known
--     FROM status_on(DATE '2017-05-01', 'SCO', DATE '2017-05-01');        -- from what was known by that day
--     FROM members_of('SCO', DATE '2017-05-01');
--     FROM members_of('SCO', DATE '2017-05-01', DATE '2017-05-01');
--
-- A day between the last possible day of a beginning and the first possible day of the end is sure. A day within such a
-- window is not: the status is 'unknown' and `possible` lists what it may be. Nothing is asserted that may be otherwise: a
-- member that may be suspended is 'unknown', not 'member'.
--
-- Silence. There is a row for every state. Where nothing is told of it on that day (`silent`), it has no status ('none', basis
-- 'list') if all lists of the organisation are complete then, else 'unknown', and `possible` names the classes that are open.
--
-- Suspension. It needs a place that is suspended, so it ends with the membership. One of whose end nothing is told goes on
-- as long as the reference history confirms it; one that only briefs tell of, for two years after the last telling.

-- Who asks without a known-by day asks the published timeline. Else the timeline is made anew of the facts known by then; that is
-- several times the work, and writing it into one query with the other would make that one pay for it, too. So the
-- steps that both share take the timeline by the name of a relation (`timeline`).

-- What is told of each subject's place on a day in a timeline.
CREATE OR REPLACE MACRO told_places(timeline, day) AS TABLE
WITH touched AS (
    SELECT
        *,
        coalesce(
            status <> 'unknown' AND from_last <= day AND (ongoing OR to_first > day)
            AND NOT (status = 'suspended' AND ongoing AND basis = 'briefs' AND last_confirmed_on + 730 < day), false
        ) AS is_sure
    FROM query_table(timeline)
    WHERE (from_first IS NULL OR from_first <= day) AND (ongoing OR to_last IS NULL OR to_last > day OR to_first > day)
)
SELECT
    subject, org,
    bool_or(track = 'standing') AS is_placed,
    coalesce(max(status) FILTER (is_sure AND track = 'standing'), 'unknown') AS standing,
    CASE
        WHEN standing = 'none' THEN false
        WHEN bool_or(is_sure AND track = 'participation') THEN true
        WHEN bool_or(track = 'participation') THEN NULL
        ELSE false
    END AS suspended,
    CASE
        WHEN standing = 'member' THEN false
        WHEN bool_or(is_sure AND track = 'candidacy') THEN true
        WHEN bool_or(track = 'candidacy') THEN NULL
        ELSE false
    END AS candidate,
    coalesce(list_sort(list_distinct(list(status) FILTER (NOT is_sure AND track <> 'participation'))), []) AS possible_places,
    coalesce(list_sort(list_distinct(list(status) FILTER (NOT is_sure AND track = 'participation'))), []) AS possible_suspension,
    coalesce(list({
        'status': status, 'from_first': from_first, 'from_last': from_last, 'last_confirmed_on': last_confirmed_on,
        'confidence': confidence, 'basis': basis, 'claim_ids': claim_ids, 'reference_ids': reference_ids,
        'contradicting_claim_ids': contradicting_claim_ids
    }) FILTER (is_sure), []) AS sure
FROM touched
GROUP BY subject, org;

-- Each subject's status on a day, with what it rests on: the told ones, and every state of which nothing is told.
CREATE OR REPLACE MACRO places_in(timeline, day, of_org, known_by) AS TABLE
WITH
silence AS MATERIALIZED (
    SELECT org, open_places, open_places IN ([], ['candidate']) AS is_closed, reference_ids AS list_ids, confirmed_on AS listed_until, reference_weight(sources) AS list_weight
    FROM (SELECT *, list_filter(open_classes, lambda class: class <> 'suspended') AS open_places FROM silence_on(day, of_org, known_by))
),
everybody AS (
    SELECT subject, org, told.* EXCLUDE (subject, org), told.standing IS NULL AS silent
    FROM (SELECT iso3 AS subject, org FROM reference.states, silence WHERE dissolved_on IS NULL) AS states
    FULL JOIN told_places(timeline, day) AS told USING (subject, org)
),
judged AS (
    SELECT
        * EXCLUDE (told_standing, told_suspended, told_candidate),
        CASE WHEN standing = 'none' OR silent THEN false ELSE told_suspended END AS suspended,
        CASE WHEN silent OR (by_list AND told_candidate = false) THEN nullif(list_contains(open_places, 'candidate'), true) ELSE told_candidate END AS candidate
    FROM (
        SELECT
            subject, everybody.org, standing AS told_standing, suspended AS told_suspended, candidate AS told_candidate,
            possible_places, possible_suspension, sure, silent, list_ids, listed_until, list_weight,
            coalesce(open_places, ['member']) AS open_places,
            NOT coalesce(is_placed, false) AS by_list,
            CASE WHEN is_placed THEN everybody.standing WHEN is_closed THEN 'none' ELSE 'unknown' END AS standing
        FROM everybody
        LEFT JOIN silence ON silence.org = everybody.org
    )
),
stated AS (
    SELECT *, by_list AND status = 'none' AND ground IS NULL AS is_none_by_list
    FROM (
        SELECT *, list_filter(sure, lambda interval: interval.status = status)[1] AS ground
        FROM (
            SELECT
                *,
                CASE
                    WHEN suspended THEN 'suspended'
                    WHEN suspended IS NULL THEN 'unknown'
                    WHEN standing = 'member' THEN 'member'
                    WHEN candidate THEN 'candidate'
                    WHEN candidate IS NULL THEN 'unknown'
                    ELSE standing
                END AS status
            FROM judged
        )
    )
)
SELECT
    subject, org, status, standing, suspended,
    list_sort(list_distinct(list_concat(
        coalesce(possible_places, []),
        CASE WHEN standing = 'none' THEN [] ELSE coalesce(possible_suspension, []) END,
        CASE WHEN by_list AND status = 'unknown' THEN list_append(open_places, 'none') ELSE [] END
    ))) AS possible,
    silent,
    ground.from_first AS since_first, ground.from_last AS since_last, edtf_of(ground.from_first, ground.from_last) AS since_edtf,
    CASE WHEN is_none_by_list THEN listed_until ELSE ground.last_confirmed_on END AS last_confirmed_on,
    CASE
        WHEN is_none_by_list THEN round(list_weight * pow(0.5, greatest(day - listed_until, 0) / 7305), 3)
        ELSE coalesce(ground.confidence, 0)
    END AS confidence,
    CASE WHEN is_none_by_list THEN 'list' ELSE ground.basis END AS basis,
    coalesce(ground.claim_ids, []) AS claim_ids,
    CASE WHEN is_none_by_list THEN list_ids ELSE coalesce(ground.reference_ids, []) END AS reference_ids,
    coalesce(ground.contradicting_claim_ids, []) AS contradicting_claim_ids
FROM stated;

-- One row a subject: its status on a day, as known by a day (null: all that is known).
CREATE OR REPLACE MACRO statuses_in(timeline, day, of_org, known_by) AS TABLE
SELECT subject, org, status, standing, suspended, possible, since_edtf, last_confirmed_on, confidence, basis, silent, claim_ids, reference_ids
FROM places_in(timeline, day, of_org, known_by)
ORDER BY subject;

CREATE OR REPLACE MACRO status_on
    (day, of_org) AS TABLE (
        WITH timeline AS (FROM marts.membership_timeline WHERE of_org IS NULL OR org = of_org)
        FROM statuses_in('timeline', day, of_org, NULL)
    ),
    (day, of_org, known_by) AS TABLE (
        WITH timeline AS (FROM membership_intervals(known_by, of_org))
        FROM statuses_in('timeline', day, of_org, known_by)
    );

-- The surely known members on a day; `suspended` is true for those that are, null for those that may be.
CREATE OR REPLACE MACRO members_in(timeline, day) AS TABLE
SELECT
    subject, org, suspended, edtf_of(ground.from_first, ground.from_last) AS since_edtf, ground.last_confirmed_on AS last_confirmed_on,
    ground.confidence AS confidence, ground.basis AS basis, ground.claim_ids AS claim_ids, ground.reference_ids AS reference_ids
FROM (
    SELECT *, list_filter(sure, lambda interval: interval.status = CASE WHEN suspended THEN 'suspended' ELSE 'member' END)[1] AS ground
    FROM told_places(timeline, day)
)
WHERE standing = 'member'
ORDER BY subject;

CREATE OR REPLACE MACRO members_of
    (of_org, day) AS TABLE (
        WITH timeline AS (FROM marts.membership_timeline WHERE of_org IS NULL OR org = of_org)
        FROM members_in('timeline', day)
    ),
    (of_org, day, known_by) AS TABLE (
        WITH timeline AS (FROM membership_intervals(known_by, of_org))
        FROM members_in('timeline', day)
    );
