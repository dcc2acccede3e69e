"""`statusquo explain`: where a claim, a statement or a row of the reference history comes from, down to the
sentence and the original file, and what people said of it."""

import json
import textwrap
from typing import TYPE_CHECKING

import click

from pipeline.errors import StatusquoError
from schemas.vocabulary import (
    DATE_BASES,
    MODALITIES,
    PREDICATES,
    PROPOSERS,
    REFERENCE_BASES,
    STATUSES,
    VOICES,
)
from statusquo.cli.output import plain, room

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WIDTH = 80
LABEL = 12

BRIEF_COLUMNS = """b.title, b.source, b.uri, b.published_on, b.published_on_basis, b.external_id, b.position,
       b.duplicate_of, b.duplicate_similarity, o.name AS original_name, o.original_sha256,
       o.format AS original_format, o.ingested_on AS landed_on"""
CLAIM = f"""
SELECT c.*, {BRIEF_COLUMNS}, s.segment_kind AS statement_segment, g.kind AS segment_kind,
       s.source_text, s.cue_text, s.cue_lemma, s.text AS statement_text, s.quote, s.speaker,
       s.speaker_entity_id, s.speaker_country, s.via, s.said_on, s.proposed_by, s.score,
       s.sentence AS statement_sentence
FROM staging.claims c
JOIN raw.briefs b USING (brief_id)
LEFT JOIN raw.originals o ON o.original_sha256 = b.original_sha256
LEFT JOIN staging.segments g ON g.segment_id = c.segment_id
LEFT JOIN staging.statements s ON s.statement_id = c.statement_id
WHERE c.claim_id = ?
"""
STATEMENT = f"""
SELECT s.*, {BRIEF_COLUMNS},
       (SELECT list(claim_id ORDER BY claim_id) FROM staging.claims c
        WHERE c.statement_id = s.statement_id) AS claim_ids
FROM staging.statements s
JOIN raw.briefs b USING (brief_id)
LEFT JOIN raw.originals o ON o.original_sha256 = b.original_sha256
WHERE s.statement_id = ?
"""
BEGINNING = """
SELECT 'claim' AS kind, claim_id AS id FROM staging.claims WHERE starts_with(claim_id, $wanted)
UNION ALL
SELECT 'statement', statement_id FROM staging.statements WHERE starts_with(statement_id, $wanted)
ORDER BY ALL LIMIT 6
"""
REFERENCE = """
SELECT reference_id, h.*, coalesce(s.name, h.iso3) AS subject_name, o.name AS org_name
FROM (
    SELECT *, concat_ws('|', iso3, org, term, coalesce(from_edtf, '..')) AS reference_id
    FROM reference.membership_history
) h
LEFT JOIN reference.states s USING (iso3)
LEFT JOIN reference.organisations o USING (org)
WHERE reference_id = ?
"""
CORRECTIONS = """
SELECT kind, stands_as, field, wrong, "right", reason, who, decided_on
FROM quality.corrections
WHERE applied AND list_has_any(list_zip([kind, kind], [row_id, stands_as]), list_zip($kinds, $ids))
ORDER BY kind, field NULLS FIRST
"""
SAME = """
SELECT count(DISTINCT brief_id) FROM staging.claims
WHERE claim_id <> $claim_id AND predicate = $predicate AND subject = $subject AND org = $org
  AND status = $status AND polarity = $polarity AND actor IS NOT DISTINCT FROM $actor
  AND brief_id <> $brief_id
"""


def found_as(connection: "DuckDBPyConnection", wanted: str) -> tuple[str, str]:
    """'claim' or 'statement', and the id that begins so, or 'reference' and the id of a row of the reference
    history.

    Raises StatusquoError where nothing has the id, or several ids begin so.
    """
    if "|" in wanted:
        return "reference", wanted
    found = connection.execute(BEGINNING, {"wanted": wanted.lower()}).fetchall()
    if not found:
        raise StatusquoError(
            f"no claim or statement {wanted!r}; list claims with: "
            'statusquo query "SELECT claim_id, evidence FROM staging.claims"'
        )
    if len(found) > 1:
        listed = ", ".join(f"{kind} {key}" for kind, key in found[:5])
        raise StatusquoError(f"several ids begin with {wanted!r}: {listed}{' ...' if len(found) > 5 else ''}")
    return found[0]


def row_of(connection: "DuckDBPyConnection", query: str, key: str) -> dict:
    """The one row that a query gives for an id, by column name."""
    result = connection.execute(query, [key])
    row = result.fetchone()
    if row is None:
        raise StatusquoError(f"nothing has the id {key!r}")
    return dict(zip([column[0] for column in result.description], row, strict=True))


def corrections_of(connection: "DuckDBPyConnection", ids: dict[str, str | None]) -> list[dict]:
    """What people said of rows that are given by kind and id."""
    given = {kind: key for kind, key in ids.items() if key}
    result = connection.execute(CORRECTIONS, {"kinds": list(given), "ids": list(given.values())})
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def correction_words(corrections: list[dict]) -> str:
    """What people said of a row, in words."""
    told = []
    for one in corrections:
        what = (
            f"the {one['kind']}'s {one['field']} was read as {one['wrong'] or 'nothing'}, "
            f"right is {one['right'] or 'nothing'}"
            if one["field"]
            else f"the {one['kind']} is wrong and counts for nothing"
        )
        told.append(f"{what}: {one['reason']} ({one['who']}, {one['decided_on']})")
    return "; ".join(told)


def claim_facts(connection: "DuckDBPyConnection", claim_id: str) -> dict:
    """All that is known of a claim."""
    facts = row_of(connection, CLAIM, claim_id)
    names = dict(
        connection.execute(
            "SELECT iso3, name FROM reference.states UNION ALL SELECT 'org:' || org, name FROM "
            "reference.organisations"
        ).fetchall()
    )
    for key, code in (
        ("subject_name", facts["subject"]),
        ("actor_name", facts["actor"]),
        ("org_name", f"org:{facts['org']}"),
    ):
        facts[key] = names.get(code)
    parameters = ("claim_id", "predicate", "subject", "org", "status", "polarity", "actor", "brief_id")
    facts["other_briefs"] = connection.execute(SAME, {key: facts[key] for key in parameters}).fetchall()[0][0]
    return facts


def called(code: str | None, name: str | None) -> str:
    """'Iran (IRN)'; the code or phrase alone where it has no name."""
    return f"{name} ({code})" if name and name != code else str(code)


def sentence_of(facts: dict) -> str:
    """The claim in words."""
    words = [
        f"{called(facts['subject'], facts['subject_name'])} · {facts['predicate']} "
        f"({PREDICATES[facts['predicate']]}) · "
        f"{called(facts['org'], facts['org_name'])} · {STATUSES[facts['status']]}"
    ]
    if facts["actor"]:
        words.append(f"by {called(facts['actor'], facts['actor_name'])}")
    words.append("said to be so" if facts["polarity"] == "affirmed" else "said NOT to be so")
    words.append(f"{facts['modality']} ({MODALITIES[facts['modality']]})")
    words.append(f"when: {facts['when_edtf'] or 'not told'}")
    return "; ".join(words)


def voice_of(facts: dict) -> str:
    """Whose words they are."""
    if not facts["statement_id"]:
        return f"{VOICES[facts['voice']]}; segment: {facts['segment_kind']}"
    return speaker_of(facts)


def speaker_of(facts: dict) -> str:
    """Who says a statement, by which words, when and through whom."""
    speaker = facts["speaker"] or "a source that is not named"
    words = [speaker + (f" (for {facts['speaker_country']})" if facts["speaker_country"] else "")]
    if facts["source_text"] and facts["source_text"] != speaker:
        words.append(f"in the text: “{facts['source_text']}”")
    words.append(f"cue “{facts['cue_text']}”" if facts["cue_text"] else "no cue")
    words.append(f"{facts['quote']} quotation")
    if facts["via"]:
        words.append(f"via {facts['via']}")
    words.append(f"said on {facts['said_on']}" if facts["said_on"] else "day of saying not told")
    return "; ".join(words)


def proposer_of(facts: dict) -> str:
    """What found a statement: the rule by its name, or the trained model with its score."""
    told = f"{facts['proposed_by']} ({PROPOSERS[facts['proposed_by']]})"
    return told if facts["score"] is None else f"{told}; log-odds {facts['score']:.1f}"


def brief_of(facts: dict) -> str:
    """Which brief it stands in."""
    day = (
        f"{facts['published_on']} ({DATE_BASES[facts['published_on_basis']]})"
        if facts["published_on"]
        else "date unknown"
    )
    words = [
        facts["title"] or "no title",
        facts["source"] or "source unknown",
        day,
        facts["uri"] or "no address",
    ]
    return "; ".join(words) + f"; brief {facts['brief_id']}, ingested on {facts['ingested_on']}"


def original_of(facts: dict) -> str:
    """Where the original lies."""
    from pipeline.settings import settings

    if not facts["original_sha256"]:
        return "not among the landed originals"
    path = (
        settings().landing
        / str(facts["landed_on"])
        / f"{facts['original_sha256']}.{facts['original_format']}"
    )
    place = f", line {facts['position'] + 1}" if facts["original_format"] == "jsonl" else ""
    return f"{path}{place} (came as {facts['original_name']})"


def claim_lines(facts: dict) -> dict[str, str]:
    """What is told of a claim, by label."""
    others = facts["other_briefs"]
    return {
        "Claim": f"{facts['claim_id']}: {sentence_of(facts)}",
        "Corrected": correction_words(facts["corrections"]),
        "Evidence": f"“{facts['evidence']}” (characters {facts['evidence_start']} to "
        f"{facts['evidence_end']})",
        "Sentence": facts["sentence"],
        "Said by": voice_of(facts),
        "Statement": f"{facts['statement_text']} ({facts['statement_id']})" if facts["statement_id"] else "",
        "Found by": proposer_of(facts) if facts["statement_id"] else "",
        "Why": facts["why"],
        **origin_lines(facts),
        "Also in": f"{others} other brief{'' if others == 1 else 's'}",
    }


def statement_lines(facts: dict) -> dict[str, str]:
    """What is told of a statement, by label."""
    return {
        "Statement": f"{facts['statement_id']}: “{facts['text']}”",
        "Corrected": correction_words(facts["corrections"]),
        "Said by": speaker_of(facts),
        "Found by": proposer_of(facts),
        "Sentence": f"{facts['sentence']} (segment: {facts['segment_kind']})",
        "Claims": ", ".join(facts["claim_ids"] or ()) or "none",
        **origin_lines(facts),
    }


def reference_lines(facts: dict) -> dict[str, str]:
    """What is told of a row of the reference history, by label."""
    if "iso3" not in facts:
        return {"Reference": facts["reference_id"], "Corrected": correction_words(facts["corrections"])}
    until = facts["to_edtf"] or ("and no end is told" if facts["to_known"] else "and the end is not known")
    return {
        "Reference": f"{facts['reference_id']}: {called(facts['iso3'], facts['subject_name'])} · "
        f"{facts['term']} · "
        f"{called(facts['org'], facts['org_name'])}",
        "Corrected": correction_words(facts["corrections"]),
        "When": f"from {facts['from_edtf']}, " + (f"to {until}" if facts["to_edtf"] else until),
        "Status": STATUSES.get(facts["status"], "none of its own: a stage of a bid, or a suspension"),
        "Source": facts["source"],
        "Rests on": f"{REFERENCE_BASES[facts['basis']]} ({facts['basis']})",
    }


def reference_facts(connection: "DuckDBPyConnection", key: str) -> dict:
    """All that is known of a row of the reference history; of one that is corrected as wrong, the
    corrections alone."""
    corrections = corrections_of(connection, {"reference": key})
    if any(one["field"] is None for one in corrections):
        return {"reference_id": key, "corrections": corrections}
    stands_as = corrections[0]["stands_as"] if corrections else key
    return row_of(connection, REFERENCE, stands_as) | {"corrections": corrections}


def facts_of(connection: "DuckDBPyConnection", kind: str, key: str) -> dict:
    """All that is known of a claim, a statement or a row of the reference history."""
    if kind == "reference":
        return reference_facts(connection, key)
    facts = claim_facts(connection, key) if kind == "claim" else row_of(connection, STATEMENT, key)
    ids = {name: facts.get(f"{name}_id") for name in ("claim", "statement")}
    return facts | {"corrections": corrections_of(connection, ids), "original_path": original_of(facts)}


def origin_lines(facts: dict) -> dict[str, str]:
    """Where it stands: the brief, the original, and the brief that this one repeats."""
    repeats = f"brief {facts['duplicate_of']} (similarity {facts['duplicate_similarity'] or 0:.2f})"
    return {
        "Brief": brief_of(facts),
        "Original": facts["original_path"],
        "Repeats": repeats if facts["duplicate_of"] else "",
    }


LINES = {"claim": claim_lines, "statement": statement_lines, "reference": reference_lines}


@click.command()
@click.argument("wanted", metavar="ID")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
def command(wanted: str, form: str) -> None:
    """Show where a claim or a statement comes from: passage, sentence, speaker, brief, original file, what
    found it, and whether it is corrected.

    The beginning of the id is enough where only one claim or statement has it. A row of the reference
    history has the id state|organisation|term|from.

    \b
    Examples:
      statusquo query "SELECT claim_id, evidence FROM staging.claims WHERE subject = 'IRN'"
      statusquo explain 3f1c
      statusquo explain "IRN|SCO|member|2023-07-04"
    """
    from statusquo.cli.published import published

    with published() as connection:
        kind, key = found_as(connection, wanted)
        facts = facts_of(connection, kind, key)
    if form == "json":
        click.echo(
            json.dumps({key: plain(value) for key, value in facts.items()}, ensure_ascii=False, indent=1)
        )
        return
    for label, words in LINES[kind](facts).items():
        if words:
            told = textwrap.wrap(
                " ".join(words.split()),
                (room() or WIDTH) - LABEL,
                break_long_words=False,
                break_on_hyphens=False,
            )
            click.echo(f"{label:<{LABEL}}" + f"\n{'':{LABEL}}".join(told))
