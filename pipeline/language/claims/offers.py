"""Who is asked in, and so invited: 'Chad was asked to join the club', 'the club asked Chad to join'."""

from typing import NamedTuple

from pipeline.language.claims.factuality import is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.plain_verbs import of_verb, told_by_verb
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.roles import role_behind
from pipeline.language.registry import nothing, switchable
from pipeline.lexicon import word_class

ASK = "ask"
TIMES = frozenset({"npadvmod", "advmod"})


class Offer(NamedTuple):
    """To whom an offer is made, in which organisation, and for what status."""

    invited: Referent
    organisation: Referent
    status: str


@kept
def offers(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence tells of who was asked in, in text order."""
    found: list[Proposal] = []
    for verb in range(*index.bounds[sentence]):
        if index.words.lemmas[verb] != ASK or index.words.parts[verb] != "VERB":
            continue
        offer = _asked(index, verb)
        if offer is not None and is_told(index, index.doc[verb], "invited"):
            found += _proposal(index, verb, offer)
    return tuple(found)


def _proposal(index: BriefIndex, verb: int, offer: Offer) -> tuple[Proposal, ...]:
    told = told_by_verb(index, verb, "invited")
    if told.predicate != "invited":
        return ()
    return (
        of_verb(
            index,
            verb,
            "invited",
            told,
            frame="offer",
            subjects=offer.invited.entities,
            organisations=offer.organisation.entities,
            status=offer.status,
            tokens=(offer.invited.start, offer.organisation.start),
            why=f"“{index.doc[verb].text}” of a place in an organisation",
        ),
    )


@switchable(nothing)
def _asked(index: BriefIndex, verb: int) -> Offer | None:
    """'Was asked to join the club', 'the club asked Chad to join'; what a state asks another is no invitation of the club's."""
    words = index.words
    below = {words.relations[child]: child for child in words.children[verb]}
    joined = below.get("xcomp", below.get("ccomp", verb))
    own = [one for one in words.children[joined] if words.relations[one] == "nsubj"]
    if words.lemmas[joined] not in word_class("entering_verb") or any(
        words.lower[one] == "whether" for one in words.children[joined]
    ):
        return None
    asking = (
        [below["nsubj"]] if "nsubj" in below else words.children[below["agent"]] if "agent" in below else []
    )
    body = next((one for place in asking if (one := _at(index, place, ORGANISATION)) is not None), None)
    invited = _at(index, below.get("nsubjpass", below.get("dobj", next(iter(own), None))), STATE)
    if invited is None and not {"nsubjpass", "nsubj", "dobj"} & below.keys():
        invited = _before_auxiliary(index, verb)
    by_state = any(_at(index, place, STATE) for place in asking)
    found = None if by_state or "nsubj" in below and body is None else _joined(index, joined, body)
    return Offer(invited, *found) if invited is not None and found is not None else None


def _joined(index: BriefIndex, verb: int, asker: Referent | None) -> tuple[Referent, str] | None:
    """The organisation and the status that a verb of joining names, or that of who asks."""
    words = index.words
    if words.lemmas[verb] == "become":
        role = role_behind(index, verb)
        return (role[0], role[1]) if role is not None else None
    objects = [one for one in words.children[verb] if words.relations[one] == "dobj"]
    if not objects:
        return (asker, "member") if asker is not None else None
    body = _at(index, objects[0], ORGANISATION)
    if body is None or body.link == "body":
        return None
    behind = role_behind(index, body.end - 1, body)
    return body, behind[1] if behind is not None else "member"


def _before_auxiliary(index: BriefIndex, verb: int) -> Referent | None:
    """Who is named right before the auxiliary of a passive, where the parse takes a list or the auxiliary for something else: 'Chad
    and Mali were this morning asked'."""
    words, start = index.words, index.bounds[index.sentence_of[verb]][0]
    place = verb - 1
    while place > start and TIMES.intersection((words.relations[place], words.relations[words.heads[place]])):
        place -= 1
    if place <= start or words.lemmas[place] != "be" or words.tokens[verb].tag_ != "VBN":
        return None
    return _at(index, place - 1, STATE)


def _at(index: BriefIndex, place: int | None, kind: str) -> Referent | None:
    """Who of a kind is named at a word, in a list all of them."""
    if place is None:
        return None
    here = index.in_sentence[index.sentence_of[place]]
    return next((one for one in here if one.start <= place < one.end and one.kind == kind), None)
