"""What is told of parts of states, and of polities that have no code, is told of no state.

'Transnistria, a region of Moldova, has applied', 'the breakaway province of Chad hopes to join': whoever
is named beside them to say where they lie is not who joins."""

from pipeline.language.claims.index import BriefIndex, Referent, kept
from pipeline.language.registry import no, switchable
from pipeline.lexicon import word_class

LYING = frozenset({"of", "in"})
ASIDES = frozenset({",", "(", "—", "–"})


@switchable(no)
@kept
def is_of_a_polity(index: BriefIndex, token: int, subject: Referent | None) -> bool:
    """Whether the clause of a word is about a part of a state or a polity without a code, so that
    `subject`, which is only named in it or near it, is not whom it tells of."""
    head = index.words.first_subject(index.words.above(token))
    if head is None:
        return False
    if _is_polity(index, head):
        return True
    here = index.here(head)
    inside = [one for one in here if one in index.by_token and head in index.words.above(one)]
    if subject is None:
        return any(_lies_in(index, one) for one in inside)
    root = subject.root
    return root in inside and (_is_aside(index, head, root) or _lies_in(index, root))


def _is_polity(index: BriefIndex, head: int) -> bool:
    """Whether a subject is a polity without a code: 'Somaliland', 'the Republic of Northern Cyprus'."""
    words = index.words
    named = [head, *words.behind(head, "of")]
    alone = {words.lower[one] for one in named}
    pairs = {f"{words.lower[one - 1]} {words.lower[one]}" for one in named if one}
    return bool((alone | pairs) & word_class("polity_without_code"))


def _is_aside(index: BriefIndex, head: int, place: int) -> bool:
    """Whether a name is only in what is said in passing of another, unknown name."""
    words = index.words
    name = words.tokens[head]
    if name.tag_ != "NNP" or not name.text.istitle() or head >= place:
        return False
    known = any(one.start <= name.idx < one.end and one.kind != "date" for one in index.doc._.mentions)
    return not known and any(words.lower[one] in ASIDES for one in range(head + 1, place))


def _lies_in(index: BriefIndex, place: int) -> bool:
    """Whether a name says where a part of a state lies: 'the northern province of Chad'."""
    words = index.words
    above = [one for one in words.above(place) if one != place]
    if len(above) < 2 or words.relations[place] != "pobj" or words.lower[above[0]] not in LYING:
        return False
    noun = above[1]
    if words.is_a(noun, "part_of_state"):
        return True
    described = {words.lower[child] for child in words.children[noun]}
    return words.lemmas[noun] in ("state", "republic", "territory") and bool(
        described & word_class("breaking_away")
    )
