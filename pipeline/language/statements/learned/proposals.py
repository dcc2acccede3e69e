"""Attributions that the trained model proposes, in the form in which the rules hand theirs on."""

import re
from collections.abc import Iterable, Iterator, Set

from spacy.tokens import Doc, Span, Token

from pipeline.language.grammar.stretches import agent, antecedent, is_passive, phrase, relative_pronoun
from pipeline.language.names.mentions import holding
from pipeline.language.names.publishers import official
from pipeline.language.statements.contents import after_told_time, before_occasion, later_deed, remark
from pipeline.language.statements.learned.model import attribution_tagger
from pipeline.language.statements.learned.tagger import Tagged, Tagger
from pipeline.language.statements.learned.whole_phrases import whole_phrase
from pipeline.language.statements.reporting import refused
from pipeline.language.statements.sources import NOBODY, governing_subject, met_for, source_at
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.cues import Cue, Hit, cue_lexicon
from pipeline.language.text.dependencies import dependents
from pipeline.lexicon import word_class

WHOLE_QUOTATION = 0.5  # share of a quotation within the content from which all of it is
# Log-odds that a proposal needs more whose cue is a deed (in a release: a rite), or whose content has no
# proposition
DEED, RITE, BARE = 3.5, 6.0, 0.8
# The same in a release, by whether the lexicon of cues has a word of it: general news, of which the model
# learned most, reports in more ways than a release does.
KNOWN_IN_A_RELEASE, UNKNOWN_IN_A_RELEASE = 1.0, 2.0
SOURCELESS = 2.0  # log-odds that a proposal needs more for which nobody is named
OPEN = ("det", "amod", "compound", "poss", "nummod", "aux", "auxpass", "prep")  # what is no end of a phrase
LONGEST_REST = 12  # words by which a phrase that breaks off is finished
QUESTIONS = ("WP", "WRB", "WDT")  # tags of the words that open a question, 'exactly' and the like before them
BLANK_LINE = re.compile(r"\n\s*\n")


def words(doc: Doc, indices: Iterable[int]) -> set[int]:
    """The indices that are neither punctuation nor space."""
    return {i for i in indices if not doc[i].is_punct and not doc[i].is_space}


def with_whole_quotations(passage: Passage, content: set[int], apart: set[int]) -> set[int]:
    """The content with every quotation that it fills by half, unless that holds source or cue."""
    doc, grown = passage.doc, set(content)
    first, last = doc[min(content)], doc[max(content)]
    for quotation in passage.quotations.overlapping(first.idx, last.idx + len(last)):
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        held = words(doc, range(span.start, span.end)) if span is not None else set()
        if held and not held & apart and len(held & content) / len(held) >= WHOLE_QUOTATION:
            grown |= held
    return grown


def runs(doc: Doc, indices: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of tokens [start, end), joined over punctuation and spaces, never over a blank line."""
    start = previous = None
    for i in sorted(indices):
        if previous is not None and joins(doc, previous + 1, i):
            previous = i
            continue
        if start is not None:
            yield start, previous + 1
        start = previous = i
    if start is not None:
        yield start, previous + 1


def joins(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens [start, end) are punctuation and spaces alone, without a blank line."""
    between = doc[start:end]
    return all(t.is_punct or t.is_space for t in between) and not BLANK_LINE.search(between.text)


def finished(doc: Doc, content: set[int], apart: set[int]) -> set[int]:
    """The content with the rest of a phrase that it breaks off ('a deal with'), and with what 'and' joins to
    something in it ('to invite Chad | and hear its pilots')."""
    grown = joined_on(doc, content, apart)
    for _, end in runs(doc, content):
        last = doc[end - 1]
        edge = last.i
        if last.pos_ == "ADP":
            edge = last.right_edge.i
        elif last.dep_ in OPEN:
            edge = max(edge, last.head.i)
        rest = words(doc, range(end, edge + 1))
        if len(rest) <= LONGEST_REST and not apart & rest:
            grown |= rest
    return grown


def joined_on(doc: Doc, content: set[int], apart: set[int]) -> set[int]:
    """The content with the phrase right behind it that is joined to a word of it."""
    grown, last = set(content), max(content)
    following = doc[last + 1 : last + 4]
    if not following or following[0].text not in (",", "and", "or"):
        return grown
    for token in following:
        if token.pos_ == "CCONJ" or token.text == ",":
            continue
        joined = token
        while joined.head.i > last and joined.head.i != joined.i:
            joined = joined.head
        rest = set(range(last + 1, joined.right_edge.i + 1))
        reports = joined.pos_ == "VERB" and cue_lexicon().holds(joined.lemma_.lower())
        if joined.dep_ == "conj" and joined.head.i in content and not reports and not apart & rest:
            grown |= words(doc, rest)
        return grown
    return grown


def in_reach(passage: Passage, content: set[int], cue: Token) -> set[int]:
    """The tokens of a content that a cue can have: those of its paragraph, and quoted ones of others."""
    doc, text = passage.doc, passage.text
    start, end = text.rfind("\n\n", 0, cue.idx), text.find("\n\n", cue.idx)
    end = end if end >= 0 else len(text)
    return {i for i in content if start < doc[i].idx < end or passage.quoted(i)}


def pieces_of(passage: Passage, content: set[int], cue: Token) -> list[tuple[int, int]]:
    """Character spans of the content, without the conjunction before it, the occasion on which it was said
    and what else is told of whoever said it."""
    doc, pieces = passage.doc, []
    for start, end in runs(doc, content):
        while start < end and (
            doc[start].dep_ in ("mark", "cc") and doc[start].lower_ in ("that", "and", "but")
        ):
            start += 1
        start = after_told_time(doc, start, end)
        end = next((i for i in range(start + 1, end) if cut_at(passage, i, end, cue)), end)
        if not has_verb(doc[start:end]):
            end = before_occasion(doc, start, end)
        piece = passage.characters(start, end) if start < end else None
        if piece is not None:
            pieces.append(piece)
    return pieces


def cut_at(passage: Passage, position: int, end: int, cue: Token) -> bool:
    """Whether a content ends at a token for what is told after it: a semicolon, what was done since, the next
    verb of which the cue's subject is one."""
    if passage.quoted(position):
        return False
    if does_besides(cue, passage.doc[position]):
        return True
    mark = passage.doc[position].text
    told = any(rule(passage.doc, position, end) for rule in (later_deed, remark)) if mark == "," else False
    return mark == ";" or told


def does_besides(cue: Token, token: Token) -> bool:
    """Whether a comma or conjunction leads to a further verb by which the cue's subject reports or does
    something: 'noted the delay | and urged the port to act'."""
    if token.head.i != cue.i or not (token.dep_ == "cc" or token.text == ","):
        return False
    further = next((child for child in cue.children if child.dep_ == "conj" and child.i > token.i), None)
    if further is None or further.tag_ != cue.tag_ or further.left_edge.i - token.i > 2:
        return False
    return cue_lexicon().holds(further.lemma_.lower()) or bool(dependents(further, "dobj"))


def source_of(doc: Doc, tagged: Tagged, cue: Token) -> Source | None:
    """The stretch of source words nearest to the cue; where the model sees none, the cue's subject.

    Whoever is the subject of a passive is spoken of and does not speak: there only an agent is a source.
    Nor do those speak with whom somebody met to say so.
    """
    passive = cue.pos_ == "VERB" and is_passive(cue)
    patient = governing_subject(cue) if passive else met_for(cue)
    found = [
        source_between(doc, start, end, cue, of_cue_or_content(tagged))
        for start, end in runs(doc, words(doc, tagged.source))
        if patient is None or not start <= patient.i < end
    ]
    if found:
        start, end = tagged.cue
        return min(found, key=lambda source: max(start - source.end, source.start - end))
    if cue.pos_ != "VERB":
        return None
    subject = agent(cue) if passive else governing_subject(cue)
    if subject is None or subject.lower_ in NOBODY or subject.i in tagged.content:
        return None
    return source_at(subject)


def of_cue_or_content(tagged: Tagged) -> Set[int]:
    """The tokens that are no source's."""
    return {*tagged.content, *range(*tagged.cue)}


def tagged_sources(doc: Doc, tagged: Tagged) -> Iterator[tuple[int, int]]:
    """The stretches of tokens [start, end) that the model takes for sources of a cue, as whole phrases."""
    apart = of_cue_or_content(tagged)
    for start, end in runs(doc, words(doc, tagged.source)):
        yield whole_phrase(doc, start, end, apart)


def source_between(doc: Doc, start: int, end: int, cue: Token, apart: Set[int]) -> Source:
    """The source of whose words [start, end) are some: its whole phrase, an adjunct before and a possessive
    ending after it left out."""
    tagged = doc[start:end]
    start, end = whole_phrase(doc, start, end, apart)
    while end - start > 1 and doc[end - 1].tag_ == "POS":
        end -= 1
    start = after_adjunct(doc, start, end, cue)
    head = doc[start:end].root
    if not relative_pronoun(head):
        return Source(start, end, head)
    noun = tagged[:-1].root if len(tagged) > 1 and tagged[-1].i == head.i else None
    return Source(start, end, head, antecedent(head.head) or noun)


def after_adjunct(doc: Doc, start: int, end: int, cue: Token) -> int:
    """Where a source begins: at the cue's subject behind a comma ('In Lima, | Minister Quill said')."""
    subject = governing_subject(cue) if cue.pos_ in ("VERB", "AUX") else None
    if subject is None or not start < subject.i < end:
        return start
    first = phrase(subject)[0]
    return first if start < first and doc[first - 1].text == "," else start


def draft_of(passage: Passage, tagged: Tagged) -> Draft | None:
    """The draft of what the model sees, if its cue is not quoted and its content has a word."""
    doc = passage.doc
    start, end = tagged.cue
    head = doc[start:end].root
    content = in_reach(passage, words(doc, tagged.content), head)
    if not content or no_cue(passage, start, end) or quoted_or_spoken(passage, head):
        return None
    apart = {*tagged.source, *range(start, end)}
    content = finished(doc, content, apart)
    pieces = pieces_of(passage, with_whole_quotations(passage, content, apart), head)
    if not pieces:
        return None
    entry = Cue(head.lemma_.lower(), "learned", frozenset(), frozenset(), False)
    hit = Hit(head, start, end, (entry,))
    return Draft("learned", hit, entry, source_of(doc, tagged, head), pieces, score=round(tagged.score, 3))


def bare(passage: Passage, draft: Draft) -> bool:
    """Whether a proposal tells no proposition: its content has neither verb nor quotation."""
    for start, end in draft.pieces:
        span = passage.doc.char_span(start, end, alignment_mode="expand")
        if passage.quotations.at(start) is not None or span is not None and has_verb(span):
            return False
    return True


def clausal(passage: Passage, draft: Draft) -> bool:
    """Whether a content is a clause or an infinitive, and no question: then even a deed has a proposition for
    its object ('decided that', 'refused to')."""
    first = passage.doc.char_span(*draft.pieces[0], alignment_mode="expand")
    if first is None or any(t.tag_ in QUESTIONS or t.lower_ in ("whether", "if") for t in first[:2]):
        return False
    if first[0].lower_ == "to" or first.start and first[0].nbor(-1).lower_ == "that":
        return True
    return any(c.dep_ == "ccomp" and first.start <= c.i < first.end for c in draft.cue.token.children)


def no_cue(passage: Passage, start: int, end: int) -> bool:
    """Whether the tokens [start, end) report nothing: a form of 'be' alone, what somebody did not say, a
    date, a noun of a title, a line that says whose words follow."""
    doc, head = passage.doc, passage.doc[start:end].root
    verb = head.head if head.dep_ in ("aux", "auxpass") else head
    if all(token.lemma_ == "be" or token.pos_ == "ADV" for token in doc[start:end]) or refused(verb):
        return True
    if any(m.kind == "date" for m in holding(doc._.mentions, head.idx)):
        return True
    if passage.voices.attributed(head.idx):
        return True
    titles = [s for s in doc._.segments if s.kind == "headline"]
    return head.pos_ in ("NOUN", "PROPN") and any(s.start <= head.idx < s.end for s in titles)


def quoted_or_spoken(passage: Passage, cue: Token) -> bool:
    """Whether a cue stands in a quotation or in a line of a transcript, the speaker's colon included."""
    return passage.quotations.at(cue.idx) is not None or passage.voices.in_turn(cue.idx)


def has_verb(span: Span) -> bool:
    """Whether some words hold a verb."""
    return any(token.pos_ in ("VERB", "AUX") for token in span)


def proposals(passage: Passage, *, threshold: float, tagger: Tagger | None = None) -> Iterator[Draft]:
    """Drafts of the attributions with a cue of at least `threshold`, bare ones surer, in text order."""
    tagger = tagger or attribution_tagger()
    if tagger is None:
        return
    doc = passage.doc
    for tagged in tagger.read(doc, threshold, lambda place: not quoted_or_spoken(passage, doc[place])):
        draft = draft_of(passage, tagged)
        if draft is not None and tagged.score >= threshold + caution(passage, draft):
            yield draft


def caution(passage: Passage, draft: Draft) -> float:
    """How many log-odds above the threshold a proposal must be, by what it lacks."""
    needed = SOURCELESS if draft.source is None else 0.0
    cue = passage.doc[draft.cue.start : draft.cue.end]
    release = passage.voices.whole is not None or official(passage.doc._.source or "")
    adjectives = {token.lower_ for token in cue if token.pos_ == "ADJ"}
    deed = {draft.cue.token.lemma_.lower(), *adjectives} & word_class("deed_verb")
    if deed and not clausal(passage, draft):
        return needed + (RITE if release else DEED)
    if release:
        known = any(cue_lexicon().holds(token.lemma_.lower()) for token in cue)
        needed += KNOWN_IN_A_RELEASE if known else UNKNOWN_IN_A_RELEASE
    return needed + BARE * bare(passage, draft)
