"""What the briefs and the reference history come to: weighed claims, facts, timelines, positions, bids and
what changed.

Two times are kept apart. Valid time is when something held or happened; ends of intervals are windows, a
first and a last possible day, because a bare year is a year. Known time is when a brief said so: its day of
publication, or of ingestion where nobody tells the former. How each table is worked out:
warehouse/marts/*.sql and docs/marts.md.
"""

import polars as pl

from schemas.table import ENTITY_PATTERN, ID_PATTERN, ORGANISATION_PATTERN, Table, column
from schemas.vocabulary import (
    ACTOR_KINDS,
    DECISION_RULES,
    MODALITIES,
    POLARITIES,
    PREDICATE_KINDS,
    PREDICATES,
    STATUSES,
    VOICES,
)

TRACKS = {
    "standing": "the place in the organisation: member, observer, partner ...; one at a time",
    "candidacy": "candidate or not; goes along with a standing below member",
    "participation": "suspended or not; goes along with a standing",
}

HELD = STATUSES | {
    "suspended": "its participation is suspended",
    "none": "no status: it left, was expelled, or is said not to have it",
    "unknown": "it ended or changed, and nothing tells what came after, or the day falls between two "
    "statuses",
}

FACT_KINDS = {
    "act": "an act changed the status in the window (admitted, withdrew, expelled, suspended, reinstated)",
    "since": "the status is said to hold since the window, up to the day until which it is told",
    "seen": "the status is said to hold at some day of the window",
    "end": "the status is said to have ended in the window, without word of what came after",
    "lapse": "the status is known to have ended some time after the window, but not when",
    "denied": "the status is said not to hold in the window",
}

VERDICTS = {
    "begins": "it opens the interval, or is one of several that do",
    "supports": "it agrees with the status that rules on its day",
    "outweighed": "another status that excludes it rules on its day, on stronger evidence",
    "misdated": "an act that stronger evidence on both sides of its date excludes",
    "ambiguous": "its window fits several dated acts, so it dates none of them",
    "unlisted": "a complete list of the organisation denies the status, so it takes no part",
    "idle": "it says that something ended or does not hold which was not thought to hold anyway",
}

BASES = {
    "briefs": "claims of briefs alone",
    "reference": "reference history alone",
    "both": "claims and reference history",
    "list": "a complete list in which the state does not stand",
}

PRECISIONS = {
    "day": "one day",
    "month": "one month",
    "year": "one year",
    "window": "some other run of days",
    "before": "only the last possible day is known",
    "after": "only the first possible day is known",
    "unknown": "neither is known",
}

POSITION_STANCES = {
    "supports": "favours it",
    "opposes": "is against it",
    "conditional": "favours it only on conditions",
    "undecided": "is noncommittal",
    "does_not_support": "is said not to favour it",
    "does_not_oppose": "has no objection, or dropped one",
    "without_conditions": "is said to set no conditions",
    "decided": "is said to have made up its mind, without word of how",
}

BID_STAGES = {
    "mooted": "others speak of it; the applicant has not been heard",
    "sought": "the applicant wants it",
    "applied": "it has applied",
    "candidate": "the organisation has acknowledged it as a candidate",
    "invited": "it has been invited",
    "started": "the procedure of accession has begun",
    "signed": "an accession protocol, treaty or memorandum is signed",
    "ratified": "at least one state has ratified",
}

STEPS = PREDICATES | {"candidate": "the organisation acknowledged the subject as a candidate"}

CONTRADICTION_REASONS = {
    "status_against_list": "a claim gives a status that a complete list of the organisation denies",
    "status_differs": "two statuses that exclude each other, on the same day",
    "status_denied": "a status is affirmed and denied on the same day",
    "status_against_reference": "a claim and the reference history give statuses that exclude each other on "
    "the same day",
    "date_differs": "two dates for what is told as one act",
    "date_against_reference": "a claim and the reference history date one act differently",
    "act_excluded": "an act is dated within a span over which another status is said to have held",
    "stance_differs": "two stances of one actor within thirty days that exclude each other",
}

SIDES = {"left": "the left side", "right": "the right side", "neither": "both equally"}

WINDOW_KINDS = {
    "list": "the list of those that have the status is complete",
    "outside": "the organisation is not yet founded, or no more: nobody has the status",
    "granted": "the organisation grants the status",
    "retired": "the term of this class is given up for one of another class",
}

CHANGE_KINDS = {
    "status": "a membership status",
    "position": "an actor's stance",
    "bid": "the last step told of a bid",
}

IN_BRIEF = {"brief_id": "raw.briefs.brief_id"}
OF_CLAIM = {"claim_id": "staging.claims.claim_id"}


class OfPair(Table):
    """Columns of every table about a subject in an organisation."""

    subject: str = column(
        "Whose place it is: ISO alpha-3 code, or org:CODE for an organisation.", str_matches=ENTITY_PATTERN
    )
    org: str = column("The organisation's code.", str_matches=ORGANISATION_PATTERN)


class Horizon(Table):
    """How far what is known reaches; nothing in the marts looks at the clock of the machine. No row where
    there is neither a brief nor a history."""

    now: pl.Date = column(
        "The corpus's now: the last known time of any brief, or the last day of the reference history if "
        "that is later.",
        unique=True,
    )
    history_until: pl.Date = column(
        "The last day that the reference history speaks of; terms set beforehand (seats in a council) left "
        "out.",
        nullable=True,
    )

    class Config(Table.Config):
        name = "horizon"
        metadata = {"schema": "marts", "grain": "the corpus", "key": ["now"]}


class ReferenceWindows(Table):
    """What the reference data say of whole lists and of terms, in windows of days: their dates are parsed
    here once, so that questions need not parse them."""

    kind: str = column("What is said of the status in the window.", allowed=WINDOW_KINDS)
    org: str = column("The organisation's code.", str_matches=ORGANISATION_PATTERN)
    status: str = column(
        "The class of status; 'any' for all of them.",
        allowed=STATUSES | {"suspended": "suspensions", "any": "every status that the organisation grants"},
    )
    first_day: pl.Date = column("First day of the window; null if it has no beginning.", nullable=True)
    last_day: pl.Date = column("Last day of the window; null if it has no end.", nullable=True)
    successor: str = column(
        "For `retired`: the class of status that took its place.", allowed=STATUSES, nullable=True
    )
    reference_id: str = column("The reference rows that say so: table|organisation|what distinguishes them.")
    sources: pl.Int64 = column(
        "Of lists: for how many independent sources they count: 3, those from memory 2.",
        nullable=True,
        ge=2,
        le=3,
    )

    class Config(Table.Config):
        name = "reference_windows"
        metadata = {
            "schema": "marts",
            "grain": "a window of days",
            "key": ["kind", "org", "status", "reference_id"],
        }


class WeighedClaims(OfPair):
    """Every claim with the day since when it is known, its independent source and its weight; dates resolved
    to windows."""

    claim_id: str = column("The claim.", str_matches=ID_PATTERN)
    brief_id: str = column("The brief that makes it.", str_matches=ID_PATTERN)
    statement_id: str = column(
        "The statement that makes it; null for the author's own voice.", nullable=True, str_matches=ID_PATTERN
    )
    ingested_on: pl.Date = column("Day of ingestion of the brief.")
    known_on: pl.Date = column(
        "Known time: the brief's day of publication, or of ingestion where that is not told."
    )
    dated: bool = column(
        "Whether the brief's day of publication is told; without it, 'now' in the brief is no day."
    )
    predicate: str = column("What is claimed.", allowed=PREDICATES)
    predicate_kind: str = column("What such a claim tells.", allowed=PREDICATE_KINDS)
    status: str = column("The status that the predicate is about.", allowed=STATUSES)
    actor: str = column("Who holds the position or acts, where that is not the subject.", nullable=True)
    actor_kind: str = column("What the actor is.", allowed=ACTOR_KINDS, nullable=True)
    polarity: str = column("Whether it is affirmed or denied.", allowed=POLARITIES)
    modality: str = column("How certain it is told to be.", allowed=MODALITIES)
    voice: str = column("Who claims it.", allowed=VOICES)
    speaker_country: str = column(
        "For a statement: on whose behalf the speaker speaks.", nullable=True, str_matches=ENTITY_PATTERN
    )
    origin: str = column(
        "The independent source: claims of one origin count once. For a statement the outlet that relays "
        "it, else the speaker; "
        "for the author's voice the outlet or publisher of the brief that was first with the text."
    )
    voice_rank: pl.Int64 = column(
        "Strength of the voice: 3 the author's news, or the organisation itself on its own members; 2 the "
        "author's comment; "
        "1 a statement; 0 an undated claim of an undated brief.",
        ge=0,
        le=3,
    )
    weight: float = column(
        "Weight of one such source in `confidence`: 0.6, 0.5, 0.35, 0.15 for the ranks 3 to 0, times the "
        "claim's "
        "confidence_of_reading.",
        ge=0,
        lt=1,
    )
    first_day: pl.Date = column(
        "First possible day of `when`'s beginning; null if open or untold.", nullable=True
    )
    first_day_last: pl.Date = column(
        "Last possible day of `when`'s beginning; null if open or untold.", nullable=True
    )
    last_day_first: pl.Date = column(
        "First possible day of `when`'s end; null if open or untold.", nullable=True
    )
    last_day: pl.Date = column("Last possible day of `when`'s end; null if open or untold.", nullable=True)
    open_end: bool = column("Whether `when` has a beginning and is open at its end ('since').")
    told_on: pl.Date = column(
        "The day on which the words were said, as late as possible; never after `known_on`."
    )
    scheduled: bool = column("Whether the whole of `when` lies after `known_on`: announced, not yet a fact.")
    day_known: bool = column(
        "Whether the brief, the claim or the words have a day, so that `told_on` is no guess."
    )
    is_past: bool = column(
        "Whether it is a stance of an undated past ('had long blocked the bid'; 'wanted the war won first, "
        "but no longer opposed it last year')."
    )

    class Config(Table.Config):
        name = "weighed_claims"
        metadata = {
            "schema": "marts",
            "grain": "a claim",
            "key": ["claim_id"],
            "references": IN_BRIEF | OF_CLAIM,
        }


class MembershipFacts(OfPair):
    """What asserted claims and the reference history say for the timelines: acts, spans and sightings of
    statuses."""

    fact_id: str = column(
        "Id of the fact: the claim's or reference row's id, track, kind and status, joined by ':'."
    )
    track: str = column("Which timeline it is for.", allowed=TRACKS)
    value: str = column("The status that begins, holds, ends or is denied.", allowed=HELD)
    kind: str = column("What is said of it.", allowed=FACT_KINDS)
    first_day: pl.Date = column("First possible day; null if unknown.", nullable=True)
    last_day: pl.Date = column("Last possible day.")
    until_day: pl.Date = column(
        "For `since`: the day up to which the status is said to have held.", nullable=True
    )
    known_on: pl.Date = column(
        "Known time: for the reference history the last possible day of what it tells."
    )
    ingested_on: pl.Date = column(
        "Day of ingestion of the brief; null for the reference history.", nullable=True
    )
    origin: str = column("The independent source; 'reference' for the reference history.")
    voice_rank: pl.Int64 = column("Strength of the voice, 0 to 3; the reference history has 3.", ge=0, le=3)
    sources: pl.Int64 = column(
        "For how many independent sources it counts: 1; the reference history 3, its rows from memory 2.",
        ge=1,
        le=3,
    )
    weight: float = column(
        "Weight in `confidence`; the reference history has 0.9, its rows from memory 0.8.", ge=0, lt=1
    )
    claim_id: str = column(
        "The claim; null for the reference history.", nullable=True, str_matches=ID_PATTERN
    )
    reference_id: str = column(
        "The row of reference.membership_history: state|organisation|term|from; null for a claim.",
        nullable=True,
    )
    closed_by: str = column(
        "The complete list that denies what the claim says: coverage|organisation|class|from; null where "
        "none does.",
        nullable=True,
    )
    line: pl.Int64 = column("Number of the timeline: of subject, organisation and track.", ge=1)
    number: pl.Int64 = column("Number of the fact, by organisation and id.", ge=1)

    class Config(Table.Config):
        name = "membership_facts"
        metadata = {
            "schema": "marts",
            "grain": "a fact on a timeline",
            "key": ["fact_id"],
            "order": ["number"],
            "references": OF_CLAIM,
        }


class Reconciliation(OfPair):
    """How each fact fared when the timelines were reconciled: its place, the status that rules there, and the
    verdict."""

    fact_id: str = column("The fact.")
    track: str = column("Which timeline it is for.", allowed=TRACKS)
    value: str = column("The status that the fact speaks for; for a denial or an end, 'none'.", allowed=HELD)
    kind: str = column("What is said of it.", allowed=FACT_KINDS)
    placed_on: pl.Date = column(
        "The day at which the fact stands in the order of the timeline: by then it holds."
    )
    first_day: pl.Date = column(
        "First possible day, narrowed by facts of the same act; null if unknown.", nullable=True
    )
    last_day: pl.Date = column("Last possible day, narrowed by facts of the same act.")
    epoch: pl.Int64 = column(
        "Which stretch between acts it belongs to, from 0; null if it was left out.", nullable=True, ge=0
    )
    strength: pl.Int64 = column(
        "10 x rank of the voice + number of independent sources up to 3, as known when it takes its place.",
        ge=0,
    )
    ruling: str = column(
        "The status that rules on that day; null if it was left out.", allowed=HELD, nullable=True
    )
    interval_number: pl.Int64 = column(
        "Which interval of the timeline rules there, from 1; null if it was left out.", nullable=True, ge=1
    )
    verdict: str = column("How it fared.", allowed=VERDICTS)
    known_on: pl.Date = column("Known time of the fact.")
    origin: str = column("The independent source.")
    weight: float = column("Weight in `confidence`.")
    claim_id: str = column(
        "The claim; null for the reference history.", nullable=True, str_matches=ID_PATTERN
    )
    reference_id: str = column("The row of the reference history; null for a claim.", nullable=True)
    line: pl.Int64 = column("Number of the timeline: of subject, organisation and track.", ge=1)
    number: pl.Int64 = column("Number of the fact, by organisation and id.", ge=1)

    class Config(Table.Config):
        name = "reconciliation"
        metadata = {
            "schema": "marts",
            "grain": "a fact on a timeline",
            "key": ["fact_id"],
            "order": ["number"],
            "references": OF_CLAIM | {"fact_id": "marts.membership_facts.fact_id"},
        }


class MembershipTimeline(OfPair):
    """Intervals of statuses in valid time, each end a window; intervals of one track never overlap."""

    interval_id: str = column(
        "Id of the interval: a hash of subject, organisation, track and number.", str_matches=ID_PATTERN
    )
    subject_name: str = column("The subject's name.")
    track: str = column("Which timeline it is on.", allowed=TRACKS)
    interval_number: pl.Int64 = column(
        "Which interval of the track it is, from 1; numbers may be missing where nothing held.", ge=1
    )
    status: str = column("The status that holds.", allowed=HELD)
    term: str = column(
        "The organisation's own term for it, as in use when the interval began.", nullable=True
    )
    from_edtf: str = column("When it began, in EDTF; null if unknown.", nullable=True)
    from_first: pl.Date = column("First possible day of its beginning; null if unknown.", nullable=True)
    from_last: pl.Date = column("Last possible day of its beginning: by then it holds.", nullable=True)
    from_precision: str = column("How precisely the beginning is known.", allowed=PRECISIONS)
    to_edtf: str = column("When it ended, in EDTF; null if it goes on or that is unknown.", nullable=True)
    to_first: pl.Date = column("First possible day of its end; null while it goes on.", nullable=True)
    to_last: pl.Date = column(
        "Last possible day of its end: from then on something else holds; null while it goes on or if "
        "unknown.",
        nullable=True,
    )
    to_precision: str = column(
        "How precisely the end is known; 'unknown' while it goes on.", allowed=PRECISIONS
    )
    ongoing: bool = column("Whether nothing tells of its end.")
    last_confirmed_on: pl.Date = column("The last day on which anything says that it held.")
    known_since: pl.Date = column("Known time: the first day on which anything that supports it was known.")
    basis: str = column("What it rests on.", allowed=BASES)
    confidence: float = column("How sure, 0 to 1: see docs/marts.md.", ge=0, le=1)
    support: float = column(
        "1 - product of (1 - weight) over independent sources that support it.", ge=0, le=1
    )
    opposition: float = column(
        "1 - product of (1 - weight) over independent sources that are outweighed by it.", ge=0, le=1
    )
    sources: pl.Int64 = column(
        "Number of independent sources that support it, the reference history as one.", ge=1
    )
    claim_ids: pl.List = column("The claims that support it, sorted.", inner=pl.String)
    reference_ids: pl.List = column(
        "The rows of the reference history that support it, sorted.", inner=pl.String
    )
    contradicting_claim_ids: pl.List = column("The claims that it outweighs, sorted.", inner=pl.String)

    class Config(Table.Config):
        name = "membership_timeline"
        metadata = {
            "schema": "marts",
            "grain": "an interval of a status",
            "key": ["interval_id"],
            "order": ["org", "subject", "track", "interval_number"],
        }


class MembershipEvents(OfPair):
    """Acts and steps of accession: the claims of one event joined across briefs and wordings, its date
    narrowed by agreement."""

    event_id: str = column(
        "Id of the event: a hash of subject, organisation, status, predicate, actor and window.",
        str_matches=ID_PATTERN,
    )
    status: str = column("The status that it is about.", allowed=STATUSES)
    predicate: str = column("What happened.", allowed=PREDICATES)
    actor: str = column(
        "Who acted, where that is not the subject (a state that ratified or vetoed).", nullable=True
    )
    happened_edtf: str = column("When it happened, in EDTF; null if no day bounds it.", nullable=True)
    happened_first: pl.Date = column("First possible day; null if unknown.", nullable=True)
    happened_last: pl.Date = column("Last possible day: never after the day on which it was first told.")
    precision: str = column("How precisely it is dated.", allowed=PRECISIONS)
    ambiguous: bool = column(
        "Whether its window fits several other events of the kind, of which it may be one."
    )
    first_told_on: pl.Date = column("Known time: when it was first told.")
    last_told_on: pl.Date = column("When it was last told.")
    briefs: pl.Int64 = column("Number of briefs that tell it, copies included.", ge=1)
    sources: pl.Int64 = column(
        "Number of independent sources: copies, and relays of one outlet, count once.", ge=1
    )
    claims: pl.Int64 = column("Number of claims joined.", ge=1)
    support: float = column("1 - product of (1 - weight) over independent sources.", ge=0, le=1)
    denied_by: pl.Int64 = column(
        "Number of claims, known later than its first telling, that deny that it has happened.", ge=0
    )
    claim_ids: pl.List = column("The claims, sorted.", inner=pl.String)

    class Config(Table.Config):
        name = "membership_events"
        metadata = {"schema": "marts", "grain": "an event", "key": ["event_id"]}


class Positions(OfPair):
    """Where an actor stands on a subject's place in an organisation: the present stance, and how it came
    about."""

    actor: str = column(
        "Who holds the position: ISO alpha-3 code, org:CODE, or an unnamed group's noun phrase in lower case."
    )
    actor_kind: str = column(
        "What the actor is; unnamed groups are never counted as states.", allowed=ACTOR_KINDS
    )
    actor_name: str = column("The actor's name.")
    status: str = column("The status that the stance is about, as last told.", allowed=STATUSES)
    stance: str = column("The present stance.", allowed=POSITION_STANCES)
    modality: str = column("How certain the present stance is told to be.", allowed=MODALITIES)
    stance_since: pl.Date = column(
        "The first day of the unbroken run of tellings of the present stance; null where none has a day.",
        nullable=True,
    )
    stance_on: pl.Date = column(
        "The last day of which the present stance is told; null where that has no day.", nullable=True
    )
    first_told_on: pl.Date = column("When any stance of the actor was first told.")
    last_told_on: pl.Date = column("When any stance of the actor was last told.")
    own_words: bool = column("Whether the present stance rests on the actor's own words.")
    own_stance: str = column(
        "The last stance in the actor's own words, where the present one, reported by others, departs from "
        "it.",
        allowed=POSITION_STANCES,
        nullable=True,
    )
    own_stance_on: pl.Date = column("The day of those words.", nullable=True)
    past: bool = column("Whether the stance is told of an undated past alone: it counts for no bid.")
    changes: pl.Int64 = column("How often the stance changed from one telling to the next.", ge=0)
    history: pl.List = column(
        "The course of the stance, as 'day stance', a new entry where it changes.", inner=pl.String
    )
    sources: pl.Int64 = column("Number of independent sources of the present stance.", ge=1)
    claims: pl.Int64 = column("Number of claims on the actor's stance.", ge=1)
    contested: bool = column("Whether a claim of the last twelve months of tellings gives another stance.")
    claim_ids: pl.List = column("The claims, in the order of the days that they are about.", inner=pl.String)
    statement_ids: pl.List = column("The statements among their voices, sorted.", inner=pl.String)

    class Config(Table.Config):
        name = "positions"
        metadata = {
            "schema": "marts",
            "grain": "an actor's position on a subject in an organisation",
            "key": ["actor", "subject", "org"],
        }


class Bids(OfPair):
    """Open bids for a status: how far they are, who is for and against, what blocks them and what comes
    next."""

    bid_id: str = column(
        "Id of the bid: a hash of applicant, organisation, status and round.", str_matches=ID_PATTERN
    )
    subject_name: str = column("The applicant's name.")
    status: str = column("The status that is sought.", allowed=STATUSES)
    round: pl.Int64 = column(
        "Which try it is, from 1: a rejection, an admission or a bid given up closes a try.", ge=1
    )
    stage: str = column("The furthest step that is told as done in this try.", allowed=BID_STAGES)
    stage_first: pl.Date = column("First possible day of that step; null if unknown.", nullable=True)
    stage_last: pl.Date = column("Last possible day of that step; null if unknown.", nullable=True)
    opened_on: pl.Date = column(
        "The first day that anything tells of this try; null where nothing that tells of it has a day.",
        nullable=True,
    )
    last_told_on: pl.Date = column("The last day that anything tells of this try.")
    basis: str = column("What it rests on.", allowed=BASES)
    supporters: pl.List = column("States and organisations that favour it.", inner=pl.String)
    opponents: pl.List = column("States and organisations that are against it.", inner=pl.String)
    conditional: pl.List = column("States and organisations that favour it on conditions.", inner=pl.String)
    undecided: pl.List = column("States and organisations that are noncommittal.", inner=pl.String)
    no_objection: pl.List = column(
        "States and organisations that are said not to oppose it (any more).", inner=pl.String
    )
    unnamed: pl.List = column("Unnamed groups with their stance, as 'stance: noun phrase'.", inner=pl.String)
    members: pl.Int64 = column("Number of members on `last_told_on`, the applicant left out.", ge=0)
    members_not_heard: pl.List = column("Members on that day of whom no stance is told.", inner=pl.String)
    decision_rule: str = column(
        "How the organisation decides on admission, in practice where that differs from the written rule.",
        allowed=DECISION_RULES,
    )
    blocked: bool = column(
        "Whether the opponents known suffice to stop it; null where they are not known to suffice: weighed "
        "votes, an unknown rule or number of members, a council that decides first, an unnamed group.",
        nullable=True,
    )
    blocked_under: str = column(
        "By which rule: the decision rule, or the veto of states that have one; null where nothing is known "
        "to block.",
        allowed=[*DECISION_RULES, "veto"],
        nullable=True,
    )
    overcome: pl.List = column(
        "Opponents whose objection was last told before a step that needed their consent.", inner=pl.String
    )
    blocked_by: pl.List = column(
        "Who blocks: opponents that are members, unnamed groups of opponents; empty if not blocked.",
        inner=pl.String,
    )
    obstacle: str = column("What stands in the way, in words.")
    last_outcome: str = column(
        "The last step or decision told as done, of any kind.", allowed=STEPS, nullable=True
    )
    last_outcome_first: pl.Date = column("First possible day of it.", nullable=True)
    last_outcome_last: pl.Date = column("Last possible day of it.", nullable=True)
    next_step: str = column(
        "The next step that is announced, expected or hoped for.", allowed=STEPS, nullable=True
    )
    next_step_modality: str = column("How certain it is told to be.", allowed=MODALITIES, nullable=True)
    next_step_edtf: str = column("When it is to come, in EDTF.", nullable=True)
    next_step_first: pl.Date = column("First possible day of it.", nullable=True)
    next_step_last: pl.Date = column("Last possible day of it.", nullable=True)
    next_step_overdue: bool = column(
        "Whether that day has passed by the last day known to the corpus.", nullable=True
    )
    claim_ids: pl.List = column("All claims of this try, sorted.", inner=pl.String)
    reference_ids: pl.List = column(
        "The rows of the reference history that tell of it, sorted.", inner=pl.String
    )

    class Config(Table.Config):
        name = "bids"
        metadata = {"schema": "marts", "grain": "an open bid", "key": ["bid_id"]}


class Contradictions(OfPair):
    """Claims that cannot both hold, or a claim and the reference history that cannot; and which is better
    supported. What a claim contradicts more than once is told once."""

    contradiction_id: str = column(
        "Id: a hash of reason, subject, organisation, actor and both sides.", str_matches=ID_PATTERN
    )
    reason: str = column("Why both cannot hold.", allowed=CONTRADICTION_REASONS)
    actor: str = column("The actor whose stances differ; null otherwise.", nullable=True)
    about_first: pl.Date = column("First possible day of what is contested.", nullable=True)
    about_last: pl.Date = column("Last possible day of what is contested.", nullable=True)
    left_says: str = column("What the left side says.")
    right_says: str = column("What the right side says.")
    left_strength: pl.Int64 = column(
        "Strength of the left side: 10 x rank of the voice + number of independent sources up to 3.", ge=0
    )
    right_strength: pl.Int64 = column("Strength of the right side.", ge=0)
    better: str = column("Which side is better supported.", allowed=SIDES)
    left_claim_ids: pl.List = column("Claims of the left side, sorted.", inner=pl.String)
    right_claim_ids: pl.List = column("Claims of the right side, sorted.", inner=pl.String)
    left_reference_ids: pl.List = column("Reference rows of the left side, sorted.", inner=pl.String)
    right_reference_ids: pl.List = column("Reference rows of the right side, sorted.", inner=pl.String)
    known_since: pl.Date = column("Known time: since when both sides are known.")
    confidence: float = column(
        "How likely both sides are read as they stand, 0 to 1: that of the less likely side; halved where "
        "the reference history has another status begin on the contested days, which is then what was told.",
        ge=0,
        le=1,
    )
    place: pl.Int64 = column("The order in which to look at them: 1 is the first.", ge=1)

    class Config(Table.Config):
        name = "contradictions"
        metadata = {"schema": "marts", "grain": "a contradiction", "key": ["contradiction_id"]}


class MembershipStatus(OfPair):
    """Each subject's place in each organisation now: since when, how sure, on what evidence, and how its bid
    stands."""

    subject_name: str = column("The subject's name.")
    org_name: str = column("The organisation's name.")
    as_of: pl.Date = column(
        "The corpus's now: the last known time of any brief, or the last day of the reference history if "
        "later."
    )
    status: str = column(
        "The status now: 'suspended' if participation is, else member, else candidate, else the standing.",
        allowed=HELD,
    )
    standing: str = column("The place in the organisation beneath it.", allowed=HELD)
    term: str = column(
        "The organisation's own term for the status, as in use now; null if there is none.", nullable=True
    )
    since_edtf: str = column("Since when, in EDTF; null if unknown.", nullable=True)
    since_first: pl.Date = column("First possible day of its beginning; null if unknown.", nullable=True)
    since_last: pl.Date = column("Last possible day of its beginning.", nullable=True)
    last_confirmed_on: pl.Date = column(
        "The last day on which anything says that it held; null if nothing does.", nullable=True
    )
    basis: str = column("What the row rests on.", allowed=BASES)
    confidence: float = column(
        "How sure the status is, 0 to 1: see docs/marts.md; 0 for unknown.", ge=0, le=1
    )
    briefs: pl.Int64 = column("Number of briefs with claims on the pair.", ge=0)
    claims: pl.Int64 = column("Number of claims on the pair.", ge=0)
    claims_news: pl.Int64 = column("Of these, in the author's news.", ge=0)
    claims_comment: pl.Int64 = column("Of these, in the author's comment.", ge=0)
    claims_statement: pl.Int64 = column("Of these, in statements.", ge=0)
    claims_asserted: pl.Int64 = column("Of all, told as facts.", ge=0)
    claims_expected: pl.Int64 = column("Of all, expected.", ge=0)
    claims_hoped: pl.Int64 = column("Of all, hoped for.", ge=0)
    claims_possible: pl.Int64 = column("Of all, possible.", ge=0)
    claims_conditional: pl.Int64 = column("Of all, conditional.", ge=0)
    sources: pl.Int64 = column("Number of independent sources of the claims.", ge=0)
    reference_rows: pl.Int64 = column("Number of rows of the reference history on the pair.", ge=0)
    first_told_on: pl.Date = column("Known time of the first claim.", nullable=True)
    last_told_on: pl.Date = column("Known time of the last claim.", nullable=True)
    contradictions: pl.Int64 = column("Number of contradictions on the pair.", ge=0)
    contradicting_claim_ids: pl.List = column(
        "Claims that the present status outweighs, sorted.", inner=pl.String
    )
    bid_status: str = column(
        "The status that an open bid seeks; null without one.", allowed=STATUSES, nullable=True
    )
    bid_stage: str = column("Stage of the open bid.", allowed=BID_STAGES, nullable=True)
    bid_blocked: bool = column(
        "Whether the open bid is blocked; null where none is open, or opponents are not known to suffice.",
        nullable=True,
    )
    next_step: str = column("The next step announced, expected or hoped for.", allowed=STEPS, nullable=True)
    next_step_modality: str = column("How certain it is told to be.", allowed=MODALITIES, nullable=True)
    next_step_edtf: str = column("When it is to come, in EDTF.", nullable=True)
    next_step_last: pl.Date = column("Last possible day of it.", nullable=True)
    claim_ids: pl.List = column(
        "The claims that the present status rests on, sorted; all of the pair's where it is unknown.",
        inner=pl.String,
    )
    reference_ids: pl.List = column(
        "The rows of the reference history that it rests on, sorted.", inner=pl.String
    )

    class Config(Table.Config):
        name = "membership_status"
        metadata = {"schema": "marts", "grain": "a subject in an organisation", "key": ["subject", "org"]}


class SourceScorecard(Table):
    """Each publisher of briefs: how much it told, how much of that it relays, and how it fared against other
    sources."""

    source: str = column("Who published the briefs, as they name it; '(unnamed)' where they do not.")
    briefs: pl.Int64 = column("Number of briefs.", ge=1)
    copies: pl.Int64 = column("Of these, near-duplicates of earlier briefs.", ge=0)
    first_known_on: pl.Date = column("Known time of its first brief.")
    last_known_on: pl.Date = column("Known time of its last brief.")
    statements: pl.Int64 = column("Number of statements.", ge=0)
    relays: pl.Int64 = column("Of these, relayed from an outlet that is named.", ge=0)
    claims: pl.Int64 = column("Number of claims.", ge=0)
    facts: pl.Int64 = column("Claims, copies left out, that tell a status or an act as a fact.", ge=0)
    confirmed: pl.Int64 = column(
        "Of these, agreeing with the timeline and supported there by another source or the reference "
        "history.",
        ge=0,
    )
    alone: pl.Int64 = column("Of these, agreeing with the timeline, which rests on this source alone.", ge=0)
    outweighed: pl.Int64 = column("Of these, outweighed by stronger evidence or left out as misdated.", ge=0)
    open: pl.Int64 = column("Of these, neither (ambiguous or without effect).", ge=0)
    first_to_tell: pl.Int64 = column(
        "Number of intervals that this source was the first, or among the first, to tell.", ge=0
    )
    agreement: float = column(
        "confirmed / (confirmed + outweighed); null where both are 0.", nullable=True, ge=0, le=1
    )

    class Config(Table.Config):
        name = "source_scorecard"
        metadata = {"schema": "marts", "grain": "a source", "key": ["source"]}


class BriefDigest(Table):
    """What each brief added to what was known."""

    brief_id: str = column("The brief.", str_matches=ID_PATTERN)
    ingested_on: pl.Date = column("Day of ingestion.")
    known_on: pl.Date = column("Known time.")
    source: str = column("Who published it, where that is told.", nullable=True)
    title: str = column("Its title, where there is one.", nullable=True)
    copy_of: str = column("The brief that it repeats, if any.", nullable=True, str_matches=ID_PATTERN)
    statements: pl.Int64 = column("Number of statements.", ge=0)
    claims: pl.Int64 = column("Number of claims.", ge=0)
    new_claims: pl.Int64 = column(
        "Claims that no earlier brief makes (same predicate, subject, organisation, status, actor, "
        "polarity, modality, date).",
        ge=0,
    )
    repeated_claims: pl.Int64 = column("Claims that an earlier brief makes.", ge=0)
    outweighed_claims: pl.Int64 = column("Claims that stronger evidence outweighs or excludes.", ge=0)
    pairs: pl.List = column(
        "The pairs that it speaks of, as 'subject organisation', sorted.", inner=pl.String
    )
    added: pl.List = column("The new claims in short, sorted.", inner=pl.String)

    class Config(Table.Config):
        name = "brief_digest"
        metadata = {"schema": "marts", "grain": "a brief", "key": ["brief_id"], "references": IN_BRIEF}


class Changes(OfPair):
    """What each night taught: the status that goes on, an actor's stance, the last step of a bid; because of
    which claims.

    A status changes on the night that brings the first evidence of an interval later than all those known
    before, as the timeline now has it; for what was believed on a past day, with all its errors, ask
    status_on with a known-by day.
    """

    change_id: str = column(
        "Id: a hash of night, kind, subject, organisation and what changed.", str_matches=ID_PATTERN
    )
    ingested_on: pl.Date = column("The night: the day of ingestion whose briefs made the change.")
    kind: str = column("What changed.", allowed=CHANGE_KINDS)
    what: str = column("For a status the track, for a position the actor, for a bid the status sought.")
    before: str = column("What was known until then; null if nothing was.", nullable=True)
    after: str = column("What is known since.")
    about_day: pl.Date = column("The day that the new knowledge is about, as late as possible.")
    weight: pl.Int64 = column(
        "How much it matters: 5 membership or suspension, 4 another status, 3 a decision on a bid or a turn "
        "of a stance, "
        "2 another step of a bid, 1 a stance told for the first time.",
        ge=1,
        le=5,
    )
    is_history: bool = column("Whether it is about a day more than a year before the corpus's now.")
    claim_ids: pl.List = column("The claims of that night that say so, sorted.", inner=pl.String)

    class Config(Table.Config):
        name = "changes"
        metadata = {"schema": "marts", "grain": "a change of a night", "key": ["change_id"]}
