"""The lexicons of the claims: which words, with which arguments, carry which predicate; nouns; modality,
polarity."""

import polars as pl

from schemas.table import Table, column
from schemas.vocabulary import MODALITIES, POLARITIES, PREDICATES, STATUSES

NOUN_KINDS = {
    "membership": "the relation itself: membership, accession, entry",
    "bid": "what a candidate hands in: bid, application, request",
    "plan": "what is thought of: plan, idea",
    "talks": "the procedure: negotiations, talks, process",
    "chapters": "parts of a negotiation",
    "treaty": "the paper that is signed and ratified",
    "letter": "a letter that may be an application or a notice",
    "invitation": "an invitation or offer",
    "suspension": "a suspension",
    "objection": "what stands in the way: objection, veto, hold",
    "decision": "a decision or vote",
    "status": "a status or rank",
    "seat": "a seat, standing for membership",
    "consensus": "a consensus",
    "support": "support, as a noun that governs a matter",
    "stance_against": "opposition, as a noun that governs a matter",
    "leaving": "an end of membership, by the state itself",
    "expelling": "an end of membership, by others",
    "suspending": "a suspension, as a noun that governs its subject",
    "restoring": "a restoration of membership",
    "actor": "people and institutions that act for a state ('the Turkish parliament')",
    "body": "people and institutions that act for an organisation ('leaders of the bloc')",
    "party": "what a state is to a treaty",
    "group": "a word for several actors without a name ('some members')",
    "club": "a common noun for an organisation",
}

MODALITY_KINDS = {
    "auxiliary": "an auxiliary of the verb",
    "governor": "a verb, adjective or noun that governs the verb",
    "cue": "the cue of the statement in whose content the claim stands",
    "mark": "a conjunction whose clause is a condition",
    "mark_only": "a conjunction whose clause is a condition where 'only' stands before it",
    "mark_negated": "a conjunction whose clause is a condition where the main clause is negated",
    "negator": "an adverb that negates",
    "phrase": "words in a row that negate",
    "preposition": "a preposition that negates what it governs",
    "determiner": "a determiner or pronoun of the subject that negates",
}


class ClaimFrames(Table):
    """Which words, with which arguments, carry which claim; each row with an example sentence that is tested.

    A slot (`subject`, `organisation`, `actor`) lists the places where the argument is looked for, in order,
    separated by '|': agent (grammatical subject of the active, by-phrase of the passive), patient (object, or
    subject of the passive), recipient (to whom something is granted), matter (inside the noun phrase or
    clause that `object` asks for), a preposition (its object), context (what the text before is about),
    partner (either side of talks), speaker (the statement's), parliament (an agent that is a parliament).
    """

    frame: str = column("The frame's name.", unique=True, str_matches=r"^[a-z_]+$")
    words: str = column(
        "Lemmas, the head first; further words follow it in the text; alternatives separated by '/'."
    )
    part: str = column(
        "The head's part of speech.",
        allowed={"verb": "a verb", "noun": "a noun", "adjective": "an adjective", "any": "any of these"},
    )
    object: str = column(
        "Kinds of what the words must govern (claim_nouns.csv, or a class named in the code), separated by "
        "'|'.",
        nullable=True,
    )
    predicate: str = column(
        "The predicate; 'reached' stands for deferred where negated, 'same' for that of the claim before.",
        allowed=[*PREDICATES, "reached", "same"],
    )
    subject: str = column("Where the subject stands.")
    organisation: str = column("Where the organisation stands.")
    actor: str = column("Where the actor stands.", nullable=True)
    modality: str = column("The modality, where the words fix it.", allowed=MODALITIES, nullable=True)
    polarity: str = column("The polarity, where the words fix it.", allowed=POLARITIES, nullable=True)
    example: str = column("An example of a text that has it.")
    expects: str = column(
        "The claims of the example: predicate, subject, organisation, and what is not the default."
    )

    class Config(Table.Config):
        name = "claim_frames"
        metadata = {"schema": "lexicon", "grain": "a frame", "key": ["frame"]}


class ClaimTriggers(Table):
    """Words that may tell of a membership and what they would say; whether they do is decided by fitted
    weights.

    Each row has an example whose claims must be among the candidates; a test reads them.
    """

    trigger: str = column("The trigger's name.", unique=True, str_matches=r"^[a-z_0-9]+$")
    words: str = column(
        "Lemmas, the head first; further words follow it in the text; alternatives separated by '/'."
    )
    part: str = column(
        "The head's part of speech.",
        allowed={"verb": "a verb", "noun": "a noun", "adjective": "an adjective", "any": "any of these"},
    )
    predicate: str = column(
        "The predicate; 'reached' stands for deferred where negated, 'same' for what was told just before.",
        allowed=[*PREDICATES, "reached", "same"],
    )
    status: str = column("The status, where the words fix it.", allowed=STATUSES, nullable=True)
    modality: str = column("The modality, where the words fix it.", allowed=MODALITIES, nullable=True)
    polarity: str = column("The polarity, where the words fix it.", allowed=POLARITIES, nullable=True)
    weak: bool = column("Whether the words say nothing of membership by themselves ('support', 'seek').")
    example: str = column("A sentence (or two) of our own in which the trigger tells a claim.")
    expects: str = column("The claims of the example, separated by ';'.")

    class Config(Table.Config):
        name = "claim_triggers"
        metadata = {"schema": "lexicon", "grain": "a trigger", "key": ["trigger"]}


class ClaimWeights(Table):
    """What each named feature of a candidate and each mark of a reading counts for (docs/claims_model.md)."""

    feature: str = column("The feature's name.", unique=True)
    weight: float = column("What it adds to the score.")

    class Config(Table.Config):
        name = "claim_weights"
        metadata = {"schema": "models", "grain": "a feature", "key": ["feature"]}


class LeftOutFigures(Table):
    """How well claims are read on annotated texts of which the fit had not seen the fold, a set at a time."""

    name: str = column("The set.", unique=True)
    texts: pl.Int64 = column("Its texts.", ge=0)
    gold: pl.Int64 = column("Claims annotated.", ge=0)
    said: pl.Int64 = column("Claims read with at least the confidence that the settings ask for.", ge=0)
    right: pl.Int64 = column("Claims read that are annotated.", ge=0)
    precision: pl.Float64 = column("Share of the claims read that are right.", ge=0, le=1)
    recall: pl.Float64 = column("Share of the annotated claims that are read.", ge=0, le=1)
    f1: pl.Float64 = column("The harmonic mean of the two.", ge=0, le=1)

    class Config(Table.Config):
        name = "left_out"
        metadata = {"schema": "models", "grain": "a set of annotated texts", "key": ["name"]}


class ReliabilityFigures(Table):
    """What the confidence of claims was worth on annotated texts that the weights were not fitted on."""

    low: pl.Float64 = column("Lowest confidence.", ge=0, le=1, unique=True)
    high: pl.Float64 = column("The confidence below which it ends.", ge=0, le=1)
    said: pl.Int64 = column("Claims read with such a confidence.", ge=0)
    right: pl.Int64 = column("Those of them that are annotated.", ge=0)

    class Config(Table.Config):
        name = "reliability"
        metadata = {"schema": "models", "grain": "a range of confidence", "key": ["low"]}


class ClaimNouns(Table):
    """Nouns that name a membership, a stage of it, or those who act."""

    noun: str = column("The lemma.")
    kind: str = column("Its kind.", allowed=NOUN_KINDS)

    class Config(Table.Config):
        name = "claim_nouns"
        metadata = {"schema": "lexicon", "grain": "a noun in a kind", "key": ["noun", "kind"]}


class ClaimModality(Table):
    """Words that fix a claim's modality or turn its polarity, each with an example in which it does; a test
    reads them."""

    word: str = column("The word or lemma (words in a row for the kind 'phrase', also for 'mark').")
    kind: str = column("How it stands to the claim's verb.", allowed=MODALITY_KINDS)
    modality: str = column("The modality that it gives.", allowed=MODALITIES, nullable=True)
    polarity: str = column("The polarity that it gives.", allowed=POLARITIES, nullable=True)
    example: str = column("A sentence of our own in which the word does so.")

    class Config(Table.Config):
        name = "claim_modality"
        metadata = {"schema": "lexicon", "grain": "a word of a kind", "key": ["word", "kind"]}
