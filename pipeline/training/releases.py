"""Annotations of public press releases that are kept without their text, joined with the releases again.

    python -m pipeline.training.releases LABELS RELEASES -o SENTENCES

LABELS has a line a sentence: `release` (the first sixteen digits of the SHA-256 of its address), `paragraph`
(its number in the release), `sentence` (its characters in the paragraph), `sum` (the first twelve digits of
its SHA-256) and `claims` with `evidence` as characters of the sentence. Or it has a line a release, with
`sum` of its whole text, `kinds` (of each paragraph, the title first) and `statements` and `claims` with
characters of that text; nobody is named there, so that speakers are not annotated. RELEASES is a .jsonl or
.jsonl.gz file of items with `url`, `title`, `published` (RFC 2822) and `html`. SENTENCES is what `statusquo
evaluate` and the training read.
"""

import argparse
import email.utils
import gzip
import hashlib
import html
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import StatusquoError
from pipeline.evaluation.gold import BETWEEN_PARAGRAPHS, segments_of

SOURCE = "US Department of State"
BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|td|table|blockquote)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
SPACES = re.compile(r"[ \t\r\f]+")
MARK = 16  # digits
CONTEXT = 500  # characters of the text before that go along
UNTOLD = {"speaker": None, "via": None}  # what labels of whole releases do not tell: words of their texts


def paragraphs_of(page: str) -> list[str]:
    """The paragraphs of a release as the labels count them."""
    text = html.unescape(TAG.sub("", BLOCK.sub("\n", page))).replace("\xa0", " ")
    return [SPACES.sub(" ", line).strip() for line in text.split("\n") if line.strip()]


def releases(path: Path) -> Iterator[Mapping]:
    """The items of a file."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        yield from map(json.loads, lines)


def mark_of(address: str) -> str:
    """What labels call a release by, since addresses hold the words of its title."""
    return hashlib.sha256(address.encode("utf-8")).hexdigest()[:MARK]


def joined(label: Mapping, item: Mapping) -> dict:
    """A sentence with its text. Raises StatusquoError where the release does not hold what was annotated."""
    paragraphs, number = paragraphs_of(item["html"]), label["paragraph"]
    start, end = label["sentence"]
    text = paragraphs[number][start:end] if number < len(paragraphs) else ""
    if hashlib.sha256(text.encode("utf-8")).hexdigest()[: len(label["sum"])] != label["sum"]:
        raise StatusquoError(f"{item['url']}: paragraph {number} is not the one that was annotated")
    before = " ".join([*paragraphs[max(0, number - 1) : number], paragraphs[number][:start]])
    return {
        "id": f"{item['url']}#{number}.{start}",
        "published_on": published_on(item),
        "source": SOURCE,
        "title": item["title"],
        "before": before[-CONTEXT:].strip(),
        "sentence": text,
        "claims": [
            {**claim, "evidence": text[claim["evidence"][0] : claim["evidence"][1]]}
            for claim in label["claims"]
        ],
    }


def whole_text(item: Mapping) -> list[str]:
    """The paragraphs of a release with its title as the first."""
    return [item["title"], *(one for one in paragraphs_of(item["html"]) if one != item["title"])]


def joined_whole(label: Mapping, item: Mapping) -> dict:
    """A release with its text. Raises StatusquoError where the text is not what was annotated."""
    paragraphs = whole_text(item)
    text = BETWEEN_PARAGRAPHS.join(paragraphs)
    if hashlib.sha256(text.encode("utf-8")).hexdigest()[: len(label["sum"])] != label["sum"]:
        raise StatusquoError(f"{item['url']}: the text is not the one that was annotated")
    kinds = zip(label["kinds"], paragraphs, strict=True)
    return {
        "id": label["release"],
        "published_on": published_on(item),
        "source": SOURCE,
        "text": text,
        "segments": segments_of([{"kind": kind, "text": paragraph} for kind, paragraph in kinds]),
        "statements": [statement | UNTOLD for statement in label["statements"]],
        "claims": label["claims"],
    }


def published_on(item: Mapping) -> str:
    """The day of a release, YYYY-MM-DD."""
    return email.utils.parsedate_to_datetime(item["published"]).date().isoformat()


def main(arguments: Sequence[str] | None = None) -> int:
    """Join and write; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels", type=Path)
    parser.add_argument("releases", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args(arguments)
    with given.labels.open(encoding="utf-8") as lines:
        labels = [json.loads(line) for line in lines]
    wanted = {label["release"] for label in labels}
    found = ((mark_of(item["url"]), item) for item in releases(given.releases))
    items = {mark: item for mark, item in found if mark in wanted}
    missing = next((label["release"] for label in labels if label["release"] not in items), None)
    if missing is not None:
        raise StatusquoError(f"{given.releases} has no release {missing}")
    with given.output.open("w", encoding="utf-8") as file:
        for label in labels:
            join = joined_whole if "kinds" in label else joined
            file.write(json.dumps(join(label, items[label["release"]]), ensure_ascii=False) + "\n")
    print(f"{len(labels)} annotated texts: {given.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
