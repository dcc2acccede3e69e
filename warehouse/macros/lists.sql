-- What the reference data know of whole lists: where silence means 'none', and where it means nothing.

-- Complete lists as windows of days; `last_day` is null while the list is kept.
CREATE OR REPLACE MACRO complete_lists(of_org) AS TABLE
SELECT org, status, reference_id, first_day, last_day
FROM marts.reference_windows
WHERE kind = 'list' AND (of_org IS NULL OR org = of_org);

-- What silence means on a day, as known by a day (null: all that is known): the classes that an organisation grants then and whose
-- list is not complete (none of them: who is not listed has no status), and the lists that say so.
CREATE OR REPLACE MACRO silence_on(day, of_org, known_by) AS TABLE
WITH windows AS (
    SELECT org, kind, status, last_day, reference_id, sources
    FROM marts.reference_windows
    WHERE (of_org IS NULL OR org = of_org) AND (first_day IS NULL OR first_day <= day) AND (last_day IS NULL OR last_day >= day)
)
SELECT
    classes.org,
    coalesce(list_sort(list(classes.status) FILTER (lists.org IS NULL)), []) AS open_classes,
    coalesce(list_sort(list(DISTINCT lists.reference_id) FILTER (lists.org IS NOT NULL)), []) AS reference_ids,
    min(coalesce(lists.last_day, greatest(history_horizon(), DATE '0001-01-01'))) AS confirmed_on, min(lists.sources) AS sources
FROM (SELECT DISTINCT org, status FROM windows WHERE kind = 'granted') AS classes
LEFT JOIN (FROM windows WHERE kind IN ('list', 'outside') AND (known_by IS NULL OR day <= known_by)) AS lists
    ON lists.org = classes.org AND lists.status IN (classes.status, 'any')
GROUP BY classes.org;

-- Terms that were retired in favour of a term of another class.
CREATE OR REPLACE MACRO retired_terms() AS TABLE
SELECT org, status, successor, first_day AS retired_on FROM marts.reference_windows WHERE kind = 'retired';
