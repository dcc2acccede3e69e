-- From any row of a mart to the claims behind it, the statements that make them, the sentences, briefs and originals:
--
--     FROM marts.membership_status_evidence WHERE subject = 'IRN' AND org = 'SCO';
--
-- `role` says what a claim does for the row. Rows of the reference history come with their source instead of a claim.

-- Every claim with all that lies behind it.
CREATE OR REPLACE VIEW marts.claim_evidence AS
SELECT
    claims.claim_id, claims.subject AS claim_subject, claims.predicate, claims.org AS claim_org, claims.status AS claim_status, claims.actor AS claim_actor,
    claims.polarity, claims.modality, claims.when_edtf, claims.voice, weighed.known_on, weighed.origin, weighed.voice_rank, weighed.weight,
    claims.evidence, claims.sentence, claims.evidence_start, claims.evidence_end, claims.why,
    claims.statement_id, statements.speaker, statements.speaker_country, statements.cue_text, statements.via, statements.said_on,
    statements.quote, statements.text AS statement_text,
    claims.brief_id, briefs.title, briefs.source, briefs.uri, briefs.published_on, briefs.duplicate_of,
    claims.ingested_on, briefs.original_sha256, originals.name AS original_name, originals.uri AS original_uri,
    corrections.correction
FROM staging.claims AS claims
JOIN raw.briefs AS briefs ON briefs.brief_id = claims.brief_id
LEFT JOIN (SELECT claim_id, known_on, origin, voice_rank, weight FROM marts.weighed_claims) AS weighed USING (claim_id)
LEFT JOIN staging.statements AS statements ON statements.statement_id = claims.statement_id
LEFT JOIN raw.originals AS originals ON originals.original_sha256 = briefs.original_sha256
-- What people said of it: 'wrong: reason', or 'column: as read -> right (reason)'.
LEFT JOIN (
    SELECT
        row_id,
        string_agg(
            CASE WHEN field IS NULL THEN 'wrong: ' || reason
            ELSE format('{}: {} -> {} ({})', field, coalesce(wrong, 'nothing'), coalesce("right", 'nothing'), reason) END,
            '; ' ORDER BY field
        ) AS correction
    FROM quality.corrections
    WHERE applied AND kind = 'claim'
    GROUP BY row_id
) AS corrections ON corrections.row_id = claims.claim_id;

-- The reference history under the ids that marts use.
CREATE OR REPLACE VIEW marts.reference_evidence AS
SELECT
    concat_ws('|', iso3, org, term, coalesce(from_edtf, '..')) AS reference_id,
    term AS reference_term, from_edtf AS reference_from, to_edtf AS reference_to, source AS reference_source,
    basis AS reference_basis
FROM reference.membership_history
UNION ALL
SELECT
    concat_ws('|', 'statuses', org, status, retired_on::VARCHAR), status || ' became ' || successor, retired_on::VARCHAR, NULL,
    'the organisation''s terms in reference.statuses', 'source'
FROM retired_terms()
UNION ALL
SELECT concat_ws('|', 'coverage', org, status, complete_from), 'complete list: ' || status, complete_from, complete_to, source, basis
FROM reference.coverage
UNION ALL
SELECT concat_ws('|', 'organisations', org, 'founded_on'), 'founded', founded_on, NULL, name, 'source' FROM reference.organisations
UNION ALL
SELECT concat_ws('|', 'organisations', org, 'dissolved_on'), 'ended', dissolved_on, NULL, name, 'source' FROM reference.organisations;

CREATE OR REPLACE VIEW marts.membership_status_evidence AS
WITH cited AS (
    SELECT subject, org, status, 'supports' AS role, unnest(claim_ids) AS claim_id, NULL AS reference_id FROM marts.membership_status
    UNION ALL
    SELECT subject, org, status, 'contradicts', unnest(contradicting_claim_ids), NULL FROM marts.membership_status
    UNION ALL
    SELECT subject, org, status, 'supports', NULL, unnest(reference_ids) FROM marts.membership_status
)
SELECT cited.* EXCLUDE (claim_id, reference_id), claim_evidence.*, reference_evidence.*
FROM cited
LEFT JOIN marts.claim_evidence USING (claim_id)
LEFT JOIN marts.reference_evidence USING (reference_id);

CREATE OR REPLACE VIEW marts.membership_timeline_evidence AS
WITH cited AS (
    SELECT interval_id, subject, org, track, status, 'supports' AS role, unnest(claim_ids) AS claim_id, NULL AS reference_id FROM marts.membership_timeline
    UNION ALL
    SELECT interval_id, subject, org, track, status, 'contradicts', unnest(contradicting_claim_ids), NULL FROM marts.membership_timeline
    UNION ALL
    SELECT interval_id, subject, org, track, status, 'supports', NULL, unnest(reference_ids) FROM marts.membership_timeline
)
SELECT cited.* EXCLUDE (claim_id, reference_id), claim_evidence.*, reference_evidence.*
FROM cited
LEFT JOIN marts.claim_evidence USING (claim_id)
LEFT JOIN marts.reference_evidence USING (reference_id);

CREATE OR REPLACE VIEW marts.membership_events_evidence AS
SELECT cited.* EXCLUDE (claim_id), claim_evidence.*
FROM (SELECT event_id, subject, org, 'tells' AS role, unnest(claim_ids) AS claim_id FROM marts.membership_events) AS cited
JOIN marts.claim_evidence USING (claim_id);

CREATE OR REPLACE VIEW marts.positions_evidence AS
SELECT cited.* EXCLUDE (claim_id), claim_evidence.*
FROM (SELECT actor, subject, org, 'tells' AS role, unnest(claim_ids) AS claim_id FROM marts.positions) AS cited
JOIN marts.claim_evidence USING (claim_id);

CREATE OR REPLACE VIEW marts.bids_evidence AS
WITH cited AS (
    SELECT bid_id, subject, org, 'tells' AS role, unnest(claim_ids) AS claim_id, NULL AS reference_id FROM marts.bids
    UNION ALL
    SELECT bid_id, subject, org, 'tells', NULL, unnest(reference_ids) FROM marts.bids
)
SELECT cited.* EXCLUDE (claim_id, reference_id), claim_evidence.*, reference_evidence.*
FROM cited
LEFT JOIN marts.claim_evidence USING (claim_id)
LEFT JOIN marts.reference_evidence USING (reference_id);

CREATE OR REPLACE VIEW marts.contradictions_evidence AS
WITH cited AS (
    SELECT contradiction_id, subject, org, reason, 'left' AS role, unnest(left_claim_ids) AS claim_id, NULL AS reference_id FROM marts.contradictions
    UNION ALL
    SELECT contradiction_id, subject, org, reason, 'right', unnest(right_claim_ids), NULL FROM marts.contradictions
    UNION ALL
    SELECT contradiction_id, subject, org, reason, 'left', NULL, unnest(left_reference_ids) FROM marts.contradictions
    UNION ALL
    SELECT contradiction_id, subject, org, reason, 'right', NULL, unnest(right_reference_ids) FROM marts.contradictions
)
SELECT cited.* EXCLUDE (claim_id, reference_id), claim_evidence.*, reference_evidence.*
FROM cited
LEFT JOIN marts.claim_evidence USING (claim_id)
LEFT JOIN marts.reference_evidence USING (reference_id);

CREATE OR REPLACE VIEW marts.changes_evidence AS
SELECT cited.* EXCLUDE (claim_id), claim_evidence.*
FROM (SELECT change_id, ingested_on AS night, subject, org, 'tells' AS role, unnest(claim_ids) AS claim_id FROM marts.changes) AS cited
JOIN marts.claim_evidence USING (claim_id);

CREATE OR REPLACE VIEW marts.brief_digest_evidence AS
SELECT 'tells' AS role, claim_evidence.*
FROM marts.brief_digest
JOIN marts.claim_evidence USING (brief_id);

CREATE OR REPLACE VIEW marts.source_scorecard_evidence AS
SELECT source_scorecard.source AS scored_source, coalesce(reconciled.verdict, 'no fact of a timeline') AS role, claim_evidence.*
FROM marts.source_scorecard
JOIN marts.claim_evidence ON coalesce(claim_evidence.source, '(unnamed)') = source_scorecard.source
LEFT JOIN marts.reconciliation AS reconciled USING (claim_id);
