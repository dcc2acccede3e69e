"""Lexicons of the base of the reading: word classes, phrases that are not what they look like, standing text,
markers."""

import polars as pl

from schemas.table import ORGANISATION_PATTERN, Table, column
from schemas.vocabulary import SEGMENT_KINDS
from schemas.word_classes import WORD_CLASSES

# Each needs its row of unnamed_state_weights.csv: code asks for it by this name.
STATE_EVIDENCE = (
    "setting",
    "headed",
    "ministry",
    "place",
    "topic",
    "said_topic",
    "beside",
    "other_topic",
    "earlier_topic",
    "dateline",
    "own",
    "title",
    "main_topic",
    "newspaper",
    "mention",
    "last",
    "alone",
    "alone_before",
    "held",
    "enough",
)


class WordClasses(Table):
    """Words that rules look up by their class."""

    word_class: str = column("The class.", allowed=WORD_CLASSES)
    word: str = column(
        "The word (or phrase), in lower case; a lemma where the class is one of verbs or nouns."
    )
    note: str = column("What the word tells beyond its class, where a class needs it.", nullable=True)

    class Config(Table.Config):
        name = "word_classes"
        metadata = {"schema": "lexicon", "grain": "a word of a class", "key": ["word_class", "word"]}


class ReferenceWeights(Table):
    """What counts, and how much, for whom 'it', 'the bloc' or 'the country' means."""

    name: str = column("The weight's name.", unique=True, str_matches=r"^[a-z_0-9]+$")
    weight: pl.Float64 = column("A term of the score, or a share of another term.", ge=-1, le=1)
    meaning: str = column("When it counts.")

    class Config(Table.Config):
        name = "reference_weights"
        metadata = {"schema": "lexicon", "grain": "a weight", "key": ["name"]}


class UnnamedStateWeights(Table):
    """What counts, and how much, for the state of an office or body that names none ('the minister')."""

    name: str = column("The weight's name.", unique=True, allowed=STATE_EVIDENCE)
    weight: pl.Float64 = column(
        "What it adds to a state's sum; below 0 what speaks against it.", ge=-20, le=20
    )
    meaning: str = column("What counts so.")

    class Config(Table.Config):
        name = "unnamed_state_weights"
        metadata = {"schema": "lexicon", "grain": "a weight", "key": ["name"]}


class FalseFriends(Table):
    """Names that contain the name of a state or an organisation without meaning it ('New Mexico', 'South
    China Sea')."""

    phrase: str = column("The words, as they are written.")
    kind: str = column(
        "What it is instead.",
        allowed={
            "place": "a place of its own",
            "company": "a company, club, brand or fund",
            "person": "a person or a people of another name",
            "outlet": "a news outlet",
            "thing": "anything else",
        },
    )

    class Config(Table.Config):
        name = "false_friends"
        metadata = {"schema": "lexicon", "grain": "a name", "key": ["phrase"]}


class SegmentMarkers(Table):
    """Words that open a part of a brief, followed by a colon, a dash or the end of the line."""

    marker: str = column("The words, in lower case.")
    kind: str = column("The kind of the part that they open.", allowed=SEGMENT_KINDS)
    own_line: bool = column(
        "Whether they count only on a line of their own or before a colon, never as the start of a sentence."
    )

    class Config(Table.Config):
        name = "segment_markers"
        metadata = {"schema": "lexicon", "grain": "a marker", "key": ["marker"]}


class SegmentPhrases(Table):
    """Wording of standing text: each pattern found in a paragraph adds its weight to the paragraph's
    score."""

    pattern: str = column(
        "A regular expression in lower case, searched in the paragraph in lower case.", unique=True
    )
    weight: pl.Float64 = column(
        "What it adds; negative for wording of the news. A sum of 1 makes boilerplate at the tail of a "
        "brief.",
        ge=-3,
        le=3,
    )
    example: str = column("An example of a text in which it is found.")

    class Config(Table.Config):
        name = "segment_phrases"
        metadata = {"schema": "lexicon", "grain": "a pattern", "key": ["pattern"]}


class SegmentFeatures(Table):
    """Features of shape, person and vocabulary that tell a comment's heading and a publisher's closing
    words."""

    part: str = column(
        "What the feature speaks for.",
        allowed={"comment": "the heading of a comment", "boilerplate": "standing text at the end of a brief"},
    )
    feature: str = column("The feature.", str_matches=r"^[a-z]+$")
    weight: pl.Float64 = column("What each time adds to the score; 1 is enough.", ge=-3, le=3)
    most: pl.Float64 = column("What it adds at most; for a negative weight, at least.", ge=-3, le=3)
    meaning: str = column("When the feature is present.")

    class Config(Table.Config):
        name = "segment_features"
        metadata = {"schema": "lexicon", "grain": "a feature of a part", "key": ["part", "feature"]}


class SegmentWords(Table):
    """Open classes of words by which features of segments are told."""

    feature: str = column("The feature, or a class that several features look up.", str_matches=r"^[a-z]+$")
    word: str = column("A word or phrase, in lower case.")

    class Config(Table.Config):
        name = "segment_words"
        metadata = {"schema": "lexicon", "grain": "a word of a feature", "key": ["feature", "word"]}


class StateTraits(Table):
    """What a definite phrase may say of a state without naming it: 'the Nordic country', 'the kingdom', 'the
    island'."""

    trait: str = column("The word, in lower case: a region's adjective or a kind of state.")
    iso3: str = column("A state that it fits.", str_matches=r"^[A-Z]{3}$")

    class Config(Table.Config):
        name = "state_traits"
        metadata = {
            "schema": "lexicon",
            "grain": "a state of a trait",
            "key": ["trait", "iso3"],
            "references": {"iso3": "reference.states.iso3"},
        }


class OrganisationTraits(Table):
    """What a definite phrase may say of an organisation without naming it: 'the southern bloc', 'the
    English-speaking family'. A trait of this table fits the organisations of its rows and those whose name
    begins with it, and no others."""

    trait: str = column(
        "The word or words, in lower case and without hyphens: a region, a language, a field.",
        str_matches=r"^[a-z]+( [a-z]+)?$",
    )
    org: str = column("An organisation that it fits.", str_matches=ORGANISATION_PATTERN)

    class Config(Table.Config):
        name = "organisation_traits"
        metadata = {
            "schema": "lexicon",
            "grain": "an organisation of a trait",
            "key": ["trait", "org"],
            "references": {"org": "reference.organisations.org"},
        }


class Namesakes(Table):
    """Words that tell a state from another bearer of its name: 'Atlanta' beside Georgia, 'Tbilisi' anywhere
    in the brief."""

    alias: str = column("The shared name, as it is written.")
    cue: str = column("The word, as it is written.")
    speaks_for: str = column(
        "For whom the word speaks.",
        allowed={
            "state": "the state, anywhere in the brief",
            "other": "the namesake, in the same sentence",
            "beside": "the namesake, right beside the name ('governor of Georgia'), whatever else the brief "
            "tells",
        },
    )

    class Config(Table.Config):
        name = "namesakes"
        metadata = {
            "schema": "lexicon",
            "grain": "a word beside a name",
            "key": ["alias", "cue", "speaks_for"],
        }
