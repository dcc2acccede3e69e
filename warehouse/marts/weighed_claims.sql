-- Every claim with known time, independent source, weight, and its date as windows.
--
-- Independent source (`origin`). A statement counts for the outlet that relays it, else for its speaker, so a speaker
-- whom five briefs quote is one source, and five speakers whom one agency relays are one. The author's voice counts for
-- the publisher of the first brief with the text, so near-duplicates count once; a brief without a publisher is its own.
--
-- Voice. 3: the author's news, or the organisation itself on a place in it. 2: the author's comment. 1: a statement.
-- 0: an undated claim in a brief without a date, whose "now" is no day that anybody knows.
-- The weight is that of the voice times how likely the reading of the sentence is right.
--
-- Dates. A step of a bid without a date came before the further steps that its brief dates ('applied, was made a candidate
-- four months later, and opened negotiations in June 2024'): that is its last possible day.
WITH RECURSIVE
-- The first brief with the text of each copy.
walked AS (
    SELECT copies.brief_id, originals.brief_id AS first_brief_id
    FROM raw.briefs AS copies
    JOIN raw.briefs AS originals ON originals.brief_id = copies.duplicate_of
    WHERE originals.duplicate_of IS NULL
    UNION
    SELECT briefs.brief_id, walked.first_brief_id FROM raw.briefs JOIN walked ON briefs.duplicate_of = walked.brief_id
),
-- A recursion is taken for millions of rows, and joins with it would hash all claims and lose their order. So it passes as one list.
firsts AS (
    SELECT unnest(copies, recursive := true)
    FROM (SELECT list({'brief_id': brief_id, 'first_brief_id': first_brief_id}) AS copies FROM walked)
),
outlet_names AS (
    SELECT name, min(outlet_id) AS outlet_id
    FROM (
        SELECT outlet_id, lower(unnest([name] || coalesce(string_split(aliases, '|'), []))) AS name FROM reference.outlets
    )
    GROUP BY name
),
briefs AS MATERIALIZED (
    SELECT
        briefs.brief_id,
        known_time(briefs.published_on, briefs.ingested_on) AS known_on,
        briefs.published_on IS NOT NULL AS dated,
        coalesce(outlet_names.outlet_id, 'publisher:' || lower(first.source), 'brief:' || first.brief_id) AS publisher
    FROM raw.briefs
    LEFT JOIN firsts USING (brief_id)
    JOIN raw.briefs AS first ON first.brief_id = coalesce(firsts.first_brief_id, briefs.brief_id)
    LEFT JOIN outlet_names ON outlet_names.name = lower(first.source)
),
speakers AS (
    SELECT
        statement_id,
        speaker_country,
        said_last_day,
        coalesce(outlet_names.outlet_id, 'outlet:' || lower(via), speaker_entity_id, 'speaker:' || lower(speaker)) AS origin
    FROM staging.statements
    LEFT JOIN outlet_names ON outlet_names.name = lower(via)
),
dates AS (
    SELECT
        when_edtf,
        edtf_first_day(begins) AS first_day,
        edtf_last_day(begins) AS first_day_last,
        edtf_first_day(ends) AS last_day_first,
        edtf_last_day(ends) AS last_day,
        ends = '..' AS open_end
    FROM (
        SELECT DISTINCT
            when_edtf,
            string_split(when_edtf, '/')[1] AS begins,
            string_split(when_edtf, '/')[-1] AS ends
        FROM staging.claims
        WHERE when_edtf IS NOT NULL
    )
),
steps AS MATERIALIZED (
    SELECT claim_id, brief_id, subject, org, sought_by(status) AS sought, when_edtf, stage_number
    FROM staging.claims
    JOIN bid_steps() AS steps ON steps.step = step_of(predicate, status)
    WHERE modality = 'asserted' AND polarity = 'affirmed' AND steps.kind = 'step'
),
bounds AS (
    SELECT steps.claim_id, min(last_day) AS bound
    FROM steps
    JOIN steps AS further USING (brief_id, subject, org, sought)
    JOIN dates ON dates.when_edtf = further.when_edtf
    JOIN briefs USING (brief_id)
    WHERE steps.when_edtf IS NULL AND further.stage_number > steps.stage_number AND last_day <= known_on
    GROUP BY steps.claim_id
),
-- Objections dropped on a day: the sentence that tells so tells before it how it was until then.
drops AS MATERIALIZED (
    SELECT brief_id, sentence, actor, subject, org, max(evidence_end) AS dropped_at
    FROM staging.claims
    WHERE predicate = 'opposes' AND polarity = 'negated' AND modality = 'asserted' AND when_edtf IS NOT NULL AND actor IS NOT NULL
    GROUP BY ALL
)
SELECT
    claims.subject,
    claims.org,
    claims.claim_id,
    claims.brief_id,
    claims.statement_id,
    claims.ingested_on,
    briefs.known_on,
    briefs.dated,
    claims.predicate,
    predicates.kind AS predicate_kind,
    claims.status,
    claims.actor,
    claims.actor_kind,
    claims.polarity,
    claims.modality,
    claims.voice,
    speakers.speaker_country,
    coalesce(speakers.origin, briefs.publisher) AS origin,
    CASE
        WHEN claims.when_edtf IS NULL AND NOT briefs.dated THEN 0
        WHEN claims.voice = 'news' OR speakers.speaker_country = 'org:' || claims.org THEN 3
        WHEN claims.voice = 'comment' THEN 2
        ELSE 1
    END::BIGINT AS voice_rank,
    round([0.15, 0.35, 0.5, 0.6][voice_rank + 1] * claims.confidence_of_reading, 4)::DOUBLE AS weight,
    dates.first_day,
    dates.first_day_last,
    coalesce(dates.last_day_first, bounds.bound) AS last_day_first,
    coalesce(dates.last_day, bounds.bound) AS last_day,
    coalesce(dates.open_end, false) AS open_end,
    least(speakers.said_last_day, briefs.known_on) AS told_on,
    coalesce(dates.first_day > briefs.known_on, false) AS scheduled,
    briefs.dated OR dates.last_day IS NOT NULL OR speakers.said_last_day IS NOT NULL AS day_known,
    claims.when_edtf IS NULL AND predicates.kind = 'stance' AND (
        coalesce(claims.evidence_end < dropped_at AND claims.predicate <> 'supports', false)
        OR regexp_matches(claims.evidence, '\b(had|used to|formerly|previously|initially|originally|at first)\b', 'i')
            AND NOT regexp_matches(claims.evidence, '\bstill\b', 'i')
    ) AS is_past
FROM staging.claims
JOIN briefs USING (brief_id)
JOIN reference.predicates USING (predicate)
LEFT JOIN speakers USING (statement_id)
LEFT JOIN dates USING (when_edtf)
LEFT JOIN bounds USING (claim_id)
LEFT JOIN drops
    ON drops.brief_id = claims.brief_id AND drops.sentence = claims.sentence AND drops.actor = claims.actor
    AND drops.subject = claims.subject AND drops.org = claims.org
