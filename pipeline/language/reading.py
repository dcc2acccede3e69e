"""Reading a brief from its text to its claims: prepare, parse once, then one component after another.

The components after the parse are pure functions of a Doc (its tokens, its parse and the records of the
components before) and of the lexicons, registered as spaCy factories, so that `reader()` is an ordinary spaCy
pipeline and a restored Doc can be read on from any stage with `read_on`.
"""

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc

# Importing a component registers its factory, importing the annotations declares the Doc extensions.
from pipeline.language import annotations  # noqa: F401
from pipeline.language.annotations import Segment, moved
from pipeline.language.claims import component as claims  # noqa: F401
from pipeline.language.dates import component as dates  # noqa: F401
from pipeline.language.discourse import references  # noqa: F401
from pipeline.language.model import parser
from pipeline.language.names import (
    gazetteer,  # noqa: F401
    persons,  # noqa: F401
)
from pipeline.language.names.publishers import official
from pipeline.language.pieces import parsed
from pipeline.language.statements import component as statements  # noqa: F401
from pipeline.language.text.colons import lists_behind_colons
from pipeline.language.text.paragraphs import paragraphs
from pipeline.language.text.preparation import prepared
from pipeline.language.text.release_lines import names_speaker
from pipeline.language.text.segments import divide
from pipeline.lexicon import reference_table
from schemas.reference import OrganisationAliases

# In the order in which they run. Each module registers its factory when it is imported.
COMPONENTS: tuple[str, ...] = (
    "statusquo_gazetteer",
    "statusquo_dates",
    "statusquo_persons",
    "statusquo_references",
    "statusquo_statements",
    "statusquo_claims",
)

APOSTROPHE = re.compile(r"(?<=\w)\u2019(?=\w)")
# Rulers and the like: the tokeniser takes a run of signs apart one by one, in time that is quadratic in its
# length. A word of a title in capitals; 'U.S.' and 'EU' stay.
CAPITALS = re.compile(r"(?<![\w.])[A-Z\u00c0-\u00de]{3,}(?:'[A-Z]+)?(?![\w.]*\.[A-Z])")
RULER = re.compile(r"[^\w\s]{60,}")
TYPOGRAPHY = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "\u2010": "-", "\u02bc": "'"}
)


FULL_STOPS = frozenset(".!?;")
LONGEST_RUN = 300
LONGEST_PARAGRAPH = 2_000


def in_small_letters(titles: str) -> str:
    """Titles, a line each; one of several words in capitals gets what the model can read, capitals at the
    beginnings of its longer words alone but for 'and'; abbreviations stay as they are."""
    return "\n".join(
        CAPITALS.sub(_word_in_small_letters, line) if len(line.split()) > 2 and line.isupper() else line
        for line in titles.split("\n")
    )


def _word_in_small_letters(found: re.Match) -> str:
    word = found[0]
    if word == "AND":
        return "and"
    return word if word in organisation_abbreviations() else word.title()


@functools.cache
def organisation_abbreviations() -> frozenset[str]:
    """The names of organisations that are written in capitals."""
    aliases = reference_table("organisation_aliases", OrganisationAliases)["alias"]
    return frozenset(alias for alias in aliases if alias.isupper())


def parsing_text(text: str, segments: list[Segment]) -> str:
    """A prepared text as the parser shall see it: of the same length, boilerplate and rulers blanked, which
    are never read; of boilerplate the lines stay that name who signs or speaks.

    Apostrophes, spaces and hyphens are the plain ones, which the model knows best; quotation marks stay as
    they are, since their shape tells opening from closing.
    """
    plain = APOSTROPHE.sub("'", text).translate(TYPOGRAPHY)
    pieces, at = [], 0
    for segment in segments:
        if segment.kind in REWRITTEN:
            part = REWRITTEN[segment.kind](plain[segment.start : segment.end])
            pieces += [plain[at : segment.start], part]
            at = segment.end
    return RULER.sub(lambda run: " " * len(run[0]), "".join([*pieces, plain[at:]]))


def without_standing_text(part: str) -> str:
    """A part of boilerplate, blanked but for the lines that name who signs or speaks."""
    kept = [character if character == "\n" else " " for character in part]
    for line in paragraphs(part):
        if names_speaker(part[line.start : line.end]):
            kept[line.start : line.end] = part[line.start : line.end]
    return "".join(kept)


REWRITTEN = {"boilerplate": without_standing_text, "headline": in_small_letters}


def prepare(text: str, published_on: datetime.date | None = None, source: str | None = None) -> Doc:
    """An unparsed Doc of the prepared text with segments, date, origin and source; sentences never cross the
    beginning of a paragraph, and a list behind a colon begins none.

    A run of LONGEST_RUN tokens without a full stop is no sentence of a person's: it is cut, so that rules
    that look over a whole sentence stay linear in the length of the text. A paragraph of more than
    LONGEST_PARAGRAPH is cut after a full stop before a word, so that it can be parsed in pieces; one twice as
    long, in which no word follows a full stop, before whatever does.
    """
    ready = prepared(text)
    segments = moved(divide(text, official=official(source or "")), ready.origin and ready.origin.inward)
    doc = parser().make_doc(parsing_text(ready.text, segments))
    doc._.segments, doc._.published_on, doc._.origin = segments, published_on, ready.origin
    doc._.source = source
    starts = iter([*(paragraph.start for paragraph in paragraphs(ready.text)), len(ready.text)])
    start, run, whole, over = next(starts), 0, 0, False
    listed = lists_behind_colons(doc.text)
    for token in doc:
        after, whole = run == 0, whole + 1
        run = 0 if token.text in FULL_STOPS else run + 1
        long = run > LONGEST_RUN or whole > LONGEST_PARAGRAPH and after and token.is_alpha
        long = long or whole > 2 * LONGEST_PARAGRAPH and over
        over = run == 0 or over and token.is_space
        if (token.idx >= start or long) and not token.is_space:
            token.is_sent_start, run, whole = True, 0, 0
            while start <= token.idx:
                start = next(starts)
        elif token.idx in listed:
            token.is_sent_start = False
    return doc


@functools.cache
def components() -> tuple[tuple[str, Callable[[Doc], Doc]], ...]:
    """The components after the parse, built once a process."""
    return tuple((name, parser().create_pipe(name)) for name in COMPONENTS)


def parse(docs: Iterable[Doc]) -> Iterator[Doc]:
    """spaCy's parse of prepared Docs, in their order: nearly all of the cost."""
    yield from parsed(docs)


def read_on(doc: Doc, names: Iterable[str] | None = None) -> Doc:
    """Run the components (by default all) on a parsed Doc."""
    wanted = set(COMPONENTS if names is None else names)
    for name, component in components():
        if name in wanted:
            doc = component(doc)
    return doc


def read(briefs: Iterable[tuple[str, datetime.date | None, str | None]]) -> Iterator[Doc]:
    """Read (text, published_on, source) into Docs with all records, in their order."""
    for doc in parse(prepare(*brief) for brief in briefs):
        yield read_on(doc)
