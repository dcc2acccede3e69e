"""How a claim is told: its status, polarity, modality and date, by a rule that proposes the same, else by
the trigger's words."""

import dataclasses

from spacy.tokens import Token

from pipeline.language.claims.candidates import Candidate
from pipeline.language.claims.factuality.negators import negator_before
from pipeline.language.claims.gaps import Dated
from pipeline.language.claims.index import BriefIndex, Referent
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.proposals import proposed as proposals_in
from pipeline.language.claims.relations import ancestors
from pipeline.language.claims.rules.telling import EVENTS
from pipeline.language.claims.scenes import Scene
from pipeline.language.claims.stances.taken_up import matter_before
from pipeline.language.claims.statuses import (
    are_its_members,
    kind_of,
    listed_status,
    named_by,
    names_joining,
    partner_sought,
    raised,
    same_status,
    status_got_after,
    status_in_capacity,
    status_of,
    status_of_these,
    status_of_those_told,
)
from pipeline.language.claims.told import before
from pipeline.language.claims.triggers import STANCES, Trigger
from pipeline.language.claims.when import date_of
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.dependencies import SUBJECTS, dependents
from pipeline.lexicon import word_class

# What stands between 'not' and a name, and before such a 'not'.
BEFORE_NAMES = frozenset(
    {"yet", "of", "in", "to", "from", "the", "that", "those", "or", "nor", "either", "part", "a", "member"}
)
RELATIVE = frozenset({"which", "who", "that", "whose", "where"})
# Constructions that have a date of their own.
DATED = frozenset({"echo", "founder", "together", "both_bodies", "arrival"})
# What is told of a status that is in question.
IN_QUESTION = frozenset({"applied", "admitted", "rejected", "deferred"})
ON_OFFER = frozenset({"admitted", "invited"})
EXCEPTING = frozenset({"but", "and", ",", "though", "although", "–", "—"})


@dataclasses.dataclass(frozen=True, slots=True)
class Manner:
    """Status, polarity and modality of a claim, and whether its sentence does not name the status."""

    status: str
    polarity: str
    modality: str
    carried: bool = False


def proposed(
    index: BriefIndex, scene: Scene, subject: str, organisation: str, actor: str | None
) -> Proposal | None:
    """The rules' proposal of the same core and actor: the scene's own, else one in the same sentence, by
    the same word if there is one."""
    if scene.proposal is not None:
        return scene.proposal
    trigger = scene.trigger.token
    same = [
        one
        for one in proposals_in(index, index.sentence_of[trigger.i])
        if (
            one.predicate == scene.predicate and subject in one.subjects and organisation in one.organisations
        )
        and (actor in one.actors if actor else not one.actors)
        and not is_of_another_status(trigger, one)
    ]
    return next((one for one in same if one.trigger.i == trigger.i), same[0] if same else None)


@switchable(no)
def is_of_another_status(trigger: Token, proposal: Proposal) -> bool:
    """Whether a noun names another status than a rule proposes by another word: of 'a partner, but not a
    member' the second."""
    named = named_by(trigger)
    return named not in (None, kind_of(proposal.status)) and trigger.i not in proposal.tokens


def manner_of(index: BriefIndex, candidate: Candidate, organisation: str, same: Proposal | None) -> Manner:
    """How a candidate is told of an organisation, `same` being what the rules propose of it."""
    trigger, named_at = candidate.scene.trigger, candidate.organisation.referent
    if same is not None:
        against = negator_before(same.trigger) is not None
        manner = Manner(same.status, "negated" if against else same.polarity, same.modality)
    else:
        told = candidate.scene.told
        status = status_of(index, trigger, organisation, named_at)
        manner = Manner(status, told.polarity, told.modality)
    if told_of_others_alone(index, candidate):
        manner = dataclasses.replace(manner, polarity="negated")
    if is_last_of_all(index, candidate):
        manner = dataclasses.replace(manner, polarity="affirmed")
    if is_only_voiced(index, candidate.scene.trigger, candidate.scene.predicate, manner.modality):
        manner = dataclasses.replace(manner, modality="asserted")
    if (higher := raised(index, trigger.token.i, organisation)) is not None:
        return dataclasses.replace(manner, status=higher[1])
    if manner.status == "partner" and are_its_members(trigger, organisation, named_at):
        return dataclasses.replace(manner, status="member")
    if manner.status != "member":
        return manner
    if (carried := carried_status(index, candidate, organisation)) is not None:
        return dataclasses.replace(manner, status=carried, carried=True)
    holds = candidate.scene.predicate == "holds"
    other = (listed_status if holds else partner_sought)(index, trigger, organisation)
    if holds and other is None:
        other = status_of_those_told(index, trigger, organisation)
    return dataclasses.replace(manner, status=other or "member")


@switchable(no)
def is_last_of_all(index: BriefIndex, candidate: Candidate) -> bool:
    """Whether somebody is the last of whom something was so, which is denied of all later: 'nobody has left
    since Chad in 2010'."""
    who, lower = candidate.subject.referent, index.words.lower
    if who is None or who.start <= candidate.scene.trigger.token.i:
        return False
    before = who.start - 1 - (lower[who.start - 1] == "the")
    return lower[before] == "since"


@switchable(no)
def told_of_others_alone(index: BriefIndex, candidate: Candidate) -> bool:
    """Whether who or what follows is named as whom or where it is not so: 'in the union but not in the
    club', 'ratified the accession of Chad but not that of Mali'."""
    place = candidate.scene.trigger.token.i
    if _of_roles(index, place, candidate.organisation.referent):
        return False
    named = (candidate.subject.referent, candidate.organisation.referent)
    return any(
        one is not None and one.start > place and _is_excepted(index, place, one.start) for one in named
    )


def _of_roles(index: BriefIndex, place: int, organisation: Referent | None) -> bool:
    """Whether the name of a status and that of an organisation have another status between them: 'an
    observer, not a member of the union'."""
    if organisation is None or named_by(index.doc[place]) is None:
        return False
    return any(named_by(word) is not None for word in index.doc[place + 1 : organisation.start])


@switchable(no)
def is_told_of_another(index: BriefIndex, place: int, state: str) -> bool:
    """Whether a state is named behind 'but not' alone, of those that a trigger tells together: 'ratified
    the accession of Chad but not that of Mali'."""
    named = [one for one in index.named_beside(place) if state in one.entities]
    return bool(named) and all(_is_only_excepted(index, place, one) for one in named)


def _is_only_excepted(index: BriefIndex, place: int, one: Referent) -> bool:
    """Whether 'but not' stands before a name behind a trigger, or before it in its clause: 'Chad, not Mali,
    has been suspended'."""
    if one.start > place:
        return _is_excepted(index, place, one.start)
    between = index.doc[one.end : place]
    parted = any(word.pos_ == "VERB" or word.lower_ in RELATIVE for word in between)
    return not parted and _is_excepted(index, max(0, one.start - 4), one.start)


def _is_excepted(index: BriefIndex, place: int, start: int) -> bool:
    """Whether 'but not' or ', not' stands before a name, with other names and 'or' between."""
    lower = index.words.lower
    listed = False
    for at in range(start - 1, place, -1):
        if lower[at] == "not":
            return lower[at - 1] in EXCEPTING
        listed = listed or lower[at] in ("or", "nor")
        if lower[at] not in BEFORE_NAMES and not (listed and at in index.by_token):
            return False
    return False


@switchable(no)
def is_only_voiced(index: BriefIndex, trigger: Trigger, predicate: str, modality: str) -> bool:
    """Whether all that somebody can do is to tell a stance that he has: 'I can say that we back its bid'."""
    if modality != "possible" or predicate not in STANCES:
        return False
    words = index.words
    telling = word_class("saying_verb", "reporting_verb", "voicing_verb")
    return any(
        words.lemmas[above] in telling and words.has_word(above, "can")
        for above in words.above(trigger.token.i)
    )


@switchable(nothing)
def carried_status(index: BriefIndex, candidate: Candidate, organisation: str) -> str | None:
    """The status that was told before, where a clause takes it up: of the bid that a stance is on, or as
    'that status'; not where the sentence says itself that it is about members."""
    scene = candidate.scene
    joined = status_of_a_step(index, candidate, organisation)
    joined = joined or status_in_capacity(index, scene.trigger, organisation)
    if joined is not None or names_joining(index, scene.trigger):
        return joined
    matter = matter_before(index, scene.trigger, scene.predicate)
    if matter is not None and organisation in matter.organisations:
        if set(candidate.subject.entities) <= set(matter.subjects):
            return matter.status
    return (
        same_status(index, scene.trigger, organisation)
        or status_of_these(index, scene.trigger, organisation)
        or status_in_question(index, candidate, organisation)
        or status_on_offer(index, candidate, organisation)
    )


@switchable(nothing)
def status_of_a_step(index: BriefIndex, candidate: Candidate, organisation: str) -> str | None:
    """The status that a step was on the way to, which names none: of an application by the clause that
    says what came of it, of 'the agreement' by what was told of the same state last."""
    scene = candidate.scene
    if scene.predicate in ("applied", "invited", "started"):
        return status_got_after(index, scene.trigger, organisation)
    token = scene.trigger.token
    things = dependents(token, "nsubjpass", "dobj")
    if scene.predicate != "signed" or not any(_is_the_treaty(index, thing) for thing in things):
        return None
    return _lesser_status_told(index, candidate, organisation, ("admitted", "holds", "applied", "invited"))


def _is_the_treaty(index: BriefIndex, thing: Token) -> bool:
    """'The agreement', whose and for what is not said."""
    children = [child for child in thing.children if child.dep_ != "det"]
    definite = any(child.lower_ == "the" for child in thing.lefts)
    return definite and not children and "treaty" in index.words.kinds[thing.i]


@switchable(nothing)
def status_in_question(index: BriefIndex, candidate: Candidate, organisation: str) -> str | None:
    """The status that others were just told to get, lose or ask for, where somebody is told to ask for
    one, get it or not, and no other is named: 'The last to be made an observer was Chad, in 2017. Mali and
    Togo applied in 2020.'"""
    if candidate.scene.predicate not in IN_QUESTION:
        return None
    place = candidate.scene.trigger.token.i
    sentence = index.sentence_of[place]
    near = (one for one in before(index, place) if one.sentence >= sentence - 1)
    told = [one for one in near if one.predicate in IN_QUESTION and one.place != place]
    if not told or {one.organisations for one in told} != {(organisation,)}:
        return None
    statuses = {one.status for one in told}
    return statuses.pop() if len(statuses) == 1 and not statuses & {"member", "candidate"} else None


@switchable(nothing)
def status_on_offer(index: BriefIndex, candidate: Candidate, organisation: str) -> str | None:
    """The lesser status that all others were just told of, where a stance is on the bid of somebody of whom
    nothing was told: 'The club invited Chad and Mali to become partners. Togo blocked Benin's bid.'"""
    place, words = candidate.scene.trigger.token.i, index.words
    on_bid = any("bid" in words.kinds[one] for one in words.below(place, "dobj"))
    if candidate.scene.predicate not in STANCES or not on_bid:
        return None
    told = [one for one in before(index, place) if one.predicate not in STANCES]
    told = [one for one in told if organisation in one.organisations]
    if any(not set(candidate.subject.entities).isdisjoint(one.subjects) for one in told):
        return None
    offered = {(one.predicate in ON_OFFER, one.status) for one in told}
    ((got, status),) = offered if len(offered) == 1 else ((False, ""),)
    return status if got and status not in ("member", "candidate") else None


def _lesser_status_told(
    index: BriefIndex, candidate: Candidate, organisation: str, predicates: tuple[str, ...]
) -> str | None:
    """The lesser status told last of a subject and an organisation by one of these predicates, or None."""
    subjects = set(candidate.subject.entities)
    place = candidate.scene.trigger.token.i
    told = (one for one in before(index, place) if organisation in one.organisations)
    told = (one for one in told if subjects <= set(one.subjects))
    last = next(told, None)
    if last is None or last.predicate not in predicates or last.polarity != "affirmed":
        return None
    return last.status if last.status not in ("member", "candidate") else None


def date_told(
    index: BriefIndex,
    candidate: Candidate,
    same: Proposal | None,
    subject: Referent | None,
    organisation: str,
) -> Dated | None:
    """The date of a claim: by the rule that proposes the same, if that has one of its own, else by the words
    that tell it."""
    if same is not None and same.frame in DATED:
        return Dated(same.trigger.i, same.trigger.i + 1, same.when) if same.when else None
    place = candidate.organisation.referent
    parts = place.parts if place is not None else ()
    place = next((part for part in parts if organisation in part.entities), place)
    scene = candidate.scene
    trigger = scene.trigger.token
    if same is None or goes_on(trigger, same.trigger):
        if scene.by_reader and scene.trigger.entry.name.startswith("reader"):
            verb = _verb_of(index, subject)
            return date_of(index, verb, subject, scene.predicate, place) if verb is not None else None
        return date_of(index, trigger, subject, scene.predicate, place)
    found = date_of(index, same.trigger, subject, scene.predicate, place, frozenset({same.statement}))
    said = same.statement is not None and scene.predicate in EVENTS
    if found is None and said and _at_once(index, same.trigger):
        return Dated(same.trigger.i, same.trigger.i + 1, index.doc._.statements[same.statement].said_on)
    return found


def _verb_of(index: BriefIndex, subject: Referent | None) -> Token | None:
    """The verb that tells something of somebody; None where it only tells that he speaks, or is missing."""
    above = index.words.above(subject.root) if subject is not None else ()
    verb = next((at for at in above if index.words.parts[at] in ("VERB", "AUX")), None)
    if verb is None or index.words.is_a(verb, "reporting_verb", "saying_verb"):
        return None
    return index.words.tokens[verb]


@switchable(no)
def _at_once(index: BriefIndex, trigger: Token) -> bool:
    """Whether something is said to happen when it is said: 'are leaving with immediate effect'."""
    return "immediate" in index.words.lower[trigger.i : index.here(trigger.i).stop]


def goes_on(word: Token, earlier: Token) -> bool:
    """Whether a verb goes on with the same subject after another and tells a happening of its own: 'froze
    its bid in 2013 and withdrew it in 2015'."""
    if word.pos_ != "VERB" or earlier.pos_ != "VERB" or word.dep_ not in ("conj", "dep"):
        return False
    if earlier.i >= word.i or dependents(word, *SUBJECTS):
        return False
    return any(above.i == earlier.i for above in ancestors(word))
