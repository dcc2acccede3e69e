"""What the attribution model reads at once: as many sentences as fit, so that a cue sees its neighbours."""

from collections.abc import Iterator, Sequence

from pipeline.language.encoder.wordpieces import Piece

SIZE = 256  # pieces in a window
ENDS = ".!?"
CLOSING = "\"'”’»)]"


def windows(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """The windows of a text's pieces as [start, end); a sentence longer than one is cut."""
    start = end = 0
    for stop in (*breaks(text, pieces), len(pieces)):
        while stop - start > SIZE:
            end = end if end > start else start + SIZE
            yield start, end
            start = end
        end = stop
    if start < len(pieces):
        yield start, len(pieces)


def breaks(text: str, pieces: Sequence[Piece]) -> Iterator[int]:
    """Where a sentence begins: after the end of a line, or a capital after the sign that ends a sentence."""
    for number in range(1, len(pieces)):
        before, after = pieces[number - 1][2], pieces[number][1]
        between = text[before:after]
        if not between:
            continue
        last = text[max(0, before - 4) : before].rstrip(CLOSING)[-1:]
        if "\n" in between or last in ENDS and not text[after].islower():
            yield number
