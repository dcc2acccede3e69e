-- "What was whose status in an organisation on a day, and what did we know of it by another day?"
--
--     FROM status_on(DATE '2017-05-01', 'SCO');                           -- from all that is known
--     FROM status_on(DATE '2017-05-01', 'SCO', DATE '2017-05-01');        -- from what was known by that day
--     FROM members_of('SCO', DATE '2017-05-01');
--     FROM members_of('SCO', DATE '2017-05-01', DATE '2017-05-01');
--
-- A day between the last possible day of a beginning and the first possible day of the end is sure. A day within such a
-- window is not: the status is 'unknown' and `possible` lists what it may be. Before the first possible day there is no row.

-- The published timeline, or the one from what was known by a day; of all organisations where `of_org` is null.
CREATE OR REPLACE MACRO timeline_of(of_org, known_by) AS TABLE
SELECT subject, org, track, status, from_first, from_last, to_first, to_last, ongoing, last_confirmed_on, confidence, basis, claim_ids, reference_ids
FROM marts.membership_timeline
WHERE known_by IS NULL AND (of_org IS NULL OR org = of_org)
UNION ALL
SELECT subject, org, track, status, from_first, from_last, to_first, to_last, ongoing, last_confirmed_on, confidence, basis, claim_ids, reference_ids
FROM membership_intervals(known_by, of_org)
WHERE known_by IS NOT NULL;

-- One row a subject: its status on a day, as known by a day (null: all that is known).
CREATE OR REPLACE MACRO statuses_known_by(day, of_org, known_by) AS TABLE
WITH
touched AS (
    SELECT
        *,
        status <> 'unknown' AND from_last <= day AND (ongoing OR to_first > day) AS is_sure
    FROM timeline_of(of_org, known_by)
    WHERE (from_first IS NULL OR from_first <= day) AND (ongoing OR to_last IS NULL OR to_last > day OR to_first > day)
),
subjects AS (
    SELECT
        subject, org,
        coalesce(
            max(status) FILTER (is_sure AND status = 'suspended'),
            max(status) FILTER (is_sure AND status = 'member'),
            max(status) FILTER (is_sure AND status = 'candidate'),
            max(status) FILTER (is_sure AND track = 'standing'),
            'unknown'
        ) AS status,
        coalesce(max(status) FILTER (is_sure AND track = 'standing'), 'unknown') AS standing,
        bool_or(is_sure AND status = 'suspended') AS suspended,
        list_sort(list(DISTINCT status) FILTER (NOT is_sure)) AS possible,
        list({
            'status': status, 'from_first': from_first, 'from_last': from_last, 'last_confirmed_on': last_confirmed_on,
            'confidence': confidence, 'basis': basis, 'claim_ids': claim_ids, 'reference_ids': reference_ids
        }) FILTER (is_sure) AS sure
    FROM touched
    GROUP BY subject, org
),
chosen AS (
    SELECT *, list_filter(sure, lambda interval: interval.status = subjects.status)[1] AS basis_of_status FROM subjects
)
SELECT
    subject, org, chosen.status, standing, suspended, coalesce(possible, []) AS possible,
    edtf_of(basis_of_status.from_first, basis_of_status.from_last) AS since_edtf,
    basis_of_status.last_confirmed_on AS last_confirmed_on,
    coalesce(basis_of_status.confidence, 0) AS confidence,
    basis_of_status.basis AS basis,
    coalesce(basis_of_status.claim_ids, []) AS claim_ids,
    coalesce(basis_of_status.reference_ids, []) AS reference_ids
FROM chosen
ORDER BY subject;

CREATE OR REPLACE MACRO status_on
    (day, of_org) AS TABLE (FROM statuses_known_by(day, of_org, NULL)),
    (day, of_org, known_by) AS TABLE (FROM statuses_known_by(day, of_org, known_by));

-- The surely known members on a day, suspended ones among them and marked.
CREATE OR REPLACE MACRO members_known_by(of_org, day, known_by) AS TABLE
SELECT subject, org, suspended, since_edtf, last_confirmed_on, confidence, basis, claim_ids, reference_ids
FROM statuses_known_by(day, of_org, known_by)
WHERE standing = 'member';

CREATE OR REPLACE MACRO members_of
    (of_org, day) AS TABLE (FROM members_known_by(of_org, day, NULL)),
    (of_org, day, known_by) AS TABLE (FROM members_known_by(of_org, day, known_by));
