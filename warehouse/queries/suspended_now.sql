-- Who is suspended now, since when, and who told it first and last?
SELECT status.subject_name AS subject, status.org, status.since_edtf AS since, timeline.known_since, timeline.last_confirmed_on, timeline.sources
FROM marts.membership_status AS status
JOIN marts.membership_timeline AS timeline USING (subject, org)
WHERE status.status = 'suspended' AND timeline.track = 'participation' AND timeline.ongoing AND timeline.status = 'suspended'
ORDER BY status.org, subject;
