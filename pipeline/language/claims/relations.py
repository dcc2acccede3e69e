"""How two words of a sentence relate: the path between them in the parse, and what stands between them in the text."""

from collections.abc import Iterator

from spacy.tokens import Token

LONGEST_PATH = 6
SKIPPED = frozenset({"conj", "appos"})
BREAKS = frozenset({";", ":", "—", "–", "--"})


def ancestors(token: Token) -> Iterator[Token]:
    """A token and the words that govern it, up to the root; bounded, however deep the parse is."""
    for _ in range(64):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _label(token: Token) -> str:
    if token.dep_ == "prep":
        return token.lower_
    if token.dep_ == "agent":
        return "by"
    return token.dep_


def _steps(tokens: list[Token]) -> list[str]:
    """Labels of the edges above tokens; coordination and apposition are seen through, 'pobj' goes with its preposition."""
    return [
        _label(token) for token in tokens if token.dep_ not in SKIPPED and token.dep_ not in ("pobj", "pcomp")
    ]


def path(trigger: Token, other: Token) -> str:
    """The way from a trigger to another word: '^label' for each edge up, 'label' for each edge down, prepositions by name.

    'nsubj' for the trigger's subject, '^xcomp nsubj' for the subject of the verb that governs it, 'of' for the object of
    its 'of'; 'far' where the way has more than LONGEST_PATH edges or leaves the sentence, 'self' for the same word.
    """
    if trigger.i == other.i:
        return "self"
    above = {token.i: depth for depth, token in enumerate(ancestors(trigger))}
    down: list[Token] = []
    for token in ancestors(other):
        if token.i in above:
            up = [one for one, _ in zip(ancestors(trigger), range(above[token.i]), strict=False)]
            labels = [f"^{label}" for label in _steps(up)] + _steps(list(reversed(down)))
            return " ".join(labels) or "same" if len(labels) <= LONGEST_PATH else "far"
        down.append(token)
    return "far"


def between(doc, low: int, high: int, masked: dict[int, str]) -> str | None:
    """The lemmas between two tokens where there are at most three; `masked` names tokens by their kind."""
    if high - low > 3:
        return None
    words: list[str] = []
    for token in doc[low:high]:
        word = masked.get(token.i) or token.lemma_.lower()
        if not words or words[-1] != word:
            words.append(word)
    return " ".join(words) or "adjacent"


def distance(count: int) -> str:
    """A count of tokens as a coarse class."""
    for limit, name in ((1, "0-1"), (3, "2-3"), (6, "4-6"), (11, "7-11"), (20, "12-20")):
        if count <= limit:
            return name
    return "21+"
