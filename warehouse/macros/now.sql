-- The two ends of what is known, from marts.horizon, where they are kept. Nothing here looks at the clock of the machine.

-- The last day that the reference history speaks of: a status that it gives no end goes on to this day at least.
CREATE OR REPLACE MACRO history_horizon() AS (SELECT max(history_until) FROM marts.horizon);

-- The corpus's now.
CREATE OR REPLACE MACRO corpus_now() AS (SELECT max(now) FROM marts.horizon);
