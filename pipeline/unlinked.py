"""Names that the reference data do not know, where an organisation or a state would stand.

Nothing is guessed of what they are: a name in capitals that follows "a member of the", "joined" or
"accession to", or that does the joining, and to which no mention is linked, is what somebody may want to add
to `seeds/reference`. Only text and spans are looked at, so that a day costs next to nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl
from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.identifiers import identifier
from schemas.quality import UnknownNames
from schemas.staging import UnlinkedNames
from schemas.table import frame

Row = dict[str, Any]
SENTENCES = 5  # of each name, as many are shown
LONGEST = 90  # characters of a name
REACH = 80  # characters between who joins and what is joined

DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:Jan|Febr)uary|March|April|May|Ju(?:ne|ly)|August|(?:Sept|Nov|Dec)ember|October"
)
WORD = rf"(?<!\w)(?!(?:{DAY})\b)[A-Z][\w’'&+-]{{0,30}}[\w+]"
NAME = rf"(?P<name>{WORD}(?:[ -](?:(?:of|for|on|and|to|against|the|de) ){{0,2}}{WORD}){{0,9}})"
# Words that make a place of what follows. Those in the second list are often said of other things, too
# ('left Geneva'): a single word after them says nothing.
PLACES = (
    r"(?:full |founding |associate |candidate )?member(?:ship|s)?(?: states?| countr(?:y|ies))? (?:of|in)",
    r"(?:observer|partner|candidate|associate)(?: status)? (?:of|in|at|with|to)",
    r"(?:signator(?:y|ies)|part(?:y|ies)) (?:of|to)",
    r"acce(?:ssion|ded?|des|ding) to",
    r"admi(?:tted|ssion) (?:in)?to",
    r"withdr(?:e|a)w(?:s|n|al|ing)? from",
    r"(?:suspended|expelled|suspension|expulsion) from",
)
LOOSE_PLACES = (r"(?:re)?join(?:s|ed|ing)?", r"lea(?:ves?|ving)|left|quit(?:s|ting)?|entry (?:in)?to|bid for")
AFTER = re.compile(
    rf"\b(?:(?P<strict>{'|'.join(PLACES)})|(?P<loose>{'|'.join(LOOSE_PLACES)}))"
    rf" (?P<article>the |a |an )?(?:[a-z-]+ )?{NAME}"
)
DOES = re.compile(
    rf"{NAME} (?:(?:has|have|had|will|would|may|could|is|was|were|also|formally|officially|to|been) ){{0,3}}"
    r"(?:join(?:s|ed)?|rejoin(?:s|ed)?|acceded?|accedes|appl(?:y|ies|ied) (?:to|for)|withdrew from|"
    r"withdraws from|admitted to|left|leaves|quits?|became a (?:full )?member)\b"
)
POSSESSIVE = re.compile(r"[’']s?$")
SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+|\n+")
# Bodies of a single state, and what is no name of either.
DOMESTIC = frozenset(
    "Advisor Ambassador Army Assembly Bureau Cabinet Congress Corps Department Director Duma Embassy Envoy "
    "Faculty Force Forces Front Government House Minister Ministry Navy Office Parliament Party Police "
    "President School Secretary Senate Service University".split()
)
NAMED_THEMSELVES = frozenset({"organisation", "outlet", "group"})


def is_name(name: str, *, alone: bool) -> bool:
    """Whether words in capitals may name an organisation or a state; `alone` where one word is enough."""
    words = POSSESSIVE.sub("", name).split()
    if len(name) > LONGEST or DOMESTIC & set(words) or words[0].lower() in STOP_WORDS:
        return False
    if "’s " in name or "'s " in name:
        return False
    if len(words) > 1:
        return True
    is_abbreviation = sum(letter.isupper() for letter in name) > 1
    return is_abbreviation or (alone and not name.endswith("s"))


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence around a span, on one line."""
    first, last = 0, len(text)
    for found in SENTENCE_END.finditer(text):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.end()
            break
    return " ".join(text[first:last].split())


def is_linked(start: int, end: int, linked: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a mention says whom a name means: one that covers its beginning, or names somebody in it.

    A person who is told of as 'a member of the Council' is named by no council.
    """
    return any(
        one["start_char"] < end
        and start < one["end_char"]
        and (
            start <= one["start_char"]
            if one["kind"] == "person"
            else one["start_char"] <= start or one["kind"] in NAMED_THEMSELVES
        )
        for one in linked
    )


def joined_after(linked: Sequence[Mapping[str, Any]], end: int) -> bool:
    """Whether an organisation is named soon after a position."""
    return any(one["kind"] == "organisation" and 0 <= one["start_char"] - end <= REACH for one in linked)


def places(text: str, linked: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int, int]]:
    """Slot ('organisation' or 'state'), start and end of each name that stands in one, linked or not."""
    for found in AFTER.finditer(text):
        if is_name(found["name"], alone=bool(found["strict"] and found["article"])):
            yield "organisation", *found.span("name")
    for found in DOES.finditer(text):
        if is_name(found["name"], alone=True) and joined_after(linked, found.end()):
            yield "state", *found.span("name")


def unlinked_names(briefs: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """staging.unlinked_names of raw.briefs and staging.mentions; copies of other briefs are left out."""
    linked: dict[str, list[Row]] = {}
    spans = mentions.select("brief_id", "kind", "start_char", "end_char")
    for mention in spans.iter_rows(named=True):
        linked.setdefault(mention["brief_id"], []).append(mention)
    made = (
        row
        for brief in briefs.filter(pl.col("duplicate_of").is_null()).iter_rows(named=True)
        for row in rows_of(brief, linked.get(brief["brief_id"], []))
    )
    return frame(UnlinkedNames, made)


def rows_of(brief: Row, linked: Sequence[Row]) -> Iterator[Row]:
    """Rows of staging.unlinked_names of one brief: each name once a slot and position."""
    seen = set()
    for slot, start, end in places(brief["text"], linked):
        name = POSSESSIVE.sub("", brief["text"][start:end])
        if is_linked(start, end, linked) or (slot, start) in seen:
            continue
        seen.add((slot, start))
        yield {
            "brief_id": brief["brief_id"],
            "ingested_on": brief["ingested_on"],
            "unlinked_id": identifier("unlinked", brief["brief_id"], slot, start),
            "slot": slot,
            "name": name,
            "start_char": start,
            "end_char": start + len(name),
            "sentence": sentence_of(brief["text"], start, end),
        }


def unknown_names(unlinked: pl.DataFrame, briefs: pl.DataFrame) -> pl.DataFrame:
    """quality.unknown_names of all days: each name with its counts and some of its sentences."""
    sources = briefs.select("brief_id", "published_on", pl.coalesce("source", "brief_id").alias("source"))
    told = unlinked.join(sources, on="brief_id", how="left").sort("brief_id", "start_char")
    day = pl.coalesce("published_on", "ingested_on")
    counted = told.group_by("name", "slot", maintain_order=True).agg(
        places=pl.len().cast(pl.Int64),
        briefs=pl.col("brief_id").n_unique().cast(pl.Int64),
        sources=pl.col("source").n_unique().cast(pl.Int64),
        first_on=day.min(),
        last_on=day.max(),
        sentences=pl.col("sentence").unique(maintain_order=True).head(SENTENCES),
        brief_ids=pl.col("brief_id").unique(maintain_order=True).head(SENTENCES),
    )
    return frame(UnknownNames, counted.sort("name", "slot").iter_rows(named=True))


def most_frequent(names: pl.DataFrame, most: int) -> list[Row]:
    """Rows of quality.unknown_names of the names that most sources give."""
    order = ["sources", "briefs", "places"]
    return names.sort([*order, "name"], descending=[True] * len(order) + [False]).head(most).to_dicts()
