-- Each subject's place in each organisation now, that is on the corpus's last day: what status_on says of that day, for the
-- pairs of which briefs or the reference history tell. Pairs of which only wishes, steps or stances are told, or only stages
-- of the reference history, are 'none' where the organisation's lists are complete, else 'unknown'.
WITH
claims AS (
    SELECT
        subject, org,
        count(DISTINCT brief_id) AS briefs, count(*) AS claims, count(DISTINCT origin) AS sources,
        count(*) FILTER (voice = 'news') AS claims_news,
        count(*) FILTER (voice = 'comment') AS claims_comment,
        count(*) FILTER (voice = 'statement') AS claims_statement,
        count(*) FILTER (modality = 'asserted') AS claims_asserted,
        count(*) FILTER (modality = 'expected') AS claims_expected,
        count(*) FILTER (modality = 'hoped') AS claims_hoped,
        count(*) FILTER (modality = 'possible') AS claims_possible,
        count(*) FILTER (modality = 'conditional') AS claims_conditional,
        min(known_on) AS first_told_on, max(known_on) AS last_told_on
    FROM marts.weighed_claims
    GROUP BY subject, org
),
history AS (
    SELECT
        iso3 AS subject, org, count(*) AS reference_rows,
        list_sort(list(concat_ws('|', iso3, org, term, coalesce(from_edtf, '..')))) AS reference_ids
    FROM reference.membership_history
    GROUP BY ALL
),
pairs AS (
    SELECT subject, org FROM claims
    UNION
    SELECT subject, org FROM history
),
chosen AS MATERIALIZED (
    SELECT places.*
    FROM places_in('marts.membership_timeline', corpus_now(), NULL, NULL) AS places
    JOIN pairs USING (subject, org)
),
contradicted AS (
    SELECT subject, org, count(*) AS contradictions FROM marts.contradictions GROUP BY subject, org
),
-- The bid that counts is the one for membership, else the one last told of.
bids AS (
    SELECT *
    FROM marts.bids
    QUALIFY row_number() OVER (PARTITION BY subject, org ORDER BY status = 'member' DESC, last_told_on DESC, status) = 1
),
terms AS (
    SELECT
        chosen.subject, chosen.org,
        min({'general': statuses.org = '*', 'length': length(statuses.term), 'term': statuses.term}).term AS term
    FROM chosen
    JOIN reference.statuses
        ON statuses.status = chosen.status AND statuses.org IN (chosen.org, '*')
        AND (statuses.used_from IS NULL OR edtf_first_day(statuses.used_from) <= corpus_now())
        AND (statuses.used_to IS NULL OR edtf_last_day(statuses.used_to) > corpus_now())
    GROUP BY ALL
),
claims_of_pair AS (
    SELECT subject, org, list_sort(list(claim_id)) AS claim_ids
    FROM marts.weighed_claims
    WHERE (subject, org) NOT IN (SELECT (subject, org) FROM chosen WHERE len(claim_ids) + len(reference_ids) > 0)
    GROUP BY ALL
)
SELECT
    pairs.subject, pairs.org,
    coalesce(states.name, joining.name, pairs.subject) AS subject_name,
    coalesce(organisations.name, pairs.org) AS org_name,
    corpus_now() AS as_of,
    coalesce(chosen.status, 'unknown') AS status,
    coalesce(chosen.standing, 'unknown') AS standing,
    terms.term, coalesce(len(chosen.claim_ids) + len(chosen.reference_ids), 0) > 0 AS grounded,
    chosen.since_edtf, chosen.since_first, chosen.since_last, chosen.last_confirmed_on,
    coalesce(chosen.basis, CASE WHEN claims.claims IS NULL THEN 'reference' WHEN history.reference_rows IS NULL THEN 'briefs' ELSE 'both' END) AS basis,
    coalesce(chosen.confidence, 0) AS confidence,
    coalesce(briefs, 0) AS briefs, coalesce(claims.claims, 0) AS claims,
    coalesce(claims_news, 0) AS claims_news, coalesce(claims_comment, 0) AS claims_comment, coalesce(claims_statement, 0) AS claims_statement,
    coalesce(claims_asserted, 0) AS claims_asserted, coalesce(claims_expected, 0) AS claims_expected, coalesce(claims_hoped, 0) AS claims_hoped,
    coalesce(claims_possible, 0) AS claims_possible, coalesce(claims_conditional, 0) AS claims_conditional,
    coalesce(claims.sources, 0) AS sources, coalesce(reference_rows, 0) AS reference_rows,
    claims.first_told_on, claims.last_told_on,
    coalesce(contradictions, 0) AS contradictions,
    coalesce(chosen.contradicting_claim_ids, []) AS contradicting_claim_ids,
    bids.status AS bid_status, bids.stage AS bid_stage, bids.blocked AS bid_blocked,
    bids.next_step, bids.next_step_modality, bids.next_step_edtf, bids.next_step_last,
    CASE WHEN grounded THEN chosen.claim_ids ELSE coalesce(claims_of_pair.claim_ids, []) END AS claim_ids,
    CASE WHEN grounded THEN chosen.reference_ids ELSE coalesce(history.reference_ids, []) END AS reference_ids
FROM pairs
LEFT JOIN claims USING (subject, org)
LEFT JOIN history USING (subject, org)
LEFT JOIN chosen USING (subject, org)
LEFT JOIN contradicted USING (subject, org)
LEFT JOIN bids USING (subject, org)
LEFT JOIN terms USING (subject, org)
LEFT JOIN claims_of_pair USING (subject, org)
LEFT JOIN reference.states ON states.iso3 = pairs.subject
LEFT JOIN reference.organisations ON organisations.org = pairs.org
LEFT JOIN reference.organisations AS joining ON 'org:' || joining.org = pairs.subject
