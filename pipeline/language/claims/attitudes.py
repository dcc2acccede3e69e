"""Stances that their construction alone tells: 'Chad applied. Mali backs the request, the senators of Togo are against it.'

Who is the subject of a word of favour, or of its contrary, takes the stance; what it is on is what the word has as its object, or
the bid that was told before where that goes back to it. Elsewhere the weights decide.
"""

import dataclasses
from collections.abc import Iterator

from pipeline.language.claims.echoes import entities_at
from pipeline.language.claims.factuality import Factuality, factuality
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.rules.context import BID
from pipeline.language.claims.stance_scope import is_a_place
from pipeline.language.claims.statuses import status_of
from pipeline.language.claims.told import BIDS, FARTHEST, LIKELY, TOLD_FROM, Told, is_elsewhere, whole
from pipeline.language.claims.triggers import ABOUT_BELONGING, PLACES, STANCES, Trigger, kinds_of
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class, word_notes

# Rows whose words tell a stance by their construction alone: 'agrees', of what was told.
BY_CONSTRUCTION = frozenset({"consents"})
TAKEN = STANCES - {"conditional"}
# By these edges a word shares the subject of what governs it.
SHARING = frozenset({"xcomp", "conj", "acomp", "attr", "prep", "dobj", "pobj", "advmod", "oprd"})
RELATIVES = frozenset({"which", "who", "that"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "ccomp", "xcomp"})
# Prepositions behind which stands what a stance is on.
ON = frozenset({"to", "on", "about", "for", "of", "over", "against", "regarding", "towards", "in"})
BACK = frozenset({"it", "this", "that", "them"})
DETERMINING = frozenset({"the", "both", "all", "these", "those", "its", "their", "his", "her", "our"})
OWN = frozenset({"his", "her", "my", "our"})
DEFINITE = frozenset({"the", "this", "that", "its", "their"})
# Nouns of belonging that are as often of something else.
AMBIGUOUS = frozenset({"treaty", "talks", "status", "invitation", "suspension"})
OF = frozenset({"of", "for"})
AGAINST = frozenset({"opposes", "rejected"})
# What is told of bids, and what one may come back from.
OF_BIDS = BID | {"withdrew", "suspended", "expelled"}
# Sentences back: of what nothing says what it is on, and of what only points to it.
FARTHEST_VAGUE, FARTHEST_POINTED = 2, 1
DONE = frozenset({"admitted", "reinstated"})
TO_COME = frozenset({"will", "would", "'ll", "’ll", "shall", "'d", "’d"})
# Beside those that the lexicon has for every claim.
CONDITIONS = frozenset({"once", "when", "after"})
NAMING = frozenset({"name", "alias", "list", "demonym", "capital"})
OPENING_QUOTES = ("“", '"', "‘", "'", "«", "''")
SURE = 0.6  # what was told less surely is left to the weights


@switchable(nothing)
def plain_stance(index: BriefIndex, trigger: Trigger) -> Proposal | None:
    """What a word tells as the stance of its subject on a bid; None where it does not say clearly whose or on what."""
    if not _is_outright(index, trigger) or _denies_doubt(trigger) or _is_to_be_done(trigger):
        return None
    told = factuality(index, trigger)
    subject = _subject(index, trigger.token.i)
    if subject is None or told.predicate not in STANCES or told.modality == "possible":
        return None
    matter = _matter(index, trigger, subject)
    if matter is None or matter.confidence < SURE:
        return None
    actors = _actors(index, subject, matter)
    if not _named_actors(index, subject):
        matter = _of_place(index, trigger, subject, matter)
    if not actors or not matter.subjects:
        return None
    return _proposal(index, trigger, told, actors, subject, matter)


@switchable(no)
def is_of_no_bid(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a stance is on a thing that is no bid ('has no position on the strike'), or favour only points to what it is for and
    another state is named since a bid was told: 'Chad applied. Mali went to the polls. Togo welcomed the step'."""
    if not _is_outright(index, trigger):
        return False
    theme, subject = next(_themes(index, trigger), None), _subject(index, trigger.token.i)
    if theme is None or subject is None or theme in index.by_token:
        return False
    if _is_thing(index, theme) and not set(OPENING_QUOTES) & set(index.words.lower[trigger.token.i : theme]):
        return not any(one.kind == ORGANISATION for one in _referents(index, trigger))
    if trigger.entry.predicate != "supports" or not _goes_back(index, theme):
        return False
    told = _open_bids(index, trigger)
    known = (*_named_actors(index, subject), *(told[0].subjects if told else ()))
    if ABOUT_BELONGING.intersection(index.words.kinds[theme]) or not told:
        return False
    far = index.sentence_of[trigger.token.i] - told[0].sentence > FARTHEST_POINTED
    return far or _is_between(index, trigger, theme, told[0], known)


def _is_thing(index: BriefIndex, theme: int) -> bool:
    """Whether a noun is one of no kind that has to do with membership, or of such a thing: 'the candidate for president'."""
    words = index.words
    if words.parts[theme] != "NOUN":
        return False
    if words.kinds[theme] or words.lemmas[theme] in word_class("step_noun") | word_class("state_noun"):
        prepositions = [*words.children[theme], *words.children[words.heads[theme]]]
        behind = [one for child in prepositions if child > theme for one in words.children[child]]
        return any(
            _is_behind_of(index, one) and words.parts[one] == "NOUN" and not _is_of_bid(index, one)
            for one in behind
        )
    return True


def _is_outright(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a word tells a stance and hardly anything else ('backs', 'is against', 'takes no side'), or does on a condition
    ('would accept it only under another name')."""
    predicate, token = trigger.entry.predicate, trigger.token
    if predicate not in TAKEN or token.pos_ in ("NOUN", "PROPN"):
        return False
    if trigger.entry.name == "drop_objection":
        return any("objection" in kinds_of(child) for child in token.children)
    if len(trigger.words) > 1:
        return all(index.words.heads[word] in trigger.words for word in trigger.words[1:])
    if token.lemma_.lower() in word_class("outright_stance"):
        return True
    return predicate == "supports" and trigger.entry.part == "verb" and _on_condition(index, token.i)


def _denies_doubt(trigger: Trigger) -> bool:
    """'Has no such doubts': of some bid or other."""
    words = (trigger.token.doc[i] for i in trigger.words)
    return trigger.entry.name == "different_stance" and any(
        child.lower_ == "such" for word in words for child in word.children
    )


def _is_to_be_done(trigger: Trigger) -> bool:
    """'Too weak to block it': the weights know better who would."""
    own = trigger.token.children
    return trigger.entry.predicate != "undecided" and any(
        child.dep_ == "aux" and child.lower_ == "to" for child in own
    )


def _proposal(
    index: BriefIndex, trigger: Trigger, told: Factuality, actors: tuple[str, ...], subject: int, matter: Told
) -> Proposal:
    conditional = told.modality == "conditional" or _on_condition(index, trigger.token.i)
    predicate = "conditional" if conditional else told.predicate or trigger.entry.predicate
    asserted = predicate in ("conditional", "undecided")
    return Proposal(
        frame=trigger.entry.name,
        trigger=trigger.token,
        predicate=predicate,
        subjects=matter.subjects,
        organisations=matter.organisations,
        actors=actors,
        status=matter.status,
        polarity="affirmed" if asserted else told.polarity,
        modality="asserted",
        when=None,
        statement=index.statement_of.get(trigger.token.i),
        tokens=tuple(sorted({*trigger.words, *_phrase(index, subject)})),
        words=told.words,
        why=f"“{trigger.token.text}” of “{index.words.tokens[subject].text}”",
        plain=True,
        at_most=matter.confidence,
    )


def _subject(index: BriefIndex, token: int) -> int | None:
    """Who does what a word tells: the subject of its verb, or of one that it shares it with."""
    words = index.words
    for word in words.above(token):
        own = [child for child in words.children[word] if words.relations[child] in NOUN_SUBJECTS]
        if own:
            subject = own[0]
            if words.lower[subject] in RELATIVES and words.relations[word] == "relcl":
                return words.heads[word]
            return subject if words.relations[subject] == "nsubj" and subject < token else None
        if words.relations[word] not in SHARING:
            return None
    return None


def _actors(index: BriefIndex, subject: int, matter: Told) -> tuple[str, ...]:
    """Who a subject is: the states named there, the organisation of the bid where it is one of its organs, else a group by
    the words that it is told in."""
    codes = _named_actors(index, subject)
    if codes:
        return codes
    words = index.words
    if words.lemmas[subject] in word_class("organ_noun") and _is_the(index, subject):
        return matter.organisations
    if not _takes_sides(index, subject):
        return ()
    phrase = _phrase(index, subject)
    return (index.doc[phrase.start : phrase.stop].text,)


def _named_actors(index: BriefIndex, subject: int) -> tuple[str, ...]:
    """Who is named as a subject; 'his country' in somebody's words is the speaker's."""
    words = index.words
    if subject in index.statement_of and any(words.lower[child] in OWN for child in words.children[subject]):
        speaker = index.speaker(subject)
        return (speaker,) if speaker is not None else ()
    there = index.by_token.get(subject)
    if there is not None and there.link == "person" and _is_below_state(index, subject):
        return ()
    return entities_at(index, subject)


def _is_below_state(index: BriefIndex, person: int) -> bool:
    """Whether somebody is said to be of a group that is not his state's government: 'Senator Ane Lund'."""
    words = index.words
    beside = [one for one in range(*index.bounds[index.sentence_of[person]]) if person in words.above(one)]
    return any(words.lemmas[one] in word_class("taking_sides_noun") - {"deputy"} for one in beside)


def _takes_sides(index: BriefIndex, noun: int) -> bool:
    """Whether a noun is one for a group that may be for or against a bid, or a name with one ('the nationalist party Zora'); of
    states some that are not told before ('several members', 'thirty countries')."""
    words = index.words
    if words.tokens[noun].tag_ == "NNS" and words.lemmas[noun] in word_class("plural_state_noun"):
        return not any(words.lower[child] in DETERMINING for child in words.children[noun] if child < noun)
    named = words.parts[noun] == "PROPN"
    leads = [child for child in words.children[noun] if words.relations[child] in ("compound", "nmod")]
    return any(
        words.lemmas[one] in word_class("taking_sides_noun") for one in (noun, *(leads if named else ()))
    )


def _of_place(index: BriefIndex, trigger: Trigger, subject: int, matter: Told) -> Told:
    """A bid as one of the state alone where a clause finds a group without a name: 'in Mali some senators oppose the move'."""
    places = {
        code
        for one in _referents(index, trigger)
        if one.kind == STATE and one.end <= subject
        for code in one.entities
    }
    if not places:
        return matter
    return dataclasses.replace(matter, subjects=tuple(code for code in matter.subjects if code in places))


def _is_the(index: BriefIndex, noun: int) -> bool:
    words = index.words
    return any(words.lower[child] == "the" for child in words.children[noun])


def _phrase(index: BriefIndex, noun: int) -> range:
    """The words of a noun phrase without what is said beside it."""
    words = index.words
    kept = [noun]
    for word in kept:
        kept += [
            child
            for child in words.children[word]
            if words.relations[child] not in ("relcl", "appos", "punct", "advcl", "cc", "conj", "acl")
            or child < noun
        ]
    return range(min(kept), max(kept) + 1)


def _matter(index: BriefIndex, trigger: Trigger, subject: int) -> Told | None:
    """What a stance is on: what its object names, the bid told before if it goes back to it, or what the same actor was told to
    be against."""
    themes = list(_themes(index, trigger))
    actors = _named_actors(index, subject)
    named = _named(index, trigger, themes)
    if named is not None:
        return None if set(actors) & set(named.subjects) else named
    told = _open_bids(index, trigger)
    if trigger.entry.predicate == "opposes" and not themes:
        own = [one for one in told if one.predicate in AGAINST and actors and set(actors) <= set(one.actors)]
        if own:
            return _as_sure(told, max(own, key=lambda one: (one.sentence, one.confidence)))
    if not themes and not _stands_alone(trigger):
        return None
    theme = next(iter(themes), None)
    owners = set() if theme is None else _owners(index, theme, actors)
    if owners is None or not all(_is_of_bid(index, one) for one in themes[1:] if _is_behind_of(index, one)):
        return None
    matter = _last(index, trigger, told, owners, theme)
    if matter is None or set(actors) & set(matter.subjects):
        return None
    if not owners and _is_between(index, trigger, theme, matter, actors):
        return None
    return dataclasses.replace(matter, status=_status(index, trigger, matter, theme))


def _stands_alone(trigger: Trigger) -> bool:
    """Whether a word of stance asks for no object: 'is against', 'does not object', 'takes no side'."""
    if trigger.entry.predicate == "supports":
        return trigger.entry.name in BY_CONSTRUCTION
    notes = word_notes("outright_stance")
    return len(trigger.words) > 1 or notes.get(trigger.token.lemma_.lower()) != "object"


def _is_behind_of(index: BriefIndex, word: int) -> bool:
    words = index.words
    return words.relations[word] == "pobj" and words.lower[words.heads[word]] in OF


def _is_between(
    index: BriefIndex, trigger: Trigger, theme: int | None, matter: Told, actors: tuple[str, ...]
) -> bool:
    """Whether something stands between a bid and a stance that it may as well be on: another state, or for 'it' another thing."""
    words, place = index.words, trigger.token.i
    start = index.bounds[index.sentence_of[place]][0]
    pointed = theme is None or not ABOUT_BELONGING.intersection(words.kinds[theme])
    first = matter.sentence + 1 if pointed else index.sentence_of[place]
    if _others_named(index, trigger, first, {*actors, *matter.subjects}):
        return True
    if theme is None or words.lower[theme] not in BACK:
        return False
    return any(
        words.relations[one] == "dobj"
        and words.parts[one] == "NOUN"
        and one not in index.by_token
        and not PLACES.intersection(words.kinds[one])
        for one in range(start, place)
    )


def _others_named(index: BriefIndex, trigger: Trigger, first: int, known: set[str]) -> bool:
    """Whether a stance's clause is preceded, in its sentence and those from `first` on, by other states than those of the bid and
    those that took a stance on it, so that it may be on theirs."""
    here = index.sentence_of[trigger.token.i]
    told = [one for one in index.readings if one.sentence >= first - 1 and one.confidence >= TOLD_FROM]
    acting = {code for one in told for code in one.actors}
    return any(
        one.kind == STATE
        and one.link in NAMING
        and one.end <= trigger.token.i
        and not is_a_place(index, one)
        and not set(one.entities) <= known | acting
        for sentence in range(min(first, here), here + 1)
        for one in index.in_sentence[sentence]
    )


def _status(index: BriefIndex, trigger: Trigger, matter: Told, theme: int | None) -> str:
    """The status that a bid told before is for: who has a lesser one is backed for more."""
    if theme is not None and _is_entry(index, theme) or matter.predicate in ("admitted", "holds"):
        return status_of(index, trigger, matter.organisations[0])
    return matter.status


def _is_entry(index: BriefIndex, theme: int) -> bool:
    words = index.words
    return "membership" in words.kinds[theme] and words.lemmas[theme] not in word_class("return_noun")


def _open_bids(index: BriefIndex, trigger: Trigger) -> list[Told]:
    """What was told of bids before a word, the last first."""
    return [
        one
        for one in reversed(index.readings)
        if one.place < trigger.token.i and one.predicate in OF_BIDS and one.confidence >= LIKELY
    ]


def _last(
    index: BriefIndex, trigger: Trigger, told: list[Told], owners: set[str], theme: int | None = None
) -> Told | None:
    """The last bid told of `owners`, or of anybody; what only points to it ('it', 'the move', no object at all) is near by."""
    words, here = index.words, index.sentence_of[trigger.token.i]
    if owners:
        told = [one for one in told if owners <= set(one.subjects)]
    else:
        told = [one for one in told if here - one.sentence <= _farthest(index, theme, one)]
    if theme is not None and "bid" in words.kinds[theme]:
        told = [one for one in told if one.predicate in BIDS] or told
    back = theme is not None and words.lemmas[theme] in word_class("return_noun")
    told = [one for one in told if back or one.predicate in BID]
    latest = [one for one in told if one.sentence == told[0].sentence]  # told of in one breath
    if not latest:
        return None
    surest = max(latest, key=lambda one: one.confidence)
    matter = _as_sure(told, whole([one for one in latest if one.confidence >= TOLD_FROM], surest, owners))
    rivals = (one for one in latest if one.confidence >= SURE and not _is_within(one, matter))
    if any(rivals) or is_elsewhere(
        index, trigger, trigger.entry.predicate, matter.subjects, matter.organisations
    ):
        return None
    return matter


def _farthest(index: BriefIndex, theme: int | None, one: Told) -> int:
    """How many sentences back what was told may be that a stance is on."""
    if theme is None and one.predicate not in DONE:
        return FARTHEST_VAGUE
    noun = theme is not None and ABOUT_BELONGING.intersection(index.words.kinds[theme])
    return FARTHEST if noun else FARTHEST_POINTED


def _is_within(one: Told, matter: Told) -> bool:
    return one.organisations == matter.organisations and set(one.subjects) <= set(matter.subjects)


def _as_sure(told: list[Told], matter: Told) -> Told:
    """A bid as surely told as by the surest that was told of it."""
    same = [
        one.confidence
        for one in told
        if one.organisations == matter.organisations and set(matter.subjects) <= set(one.subjects)
    ]
    return dataclasses.replace(matter, confidence=max([matter.confidence, *same]))


def _owners(index: BriefIndex, theme: int, actors: tuple[str, ...]) -> set[str] | None:
    """The states whose an object is; None where it is no bid or names something else. A pronoun taken for the actor's own ('Mali
    opposed its return') says nothing."""
    words = index.words
    if not _goes_back(index, theme):
        return None
    unknown = (
        child
        for child in words.children[theme]
        if words.relations[child] == "poss" and child not in index.by_token
    )
    if any(words.parts[child] != "PRON" for child in unknown):
        return None
    found: set[str] = set()
    for one in index.in_sentence[index.sentence_of[theme]]:
        if theme not in index.words.above(one.root) or index.words.relations[one.root] in ("relcl", "acl"):
            continue
        if set(one.entities) <= set(actors) and one.link in ("anaphora", "group"):
            continue
        if one.kind != STATE or set(one.entities) & set(actors):
            return None
        found |= set(one.entities)
    return found


def _themes(index: BriefIndex, trigger: Trigger) -> Iterator[int]:
    """What a stance has as its object, or behind a preposition: of the last noun of an idiom ('takes no side on')."""
    words = index.words
    idiom = {
        *trigger.words,
        *(one for one in words.children[trigger.token.i] if _is_dropped(index, one, trigger)),
    }
    for word in sorted(idiom):
        for child in words.children[word]:
            if child in idiom or child < trigger.token.i and not _is_fronted(index, child, trigger):
                continue
            if (
                words.relations[child] in OBJECTS
                or words.relations[child] == "pobj"
                and words.lower[word] in ON
            ):
                yield child
            elif words.relations[child] == "prep" and words.lower[child] in ON:
                yield from (
                    one
                    for one in words.children[child]
                    if words.relations[one] in ("pobj", "pcomp") and one not in index.date_tokens
                )


def _is_fronted(index: BriefIndex, child: int, trigger: Trigger) -> bool:
    """'On Mali's request Chad takes no position'."""
    return trigger.entry.predicate == "undecided" and index.words.lower[child] == "on"


def _is_dropped(index: BriefIndex, word: int, trigger: Trigger) -> bool:
    """The objection that somebody drops."""
    return trigger.entry.name == "drop_objection" and "objection" in index.words.kinds[word]


def _named(index: BriefIndex, trigger: Trigger, themes: list[int]) -> Told | None:
    """The bid that an object names with state and organisation: 'opposes the entry of Chad into the League'."""
    words = index.words
    theme = next(iter(themes), None)
    if theme is None or not (ABOUT_BELONGING - AMBIGUOUS).intersection(words.kinds[theme]):
        return None
    inside = [one for one in _referents(index, trigger) if theme in words.above(one.root)]
    states = [one for one in inside if one.kind == STATE]
    bodies = [one for one in inside if one.kind == ORGANISATION]
    if len(states) != 1 or len(bodies) != 1 or len(bodies[0].entities) != 1:
        return None
    token, organisation = trigger.token.i, bodies[0].entities[0]
    status = status_of(index, trigger, organisation, bodies[0])
    return Told(
        token,
        index.sentence_of[token],
        "seeks",
        states[0].entities,
        bodies[0].entities,
        (),
        status,
        "affirmed",
        "asserted",
        None,
        1.0,
    )


def _referents(index: BriefIndex, trigger: Trigger) -> list[Referent]:
    return index.in_sentence[index.sentence_of[trigger.token.i]]


def _goes_back(index: BriefIndex, theme: int) -> bool:
    """Whether an object is a bid or whose it is: a pronoun, a state, or a definite noun for a bid."""
    words = index.words
    if theme in index.by_token:
        return index.by_token[theme].kind == STATE
    if words.lower[theme] in BACK:
        return True
    kinds = ABOUT_BELONGING.intersection(words.kinds[theme]) - AMBIGUOUS
    if not kinds and words.lemmas[theme] not in word_class("step_noun"):
        return False
    inside = [one for child in words.children[theme] for one in (child, *words.children[child])]
    things = [one for one in inside if _is_behind_of(index, one)]
    if not all(_is_of_bid(index, one) for one in things):
        return False
    inside += [one for thing in things for one in words.children[thing]]
    return any(words.lower[one] in DEFINITE or one in index.by_token for one in inside)


def _is_of_bid(index: BriefIndex, thing: int) -> bool:
    """Whether what a noun is of is a state, a country without a name or again a bid: not 'the return of the refugees'."""
    words = index.words
    if thing in index.by_token or words.lemmas[thing] in word_class("state_noun"):
        return True
    return words.lower[thing] in BACK or bool(ABOUT_BELONGING.intersection(words.kinds[thing]))


def _on_condition(index: BriefIndex, token: int) -> bool:
    """Whether a stance is one to be taken once something is done: 'will back it when the courts are free', 'would accept it only
    under another name'."""
    words = index.words
    if not any(
        words.lower[child] in TO_COME for word in words.above(token)[:2] for child in words.children[word]
    ):
        return False
    end = index.bounds[index.sentence_of[token]][1]
    for place in range(token + 1, end):
        if words.lower[place] == ";":
            return False
        if words.lower[place] == "only" and words.parts[place + 1 : place + 2] in (["ADP"], ["SCONJ"]):
            return True
        if words.lower[place] in CONDITIONS and words.relations[place] in ("mark", "advmod", "prep"):
            clause = words.heads[place]
            return token in words.above(clause) and clause != token
    return False
