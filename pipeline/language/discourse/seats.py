"""Cities that stand for the organisation that sits there: 'has never applied to Jakarta'."""

import dataclasses

from spacy.tokens import Doc, Token

from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependents
from pipeline.lexicon import organisation_seats, organisations, word_class


@dataclasses.dataclass(frozen=True, slots=True)
class Seat:
    """A city in which an organisation sits: its first and last token, its name."""

    first: Token
    last: Token
    name: str


def seats(doc: Doc) -> list[Seat]:
    """The cities in which organisations sit, where the words around them ask for an organisation."""
    found = []
    for token in doc:
        if token.dep_ not in {"poss", "pobj"} or not token.text[:1].isupper() or not _stands_for_body(token):
            continue
        for length in (3, 2, 1):
            first = token.i - length + 1
            name = doc[first : token.i + 1].text if first >= 0 else ""
            if name in organisation_seats():
                found.append(Seat(doc[first], token, name))
                break
    return found


def seated(name: str, codes: list[str]) -> str | None:
    """The one of the organisations that a text has told which sits in a city; None where there are more."""
    there = [code for code in codes if organisations().get(code.removeprefix("org:"), {}).get("seat") == name]
    return there[0] if len(there) == 1 else None


def _stands_for_body(city: Token) -> bool:
    """Whether only an organisation can stand where a city does: one applies to it, knocks at its door, wants
    a place in it; an application lies there."""
    if city.dep_ == "poss":
        return city.head.lemma_.lower() == "door"
    if city.dep_ != "pobj":
        return False
    before, lemma = city.head.lower_, city.head.head.lemma_.lower()
    if before == "to":
        return lemma in word_class("leads_to_organisation") - word_class("motion_noun") - {"return", "entry"}
    if before != "in":
        return False
    subjects = dependents(city.head.head, *NOUN_SUBJECTS)
    # 'A seat in Jakarta' is the organisation's own.
    return lemma in word_class("place_in_organisation") - {"seat"} or any(
        is_a(child, "application_noun") for child in subjects
    )
