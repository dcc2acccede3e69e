"""Statements with the boundaries that PolNeAR gives its spans, where this project's guide draws others.

PolNeAR's content begins at 'that', its cue is the whole verb with its auxiliaries and adverbs, the lead-in
before it and the preposition after it, its source goes on over an apposition and has the possessive ending.
Here a content begins after 'that', a cue is the word that reports, a source ends before an apposition.
Nothing but the text and the spans is looked at: what was not found is not found by this.
"""

import bisect
import re
from collections.abc import Sequence

from pipeline.evaluation.polnear import Attribution, Spans
from pipeline.lexicon import word_class

Span = tuple[int, int]

THAT = re.compile(r"\bthat,?\s+\Z", re.IGNORECASE)
LAST_WORD = re.compile(r"(?:(?<=\s)|\A)(\S+)\s+\Z")
PREPOSITION = re.compile(r"\s+(?:about|against|as|at|by|for|from|into|of|on|over|to|with)(?=\s+\Z)")
PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|who|that|there)\Z", re.IGNORECASE)
POSSESSIVE = re.compile(r"(['’]s)(?:\s+[\w-]+){0,2}\s+\Z")
VIEW = re.compile(r"(['’]s)\s")  # "in Vale's view" is a cue with its source in it
ASIDE = re.compile(r",\s+who\b")
BRACKETS = re.compile(r"\s?\([^()\n]{1,40}\)")
APPOSITION = re.compile(r",\s+(?P<first>[\w'’.-]+)[^\n;:\"“”]*")
# The full stop of an initial, of a form of address or within an abbreviation ends no sentence.
SENTENCE_END = re.compile(
    r"(?<!\s[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr))(?<!\b(?:Mrs|Sen|Rep|Gov))[.](?=\s*(?:\n|\Z)|\s*[\"“']|\s+[A-Z])"
    r"|[;:](?=\s*(?:\n|\Z|[A-Z\"“']))|\n|,?\s*[\"“]|,? ''"
)
CLOSING_COMMA = re.compile(r",\s+\Z")
REACH = 400  # characters in which an apposition has to end


def in_polnears_way(text: str, said: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a text with PolNeAR's boundaries."""
    sources = sorted(one.source[-1] for one in said if one.source)
    return [with_boundaries(text, one, sources) for one in said]


def with_boundaries(text: str, said: Attribution, sources: Sequence[Span]) -> Attribution:
    """An attribution with PolNeAR's boundaries; `sources` are those of the text, in order."""
    content = tuple(with_that(text, span) for span in said.content)
    if not said.cue:
        return Attribution(content, said.source, said.cue)
    source, cue = said.source, said.cue[0]
    if source:
        end = before_next(text, sources, source[-1][1], source_end(text, source[-1], cue, content))
        source = (*source[:-1], (source[-1][0], end))
    return Attribution(content, source, (whole_verb(text, cue, source, content),))


def with_that(text: str, span: Span) -> Span:
    """A piece of a content with the 'that' before it."""
    found = THAT.search(text[max(0, span[0] - 8) : span[0]])
    return (span[0] - len(found[0]), span[1]) if found else span


def before_next(text: str, sources: Sequence[Span], start: int, end: int) -> int:
    """Where the part [start, end) ends that belongs to a source: before the clause in which somebody else
    speaks ("Vale, a baker, | who says that ...")."""
    place = bisect.bisect_left(sources, (start, start))
    if place == len(sources) or sources[place][0] >= end:
        return end
    clause = ASIDE.search(text, start, sources[place][1])
    return clause.start() if clause else start


def source_end(text: str, source: Span, cue: Span, content: Spans) -> int:
    """Where a source ends with the brackets and the apposition after it, or with the possessive ending."""
    start, end = source
    limit = cue[0] if end <= cue[0] else min([end + REACH, *(first for first, _ in content if first >= end)])
    owns = POSSESSIVE.match(text[end:limit]) if end <= cue[0] else VIEW.match(text[end : cue[1]])
    if owns and not PRONOUN.search(text[start:end]):
        return end + len(owns[1])
    closing = (CLOSING_COMMA if end <= cue[0] else SENTENCE_END).search(text[end:limit])
    stop = end + closing.start() if closing else limit if end > cue[0] else end
    if any(first < stop and last > end for first, last in content):
        return end
    brackets = BRACKETS.match(text, end, limit)
    after = brackets.end() if brackets else end
    apposition = APPOSITION.fullmatch(text, after, max(after, stop))
    return stop if apposition and may_open(apposition["first"]) else after


def may_open(word: str) -> bool:
    """Whether an apposition may begin with a word."""
    if word == "including":
        return True
    return word.lower() not in word_class("no_apposition") and not word.endswith(("ing", "ly"))


def whole_verb(text: str, cue: Span, source: Spans, content: Spans) -> Span:
    """A cue with the auxiliaries and adverbs before it, and the preposition between it and its content."""
    start, end = cue
    before = [last for _, last in (*source, *content) if last <= start]
    floor = max([text.rfind("\n", 0, start) + 1, *before])
    while (first := companion(text, floor, start)) is not None:
        start = first
    following = min((first for first, _ in content if first >= end), default=end)
    preposition = PREPOSITION.match(text[end:following])
    return start, end + (preposition.end() if preposition else 0)


def leading_verb(text: str, floor: int, start: int) -> int | None:
    """Where the verb begins that leads in the infinitive at `start` ('went on to say'), if one does."""
    word = LAST_WORD.search(text[floor:start])
    if word is not None and word[1] == "on":
        start = floor + word.start()
        word = LAST_WORD.search(text[floor:start])
    return floor + word.start() if word is not None and word[1] in word_class("lead_in_verb") else None


def companion(text: str, floor: int, start: int) -> int | None:
    """Where the word begins that belongs to the verb at `start` and stands right before it, if one does."""
    word = LAST_WORD.search(text[floor:start])
    if word is None:
        return None
    told, first = word[1].lower().replace("’", "'"), floor + word.start()
    if told == "to":
        return leading_verb(text, floor, first)
    if told.startswith("'") and not PRONOUN.search(text[:first]):
        return None
    verbal = told in word_class("auxiliary") or told.removesuffix("n't") in word_class("auxiliary")
    return first if verbal or told in word_class("time_adverb") or told.endswith("ly") else None
