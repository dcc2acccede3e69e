"""Who the source of a statement is: the fullest name of the brief, its entity, and on whose behalf it speaks."""

import dataclasses

from pipeline.language.attribution.drafts import Draft, Passage


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name, entity and country (ISO alpha-3 or org:CODE), each None where unknown."""

    name: str | None = None
    entity: str | None = None
    country: str | None = None


def may_speak(words) -> bool:
    """Whether the words name somebody who can speak."""
    return any(t.pos_ in ("PROPN", "NOUN") for t in words)


class Speakers:
    """Resolves the sources of one Doc, in text order."""

    def __init__(self, passage: Passage):
        self.passage = passage

    def span(self, draft: Draft) -> tuple[int, int] | None:
        """Characters of the source."""
        if draft.source is None:
            return None
        doc = self.passage.doc
        last = doc[draft.source.end - 1]
        return doc[draft.source.start].idx, last.idx + len(last)

    def of(self, draft: Draft) -> Speaker:
        """The speaker of a draft."""
        span = self.span(draft)
        return Speaker(self.passage.text[slice(*span)] if span else None)
