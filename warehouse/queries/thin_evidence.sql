-- Which statuses rest on thin evidence: one source and no reference history, or contradicted, or long unconfirmed?
SELECT
    status.subject_name AS subject, status.org, status.status, status.confidence, timeline.sources, status.contradictions, status.last_confirmed_on
FROM marts.membership_status AS status
JOIN marts.membership_timeline AS timeline
    ON timeline.subject = status.subject AND timeline.org = status.org AND timeline.ongoing AND timeline.status = status.status
WHERE status.basis = 'briefs' AND (timeline.sources = 1 OR status.contradictions > 0)
ORDER BY status.confidence, status.org, subject;
