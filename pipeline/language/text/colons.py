"""Lists of names behind a colon, which the model likes to take for sentences of their own.

In 'the club has two observers now: Chad and Mali' nothing is told of those listed where they stand alone.
"""

import re

_COLON = re.compile(r"(?<=\w): (?=(?:the )?[A-Z])")
_NAME = r"(?:the )?[A-Z][\w'’.-]*(?: (?:(?:of|and|the|&) ){0,2}[A-Z][\w'’.-]*){0,5}"
_LIST = re.compile(rf"{_NAME}(?:, {_NAME})*,? (?:and|&) {_NAME}(?:[.;,)]| [–—]|\s*$)", re.MULTILINE)
# So many spaces stand at least before the colon, in so many characters: a label is no sentence.
FEWEST_SPACES, LONGEST_LOOK = 3, 80


def lists_behind_colons(text: str) -> frozenset[int]:
    """Where the lists of two or more names begin that stand behind a colon in a sentence."""
    return frozenset(
        colon.end()
        for colon in _COLON.finditer(text)
        if _line_before(text, colon.start()).count(" ") >= FEWEST_SPACES and _LIST.match(text, colon.end())
    )


def _line_before(text: str, place: int) -> str:
    return text[max(0, place - LONGEST_LOOK) : place].rpartition("\n")[2]
