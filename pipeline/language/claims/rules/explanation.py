"""How a claim came about, in words."""

from spacy.tokens import Doc

from pipeline.language.claims.factuality.met import Reading
from pipeline.language.claims.rules.claim_drafts import Draft


def explain(draft: Draft, reading: Reading, doc: Doc) -> str:
    """One line: the frame and its words, the arguments' words, what decided polarity, modality and date."""
    parts = [f"frame {draft.frame} at “{draft.trigger.text}”", *dict.fromkeys(draft.notes)]
    if reading.words:
        parts.append("governed by " + ", ".join(f"“{word}”" for word in dict.fromkeys(reading.words)))
    parts.append(f"told as {draft.polarity}, {draft.modality}")
    if draft.statement is not None:
        parts.append(f"in statement {draft.statement + 1} of the brief")
    return "; ".join(parts)
