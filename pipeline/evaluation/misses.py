"""What was missed, invented or got wrong, a row each, in the sentence where it stands."""

import csv
import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.evaluation.agreement import Span
from pipeline.evaluation.comparison import (
    CORE,
    Comparison,
    right_attributes,
    right_claim_attributes,
    same_core,
)
from pipeline.evaluation.gold import GoldBrief

USUAL = {"polarity": "affirmed", "modality": "asserted"}  # not worth a word
OPENING, CLOSING = "\u27e6", "\u27e7"  # brackets that no brief holds
# Full stop and closing quotation marks, then white space before a capital; or the end of a paragraph.
SENTENCE_END = re.compile(
    r"""([.!?]["'\u201d\u2019\u00bb)]*)\s+(?=["'\u201c\u2018\u00ab(]*[A-Z0-9])|()\n\n"""
)


@dataclasses.dataclass(frozen=True)
class Miss:
    """`what` is missed, invented, differs or wrong; `context` is the sentence with the passage marked."""

    brief: str
    record: str
    what: str
    gold: str
    said: str
    context: str


def in_context(text: str, spans: Iterable[Span]) -> str:
    """The sentences that the spans touch, on one line, each span in brackets."""
    spans = sorted(tuple(span) for span in spans)
    if not spans:
        return ""
    first, last = spans[0][0], max(end for _, end in spans)
    ends = list(SENTENCE_END.finditer(text))
    start = max((match.end() for match in ends if match.end() <= first), default=0)
    end = min(
        (stop for match in ends if (stop := match.end(match.lastindex or 0)) >= last), default=len(text)
    )
    pieces, at = [], start
    for opening, closing in spans:
        if opening >= at:
            pieces += [text[at:opening], OPENING, text[opening:closing], CLOSING]
            at = closing
    return " ".join("".join([*pieces, text[at:end]]).split())


def claim_words(claim: Mapping) -> str:
    """A claim on one line: 'admitted IRN SCO observer negated expected 2017-06 by RUS'."""
    parts = [claim.get(field) for field in CORE] + [claim.get("status")]
    parts += [claim[field] for field, usual in USUAL.items() if claim.get(field) != usual]
    parts += [claim.get("when"), f"by {claim['actor']}" if claim.get("actor") else None]
    return " ".join(str(part) for part in parts if part)


def statement_words(statement: Mapping) -> str:
    """A statement on one line: who, on whose behalf."""
    return " ".join(filter(None, (statement.get("speaker"), statement.get("speaker_country")))) or "nobody"


def quoted(brief: GoldBrief, statement: Mapping) -> str:
    """The content of a statement in its sentences."""
    return in_context(brief.text, statement["content"])


def statement_misses(comparison: Comparison) -> Iterator[Miss]:
    """Missed, invented, and paired with a wrong attribute."""
    brief = comparison.brief
    for one in comparison.missed_statements:
        yield Miss(brief.id, "statement", "missed", statement_words(one), "", quoted(brief, one))
    for one in comparison.extra_statements:
        yield Miss(brief.id, "statement", "invented", "", statement_words(one), quoted(brief, one))
    for gold, said in comparison.statements:
        wrong = [name for name, right in right_attributes(gold, said).items() if not right]
        for name in wrong:
            wanted, found = (shown(brief, record.get(name), name) for record in (gold, said))
            yield Miss(brief.id, "statement", f"wrong {name}", wanted, found, quoted(brief, gold))


def shown(brief: GoldBrief, value: Any, name: str) -> str:
    """An attribute's value; of a span its text."""
    if value is None:
        return "nothing"
    return brief.text[value[0] : value[1]] if name in ("cue", "evidence") else str(value)


def claim_misses(comparison: Comparison) -> Iterator[Miss]:
    """Missed, invented, nearly right (the same core), and paired with a wrong attribute."""
    brief, extra = comparison.brief, list(comparison.extra_claims)
    for gold in comparison.missed_claims:
        near = next((said for said in extra if same_core(gold, said)), None)
        if near is not None:
            extra.remove(near)
        what = "missed" if near is None else "differs"
        context = in_context(brief.text, [gold["evidence"]])
        yield Miss(brief.id, "claim", what, claim_words(gold), claim_words(near) if near else "", context)
    for said in extra:
        evidence = [said["evidence"]] if said.get("evidence") else []
        yield Miss(brief.id, "claim", "invented", "", claim_words(said), in_context(brief.text, evidence))
    for gold, said in comparison.claims:
        for name, right in right_claim_attributes(comparison, gold, said).items():
            if right:
                continue
            field = "statement" if name == "voice" else name
            context = in_context(brief.text, [gold["evidence"]])
            wanted = f"{claim_words(gold)}: {shown(brief, gold.get(field), field)}"
            yield Miss(
                brief.id, "claim", f"wrong {name}", wanted, shown(brief, said.get(field), field), context
            )


def misses(comparisons: Iterable[Comparison]) -> Iterator[Miss]:
    """All of them, brief by brief."""
    for comparison in comparisons:
        yield from statement_misses(comparison)
        yield from claim_misses(comparison)


def write_misses(found: Iterable[Miss], path: Path) -> int:
    """Write them as Markdown (a file that ends with .md) or tab-separated; returns how many."""
    rows = list(found)
    if path.suffix == ".md":
        path.write_text(as_markdown(rows), encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, delimiter="\t", lineterminator="\n")
            writer.writerow([field.name for field in dataclasses.fields(Miss)])
            writer.writerows(dataclasses.astuple(row) for row in rows)
    return len(rows)


def as_markdown(rows: list[Miss]) -> str:
    """A heading a brief, a list item a miss, the sentence below it."""
    lines: list[str] = []
    for position, row in enumerate(rows):
        if position == 0 or rows[position - 1].brief != row.brief:
            lines += [f"## {row.brief}", ""]
        values = [f"{name}: {value}" for name, value in (("gold", row.gold), ("said", row.said)) if value]
        lines += [f"- **{row.what} {row.record}** {' | '.join(values)}", f"  > {row.context}", ""]
    return "\n".join(lines)
