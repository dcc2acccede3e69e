"""Names of states that mean something else where they stand: persons, other places, companies, animals.

'Michael Jordan', 'the state of Georgia', 'New Guinea highlands', 'Chad Mercer': a state's name is left out where it is
inside a person's name, or where its context is that of its namesake.
"""

from spacy.tokens import Doc, Span

from pipeline.lexicon import Alias, word_class


def choose(doc: Doc, span: Span, aliases: tuple[Alias, ...]) -> Alias:
    """The one of several aliases with the same words that the context speaks for."""
    return aliases[0]


def is_wrong_friend(doc: Doc, span: Span, alias: Alias) -> bool:
    """Whether the words mean something else than the state here."""
    if alias.kind != "state":
        return False
    return _within_person(span)


def _within_person(span: Span) -> bool:
    """Whether the span is part of a longer name that the model took for a person's."""
    first, last = span[0], span[-1]
    if first.ent_type_ != "PERSON" or last.ent_type_ != "PERSON":
        return False
    before = first.i > 0 and first.nbor(-1).ent_type_ == "PERSON" and first.ent_iob_ == "I"
    after = last.i + 1 < len(last.doc) and last.nbor(1).ent_type_ == "PERSON" and last.nbor(1).ent_iob_ == "I"
    return before or after
