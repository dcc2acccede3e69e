-- What the reference data know of whole lists: where silence means 'none', and where it means nothing.

-- Complete lists as windows of days; `last_day` is null while the list is kept. Before its foundation and after its
-- end an organisation has no members at all: no list of anybody's, so not `is_listed`.
CREATE OR REPLACE MACRO complete_lists(of_org) AS TABLE
SELECT
    org, status, concat_ws('|', 'coverage', org, status, complete_from) AS reference_id,
    edtf_last_day(complete_from) AS first_day, edtf_first_day(complete_to) AS last_day,
    true AS is_listed
FROM reference.coverage
WHERE of_org IS NULL OR org = of_org
UNION ALL
SELECT org, 'any', concat_ws('|', 'organisations', org, 'founded_on'), DATE '0001-01-01', edtf_first_day(string_split(founded_on, '/')[1]) - 1, false
FROM reference.organisations
WHERE founded_on IS NOT NULL AND (of_org IS NULL OR org = of_org)
UNION ALL
SELECT org, 'any', concat_ws('|', 'organisations', org, 'dissolved_on'), edtf_last_day(string_split(dissolved_on, '/')[-1]) + 1, NULL, false
FROM reference.organisations
WHERE dissolved_on IS NOT NULL AND (of_org IS NULL OR org = of_org);

-- The classes of status that an organisation grants on a day: those of its terms in use and of its history so far, and
-- membership.
CREATE OR REPLACE MACRO classes_on(day, of_org) AS TABLE
SELECT DISTINCT org, status
FROM (
    SELECT org, status
    FROM reference.statuses
    WHERE org <> '*' AND (of_org IS NULL OR org = of_org)
        AND coalesce(edtf_first_day(used_from) <= day, true) AND coalesce(edtf_last_day(used_to) >= day, true)
    UNION ALL
    SELECT org, status
    FROM reference.membership_history
    WHERE status IS NOT NULL AND (of_org IS NULL OR org = of_org) AND edtf_first_day(string_split(from_edtf, '/')[1]) <= day
    UNION ALL
    SELECT org, 'member' FROM reference.organisations WHERE of_org IS NULL OR org = of_org
);

-- What silence means on a day, as known by a day (null: all that is known): the classes whose list is not complete
-- (none of them: who is not listed has no status), and the lists that say so.
CREATE OR REPLACE MACRO silence_on(day, of_org, known_by) AS TABLE
SELECT
    classes.org,
    coalesce(list_sort(list(classes.status) FILTER (lists.org IS NULL)), []) AS open_classes,
    coalesce(list_sort(list(DISTINCT lists.reference_id) FILTER (lists.org IS NOT NULL)), []) AS reference_ids,
    min(coalesce(lists.last_day, greatest(history_horizon(), DATE '0001-01-01'))) AS confirmed_on
FROM classes_on(day, of_org) AS classes
LEFT JOIN (
    FROM complete_lists(of_org)
    WHERE first_day <= day AND (last_day IS NULL OR last_day >= day) AND (known_by IS NULL OR day <= known_by)
) AS lists ON lists.org = classes.org AND lists.status IN (classes.status, 'any')
GROUP BY classes.org;

-- Terms that were retired in favour of a term of another class (the SCO's observers and dialogue partners became partners).
CREATE OR REPLACE MACRO retired_terms() AS TABLE
SELECT old.org, old.status, min(new.status) AS successor, min(edtf_first_day(old.used_to)) AS retired_on
FROM reference.statuses AS old
JOIN reference.statuses AS new ON new.org = old.org AND new.term = old.successor AND new.status <> old.status
WHERE old.used_to IS NOT NULL
GROUP BY old.org, old.status;
