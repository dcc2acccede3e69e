"""Which words carry a claim: the rows of claim_frames.csv matched at a word, with the object that they ask
for."""

import dataclasses
from collections.abc import Callable, Iterator

from spacy.tokens import Token

from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_lexicon import Frame, frames
from pipeline.language.claims.rules.matter import Matter, kinds_of, matter, phrase_end
from pipeline.language.claims.rules.referents import Page, Words
from pipeline.language.claims.rules.sentences import sentence_end, sentence_start
from pipeline.language.registry import is_off, speaks, switchable, yes
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependent, dependents, has_dependent, has_word
from pipeline.lexicon import word_class

NOUN_KINDS_BY_OBJECT = {"membership_bare": "membership"}
THEME_PREPOSITIONS = frozenset(
    {"to", "for", "on", "in", "of", "from", "with", "against", "behind", "about", "over", "at", "upon"}
)
ANAPHORA = frozenset({"it", "this", "that", "them", "both", "these", "those"})
# What shows an 'in' to be a particle: 'let in to', 'came in together'; not 'put off in May'.
BEHIND_PARTICLES = frozenset(
    "in to by on as at last this that again after only together with and but".split()
)
PARTICLES = frozenset("in out of to for on up down off back by behind".split())
# A particle that a frame does not name makes another verb of its head.
OTHER_PARTICLES = frozenset({"up", "down", "on", "off", "away", "over", "through", "along"})
BARE_PREPOSITIONS = frozenset(
    "in on at by last after within before during without until since despite as for only according".split()
)

Admits = Callable[[Token], bool]  # whether a verb's clause is about joining


@dataclasses.dataclass(slots=True)
class Match:
    """A frame at a word. `theme` is the noun or verb that fulfils the frame's object; `about` its matter."""

    frame: Frame
    word: Token
    words: tuple[int, ...]
    theme: Token | None = None
    about: Matter | None = None
    anaphoric: bool = False
    clause: Token | None = None


def candidates(word: Token) -> tuple[Frame, ...]:
    """The frames whose head is this word, by lemma."""
    table = frames()
    lemma = word.lemma_.lower()
    return table.get(lemma, ()) + (table.get(word.lower_, ()) if word.lower_ != lemma else ())


def match(page: Page, word: Token, frame: Frame, admits: Admits) -> Match | None:
    """The frame at this word, or None. `admits(verb)` tells whether a verb's clause is about joining."""
    found = None if is_off(frame.rule) else _match(page, word, frame, admits)
    if found is not None:
        speaks(frame.rule)
    return found


def _match(page: Page, word: Token, frame: Frame, admits: Admits) -> Match | None:
    wanted = frozenset(NOUN_KINDS_BY_OBJECT.get(kind, kind) for kind in frame.object)
    if not _right_part(word, frame) or not _may_be_in(page.sentence(word), frame, wanted):
        return None
    words = _rest(word, frame)
    if words is None or _is_another_verb(word, frame):
        return None
    found = Match(frame, word, (word.i, *words))
    anchor = word.doc[words[-1]] if words else word
    if frame.object:
        return found if _fulfil(page, found, anchor, wanted, admits) else None
    if frame.rest and _last_is_noun(frame):
        _about(page, found, anchor, admits)
    return found


def _may_be_in(sentence: Words, frame: Frame, wanted: frozenset[str]) -> bool:
    """Whether a sentence has the words of a frame, and a noun of a kind that it asks for."""
    if frame.rest and not sentence.words.issuperset(frame.rest):
        return False
    return not frame.object or bool(frame.object & SPECIAL_OBJECTS.keys() or wanted & sentence.kinds)


def _is_another_verb(word: Token, frame: Frame) -> bool:
    """Whether a particle that is none of the frame's makes another verb of its head: 'backs off'; 'takes over
    the chair from Thailand', an office that goes round among the members."""
    particles = {child.lower_ for child in dependents(word, "prt")}
    if frame.name == "take_seat" and "over" in particles:
        return True
    return not frame.rest and not OTHER_PARTICLES.isdisjoint(particles)


def _fulfil(page: Page, found: Match, anchor: Token, wanted: frozenset[str], admits: Admits) -> bool:
    """Find what fulfils the frame's object: the verb's own, one of a special kind, another noun."""
    if _by_own_object(page, found, wanted):
        return True
    for kind, fulfils in SPECIAL_OBJECTS.items():
        if kind in found.frame.object and fulfils(page, found, anchor, admits):
            return True
    return bool(wanted & page.sentence(found.word).kinds) and _by_noun(page, found, wanted)


def _by_own_object(page: Page, found: Match, wanted: frozenset[str]) -> bool:
    """'Backed the bid', 'the bid was backed'."""
    first = syntax.patient(found.word) if syntax.is_verb(found.word) else None
    if first is None or not kinds_of(first) & wanted & {"membership", "bid", "talks", "invitation"}:
        return False
    found.theme, found.about = first, matter(page, first)
    if _fits(page, found):
        return True
    found.theme, found.about = None, None
    return False


def _by_noun(page: Page, found: Match, wanted: frozenset[str]) -> bool:
    """A noun of a wanted kind among those that the frame's words may govern."""
    for candidate in _nominal_candidates(found.word):
        head = _of_kind(candidate, wanted)
        if head is None:
            continue
        found.theme, found.about = head, matter(page, candidate)
        if _fits(page, found):
            return True
    return False


def _right_part(word: Token, frame: Frame) -> bool:
    if frame.part == "verb":
        if syntax.is_verb(word):
            return word.dep_ not in ("amod", "compound", "aux", "auxpass")
        taken_for_a_noun = word.pos_ in ("NOUN", "PROPN") and word.tag_ in ("NNS", "NNP", "NNPS")
        return taken_for_a_noun and word.dep_ == "ROOT" and word.lower_.endswith("s")
    if frame.part == "adjective":
        return word.pos_ in ("ADJ", "ADP", "SCONJ", "VERB", "ADV") and word.dep_ not in ("amod", "aux")
    if frame.part == "noun":
        return word.pos_ == "NOUN" and word.dep_ == "pobj" and word.head.lower_ == "in"
    return True


def _rest(word: Token, frame: Frame) -> tuple[int, ...] | None:
    """The positions of the frame's further words: after the head in order."""
    positions: list[int] = []
    index, stop = word.i + 1, min(word.i + 10, sentence_end(word))
    for wanted in frame.rest:
        while index < stop:
            token = word.doc[index]
            if token.lower_ == wanted or token.lemma_.lower() == wanted:
                break
            if token.text in (";", ":") or (syntax.is_verb(token) and token.dep_ not in ("amod", "compound")):
                index = stop
                break
            index += 1
        if index >= stop or wanted in PARTICLES and not _near(word, index, positions, frame):
            return None
        positions.append(index)
        index += 1
    return tuple(positions)


def _near(word: Token, index: int, positions: list[int], frame: Frame) -> bool:
    """A particle or preposition must stand by the head or its object, and must not open another phrase."""
    token = word.doc[index]
    previous = positions[-1] if positions else word.i
    going_in = frame.part == "verb" and frame.rest[-1] == "in" and frame.head not in ("sit", "stand", "be")
    if going_in and token.lower_ == "in":
        following = word.doc[index + 1] if index + 1 < sentence_end(word) else None
        ends = following is None or following.is_punct or following.lower_ in BEHIND_PARTICLES
        return token.dep_ == "prt" or ends or token.doc[index - 1].lower_ == "back"
    if index - previous <= 2:
        return True
    return token.head.i in (word.i, previous) and (token.dep_ in ("prt", "advmod") or index - previous <= 6)


def _last_is_noun(frame: Frame) -> bool:
    return frame.rest[-1] not in THEME_PREPOSITIONS | {"in", "out", "back", "up", "down", "off", "by", "door"}


def _about(page: Page, found: Match, anchor: Token, admits: Admits) -> None:
    """What a noun of the frame governs: 'interest in joining O', 'support for X's bid'."""
    for verb in _clauses(anchor):
        if admits(verb):
            found.clause = verb
    found.theme, found.about = anchor, matter(page, anchor)
    found.about.owner = None


def _clauses(anchor: Token) -> Iterator[Token]:
    yield from syntax.complements(anchor)
    # The parse often hangs 'in joining' or 'to join' on the verb above.
    if anchor.pos_ == "NOUN" and syntax.is_verb(anchor.head):
        yield from (verb for verb in syntax.complements(anchor.head) if 0 < verb.i - anchor.i <= 4)


def _is_joining(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """'Wants to join': a clause that is about joining."""
    word = found.word
    for start in {word.i: word, anchor.i: anchor}.values():
        for verb in _clauses(start):
            timed = any(c.lower_ in ("before", "after", "until") for c in dependents(verb, "mark"))
            if verb.i > word.i and not timed and admits(verb):
                found.clause = found.theme = verb
                return True
    return False


def _is_dated(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """Nothing but a date, which is looked for when the rest is settled."""
    return "bare" not in found.frame.object


def _is_bare(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """'Chad has applied': nothing at all, but such as tells when or where."""
    word = found.word
    if word.pos_ != "VERB":
        about = THEME_PREPOSITIONS - {"at", "in"}
        behind = (child.lower_ in about for child in dependents(word, "prep"))
        return not has_dependent(word, "pobj", "pcomp") and not any(behind)
    end = syntax.clause_end(word)
    return syntax.patient(word) is None and not any(
        (child.i > word.i or child.dep_ == "prep") and child.lower_ not in BARE_PREPOSITIONS and child.i < end
        for child in dependents(word, "prep", "xcomp", "ccomp")
    )


def _object_of(word: Token, anchor: Token) -> Token | None:
    """What stands behind a frame's last word if a preposition, else what the first is done to."""
    behind = _after(anchor) if anchor is not word and anchor.pos_ == "ADP" and anchor.dep_ != "prt" else None
    return behind if behind is not None else syntax.patient(word)


def _is_pronoun(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """'Signed it': a pronoun, where its sentence has named before what it may be."""
    word, theme = found.word, _object_of(found.word, anchor)
    if theme is None or theme.lower_ not in ("it", "this", "them"):
        return False
    treaty = found.frame.predicate in ("signed", "ratified")
    before = word.doc[max(0, sentence_start(word) - (60 if treaty else 0)) : word.i]
    kinds = {"treaty", "membership"} if treaty else {"membership", "bid", "seat", "talks", "status"}
    if not any(kinds_of(token) & kinds for token in before):
        return False
    found.theme = theme
    return True


def _is_matter_told(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """'Backs the move', 'opposes that', 'is against Chad': a matter that was told before, or whose it is."""
    word, theme = found.word, _object_of(found.word, anchor)
    if theme is None or word.pos_ == "ADP":
        theme = next(_nominal_candidates(word), None)
    if theme is None or word.lemma_ == "mind" and theme.i < word.i:
        return False
    points = theme.lower_ in ANAPHORA | {"ally", "neighbour"} or is_a(theme, "vague_matter_noun")
    alone = theme.lower_ == "one" and not list(theme.children)
    if points or alone or page.referents(theme).states:
        found.theme, found.anaphoric = theme, True
        return True
    return False


def _take(found: Match, theme: Token, who: tuple[str, ...]) -> bool:
    """Take a noun that means somebody for the frame's object; whether it does."""
    if who:
        found.theme = theme
    return bool(who)


def _is_state(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """'Admitted Chad': a state, or an organisation that is let in like one."""
    theme = syntax.patient(found.word)
    if theme is None:
        return False
    who = page.referents(theme)
    return _take(found, theme, who.states or who.organisations)


def _is_state_as_member(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """'Welcomed Chad as a member', 'took Chad into the union'."""
    theme = syntax.patient(found.word)
    if theme is None or not page.referents(theme).states:
        return False
    for preposition, noun in syntax.preposition_objects(found.word, frozenset({"as", "into", "to"})):
        if preposition.lower_ == "as":
            standing = noun.lemma_ in ("member", "observer", "partner", "associate", "candidate")
        else:
            standing = bool(page.referents(noun).organisations)
        if standing:
            found.theme = theme
            return True
    return False


def _is_state_in_passive(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """'Chad was let in', and nothing behind that says into what else."""
    theme = syntax.patient(found.word)
    if theme is None or not syntax.is_passive(found.word) or not page.referents(theme).states:
        return False
    found.theme = theme
    return not any(child.lower_ not in ("on", "in", "at", "as") for child in dependents(found.word, "prep"))


def _is_organisation(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """'Joined the union'."""
    theme = _object_of(found.word, anchor)
    return theme is not None and _take(found, theme, page.referents(theme).organisations)


def _is_states(page: Page, found: Match, anchor: Token, admits: Admits) -> bool:
    """'Consists of Chad and Mali'."""
    theme = _object_of(found.word, anchor)
    return theme is not None and _take(found, theme, page.referents(theme).states)


# What fulfils an object that is no kind of noun, in the order in which they are tried.
SPECIAL_OBJECTS: dict[str, Callable[[Page, Match, Token, Admits], bool]] = {
    "joining": _is_joining,
    "state": _is_state,
    "state_as_member": _is_state_as_member,
    "state_passive": _is_state_in_passive,
    "organisation": _is_organisation,
    "states": _is_states,
    "pronoun": _is_pronoun,
    "bare": _is_bare,
    "dated": _is_dated,
    "matter": _is_matter_told,
}


def _after(preposition: Token) -> Token | None:
    found = dependent(preposition, "pobj")
    if found is not None:
        return found
    for token in preposition.doc[preposition.i + 1 : min(preposition.i + 8, sentence_end(preposition))]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss"):
            return token
        if syntax.is_verb(token) or token.text in (",", ";"):
            return None
    return None


def _nominal_candidates(word: Token) -> Iterator[Token]:
    """Nouns that the word may govern, the likeliest first."""
    seen = set()
    found = [syntax.patient(word) if syntax.is_verb(word) else None]
    if word.pos_ == "ADP" or word.pos_ == "ADV" and word.lower_ == "back":
        found.append(_after(word))
    if syntax.is_verb(word) and syntax.is_passive(word):
        found += dependents(word, "dobj", "oprd")
    for verb in dependents(word, "xcomp", "ccomp"):
        if verb.lemma_ in ("see", "have") or verb.lemma_ in word_class("winning_verb"):
            found += [syntax.patient(verb), *dependents(verb, *NOUN_SUBJECTS)]
    found += [noun for _, noun in syntax.preposition_objects(word, THEME_PREPOSITIONS)]
    found += [child for child in dependents(word, "attr", "oprd", "dative", "npadvmod") if child.i > word.i]
    for noun in found:
        if noun is not None and noun.i not in seen:
            seen.add(noun.i)
            yield noun
    if syntax.is_verb(word) and not syntax.is_passive(word) and (subject := syntax.subject(word)) is not None:
        yield subject


def _of_kind(candidate: Token, wanted: frozenset[str]) -> Token | None:
    """The candidate, or a noun nested in its phrase, that has a wanted kind."""
    if kinds_of(candidate) & wanted:
        return candidate
    if candidate.pos_ not in ("NOUN", "PROPN") or "objection" in kinds_of(candidate):
        # 'drops its objection to Cuba's accession': what is dropped is the objection, not the membership.
        return None
    for token in candidate.doc[candidate.i + 1 : phrase_end(candidate)]:
        if token.pos_ == "NOUN" and kinds_of(token) & wanted:
            return token
    return None


def _fits(page: Page, found: Match) -> bool:
    """The finer conditions of some objects: whose bid, which agreement, what begins."""
    theme, wanted = found.theme, found.frame.object
    assert theme is not None and found.about is not None
    if found.frame.name == "decline_joining" and found.about.subjects:
        agent = syntax.agent(found.word)
        return agent is not None and set(found.about.subjects) <= set(page.referents(agent).states)
    if wanted & {"membership_bare"} and (found.about.subjects or has_word(theme, "the", "his", "her")):
        return False
    if "treaty" in wanted and "treaty" in kinds_of(theme):
        return _accession_paper(page, found)
    if "seat" in kinds_of(theme) and "seat" in wanted:
        known = bool(found.about.organisations) or found.about.owner is not None
        return known or found.word.lemma_ in ("seek", "want")
    return True


@switchable(yes)
def _accession_paper(page: Page, found: Match) -> bool:
    """A treaty counts if it is one of accession or association, an organisation's own, or known."""
    assert found.theme is not None and found.about is not None
    words = _plain_words(page, found.about)
    if "association" in words or words & word_class("joining_noun"):
        return True
    if found.theme.lemma_ == "memorandum":
        return bool(words & {"obligation", "founding", "found"})
    if found.theme.lemma_ in ("statute", "charter", "treaty", "protocol", "convention", "document"):
        return found.frame.predicate in ("ratified", "withdrew") or found.theme.lemma_ in (
            "protocol",
            "statute",
        )
    return False


def _plain_words(page: Page, about: Matter) -> set[str]:
    """The lemmas of a phrase outside the names in it."""
    return {page.doc[index].lemma_.lower() for index in range(*about.tokens) if index not in page.covering}
