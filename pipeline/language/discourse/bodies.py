"""Which organisations a phrase without a name may call so: 'the Jakarta-based bloc', 'the southern grouping',
'the Council'.

What a phrase says of a body is weighed against what the reference data know of it and what the text has
called it; whom it means of those that remain is for the memory to say.
"""

import dataclasses
import functools
from collections import defaultdict

from spacy.tokens import Doc, Token

from pipeline.language.annotations import Mention
from pipeline.language.discourse import definite
from pipeline.language.discourse.definite import Phrase
from pipeline.language.discourse.groups import traits_of
from pipeline.language.names.mentions import beginning, holding
from pipeline.language.text.dependencies import has_word
from pipeline.lexicon import (
    knows_status,
    organisation_nouns,
    organisation_seats,
    organisation_traits,
    organisation_words,
    organisations,
    word_class,
    word_notes,
)

# How many sentences back an organisation may have been told that is called by a noun not usual for it.
LOOSE_REACH = 3
# Statuses beside a member's that a noun tells of itself.
TOLD_STATUSES = frozenset({"observer", "associate", "partner"})
YOUNGER, OLDER = frozenset({"younger", "newer"}), frozenset({"older"})


def may_be_called(noun: str, nouns: frozenset[str], *, described: bool = False) -> bool:
    """Whether a text may call an organisation so that has nouns of its own ('club' for a union, not a bank;
    'family' only where it describes it besides)."""
    loose = word_class("loose_organisation_noun") | ({"family"} if described else frozenset())
    return noun in nouns or noun in loose and not nouns & {"court", "bank", "lender"}


@dataclasses.dataclass(frozen=True, slots=True)
class Description:
    """What a phrase says of the body that it means: its noun, whether that is written like a name, the cities
    and words of names before it, the organisations that its traits fit, the year and the status it tells."""

    noun: str
    capital: bool
    cities: frozenset[str]
    words: frozenset[str]
    traits: tuple[frozenset[str], ...]
    year: str | None
    status: str | None


class Bodies:
    """The organisations that a text has named, by what it may call them."""

    def __init__(self, doc: Doc, named: list[Mention]) -> None:
        self.text = doc.text
        self.doc = doc
        self.named = named
        self._otherwise: dict[tuple[str, int], bool] = {}

    @functools.cached_property
    def _names(self) -> dict[str, set[str]]:
        """The names that the text gives each organisation."""
        found: dict[str, set[str]] = defaultdict(set)
        for mention in self.named:
            if mention.entity and mention.entity.startswith("org:"):
                found[mention.entity.removeprefix("org:")].add(self.text[mention.start : mention.end])
        return found

    @functools.cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        """The words of these names, as they are written."""
        return {
            code: frozenset(word for name in names for word in name.split())
            for code, names in self._names.items()
        }

    @functools.cached_property
    def _words_in_small_letters(self) -> dict[str, frozenset[str]]:
        return {
            code: frozenset(word for name in names for word in name.lower().split())
            for code, names in self._names.items()
        }

    def describe(self, phrase: Phrase) -> Description:
        """What a phrase says of the organisation that it means."""
        before = self.text[phrase.first.idx : phrase.head.idx]
        named = beginning(self.named, phrase.first.idx, phrase.head.idx)
        places = {self.text[m.start : m.end] for m in named if m.kind == "place"}
        cities = places | {seat for seat in organisation_seats() if f" {seat}" in before.replace("-", " ")}
        return Description(
            noun=phrase.head.lemma_.lower(),
            capital=phrase.head.text[0].isupper(),
            cities=frozenset(cities),
            words=frozenset(self._words_of_names(phrase, cities)),
            traits=tuple(traits_of(phrase.modifiers, organisation_traits())),
            year=next((word for word in phrase.modifiers if len(word) == 4 and word.isdigit()), None),
            status=_status_before(phrase.first),
        )

    def _words_of_names(self, phrase: Phrase, cities: set[str]) -> set[str]:
        """The words of a name before the noun ('the Black Sea club'), which the one meant has, too."""
        tokens = self.doc[phrase.first.i + 1 : phrase.head.i]
        names = [token for token in tokens if token.pos_ == "PROPN" and token.text[:1].isupper()]
        of_cities = {word for city in cities for word in city.split()}
        return {one.lower_ for one in names if one.nbor(1).text != "-" and one.text not in of_cities}

    def fits(self, said: Description, code: str, sentences: int) -> bool:
        """Whether an organisation that was told so many sentences before may be described so."""
        words = organisation_words().get(code, frozenset()) | self.told_words(code)
        if said.words and not said.words & words or not all(code in trait for trait in said.traits):
            return False
        if said.cities and not self._sits_in(said, code, words):
            return False
        row = organisations().get(code)
        if said.year and (row is None or not (row["founded_on"] or "").startswith(said.year)):
            return False
        if said.capital:
            zone = code.lower() in word_class("zone")  # 'the Union' is that of which it is a part
            return said.noun in words and (not zone or self.calls_so(said, code))
        known = organisation_nouns().get(code)
        if said.noun in words or known is None or said.noun in known:
            return True
        described = bool(said.cities or said.traits)
        return (described or sentences <= LOOSE_REACH) and may_be_called(
            said.noun, known, described=described
        )

    def _sits_in(self, said: Description, code: str, words: frozenset[str]) -> bool:
        """Whether an organisation has its seat in the city told, or its name ('the Shanghai body')."""
        return organisations().get(code, {}).get("seat") in said.cities or any(
            set(city.lower().split()) <= words for city in said.cities
        )

    def prefers(self, said: Description, code: str) -> bool:
        """Whether an organisation is rather meant than others that fit as well: the text has named it by the
        noun that it writes like a name, or it has the status that is told of it."""
        if said.capital:
            return self.calls_so(said, code)
        return said.status is None or knows_status(code, said.status)

    def calls_so(self, said: Description, code: str) -> bool:
        """Whether the text names an organisation by the noun, written like a name ('the European Union')."""
        return said.capital and said.noun.capitalize() in self._words.get(code, ())

    def unnamed(self, said: Description) -> str | None:
        """The one organisation that the reference data know by what is said, where the text has named none
        that fits: by its seat ('the Jakarta-based bloc'), by words of its names, else as that of which
        one that is named is a part ('the Union' where the euro area was told)."""
        if said.cities:
            standing = [(code, row) for code, row in organisations().items() if not row["dissolved_on"]]
            seated = [code for code, row in standing if row["seat"] in said.cities]
            found = [code for code in seated if said.noun in organisation_nouns()[code]]
        elif said.words:
            called = [code for code, known in organisation_words().items() if said.words <= known]
            found = [code for code in called if may_be_called(said.noun, organisation_nouns()[code])]
        elif said.capital:
            named = {whole for zone, whole in word_notes("zone").items() if zone.upper() in self._names}
            found = [code for code in named if code and said.noun in organisation_words()[code]]
        else:
            return None
        return f"org:{found[0]}" if len(found) == 1 else None

    def told_words(self, code: str) -> frozenset[str]:
        """The words of the names that the text itself gives an organisation."""
        return self._words_in_small_letters.get(code, frozenset())

    def called_otherwise(self, phrase: Phrase) -> bool:
        """Whether the last name with a phrase's noun is unknown: 'the Council' after 'the Energy Council'."""
        noun, passed, otherwise = phrase.head.text, [], False
        at = self.text.rfind(f" {noun}", 0, phrase.first.idx)
        # Where the phrases before have looked already, the answer is theirs.
        while at >= 0 and (noun, at) not in self._otherwise:
            passed.append(at)
            word = self.text[self.text.rfind(" ", 0, at) + 1 : at].split("\n")[-1]
            if word[:1].isupper() and word.lower() not in definite.DETERMINERS:
                stop = at + 1 + len(noun)
                otherwise = not any(stop <= m.end for m in holding(self.named, at + 1))
                break
            at = self.text.rfind(f" {noun}", 0, at)
        otherwise = self._otherwise.get((noun, at), otherwise)
        self._otherwise |= dict.fromkeys(((noun, one) for one in passed), otherwise)
        return otherwise


def by_age(phrase: Phrase, codes: list[str]) -> str | None:
    """Which of two organisations is 'the younger' or 'the older'; None if that is not said or not known."""
    words = frozenset(phrase.modifiers)
    if len(codes) != 2 or not words & (YOUNGER | OLDER):
        return None
    rows = [organisations().get(code.removeprefix("org:"), {}) for code in codes]
    founded = [row.get("founded_on") or "" for row in rows]
    if not all(founded) or founded[0] == founded[1]:
        return None
    older, younger = sorted(codes, key=lambda code: founded[codes.index(code)])
    return younger if words & YOUNGER else older


def _status_before(first: Token) -> str | None:
    """The status whose organisation a phrase names: 'a dialogue partner of the grouping'."""
    before = first.head.head if first.head.dep_ == "pobj" else None
    if before is None or before.head.i == before.i or before.lower_ not in {"of", "in", "at"}:
        return None
    noun = before.head
    status = noun.lemma_.lower()
    if status == "partner" and has_word(noun, "dialogue"):
        return "dialogue_partner"
    return status if status in TOLD_STATUSES else None
