"""Attributions by a verb of what it governs: a clause, an infinitive, an object."""

from pipeline.language.grammar.stretches import FINITE, QUOTE_TOKENS, Stretch, subject
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.statements import contents
from pipeline.language.statements.beside_cues import quotation_right, worth
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.dependencies import dependents


@switchable(nothing)
def second_piece(
    passage: Passage, hit: Hit, start: int, complete: bool, stretch: Stretch
) -> tuple[int, int] | None:
    """The rest of a content that the cue interrupts: `Nobody, she added, had come`."""
    doc = passage.doc
    while start < stretch.end and (doc[start].is_space or doc[start].text == ","):
        start += 1
    if start >= stretch.end:
        return None
    end = contents.tail_cut(passage, start, stretch.end, hit.token)
    first = doc[start]
    if not complete or first.tag_ in FINITE and first.pos_ in ("VERB", "AUX"):
        return passage.characters(start, end)
    if first.lower_ in ("provided", "unless", "if", "because", "although", "though", "lest") or doc[
        start : start + 2
    ].text.lower() in ("even if", "only if", "so that"):
        return passage.characters(start, end)
    if first.pos_ == "CCONJ":
        verb = next((t for t in doc[start + 1 : end] if t.tag_ in FINITE), None)
        if verb is None:
            return None
        main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
        whose = subject(main)
        if whose is not None and whose.lower_ in ("it", "they") and first.lower_ == "but":
            return passage.characters(start, end)
        if main.lemma_.lower() in passage.lexicon.verbs and subject(main) is None:
            return None
        if (
            any(t.lower_ == "that" for t in doc[start + 1 : start + 2])
            or subject(main) is None
            or verb.lower_ in ("would", "had", "could")
        ):
            return passage.characters(start, end)
    return None


def clausal(passage: Passage, hit: Hit, entry: Cue, source: Source | None, stretch: Stretch) -> Draft | None:
    """The content follows the cue: a quotation, a clause, an infinitive, a gerund, an object."""
    doc = passage.doc
    end = contents.cue_phrase_end(doc, hit, source, stretch)
    if "quote" in entry.takes and end < len(doc):
        mark = doc[end].text if end < stretch.end else ""
        quotation = (
            quotation_right(passage, end, stretch) if mark in (",", ":") or mark in QUOTE_TOKENS else None
        )
        if (
            quotation is not None
            and (worth(passage, quotation) or entry.kind == "speech" and end == hit.end)
            and not embedded(passage, hit, end, source)
        ) and (mark in (",", ":") or end == max(hit.end, source.end if source else 0)):
            return Draft("direct", hit, entry, source, [(quotation.start, quotation.end)])
    if doc[min(end, len(doc) - 1)].text == ":" and end < stretch.end - 2 and "quote" in entry.takes:
        piece = passage.characters(end + 1, contents.tail_cut(passage, end + 1, stretch.end, hit.token))
        if piece is not None:
            return Draft("colon", hit, entry, source, [piece])
    for form, rule in FORMS:
        if (
            form not in entry.takes
            and not (form == "prep" and entry.prepositions)
            and not (form == "infinitive" and "object_infinitive" in entry.takes)
        ):
            continue
        found = rule(passage, hit, entry, stretch)
        if found is None:
            continue
        piece = passage.characters(*found)
        if piece is not None:
            return Draft(form, hit, entry, source, [piece])
    return None


@switchable(no)
def embedded(passage: Passage, hit: Hit, end: int, source: Source | None) -> bool:
    """Whether words of a clause stand between the cue and the quotation."""
    return not contents.open_ended(
        passage.doc, max(hit.end, source.end if source and source.start >= hit.end else hit.end), end
    )


def object_rule(passage: Passage, hit: Hit, entry: Cue, stretch: Stretch) -> tuple[int, int] | None:
    """The cue's object; that of a cue that ends with a preposition stands after it."""
    if len(entry.words) > 1 and entry.words[-1] in ("for", "on", "upon", "to"):
        return contents.after_particle(passage, hit, stretch)
    return contents.object_right(passage, hit, stretch)


def particle_infinitive(passage: Passage, hit: Hit, entry: Cue, stretch: Stretch) -> tuple[int, int] | None:
    """`called on X to Y`: from X on."""
    if len(entry.words) > 1 and entry.words[-1] in ("on", "upon", "for"):
        found = contents.after_particle(passage, hit, stretch)
        if found is None:
            return None
        inner = next((c for c in dependents(hit.token, "xcomp", "advcl", "ccomp") if c.i >= hit.end), None)
        if inner is None:
            return found
        return found[0], max(found[1], contents.clause_end(passage, hit, found[0], inner, stretch))
    return contents.infinitive_right(passage, hit, entry, stretch)


FORMS = (
    ("clause", lambda p, h, e, s: contents.clause_right(p, h, s)),
    ("infinitive", particle_infinitive),
    ("as", lambda p, h, e, s: contents.as_right(p, h, s)),
    ("gerund", lambda p, h, e, s: contents.gerund_right(p, h, s)),
    ("prep", contents.prepositional_right),
    ("object", object_rule),
)
