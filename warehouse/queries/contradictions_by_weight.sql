-- Where do sources contradict each other or the reference history, and which side is better supported?
-- Those that are likely read right come first; of these what matters most: claims that a complete list denies, then
-- statuses, acts, stances, dates.
SELECT subject, org, reason, left_says, right_says, left_strength, right_strength, better, confidence, about_first, about_last
FROM marts.contradictions
ORDER BY place;
