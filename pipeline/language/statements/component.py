"""The component that reads statements: who is reported to say, think, hope or promise what."""

import bisect
import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.language.annotations import Segment, Statement
from pipeline.language.grammar.stretches import subject
from pipeline.language.names.mentions import within
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.statements.contents import cue_phrase_end
from pipeline.language.statements.learned.proposals import proposals
from pipeline.language.statements.marks import headline_marks, named_quotations, questions, turns
from pipeline.language.statements.outlets import generic, outlet_name, outlet_phrase, outlets_in
from pipeline.language.statements.phrases import (
    according,
    announced_by_colon,
    in_words_of,
    noun_statements,
    relays,
)
from pipeline.language.statements.quoted import unlisted
from pipeline.language.statements.resolutions import resolutions
from pipeline.language.statements.settle import Contents, settled
from pipeline.language.statements.speakers import Speakers
from pipeline.language.statements.statement_drafts import Draft, Passage
from pipeline.language.statements.verbs import verb_statements
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import has_word
from pipeline.language.text.quotations import quote_kind
from pipeline.lexicon import word_class
from pipeline.settings import settings

ENTRY = re.compile(r" ?[–—:] | - ")  # between the date of a chronology's entry and what happened
READ_SEGMENTS = ("headline", "news", "comment")


def rules(passage: Passage, segments: list[Segment]) -> Iterator[Draft]:
    """The attributions that the rules find, in no order."""
    titles = [(s.start, s.end) for s in segments if s.kind == "headline"]
    yield from resolutions(passage)
    yield from relays(passage)
    yield from verb_statements(passage)
    yield from according(passage)
    yield from in_words_of(passage)
    yield from noun_statements(passage)
    yield from announced_by_colon(passage)
    yield from unlisted(passage)
    yield from headline_marks(passage, titles)
    yield from named_quotations(passage)
    yield from turns(passage)
    yield from questions(passage)


def drafts(passage: Passage, segments: list[Segment]) -> Iterator[Draft]:
    """The attributions that the rules and the trained model find, in no order."""
    yield from rules(passage, segments)
    yield from proposals(passage, threshold=settings().learned_threshold)


def in_segments(draft: Draft, segments: list[Segment]) -> bool:
    """Whether a draft lies in a part of the brief that is read."""
    position = draft.cue.token.idx
    number = bisect.bisect_right(segments, position, key=lambda segment: segment.start) - 1
    return not segments or number >= 0 and segments[number].kind in READ_SEGMENTS


@switchable(nothing)
def borrowed(number: int, found: list[Draft], passage: Passage) -> int | None:
    """The number of an earlier attribution of the sentence whose source a verb without a subject shares."""
    draft = found[number]
    sentence = passage.stretches.number(draft.cue.token.i)
    for earlier in range(number - 1, -1, -1):
        other = found[earlier]
        if passage.stretches.number(other.cue.token.i) != sentence:
            return None
        if (
            draft.source is not None
            and other.source is not None
            and draft.source.head.i == other.source.head.i
        ):
            return earlier
    return None


@switchable(nothing)
def relay_span(passage: Passage, draft: Draft) -> tuple[int, int] | None:
    """The outlet that a cue's surroundings name: `told the daily X`, `said in an interview with X`."""
    doc = passage.doc
    if draft.via is not None:
        return draft.via
    if draft.source is None or draft.entry.kind in ("preposition", "punctuation"):
        return None
    stretch = passage.stretches.of(draft.cue.token.i)
    after = max(draft.cue.end, draft.source.end if draft.source.start >= draft.cue.end else 0)
    end = cue_phrase_end(doc, draft.cue, draft.source, stretch)
    content = [i for i in range(after, end) if draft.contains(doc[i].idx)]
    end = content[0] if content else end
    found = outlets_in(doc, after, end)
    if found is not None and addressed(doc, found[0], draft):
        return found
    opening = outlets_in(doc, stretch.start, min(draft.source.start, draft.cue.start))
    if opening is not None and opening[0] > stretch.start:
        before = doc[stretch.start : opening[0]]
        leads = before[-1].lower_ in ("with", "to", "by", "for", "on")
        if leads and any(t.lower_ in word_class("interview_word") for t in before):
            return opening
    if draft.source.end < draft.cue.start:
        aside = outlets_in(doc, draft.source.end, draft.cue.start)
        if aside is not None and any(
            t.lower_ in ("by", "to", "with", "on")
            for t in doc[max(draft.source.end, aside[0] - 2) : aside[0] + 1]
        ):
            return aside
    return None


def addressed(doc: Doc, start: int, draft: Draft) -> bool:
    """Whether an outlet after the cue is told something, not mentioned ('told a meeting of agencies')."""
    before = doc[start - 1]
    inside = before.lower_ == "in" and draft.entry.lemma in ("write", "say", "argue")
    if inside or start == draft.cue.end or before.lower_ in ("to", "with", "by", "on"):
        return True
    return before.pos_ in ("VERB", "ADV")


def via_of(passage: Passage, draft: Draft, named: list[tuple[int, str]]) -> str | None:
    """Name of the relaying outlet; 'the station' is the one that the text named last."""
    span = relay_span(passage, draft)
    if span is None:
        return None
    doc = passage.doc
    if not outlet_phrase(doc, *span) and draft.rule != "relay":
        return None
    if generic(doc, *span):
        earlier = [name for position, name in named if position < doc[span[0]].idx]
        return earlier[-1] if earlier else outlet_name(doc, *span)
    return outlet_name(doc, *span)


def outlets_named(passage: Passage, found: list[Draft]) -> list[tuple[int, str]]:
    """Outlets that sources and relays name, by position: what 'the station' may mean later."""
    doc, named = passage.doc, []
    for draft in found:
        for span in (
            relay_span(passage, draft),
            (draft.source.start, draft.source.end) if draft.source else None,
        ):
            if span is not None and outlet_phrase(doc, *span) and not generic(doc, *span):
                named.append((doc[span[0]].idx, outlet_name(doc, *span)))
    named += [
        (m.start, m.name or passage.text[m.start : m.end]) for m in doc._.mentions if m.kind == "outlet"
    ]
    return sorted(named)


def date_of(passage: Passage, draft: Draft, contents: Contents) -> str | None:
    """When it was said: the date mention that hangs on the cue, outside all contents."""
    doc = passage.doc
    verb = draft.governor if draft.governor is not None and draft.rule == "relay" else draft.cue.token
    stretch = passage.stretches.of(draft.cue.token.i)
    low, high = doc[stretch.start].idx, doc[stretch.end - 1].idx + len(doc[stretch.end - 1])
    near = cue_phrase_end(doc, draft.cue, draft.source, stretch)
    spans = []
    for mention in within(doc._.mentions, low, high):
        if mention.kind != "date" or mention.edtf is None or ".." in mention.edtf:
            continue  # 'an observer since 2011' is no day on which something is said
        if contents.holding(mention.start) or passage.quotations.at(mention.start) is not None:
            continue
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and (dates_cue(span, verb, draft, near) or dates_deed(span, verb, draft)):
            return mention.edtf
        if span is not None:
            spans.append((span, mention.edtf))
    scene = next((edtf for span, edtf in spans if sets_scene(span, verb, draft)), None)
    return scene or entry_date(passage, draft)


@switchable(nothing)
def entry_date(passage: Passage, draft: Draft) -> str | None:
    """The date that a dash or colon parts from the entry of a chronology, of what is said in that entry ('3
    May 2013 - The minister says ...')."""
    doc, cue = passage.doc, draft.cue.token
    start = passage.text.rfind("\n", 0, cue.idx) + 1
    if has_word(cue, "had"):
        return None
    first = next(iter(within(doc._.mentions, start, cue.idx)), None)
    if first is None or first.kind != "date" or first.edtf is None:
        return None
    heads = not passage.text[start : first.start].strip(" \t•*-–—·")
    return first.edtf if heads and ENTRY.match(passage.text, first.end) else None


@switchable(no)
def sets_scene(span: Span, verb: Token, draft: Draft) -> bool:
    """Whether a date opens the sentence whose main verb the cue goes on ('In May they met and promised')."""
    if verb.tag_ not in ("VBD", "VBN") or span.start >= draft.cue.start or draft.source is None:
        return False
    main = verb
    for _ in range(4):
        if main.dep_ == "relcl":
            main = main.head
            while main.pos_ not in ("VERB", "AUX") and main.head.i != main.i:
                main = main.head
        elif main.dep_ == "conj" and subject(main) is None:
            main = main.head
        else:
            break
    if main.i == verb.i or main.i < span.start or main.dep_ not in ("ROOT", "ccomp"):
        return False
    token = span.root
    for _ in range(8):
        if token.i == main.i:
            return True
        if token.dep_ in ("relcl", "acl") or token.head.i == token.i:
            return False
        token = token.head
    return False


@switchable(no)
def dates_deed(span: Span, verb: Token, draft: Draft) -> bool:
    """Whether a date is that of a deed which somebody does with the words that a participle reports ('on
    Friday the port closed the gates, saying P', 'voted on Friday to send a letter urging P')."""
    if verb.tag_ != "VBG" or draft.source is None or draft.source.head.dep_ != "nsubj":
        return False
    deed = draft.source.head.head
    if deed.tag_ != "VBD" or not deed.i < verb.i or span.start >= verb.i or not deed.is_ancestor(verb):
        return False
    token = span.root
    while token.dep_ in ("pobj", "prep", "npadvmod", "compound") and token.i != deed.i:
        token = token.head
    return token.i == deed.i and not any(up.dep_ == "relcl" for up in between(verb, deed))


def between(low: Token, high: Token) -> Iterator[Token]:
    """A token and those above it, up to a token that is above them all."""
    while low.i != high.i and low.head.i != low.i:
        yield low
        low = low.head


def dates_cue(span: Span, verb: Token, draft: Draft, near: int) -> bool:
    """Whether a date hangs on the cue: by the first verb above it, or among the cue's adjuncts."""
    if (
        draft.rule == "name"
        and draft.source is not None
        and draft.source.start < span.start < draft.cue.start
    ):
        return True  # 'Minister Quill on Monday: "We agree."'
    token = span.root
    for _ in range(8):
        if token.i == verb.i or token.i == draft.cue.token.i:
            return True
        if is_a(token, "journey_word"):
            return False
        if not tells_when(token, verb):
            if token.dep_ in ("relcl", "acl"):
                return False
            if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
                break
        token = token.head
    return max(draft.cue.end, draft.source.end if draft.source else 0) <= span.start < near


@switchable(no)
def tells_when(token: Token, verb: Token) -> bool:
    """Whether a participle tells when its clause was said: 'speaking on Monday', 'dated 9 July'."""
    if token.tag_ == "VBG" and token.dep_ in ("advcl", "acl"):
        return is_a(token, "speaking_verb") and token.head.i == verb.i
    issued = token.tag_ == "VBN" and is_a(token, "issuing_verb")
    text = token.head.lemma_.lower()
    return issued and (text in word_class("text_noun") or text in word_class("interview_word"))


def statements(doc: Doc) -> list[Statement]:
    """The statements of a parsed Doc with its mentions, in text order."""
    passage = Passage(doc)
    found = settled(passage, (d for d in drafts(passage, doc._.segments) if in_segments(d, doc._.segments)))
    speakers = Speakers(passage)
    named = outlets_named(passage, found)
    contents = Contents(found)
    records: list[Statement] = []
    for number, draft in enumerate(found):
        via = via_of(passage, draft, named)
        said_on = date_of(passage, draft, contents)
        earlier = borrowed(number, found, passage)
        if earlier is not None:
            via = via or records[earlier].via
            said_on = said_on or records[earlier].said_on
        speaker = speakers.of(draft)
        end = doc[draft.cue.end - 1]
        records.append(
            Statement(
                content=tuple(draft.pieces),
                cue=(doc[draft.cue.start].idx, end.idx + len(end)),
                cue_lemma=draft.entry.lemma,
                source=speakers.span(draft),
                quote=quote_kind(passage.text, draft.pieces, passage.quotations),
                proposed_by=draft.rule,
                score=draft.score,
                speaker=speaker.name,
                speaker_entity=speaker.entity,
                speaker_country=speaker.country,
                via=via,
                said_on=said_on,
            )
        )
    return sorted(records, key=lambda s: (s.content, s.cue or (0, 0)))


@Language.factory("statusquo_statements", assigns=["doc._.statements"])
def make_statements(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: sets doc._.statements."""

    def component(doc: Doc) -> Doc:
        doc._.statements = statements(doc)
        return doc

    return component
