-- What is to come: the next step of each open bid (of an organisation: org), when, and how certainly it is told? What is overdue was announced and not told as done.
SELECT org, subject_name AS applicant, next_step, next_step_edtf AS when_told, next_step_modality AS told_as, next_step_overdue AS overdue
FROM marts.bids
WHERE next_step IS NOT NULL AND org = coalesce(getvariable('org'), org)
ORDER BY overdue NULLS LAST, next_step_last NULLS LAST, org, applicant;
