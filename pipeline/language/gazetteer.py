"""Mentions of states, organisations, outlets and places by the names of the reference data, in context.

Longest names come first, so that 'Papua New Guinea' is not Guinea and 'the Bank of China' not China. Capitals are
governments or places (capitals.py); names of states inside a person's name, or with another meaning in their context,
are left out (wrong_friends.py); organisations that the text introduces with an abbreviation are known from then on
(introductions.py).
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.annotations import Mention
from pipeline.language.capitals import datelines, stands_for_government
from pipeline.language.introductions import CODE, Introduction, introductions, joinable
from pipeline.language.mentions import add, span_of
from pipeline.language.phrases import Match, words
from pipeline.language.wrong_friends import choose, is_wrong_friend
from pipeline.lexicon import Alias, gazetteer, word_class

LINK_OF_FORM = {
    "name": "name", "old_name": "alias", "epithet": "alias", "demonym": "demonym", "adjective": "demonym", "capital": "capital",
    "seat": "capital", "abbreviation": "alias", "member_noun": "alias", "body": "alias",
}


def link(doc: Doc) -> list[Mention]:
    """The mentions of a parsed Doc, in text order, without overlap."""
    text = doc.text
    found = words(text)
    matches = list(gazetteer().matches(text, found))
    known = {match.start: match for match in matches}
    introduced = _introduced(doc, matches)
    local = {introduction.short: entity for introduction, entity in introduced}
    spans = {introduction.start: (introduction, entity) for introduction, entity in introduced}
    lines = datelines(doc)
    mentions: list[Mention] = []
    end = 0
    for word in found:
        if word.start < end:
            continue
        if word.start in spans:
            introduction, entity = spans[word.start]
            mentions.append(Mention(introduction.start, introduction.end, "organisation", "name", entity))
        elif word.start in known and (word.form not in local or known[word.start].end > word.end):
            mention = _mention(doc, known[word.start], lines)
            if mention is None:
                end = known[word.start].end
                continue
            mentions.append(mention)
        elif word.form in local:
            mentions.append(Mention(word.start, word.end, "organisation", "alias", local[word.form]))
        else:
            continue
        end = mentions[-1].end
    return _joined(text, mentions)


def _mention(doc: Doc, match: Match, lines: list[tuple[int, int]]) -> Mention | None:
    aliases: tuple[Alias, ...] = match.entries
    kinds = {alias.kind for alias in aliases}
    if "false_friend" in kinds:
        return None
    span = span_of(doc, match.start, match.end)
    alias = choose(doc, span, aliases)
    if is_wrong_friend(doc, span, alias):
        return None
    linked_by = LINK_OF_FORM[alias.form]
    if alias.kind == "state":
        in_dateline = any(start <= match.start < stop for start, stop in lines)
        if linked_by == "capital" and (in_dateline or not stands_for_government(span)):
            return Mention(match.start, match.end, "place", "capital", country=alias.entity)
    return Mention(match.start, match.end, alias.kind, linked_by, alias.entity)


def _introduced(doc: Doc, matches: list[Match]) -> list[tuple[Introduction, str]]:
    """The organisations that the text introduces, with the entity that each is."""
    kept = []
    for introduction in introductions(doc.text):
        inside = [m for m in matches if m.start >= introduction.start and m.end <= introduction.name_end]
        whole = [m for m in inside if m.end == introduction.name_end and m.start <= introduction.start + 4]
        organisation = next((a.entity for m in whole for a in m.entries if a.kind == "organisation"), None)
        if organisation:
            kept.append((introduction, organisation))
        elif any(m.entries[0].kind in {"outlet", "false_friend"} for m in whole):
            continue
        elif CODE.fullmatch(introduction.short.upper()) and joinable(introduction.name) and _states_join(doc, introduction, matches):
            kept.append((introduction, f"org:{introduction.short.upper()}"))
    return kept


def _states_join(doc: Doc, introduction: Introduction, matches: list[Match]) -> bool:
    """Whether a sentence names the organisation, a state outside its name and a word of membership."""
    starts = [m.start for m in matches if any(a.kind == "state" for a in m.entries) and not introduction.start <= m.start < introduction.end]
    pattern = re.compile(rf"{re.escape(introduction.name)}|\b{re.escape(introduction.short)}\b")
    for sentence in doc.sents:
        if not pattern.search(doc.text, sentence.start_char, sentence.end_char):
            continue
        if not any(sentence.start_char <= start < sentence.end_char for start in starts):
            continue
        if any(token.lemma_.lower() in word_class("membership_word") for token in sentence):
            return True
    return False


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """An abbreviation with its full name in brackets, or the reverse, is one mention."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and mention.kind == last.kind == "organisation" and mention.entity == last.entity:
            gap = text[last.end : mention.start]
            if re.fullmatch(r"\s?\((?:the |or |formerly )?[\"'\u201c\u2018]?", gap) and re.match(r"[\"'\u201d\u2019]?\)", text[mention.end :]):
                last.end = mention.end + re.match(r"[\"'\u201d\u2019]?\)", text[mention.end :]).end()
                continue
        joined.append(mention)
    return joined


@Language.component("statusquo_gazetteer")
def gazetteer_component(doc: Doc) -> Doc:
    """Adds the mentions of states, organisations, outlets and places to `doc._.mentions`."""
    add(doc, link(doc))
    return doc
