"""A claim in the making: what a frame found, before context, polarity, modality and date are settled."""

import dataclasses

from spacy.tokens import Token


@dataclasses.dataclass(slots=True)
class Draft:
    """What one trigger says. Empty `organisations` or `subjects` are to be filled from the context.

    `verb` is the word whose governors fix polarity and modality (the trigger or its copula); `tokens` are
    the indices of the words that carry the claim; `agent_fills` is which field the grammatical subject
    filled, for 'so did Algeria'; `when_wished` the date of what is wished."""

    predicate: str
    frame: str
    trigger: Token
    verb: Token
    subjects: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    status: str | None = None
    actors: tuple[str, ...] = ()
    polarity: str | None = None
    modality: str | None = None
    when: str | None = None
    when_wished: str | None = None
    needs_subject: bool = False
    needs_organisation: bool = False
    needs_actor: bool = False
    needs_matter: bool = False
    needs_date: bool = False
    joining: str = "admitted"
    open_subject: Token | None = None
    open_actor: Token | None = None
    theme: Token | None = None
    agent_fills: str = "subject"
    tokens: set[int] = dataclasses.field(default_factory=set)
    consumes: set[int] = dataclasses.field(default_factory=set)
    notes: list[str] = dataclasses.field(default_factory=list)
    statement: int | None = None
