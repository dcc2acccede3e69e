-- The steps of bids with what they are: the predicates, and the one step that has no predicate of its own, to be let in as a
-- candidate ('admitted' with that status). A claim about candidacy belongs to the bid for membership.
CREATE OR REPLACE MACRO bid_steps() AS TABLE
SELECT predicate AS step, kind, stage, stage_number, taken_by, closes_bid FROM reference.predicates
UNION ALL
VALUES ('candidate', 'step', 'candidate', 3, 'organisation', false);

CREATE OR REPLACE MACRO step_of(predicate, status) AS CASE WHEN status = 'candidate' AND predicate = 'admitted' THEN 'candidate' ELSE predicate END;
CREATE OR REPLACE MACRO sought_by(status) AS CASE WHEN status = 'candidate' THEN 'member' ELSE status END;
