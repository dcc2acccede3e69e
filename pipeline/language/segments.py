"""Segments: which paragraphs are headline, news, comment, boilerplate."""

from pipeline.language.annotations import Segment


def divide(text: str) -> list[Segment]:
    """The segments of a text, covering it from the first to the last character that is not white space."""
    stripped = text.strip()
    start = text.find(stripped)
    return [Segment("news", start, start + len(stripped))] if stripped else []
