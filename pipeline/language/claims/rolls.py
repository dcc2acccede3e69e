"""Of whom a noun for those in an organisation is told by the shape of its sentence.

'Club newcomer Chad', 'a member of the club and an observer in the union' name who has a status.
"""

import dataclasses

from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.roles import (
    STATES,
    is_real_role,
    organisation_of_role,
    role_head,
    role_proposal,
    start_of_phrase,
    status_of_role,
)
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

ALONE = frozenset({"candidate", "associate"})  # nouns that name a status by themselves


@kept
def rolls(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """Who is told to have a status by the shape of a sentence, in text order."""
    found: list[Proposal] = []
    for role in range(*index.bounds[sentence]):
        head = _head(index, role)
        if head is None:
            continue
        holder = _as_well(index, role, head)
        organisation = organisation_of_role(index, role, head)
        status = _status(index, role, head, organisation)
        if holder is None or organisation is None or status is None or not is_real_role(index, role):
            continue
        if set(holder.entities) - set(organisation.entities):
            found.append(role_proposal(index, role, organisation, holder, status))
    titles = (_title(index, name) for name in index.in_sentence[sentence] if name.kind == STATE)
    return (*found, *(one for one in titles if one is not None))


@switchable(nothing)
def _title(index: BriefIndex, name: Referent) -> Proposal | None:
    """'Club newcomer Chad', 'union hopeful Mali', 'club country Togo', 'the club states Chad and Mali': what a state, or each of a
    list, is called right before its name."""
    words, noun = index.words, name.start - 1
    organisation = index.by_token.get(noun - 1)
    if organisation is None or organisation.kind != ORGANISATION or organisation.end != noun:
        return None
    title = words.singulars[noun]
    titled = title in word_class("state_title")
    if not titled and title not in word_class("hopeful_title"):
        return None
    if (
        name.link != "list" if title != words.lower[noun] else name.link not in ("name", "alias")
    ) or organisation.link == "body":
        return None
    told = role_proposal(index, noun, organisation, name, "member")
    return told if titled else dataclasses.replace(told, predicate="seeks")


def _head(index: BriefIndex, role: int) -> int | None:
    """The noun that heads the phrase of a role, of a candidate, or of states that may be those of an organisation."""
    words = index.words
    head = role_head(index, role)
    if head is None and words.parts[role] == "NOUN" and words.singulars[role] in ("candidate", *STATES):
        return role if words.relations[role] != "compound" else None
    return head


def _status(index: BriefIndex, role: int, head: int, organisation: Referent | None) -> str | None:
    """The status that a role's words name; states of an organisation are its members, unless they name another."""
    status, noun = status_of_role(index, role, head, organisation), index.words.singulars[role]
    if status is None and organisation is not None:
        return noun if noun in ALONE else "member" if noun in STATES else None
    return status


@switchable(nothing)
def _as_well(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Chad is a member of the club and an observer in the union': the second of two that one is."""
    words, first = index.words, start_of_phrase(index, role)
    start = index.bounds[index.sentence_of[role]][0]
    first += words.lower[first] == "also"
    at = first - 1
    if words.lower[first] not in ("a", "an") or words.lower[head] != words.singulars[head]:
        return None
    at -= words.lower[at] == "also"
    if at <= start or words.lower[at] not in ("and", "&"):
        return None
    before, roles = at - 1, 0
    while before > start and words.parts[before] != "AUX":
        named = index.by_token.get(before)
        if words.parts[before] == "VERB" or named is not None and named.kind == STATE:
            return None
        roles += role_head(index, before) is not None
        before -= 1
    while before > start and words.lemmas[before] != "be":
        before -= 1
    subject = next(iter(words.below(before, *NOUN_SUBJECTS)), None)
    if not roles or words.lemmas[before] != "be" or subject is None or words.below(before, "neg"):
        return None
    found = index.named_at(subject, STATE)
    return found if found is not None and len(found.entities) == 1 else None
