-- What the reference data say of whole lists and of terms, their dates parsed once: the macros of lists ask this table.
--
-- A list is complete, or a place granted, from the last possible day of its beginning (a term in use: the first) to the first
-- possible day of its end (the last). `outside`: before its foundation and after its end an organisation has no members at all:
-- no list of anybody's.
SELECT
    'list' AS kind, org, status, edtf_last_day(complete_from) AS first_day, edtf_first_day(complete_to) AS last_day, NULL::VARCHAR AS successor,
    concat_ws('|', 'coverage', org, status, complete_from) AS reference_id, reference_sources(basis) AS sources
FROM reference.coverage
UNION ALL
SELECT 'outside', org, 'any', DATE '0001-01-01', edtf_first_day(string_split(founded_on, '/')[1]) - 1, NULL, concat_ws('|', 'organisations', org, 'founded_on'), 3
FROM reference.organisations
WHERE founded_on IS NOT NULL
UNION ALL
SELECT 'outside', org, 'any', edtf_last_day(string_split(dissolved_on, '/')[-1]) + 1, NULL, NULL, concat_ws('|', 'organisations', org, 'dissolved_on'), 3
FROM reference.organisations
WHERE dissolved_on IS NOT NULL
UNION ALL
-- The classes of status that an organisation grants: those of its terms while they are in use, of its history so far, and membership.
SELECT 'granted', org, status, edtf_first_day(used_from), edtf_last_day(used_to), NULL, concat_ws('|', 'statuses', org, term), NULL
FROM reference.statuses
WHERE org <> '*'
UNION ALL
SELECT 'granted', org, status, min(edtf_first_day(string_split(from_edtf, '/')[1])) AS since, NULL, NULL, concat_ws('|', 'membership_history', org, status), NULL
FROM reference.membership_history
WHERE status IS NOT NULL
GROUP BY org, status
HAVING since IS NOT NULL
UNION ALL
SELECT 'granted', org, 'member', NULL, NULL, NULL, concat_ws('|', 'organisations', org), NULL FROM reference.organisations
UNION ALL
-- Terms that were retired in favour of a term of another class (the SCO's observers and dialogue partners became partners).
SELECT
    'retired', old.org, old.status, min(edtf_first_day(old.used_to)) AS retired_on, NULL, min(new.status),
    concat_ws('|', 'statuses', old.org, old.status, min(edtf_first_day(old.used_to))::VARCHAR), NULL
FROM reference.statuses AS old
JOIN reference.statuses AS new ON new.org = old.org AND new.term = old.successor AND new.status <> old.status
WHERE old.used_to IS NOT NULL
GROUP BY old.org, old.status
