"""What a measurement of the reading depends on: code, lexicons and model that read, code that scores,
annotated briefs."""

from pathlib import Path

from pipeline.evaluation.gold import gold_files
from pipeline.flow import DAILY, closure, code_version, version_of
from pipeline.identifiers import identifier

READING = ("segments", "parsed", "mentions", "statements", "claims")


def reading_version() -> str:
    """A hash of all but the annotated briefs."""
    scoring = version_of(closure(("pipeline.evaluation.accuracy",)))
    return identifier(scoring, *(code_version(DAILY[stage]) for stage in READING))


def measured_from(gold: Path | None) -> tuple[str, ...]:
    """Hashes of all that the figures are made from; none where there are no annotated briefs to be read."""
    if gold is None:
        return ()
    return reading_version(), version_of(file for file in gold_files(gold) if file.is_file())
