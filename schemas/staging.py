"""What was read out of the briefs. Offsets are characters of the brief's text, the end exclusive."""

import polars as pl

from schemas.table import EDTF_PATTERN, ENTITY_PATTERN, ID_PATTERN, ORGANISATION_PATTERN, Table, column
from schemas.vocabulary import (
    ACTOR_KINDS,
    LINKS,
    MENTION_KINDS,
    MODALITIES,
    POLARITIES,
    PREDICATES,
    PROPOSERS,
    QUOTES,
    SEGMENT_KINDS,
    SLOTS,
    STATUSES,
    VOICES,
)

IN_BRIEF = {"brief_id": "raw.briefs.brief_id"}


class OfBrief(Table):
    """Columns of every table that is read out of a brief."""

    brief_id: str = column("The brief.", str_matches=ID_PATTERN)
    ingested_on: pl.Date = column("Day of ingestion of the brief (partition).")


class Segments(OfBrief):
    """Parts of a brief: runs of whole paragraphs, in text order, covering the text."""

    segment_id: str = column(
        "Id of the segment: a hash of the brief's id and its position.", str_matches=ID_PATTERN
    )
    kind: str = column("What part it is.", allowed=SEGMENT_KINDS)
    position: pl.Int64 = column("Which segment of the brief it is, from 0.", ge=0)
    start_char: pl.Int64 = column("First character.", ge=0)
    end_char: pl.Int64 = column("End, exclusive.", ge=0)
    text: str = column("The text between the two.")

    class Config(Table.Config):
        name = "segments"
        metadata = {"schema": "staging", "grain": "a segment", "key": ["segment_id"], "references": IN_BRIEF}


class Mentions(OfBrief):
    """Where a brief mentions a state, an organisation, a person, an outlet, a group, a place or a date."""

    mention_id: str = column(
        "Id of the mention: a hash of the brief's id, kind and span.", str_matches=ID_PATTERN
    )
    start_char: pl.Int64 = column("First character.", ge=0)
    end_char: pl.Int64 = column("End, exclusive.", ge=0)
    text: str = column("The text between the two.")
    kind: str = column("What is mentioned.", allowed=MENTION_KINDS)
    entity_id: str = column(
        "Whom it means: an ISO 3166-1 alpha-3 code, org:CODE, person:..., outlet:..., group:...; null for "
        "dates and where unknown.",
        nullable=True,
    )
    members: pl.List = column(
        "For a mention of several entities at once ('the three', 'both blocs'): the entity ids of each, in "
        "text order.",
        inner=pl.String,
        nullable=True,
    )
    linked_by: str = column("How it was linked.", allowed=LINKS)
    edtf: str = column(
        "For a date: the EDTF date or interval, where the text fixes it.",
        nullable=True,
        str_matches=EDTF_PATTERN,
    )
    first_day: pl.Date = column("For a date: its first possible day; null if open or unknown.", nullable=True)
    last_day: pl.Date = column("For a date: its last possible day; null if open or unknown.", nullable=True)
    name: str = column("For a person: the fullest name that the brief gives.", nullable=True)
    office: str = column("For a person: the office, as the brief words it.", nullable=True)
    country: str = column(
        "For a person: the state (ISO alpha-3) or organisation (org:CODE) for which it speaks.",
        nullable=True,
        str_matches=ENTITY_PATTERN,
    )

    class Config(Table.Config):
        name = "mentions"
        metadata = {"schema": "staging", "grain": "a mention", "key": ["mention_id"], "references": IN_BRIEF}


class Appearances(OfBrief):
    """What one brief tells of one entity: the fullest name it gives, and for a person the office and whom it
    serves."""

    appearance_id: str = column("Id: a hash of the brief's id and the entity's.", str_matches=ID_PATTERN)
    entity_id: str = column("The entity.")
    kind: str = column("What it is.", allowed=[kind for kind in MENTION_KINDS if kind != "date"])
    name: str = column("The fullest name that the brief gives, or the entity's name in the reference data.")
    office: str = column("For a person: the office, as the brief words it.", nullable=True)
    country: str = column(
        "For a person or an outlet: the state (ISO alpha-3) or organisation (org:CODE) for which it speaks.",
        nullable=True,
        str_matches=ENTITY_PATTERN,
    )
    mentions: pl.Int64 = column("How often the brief mentions it.", ge=1)

    class Config(Table.Config):
        name = "appearances"
        metadata = {
            "schema": "staging",
            "grain": "an entity in a brief",
            "key": ["appearance_id"],
            "references": IN_BRIEF,
        }


class UnlinkedNames(OfBrief):
    """Where a name in capitals stands as an organisation or a state would, and nobody is known by it."""

    unlinked_id: str = column(
        "Id: a hash of the brief's id, the slot and the position.", str_matches=ID_PATTERN
    )
    slot: str = column("What would stand there.", allowed=SLOTS)
    name: str = column("The name, as the brief writes it.")
    start_char: pl.Int64 = column("First character.", ge=0)
    end_char: pl.Int64 = column("End, exclusive.", ge=0)
    sentence: str = column("The sentence around it.")

    class Config(Table.Config):
        name = "unlinked_names"
        metadata = {
            "schema": "staging",
            "grain": "a name that is not known, in a brief",
            "key": ["unlinked_id"],
            "references": IN_BRIEF,
        }


class Entities(Table):
    """Whoever the briefs mention, over all briefs."""

    entity_id: str = column(
        "ISO 3166-1 alpha-3 code, org:CODE, person:..., outlet:... or group:...", unique=True
    )
    kind: str = column("What it is.", allowed=[kind for kind in MENTION_KINDS if kind != "date"])
    name: str = column("Name in the reference data, else the fullest name that any brief gives.")
    iso3: str = column("For a state: its ISO 3166-1 alpha-3 code (XKX for Kosovo).", nullable=True)
    qid: str = column("Wikidata id, where the reference data have it.", nullable=True)
    country: str = column(
        "For a person or an outlet: the state or organisation it was last said to speak for.", nullable=True
    )
    offices: pl.List = column(
        "For a person: the offices that briefs give, each with the first and last day of publication, as "
        "'office (first..last)'.",
        inner=pl.String,
        nullable=True,
    )
    briefs: pl.Int64 = column("In how many briefs it is mentioned.", ge=1)
    mentions: pl.Int64 = column("How often it is mentioned.", ge=1)

    class Config(Table.Config):
        name = "entities"
        metadata = {"schema": "staging", "grain": "an entity", "key": ["entity_id"]}


class Statements(OfBrief):
    """Attributions: a source says, thinks, hopes or promises a content."""

    statement_id: str = column(
        "Id of the statement: a hash of the brief's id and the content's and cue's spans.",
        str_matches=ID_PATTERN,
    )
    segment_id: str = column("The segment in which it begins.", str_matches=ID_PATTERN)
    segment_kind: str = column("Kind of that segment.", allowed=SEGMENT_KINDS)
    source_start: pl.Int64 = column(
        "First character of the source as it stands in the sentence; null if none is stated.",
        nullable=True,
        ge=0,
    )
    source_end: pl.Int64 = column("End of the source, exclusive.", nullable=True, ge=0)
    source_text: str = column("The source as it stands ('the Russian top diplomat', 'he').", nullable=True)
    cue_start: pl.Int64 = column("First character of the cue, the word that reports.", nullable=True, ge=0)
    cue_end: pl.Int64 = column("End of the cue, exclusive.", nullable=True, ge=0)
    cue_text: str = column("The cue as it stands.", nullable=True)
    cue_lemma: str = column("The cue's entry in the cue lexicon.", nullable=True)
    content_starts: pl.List = column("First character of each piece of the content.", inner=pl.Int64)
    content_ends: pl.List = column("End of each piece, exclusive.", inner=pl.Int64)
    text: str = column("The content, its pieces joined by ' ... '.")
    quote: str = column("How much of the content stands in quotation marks.", allowed=QUOTES)
    speaker: str = column(
        "Who the source is: the fullest name that the brief gives, or the noun phrase itself.", nullable=True
    )
    speaker_entity_id: str = column("The speaker's entity.", nullable=True)
    speaker_country: str = column(
        "On whose behalf the speaker speaks: ISO alpha-3 code or org:CODE.",
        nullable=True,
        str_matches=ENTITY_PATTERN,
    )
    via: str = column("The outlet that relays the words.", nullable=True)
    said_on: str = column(
        "When it was said, in EDTF, where the brief tells.", nullable=True, str_matches=EDTF_PATTERN
    )
    said_first_day: pl.Date = column("First possible day of it.", nullable=True)
    said_last_day: pl.Date = column("Last possible day of it.", nullable=True)
    proposed_by: str = column("Which rule found it, or that the trained model did.", allowed=PROPOSERS)
    score: pl.Float64 = column(
        "For one that the trained model found: the log-odds that its cue reports; null for a rule's.",
        nullable=True,
    )
    sentence: str = column("The sentence (or run of sentences) that holds source, cue and content.")

    class Config(Table.Config):
        name = "statements"
        metadata = {
            "schema": "staging",
            "grain": "a statement",
            "key": ["statement_id"],
            "references": IN_BRIEF | {"segment_id": "staging.segments.segment_id"},
        }


class Claims(OfBrief):
    """Membership claims: something said of the relation between a subject and an organisation that states
    join."""

    claim_id: str = column(
        "Id of the claim: a hash of the brief's id, the claim's fields, its voice and its evidence's span.",
        str_matches=ID_PATTERN,
    )
    segment_id: str = column("The segment in which the evidence begins.", str_matches=ID_PATTERN)
    statement_id: str = column(
        "The statement that makes the claim; null for the author's own voice.",
        nullable=True,
        str_matches=ID_PATTERN,
    )
    voice: str = column("Who claims it.", allowed=VOICES)
    predicate: str = column("What is claimed.", allowed=PREDICATES)
    subject: str = column(
        "Whose place it is: ISO alpha-3 code, or org:CODE for an organisation.", str_matches=ENTITY_PATTERN
    )
    org: str = column("The organisation's code.", str_matches=ORGANISATION_PATTERN)
    status: str = column("The status that the predicate is about.", allowed=STATUSES)
    actor: str = column("Who holds the position or acts, where that is not the subject.", nullable=True)
    actor_kind: str = column("What the actor is.", allowed=ACTOR_KINDS, nullable=True)
    polarity: str = column("Whether it is affirmed or denied.", allowed=POLARITIES)
    modality: str = column("How certain it is told to be.", allowed=MODALITIES)
    when_edtf: str = column(
        "When the predicate holds or happens, in EDTF; null where the text does not tell.",
        nullable=True,
        str_matches=EDTF_PATTERN,
    )
    when_first_day: pl.Date = column("First possible day of it; null if open or unknown.", nullable=True)
    when_last_day: pl.Date = column("Last possible day of it; null if open or unknown.", nullable=True)
    evidence_start: pl.Int64 = column("First character of the evidence.", ge=0)
    evidence_end: pl.Int64 = column("End of the evidence, exclusive.", ge=0)
    evidence: str = column("The smallest passage that carries the claim, verbatim.")
    sentence: str = column("The sentence that holds the evidence.")
    frame: str = column("The claim frame of the lexicon that matched.")
    why: str = column(
        "How the claim came about, in words: frame, arguments, what decided polarity, modality and date."
    )
    confidence_of_reading: float = column(
        "How likely the reading is right, calibrated on annotated texts.", ge=0, le=1
    )

    class Config(Table.Config):
        name = "claims"
        metadata = {
            "schema": "staging",
            "grain": "a claim",
            "key": ["claim_id"],
            "references": IN_BRIEF
            | {
                "segment_id": "staging.segments.segment_id",
                "statement_id": "staging.statements.statement_id",
            },
        }


class ClaimsDoubtful(Claims):
    """Claims less likely to be read rightly than the setting claims_threshold: shown, but in no mart."""

    class Config(Table.Config):
        name = "claims_doubtful"
        metadata = {
            "schema": "staging",
            "grain": "a doubtful claim",
            "key": ["claim_id"],
            "references": IN_BRIEF
            | {
                "segment_id": "staging.segments.segment_id",
                "statement_id": "staging.statements.statement_id",
            },
        }
