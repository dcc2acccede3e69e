"""Whole texts from annotated lines that hold a sentence and the text before it.

The pair reader is told how the names of a sentence stand in their brief (claims/standing.py): of a sentence
alone that would be little. Lines that go on from one another are put together again; what is annotated stays
where it was.
"""

import dataclasses
from collections.abc import Iterable

from pipeline.evaluation.gold import BETWEEN_PARAGRAPHS, GoldBrief

TAIL = 60  # characters of a sentence by which the next line's context is known to end with it


def whole_texts(lines: Iterable[GoldBrief]) -> list[GoldBrief]:
    """Annotated lines as texts, in their order: one that goes on from the line before is put behind it.

    A title that is annotated as a sentence of its own is the title alone; `scope` is that of a text's first
    line.
    """
    texts: list[GoldBrief] = []
    last = ""
    for line in lines:
        title, sentence = _title(line), line.text[line.scope :]
        if texts and _goes_on(line, last) and _title(texts[-1]) == title:
            texts[-1] = _longer(texts[-1], line)
        elif sentence == title and not _before(line):
            texts.append(_moved(line, title + BETWEEN_PARAGRAPHS, -line.scope))
        else:
            texts.append(line)
        last = sentence
    return texts


def _title(line: GoldBrief) -> str:
    return line.text.split(BETWEEN_PARAGRAPHS, 1)[0]


def _before(line: GoldBrief) -> str:
    """The text between the title and the sentence."""
    return line.text[: line.scope].removeprefix(_title(line)).strip()


def _goes_on(line: GoldBrief, sentence: str) -> bool:
    return bool(sentence) and _before(line).endswith(sentence[-TAIL:])


def _longer(text: GoldBrief, line: GoldBrief) -> GoldBrief:
    begun = text.text if text.text.endswith(BETWEEN_PARAGRAPHS) else f"{text.text} "
    moved = _moved(line, begun + line.text[line.scope :], len(begun) - line.scope)
    return dataclasses.replace(text, text=moved.text, claims=[*text.claims, *moved.claims])


def _moved(line: GoldBrief, text: str, shift: int) -> GoldBrief:
    """A line's claims in a text in which its sentence stands so many characters further on."""
    claims = [{**claim, "evidence": [place + shift for place in claim["evidence"]]} for claim in line.claims]
    return dataclasses.replace(line, text=text, claims=claims, scope=line.scope + min(shift, 0))
