"""Who holds a status by the construction alone, whatever weights say of the words around it.

'Chad will work with fellow members of the union', 'our NATO ally Latvia': grammar names who it is.
"""

from pipeline.language.claims.factuality import factuality, is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.statuses import named
from pipeline.language.claims.triggers import Entry, Trigger
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

ROLES = frozenset({"member", "observer", "partner", "ally", "associate"})
STATES = frozenset({"state", "country", "nation", "economy"})
# What a noun phrase is made of before its noun, and what joins two roles of one phrase.
PHRASE = frozenset({"ADJ", "DET", "NUM", "PROPN", "NOUN", "ADV"})
INNER = frozenset({"'s", "’s", "'", "’", "-", "its", "our", "their", "whose", "founding"})
LONGEST_PHRASE, NEAR, HIGHEST_CLIMB = 9, 3, 9
WITHIN = frozenset({"of", "in", "at", "for", "to", "with"})
NOT_ANY = frozenset({"no", "non", "neither", "any", "every"})
LISTED = frozenset({"conj", "appos"})
ENTRY = Entry("role", "", (), "any", "holds", None, None, None, False)


@kept
def plain_roles(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What the constructions of a sentence tell of who holds a status, in text order."""
    found: list[Proposal] = []
    for role in range(*index.bounds[sentence]):
        head = role_head(index, role)
        if head is None:
            continue
        organisation = organisation_of_role(index, role, head)
        status = status_of_role(index, role, head, organisation)
        if organisation is None or status is None:
            continue
        holder = _holder(index, role, head)
        if holder is not None and set(holder.entities) - set(organisation.entities):
            found.append(role_proposal(index, role, organisation, holder, status))
    return tuple(found)


def _holder(index: BriefIndex, role: int, head: int) -> Referent | None:
    """Whom a role is told of by its construction."""
    if not is_real_role(index, role):
        return None
    return _named_behind(index, role, head) or _fellow(index, role, head)


def is_real_role(index: BriefIndex, role: int) -> bool:
    """Whether a role is told of as one that somebody has: not a former or a possible one, not denied, not asked."""
    token, unreal = index.doc[role], NOT_ANY | word_class("former_word") | word_class("unreal_role_word")
    if unreal.intersection(_before(index, role)):
        return False
    if _would_be(index, role) or _was_once(index, role):
        return False
    told = factuality(index, Trigger(ENTRY, token, (role,), True), "holds")
    return told.polarity == "affirmed" and is_told(index, token, "holds")


def role_behind(
    index: BriefIndex, place: int, organisation: Referent | None = None
) -> tuple[Referent, str, int] | None:
    """The organisation, the status and the last word of the role right behind a word ('becoming a member of the club'), in an
    organisation where one is given ('joining the club as an observer'); None for none."""
    end = index.bounds[index.sentence_of[place]][1]
    for role in range(place + 1, min(place + LONGEST_PHRASE, end)):
        head = role_head(index, role)
        if head is None:
            if index.words.parts[role] not in PHRASE and index.words.lower[role] != "as":
                return None
            continue
        found = organisation or organisation_of_role(index, role, head)
        status = status_of_role(index, role, head, found)
        return (found, status, head) if found is not None and status is not None else None
    return None


def _would_be(index: BriefIndex, token: int) -> bool:
    """'Would-be member', 'would-be EU member'."""
    lower = index.words.lower
    return any(
        lower[at : at + 3] == ["would", "-", "be"]
        for at in range(max(0, token - LONGEST_PHRASE - 3), max(0, token - 2))
    )


def _was_once(index: BriefIndex, token: int) -> bool:
    """'Once a member of the pact'."""
    words = index.words
    return any(words.lower[child] in ("once", "formerly", "previously") for child in words.children[token])


def _before(index: BriefIndex, role: int) -> list[str]:
    """The words of a role's phrase before it, and the one before these, which may be a participle."""
    start = index.bounds[index.sentence_of[role]][0]
    return index.words.lower[max(start_of_phrase(index, role) - 1, start) : role]


def role_proposal(
    index: BriefIndex, role: int, organisation: Referent, holder: Referent, status: str
) -> Proposal:
    """The proposal that whoever is named at `holder` has a status in an organisation, by a role's word."""
    held = tuple(code for code in holder.entities if code not in organisation.entities)
    return Proposal(
        frame="role",
        trigger=index.doc[role],
        predicate="holds",
        subjects=held,
        organisations=organisation.entities,
        status=status,
        statement=index.statement_of.get(role),
        tokens=tuple(sorted({role, holder.start, holder.end - 1, organisation.start})),
        why=f"“{index.doc[role].text}” in its construction",
        plain=True,
    )


def _singular(index: BriefIndex, place: int) -> str:
    return index.words.singulars[place]


def role_head(index: BriefIndex, role: int) -> int | None:
    """The noun that heads a status noun's phrase ('member state', 'ally'); None for another word."""
    words = index.words
    if _singular(index, role) not in ROLES or words.parts[role] not in ("NOUN", "PROPN"):
        return None
    following = role + 1
    if following < len(words.lower) and _singular(index, following) in STATES:
        return following
    return role


@kept
def start_of_phrase(index: BriefIndex, role: int) -> int:
    """Where the phrase of a role begins; roles joined by 'and' are one phrase."""
    words, start = index.words, index.bounds[index.sentence_of[role]][0]
    first = role
    while first > start and role - first < LONGEST_PHRASE:
        before = first - 1
        joins = words.lower[before] in ("and", "&") and before > start
        if joins and (_singular(index, before - 1) in ROLES | STATES):
            first -= 1
        elif words.parts[before] in PHRASE or words.lower[before] in INNER:
            first -= 1
        else:
            break
    return first


def organisation_of_role(index: BriefIndex, role: int, head: int) -> Referent | None:
    """The organisation that a role is one in: named or meant right before it, else behind its 'of', 'in' or 'at'."""
    for place in range(role - 1, max(start_of_phrase(index, role), role - NEAR - 1) - 1, -1):
        if _singular(index, place) in ROLES:
            break
        referent = index.by_token.get(place)
        if referent is None:
            continue
        return referent if _is_whole(referent) else None
    return _behind(index, head)


def _is_whole(referent: Referent) -> bool:
    return referent.kind == ORGANISATION and referent.link != "body"


def _behind(index: BriefIndex, head: int) -> Referent | None:
    """The organisation right behind a noun and its preposition, also where what follows is a meeting of it."""
    words, end = index.words, index.bounds[index.sentence_of[head]][1]
    if head + 1 >= end or words.lower[head + 1] not in WITHIN:
        return None
    for place in range(head + 2, min(head + 2 + NEAR, end)):
        referent = index.by_token.get(place)
        if referent is not None:
            return referent if _is_whole(referent) and _stands_alone(index, referent) else None
        if words.parts[place] not in ("DET", "ADJ", "NUM"):
            return None
    return None


def _stands_alone(index: BriefIndex, referent: Referent) -> bool:
    """Whether no other noun than one for a meeting follows an organisation's name as what is meant."""
    words = index.words
    if referent.end >= len(words.parts) or words.parts[referent.end] not in ("NOUN", "PROPN"):
        return True
    return words.lemmas[referent.end] in word_class("occasion_noun")


@kept
def status_of_role(index: BriefIndex, role: int, head: int, organisation: Referent | None) -> str | None:
    """The status that a role's words name in an organisation; None where they name none for sure."""
    if organisation is None:
        return None
    low = max(start_of_phrase(index, role), organisation.end if organisation.start < role else 0)
    terms = named(index, range(low, head + 1), organisation.entities[0])
    if terms:
        return terms[-1][1]
    noun = _singular(index, role)
    if noun == "ally":
        return "member" if organisation.entities == ("org:NATO",) else None
    return noun if noun == "observer" else "member" if noun == "member" else None


@switchable(nothing)
def _named_behind(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Our NATO ally Latvia', 'our NATO ally and OECD partner Latvia': the name right behind."""
    words, end = index.words, index.bounds[index.sentence_of[role]][1]
    place = head + 1
    if place < end and words.lower[place] == "and":
        following = next(
            (one for one in range(place + 1, min(place + 5, end)) if _singular(index, one) in ROLES), None
        )
        if following is None or start_of_phrase(index, following) > role:
            return None
        place = (role_head(index, following) or following) + 1
    singular = words.lower[head] == _singular(index, head)
    found = index.by_token.get(place)
    if not singular or found is None or found.kind != STATE or found.link not in ("name", "alias"):
        return None
    return found if found.start == place and not _is_owner(index, found) else None


def _is_owner(index: BriefIndex, name: Referent) -> bool:
    """Whether a name stands for what is its state's: 'Latvia's minister'."""
    lower = index.words.lower
    return name.end < len(lower) and lower[name.end] in ("'s", "’s")


@switchable(nothing)
def _fellow(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Chad's promise to work with fellow members of the union', 'blamed Chad's fellow members' tell of Chad; of whom else is named beside the fellows, that
    they are his own only where the text's own state speaks."""
    words = index.words
    before = words.lower[start_of_phrase(index, role) : role]
    fellow, listed = "fellow" in before, words.relations[head] in LISTED
    if not fellow and (before[:1] != ["other"] or listed) or _goes_on(index, head):
        return None
    owner = _owner_of_fellows(index, head)
    if fellow and owner is not None:
        return _state_at(index, owner)
    found = _controller(index, head)
    if found is None or fellow and not listed:
        return found
    own = found.entities == (index.source_country,)
    return found if own and (fellow or found.link == "name") else None


def _owner_of_fellows(index: BriefIndex, head: int) -> int | None:
    """The name before fellows whose they are, which says whose equals they are ('Chad's fellow members')."""
    words = index.words
    owners = words.below(head, "poss")
    return next((one for one in owners if words.parts[one] != "PRON"), None)


def _goes_on(index: BriefIndex, head: int) -> bool:
    """Whether another role follows, so that it is left open which is meant: 'other members and observers'."""
    lower = index.words.lower
    joined = head + 2 < len(lower) and lower[head + 1] in ("and", "or")
    return joined and _singular(index, head + 2) in ROLES


def _controller(index: BriefIndex, place: int) -> Referent | None:
    """Whoever the clause or the noun that a word stands under is of: the owner of a noun, the subject of a verb."""
    words = index.words
    way = words.above(place)[:HIGHEST_CLIMB]
    for one in way[1:]:
        own = [child for child in words.children[one] if child not in way]
        owner = next((child for child in own if words.relations[child] == "poss"), None)
        if owner is not None and words.parts[one] in ("NOUN", "PROPN"):
            return _state_at(index, owner)
        if words.parts[one] not in ("VERB", "AUX"):
            continue
        if words.relations[one] == "xcomp" and any(
            child < one for child in words.below(words.heads[one], "dobj")
        ):
            return None
        subject = next((child for child in own if words.relations[child] in NOUN_SUBJECTS), None)
        if subject is not None:
            return _state_at(index, subject)
        if words.relations[one] in ("relcl", "ROOT"):
            return None
    return None


def _state_at(index: BriefIndex, place: int) -> Referent | None:
    """The state, or the list of them, that is named at a word; nobody where the word only stands in a list with others."""
    found = index.named_at(place, STATE)
    return found if found is not None and found.link != "demonym" else None
