"""On whose behalf a brief is published, by the name of its source ('MFA Singapore', 'WTO Secretariat') or by
its letterhead."""

import functools
import itertools
import re

from spacy.tokens import Doc

from pipeline.language.text.phrase_table import words
from pipeline.language.text.release_lines import titled
from pipeline.language.text.segment_features import plain_words, words_of
from pipeline.lexicon import gazetteer, word_class

PART = re.compile(r"(?:,| ?[:\u2013\u2014]| -) ")  # parts the name of a body from that of a part of it
DATED = re.compile(r"[\u2013\u2014|:,(0-9]| - ")  # begins what dates or numbers a release behind its kind


@functools.lru_cache(maxsize=1024)
def publisher(source: str) -> str | None:
    """The first state in the name of a source, else the first organisation ('org:WTO'); None for neither.

    What a comma parts from the name of a body is its seat ('ASEAN Secretariat, Jakarta'): it tells whose it
    is only where the name tells nothing.
    """
    name, _, seat = source.partition(",")
    if not words_of("body").isdisjoint(plain_words(seat)):
        return named_in(source)
    return named_in(name) or named_in(seat)


def named_in(part: str) -> str | None:
    """The first state that a part of a name holds, else the first organisation."""
    found = [match.entries for match in gazetteer().matches(part, words(part))]
    aliases = [alias for entries in found for alias in entries if alias.kind in ("state", "organisation")]
    states = [alias.entity for alias in aliases if alias.kind == "state"]
    return next(iter(states or [alias.entity for alias in aliases]), None)


def publishing_organisation(source: str) -> str | None:
    """The organisation whose own text a brief is, as 'org:WTO'; None for a state's or a newspaper's."""
    found = publisher(source)
    own = found is not None and found.startswith("org:") and not outlet(source)
    return found if own else None


def issuing_organisation(doc: Doc) -> str | None:
    """The organisation whose own text a Doc with mentions is: its source says so or, where that names nobody,
    a letterhead: a headline of its name alone, with that of a part of it ('League of Ports - Council') or
    with what kind of text it is ('League of Ports press release')."""
    source = doc._.source or ""
    if publisher(source) is not None or outlet(source):
        return publishing_organisation(source)
    heads = {segment.start for segment in doc._.segments if segment.kind == "headline"}
    named = (one for one in doc._.mentions if one.start in heads and one.kind == "organisation")
    return next((one.entity for one in named if _letterhead(doc.text[one.end :].partition("\n")[0])), None)


def _letterhead(behind: str) -> bool:
    """Whether a line with this behind an organisation's name is a letterhead: nothing, a part of it, or what
    kind of text it is ('League of Ports press release, 4 May')."""
    words_behind = PART.sub("", behind, count=1).split()
    if not words_behind:
        return True
    if PART.match(behind):
        ends = {word.lower() for word in (words_behind[0], words_behind[-1])}
        return titled(words_behind) and not ends.isdisjoint(word_class("governing_body"))
    found = DATED.search(behind)
    kind = plain_words(behind[: found.start()] if found else behind)
    numbered = found is None or any(sign.isdigit() for sign in behind[found.start() :])
    return bool(kind) and word_class("letterhead_word").issuperset(kind) and numbered


def publishing_state(source: str) -> str | None:
    """The state whose ministry, department or embassy publishes a brief; None for any other source."""
    found = publisher(source)
    own = found is not None and not found.startswith("org:") and not outlet(source)
    return found if own and not words_of("body").isdisjoint(plain_words(source)) else None


def ministry(source: str) -> bool:
    """Whether a government publishes a brief, perhaps an unknown one ('a foreign ministry')."""
    found = publisher(source)
    own = (found is None or not found.startswith("org:")) and not outlet(source)
    return own and not word_class("government_body").isdisjoint(plain_words(source.replace("'s", "")))


def official(source: str) -> bool:
    """Whether a state's ministry or an organisation publishes a brief."""
    return publishing_state(source) is not None or publishing_organisation(source) is not None


def outlet(source: str) -> bool:
    """Whether the name of a source has a word of a newspaper's or an agency's ('Norland Daily', but not
    'Norland Press Office', 'press release of the ministry')."""
    named = [*plain_words(source), ""]
    return any(
        word in word_class("outlet_name_word") and following not in word_class("press_noun")
        for word, following in itertools.pairwise(named)
    )
