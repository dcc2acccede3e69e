"""Lexicons of attributions: cue words, each with an example of its own, which is a test, and offices."""

from schemas.table import Table, column

CUE_KINDS = {
    "speech": "a verb of saying, writing, asking, promising or warning",
    "thought": "a verb of believing, expecting, doubting",
    "attitude": "a verb of wanting, hoping, fearing, demanding",
    "document": "a verb that reports only what a document says (a poll shows, a study finds)",
    "noun": "a noun that holds a proposition (claim, promise, hope)",
    "adjective": "an adjective of conviction or worry (confident, afraid)",
    "carrier": "a verb that says nothing by itself and carries a noun cue (express, voice, issue)",
}

# What may follow (or hold) a cue. `prep:for` stands for any preposition.
CUE_PATTERN = (
    r"(?:clause|infinitive|gerund|object|object_infinitive|subject_infinitive|as|quote|carrier|prep:[a-z]+)"
)
CUE_PATTERNS = rf"^{CUE_PATTERN}(?:\|{CUE_PATTERN})*$"


class Cues(Table):
    """Words that report what somebody says or thinks."""

    lemma: str = column("The cue's lemma; particles follow it ('point out').")
    kind: str = column("What kind of cue it is.", allowed=CUE_KINDS)
    takes: str = column(
        "Forms of its content, separated by '|': clause, quote, infinitive, object_infinitive (urge X to "
        "go), gerund, "
        "object, as (describe X as Y), prep:P (call for X), carrier (express + noun cue).",
        str_matches=CUE_PATTERNS,
    )
    parenthetical: bool = column(
        "Whether it may follow or interrupt its content ('Nobody, she added, had come')."
    )
    example: str = column("A sentence that shows it.")
    content: str = column(
        "The content that must be read out of the example; pieces are separated by ' ... '."
    )

    class Config(Table.Config):
        name = "cues"
        metadata = {"schema": "lexicon", "grain": "a cue", "key": ["lemma", "kind"]}


class Offices(Table):
    """Nouns for what people and bodies are, and for whom they speak."""

    noun: str = column("The noun in the singular, lower case; may be several words.", unique=True)
    speaks_for: str = column(
        "On whose behalf such a person or body speaks.",
        allowed={
            "state": "a state, or an organisation where one is named as its own",
            "organisation": "an international organisation, the one that is meant where none is named",
            "party": "a party, parliament or opposition: for no state",
            "nobody": "for themselves (analysts, lawyers, traders)",
            "document": "a text, poll or study",
        },
    )
    kind: str = column(
        "What it is.", allowed={"person": "a human being", "body": "an institution", "text": "a document"}
    )
    gender: str = column(
        "Which pronoun fits, where only one does.", allowed={"he": "he", "she": "she"}, nullable=True
    )
    state: str = column(
        "ISO 3166-1 alpha-3 code of the state whose office is called so, where the phrase names no other.",
        nullable=True,
    )

    class Config(Table.Config):
        name = "offices"
        metadata = {"schema": "lexicon", "grain": "a noun", "key": ["noun"]}
