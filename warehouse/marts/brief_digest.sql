-- What each brief added: claims that no brief known earlier makes. Briefs of one day count in the order of their ids, so
-- that each claim is new in one brief only.
WITH
claims AS MATERIALIZED (
    SELECT
        row_number() OVER () AS number, weighed.claim_id, weighed.brief_id, weighed.subject || ' ' || weighed.org AS pair,
        (weighed.known_on - DATE '0001-01-01') * 10_000_000 + (weighed.ingested_on - DATE '0001-01-01') AS told_at,
        concat_ws(
            ' ', weighed.subject, CASE WHEN weighed.polarity = 'negated' THEN 'not' END, weighed.predicate, weighed.org, weighed.status,
            CASE WHEN weighed.actor IS NOT NULL THEN 'by ' || weighed.actor END,
            CASE WHEN weighed.modality <> 'asserted' THEN '(' || weighed.modality || ')' END, staging.when_edtf
        ) AS said
    FROM marts.weighed_claims AS weighed
    JOIN staging.claims AS staging USING (claim_id)
),
earliest AS (
    SELECT said, min(told_at) AS told_at FROM claims GROUP BY said
),
-- Of those told first on one day and night, the first by brief and claim.
firsts AS (
    SELECT arg_min(number, brief_id || claim_id) AS number FROM claims JOIN earliest USING (said, told_at) GROUP BY said
),
numbered AS (
    SELECT claims.*, firsts.number IS NOT NULL AS is_new FROM claims LEFT JOIN firsts USING (number)
),
outweighed AS (
    SELECT DISTINCT claim_id FROM marts.reconciliation WHERE verdict IN ('outweighed', 'misdated', 'unlisted') AND claim_id IS NOT NULL
),
told AS (
    SELECT
        brief_id, count(*) AS claims, count(*) FILTER (is_new) AS new_claims, count(*) FILTER (NOT is_new) AS repeated_claims,
        count(outweighed.claim_id) AS outweighed_claims,
        list_sort(list(said) FILTER (is_new)) AS added
    FROM numbered
    LEFT JOIN outweighed USING (claim_id)
    GROUP BY brief_id
),
pairs_of AS (
    SELECT brief_id, list_sort(list(pair)) AS pairs FROM (SELECT DISTINCT brief_id, pair FROM claims) GROUP BY brief_id
),
spoken AS (
    SELECT brief_id, count(*) AS statements FROM staging.statements GROUP BY brief_id
)
SELECT
    brief_id, briefs.ingested_on, known_time(briefs.published_on, briefs.ingested_on) AS known_on, briefs.source, briefs.title,
    briefs.duplicate_of AS copy_of, coalesce(statements, 0) AS statements, coalesce(claims, 0) AS claims, coalesce(new_claims, 0) AS new_claims,
    coalesce(repeated_claims, 0) AS repeated_claims, coalesce(outweighed_claims, 0) AS outweighed_claims,
    coalesce(pairs, []) AS pairs, coalesce(added, []) AS added
FROM raw.briefs AS briefs
LEFT JOIN told USING (brief_id)
LEFT JOIN pairs_of USING (brief_id)
LEFT JOIN spoken USING (brief_id)
