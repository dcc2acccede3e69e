"""Resolutions and communiqués whose paragraphs begin with a verb and leave out the body that the preamble
names.

'The Ferry Council, | having met in Lima, | 1. Recalls that the quay is old; | 2. Requests the port to wait;'
"""

import re
from collections.abc import Iterator

from spacy.tokens import Span

from pipeline.language.names.offices import office_in
from pipeline.language.registry import none_of_them, switchable
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.paragraphs import Paragraph, paragraphs

# 'The Ferry Council of Norland, having met ...;'
PREAMBLE = re.compile(
    r"\W{0,3}(?P<body>The (?:[A-Z][\w'\u2019-]*|of|the|for|and|on)(?: [A-Z][\w'\u2019-]*"
    r"| of| the| for| and| on){0,14}),(?=\s|$)"
)
ENDS = (";", ",", ":")  # with which the paragraphs of a resolution end, but the last
CLAUSE = re.compile(
    r"(?P<lead>\s*(?:and )?(?:also |further |strongly |urgently )?)(?P<verb>[A-Za-z]+s)\b"
    r"(?P<on> (?:on|upon|for))?(?= )",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\W{0,3}(?:\d{1,2}\. ?)?")
FEWEST = 2  # paragraphs that begin with a verb


@switchable(none_of_them)
def resolutions(passage: Passage) -> Iterator[Draft]:
    """What the clauses of a resolution recall, stress, request: all the words of its body."""
    parts = paragraphs(passage.text)
    for number, part in enumerate(parts):
        body = preamble(passage, part)
        if body is None:
            continue
        found = [list(clauses(passage, later)) for later in parts[number + 1 :]]
        if sum(map(bool, found)) >= FEWEST:
            source = Source(body.start, body.end, body.root)
            for clause, verb, entry in (one for several in found for one in several):
                draft = resolved(passage, source, clause, verb, entry)
                if draft is not None:
                    yield draft
        return


def preamble(passage: Passage, part: Paragraph) -> Span | None:
    """The body with whose name a paragraph begins that is no sentence."""
    text = passage.text[part.start : part.end].rstrip()
    match = PREAMBLE.match(text) if text.endswith(ENDS) else None
    if match is None:
        return None
    first, last = match.span("body")
    body = passage.doc.char_span(part.start + first, part.start + last)
    office = office_in(passage.doc, body.start, body.end) if body is not None else None
    return body if office is not None and office[0].kind == "body" else None


def clauses(passage: Passage, part: Paragraph) -> Iterator[tuple[tuple[int, int], Span, Cue]]:
    """The clauses of a paragraph, parted by semicolons, that begin with a cue in the third person: the
    characters after the cue, the cue's words, what it takes."""
    text = passage.text
    start = NUMBER.match(text, part.start).end()
    if text[start : start + 1].islower():
        return
    for piece in re.finditer(r"[^;]+", text[start : part.end]):
        match = CLAUSE.match(text, start + piece.start())
        entry = cue_of(passage, match) if match is not None else None
        if entry is None:
            continue
        verb = passage.doc.char_span(match.start("verb"), match.end(), alignment_mode="expand")
        end = min(start + piece.end(), part.end)
        if verb is not None and match.end() < end:
            yield (match.end(), end), verb, entry


def cue_of(passage: Passage, match: re.Match) -> Cue | None:
    """The cue that a form in the third person belongs to, with its particle where it has one."""
    form = match["verb"].lower()
    particle = (match["on"] or "").strip().replace("upon", "on")
    for lemma in (form.removesuffix("s"), form.removesuffix("es"), form.removesuffix("ies") + "y"):
        for entry in passage.lexicon.verbs.get(lemma, ()):
            if entry.kind in ("speech", "attitude", "thought") and entry.words[1:] == tuple(particle.split()):
                return entry
    return None


def resolved(
    passage: Passage, source: Source, clause: tuple[int, int], verb: Span, entry: Cue
) -> Draft | None:
    """What one clause of a resolution says, if it says something: 'that P', 'X to do P', an object where the
    verb takes one."""
    words = passage.text[slice(*clause)]
    form = next(
        form
        for form, fits in (
            ("clause", "clause" in entry.takes and words.startswith(" that ")),
            ("infinitive", "object_infinitive" in entry.takes and " to " in words),
            ("object", "object" in entry.takes and not words.startswith(" that ")),
            ("", True),
        )
        if fits
    )
    start = clause[0] + len(" that " if form == "clause" else "")
    piece = passage.trim(start, clause[1])
    if not form or piece is None:
        return None
    return Draft(form, Hit(verb[0], verb.start, verb.end, (entry,)), entry, source, [piece])
