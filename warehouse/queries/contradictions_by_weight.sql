-- Where do sources contradict each other or the reference history, and which side is better supported?
-- What matters most first: claims that a complete list denies, then statuses, acts, stances, dates; among these the
-- ones whose weaker side is best supported, where somebody should look.
SELECT
    subject, org, reason, left_says, right_says, left_strength, right_strength, better, about_first, about_last,
    CASE
        WHEN reason = 'status_against_list' THEN 5
        WHEN reason LIKE 'status%' THEN 4
        WHEN reason = 'act_excluded' THEN 3
        WHEN reason = 'stance_differs' THEN 2
        ELSE 1
    END AS weight
FROM marts.contradictions
ORDER BY weight DESC, least(left_strength, right_strength) DESC, known_since DESC, org, subject, reason, left_says, right_says;
