-- The corpus's now: the last known time of any brief, or the last day of the reference history if that is later.
-- Nothing here looks at the clock of the machine.
CREATE OR REPLACE MACRO corpus_now() AS (
    SELECT max(day)
    FROM (
        SELECT max(known_time(published_on, ingested_on)) AS day FROM raw.briefs
        UNION ALL
        SELECT history_horizon()
    )
);
