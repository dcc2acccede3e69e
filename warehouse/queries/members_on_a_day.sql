-- Who was surely a member of an organisation (org) on a day (day), since when, and how sure is that?
SELECT coalesce(states.name, subject) AS member, since_edtf AS since, suspended, basis, confidence
FROM members_of(coalesce(getvariable('org'), 'SCO'), coalesce(getvariable('day'), '2017-05-01')::DATE)
LEFT JOIN reference.states ON states.iso3 = subject
ORDER BY member;
