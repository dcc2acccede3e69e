"""What speaks for comment in a lead-in and for standing text in a closing paragraph: weighted features of
shape, grammatical person and open classes of words, for publishers and markers that no list has.

Features and their weights are in seeds/lexicon/segment_features.csv, their words in segment_words.csv.
"""

import functools
import re
from collections.abc import Iterable, Mapping

from pipeline.lexicon import lexicon_table, reference_table
from schemas.lexicon_base import SegmentFeatures, SegmentWords
from schemas.reference import StateAliases

QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|\u201c[^\u201d\n]{1,400}\u201d")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*['\u2019]?")
SENTENCE_END = re.compile(r"(?<=[.!?:|\u2022\u00b7])[\"'\u201d\u2019)]*\s+")
NAME = re.compile(
    r"^\W{0,3}((?:[A-Z\u00c0-\u00dd][\w'\u2019-]*)(?: "
    r"(?:[A-Z\u00c0-\u00dd&][\w'\u2019-]*|of|the|from|on|de|du|des|and)){1,6})"
)
ENDED = re.compile(r"\s*(?:[.!|\u2022\u00b7](?=\s|$)|$)")
LABEL = re.compile(r"(?:^|[.!?|\u2022]\s+)[A-Z][\w-]*(?: [\w-]+){0,2}: ")
WEEKDAY = re.compile(
    r"\b(?:on|last|since) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?! ?s)", re.IGNORECASE
)
TALL = re.compile(r"[^\W\d_]{3}")
SHORT_SENTENCE = 6
NEWS_SENTENCE = 8
SIGNS = {"": "line", ":": "colon", "?": "question", ".": "stop", "!": "stop"}


@functools.cache
def _features(part: str) -> Mapping[str, tuple[float, float]]:
    rows = lexicon_table("segment_features", SegmentFeatures).iter_rows(named=True)
    return {row["feature"]: (row["weight"], row["most"]) for row in rows if row["part"] == part}


@functools.cache
def words_of(feature: str) -> frozenset[str]:
    """The words of a feature of seeds/lexicon/segment_words.csv."""
    rows = lexicon_table("segment_words", SegmentWords).iter_rows(named=True)
    return frozenset(row["word"] for row in rows if row["feature"] == feature)


@functools.cache
def _pattern(feature: str) -> re.Pattern:
    """Any of a feature's words and phrases, the longest first, so that one passage counts once."""
    among = sorted(words_of(feature), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, among))})(?![\w-])")


@functools.cache
def _state_names() -> frozenset[str]:
    aliases = reference_table("state_aliases", StateAliases).iter_rows(named=True)
    # An adjective may as well name a language or a partner of the publisher.
    return frozenset(row["alias"].lower() for row in aliases if row["kind"] != "adjective")


def weighed(part: str, counts: Mapping[str, int]) -> float:
    """The sum of a part's weighted features, each as often as counted, up to the most it may add."""
    total = 0.0
    for feature, count in counts.items():
        weight, most = _features(part)[feature]
        total += max(most, weight * count) if weight < 0 else min(most, weight * count)
    return total


def plain_words(text: str) -> list[str]:
    """Words in lower case, with plain apostrophes."""
    return [word.lower().replace("\u2019", "'") for word in WORD.findall(text)]


def _names_state(words: Iterable[str]) -> int:
    return len({word.removesuffix("'s").rstrip("'") for word in words} & _state_names())


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of a paragraph, by their closing marks."""
    return [sentence for sentence in SENTENCE_END.split(paragraph) if sentence.strip()]


def tells_news(sentence: str) -> bool:
    """Whether a sentence reports, by two of these: a state, what somebody said, a day."""
    words = plain_words(sentence)
    if len(words) < NEWS_SENTENCE:
        return False
    reported = bool(words_of("reported") & set(words))
    return bool(_names_state(words)) + reported + bool(WEEKDAY.search(sentence)) >= 2


def lead_in_score(lead_in: str, sign: str, paragraph: str) -> float:
    """How much a paragraph's first few words, ended by `sign` ('' for a line of its own), look like the
    heading of a comment: 1 is enough."""
    written = WORD.findall(lead_in)
    words = plain_words(lead_in)
    if not 0 < len(words) <= 6 or re.search(r"\d", lead_in):
        return 0.0
    dash = "dash" if sign not in SIGNS else SIGNS[sign]
    capitals = lead_in.isupper() and bool(TALL.search(lead_in))
    roles = {word for word in words if word.removesuffix("'s").rstrip("'") in words_of("role")}
    asks = words[0] in words_of("asking") or words[:2] == ["so", "what"]
    head = _head(words)
    others = written[1:]
    title = all(word[0].isupper() for word in others if word.lower() not in words_of("inner"))
    counts = {
        dash: 1,
        "capitals": capitals,
        "marked": bool(re.match(r"\W{0,3}(?:\*\*|__|#)", paragraph)),
        "head": not asks and head in words_of("head"),
        "asking": asks,
        "thinking": words[0] in words_of("thinking"),
        "placing": words[0] in words_of("placing"),
        "own": bool(words_of("own") & set(words)),
        "role": any(word.endswith(("'s", "s'")) for word in roles),
        "scale": bool(words_of("scale") & set(words[:-1])),
        "others": words[0] in words_of("others"),
        "name": not title and any(word[0].isupper() and word.lower() not in roles | {"i"} for word in others),
        "state": bool(_names_state(words)) and not words_of("own") & set(words),
        "unreported": not words_of("reported") & set(plain_words(paragraph)),
    }
    telling = bool((words_of("finite") | words_of("reported")) & set(words[:-1]))
    within = words_of("inner") & set(words[1 : words.index(head) if head in words else None])
    loose = not capitals and dash in {"stop", "line", "dash"} and bool(within)
    counts["finite"] = not asks and not words_of("placing") & {words[0]} and (telling or loose)
    return weighed("comment", counts)


def _head(words: list[str]) -> str:
    """The head noun of a lead-in: its last word, or that before a preposition ('comment by our desk')."""
    for index, word in enumerate(words[1:], start=1):
        if word in {"by", "from", "for", "of", "on", "in", "behind", "to"}:
            return words[index - 1]
    return words[-1]


def closing_score(paragraph: str, before: list[str]) -> float:
    """How much the shape of a closing paragraph is that of a publisher speaking of itself or to its readers;
    `before` are the paragraphs that precede it."""
    said = QUOTED.sub(" ", paragraph)
    words = plain_words(said)
    present = set(words)
    sentences = [plain_words(sentence) for sentence in SENTENCE_END.split(said)]
    name = NAME.match(said)
    if name is not None and any(name[1] in part for part in before):
        name = None
    counts = {
        "publishing": len(set(_pattern("publishing").findall(said.lower()))),
        "imperative": sum(bool(sentence) and sentence[0] in words_of("imperative") for sentence in sentences),
        "reader": bool(words_of("reader") & present),
        "writer": bool(words_of("writer") & present),
        "newcomer": name is not None,
        "title": name is not None and ("&" in name[1] or bool(words_of("title") & set(plain_words(name[1])))),
        "signature": name is not None and bool(ENDED.match(said, name.end())),
        "fragment": sum(
            0 < len(sentence) <= SHORT_SENTENCE and not _has_verb(sentence) for sentence in sentences
        ),
        "label": len(LABEL.findall(said)),
        "reported": bool(words_of("reported") & present),
        "modal": len(words_of("modal") & present),
        "state": _names_state(present - words_of("writer")),
        "weekday": bool(WEEKDAY.search(said)),
    }
    return weighed("boilerplate", counts)


def _has_verb(sentence: list[str]) -> bool:
    """By form: an auxiliary, a verb of saying, or a word in -ed that does not begin the sentence."""
    verbs = words_of("finite") | words_of("reported")
    return any(word in verbs or (index and word.endswith("ed")) for index, word in enumerate(sentence))
