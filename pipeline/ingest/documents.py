"""Documents: the text of PDF and Word files, in paragraphs."""

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest.refusals import Refusal
from pipeline.settings import settings

MAX_PAGES = 1_000
MAX_TITLE = 300
HYPHENATED = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")
# A line that ends a sentence well before the right edge ends a paragraph.
SHORT_LINE = 0.75
ENDED = re.compile(r"[.!?:][\"”’')\]]*$")

# The libraries are loaded when a document comes: they take longer than reading a feed.
if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every oddity that it got over


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text, paragraphs separated by blank lines, and its title if it says one."""

    text: str
    title: str | None = None


def read_pdf(content: bytes) -> Document:
    """The text of a PDF file. Raises Refusal: broken, unreadable (encrypted), oversized, empty (pictures
    alone)."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal("unreadable", "the PDF file is encrypted")
        if len(reader.pages) > MAX_PAGES:
            raise Refusal("oversized", f"{len(reader.pages)} pages, more than {MAX_PAGES}")
        text = "\n\n".join(limited(page.extract_text() for page in reader.pages))
        title = reader.metadata.title if reader.metadata else None
    except Refusal:
        raise
    except Exception as error:  # damaged files make the reader raise many things
        raise Refusal(
            "broken", f"not a PDF file that can be read: {type(error).__name__}: {error}"
        ) from error
    if not text.strip():
        raise Refusal("empty", "the PDF file has no text; are its pages pictures?")
    return Document(rejoined(text), titled(title))


def limited(pages: Iterator[str]) -> Iterator[str]:
    """Texts of pages as long as they are a brief's together. Raises Refusal (oversized)."""
    length = 0
    for page in pages:
        length += len(page)
        if length > settings().max_text_chars:
            raise Refusal("oversized", f"more than STATUSQUO_MAX_TEXT_CHARS={settings().max_text_chars}")
        yield page


def rejoined(text: str) -> str:
    """Lines of a printed page as paragraphs: words that were parted are joined, lines within a paragraph,
    too."""
    paragraphs = []
    for block in re.split(r"\n[ \t]*\n", HYPHENATED.sub("", text)):
        lines = [" ".join(line.split()) for line in block.splitlines() if line.strip()]
        widest = max(map(len, lines), default=0)
        current: list[str] = []
        for line in lines:
            current.append(line)
            if ENDED.search(line) and len(line) < SHORT_LINE * widest:
                paragraphs.append(" ".join(current))
                current = []
        if current:
            paragraphs.append(" ".join(current))
    return "\n\n".join(paragraphs)


def read_docx(content: bytes) -> Document:
    """The text of a Word file, without what is struck out or hidden. Raises Refusal: broken, oversized,
    empty."""
    import docx

    try:
        refuse_bomb(content)
        found = docx.Document(io.BytesIO(content))
        text = "\n\n".join(paragraph for paragraph in docx_paragraphs(found) if paragraph)
        title = found.core_properties.title
    except Refusal:
        raise
    except Exception as error:  # as above
        raise Refusal(
            "broken", f"not a Word file that can be read: {type(error).__name__}: {error}"
        ) from error
    if not text:
        raise Refusal("empty", "the document has no text")
    return Document(text, titled(title))


def refuse_bomb(content: bytes) -> None:
    """Raise Refusal for an archive that would unpack to more than a document is."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > 10 * settings().max_original_bytes:
        raise Refusal("oversized", f"unpacks to {size} bytes")


def docx_paragraphs(document: "WordDocument") -> Iterator[str]:
    """Paragraphs and rows of tables, in their order."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield visible(block)
        elif isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(
                    " ".join(filter(None, (visible(one) for one in cell.paragraphs))) for cell in row.cells
                )


def visible(paragraph: "Paragraph") -> str:
    """A paragraph's text without struck-out and hidden runs."""
    pieces = []
    for part in paragraph.iter_inner_content():
        runs = getattr(part, "runs", None) or [part]
        pieces += [
            run.text
            for run in runs
            if not (
                run.font.strike
                or run.font.double_strike
                or run.font.hidden
                or run.font.superscript
                and run.text.strip().isdigit()
            )
        ]
    return " ".join("".join(pieces).split())


def titled(title: str | None) -> str | None:
    """A title that somebody gave, not one that a program put in."""
    told = " ".join(str(title or "").split())[:MAX_TITLE]
    return None if not told or re.match(r"(?i)microsoft word|untitled|document\d*$", told) else told


DOCUMENTS: dict[str, Callable[[bytes], Document]] = {"pdf": read_pdf, "docx": read_docx}
