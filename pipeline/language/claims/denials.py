"""What somebody is told outright not to have got or wanted: 'was not elected to the council',
'failed to win a seat on it', 'has yet to join', 'the club invited Chad. It declined.'"""

from typing import NamedTuple

from pipeline.language.claims.factuality.how_told import Factuality
from pipeline.language.claims.factuality.whether_told import is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.offers import status_in
from pipeline.language.claims.plain_verbs import of_verb, told_by_verb
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.roles import role_behind
from pipeline.language.claims.statuses import named_by
from pipeline.language.claims.told import Told, before
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS

RETURNING = frozenset({"return"})
PLACES = frozenset({"membership", "seat", "status"})
INTO = frozenset({"to", "into"})
WHERE = frozenset({"on", "in", "of", "at", "to", "with"})
# What makes something else of who is elected or admitted, or says to what he is.
OTHERWISE = frozenset({"dobj", "oprd", "attr", "xcomp"})
NAMES = frozenset({"name", "alias", "capital", "list", "first_person", "anaphora"})
BACK = frozenset({"it", "they"})
ASKED_IN = frozenset({"invitation", "offer"})
# Below these a verb of refusal has what is refused, or what is not done.
REFUSED = frozenset({"dobj", "xcomp", "ccomp", "prep", "prt"})


class Denied(NamedTuple):
    """What is denied: the predicate, of whom, in which organisations, for what status, by what words."""

    predicate: str
    subjects: tuple[str, ...]
    organisations: tuple[str, ...]
    status: str
    words: tuple[int, ...]


@kept
def denials(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence denies outright, or tells to be declined, in text order."""
    found = []
    for verb in range(*index.bounds[sentence]):
        ways = WAYS.get(index.words.parts[verb], ())
        found += [one for way in ways if (one := way(index, verb)) is not None]
    return tuple(found)


@switchable(nothing)
def _not_got(index: BriefIndex, verb: int) -> Proposal | None:
    """'Was not elected to the council', 'failed to win a seat on it', 'we have not been admitted'."""
    words = index.words
    below = {words.relations[child]: child for child in words.children[verb]}
    if words.is_a(verb, "electing_verb"):
        body = _behind(index, verb, INTO)
        if "auxpass" not in below or OTHERWISE & below.keys() or body is None:
            return None
        status = "member"
    else:
        thing = below.get("dobj")
        body = _behind(index, thing, WHERE) if thing is not None and _is_place(index, thing) else None
        if not words.is_a(verb, "winning_verb") or thing is None or body is None:
            return None
        status = status_in(index, thing, body)
    who = _whose(index, verb)
    return _denied(index, verb, "admitted", who, body, status) if who is not None else None


@switchable(nothing)
def _not_joined(index: BriefIndex, verb: int) -> Proposal | None:
    """'Has yet to join the club', 'has not acceded to it', 'has never returned to it'."""
    words = index.words
    have, back = words.heads[verb], words.lemmas[verb] in RETURNING
    if not words.is_a(verb, "acceding_verb") and not back:
        return None
    had = words.relations[verb] == "xcomp" and words.lemmas[have] == "have"
    yet = had and "yet" in words.lower[have + 1 : verb]
    if not yet and not _is_plainly_denied(index, verb):
        return None
    body, who = _behind(index, verb, INTO) if back else _meant(index, verb), _whose(index, verb)
    if body is None or who is None:
        return None
    role = role_behind(index, body.end - 1, body)
    return _denied(index, verb, "admitted", who, body, role[1] if role is not None else "member")


def _is_plainly_denied(index: BriefIndex, verb: int) -> bool:
    """'Has not joined', 'did not return': a denied past, and not of a time alone ('not until May')."""
    words = index.words
    helping = {words.lower[child] for child in words.below(verb, "aux")}
    behind = words.lower[verb + 1 : index.here(verb).stop]
    denied = any(words.lower[one] in ("not", "n't", "never") for one in words.below(verb, "neg"))
    return denied and bool(helping & {"has", "have", "had", "did"}) and "until" not in behind


@switchable(nothing)
def _not_agreed(index: BriefIndex, verb: int) -> Proposal | None:
    """'Failed to agree on admitting Chad to the club', 'reached no consensus on Chad's entry into it'."""
    words = index.words
    reached = [one for one in words.below(verb, "dobj") if words.is_a(one, "agreement_noun")]
    if words.lemmas[verb] != "agree" and not (words.is_a(verb, "reaching_verb") and reached):
        return None
    about = (one for word in (verb, *reached) for one in words.behind(word, "on"))
    matters = (one for one in about if words.relations[one] == "pobj" and _is_of_joining(index, one))
    matter = next(matters, None)
    if matter is None or (body := _behind(index, matter, INTO | {"in", "of"})) is None:
        return None
    owners = (*words.below(matter, "poss"), *words.behind(matter, "of"))
    who = next((one for place in owners if (one := _at(index, place, STATE)) is not None), None)
    told = told_by_verb(index, verb, "reached")
    could = any(words.lower[child] == "could" for child in words.below(verb, "aux"))
    if who is None or who.link not in NAMES or told.predicate != "deferred":
        return None
    if told.modality != ("possible" if could else "asserted"):
        return None
    if not is_told(index, index.doc[verb], "deferred"):
        return None
    denied = _of_a_place("deferred", who, body, status_in(index, matter, body))
    return _proposal(index, verb, denied, Factuality("deferred", "affirmed", "asserted", (), ()))


def _is_of_joining(index: BriefIndex, noun: int) -> bool:
    return bool({"membership", "bid"}.intersection(index.words.kinds[noun]))


@switchable(nothing)
def _no_plans(index: BriefIndex, verb: int) -> Proposal | None:
    """'There are no plans to rejoin the club', in the words of somebody who speaks for a state."""
    words = index.words
    speaker = index.speaker(verb) if verb in index.statement_of else None
    if speaker is None or speaker.startswith("org:") or not words.below(verb, "expl"):
        return None
    plans = [one for one in words.below(verb, "attr") if "plan" in words.kinds[one]]
    plans = [one for one in plans if words.has_word(one, "no")]
    meant = next((one for plan in plans for one in words.below(plan, "acl", "relcl")), None)
    if meant is None or not words.is_a(meant, "joining_verb") or words.below(meant, *NOUN_SUBJECTS):
        return None
    body = _meant(index, meant)
    if body is None or not is_told(index, index.doc[verb], "declines"):
        return None
    denied = Denied("declines", (speaker,), body.entities, status_in(index, meant, body), (meant, body.start))
    return _proposal(index, verb, denied, Factuality("declines", "affirmed", "asserted", (), ()))


def _meant(index: BriefIndex, verb: int) -> Referent | None:
    """The organisation that a verb of joining, applying or seeking is about; None where it is about
    something else: 'to apply its rules'."""
    words = index.words
    verbs = [verb, *words.below(verb, "xcomp")]
    things = [child for one in verbs for child in words.below(one, "dobj", "attr")]
    things += [thing for one in verbs for thing in words.behind(one, "for")]
    found = [_behind(index, one, INTO) for one in verbs]
    for thing in things:
        named = _at(index, thing, ORGANISATION)
        if named is None and not (_is_place(index, thing) or named_by(words.tokens[thing]) is not None):
            return None
        found.append(named or _behind(index, thing, WHERE))
    return next((one for one in found if one is not None), None)


@switchable(nothing)
def _turned_down(index: BriefIndex, verb: int) -> Proposal | None:
    """'The club invited Chad. It declined', 'Mali refused the offer', of an invitation told just before."""
    words = index.words
    if words.lemmas[verb] not in ("decline", "refuse") or not _says_no_more(index, verb):
        return None
    told = [one for one in before(index, verb) if one.sentence >= index.sentence_of[verb] - 1]
    invited = told[0] if told and told[0].predicate == "invited" and told[0].polarity == "affirmed" else None
    states = _who_declines(index, verb, invited) if invited is not None else ()
    if invited is None or not states:
        return None
    denied = Denied("declines", states, invited.organisations, invited.status, (verb,))
    told_so = told_by_verb(index, verb, "declines")
    if told_so.modality != "asserted" or not is_told(index, index.doc[verb], "declines"):
        return None
    return _proposal(index, verb, denied, told_so, invited.confidence)


def _says_no_more(index: BriefIndex, verb: int) -> bool:
    """Whether a verb of refusal has no object but an invitation, and nothing that is refused to be done."""
    words = index.words
    below = words.below(verb, *REFUSED)
    below = [child for child in below if not any(one in index.date_tokens for one in words.children[child])]
    return all(
        words.lemmas[child] in ASKED_IN and not words.below(child, "prep", "acl", "relcl") for child in below
    )


def _who_declines(index: BriefIndex, verb: int, invited: Told) -> tuple[str, ...]:
    """Who of those invited declines: by name, or all by a pronoun, or one alone as the government."""
    words = index.words
    subject = words.subject(verb)
    if subject is None:
        return ()
    there = index.by_token.get(subject)
    if there is not None and there.kind == STATE and there.link != "anaphora":
        return there.entities if set(there.entities) <= set(invited.subjects) else ()
    if words.lower[subject] == "they":
        return invited.subjects
    alone = len(invited.subjects) == 1
    plain = not any(one in index.by_token for one in words.children[subject])
    government = words.is_a(subject, "own_state_noun") and plain
    return invited.subjects if alone and (words.lower[subject] in BACK or government) else ()


def _of_a_place(predicate: str, who: Referent, body: Referent, status: str) -> Denied:
    """A predicate of who is named and the organisation that is."""
    return Denied(predicate, who.entities, body.entities, status, (who.start, body.start))


def _denied(
    index: BriefIndex, verb: int, predicate: str, who: Referent, body: Referent, status: str
) -> Proposal | None:
    """The proposal of something that is told not to be so; None where it is, or is left open."""
    told = told_by_verb(index, verb, predicate)
    if (told.predicate, told.polarity, told.modality) != (predicate, "negated", "asserted"):
        return None
    if not is_told(index, index.doc[verb], predicate):
        return None
    return _proposal(index, verb, _of_a_place(predicate, who, body, status), told)


def _proposal(
    index: BriefIndex, verb: int, denied: Denied, told: Factuality, at_most: float = 1.0
) -> Proposal:
    return of_verb(
        index,
        verb,
        denied.predicate,
        told,
        denied.words,
        frame="denial",
        subjects=denied.subjects,
        organisations=denied.organisations,
        status=denied.status,
        why=f"“{index.doc[verb].text}” denied, or declined",
        at_most=at_most,
    )


def _whose(index: BriefIndex, verb: int) -> Referent | None:
    """The state that is the subject of a verb, or of one that it completes."""
    words = index.words
    for word in words.above(verb):
        if (own := words.subject(word)) is not None:
            who = _at(index, own, STATE)
            return who if who is not None and who.link in NAMES else None
        if words.relations[word] not in ("xcomp", "conj"):
            break
    return None


def _is_place(index: BriefIndex, noun: int) -> bool:
    """Whether a noun is one for a place in an organisation, and of no other state: 'a seat for Chad'; the
    seat 'of' it is its house."""
    words = index.words
    if any(_at(index, one, STATE) for one in words.behind(noun, "for")):
        return False
    if "seat" in words.kinds[noun] and words.has_word(noun, "of"):
        return False
    return bool(PLACES.intersection(words.kinds[noun]))


def _behind(index: BriefIndex, word: int, prepositions: frozenset[str]) -> Referent | None:
    """The organisation right behind one of some prepositions of a word."""
    found = (_at(index, one, ORGANISATION) for one in index.words.behind(word, *prepositions))
    return next((one for one in found if one is not None), None)


def _at(index: BriefIndex, place: int, kind: str) -> Referent | None:
    """Who of a kind is named at a word, in a list all of them; no part of an organisation."""
    found = index.named_at(place, kind)
    return found if found is not None and found.link != "body" else None


WAYS = {
    "VERB": (_not_got, _not_joined, _not_agreed, _no_plans, _turned_down),
    "AUX": (_no_plans,),
}
