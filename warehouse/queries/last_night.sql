-- What did last night change, before and after, and because of which sentences? What matters most first.
SELECT changes.is_history, changes.weight, changes.kind, changes.subject, changes.org, changes.what, changes.before, changes.after, list(DISTINCT evidence.sentence ORDER BY evidence.sentence) AS because_of
FROM marts.changes AS changes
JOIN marts.changes_evidence AS evidence USING (change_id)
WHERE changes.ingested_on = (SELECT max(ingested_on) FROM raw.briefs)
GROUP BY ALL
ORDER BY changes.is_history, changes.weight DESC, changes.kind, changes.org, changes.subject, changes.what;
