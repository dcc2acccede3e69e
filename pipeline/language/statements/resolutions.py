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
from pipeline.language.text.cues import Cue, Hit, base_forms
from pipeline.language.text.paragraphs import Paragraph, paragraphs

# 'The Ferry Council of Norland, having met ...;'
PREAMBLE = re.compile(
    r"\W{0,3}(?P<body>The (?:[A-Z][\w'\u2019-]*|of|the|for|and|on)(?: [A-Z][\w'\u2019-]*"
    r"| of| the| for| and| on){0,14})(?: \([A-Z][\w&.-]*\))?,(?=\s|$)"
)
ENDS = (";", ",", ":")  # with which the paragraphs of a resolution end, but the last
CLAUSE = re.compile(
    r"(?P<lead>\s*(?:and )?(?:also |further |strongly |urgently )?)"
    r"(?:(?P<verb>[A-Za-z]+s)\b(?P<on> (?:on|upon|for))?(?= )|(?P<preamble>[A-Za-z]+(?:ing|ed))(?= that ))",
    re.IGNORECASE,
)
CARRIED = re.compile(r" (?P<noun>\w+)(?= (?P<next>\w+) )")  # 'its deep | concern | about | the quay'
FARTHEST = 50  # characters after 'expresses' within which stands what is expressed
PART = re.compile(r";|, (?=and [a-z]+s )")  # where a clause may end and the next begin
NUMBER = re.compile(r"\W{0,3}(?:\d{1,2}\. ?)?")
REPORTING = ("speech", "attitude", "thought", "carrier")
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
    """The clauses of a paragraph, parted by semicolons or by a further cue, that begin with a cue in the
    third person, or in the preamble with a participle and 'that': the characters after the cue, the cue's
    words, what it takes."""
    text = passage.text
    start = NUMBER.match(text, part.start).end()
    if text[start : start + 1].islower():
        return
    found = []
    for begin in (start, *(cut.end() for cut in PART.finditer(text, start, part.end))):
        match = CLAUSE.match(text, begin, part.end)
        entry = cue_of(passage, match) if match is not None else None
        if entry is not None:
            found.append((begin, match, entry))
    for number, (_, match, entry) in enumerate(found):
        following = found[number + 1][0] if number + 1 < len(found) else part.end
        end = min(following, (text.find(";", match.end(), part.end) + 1 or part.end + 1) - 1)
        first = match.start("verb" if match["verb"] else "preamble")
        verb = passage.doc.char_span(first, match.end(), alignment_mode="expand")
        if verb is not None and match.end() < end:
            yield (match.end(), end), verb, entry


def cue_of(passage: Passage, match: re.Match) -> Cue | None:
    """The cue of a form in the third person or a participle, with its particle where it has one."""
    form = (match["verb"] or match["preamble"]).lower()
    if form in passage.lexicon.adjectives:
        return passage.lexicon.adjectives[form]
    particle = (match["on"] or "").strip().replace("upon", "on")
    for lemma in base_forms(form, form):
        for entry in passage.lexicon.verbs.get(lemma, ()):
            if entry.kind in REPORTING and entry.words[1:] == tuple(particle.split()):
                return entry
    return None


def resolved(
    passage: Passage, source: Source, clause: tuple[int, int], verb: Span, entry: Cue
) -> Draft | None:
    """What one clause of a resolution says, if anything: 'that P', 'X to do P', an object of its verb."""
    words = passage.text[slice(*clause)]
    form, skipped = carried(passage, words) if entry.kind == "carrier" else form_of(entry, words)
    piece = passage.trim(clause[0] + skipped, clause[1])
    if not form or piece is None:
        return None
    return Draft(form, Hit(verb[0], verb.start, verb.end, (entry,)), entry, source, [piece])


def carried(passage: Passage, words: str) -> tuple[str, int]:
    """As `form_of` for what a noun holds: 'expresses its deep concern about the quay'."""
    for match in CARRIED.finditer(words[:FARTHEST]):
        noun = passage.lexicon.nouns.get(match["noun"].lower())
        if noun is not None:
            held = match["next"] in noun.prepositions or match["next"] == "that"
            return ("carried", match.end("next")) if held else ("", 0)
    return "", 0


def form_of(entry: Cue, words: str) -> tuple[str, int]:
    """Which of its forms the words after a cue are ('' for none), and how many characters are no content."""
    form = next(
        form
        for form, fits in (
            ("clause", "clause" in entry.takes and words.startswith(" that ")),
            ("infinitive", "object_infinitive" in entry.takes and " to " in words),
            ("infinitive", "infinitive" in entry.takes and words.startswith(" to ")),
            ("object", "object" in entry.takes and not words.startswith(" that ")),
            ("", True),
        )
        if fits
    )
    return form, len(" that ") if form == "clause" else 0
