"""Statusquo in Python: read texts into statements and claims, open what a run has published.

    import statusquo

    statusquo.read("Ruritania applied to join NATO on 4 April 2023.")["claims"]
    statusquo.open().sql("FROM members_of('SCO', DATE '2017-06-10')")

The command line is `statusquo.cli`. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.errors import StatusquoError

if TYPE_CHECKING:
    import datetime
    import os

    import duckdb
    from spacy.language import Language

__all__ = ["StatusquoError", "load", "open", "read"]


def load() -> Language:
    """The reading as a spaCy pipeline: the language model, then every component of Statusquo.

    `nlp(text)` gives a Doc with the records `doc._.segments`, `doc._.mentions`, `doc._.statements` and
    `doc._.claims`, whose offsets count in `doc.text`; that text is as long as the one given where no
    character had to be mended, with standing text blanked. For a day of publication that the text does not
    tell, set it before the parse:

        doc = nlp.make_doc(text)
        doc._.published_on = datetime.date(2024, 1, 10)
        doc = nlp(doc)

    Each call loads a model; keep what it gives. Raises StatusquoError where a file of seeds/ is wrong.
    """
    from pipeline.reader import reader

    return reader()


def read(
    text: str, published_on: datetime.date | str | None = None, *, source: str | None = None
) -> dict[str, Any]:
    """What `statusquo extract` writes of a text, as Python data: `id` (None), `segments`, `statements`,
    `claims`.

    `published_on` is a date or a text like '2024-01-10'; without it the text is asked for its date. `source`
    is who published it, if known. Offsets are characters of `text` as it was given, the end exclusive. The
    first call loads the language model. Raises ValueError where the text is empty, too long or no text, or
    the day is none, and StatusquoError where a file of seeds/ is wrong.
    """
    from pipeline.extract import read_text

    return read_text(text, published_on, source)


def open(home: str | os.PathLike[str] | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection to the published file: all tables, views and macros (`status_on`, `members_of`).

    `home` is the folder that holds `statusquo.duckdb`; by default the setting STATUSQUO_HOME. The connection
    reads alone and is sealed: no statement can write, or read another file. To see a later publication, close
    it and open another. Raises StatusquoError where nothing is published there or the file cannot be opened.
    """
    from pathlib import Path

    import duckdb

    from pipeline.published import connect
    from pipeline.settings import Settings, settings

    path = settings().published if home is None else Settings(home=Path(home)).published
    try:
        return connect(path, sealed=True)
    except duckdb.Error as error:
        raise StatusquoError(f"{path}: {str(error).splitlines()[0]}") from error
