"""Duplicates: briefs that repeat an earlier one word for word, or nearly so.

Candidates come from MinHash signatures in a locality-sensitive hash index (Broder 1997; Leskovec, Rajaraman,
Ullman, Mining of Massive Datasets, chapter 3); each is then verified by its true Jaccard similarity, so that
a decision never rests on chance. What counts are the words outside of boilerplate: one wire report under two
publishers' standing texts is one report, and two reports under the same standing text are two. What is kept
of the briefs of a day (pipeline.ingest.sketches) spares them to be looked at again on every later one.
"""

import re
import zlib

import numpy
import polars as pl
from datasketch import MinHash, MinHashLSH

from pipeline.identifiers import text_sha256
from pipeline.language.text.segments import divide

SHINGLE_WORDS = 3
SIMILAR = 0.8
# 25 bands of 5 rows: of two texts with a similarity of 0.8, 1 - (1 - 0.8^5)^25, all but 5 in 100,000, become
# candidates.
BANDS, ROWS = 25, 5
BLANK = MinHash(num_perm=BANDS * ROWS, seed=20010615, hashfunc=int)
WORD = re.compile(r"\w+")
ORDER = ("ingested_on", "published_on", "brief_id")
MULTIPLIER = numpy.uint64(0x9E3779B97F4A7C15)


def reported(text: str) -> str:
    """The text without its boilerplate; the whole text where nothing else is in it."""
    return "\n\n".join(text[s.start : s.end] for s in divide(text) if s.kind != "boilerplate") or text


def shingles(text: str) -> numpy.ndarray:
    """Sorted 64-bit hashes of the runs of SHINGLE_WORDS words; of the whole run of words where it is
    shorter."""
    words = numpy.array(
        [zlib.crc32(word.encode()) for word in WORD.findall(text.casefold())], dtype=numpy.uint64
    )
    length = min(SHINGLE_WORDS, len(words))
    if not length:
        return numpy.empty(0, dtype=numpy.uint64)
    runs = numpy.zeros(len(words) - length + 1, dtype=numpy.uint64)
    for offset in range(length):
        runs = (runs ^ words[offset : offset + len(runs)]) * MULTIPLIER
        runs ^= runs >> numpy.uint64(29)
    return numpy.unique(runs)


def jaccard(one: numpy.ndarray, other: numpy.ndarray) -> float:
    """Share of common shingles, of two sorted arrays without repetitions."""
    common = len(numpy.intersect1d(one, other, assume_unique=True))
    together = len(one) + len(other) - common
    return common / together if together else 0.0


def signature(found: numpy.ndarray) -> MinHash:
    """The MinHash signature of a set of shingles, of which the lower 32 bits are taken."""
    minhash = BLANK.copy()
    minhash.update_batch((found & numpy.uint64(0xFFFFFFFF)).tolist())
    return minhash


def bands(minhash: MinHash) -> numpy.ndarray:
    """A hash of each band of a signature; two texts that share one are candidates."""
    rows = minhash.hashvalues.reshape(BANDS, ROWS)
    hashes = numpy.arange(BANDS, dtype=numpy.uint64)
    for row in range(ROWS):
        hashes = (hashes ^ rows[:, row]) * MULTIPLIER
        hashes ^= hashes >> numpy.uint64(29)
    return hashes


def sketch(text: str) -> numpy.ndarray:
    """What is kept of a text for finding what repeats it: the bands of its signature."""
    return bands(signature(shingles(reported(text))))


def mark_duplicates(new: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """The new rows of raw.briefs, in their order, with `duplicate_of` and `duplicate_similarity` filled in.

    `earlier` holds the briefs of earlier partitions, or those of them that the new ones may repeat
    (pipeline.ingest.sketches finds them).

    A brief repeats the most similar first brief before it, if their similarity is at least SIMILAR or their
    folded texts are equal; firsts are briefs that repeat none, so a duplicate never points to another
    duplicate. Before means: in an earlier partition; in one partition published earlier (a known day before
    an unknown one), then by id. The order of rows does not matter.
    """
    firsts = earlier.filter(pl.col("duplicate_of").is_null())
    queue = pl.concat(
        [
            firsts.select(*ORDER, "text", pl.lit(False).alias("fresh")),
            new.select(*ORDER, "text", pl.lit(True).alias("fresh")),
        ]
    )
    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    equal: dict[str, str] = {}
    known: dict[str, numpy.ndarray] = {}
    rank: dict[str, int] = {}
    marks: dict[str, tuple[str, float]] = {}
    ordered = queue.sort("fresh", *ORDER, nulls_last=True)
    for brief_id, text, fresh in ordered.select("brief_id", "text", "fresh").iter_rows():
        said = reported(text)
        folded = text_sha256(said)
        found = shingles(said)
        minhash = signature(found)
        if fresh and folded in equal:
            marks[brief_id] = (equal[folded], 1.0)
            continue
        if fresh:
            likely = [(-jaccard(found, known[one]), rank[one], one) for one in index.query(minhash)]
            if likely and -min(likely)[0] >= SIMILAR:
                marks[brief_id] = (min(likely)[2], -min(likely)[0])
                continue
        equal.setdefault(folded, brief_id)
        known[brief_id] = found
        rank[brief_id] = len(rank)
        index.insert(brief_id, minhash, check_duplication=False)
    mark_revisions(marks, new, earlier)
    columns = {"duplicate_of": (pl.String, 0), "duplicate_similarity": (pl.Float64, 1)}
    ids = new["brief_id"].to_list()
    return new.with_columns(
        pl.Series(name, [marks[one][part] if one in marks else None for one in ids], dtype=dtype)
        for name, (dtype, part) in columns.items()
    )


def mark_revisions(marks: dict[str, tuple[str, float]], new: pl.DataFrame, earlier: pl.DataFrame) -> None:
    """Mark new versions of an item as repeating its first version, however much they differ: they are one
    witness.

    What had been found to repeat such a version then repeats the first one, too.
    """
    both = pl.concat([earlier, new])
    texts = dict(both.select("brief_id", "text").iter_rows())
    firsts = dict(earlier.select("brief_id", "duplicate_of").iter_rows())

    def first_of(brief_id: str) -> str:
        return marks[brief_id][0] if brief_id in marks else firsts.get(brief_id) or brief_id

    revised = dict(new.filter(pl.col("revises").is_not_null()).select("brief_id", "revises").iter_rows())
    for brief_id in sorted(revised):
        target = first_of(revised[brief_id]) if revised[brief_id] in texts else brief_id
        source = first_of(brief_id)
        if target == source or source not in new["brief_id"]:
            continue
        for one in [source, *(name for name, (first, _) in marks.items() if first == source)]:
            marks[one] = (target, jaccard(shingles(reported(texts[one])), shingles(reported(texts[target]))))
