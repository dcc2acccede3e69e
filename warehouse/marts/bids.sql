-- Open bids: how far, who is for and against, what blocks them, what comes next.
--
-- A bid is for a status; claims about candidacy belong to the bid for membership. A try is closed by holding the status
-- (or membership) on the timeline, by the applicant giving it up, or by a rejection of the organisation; a veto of one state
-- is an outcome and a blocking, not the end. What is told of days after the last closing is the present try; it is open
-- if the applicant does not hold the status now and something speaks of the wish, a step, a stance or a prospect; that it
-- was let in, and is no longer, does not.
-- Only steps told as done make the stage. Stances are those of marts.positions told after the last closing, and not more than a
-- year before the try's application; one of an undated past counts for nothing. Where all members must agree, a step that the organisation took after an objection was last told
-- shows that it was overcome.
WITH
steps AS (
    FROM bid_steps()
),
claims AS MATERIALIZED (
    SELECT
        * REPLACE (sought_by(status) AS status),
        step_of(predicate, status) AS step,
        modality = 'asserted' AND polarity = 'affirmed' AND NOT scheduled AS done,
        CASE
            WHEN scheduled OR modality <> 'asserted' THEN known_on
            ELSE least(coalesce(last_day, told_on, known_on), known_on)
        END AS day
    FROM marts.weighed_claims
    WHERE predicate_kind IN ('wish', 'stance', 'step', 'outcome')
),
history AS MATERIALIZED (
    SELECT
        iso3 AS subject, org,
        -- 'invitee as partner', 'applicant for observer': what is sought stands in the term.
        CASE
            WHEN membership_history.status IS NOT NULL THEN 'member'
            WHEN lower(term) LIKE '%dialogue partner%' THEN 'dialogue_partner'
            WHEN lower(term) LIKE '%partner%' THEN 'partner'
            WHEN lower(term) LIKE '%observer%' THEN 'observer'
            WHEN lower(term) LIKE '%associate%' THEN 'associate'
            ELSE 'member'
        END AS status,
        concat_ws('|', iso3, org, term, coalesce(from_edtf, '..')) AS reference_id,
        CASE
            WHEN membership_history.status = 'candidate' THEN 'candidate'
            WHEN lower(term) LIKE 'appli%' THEN 'applied'
            WHEN lower(term) LIKE 'invit%' THEN 'invited'
            WHEN lower(term) LIKE 'negotiat%' THEN 'started'
            WHEN lower(term) LIKE 'acced%' THEN 'signed'
            WHEN lower(term) LIKE 'aspir%' THEN 'seeks'
        END AS step,
        edtf_first_day(string_split(from_edtf, '/')[1]) AS first_day,
        edtf_last_day(string_split(from_edtf, '/')[-1]) AS day,
        to_edtf IS NULL AND to_known AS going_on
    FROM reference.membership_history
    WHERE membership_history.status = 'candidate' OR membership_history.status IS NULL
),
held AS (
    SELECT subject, org, status, from_last, ongoing
    FROM marts.membership_timeline
    WHERE track = 'standing' AND from_last IS NOT NULL
),
targets AS (
    SELECT subject, org, status, min(day) AS first_day
    FROM (SELECT subject, org, status, day FROM claims UNION ALL SELECT subject, org, status, day FROM history WHERE step IS NOT NULL)
    GROUP BY ALL
),
-- Who gives a bid up, or is rejected. Who shelves it until a later day ('its talks until the end of 2028') keeps it.
endings AS (
    SELECT subject, org, status, day, day_known FROM claims JOIN steps USING (step)
    WHERE done AND closes_bid AND (
        predicate_kind = 'wish' AND NOT coalesce(first_day IS NULL AND last_day > known_on, false)
        OR predicate_kind = 'outcome' AND coalesce(actor, 'org:' || org) = 'org:' || org
    )
),
closings AS (
    -- What nobody dates ends a bid only where nothing else told of it has a day.
    SELECT subject, org, status, day FROM endings
    WHERE day_known OR NOT EXISTS (
        SELECT 1 FROM claims
        WHERE claims.subject = endings.subject AND claims.org = endings.org AND claims.status = endings.status AND claims.day_known
    )
    UNION
    SELECT targets.subject, targets.org, targets.status, held.from_last
    FROM targets
    JOIN held ON held.subject = targets.subject AND held.org = targets.org AND held.status IN (targets.status, 'member')
),
tries AS MATERIALIZED (
    SELECT
        targets.subject, targets.org, targets.status,
        max(closings.day) AS closed_on,
        1 + count(DISTINCT closings.day) FILTER (closings.day >= targets.first_day) AS round
    FROM targets
    LEFT JOIN closings USING (subject, org, status)
    GROUP BY targets.subject, targets.org, targets.status
    HAVING (targets.subject, targets.org, targets.status) NOT IN (
        SELECT (targets.subject, targets.org, targets.status)
        FROM targets
        JOIN held ON held.subject = targets.subject AND held.org = targets.org AND held.status IN (targets.status, 'member') AND held.ongoing
    )
),
of_try AS MATERIALIZED (
    SELECT claims.*, stage, stage_number, taken_by, closes_bid
    FROM claims
    JOIN tries ON tries.subject = claims.subject AND tries.org = claims.org AND tries.status = claims.status
        AND (tries.closed_on IS NULL OR claims.day > tries.closed_on)
    JOIN steps ON steps.step = claims.step
),
history_of_try AS MATERIALIZED (
    SELECT history.*, steps.stage, steps.stage_number
    FROM history
    JOIN tries ON tries.subject = history.subject AND tries.org = history.org AND tries.status = history.status
        AND (tries.closed_on IS NULL OR history.day > tries.closed_on)
    JOIN steps ON steps.step = history.step
),
told AS (
    SELECT subject, org, status, day, day_known, known_on, claim_id, NULL AS reference_id, first_day,
        CASE WHEN predicate_kind = 'wish' AND polarity = 'affirmed' OR done THEN stage_number END AS done_number, stage,
        polarity = 'affirmed' AND NOT closes_bid AND NOT (done AND step = 'admitted') OR predicate_kind = 'stance' AS opens
    FROM of_try
    UNION ALL
    SELECT subject, org, status, day, true, day, NULL, reference_id, first_day, stage_number, stage, going_on
    FROM history_of_try
),
open_bids AS (
    SELECT
        subject, org, status,
        -- What is denied ('has not applied') begins nothing.
        min(day) FILTER (day_known AND (opens OR done_number IS NOT NULL)) AS opened_on,
        max(known_on) AS last_told_on,
        -- The furthest step; of several tellings of it the earliest day.
        max({'number': done_number, 'day_known': day_known, 'earlier': DATE '1000-01-01' - day, 'stage': stage, 'first_day': least(first_day, day), 'last_day': day})
            FILTER (done_number IS NOT NULL AND stage <> 'admitted') AS furthest,
        coalesce(list_sort(list(claim_id) FILTER (claim_id IS NOT NULL)), []) AS claim_ids,
        coalesce(list_sort(list(reference_id) FILTER (reference_id IS NOT NULL)), []) AS reference_ids
    FROM told
    GROUP BY ALL
    HAVING bool_or(opens)
),
-- The last step of the try that the organisation itself took.
last_steps AS (
    SELECT subject, org, status, max(day) AS day
    FROM of_try
    WHERE done AND taken_by = 'organisation' AND step <> 'admitted' AND day_known
    GROUP BY ALL
),
-- The day of the application that the try rests on: what was held of the wish more than a year before is no stance on it.
applications AS (
    SELECT subject, org, status, min(day) AS day
    FROM (
        SELECT subject, org, status, step, day FROM of_try WHERE done AND day_known
        UNION ALL
        SELECT subject, org, status, step, day FROM history_of_try
    )
    WHERE step = 'applied'
    GROUP BY ALL
),
stances AS (
    SELECT
        open_bids.subject, open_bids.org, open_bids.status,
        list_sort(list(actor) FILTER (actor_kind <> 'group' AND stance = 'supports')) AS supporters,
        list_sort(list(actor) FILTER (actor_kind <> 'group' AND stance = 'opposes')) AS opponents,
        list_sort(list(actor) FILTER (actor_kind <> 'group' AND stance = 'opposes' AND positions.stance_on < last_steps.day)) AS overcome,
        list_sort(list(actor) FILTER (actor_kind <> 'group' AND stance = 'conditional')) AS conditional,
        list_sort(list(actor) FILTER (actor_kind <> 'group' AND stance = 'undecided')) AS undecided,
        list_sort(list(actor) FILTER (actor_kind <> 'group' AND stance IN ('does_not_oppose', 'without_conditions'))) AS no_objection,
        list_sort(list(actor) FILTER (actor_kind <> 'group')) AS heard,
        list_sort(list(stance || ': ' || actor) FILTER (actor_kind = 'group')) AS unnamed,
        list_sort(list(actor) FILTER (actor_kind = 'group' AND stance = 'opposes')) AS unnamed_opponents
    FROM open_bids
    JOIN tries USING (subject, org, status)
    LEFT JOIN last_steps USING (subject, org, status)
    LEFT JOIN applications USING (subject, org, status)
    JOIN marts.positions AS positions
        ON positions.subject = open_bids.subject AND positions.org = open_bids.org
        AND sought_by(positions.status) = open_bids.status
        AND positions.actor <> open_bids.subject AND NOT positions.past
        AND (tries.closed_on IS NULL OR positions.last_told_on > tries.closed_on)
        AND coalesce(positions.stance_on >= applications.day - 365, true)
    GROUP BY ALL
),
vetoes AS (
    SELECT subject, org, status, list_sort(list(DISTINCT actor)) AS vetoed_by
    FROM of_try
    WHERE done AND step = 'rejected' AND actor_kind <> 'group'
    GROUP BY ALL
),
-- Who decides: the members of the electorate on the day on which the bid was last told of.
electors AS (
    SELECT org, unnest(string_split(coalesce(electorate, org), '&')) AS voters, len(string_split(coalesce(electorate, org), '&')) AS parts
    FROM (SELECT DISTINCT org FROM open_bids)
    LEFT JOIN reference.voting USING (org)
),
-- Members by who lets them decide, on their own, so that days meet only the voters of their own organisation.
voters AS MATERIALIZED (
    SELECT electors.org, voters, parts, member.subject AS member, from_last, to_first, ongoing
    FROM electors
    JOIN marts.membership_timeline AS member ON member.org = electors.voters
    WHERE track = 'standing' AND member.status = 'member'
),
members AS (
    SELECT org, last_told_on, list_sort(list(member)) AS members
    FROM (
        SELECT org, last_told_on, member
        FROM (SELECT DISTINCT org, last_told_on FROM open_bids) AS days
        JOIN voters USING (org)
        WHERE from_last <= last_told_on AND (ongoing OR to_first > last_told_on)
        GROUP BY ALL
        HAVING count(DISTINCT voters) = any_value(parts)
    )
    GROUP BY ALL
),
outcomes AS (
    SELECT
        subject, org, status,
        max({
            'day_known': day_known, 'day': day, 'number': coalesce(stage_number, 9), 'step': step, 'first_day': least(first_day, day), 'claim_id': claim_id
        }) AS last_outcome
    FROM claims
    JOIN steps USING (step)
    WHERE done AND predicate_kind IN ('step', 'outcome') AND step <> 'admitted'
    GROUP BY ALL
),
prospects AS (
    SELECT of_try.*, list_position(['conditional', 'possible', 'hoped', 'expected', 'asserted'], modality) AS certainty
    FROM of_try
    JOIN open_bids USING (subject, org, status)
    WHERE polarity = 'affirmed' AND (modality <> 'asserted' OR scheduled)
        AND predicate_kind = 'step' AND stage_number > coalesce(furthest.number, 0)
),
next_steps AS MATERIALIZED (
    SELECT *
    FROM prospects
    QUALIFY row_number() OVER (
        PARTITION BY subject, org, status
        ORDER BY coalesce(last_day >= corpus_now(), false) DESC, last_day IS NULL, known_on DESC, certainty DESC, last_day, stage_number, claim_id
    ) = 1
),
-- The date of the next step in the words of its claim: the few claims are picked out before the join.
dates_of_next AS (
    SELECT claim_id, when_edtf FROM staging.claims SEMI JOIN next_steps USING (claim_id)
),
described AS (
    SELECT
        open_bids.*,
        tries.round::BIGINT AS round,
        coalesce(supporters, []) AS supporters,
        coalesce(opponents, []) AS opponents,
        coalesce(conditional, []) AS conditional,
        coalesce(undecided, []) AS undecided,
        coalesce(no_objection, []) AS no_objection,
        coalesce(unnamed, []) AS unnamed,
        list_filter(coalesce(members, []), lambda member: member <> subject) AS other_members,
        list_filter(other_members, lambda member: NOT list_contains(coalesce(heard, []), member)) AS members_not_heard,
        coalesce(practice, organisations.decision_rule, 'unknown') AS rule,
        practice IS NOT NULL AS by_practice,
        votes,
        rule IN ('consensus', 'unanimity') AS needs_all,
        CASE WHEN needs_all THEN coalesce(stances.overcome, []) ELSE [] END AS overcame,
        list_filter(list_sort(list_distinct(list_concat(
            coalesce(opponents, []),
            list_filter(coalesce(vetoed_by, []), lambda actor: NOT list_contains(coalesce(supporters, []), actor) AND NOT list_contains(coalesce(no_objection, []), actor))
        ))), lambda actor: NOT list_contains(overcame, actor)) AS against,
        -- Where no member is known, every opponent is taken for one.
        list_filter(against, lambda actor: len(other_members) = 0 OR list_contains(other_members, actor)) AS against_within,
        list_filter(against, lambda actor: list_contains(string_split(coalesce(veto_holders, ''), '|'), actor)) AS vetoing,
        coalesce(unnamed_opponents, []) AS groups_against,
        -- How many votes against stop it, of so many; null where nobody can count them.
        CASE
            WHEN votes IS NOT NULL OR len(other_members) = 0 THEN NULL
            WHEN rule = 'two_thirds' THEN len(other_members) // 3 + 1
            WHEN rule = 'three_quarters' THEN len(other_members) // 4 + 1
            WHEN rule = 'majority' THEN (len(other_members) + 1) // 2
        END AS stopping,
        CASE
            WHEN len(vetoing) > 0 THEN 'veto'
            WHEN needs_all AND len(against_within) + len(groups_against) > 0 THEN rule
            WHEN len(against_within) >= stopping THEN rule
        END AS blocked_under,
        -- Null where they are not known to suffice: votes are weighed, the rule or the number of members is not known, a council
        -- decides first, or nobody says how many an unnamed group are. Who has no vote stops nothing.
        CASE
            WHEN blocked_under IS NOT NULL THEN true
            WHEN needs_all OR rule = 'open' OR len(against_within) + len(groups_against) = 0 THEN false
            WHEN stopping IS NULL OR len(groups_against) > 0 THEN NULL
            ELSE false
        END AS blocked,
        list_concat(against, CASE WHEN needs_all THEN [] ELSE groups_against END) AS opposing
    FROM open_bids
    JOIN tries USING (subject, org, status)
    LEFT JOIN stances USING (subject, org, status)
    LEFT JOIN vetoes USING (subject, org, status)
    LEFT JOIN members USING (org, last_told_on)
    LEFT JOIN reference.organisations USING (org)
    LEFT JOIN reference.voting USING (org)
)
SELECT
    described.subject, described.org,
    row_id(concat_ws(' ', described.subject, described.org, described.status, described.round)) AS bid_id,
    coalesce(states.name, joining.name, described.subject) AS subject_name,
    described.status, described.round,
    coalesce(furthest.stage, 'mooted') AS stage,
    coalesce(furthest.first_day, NULL) AS stage_first,
    CASE WHEN coalesce(furthest.day_known, true) THEN coalesce(furthest.last_day, opened_on) END AS stage_last,
    opened_on, last_told_on,
    CASE WHEN len(claim_ids) = 0 THEN 'reference' WHEN len(reference_ids) = 0 THEN 'briefs' ELSE 'both' END AS basis,
    supporters, opponents, conditional, undecided, no_objection, unnamed,
    len(other_members) AS members, members_not_heard, described.rule AS decision_rule, blocked, blocked_under, overcame AS overcome,
    CASE blocked_under
        WHEN 'veto' THEN vetoing
        ELSE CASE WHEN blocked THEN list_concat(against_within, CASE WHEN needs_all THEN groups_against ELSE [] END) ELSE [] END
    END AS blocked_by,
    CASE
        WHEN blocked_under = 'veto' THEN 'blocked by the veto of ' || array_to_string(blocked_by, ', ')
        WHEN blocked THEN 'blocked under ' || replace(blocked_under, '_', ' ') || CASE WHEN by_practice THEN ' in practice' ELSE '' END || ' by ' || array_to_string(blocked_by, ', ')
        WHEN len(conditional) > 0 THEN 'conditions set by ' || array_to_string(conditional, ', ')
        WHEN last_outcome.step = 'deferred' AND coalesce(last_outcome.day >= applications.day, true) THEN 'the decision was put off'
        WHEN len(opposing) > 0 THEN 'opposed by ' || array_to_string(opposing, ', ') || CASE
            WHEN described.rule <> 'open' AND len(against_within) + len(groups_against) = 0 THEN ', which has no vote'
            WHEN votes IS NOT NULL THEN ', not known to suffice: votes are weighed by ' || votes
            WHEN blocked IS NULL AND stopping IS NOT NULL THEN ', not known to suffice: ' || stopping || ' of ' || len(other_members) || ' stop it under ' || replace(described.rule, '_', ' ')
            WHEN stopping IS NOT NULL THEN ', which does not suffice: ' || stopping || ' of ' || len(other_members) || ' stop it under ' || replace(described.rule, '_', ' ')
            WHEN described.rule = 'open' THEN ', which does not suffice: it is open to all'
            WHEN described.rule = 'unknown' THEN ', not known to suffice: the decision rule is not known'
            ELSE ', not known to suffice under ' || replace(described.rule, '_', ' ')
        END
        ELSE 'no objection is told of'
    END || CASE WHEN len(other_members) > 0 THEN '; ' || len(members_not_heard) || ' of ' || len(other_members) || ' members not heard' ELSE '' END AS obstacle,
    last_outcome.step AS last_outcome, CASE WHEN last_outcome.day_known THEN last_outcome.first_day END AS last_outcome_first,
    CASE WHEN last_outcome.day_known THEN last_outcome.day END AS last_outcome_last,
    next_steps.step AS next_step, next_steps.modality AS next_step_modality,
    dates_of_next.when_edtf AS next_step_edtf,
    next_steps.first_day AS next_step_first, next_steps.last_day AS next_step_last,
    next_steps.last_day < corpus_now() AS next_step_overdue,
    claim_ids, reference_ids
FROM described
LEFT JOIN outcomes USING (subject, org, status)
LEFT JOIN applications USING (subject, org, status)
LEFT JOIN next_steps USING (subject, org, status)
LEFT JOIN dates_of_next USING (claim_id)
LEFT JOIN reference.states ON states.iso3 = described.subject
LEFT JOIN reference.organisations AS joining ON 'org:' || joining.org = described.subject
