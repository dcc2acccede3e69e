-- Which bids are open (in an organisation: org), how far are they, and what stands in their way? Blocked ones first.
SELECT
    subject_name AS applicant, org, status AS wants, stage, supporters, opponents, unnamed, members_not_heard, decision_rule, blocked, obstacle,
    last_outcome, edtf_of(last_outcome_first, last_outcome_last) AS last_outcome_on
FROM marts.bids
WHERE org = coalesce(getvariable('org'), org)
ORDER BY blocked DESC, org, applicant, wants;
