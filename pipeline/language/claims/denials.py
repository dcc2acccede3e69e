"""What somebody says outright that he does not want: 'there are no plans to rejoin the club'."""

from pipeline.language.claims.factuality import Factuality, is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.plain_verbs import of_verb
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.statuses import named, named_by
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

PLACES = frozenset({"membership", "seat", "status"})
INTO = frozenset({"to", "into"})
WHERE = frozenset({"on", "in", "of", "at", "to", "with"})
VERBS = frozenset({"VERB", "AUX"})


@kept
def denials(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence tells outright to be declined, in text order."""
    found = []
    for verb in range(*index.bounds[sentence]):
        denied = _no_plans(index, verb) if index.words.parts[verb] in VERBS else None
        if denied is not None:
            found.append(denied)
    return tuple(found)


@switchable(nothing)
def _no_plans(index: BriefIndex, verb: int) -> Proposal | None:
    """'There are no plans to rejoin the club', in the words of somebody who speaks for a state."""
    words = index.words
    speaker = index.speaker(verb) if verb in index.statement_of else None
    if speaker is None or speaker.startswith("org:") or not words.below(verb, "expl"):
        return None
    plans = [one for one in words.below(verb, "attr") if "plan" in words.kinds[one]]
    plans = [one for one in plans if any(words.lower[child] == "no" for child in words.children[one])]
    meant = next((one for plan in plans for one in words.below(plan, "acl", "relcl")), None)
    if (
        meant is None
        or words.lemmas[meant] not in word_class("joining_verb")
        or words.below(meant, *NOUN_SUBJECTS)
    ):
        return None
    body = _meant(index, meant)
    if body is None or not is_told(index, index.doc[verb], "declines"):
        return None
    return of_verb(
        index,
        verb,
        "declines",
        Factuality("declines", "affirmed", "asserted", (), ()),
        frame="denial",
        subjects=(speaker,),
        organisations=body.entities,
        status=_status_in(index, meant, body),
        tokens=(meant, body.start),
        why=f"“{index.doc[verb].text}” denied, or declined",
    )


def _meant(index: BriefIndex, verb: int) -> Referent | None:
    """The organisation that a verb of joining, applying or seeking is about; None where it is about something else: 'to apply its rules'."""
    words = index.words
    verbs = [verb, *(child for child in words.children[verb] if words.relations[child] == "xcomp")]
    below = [child for one in verbs for child in words.children[one]]
    things = [child for child in below if words.relations[child] in ("dobj", "attr")]
    things += [one for child in below if words.lower[child] == "for" for one in words.children[child]]
    found = [_behind(index, one, INTO) for one in verbs]
    for thing in things:
        named = _at(index, thing, ORGANISATION)
        if named is None and not (_is_place(index, thing) or named_by(words.tokens[thing]) is not None):
            return None
        found.append(named or _behind(index, thing, WHERE))
    return next((one for one in found if one is not None), None)


def _is_place(index: BriefIndex, noun: int) -> bool:
    """Whether a noun is one for a place in an organisation, and of no other state: 'a seat for Chad'; the seat 'of' it is its house."""
    words = index.words
    for child in words.children[noun]:
        if words.lower[child] == "for" and any(_at(index, one, STATE) for one in words.children[child]):
            return False
        if words.lower[child] == "of" and "seat" in words.kinds[noun]:
            return False
    return bool(PLACES.intersection(words.kinds[noun]))


def _behind(index: BriefIndex, word: int, prepositions: frozenset[str]) -> Referent | None:
    """The organisation right behind one of some prepositions of a word."""
    words = index.words
    places = (
        one
        for child in words.children[word]
        if words.lower[child] in prepositions
        for one in words.children[child]
    )
    return next((body for one in places if (body := _at(index, one, ORGANISATION)) is not None), None)


def _status_in(index: BriefIndex, thing: int, body: Referent) -> str:
    """The status in an organisation that a phrase names: 'observer status', 'the status of a partner'."""
    words = index.words
    phrase = [one for one in range(*index.bounds[index.sentence_of[thing]]) if thing in words.above(one)]
    found = named(index, phrase, body.entities[0])
    if found:
        return found[0][1]
    roles = (named_by(words.tokens[one]) for one in phrase)
    return next((one for one in roles if one is not None), "member")


def _at(index: BriefIndex, place: int, kind: str) -> Referent | None:
    """Who of a kind is named at a word, in a list all of them; no part of an organisation."""
    here = index.in_sentence[index.sentence_of[place]]
    found = next((one for one in here if one.start <= place < one.end and one.kind == kind), None)
    return found if found is not None and found.link != "body" else None
