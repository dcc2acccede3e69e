"""Who founded an organisation, and so is a member of it: 'Chad set up the club', 'founded by Chad in 1994,
the club'."""

from pipeline.language.claims.factuality.how_told import factuality
from pipeline.language.claims.factuality.whether_told import is_told
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.plain_verbs import plainly_told
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.triggers import Entry, Trigger
from pipeline.language.claims.when import date_of
from pipeline.language.registry import nothing, switchable
from pipeline.lexicon import word_class

ENTRY = Entry("founder", "", (), "any", "holds", None, None, None, False)


@kept
def founders(index: BriefIndex, sentence: int) -> tuple[Proposal, ...]:
    """What a sentence tells of who founded an organisation, in text order."""
    found, doing = [], word_class("setting_up_verb", "leading_verb")
    for token in range(*index.bounds[sentence]):
        if index.words.lemmas[token] not in doing:
            continue
        pair = _set_up(index, token) or _led(index, token) or _founded_by(index, token)
        if pair is None or not is_told(index, index.doc[token], "holds"):
            continue
        told = factuality(index, Trigger(ENTRY, index.doc[token], (token,), True), "holds")
        if (told.polarity, told.modality) == ("affirmed", "asserted"):
            found.append(_proposal(index, token, *pair))
    return tuple(found)


def _proposal(index: BriefIndex, token: int, founder: Referent, organisation: Referent) -> Proposal:
    date = date_of(index, index.doc[token], None, "holds")
    return plainly_told(
        index,
        token,
        (founder.start, organisation.start),
        frame="founder",
        predicate="holds",
        subjects=founder.entities,
        organisations=organisation.entities,
        when=f"{date.edtf}/.." if date is not None and "/" not in str(date.edtf) else None,
        why=f"“{index.doc[token].text}” of whom founded it",
    )


@switchable(nothing)
def _set_up(index: BriefIndex, token: int) -> tuple[Referent, Referent] | None:
    """'Chad and Mali founded the club', 'we set up the club'."""
    words = index.words
    if words.parts[token] != "VERB" or not words.is_a(token, "setting_up_verb"):
        return None
    particles = {words.lower[child] for child in words.below(token, "prt")}
    if words.lemmas[token] == "set" and "up" not in particles:
        return None
    founder = _child(index, token, "nsubj", STATE)
    organisation = _child(index, token, "dobj", ORGANISATION)
    return (founder, organisation) if founder is not None and organisation is not None else None


@switchable(nothing)
def _led(index: BriefIndex, token: int) -> tuple[Referent, Referent] | None:
    """'Chad led the formation of the club'; not where it did anything else to it."""
    words = index.words
    if words.parts[token] != "VERB" or not words.is_a(token, "leading_verb"):
        return None
    founder = _child(index, token, "nsubj", STATE)
    if founder is None:
        return None
    founded = [one for one in words.below(token, "dobj") if words.is_a(one, "founding_noun")]
    places = (one for noun in founded for one in words.behind(noun, "of") if words.relations[one] == "pobj")
    found = (_named(index, one, ORGANISATION) for one in places)
    return next(((founder, one) for one in found if one is not None), None)


@switchable(nothing)
def _founded_by(index: BriefIndex, token: int) -> tuple[Referent, Referent] | None:
    """'The club, founded by Chad', 'the club was set up by Chad', 'founded by Chad in 1994, the club'."""
    words = index.words
    if words.tokens[token].tag_ != "VBN" or not words.is_a(token, "setting_up_verb"):
        return None
    agents = words.below(token, "agent")
    founder = next(
        (one for agent in agents if (one := _child(index, agent, "pobj", STATE)) is not None), None
    )
    if founder is None:
        return None
    organisation = _child(index, token, "nsubjpass", ORGANISATION)
    if organisation is None and words.relations[token] == "acl":
        organisation = _named(index, words.heads[token], ORGANISATION)
    if organisation is None and words.relations[token] == "advcl":
        organisation = _child(index, words.heads[token], "nsubj", ORGANISATION)
    return (founder, organisation) if organisation is not None else None


def _child(index: BriefIndex, token: int, relation: str, kind: str) -> Referent | None:
    """Who of a kind hangs on a word by a relation, all of a list."""
    found = (_named(index, place, kind) for place in index.words.below(token, relation))
    return next((one for one in found if one is not None), None)


def _named(index: BriefIndex, place: int, kind: str) -> Referent | None:
    """Who of a kind is named at a word, all of a list, unless it qualifies a noun ('set up a club unit')."""
    named = index.by_token.get(place)
    if named is None or named.kind != kind or named.link in ("body", "demonym") or named.root != place:
        return None
    following = named.end + (index.words.lower[named.end : named.end + 1] == [")"])
    if kind == ORGANISATION and index.words.parts[following : following + 1] == ["NOUN"]:
        return None
    return index.named_at(place, kind) or named
