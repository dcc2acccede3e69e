"""Words of a brief as lists: the way from one to another, what stands between, what is kept for a sentence."""

from pipeline.language.claims.index import BriefIndex, kept
from pipeline.language.claims.words import Words
from pipeline.language.reading import parse, prepare


def words_of(text: str) -> tuple[Words, dict[str, int]]:
    doc = next(iter(parse([prepare(text)])))
    return Words(doc), {token.text: token.i for token in doc}


def test_a_path_names_edges_and_prepositions() -> None:
    words, at = words_of("Estonia wants to join NATO with the help of Latvia.")
    assert words.path(at["join"], at["NATO"]) == "dobj"
    assert words.path(at["join"], at["Estonia"]) == "^xcomp nsubj"
    assert words.path(at["help"], at["Latvia"]) == "of"
    assert words.path(at["help"], at["help"]) == "self"


def test_another_sentence_is_far() -> None:
    words, at = words_of("Estonia joined. Latvia left.")
    assert words.path(at["joined"], at["left"]) == "far"


def test_names_between_two_words_are_told_by_their_kind() -> None:
    words, at = words_of("Estonia joined NATO in May.")
    assert words.between(at["joined"] + 1, at["in"], {at["NATO"]: "ORGANISATION"}) == "ORGANISATION"
    assert words.between(at["joined"], at["joined"], {}) == "adjacent"
    assert words.between(at["Estonia"], at["May"], {}) is None


def test_what_is_kept_for_a_sentence_is_let_go_at_the_next() -> None:
    asked = []

    @kept
    def twice(index: BriefIndex, number: int) -> int:
        asked.append(number)
        return 2 * number

    index = BriefIndex(next(iter(parse([prepare("Estonia joined.")]))))
    assert (twice(index, 1), twice(index, 1), twice(index, 2)) == (2, 2, 4)
    assert asked == [1, 2]
    index.turn()
    assert twice(index, 1) == 2 and asked == [1, 2, 1]
