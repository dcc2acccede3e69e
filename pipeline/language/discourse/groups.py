"""Groups: entities that a text tells together, their kind and traits, and the lists of a text."""

import dataclasses
from collections.abc import Callable, Mapping

from pipeline.language.annotations import Mention
from pipeline.language.grammar.coordination import coordinations, entities
from pipeline.lexicon import state_traits

REACH = 10


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Entities that were told together: of a kind (state, organisation, or mixed), up to a character, in a
    sentence; `listed` where the text lists them, `last` the last of the list."""

    members: tuple[str, ...]
    kind: str
    start: int
    sentence: int
    listed: bool
    last: Mention | None = None


def kind_of(members: tuple[str, ...]) -> str:
    """state, organisation or mixed."""
    organisations = sum(member.startswith("org:") for member in members)
    return "state" if not organisations else "organisation" if organisations == len(members) else "mixed"


def listed_groups(text: str, mentions: list[Mention], sentence_of: Callable[[int], int]) -> list[Group]:
    """The groups that the text lists, in text order; `sentence_of` gives the sentence of a character."""
    named = ((listed, entities(listed)) for listed in coordinations(text, mentions))
    return [
        Group(members, kind_of(members), listed[-1].end, sentence_of(listed[0].start), True, listed[-1])
        for listed, members in named
        if len(members) > 1
    ]


def fits(members: tuple[str, ...], modifiers: tuple[str, ...]) -> bool:
    """Whether all members have each trait that the modifiers name ('South Asian', 'landlocked')."""
    return all(set(members) <= traits for traits in traits_of(modifiers))


def traits_of(
    modifiers: tuple[str, ...], known: Mapping[str, frozenset[str]] | None = None
) -> list[frozenset[str]]:
    """The sets of states, or of those that a table of traits gives, that the words of a phrase name by
    trait, longest phrases of words first."""
    table = state_traits() if known is None else known
    found, index = [], 0
    while index < len(modifiers):
        for length in (2, 1):
            phrase = " ".join(modifiers[index : index + length])
            traits = table.get(phrase) or (table.get(phrase[:-1]) if phrase.endswith("s") else None)
            if traits and len(modifiers[index : index + length]) == length:
                found.append(traits)
                index += length - 1
                break
        index += 1
    return found


def only_one(
    groups: list[Group], *, size: int, traits: tuple[str, ...], start: int, admit: Callable[[Group], bool]
) -> Group | None:
    """The states that the text lists before a place, however far, if it lists no others that are so many."""
    before = [group for group in groups if group.listed and group.start <= start and group.kind == "state"]
    found = {frozenset(group.members): group for group in before if len(group.members) == size}
    if len(found) != 1:
        return None
    (group,) = found.values()
    return group if admit(group) and fits(group.members, traits) else None


def following(groups: list[Group], *, size: int, start: int, sentence: int) -> Group | None:
    """The list of states just after that says whom 'the seven' meant before."""
    ahead = (g for g in groups if g.listed and g.start > start and g.sentence - sentence <= REACH)
    return next((g for g in ahead if g.kind == "state" and len(g.members) == size), None)
