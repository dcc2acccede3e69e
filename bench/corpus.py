"""Briefs to measure with: paragraphs of the sample corpus and of the annotated briefs, recombined with a
fixed seed."""

import datetime
import json
import random
from collections.abc import Iterator
from pathlib import Path

from pipeline.evaluation.gold import read_gold
from pipeline.ingest.readers import Found, read_text
from pipeline.language.text.segments import divide
from pipeline.settings import ROOT, settings
from schemas.vocabulary import SEGMENT_KINDS

SEED = 20260101
FIRST_DAY = datetime.date(2005, 1, 1)
DAYS = 7_600
GOLD = ROOT / "tests" / "data" / "gold"
FORMS = ("txt", "md", "html", "jsonl")


def segmented() -> Iterator[tuple[str, str]]:
    """(kind, passage) of each segment: as annotated, and of the sample corpus as divided."""
    for brief in read_gold(GOLD):
        yield from (
            (segment["kind"], brief.text[segment["start"] : segment["end"]]) for segment in brief.segments
        )
    for path in sorted((settings().seeds / "briefs").iterdir()):
        if path.suffix[1:] in FORMS:
            found = read_text(path.read_text(encoding="utf-8"), path.suffix[1:])
            for text in (brief.text for brief in found if isinstance(brief, Found)):
                yield from ((segment.kind, text[segment.start : segment.end]) for segment in divide(text))


def material() -> dict[str, list[str]]:
    """Paragraphs by the kind of their segment."""
    paragraphs: dict[str, list[str]] = {kind: [] for kind in SEGMENT_KINDS}
    for kind, passage in segmented():
        paragraphs[kind] += [part.strip() for part in passage.split("\n\n") if part.strip()]
    return paragraphs


def recombined(number: int, seed: int = SEED) -> list[dict]:
    """So many briefs of the usual build: headline, paragraphs of news, of comment, standing text."""
    chance, paragraphs = random.Random(seed), material()
    briefs = []
    for position in range(number):
        drawn = [
            *chance.sample(paragraphs["headline"], chance.randint(0, 1)),
            *chance.sample(paragraphs["news"], chance.randint(4, 6)),
            *chance.sample(paragraphs["comment"], chance.randint(1, 2)),
            *chance.sample(paragraphs["boilerplate"], chance.randint(0, 1)),
        ]
        day = FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS))
        briefs.append(
            {
                "id": f"recombined-{position}",
                "text": "\n\n".join(drawn),
                "published_on": day.isoformat(),
                "source": f"Outlet {position % 20}",
            }
        )
    return briefs


def write(briefs: list[dict], path: Path) -> None:
    """Write them as JSON lines."""
    path.write_text(
        "".join(json.dumps(brief, ensure_ascii=False) + "\n" for brief in briefs), encoding="utf-8"
    )
