"""Allies, partners and members that are other states than the one that is told of.

'Chad consulted its allies in the union', 'with our partners in the club and others, like Chad' and 'Chad
is a partner of Mali, which chairs the union' say nothing of Chad's place: only those belong to it whom the
noun means."""

from pipeline.language.claims.index import STATE, BriefIndex, Referent, kept
from pipeline.language.registry import as_given, no, switchable
from pipeline.language.text.plurals import singular
from pipeline.lexicon import word_class

SUCH_AS = frozenset({"like", "including", "as", "namely"})
MEANT_BY = frozenset({"as", "among", "like"})
PREDICATIVE = frozenset({"attr", "oprd", "acomp", "appos", "dep", "ROOT", "npadvmod"})
BEING = frozenset({"be", "remain"})
BETWEEN_NAMES = frozenset({",", "-", "–", "—", ":", "(", "the", "a", "an", "such"}) | SUCH_AS
# By these edges a noun below a state tells what that state is.
TELLING = frozenset({"appos", "relcl", "acl", "attr", "amod", "compound", "nmod", "conj", "dep"})
OF_THEM = frozenset({"of", "from", "among", "between"})
LONGEST_GAP = 3  # words between a noun and the first of those it lists


def are_others(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether the allies, partners or members that a noun means are others than `subject`."""
    return (
        _are_had(index, token, subject)
        or _stand_apart(index, token, subject)
        or _stand_apart(index, _described(index, token), subject)
        or _are_somebodys(index, token)
    )


def is_companion(index: BriefIndex, word: int) -> bool:
    """Whether a word is a noun for a companion, also where the model takes it for a name ('Allies')."""
    words = index.words
    return words.parts[word] in ("NOUN", "PROPN") and singular(words.lemmas[word]) in word_class(
        "companion_noun"
    )


def is_of_fellows(index: BriefIndex, token: int) -> bool:
    """Whether a noun means somebody's fellows: 'other members', 'fellow member states'."""
    words, noun = index.words, index.words.up(token, "compound")
    first = words.tokens[noun].left_edge.i
    return any(words.lower[one] in word_class("fellow_word") for one in range(first, noun))


def listing_noun(index: BriefIndex, token: int) -> int:
    """The noun whose members a word lists ('partners, including Chad'), else the word itself."""
    words = index.words
    above = words.heads[token]
    if words.lower[token] not in SUCH_AS or words.parts[above] not in ("NOUN", "PROPN") or above > token:
        return token
    further = words.heads[words.heads[above]]
    if words.relations[above] == "pobj" and not is_of_states(index, above) and is_of_states(index, further):
        return further
    last = max(words.below(above, "conj"), default=above)
    return last if above < last < token and is_of_states(index, last) else above


def is_of_states(index: BriefIndex, noun: int) -> bool:
    """Whether a noun means states by what they are to each other or to an organisation."""
    lemma = singular(index.words.lemmas[noun])
    return lemma in word_class("companion_noun") or lemma in word_class("plural_state_noun")


@switchable(no)
def _are_had(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether a state has the companions that are told of, whoever else names it in the sentence: 'we
    consulted our allies in the union'."""
    words = index.words
    if not is_companion(index, token) or is_of_fellows(index, token):
        return False
    joined = {token, words.up(token, "conj")}
    owners = (child for noun in joined for child in words.below(noun, "poss"))
    return any(set(one.entities) & set(subject.entities) for one in index.named(owners))


@switchable(as_given(1))
def _described(index: BriefIndex, token: int) -> int:
    """The noun of which a clause says what those are whom it means: 'countries' of 'the countries that are
    members'; else the word itself."""
    words = index.words
    verb = words.heads[token]
    if words.relations[token] != "attr" or words.relations[verb] != "relcl":
        return token
    own = next(iter(words.below(verb, "nsubj")), token)
    return words.heads[verb] if words.tokens[own].tag_ in ("WDT", "WP") else token


@switchable(no)
@kept
def _stand_apart(index: BriefIndex, token: int, subject: Referent) -> bool:
    """Whether a noun for states is part of what is done, and neither tells what a state is nor lists it:
    'the support that members give to Chad', 'Chad consulted partners in the union'."""
    words, noun = index.words, index.words.up(token, "compound")
    if words.parts[noun] not in ("NOUN", "PROPN") or not is_of_states(index, noun):
        return False
    if is_of_fellows(index, noun):
        return False
    top = _counted(index, words.up(noun, "conj"))
    before = words.lower[words.tokens[noun].left_edge.i - 1]
    if words.relations[top] in PREDICATIVE or before in MEANT_BY or words.lower[words.heads[top]] in MEANT_BY:
        return False
    verb = words.lemmas[words.heads[top]]
    if words.relations[top] == "nsubj" and (verb in BEING or verb in word_class("composing_verb")):
        return False
    if top in index.by_token or _is_next_to(index, noun, subject):
        return False
    way = words.above(subject.root)
    if _listed_by_others(index, noun, way):
        return True
    if noun in way or top in way:
        return _is_in_their_matter(index, way[: way.index(noun if noun in way else top)])
    here = words.above(noun)
    if subject.root in here:
        return words.relations[here[here.index(subject.root) - 1]] not in TELLING
    return True


def _listed_by_others(index: BriefIndex, noun: int, way: tuple[int, ...]) -> bool:
    """Whether a name is listed with others than the noun's: 'allies and other partners, including Chad'."""
    words = index.words
    listing = next((one for one in way if words.lower[one] in SUCH_AS), None)
    if listing is None:
        return False
    lister = listing_noun(index, listing)
    if lister == noun or not is_of_states(index, lister) or not is_of_fellows(index, lister):
        return False
    return words.up(lister, "conj") == words.up(noun, "conj") and words.lemmas[lister] != words.lemmas[noun]


def _is_in_their_matter(index: BriefIndex, way: tuple[int, ...]) -> bool:
    """Whether the words between a name and a noun that governs it make it what those meant do something
    about: 'partners in response to what Chad did'."""
    words = index.words
    if not way or any(words.lower[one] in SUCH_AS for one in way):
        return False
    last = way[-1]
    return words.relations[last] == "prep" and words.lower[last] not in OF_THEM


def _counted(index: BriefIndex, noun: int) -> int:
    """The word for how many or which of them are meant, where there is one: 'one' of 'one of the members',
    'smallest' of 'the smallest of the members'."""
    words = index.words
    while words.lower[words.heads[noun]] == "of":
        above = words.heads[words.heads[noun]]
        counting = words.parts[above] in ("NUM", "PRON", "DET") or words.is_a(above, "share_word")
        if not counting and not _is_superlative(index, above):
            return noun
        noun = above
    return noun


def _is_superlative(index: BriefIndex, word: int) -> bool:
    """Whether a word singles out by a quality: 'smallest', 'the least populous'."""
    words = index.words
    tags = (words.tokens[one].tag_ for one in (word, *words.children[word]))
    return any(tag in ("JJS", "RBS") for tag in tags) and words.parts[word] == "ADJ"


def _is_next_to(index: BriefIndex, noun: int, subject: Referent) -> bool:
    """Whether a name stands right beside a noun, so that it lists it or tells what it is."""
    low, high = sorted(((noun, noun + 1), (subject.start, subject.end)))
    between = range(low[1], high[0])
    return len(between) <= LONGEST_GAP and all(index.words.lower[one] in BETWEEN_NAMES for one in between)


@switchable(no)
def is_outside(index: BriefIndex, organisation: Referent) -> bool:
    """Whether an organisation's name says what somebody is not in: 'a major non-NATO ally'; not 'the
    Non-Aligned Movement', whose own name begins so."""
    lower, start = index.words.lower, organisation.start
    alone = organisation.end == start + 1
    return alone and lower[start].startswith("non") or "non" in lower[max(start - 2, 0) : start]


@switchable(no)
@kept
def _are_somebodys(index: BriefIndex, token: int) -> bool:
    """Whether a companion is a state's and no organisation's: 'an ally of Mali with a voice in the union'."""
    words = index.words
    if not is_companion(index, token):
        return False
    owned = any(index.kind_at(one) == STATE for one in words.behind(token, "of"))
    return owned and not words.has_below(token, "compound", "nmod")
