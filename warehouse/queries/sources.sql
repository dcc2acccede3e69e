-- Which publishers tell what others confirm? Those with at least one fact that another source could judge.
SELECT source, briefs, copies, relays, facts, confirmed, alone, outweighed, first_to_tell, agreement
FROM marts.source_scorecard
WHERE confirmed + outweighed > 0
ORDER BY agreement DESC, facts DESC, source;
