"""PolNeAR's sources, cues and contents by their exact spans, sentence by sentence, as taggers are scored.

A span is a run of one role's characters within one sentence, spaces and outer punctuation aside. Compared is
what lies in sentences with an annotated attribution; which attribution a span belongs to does not count.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.evaluation.polnear import Article, Attribution, Spans, core_characters
from pipeline.evaluation.scoring import rates

ROLES = ("source", "cue", "content")
SENTENCE_END = re.compile(r"\n\s*|(?<=[.!?])[\"'\u201d\u2019\u00bb)\]]*\s+(?![a-z])")


def sentence_starts(text: str) -> list[int]:
    """Where sentences begin: after the end of a line, or a capital after the sign that ends a sentence."""
    return [0, *(match.end() for match in SENTENCE_END.finditer(text))]


def joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that only white space parts as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def in_sentences(text: str, starts: list[int], spans: Spans) -> set[tuple[int, int, int]]:
    """The spans cut where sentences end, as (number of the sentence, first and last character)."""
    found = set()
    for start, end in joined(text, spans):
        first = bisect.bisect_right(starts, start) - 1
        for number in range(first, bisect.bisect_left(starts, end)):
            sentence = starts[number : number + 2]
            core = core_characters(text, [(max(start, sentence[0]), min([end, *sentence[1:]]))])
            if core:
                found.add((number, min(core), max(core)))
    return found


def spans_by_role(
    text: str, starts: list[int], attributions: Iterable[Attribution]
) -> dict[str, set[tuple[int, int, int]]]:
    """Role -> the spans of all attributions."""
    found: dict[str, set[tuple[int, int, int]]] = {role: set() for role in ROLES}
    for one in attributions:
        for role in ROLES:
            found[role] |= in_sentences(text, starts, getattr(one, role))
    return found


def count_spans(text: str, gold: Iterable[Attribution], said: Iterable[Attribution]) -> Counter[str]:
    """How many spans are annotated, said and both, as `ROLE gold`, `ROLE said` and `ROLE shared`."""
    starts = sentence_starts(text)
    annotated, found = spans_by_role(text, starts, gold), spans_by_role(text, starts, said)
    counted = {number for spans in annotated.values() for number, _, _ in spans}
    count: Counter[str] = Counter()
    for role in ROLES:
        within = {span for span in found[role] if span[0] in counted}
        count[f"{role} gold"] = len(annotated[role])
        count[f"{role} said"] = len(within)
        count[f"{role} shared"] = len(annotated[role] & within)
    return count


def score_spans(articles: Iterable[Article], said: Mapping[str, list[Attribution]]) -> dict[str, dict]:
    """Role -> precision, recall and F1 of the spans of all articles."""
    count: Counter[str] = Counter()
    for article in articles:
        count.update(count_spans(article.text, article.attributions, said.get(article.name, [])))
    return {
        role: rates(count[f"{role} shared"], count[f"{role} gold"], count[f"{role} said"]) for role in ROLES
    }
