-- Who backs a bid and who blocks it, since when, says who, in which sentence?
-- Change the subject and the organisation in the first lines.
WITH asked AS (SELECT 'IRN' AS subject, 'SCO' AS org)
SELECT
    positions.actor_name AS actor, positions.stance, positions.stance_since AS since, evidence.known_on AS told_on,
    coalesce(evidence.speaker, evidence.source) AS says_who, evidence.sentence
FROM asked
JOIN marts.positions AS positions USING (subject, org)
JOIN marts.positions_evidence AS evidence USING (actor, subject, org)
ORDER BY positions.stance, actor, told_on, says_who, evidence.sentence;
