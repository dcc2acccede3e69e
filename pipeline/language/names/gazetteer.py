"""Mentions of states, organisations, outlets and places by the names of the reference data, in context.

Longest names come first, so that 'Papua New Guinea' is not Guinea and 'the Bank of China' not China. Capitals
are governments or places (capitals.py); names of states inside a person's name, or with another meaning in
their context, are left out (wrong_friends.py); organisations that the text introduces with an abbreviation
are known from then on (introductions.py).
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.language.annotations import Mention
from pipeline.language.names.false_friends import (
    beside_namesake,
    choose,
    is_within_name,
    is_wrong_friend,
    names_members,
)
from pipeline.language.names.introductions import CODE, Introduction, introductions, joinable
from pipeline.language.names.mentions import add, span_of
from pipeline.language.text.capitals import datelines, stands_for_government
from pipeline.language.text.classes import is_a
from pipeline.language.text.phrase_table import Match, Word, words
from pipeline.lexicon import Alias, dissolved_states, gazetteer, word_class, word_notes

COMPASS = frozenset({"north", "south", "east", "west", "n", "s", "e", "w"})
LIST_GOES_ON = re.compile(r"(?:, (?:and )?| and )[A-Z]")
EMBASSY = re.compile(r"(?:Embassy|Consulate|Mission|Post) $")
LINK_OF_FORM = {
    "name": "name",
    "old_name": "alias",
    "epithet": "alias",
    "demonym": "demonym",
    "adjective": "demonym",
    "capital": "capital",
    "seat": "capital",
    "abbreviation": "alias",
    "member_noun": "alias",
    "body": "body",
}


def link(doc: Doc) -> list[Mention]:
    """The mentions of a parsed Doc, in text order, without overlap."""
    text = doc.text  # put together from the tokens at each call
    found = words(text)
    matches = list(_apart(text, found, gazetteer().matches(text, found)))
    matches = sorted([*matches, *_sharing_a_name(text, found, matches)], key=lambda match: match.start)
    known = {match.start: match for match in matches}
    introduced = _introduced(doc, text, matches)
    local = {introduction.short: entity for introduction, entity in introduced}
    spans = {introduction.start: (introduction, entity) for introduction, entity in introduced}
    lines = datelines(doc, text)
    told = _unambiguous(matches)
    strangers = _strangers(text, matches)
    mentions: list[Mention] = []
    end = 0
    for word in found:
        if word.start < end:
            continue
        if word.start in spans:
            introduction, entity = spans[word.start]
            mentions.append(Mention(introduction.start, introduction.end, "organisation", "name", entity))
        elif word.start in known and (word.form not in local or known[word.start].end > word.end):
            match = known[word.start]
            strange = text[match.start : match.end] in strangers
            mention = None if strange else _mention(doc, text, match, lines, told, matches)
            if mention is None:
                end = match.end
                continue
            mentions.append(mention)
        elif word.form in local:
            mentions.append(Mention(word.start, word.end, "organisation", "alias", local[word.form]))
        else:
            continue
        end = mentions[-1].end
    _date_states(doc._.published_on, mentions)
    return _joined(text, _without_namesakes(text, mentions, found, known))


def _date_states(published_on: datetime.date | None, mentions: list[Mention]) -> None:
    """In a brief of a dissolved state's days the names of the state that continues it mean the former; in any
    other brief its own names mean the state that continues it."""
    former: dict[str, str] = {}
    for code, state in dissolved_states().items():
        of_its_days = published_on is not None and published_on <= state["dissolved_on"]
        former |= {state["continued_by"]: code} if of_its_days else {code: state["continued_by"]}
    for mention in mentions:
        mention.entity = former.get(mention.entity or "", mention.entity)
        mention.country = former.get(mention.country or "", mention.country)


def _apart(text: str, found: Sequence[Word], matches: Iterable[Match]) -> Iterator[Match]:
    """The matches, but 'Hong Kong, China' as two where a list goes on with another name and tells of China
    nowhere else ('Hong Kong, China and Japan')."""
    for match in matches:
        comma = text.find(",", match.start, match.end)
        parted = comma > 0 and match.entries[0].kind == "state" and LIST_GOES_ON.match(text, match.end)
        last_word = found[match.last].form
        if not parted or text.count(last_word, text.rfind(".", 0, match.start) + 1, parted.end() + 200) > 1:
            yield match
            continue
        inner = next(i for i in range(match.first, match.last + 1) if found[i].start > comma)
        for first, last in ((match.first, inner), (inner, match.last + 1)):
            part = gazetteer().longest(text, found[:last], first)
            if part is not None:
                yield part


def _sharing_a_name(text: str, found: Sequence[Word], matches: list[Match]) -> Iterator[Match]:
    """'North' in 'North and South Korea': what has the rest of its name behind the other."""
    for match in matches:
        first = match.first - 2
        if first < 0 or match.last == match.first or found[first + 1].key != "and":
            continue
        whole = (
            f"{text[found[first].start : found[first].end]} {text[found[match.first + 1].start : match.end]}"
        )
        compass = found[first].key in COMPASS and found[match.first].key in COMPASS
        states = [one for one in gazetteer().matches(whole) if one.end == len(whole) and one.start == 0]
        if compass and states:
            yield Match(first, first, found[first].start, found[first].end, states[0].entries)


def _without_namesakes(
    text: str, mentions: list[Mention], found: Sequence[Word], known: dict[int, Match]
) -> list[Mention]:
    """Without later mentions of a namesake: after 'Michael Jordan', 'Jordan' is he, if never the state."""
    kept = {mention.start for mention in mentions}
    single = [m for m in known.values() if m.start not in kept and m.first == m.last]
    surnames = {found[m.first].form for m in single if _follows_name(found, m, text)}
    if not surnames:
        return mentions
    others = {m.entity for m in mentions if text[m.start : m.end] not in surnames}
    return [m for m in mentions if text[m.start : m.end] not in surnames or m.entity in others]


def _strangers(text: str, matches: list[Match]) -> frozenset[str]:
    """Names that are their namesakes' throughout the text: words beside one of them say so ('governor of
    Georgia'), and no other word speaks of the state."""
    beside = [m for m in matches if beside_namesake(text, text[m.start : m.end], m.start, m.end)]
    found = {text[m.start : m.end]: {alias.entity for alias in m.entries} for m in beside}
    if not found:
        return frozenset()
    aliases = (alias for m in matches for alias in m.entries)
    evident = {one.entity for one in aliases if one.form in {"adjective", "demonym", "capital", "seat"}}
    return frozenset(name for name, entities in found.items() if not entities & evident)


def _follows_name(found: Sequence[Word], match: Match, text: str) -> bool:
    """Whether the word before is a capitalised word that belongs to the same name."""
    before = found[match.first - 1] if match.first else None
    return before is not None and before.form.istitle() and text[before.end : match.start] == " "


def _unambiguous(matches: list[Match]) -> dict[str, int]:
    """How often the text names each entity by words that mean nobody else."""
    counts: dict[str, int] = {}
    for match in matches:
        entities = {alias.entity for alias in match.entries}
        if len(entities) == 1:
            entity = entities.pop()
            counts[entity] = counts.get(entity, 0) + 1
    return counts


def _mention(
    doc: Doc,
    text: str,
    match: Match,
    lines: list[tuple[int, int]],
    told: dict[str, int],
    matches: list[Match],
) -> Mention | None:
    aliases: tuple[Alias, ...] = tuple(alias for alias in match.entries if alias.kind != "false_friend")
    if not aliases:
        outlet = next((alias.entity for alias in match.entries if alias.entity), None)
        return Mention(match.start, match.end, "outlet", "name", outlet) if outlet else None
    span = span_of(doc, match.start, match.end)
    alias = choose(span, aliases, told)
    if alias.kind == "organisation":
        if not _means_organisation(text, span, match, alias, told, matches):
            return None
        entity = _short_for(text, match, alias, matches)
        return Mention(match.start, match.end, "organisation", LINK_OF_FORM[alias.form], entity)
    if alias.kind != "state":
        return Mention(match.start, match.end, alias.kind, LINK_OF_FORM[alias.form], alias.entity)
    if is_wrong_friend(text, span, alias) or (
        alias.form == "epithet" and alias.caution and not told.get(alias.entity)
    ):
        return None
    linked_by = LINK_OF_FORM[alias.form]
    if linked_by != "capital":
        return Mention(match.start, match.end, "state", linked_by, alias.entity)
    in_dateline = any(start <= match.start < stop for start, stop in lines) or _is_address(
        text, match, alias, matches
    )
    if in_dateline or not stands_for_government(span, seat=alias.form == "seat"):
        return Mention(match.start, match.end, "place", "capital", country=alias.entity)
    entity = _seated(alias, told)
    return Mention(
        match.start, match.end, "organisation" if entity.startswith("org:") else "state", "capital", entity
    )


def _is_address(text: str, match: Match, alias: Alias, matches: list[Match]) -> bool:
    """Whether a capital only says where: 'Algiers, Algeria', 'Embassy Prague'."""
    if EMBASSY.search(text, max(0, match.start - 16), match.start):
        return True
    if not text.startswith(", ", match.end):
        return False
    following = next((m for m in matches if m.start == match.end + 2), None)
    return following is not None and any(
        entry.entity == alias.entity and entry.form in {"name", "old_name"} for entry in following.entries
    )


def _means_organisation(
    text: str, span: Span, match: Match, alias: Alias, told: dict[str, int], matches: list[Match]
) -> bool:
    """Whether the words of an organisation's alias mean it here."""
    if _shouted(text, match) or not _described(text, match, alias, told):
        return False
    if is_within_name(span) or names_members(text, span):
        return False
    if alias.text.lower() not in word_class("introduced_code"):
        return True
    same = (other for one in matches for other in one.entries if other.entity == alias.entity)
    return any(other.text.lower() not in word_class("introduced_code") for other in same)


def _short_for(text: str, match: Match, alias: Alias, matches: list[Match]) -> str:
    """The organisation that a single word means: 'the Commonwealth', after 'the Commonwealth of Independent
    States', is that one, unless the text also gives the fuller name of the other."""
    word = alias.text.lower()
    if word not in word_class("named_organisation_noun"):
        return alias.entity
    several = (other for other in matches if other.last > other.first)
    fuller = [other for other in several if word in text[other.start : other.end].lower().split()]
    named = [(other.start, entry) for other in fuller for entry in other.entries]
    longer = [(start, entry.entity) for start, entry in named if entry.kind == "organisation"]
    if not longer or any(entity == alias.entity for _, entity in longer):
        return alias.entity
    return max([found for found in longer if found[0] < match.start] or longer[:1])[1]


def _seated(alias: Alias, told: dict[str, int]) -> str:
    """Who speaks as a capital: its state, or of a seat of organisations ('Brussels') the first of these that
    the brief is on, itself or by a zone of its own; the first where it is on none and not on the state."""
    seated = (word_notes("speaking_seat").get(alias.text.lower()) or "").split()
    if not seated:
        return alias.entity
    for code in seated:
        zones = [zone.upper() for zone, owner in word_notes("zone").items() if owner == code]
        if any(told.get(f"org:{one}") for one in (code, *zones)):
            return f"org:{code}"
    return alias.entity if told.get(alias.entity, 0) > 1 else f"org:{seated[0]}"


def _described(text: str, match: Match, alias: Alias, told: dict[str, int]) -> bool:
    """Whether a description in lower case ('the world body') means the organisation here."""
    if not alias.text[0].islower() or alias.text in word_class("plain_organisation_word"):
        return True
    before = text[max(0, match.start - 12) : match.start].lower()
    kinds = word_notes("currency_name")
    if alias.text in kinds:
        owner = word_notes("zone").get(alias.entity.removeprefix("org:").lower())
        coins = sum(text.count(f" {word} ") for word, kind in kinds.items() if kind == "name")
        related = told.get(alias.entity, 0) + told.get(f"org:{owner}", 0) > coins
        return bool(re.search(r"\b(?:the|join|joins|joined|adopt|adopted|adopting)\s$", before)) and (
            related or kinds[alias.text] == "name"
        )
    return bool(re.search(r"\b(?:the|this|that)\s(?:\w+\s)?$", before))


def _shouted(text: str, match: Match) -> bool:
    """Whether an abbreviation that is also a word stands in a line of capitals ('A STATE THAT CAN WAIT')."""
    if text[match.start : match.end].lower() not in word_class("shouted_word"):
        return False
    start, end = text.rfind("\n", 0, match.start) + 1, text.find("\n", match.end)
    line = text[start : end if end >= 0 else len(text)]
    return line.isupper()


def _introduced(doc: Doc, text: str, matches: list[Match]) -> list[tuple[Introduction, str]]:
    """The organisations that the text introduces, with the entity that each is."""
    kept = []
    for introduction in introductions(text):
        inside = [m for m in matches if m.start >= introduction.start and m.end <= introduction.name_end]
        whole = [m for m in inside if m.end == introduction.name_end and m.start <= introduction.start + 4]
        organisation = next((a.entity for m in whole for a in m.entries if a.kind == "organisation"), None)
        if organisation:
            kept.append((introduction, organisation))
        elif any(m.entries[0].kind in {"outlet", "false_friend"} for m in whole):
            continue
        elif (
            CODE.fullmatch(introduction.short.upper())
            and joinable(introduction.name)
            and _states_join(doc, text, introduction, matches)
        ):
            kept.append((introduction, f"org:{introduction.short.upper()}"))
    return kept


def _states_join(doc: Doc, text: str, introduction: Introduction, matches: list[Match]) -> bool:
    """Whether a sentence names the organisation, a state outside its name and a word of membership."""
    states = (m.start for m in matches if any(a.kind == "state" for a in m.entries))
    starts = [start for start in states if not introduction.start <= start < introduction.end]
    pattern = re.compile(rf"{re.escape(introduction.name)}|\b{re.escape(introduction.short)}\b")
    for sentence in doc.sents:
        if not pattern.search(text, sentence.start_char, sentence.end_char):
            continue
        if not any(sentence.start_char <= start < sentence.end_char for start in starts):
            continue
        if any(is_a(token, "membership_word") for token in sentence):
            return True
    return False


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """An abbreviation with its full name in brackets, or the reverse, is one mention."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and mention.kind == last.kind == "organisation" and mention.entity == last.entity:
            gap = text[last.end : mention.start]
            opened = re.fullmatch(r"\s?\((?:the |or |formerly )?[\"'\u201c\u2018]?", gap)
            closed = re.match(r"[\"'\u201d\u2019]?\)", text[mention.end :])
            if opened and closed:
                last.end = mention.end + closed.end()
                continue
        joined.append(mention)
    return joined


@Language.component("statusquo_gazetteer")
def gazetteer_component(doc: Doc) -> Doc:
    """Adds the mentions of states, organisations, outlets and places to `doc._.mentions`."""
    add(doc, link(doc))
    return doc
