-- Where do sources contradict each other or the reference history, and which side is better supported?
-- The closest calls first: where the two sides are of nearly the same strength, somebody should look.
SELECT subject, org, reason, left_says, right_says, left_strength, right_strength, better, about_first, about_last
FROM marts.contradictions
ORDER BY abs(left_strength - right_strength), org, subject, reason, left_says, right_says;
