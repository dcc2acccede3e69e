"""What the program says about annotated briefs: read now, or taken from a file that `statusquo extract`
wrote."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pipeline.errors import StatusquoError
from pipeline.evaluation.gold import GoldBrief
from pipeline.extract import Bad, extract
from pipeline.given import given_text


def spans(prediction: Mapping) -> Iterator[list[int]]:
    """All spans of a prediction."""
    yield from ([segment["start"], segment["end"]] for segment in prediction.get("segments", []))
    for statement in prediction.get("statements", []):
        yield from statement["content"]
        yield from (statement[part] for part in ("source", "cue") if statement.get(part))
    yield from (claim["evidence"] for claim in prediction.get("claims", []) if claim.get("evidence"))


def checked(prediction: Mapping, text: str) -> Mapping:
    """The prediction, if its spans lie within the text; else raises StatusquoError."""
    try:
        outside = [list(span) for span in spans(prediction) if not 0 <= span[0] <= span[1] <= len(text)]
    except (KeyError, TypeError, IndexError) as error:
        told = f"{type(error).__name__}: {error}"
        raise StatusquoError(f"prediction {prediction['id']!r} is malformed: {told}") from error
    if outside:
        where = f"span {outside[0]} outside a text of {len(text)} characters"
        raise StatusquoError(f"prediction {prediction['id']!r}: {where}")
    return prediction


def read_predictions(path: Path, briefs: list[GoldBrief]) -> dict[str, Mapping]:
    """The predictions of a file of JSON lines, by brief; of briefs without annotation they are left out."""
    texts = {brief.id: brief.text for brief in briefs}
    found: dict[str, Mapping] = {}
    for number, line in enumerate(given_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            prediction = json.loads(line)
            name = prediction["id"]
        except (ValueError, KeyError, TypeError) as error:
            told = f"{type(error).__name__}: {error}"
            raise StatusquoError(f"{path}, line {number}: no prediction, {told}") from error
        if name in found:
            raise StatusquoError(f"{path}, line {number}: a second prediction for {name!r}")
        if name in texts:
            found[name] = checked(prediction, texts[name])
    return found


def predict(
    texts: Mapping[str, tuple[str, str | None, str | None]],
    advance: Callable[[int], None] = lambda done: None,
) -> dict[str, Mapping]:
    """Read each text (id -> text, publication date, source) as `statusquo extract` does: id -> prediction.

    `advance` is told of each text that is done. A text that cannot be read raises StatusquoError.
    """
    briefs = (
        {"id": name, "text": text, "published_on": day, "source": source}
        for name, (text, day, source) in texts.items()
    )
    lines = (json.dumps(brief).encode("utf-8") for brief in briefs)
    predictions = {}
    for name, found in zip(texts, extract(lines), strict=True):
        if isinstance(found, Bad):
            raise StatusquoError(f"brief {name!r} cannot be read: {found.why}")
        predictions[name] = json.loads(found)
        advance(1)
    return predictions
