-- Who was surely a member of an organisation on a day, since when, and how sure is that?
SELECT coalesce(states.name, subject) AS member, since_edtf AS since, suspended, basis, confidence
FROM members_of('SCO', DATE '2017-05-01')
LEFT JOIN reference.states ON states.iso3 = subject
ORDER BY member;
