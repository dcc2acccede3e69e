-- What each brief added: claims that no brief known earlier makes. Briefs of one day count in the order of their ids, so
-- that each claim is new in one brief only. All that is said stands in staging.claims, so that the weighed claims are not
-- asked; and what is new is grouped by the number of its brief, since which of two claims of one brief was first is all one.
WITH
briefs AS MATERIALIZED (
    SELECT *, known_time(published_on, ingested_on) AS known_on FROM raw.briefs
),
numbers AS MATERIALIZED (
    SELECT brief_id, row_number() OVER (ORDER BY known_on, ingested_on, brief_id) AS number FROM briefs
),
claims AS MATERIALIZED (
    SELECT
        number, claim_id, subject || ' ' || org AS pair,
        concat_ws(
            ' ', subject, CASE WHEN polarity = 'negated' THEN 'not' END, predicate, org, status, CASE WHEN actor IS NOT NULL THEN 'by ' || actor END,
            CASE WHEN modality <> 'asserted' THEN '(' || modality || ')' END, when_edtf
        ) AS said
    FROM staging.claims
    JOIN numbers USING (brief_id)
),
firsts AS (
    SELECT said, min(number) AS number FROM claims GROUP BY said
),
news AS (
    SELECT number, count(*) AS new_claims, list_sort(list(said)) AS added FROM firsts GROUP BY number
),
outweighed AS (
    SELECT DISTINCT claim_id FROM marts.reconciliation WHERE verdict IN ('outweighed', 'misdated', 'unlisted') AND claim_id IS NOT NULL
),
told AS (
    SELECT number, count(*) AS claims, count(outweighed.claim_id) AS outweighed_claims, list_sort(list_distinct(list(pair))) AS pairs
    FROM claims
    LEFT JOIN outweighed USING (claim_id)
    GROUP BY number
),
spoken AS (
    SELECT brief_id, count(*) AS statements FROM staging.statements GROUP BY brief_id
)
SELECT
    brief_id, ingested_on, known_on, source, title, duplicate_of AS copy_of, coalesce(statements, 0) AS statements, coalesce(claims, 0) AS claims,
    coalesce(new_claims, 0) AS new_claims, coalesce(claims, 0) - coalesce(new_claims, 0) AS repeated_claims,
    coalesce(outweighed_claims, 0) AS outweighed_claims, coalesce(pairs, []) AS pairs, coalesce(added, []) AS added
FROM briefs
JOIN numbers USING (brief_id)
LEFT JOIN told USING (number)
LEFT JOIN news USING (number)
LEFT JOIN spoken USING (brief_id)
