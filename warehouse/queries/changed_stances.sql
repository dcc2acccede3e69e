-- Who changed its mind about whose place, and when? The course of each stance that changed, in the order of days.
SELECT actor_name AS actor, subject, org, history, stance AS now, stance_since AS since, own_words
FROM marts.positions
WHERE changes > 0 AND actor_kind <> 'group'
ORDER BY since DESC, actor, subject, org;
