-- Who backs a bid and who blocks it, since when, says who, in which sentence? Of a state (subject) in an organisation (org).
WITH asked AS (SELECT coalesce(getvariable('subject'), 'IRN') AS subject, coalesce(getvariable('org'), 'SCO') AS org)
SELECT
    positions.actor_name AS actor, positions.stance, positions.stance_since AS since, evidence.known_on AS told_on,
    coalesce(evidence.speaker, evidence.source) AS says_who, evidence.sentence
FROM asked
JOIN marts.positions AS positions USING (subject, org)
JOIN marts.positions_evidence AS evidence USING (actor, subject, org)
ORDER BY positions.stance, actor, told_on, says_who, evidence.sentence;
