"""Writing of the report: all pages into a folder that is there wholly or stays as it was."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from pipeline.folders import replaced_folder
from pipeline.report.data import gathered
from pipeline.report.pages import Pages, brief_page, page_of


def pages(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Path and content of each page."""
    data = gathered(connection)
    made = Pages(data)
    yield "index.html", made.index()
    for org in sorted({row["org"] for row in data["status"]}):
        yield page_of(f"org:{org}"), made.organisation(org)
    for subject in sorted({row["subject"] for row in data["status"]}):
        if not subject.startswith("org:"):
            yield page_of(subject), made.state(subject)
    for brief in data["briefs"]:
        yield brief_page(brief["brief_id"]), made.brief(brief)


def write_site(
    connection: duckdb.DuckDBPyConnection, target: Path, advance: Callable[[int], None] = lambda done: None
) -> int:
    """Write the report into the folder `target`; gives the number of pages. The same tables give the same
    bytes.

    Raises StatusquoError where the folder holds something else, and what DuckDB and the file system raise.
    """
    count = 0
    with replaced_folder(target) as folder:
        for path, content in pages(connection):
            place = folder / path
            place.parent.mkdir(exist_ok=True)
            place.write_text(content, encoding="utf-8")
            count += 1
            advance(1)
    return count
