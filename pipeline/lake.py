"""The lake: every stage table as Parquet, a partition a file, so that no two runs share a file and readers
never wait.

`<root>/<schema>.<table>/<partition>.parquet`; unpartitioned tables have the partition `all`. A file is
written to a temporary name beside its place and renamed, so it is there wholly or not at all.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from pipeline.errors import StatusquoError
from pipeline.files import replacing, write_atomically
from schemas.table import Table, frame, polars_schema, table_name

UNPARTITIONED = "all"
MARK = b"PAR1"
ANEW = "make it anew with: statusquo run --rebuild"


class LakeError(StatusquoError):
    """A stored partition cannot be read."""


def is_whole(path: Path) -> bool:
    """Whether a file begins and ends as a Parquet file does."""
    with path.open("rb") as file:
        head = file.read(len(MARK))
        file.seek(max(os.fstat(file.fileno()).st_size - len(MARK), 0))
        return head == file.read() == MARK


class Lake:
    """Reads and writes stage tables below a folder."""

    def __init__(self, root: Path):
        self.root = Path(root)

    def path(self, model: type[Table], partition: str = UNPARTITIONED) -> Path:
        """The file of one partition of a table."""
        return self.root / table_name(model) / f"{partition}.parquet"

    def write(self, model: type[Table], frame: pl.DataFrame, partition: str = UNPARTITIONED) -> Path:
        """Write one partition, rows sorted by the frame's own order; the same frame gives the same bytes."""
        path = self.path(model, partition)
        with replacing(path) as temporary:
            frame.write_parquet(temporary, compression="zstd", statistics=True)
        return path

    def partitions(self, model: type[Table]) -> list[str]:
        """Names of the partitions that exist, sorted."""
        folder = self.root / table_name(model)
        return sorted(p.stem for p in folder.glob("*.parquet")) if folder.is_dir() else []

    def damaged(self, model: type[Table]) -> list[str]:
        """Partitions that are no whole Parquet files, as a look at their first and last bytes tells: cut
        short, or something else."""
        return [name for name in self.partitions(model) if not is_whole(self.path(model, name))]

    def read(self, model: type[Table], partition: str | None = None) -> pl.DataFrame:
        """One partition, or all of them in the order of their names; an empty typed frame where there is
        none."""
        names = [partition] if partition is not None else self.partitions(model)
        found = [self.read_file(model, name) for name in names if self.path(model, name).exists()]
        return pl.concat(found) if found else pl.DataFrame(schema=polars_schema(model))

    def read_file(self, model: type[Table], partition: str) -> pl.DataFrame:
        """One partition that exists. Raises LakeError where it is no Parquet file or has other columns than
        the model."""
        path = self.path(model, partition)
        try:
            found = pl.read_parquet(path)
        except pl.exceptions.PolarsError as error:
            raise LakeError(f"{path}: {str(error).splitlines()[0]}; {ANEW}") from error
        if dict(found.schema) != polars_schema(model):
            raise LakeError(f"{path}: stored with other columns than {table_name(model)} has now; {ANEW}")
        return found

    def scan(self, model: type[Table], partition: str) -> pl.LazyFrame:
        """One partition that exists, of which only what is asked for is read. Raises LakeError as
        `read_file`."""
        path = self.path(model, partition)
        try:
            found = pl.read_parquet_schema(path)
        except pl.exceptions.PolarsError as error:
            raise LakeError(f"{path}: {str(error).splitlines()[0]}; {ANEW}") from error
        if dict(found) != polars_schema(model):
            raise LakeError(f"{path}: stored with other columns than {table_name(model)} has now; {ANEW}")
        return pl.scan_parquet(path)

    def columns(
        self, model: type[Table], names: Sequence[str], partitions: Iterable[str] | None = None
    ) -> pl.DataFrame:
        """Some columns of partitions, by default of all: the texts of an archive need not be read for its
        ids. Raises LakeError as `read_file`."""
        wanted = self.partitions(model) if partitions is None else partitions
        found = [
            self.scan(model, one).select(names).collect() for one in wanted if self.path(model, one).exists()
        ]
        return pl.concat([frame(model).select(names), *found])

    def documents_path(self, partition: str) -> Path:
        """The parsed Docs of one partition (spaCy's DocBin)."""
        return self.root / "staging.parsed" / f"{partition}.spacy"

    def write_documents(self, content: bytes, partition: str) -> Path:
        """Write the parsed Docs of one partition."""
        path = self.documents_path(partition)
        write_atomically(path, content)
        return path

    def read_documents(self, partition: str) -> bytes | None:
        """The parsed Docs of one partition; None where there are none."""
        path = self.documents_path(partition)
        return path.read_bytes() if path.exists() else None

    def answers_path(self, stage: str, partition: str) -> Path:
        """What trained models answered while a stage read the parsed Docs of one partition
        (pipeline.language.encoder.answers)."""
        return self.root / "staging.parsed" / f"{partition}.{stage}.answers"
