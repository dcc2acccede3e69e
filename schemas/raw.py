"""What came in: originals as they were landed, and the briefs that were read out of them."""

import polars as pl

from schemas.table import ID_PATTERN, Table, column
from schemas.vocabulary import DATE_BASES, FORMATS

SHA256 = r"^[0-9a-f]{64}$"


class Originals(Table):
    """Files as they arrived, kept unchanged under the hash of their content."""

    original_sha256: str = column(
        "SHA-256 of the file's bytes, in hexadecimal; also its name in the landing store.", str_matches=SHA256
    )
    ingested_on: pl.Date = column("Day of ingestion, the partition in which the file was first landed.")
    name: str = column("The file's name as it arrived, without its folder.")
    uri: str = column("Where it came from: an address, or the path as it was given.")
    source: str = column("Who sent it, if the delivery said so (a feed's or folder's name).", nullable=True)
    format: str = column("How the file is read.", allowed=FORMATS)
    size_bytes: pl.Int64 = column("Size of the file in bytes.", ge=0)
    revises: str = column(
        "The original that held the earlier version of the same item of a source.",
        nullable=True,
        str_matches=SHA256,
    )

    class Config(Table.Config):
        name = "originals"
        metadata = {"schema": "raw", "grain": "a file, by content", "key": ["original_sha256"]}


class Briefs(Table):
    """News briefs, decoded to plain text, dated and described; duplicates are kept and marked."""

    brief_id: str = column(
        "Id of the brief: a hash of the original's hash and the brief's position in it.",
        str_matches=ID_PATTERN,
    )
    ingested_on: pl.Date = column("Day of ingestion (partition).")
    external_id: str = column("The id that the source gave it, if any.", nullable=True)
    source: str = column("Who published it, where that is told.", nullable=True)
    uri: str = column("Where it came from: an address, or the path as it was given.", nullable=True)
    title: str = column(
        "Title from the metadata; a title line within the text stays in the text.", nullable=True
    )
    author: str = column(
        "Who wrote it, as its page, feed, metadata or mail names them, several parted by '; '; an address is "
        "no name.",
        nullable=True,
    )
    section: str = column(
        "The section of its page, or the categories of its item, several parted by '; ', as given.",
        nullable=True,
    )
    text: str = column("The brief's text; all character offsets count in it (Unicode code points, from 0).")
    published_on: pl.Date = column("Day of publication, if anybody tells it.", nullable=True)
    published_on_basis: str = column("Where the day of publication comes from.", allowed=DATE_BASES)
    language: str = column("ISO 639-1 code of the text's language.")
    format: str = column("Format of the original.", allowed=FORMATS)
    original_sha256: str = column("The original that it was read from.", str_matches=SHA256)
    position: pl.Int64 = column("Which brief of the original it is, from 0 (a line of a .jsonl file).", ge=0)
    text_sha256: str = column(
        "SHA-256 of the text with white space and case folded: equal for equal texts.", str_matches=SHA256
    )
    revises: str = column(
        "Id of the brief that was read from the earlier version of the same item of a source.",
        nullable=True,
        str_matches=ID_PATTERN,
    )
    duplicate_of: str = column(
        "Id of the earlier brief that this one repeats, wholly or nearly; null for a first.",
        nullable=True,
        str_matches=ID_PATTERN,
    )
    duplicate_similarity: float = column(
        "Share of common word shingles (Jaccard) with the brief that it repeats, 1 for equal texts.",
        nullable=True,
        ge=0,
        le=1,
    )

    class Config(Table.Config):
        name = "briefs"
        metadata = {
            "schema": "raw",
            "grain": "a brief",
            "key": ["brief_id"],
            "references": {
                "original_sha256": "raw.originals.original_sha256",
                "duplicate_of": "raw.briefs.brief_id",
            },
        }
