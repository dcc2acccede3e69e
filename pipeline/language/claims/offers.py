"""Who is offered a place or asked in, and so invited: 'Chad was asked to join the club', 'the club offered
Chad the status of a partner'."""

from typing import NamedTuple

from pipeline.language.claims.factuality.whether_told import is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.plain_verbs import of_verb, told_by_verb
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.roles import role_behind
from pipeline.language.claims.statuses import named, named_by
from pipeline.language.registry import nothing, switchable
from pipeline.lexicon import word_class

ASK = "ask"
TIMES = frozenset({"npadvmod", "advmod"})
OFFERED = frozenset({"membership", "seat", "status"})


class Offer(NamedTuple):
    """To whom an offer is made, in which organisation, and for what status."""

    invited: Referent
    organisation: Referent
    status: str


@kept
def offers(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence tells of who was asked in or offered a place, in text order."""
    found: list[Proposal] = []
    for verb in range(*index.bounds[sentence]):
        lemma = index.words.lemmas[verb]
        predicate = _outcome(lemma)
        if predicate is None or index.words.parts[verb] != "VERB":
            continue
        offer = _asked(index, verb) if lemma == ASK else _offered(index, verb)
        if offer is not None and is_told(index, index.doc[verb], predicate):
            found += _proposal(index, verb, offer, predicate)
    return tuple(found)


def _outcome(lemma: str) -> str | None:
    """What a verb tells of somebody whom a place is offered to, or kept from; None for any other."""
    if lemma in (ASK, "offer"):
        return "invited"
    return "rejected" if lemma in word_class("withholding_verb") else None


def _proposal(index: BriefIndex, verb: int, offer: Offer, predicate: str) -> tuple[Proposal, ...]:
    told = told_by_verb(index, verb, predicate)
    if told.predicate != predicate:
        return ()
    proposal = of_verb(
        index,
        verb,
        predicate,
        told,
        (offer.invited.start, offer.organisation.start),
        frame="offer",
        subjects=offer.invited.entities,
        organisations=offer.organisation.entities,
        status=offer.status,
        why=f"“{index.doc[verb].text}” of a place in an organisation",
    )
    return (proposal,)


@switchable(nothing)
def _asked(index: BriefIndex, verb: int) -> Offer | None:
    """'Was asked to join the club', 'the club asked Chad to join'; not what a state asks another."""
    words = index.words
    below = {words.relations[child]: child for child in words.children[verb]}
    joined = below.get("xcomp", below.get("ccomp", verb))
    whether = words.has_word(joined, "whether")
    if words.lemmas[joined] not in word_class("joining_verb") - {"apply"} or whether:
        return None
    asking = [below["nsubj"]] if "nsubj" in below else []
    if "nsubj" not in below and "agent" in below:
        asking = words.children[below["agent"]]
    body = index.first_named(asking, ORGANISATION)
    own = below.get("nsubjpass", below.get("dobj", words.first_below(joined, "nsubj")))
    invited = index.named_at(own, STATE)
    if invited is None and not {"nsubjpass", "nsubj", "dobj"} & below.keys():
        invited = _before_auxiliary(index, verb)
    by_state = index.first_named(asking, STATE) is not None
    found = None if by_state or "nsubj" in below and body is None else _joined(index, joined, body)
    return Offer(invited, *found) if invited is not None and found is not None else None


def _joined(index: BriefIndex, verb: int, asker: Referent | None) -> tuple[Referent, str] | None:
    """The organisation and the status that a verb of joining names, or that of who asks."""
    words = index.words
    if words.lemmas[verb] == "become":
        role = role_behind(index, verb)
        return (role[0], role[1]) if role is not None else None
    joined = words.first_below(verb, "dobj")
    if joined is None:
        return (asker, "member") if asker is not None else None
    body = index.named_at(joined, ORGANISATION)
    if body is None or body.link == "body":
        return None
    behind = role_behind(index, body.end - 1, body)
    return body, behind[1] if behind is not None else "member"


def _before_auxiliary(index: BriefIndex, verb: int) -> Referent | None:
    """Who is named right before the auxiliary of a passive, where the parse takes a list or the auxiliary
    for something else: 'Chad and Mali were this morning asked'."""
    words, start = index.words, index.here(verb).start
    place = verb - 1
    while place > start and TIMES.intersection((words.relations[place], words.relations[words.heads[place]])):
        place -= 1
    if place <= start or words.lemmas[place] != "be" or words.tokens[verb].tag_ != "VBN":
        return None
    return index.named_at(place - 1, STATE)


@switchable(nothing)
def _offered(index: BriefIndex, verb: int) -> Offer | None:
    """'Was offered membership of the club', 'the club refused Chad the status of a partner'; what a state
    offers is not the club's."""
    words = index.words
    below = {words.relations[child]: child for child in words.children[verb]}
    thing = below.get("dobj")
    if thing is None or not OFFERED.intersection(words.kinds[thing]):
        return None
    inside = index.named_below(thing)
    bodies = [one for one in inside if one.kind == ORGANISATION and one.link != "body"]
    offering = index.named_at(below.get("nsubj"), ORGANISATION)
    body = next(iter(bodies), offering)
    invited = _recipient(index, verb, thing)
    if body is None or invited is None or "nsubj" in below and offering is None:
        return None
    return Offer(invited, body, status_in(index, thing, body))


def _recipient(index: BriefIndex, verb: int, thing: int) -> Referent | None:
    """Whom something is offered to: as the verb's own, behind a 'to', or right before the thing, where the
    parse makes one of both."""
    words = index.words
    own = words.below(verb, "dative", "nsubjpass", "prep")
    behind = [one for one in words.children[thing] if words.lower[one] == "to" and one > thing]
    below = [one for word in (*own, *behind) if words.lower[word] == "to" for one in words.children[word]]
    before = [one for one in words.children[thing] if verb < one < thing]
    return index.first_named((*own, *below, *before), STATE)


def status_in(index: BriefIndex, thing: int, body: Referent) -> str:
    """The status in an organisation that a phrase names: 'observer status', 'the status of a partner'."""
    words = index.words
    phrase = [one for one in index.here(thing) if thing in words.above(one)]
    found = named(index, phrase, body.entities[0])
    if found:
        return found[0][1]
    roles = (named_by(words.tokens[one]) for one in phrase)
    return next((one for one in roles if one is not None), "member")
