"""Attributions against PolNeAR: political news with sources, cues and contents annotated by hand.

E. Newell, D. Margolin, D. Ruths, "An Attribution Relations Corpus for Political News", LREC 2018. A corpus
folder holds NAME.txt and NAME_ANNOTATOR.ann (brat standoff), side by side or in text/ and attributions/;
where a text has several annotators, the first by name is the gold one. Everything is compared on sets of
non-space characters:

- content characters: is a character within some content or not;
- attributions: one-to-one within an article, contents that are equal but for outer punctuation first, then by
  Jaccard similarity, from 0.5;
- end to end: those with a right source: one that shares a character with the annotated, or none where none
  is.
"""

import dataclasses
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.errors import StatusquoError
from pipeline.evaluation.agreement import characters, greedy_pairs, jaccard
from pipeline.evaluation.comparison import SAME_CONTENT
from pipeline.evaluation.scoring import rates, share

EXACT_WEIGHT = 2.0  # above any Jaccard similarity
BACKTICK = "`"

Spans = tuple[tuple[int, int], ...]


@dataclasses.dataclass(frozen=True)
class Attribution:
    """Character ranges of content, source and cue."""

    content: Spans
    source: Spans = ()
    cue: Spans = ()


@dataclasses.dataclass(frozen=True)
class Article:
    """A text with its annotated attributions."""

    name: str
    text: str
    attributions: list[Attribution]


def parse_standoff(standoff: str) -> list[Attribution]:
    """The attributions of a brat file.

    A line of ranges is 'T3<tab>Content 9 20;25 30<tab>the passage', an event 'E1<tab>Attribution:T9
    Content:T3 Cue:T2'. Numbered roles (Content2) are the plain role; events without content are left out.
    """
    ranges: dict[str, list[tuple[int, int]]] = {}
    events = []
    for name, *fields in (line.split("\t") for line in standoff.split("\n")):
        if name.startswith("T") and len(fields) > 1:
            _, _, places = fields[0].partition(" ")
            ranges[name] = [
                (int(start), int(end)) for start, end in (place.split() for place in places.split(";"))
            ]
        elif name.startswith("E") and fields:
            events.append(fields[0].split())
    attributions = []
    for event in events:
        roles: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for part in event:
            role, _, name = part.partition(":")
            roles[role.rstrip("0123456789")].update(ranges.get(name, []))
        if roles["Content"]:
            attributions.append(
                Attribution(*(tuple(sorted(roles[role])) for role in ("Content", "Source", "Cue")))
            )
    return attributions


def verbatim(path: Path) -> str:
    """A file's text with its line ends as they are, so that offsets stay right."""
    return path.read_bytes().decode("utf-8")


def read_corpus(folder: Path) -> list[Article]:
    """The articles of a folder, by name. Raises StatusquoError where there are none."""
    texts, annotations = (
        folder / part if (folder / part).is_dir() else folder for part in ("text", "attributions")
    )
    files: dict[str, list[Path]] = {path.stem: [] for path in sorted(texts.glob("*.txt"))}
    for path in sorted(annotations.glob("*.ann")):
        name = path.stem if path.stem in files else path.stem.rpartition("_")[0]
        if name not in files:
            raise StatusquoError(f"{path}: there is no text for it in {texts}")
        files[name].append(path)
    articles = [
        Article(name, verbatim(texts / f"{name}.txt"), parse_standoff(verbatim(paths[0])))
        for name, paths in files.items()
        if paths
    ]
    if not articles:
        raise StatusquoError(f"{folder}: no PolNeAR articles there (NAME.txt and NAME_ANNOTATOR.ann)")
    return articles


def attributions_of(prediction: Mapping) -> list[Attribution]:
    """The statements of a prediction as attributions."""

    def spans(statement: Mapping, part: str) -> Spans:
        return (tuple(statement[part]),) if statement.get(part) else ()

    return [
        Attribution(tuple(tuple(span) for span in s["content"]), spans(s, "source"), spans(s, "cue"))
        for s in prediction.get("statements", [])
    ]


def outer(character: str) -> bool:
    """Whether a character at the edge of a content does not count when contents are compared exactly."""
    return character.isspace() or character == BACKTICK or unicodedata.category(character).startswith("P")


def core_characters(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The characters of the spans without punctuation around each piece; pieces that only white space parts
    are one."""
    pieces: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if pieces and not text[pieces[-1][1] : start].strip():
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], end))
        else:
            pieces.append((start, end))
    bare = []
    for start, end in pieces:
        while start < end and outer(text[start]):
            start += 1
        while end > start and outer(text[end - 1]):
            end -= 1
        bare.append((start, end))
    return characters(text, bare)


@dataclasses.dataclass(frozen=True)
class Contents:
    """One content as compared: its characters, and those without outer punctuation."""

    all: frozenset[int]
    core: frozenset[int]


def contents(text: str, spans: Spans) -> Contents:
    """A content's characters."""
    return Contents(characters(text, spans), core_characters(text, spans))


def content_weight(gold: Contents, said: Contents) -> float:
    """How well two contents fit: equal ones before all others, then similarity; 0 below the threshold."""
    if not gold.all & said.all:
        return 0.0
    similarity = jaccard(gold.all, said.all)
    if gold.core and gold.core == said.core:
        return EXACT_WEIGHT + similarity
    return similarity if similarity >= SAME_CONTENT else 0.0


def right_source(text: str, gold: Attribution, said: Attribution) -> bool:
    """Whether the source shares a character with the annotated one, or is absent where none is annotated."""
    found = characters(text, said.source)
    return bool(found & characters(text, gold.source)) if gold.source else not found


def count_article(article: Article, said: list[Attribution]) -> Counter[str]:
    """The counts of one article."""
    text, gold = article.text, article.attributions
    gold_contents, said_contents = ([contents(text, one.content) for one in side] for side in (gold, said))
    gold_characters = frozenset().union(*(content.all for content in gold_contents))
    said_characters = frozenset().union(*(content.all for content in said_contents))
    pairs = greedy_pairs(gold_contents, said_contents, content_weight)
    count = Counter(
        articles=1,
        gold=len(gold),
        said=len(said),
        matched=len(pairs),
        gold_characters=len(gold_characters),
        said_characters=len(said_characters),
        shared_characters=len(gold_characters & said_characters),
    )
    for i, j in pairs:
        count["exact"] += bool(gold_contents[i].core) and gold_contents[i].core == said_contents[j].core
        right = right_source(text, gold[i], said[j])
        count["end_to_end"] += right
        count["sourced" if gold[i].source else "sourceless"] += 1
        count["right_sourced" if gold[i].source else "right_sourceless"] += right
        if gold[i].cue:
            count["with_cue"] += 1
            count["right_cue"] += bool(characters(text, gold[i].cue) & characters(text, said[j].cue))
    return count


def score_polnear(articles: Iterable[Article], said: Mapping[str, list[Attribution]]) -> dict:
    """The figures over all articles; an article without predictions counts as nothing said."""
    count: Counter[str] = Counter()
    for article in articles:
        count.update(count_article(article, said.get(article.name, [])))
    return {
        "articles": count["articles"],
        "content_characters": rates(
            count["shared_characters"], count["gold_characters"], count["said_characters"]
        ),
        "attributions": rates(count["matched"], count["gold"], count["said"]),
        "exact": rates(count["exact"], count["gold"], count["said"]),
        "end_to_end": rates(count["end_to_end"], count["gold"], count["said"]),
        "attribution_attributes": {
            "source": share(count["right_sourced"], count["sourced"]),
            "no_source": share(count["right_sourceless"], count["sourceless"]),
            "cue": share(count["right_cue"], count["with_cue"]),
        },
    }
