"""Who holds a status by the construction alone, whatever weights say of the words around it.

'Chad will work with fellow members of the union', 'as a member of the union, Chad', 'Chad's tenth year as
an observer there', 'our NATO ally Latvia', 'its dialogue partners, namely Chad and Mali': grammar names
who it is, and where it does, nobody else is told to have the status by that noun."""

from pipeline.language.claims.companions import SUCH_AS, is_outside
from pipeline.language.claims.factuality.how_told import factuality
from pipeline.language.claims.factuality.imagined import IMAGINED
from pipeline.language.claims.factuality.whether_told import is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.plain_verbs import plainly_told
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.statuses import named, raised
from pipeline.language.claims.triggers import Entry, Trigger
from pipeline.language.registry import no, nobody, nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

# What a noun phrase is made of before its noun, and what joins two roles of one phrase.
PHRASE = frozenset({"ADJ", "DET", "NUM", "PROPN", "NOUN", "ADV"})
INNER = frozenset({"'s", "’s", "'", "’", "-", "its", "our", "their", "whose", "founding"})
PARTING = frozenset({"VERB", "AUX", "ADP", "PUNCT"})  # words that end a phrase
LONGEST_PHRASE, NEAR, HIGHEST_CLIMB = 9, 3, 9
WITHIN = frozenset({"of", "in", "at", "for", "to", "with"})
COMPARING = frozenset({"such", "well", "same", "far", "long", "much", "known", "seen"})
NAMELY = SUCH_AS | {":", "—", "–"}
PLACING = frozenset({"of", "in", "at", "outside", "from"})
NOW = frozenset({"now", "today", "currently", "presently", "so", "far"})
LONGEST_LIST_WAY = 9
FEWEST_LISTED = 2
NOT_ANY = frozenset({"no", "non", "neither", "any", "every"})
AHEAD = frozenset({"will", "'ll", "’ll", "can", "may"})
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
    ways = (_named_behind, _listed, _fellow, _opening, _in_this_role)
    return next((one for way in ways if (one := way(index, role, head)) is not None), None)


def is_real_role(index: BriefIndex, role: int) -> bool:
    """Whether a role is told as one that somebody has: not former, possible, denied or asked."""
    token, unreal = index.doc[role], NOT_ANY | word_class("former_word", "unreal_role_word")
    if unreal.intersection(_before(index, role)):
        return False
    if (
        is_would_be(index, role)
        or _was_once(index, role)
        or _is_taken_up(index, role)
        or _is_sent(index, role)
        or _is_praised(index, role)
    ):
        return False
    told = factuality(index, Trigger(ENTRY, token, (role,), True), "holds")
    return told.polarity == "affirmed" and is_told(index, token, "holds")


def role_behind(
    index: BriefIndex, place: int, organisation: Referent | None = None
) -> tuple[Referent, str, int] | None:
    """The organisation, the status and the last word of the role right behind a word ('becoming a member
    of the club'), in an organisation where one is given ('joining the club as an observer'); None for
    none."""
    end = index.here(place).stop
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


def is_of_another_role(index: BriefIndex, predicate: str, token: int, subject: Referent | None) -> bool:
    """Whether the construction of a noun tells something else than a predicate of a subject: in 'this
    year, Chad's fourth as a member of the union, Mali sent help' nothing is told of Mali, and that Chad
    was admitted neither."""
    if predicate not in ("admitted", "holds"):
        return False
    if _is_left_behind(index, token):
        return True
    if predicate == "admitted":
        return _serves(index, token)
    if _is_not_now(index, token):
        return True
    return subject is not None and _is_alone_in_role(index, token, subject)


@switchable(no)
def _is_left_behind(index: BriefIndex, token: int) -> bool:
    """Whether a role is the lower of two: 'moved from observer to member'."""
    words, above = index.words, index.words.heads[token]
    if words.lower[above] != "from" or role_head(index, token) is None:
        return False
    found = raised(index, words.heads[above], "")
    return found is not None and found[0] == token


@switchable(no)
def _serves(index: BriefIndex, token: int) -> bool:
    """Whether a role is one in which somebody does something, and none that is got: 'took part as an
    observer', 'its work as a member'."""
    if role_head(index, token) is None or (at := _as_before(index, token)) is None:
        return False
    words, above = index.words, index.words.heads[at]
    if words.parts[above] == "NOUN":
        return not words.kinds[above] or words.lemmas[above] == "participation"
    return words.is_a(above, "serving_verb")


@switchable(no)
def _is_not_now(index: BriefIndex, token: int) -> bool:
    """'Aspiring member Chad', 'Chad, a former member', 'a would-be member', 'acts like a member'."""
    if role_head(index, token) is None:
        return False
    if word_class("former_word", "unreal_role_word").intersection(_before(index, token)):
        return True
    words, above = index.words, index.words.heads[token]
    if _was_once(index, token) or is_would_be(index, token) or _is_sent(index, token):
        return True
    if _is_praised(index, token):
        return True
    alike = words.lower[above] == "like" and words.parts[words.heads[above]] == "VERB"
    return alike and words.has_word(token, "a")


@switchable(no)
def _is_taken_up(index: BriefIndex, role: int) -> bool:
    """'Took its seat as the tenth member of the club': it came in, and nothing more is told."""
    words = index.words
    above = words.above(role)
    if len(above) < 3 or words.lower[above[1]] != "as":
        return False
    seat = [one for verb in above[2:4] for one in (verb, *words.below(verb, "dobj"))]
    return any("seat" in words.kinds[one] or words.lemmas[one] == "place" for one in seat)


@switchable(no)
def _is_sent(index: BriefIndex, role: int) -> bool:
    """'Sends observers to the vote': they are people."""
    words = index.words
    return words.relations[role] == "dobj" and words.is_a(words.heads[role], "sending_verb")


@switchable(no)
def _is_praised(index: BriefIndex, role: int) -> bool:
    """'A very strong partner in the union': no status, and members are called so, too."""
    praised = word_class("praising_word").intersection(_before(index, role)[-1:])
    return index.words.lemmas[role] == "partner" and bool(praised)


def is_would_be(index: BriefIndex, token: int) -> bool:
    """Whether a word is what somebody would be: 'would-be member', 'would-be EU member'."""
    words = index.words
    for at in range(max(index.here(token).start, token - LONGEST_PHRASE - 3), token - 2):
        if words.lower[at : at + 3] == ["would", "-", "be"]:
            return PARTING.isdisjoint(words.parts[at + 3 : token + 1])
    return False


def _was_once(index: BriefIndex, token: int) -> bool:
    """'Once a member of the pact'."""
    words = index.words
    return words.has_word(token, "once", "formerly", "previously")


def _before(index: BriefIndex, role: int) -> list[str]:
    """The words of a role's phrase before it, and the one before these, which may be a participle."""
    start = index.here(role).start
    return index.words.lower[max(start_of_phrase(index, role) - 1, start) : role]


@switchable(no)
def _is_alone_in_role(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether a role that somebody is told to have 'as' such, or with 'fellows' of his, is another's."""
    at = _as_before(index, token) if role_head(index, token) is not None else None
    others = _others(index, token, index.words.heads[at]) if at is not None else ()
    if others:
        return not any(set(subject.entities) & set(one.entities) for one in others)
    for one in plain_roles(index, index.sentence_of[token]):
        role = one.trigger.i
        if token in (role, role + 1) and (_as_before(index, role) is not None or _is_owned(index, role)):
            return not set(subject.entities) <= set(one.subjects)
    return False


def _is_owned(index: BriefIndex, role: int) -> bool:
    """Whether a role is that of somebody's fellows, and no name of one stands behind it."""
    words, head = index.words, role_head(index, role)
    if (
        head is None
        or head + 1 in index.by_token
        or "fellow" not in words.lower[start_of_phrase(index, role) : role]
    ):
        return False
    return _owner_of_fellows(index, head) is not None


def role_proposal(
    index: BriefIndex, role: int, organisation: Referent, holder: Referent, status: str
) -> Proposal:
    """The proposal that whoever is named at `holder` has a status in an organisation, by a role's word."""
    held = tuple(code for code in holder.entities if code not in organisation.entities)
    return plainly_told(
        index,
        role,
        (holder.start, holder.end - 1, organisation.start),
        frame="role",
        predicate="holds",
        subjects=held,
        organisations=organisation.entities,
        status=status,
        why=f"“{index.doc[role].text}” in its construction",
    )


def _singular(index: BriefIndex, place: int) -> str:
    return index.words.singulars[place]


def role_head(index: BriefIndex, role: int) -> int | None:
    """The noun that heads a status noun's phrase ('member state', 'ally'); None for another word."""
    words = index.words
    if _singular(index, role) not in word_class("role_noun") or words.parts[role] not in ("NOUN", "PROPN"):
        return None
    following = role + 1
    if following < len(words.lower) and _singular(index, following) in word_class("role_head_noun"):
        return following
    return role


@kept
def start_of_phrase(index: BriefIndex, role: int) -> int:
    """Where the phrase of a role begins; roles joined by 'and' are one phrase."""
    words, start = index.words, index.here(role).start
    first = role
    while first > start and role - first < LONGEST_PHRASE:
        before = first - 1
        joins = words.lower[before] in ("and", "&") and before > start
        if joins and (_singular(index, before - 1) in word_class("role_noun", "role_head_noun")):
            first -= 1
        elif words.parts[before] in PHRASE or words.lower[before] in INNER:
            first -= 1
        else:
            break
    return first


def organisation_of_role(index: BriefIndex, role: int, head: int) -> Referent | None:
    """The organisation that a role is one in: right before it, else behind its 'of', 'in' or 'at'."""
    for place in range(role - 1, max(start_of_phrase(index, role), role - NEAR - 1) - 1, -1):
        if _singular(index, place) in word_class("role_noun"):
            break
        referent = index.by_token.get(place)
        if referent is None:
            continue
        return referent if _is_whole(referent) and not is_outside(index, referent) else None
    return _behind(index, head) or _that_has(index, head)


@switchable(nothing)
def _that_has(index: BriefIndex, head: int) -> Referent | None:
    """The organisation told to have so many members: 'the club has three associate members today'."""
    words = index.words
    verb = words.heads[head]
    if words.relations[head] != "dobj" or words.lemmas[verb] not in ("have", "count"):
        return None
    if not words.below(head, "nummod") or words.lower[head] == _singular(index, head):
        return None
    found = index.named(words.below(verb, "nsubj")[:1])
    return found[0] if found and _is_whole(found[0]) else None


def _is_whole(referent: Referent) -> bool:
    return referent.kind == ORGANISATION and referent.link != "body"


def _behind(index: BriefIndex, head: int) -> Referent | None:
    """The organisation right behind a noun and its preposition, also where a meeting of it follows."""
    words, end = index.words, index.here(head).stop
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
    return words.is_a(referent.end, "occasion_noun")


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
    words, end = index.words, index.here(role).stop
    place = head + 1
    if place < end and words.lower[place] == "and":
        behind = range(place + 1, min(place + 5, end))
        roles = (one for one in behind if _singular(index, one) in word_class("role_noun"))
        following = next(roles, None)
        if following is None or start_of_phrase(index, following) > role:
            return None
        place = (role_head(index, following) or following) + 1
    singular = words.lower[head] == _singular(index, head)
    found = index.by_token.get(place)
    if not singular or found is None or found.kind != STATE or found.link not in ("name", "alias"):
        return None
    return found if found.start == place and not is_owner(index, found) else None


def is_owner(index: BriefIndex, name: Referent) -> bool:
    """Whether a name stands for what is its state's: 'Latvia's minister'."""
    lower = index.words.lower
    return name.end < len(lower) and lower[name.end] in ("'s", "’s")


@switchable(nothing)
def _listed(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Its dialogue partners at the talks, namely Chad, Mali and Togo'."""
    words = index.words
    if words.lower[head] == _singular(index, head):
        return None
    for referent in index.named_beside(role):
        if referent.kind != STATE or referent.link != "list" or len(referent.entities) < FEWEST_LISTED:
            continue
        way = range(head + 1, referent.start)
        if 0 < len(way) <= LONGEST_LIST_WAY and _opens(index, way):
            return referent
    return None


def _opens(index: BriefIndex, way: range) -> bool:
    """Whether the words between a role and a list open the list, with no verb and no other role between."""
    words = index.words
    if any(words.parts[one] in ("VERB", "AUX") and words.lower[one] != "including" for one in way):
        return False
    if any(
        _singular(index, one) in word_class("role_noun") or words.lower[one] in ("and", "'s", "’s", "'")
        for one in way
    ):
        return False
    if words.lower[way[-1]] == "with":
        return _singular(index, way[0] - 1) == "partner" and is_one_place(index, range(way[0], way[-1]))
    word = next((one for one in way if words.lower[one] in NAMELY), None)
    if word is None or any(
        words.parts[one] == "NOUN" and words.lower[one] != "course" for one in way[word - way[0] :]
    ):
        return False
    such = words.lower[word] == "as"
    if such and words.lower[word - 1] != "such":
        return False
    return _is_right_behind(index, range(way[0], word - such), words.lower[word])


def _is_right_behind(index: BriefIndex, between: range, word: str) -> bool:
    """Whether a word that opens a list stands right behind a role ('members of the club such as'), or
    behind its comma, which before 'like' compares."""
    words = index.words
    while between and (between[-1] in index.date_tokens or words.lower[between[-1]] in NOW):
        between = between[:-1]  # 'three observers today: Chad'
    if not between:
        return True
    if words.lower[between[-1]] == ",":
        return word != "like" and is_one_place(index, between[:-1])
    there = index.by_token.get(between[-1])
    return there is not None and there.kind == ORGANISATION and is_one_place(index, between)


def is_one_place(index: BriefIndex, between: range) -> bool:
    """Whether the words behind a role say at most what or where it is ('partners at the talks')."""
    words = index.words
    if any(words.lower[one] in ("not", ",") for one in between):
        return False
    placed = not between or words.lower[between[0]] in PLACING
    return placed and not any(words.parts[one] in ("ADP", "SCONJ") for one in between[1:])


@switchable(nothing)
def _fellow(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Chad's promise to work with fellow members of the union', 'blamed Chad's fellow members' tell of
    Chad; of whom else is named beside the fellows, that they are his own only where the text's own state
    speaks."""
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
    return joined and _singular(index, head + 2) in word_class("role_noun")


def _controller(index: BriefIndex, place: int) -> Referent | None:
    """Who has what a word stands under: the owner of a noun, the subject of a verb."""
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
    """The state or list named at a word; None for a demonym, or if the word only stands in a list."""
    found = index.named_at(place, STATE)
    return found if found is not None and found.link != "demonym" else None


def _as_before(index: BriefIndex, role: int) -> int | None:
    """The 'as' right before the phrase of a role; None where there is none, or it compares."""
    lower, at = index.words.lower, start_of_phrase(index, role) - 1
    start = index.here(role).start
    if at < start or lower[at] != "as" or at > start and lower[at - 1] in COMPARING:
        return None
    return at


@switchable(nothing)
def _opening(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'As a member of the union, Chad': who is named right behind the phrase that opens a clause."""
    words, at = index.words, _as_before(index, role)
    start, end = index.bounds[index.sentence_of[role]]
    if at is None or at > start and words.parts[at - 1] not in ("PUNCT", "SPACE", "SCONJ", "CCONJ"):
        return None
    comma = next(
        (one for one in range(head + 1, min(head + LONGEST_PHRASE, end)) if words.lower[one] == ","), None
    )
    if comma is None or any(words.parts[one] == "VERB" for one in range(at, comma)):
        return None
    place = next((one for one in range(comma + 1, min(comma + 3, end)) if words.lower[one] != "the"), None)
    there = index.by_token.get(_behind_aside(index, place)) if place is not None else None
    if there is None or there.kind != STATE or there.link == "demonym":
        return None
    # We know of ourselves whether we are in it; of others 'will' leaves open whether they are already.
    open_words = IMAGINED if there.link == "first_person" else IMAGINED | AHEAD
    if open_words.intersection(words.lower[there.end : there.end + 3]):
        return None
    return _state_at(index, there.root) if words.lower[head] != _singular(index, head) else there


def _behind_aside(index: BriefIndex, place: int) -> int:
    """Where what is said begins, behind a name that says it: 'as a member of the union, Mali said, Chad'."""
    words, name = index.words, index.by_token.get(place)
    verb = name.end if name is not None else place
    said = words.lemmas[verb : verb + 1] and words.is_a(verb, "reporting_verb")
    return verb + 2 if said and words.lower[verb + 1 : verb + 2] == [","] else place


@switchable(nothing)
def _in_this_role(index: BriefIndex, role: int, head: int) -> Referent | None:
    """'Chad's fourth year as an observer of the union', 'Chad attended as a member of the union'."""
    words, at = index.words, _as_before(index, role)
    if at is None or words.relations[at] != "prep":
        return None
    told = factuality(index, Trigger(ENTRY, index.doc[role], (role,), True), "holds")
    above = words.heads[at]
    if told.modality != "asserted":
        return None
    if words.parts[above] == "NOUN" and words.is_a(above, "serving_noun"):
        owner = words.first_below(above, "poss")
        if owner is None:
            return None
        return _state_at(index, owner)
    if not words.is_a(above, "serving_verb") or words.relations[above] == "xcomp":
        return None
    return _controller(index, at) if not _others(index, role, above) else None


@switchable(nobody)
def _others(index: BriefIndex, role: int, verb: int) -> tuple[Referent, ...]:
    """The states that a verb is also of, whose a role may be: 'works with Chad as a member of the club'."""
    words, head = index.words, role_head(index, role)
    if head is None or words.lower[head] != _singular(index, head):
        return ()
    below = (*words.children[verb], *words.behind(verb, "with"))
    there = index.named(one for one in below if words.relations[one] in ("dobj", "pobj"))
    return tuple(one for one in there if one.kind == STATE)
