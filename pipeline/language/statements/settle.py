"""From drafts to statements: one a cue, none within another's content, relays joined, quotations
continued."""

import bisect
import itertools
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from pipeline.language.grammar.stretches import FINITE, is_passive, subject
from pipeline.language.names.offices import office_ending
from pipeline.language.registry import as_given, no, none_of_them, nothing_done, switchable
from pipeline.language.statements.contents import cue_phrase_end, tail_cut
from pipeline.language.statements.deeds import is_deed
from pipeline.language.statements.outlets import outlet_phrase
from pipeline.language.statements.reporting import authors_own, no_speaker
from pipeline.language.statements.sources import source_at
from pipeline.language.statements.statement_drafts import Draft, Passage
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import dependent, dependents, has_word
from pipeline.language.text.quotations import Quotation
from pipeline.lexicon import word_class

BLOCK = 200  # characters by which contents are looked up that may overlap
# Where two attributions each lie within the other's content, the more telling form stays.
RANK = {
    "turn": 0,
    "relay": 0,
    "direct": 1,
    "name": 2,
    "headline": 2,
    "according": 3,
    "words": 3,
    "parenthetical": 4,
    "colon": 4,
    "clause": 5,
    "heard": 5,
    "impersonal": 5,
    "carried": 6,
    "as": 7,
    "infinitive": 7,
    "gerund": 7,
    "prep": 8,
    "object": 8,
    "noun": 9,
    "rumour": 9,
    "learned": 9,
}
# The forms whose quotation may go on in later sentences.
CONTINUED = tuple("direct relay colon parenthetical words according headline clause name".split())
NOBODY = ("nobody", "nothing", "none", "noone", "neither")  # sources that say nothing
TIMES = ("year", "month", "week", "day", "hour")  # 'admitted two years ago'
ANYBODY = ("anyone", "anybody", "whoever", "who")  # a 'who' that stands for nobody told before
POINTING = ("that", "this", "these", "those", "it", "them")  # 'agreed to that request'
AGREED = 0.5  # similarity of two contents from which they are the same statement
# Log-odds from which a proposal stands that holds a rule's cue: the rule's statement is one within another's
# content then. Below them the proposal's content has more often run on into the next statement.
SURE = 3.0


def one_a_cue(drafts: Iterable[Draft]) -> list[Draft]:
    """The best draft of every cue, in text order.

    Rules come before the model, unless the two have hardly a word of the content in common: a rule goes wrong
    where the parse does, and then the model is right more often. Of relays it knows nothing: a rule that
    found one stays.
    """
    best: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: RANK[draft.rule]):
        held = best.get(draft.cue.token.i)
        apart = held is not None and held.via is None and alike(held.pieces, draft.pieces) < AGREED
        if held is None or draft.rule == "learned" and apart and not breaks_off(held, draft):
            best[draft.cue.token.i] = draft
    return [best[place] for place in sorted(best)]


@switchable(no)
def breaks_off(held: Draft, draft: Draft) -> bool:
    """Whether the model sees but a part of the clause or quotation around a cue that a rule found whole, or
    of a clause whose source stands in another paragraph."""
    cue, source = held.cue.token, held.source
    apart = source is not None and any("\n" in token.text for token in cue.doc[source.head.i : cue.i])
    if takes_in_that(held, draft) or takes_in_clause(held, draft):
        return True
    if held.rule not in ("direct", "parenthetical") and not apart and not after_that(held, draft):
        return False
    return all(any(s <= start and end <= e for s, e in held.pieces) for start, end in draft.pieces)


def after_that(held: Draft, draft: Draft) -> bool:
    """Whether the model begins behind the beginning of a clause that 'that' opens, or sees no verb of it."""
    doc, (start, end) = held.cue.token.doc, held.cover()
    first = doc.char_span(start, end, alignment_mode="expand").start
    before = next((token for token in reversed(doc[:first]) if not (token.is_quote or token.is_space)), None)
    if held.rule != "clause" or before is None or before.text != "that":
        return False
    seen = doc.char_span(*draft.cover(), alignment_mode="expand")
    return draft.cover()[0] > start or not any(token.tag_ in (*FINITE, "VB") for token in seen)


def takes_in_that(held: Draft, draft: Draft) -> bool:
    """Whether the model takes what stands between a cue and its 'that' for a part of what is said ('assured |
    the guests that the lamp would burn')."""
    doc, (start, end) = held.cue.token.doc, held.cover()
    if held.rule != "clause" or not held.cue.token.idx < draft.cover()[0] < start:
        return False
    said = doc.char_span(start, end, alignment_mode="expand")
    that = said[0].nbor(-1)
    own = that.lower_ == "that" and that.head.head.i == held.cue.token.i  # not 'voiced their hope that'
    return own and draft.cover()[0] < that.idx and any(token.tag_ in FINITE for token in said)


def takes_in_clause(held: Draft, draft: Draft) -> bool:
    """Whether the model begins with a clause too many: 'Lima has paid, and Quito, she said, has not'."""
    if held.rule not in ("parenthetical", "according") or len(held.pieces) < 2:
        return False
    first, last = held.pieces[0]
    return any(start < first and last <= end for start, end in draft.pieces)


def alike(pieces: list[tuple[int, int]], others: list[tuple[int, int]]) -> float:
    """Jaccard similarity of two contents' characters."""
    shared = sum(max(0, min(end, e) - max(start, s)) for start, end in pieces for s, e in others)
    return shared / (sum(end - start for start, end in [*pieces, *others]) - shared)


def within(drafts: list[Draft], start: int, end: int) -> list[Draft]:
    """Of drafts in the order of their cues those whose cues are among the tokens [start, end)."""
    first = bisect.bisect_left(drafts, start, key=lambda draft: draft.cue.token.i)
    last = bisect.bisect_left(drafts, end, key=lambda draft: draft.cue.token.i)
    return drafts[first:last]


@switchable(as_given(1))
def join_relays(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """`X said P, according to the agency Y`: Y relays X's words and is no source of its own."""
    kept = []
    for draft in drafts:
        if (
            draft.rule == "according"
            and draft.source is not None
            and outlet_phrase(passage.doc, draft.source.start, draft.source.end)
        ):
            stretch = passage.stretches.of(draft.cue.start)
            others = [other for other in within(drafts, stretch.start, stretch.end) if other is not draft]
            others = [other for other in others if other.rule != "according" and other.source is not None]
            relayed = [
                other
                for other in others
                if draft.contains(other.cue.token.idx) or abs(other.cue.end - draft.cue.start) <= 2
            ]
            if relayed:
                outer = min(
                    relayed, key=lambda other: (-sum(e - s for s, e in other.pieces), other.cue.start)
                )
                outer.via = (draft.source.start, draft.source.end)
                continue
        kept.append(draft)
    return kept


@switchable(as_given(1))
def join_citations(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """`The daily Y, citing X, reported that P`: X is the source, and Y relays."""
    doc, kept = passage.doc, []
    by_verb = {draft.cue.token.i: draft for draft in drafts}
    for draft in drafts:
        verb = draft.cue.token
        reported = by_verb.get(verb.head.i)
        cited = dependent(verb, "dobj") if draft.entry.lemma == "cite" else None
        office = office_ending(doc, cited.i) if cited is not None else None
        if cited is None or not (cited.pos_ == "PROPN" or office is not None and office[0].kind == "person"):
            if draft.entry.lemma != "cite" or draft.rule != "object":
                kept.append(draft)
            continue
        if reported is None or reported is draft:
            stretch = passage.stretches.of(verb.i)
            reported = next(
                (other for other in within(drafts, stretch.start, verb.i) if other is not draft), None
            )
        source = reported.source if reported is not None else None
        if source is None or not outlet_phrase(doc, source.start, source.end):
            continue
        reported.via = (source.start, source.end)
        reported.source = source_at(cited)
    return kept


class Contents:
    """The contents of drafts, to be asked who holds a character: drafts by their number."""

    def __init__(self, drafts: list[Draft]):
        self.pieces = sorted((start, end, n) for n, draft in enumerate(drafts) for start, end in draft.pieces)
        self.starts = [start for start, _, _ in self.pieces]
        self.reach = list(itertools.accumulate((end for _, end, _ in self.pieces), max))

    def holding(self, position: int) -> list[int]:
        """The drafts whose content holds a character, in their order."""
        found, place = [], bisect.bisect_right(self.starts, position) - 1
        while place >= 0 and self.reach[place] > position:
            if self.pieces[place][1] > position:
                found.append(self.pieces[place][2])
            place -= 1
        return sorted(set(found))


def without_nested(drafts: list[Draft]) -> list[Draft]:
    """Drop every attribution whose cue lies within another's content, and what the model proposes over a
    rule's cue without being sure."""
    contents = Contents(drafts)
    holders = {
        n: [m for m in contents.holding(draft.cue.token.idx) if m != n] for n, draft in enumerate(drafts)
    }
    dropped = {
        m for n, held in holders.items() for m in held if drafts[n].rule != "learned" and unsure(drafts[m])
    }
    order = sorted(range(len(drafts)), key=lambda n: (RANK[drafts[n].rule], drafts[n].cue.token.i))
    for n in order:
        for m in holders[n]:
            if m in dropped or n in dropped:
                continue
            mutual = n in holders[m]
            dropped.add(m if mutual and RANK[drafts[n].rule] <= RANK[drafts[m].rule] else n)
    return [draft for n, draft in enumerate(drafts) if n not in dropped]


def unsure(draft: Draft) -> bool:
    """Whether an attribution is the model's, and not one of which it is sure."""
    return draft.rule == "learned" and (draft.score or 0.0) < SURE


@switchable(as_given(0))
def without_overlap(drafts: list[Draft]) -> list[Draft]:
    """Of two attributions with nearly the same content, keep the better-ranked, then the earlier."""
    kept: list[Draft] = []
    near: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: (RANK[d.rule], d.cue.token.i)):
        blocks = {place for start, end in draft.pieces for place in range(start // BLOCK, end // BLOCK + 1)}
        if not any(overlap(draft, other) for block in blocks for other in near.get(block, ())):
            kept.append(draft)
            for block in blocks:
                near.setdefault(block, []).append(draft)
    return sorted(kept, key=lambda d: d.cue.token.i)


def overlap(draft: Draft, other: Draft) -> bool:
    """Whether two contents share more than half of the shorter."""
    shared = sum(max(0, min(end, e) - max(start, s)) for start, end in draft.pieces for s, e in other.pieces)
    return shared > 0.5 * min(sum(end - start for start, end in one.pieces) for one in (draft, other))


@switchable(nothing_done)
def continue_quotations(passage: Passage, drafts: list[Draft]) -> None:
    """Give quotations without a speaker to the attribution of the one right before (or after) them."""
    taken = quotations_within(passage, drafts)
    for draft in drafts:
        if draft.rule in CONTINUED and quotes(passage, draft):
            take_following(passage, draft, taken)
    for draft in drafts:
        if draft.rule in ("direct", "relay"):
            take_preceding(passage, draft, taken)


def quotations_within(passage: Passage, drafts: list[Draft]) -> set[int]:
    """The numbers of the quotations that contents overlap."""
    pieces = [piece for draft in drafts for piece in draft.pieces]
    found = (quotation for piece in pieces for quotation in passage.quotations.overlapping(*piece))
    return {bisect.bisect_left(passage.quotations.starts, quotation.start) for quotation in found}


def quotes(passage: Passage, draft: Draft) -> bool:
    """Whether a piece of a content begins or ends within a quotation."""
    return any(passage.quotations.at(end - 1) or passage.quotations.at(start) for start, end in draft.pieces)


def take_following(passage: Passage, draft: Draft, taken: set[int]) -> None:
    """Add to a draft the quotations that go on after its sentence."""
    position = sentence_end(passage, draft)
    while True:
        number = bisect.bisect_left(passage.quotations.starts, position)
        if number >= len(passage.quotations.all) or number in taken:
            return
        quotation = passage.quotations.all[number]
        if not follows(passage, position, quotation, draft) or holds_cue(passage.text, quotation):
            return
        taken.add(number)
        draft.pieces.append((quotation.start, quotation.end))
        position = quotation.end


def sentence_end(passage: Passage, draft: Draft) -> int:
    """The character at which the sentence of cue and source ends, a quotation that opens there left out, or
    the content where that reaches farther."""
    last = passage.doc[max(draft.cue.end, draft.source.end if draft.source else 0) - 1]
    end = passage.doc[passage.stretches.of(last.i).end - 1]
    close = end.idx + len(end)
    begun = passage.quotations.at(close - 1)
    if begun is not None and begun.end > close and not passage.text[begun.start : close].strip("\"“„«'‘`"):
        close = begun.start
    return max(close, draft.cover()[1])


@switchable(nothing_done)
def take_preceding(passage: Passage, draft: Draft, taken: set[int]) -> None:
    """Add to a draft the quotations that come right before its content, over a line's end only if open."""
    first = draft.cover()[0]
    number = bisect.bisect_left(passage.quotations.starts, first) - 1
    while number >= 0 and number not in taken:
        previous = passage.quotations.all[number]
        between = passage.text[previous.end : first]
        if between.strip() or "\n" in between and not previous.open:
            return
        taken.add(number)
        draft.pieces.append((previous.start, previous.end))
        first, number = previous.start, number - 1


def follows(passage: Passage, position: int, quotation: Quotation, draft: Draft) -> bool:
    """Whether a quotation goes on where the sentence before ended, or after an open quotation."""
    between = passage.text[position : quotation.start]
    if set(between) - set(" \n\t.\"”''»’"):
        return False
    if "\n" not in between or draft.rule == "direct" and alone(passage.text, quotation):
        return True
    earlier = passage.quotations.at(draft.cover()[1] - 1)
    return earlier is not None and earlier.open


def alone(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is all of its paragraph."""
    line_end = text.find("\n", quotation.end)
    rest = text[quotation.end : len(text) if line_end < 0 else line_end]
    return not rest.strip() and text[quotation.start - 1 : quotation.start] == "\n"


def holds_cue(text: str, quotation: Quotation) -> bool:
    """Whether the words right after a quotation, in its sentence, make an attribution of their own."""
    inner_comma = text[quotation.end - 2 : quotation.end - 1] == ","
    return inner_comma and bool(text[quotation.end : quotation.end + 3].strip())


def merged(pieces: list[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Pieces in order, those that only white space separates joined, none within another."""
    found: list[list[int]] = []
    for start, end in sorted(pieces):
        if found and start <= found[-1][1] or found and not text[found[-1][1] : start].strip():
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    return tuple((start, end) for start, end in found)


@switchable(no)
def no_report(draft: Draft) -> bool:
    """Whether nobody reports: the source is 'nobody' or 'nothing', or the model takes for a report the
    noun and the main clause around 'that X has announced', or what follows 'said no, and'."""
    verb, source = draft.cue.token, draft.source
    whole = source.of or source.head if source is not None else verb
    if whole.lower_ in NOBODY or any(c.lower_ in NOBODY for c in dependents(verb, "nsubj")):
        return True
    if source is not None and nobody_yet(whole):
        return True
    if was_asked(verb) or is_deed(draft):
        return True
    if draft.rule != "learned":
        return False
    if decides_only(verb) or thanks_only(verb) or source is not None and no_speaker(draft.cue, source):
        return True
    relative = verb.dep_ == "relcl" and any(c.tag_ == "WDT" for c in dependents(verb, "dobj"))
    main = verb.head.head if verb.head.dep_ in ("nsubj", "nsubjpass") else verb.head
    if relative and (draft.contains(verb.head.idx) or draft.contains(main.idx)):
        return True
    answer = [c for c in dependents(verb, "intj") if c.lower_ in ("no", "yes")]
    return any(verb.i < c.i for c in answer)


@switchable(no)
def nobody_yet(who: Token) -> bool:
    """Whether a source means whoever there may be ('anyone', 'any town that wants to join'), or a time."""
    if who.lemma_ in TIMES and any(c.pos_ == "NUM" for c in who.children):
        return True
    return who.lower_ in ANYBODY or any(c.lower_ == "any" for c in dependents(who, "det"))


@switchable(no)
def was_asked(verb: Token) -> bool:
    """Whether a participle tells what the speaker was asked ('Asked about the ferry, she said P')."""
    if verb.lower_ != "asked" or subject(verb) is not None or dependents(verb, "aux"):
        return False
    return bool(verb.is_sent_start) or verb.i > 0 and verb.nbor(-1).lower_ in ("when", "if")


@switchable(no)
def decides_only(verb: Token) -> bool:
    """Whether a supposed cue tells a decision, a wish to know or a topic, and nothing that is said."""
    lemma = verb.lemma_.lower()
    if lemma in ("speak", "talk"):
        return has_word(verb, "about")
    if lemma in ("take", "note") and "note" in (verb.lower_, *(c.lower_ for c in verb.children)):
        return lemma == "take" or verb.tag_ == "NN"
    if lemma == "expect":
        return is_passive(verb) and subject(verb) is not None and not dependents(verb, "expl")
    if lemma == "be" and any(c.lower_ == "interested" for c in dependents(verb, "acomp")):
        return True
    return lemma in word_class("deciding_word")


@switchable(no)
def thanks_only(verb: Token) -> bool:
    """Whether what the model takes for a cue only praises or thanks somebody for what they did."""
    return is_a(verb, "thanking_verb") and verb.pos_ == "VERB" and not dependents(verb, "ccomp")


@switchable(no)
def silence(passage: Passage, draft: Draft) -> bool:
    """Whether a content tells nothing ('declined to comment', 'agreed to that'), or is the author's."""
    words = " ".join(passage.text[start:end] for start, end in draft.pieces).lower().split()
    if (
        all(word in ("nothing", "so", "little", "much", "it", "this", "that", "more") for word in words)
        or draft.rule == "learned"
        and authors_own(passage, draft.source)
    ):
        return True
    if words[:1] == ["to"] and len(words) in (2, 3):
        return words[1] in word_class("commenting_verb").union(POINTING)
    return "comment" in words[-1:] and set(words) <= {"for", "a", "comment"}


@switchable(none_of_them)
def reported_on(passage: Passage, draft: Draft) -> Iterator[tuple[int, int]]:
    """What goes on in reported speech behind a cue that stands after its content: 'P, X told Y, but the port
    would wait', 'P, X said; each would go "its own way"'."""
    if draft.rule not in ("direct", "parenthetical", "relay") or draft.cover()[1] > draft.cue.token.idx:
        return
    doc, stretch = passage.doc, passage.stretches.of(draft.cue.token.i)
    mark = cue_phrase_end(doc, draft.cue, draft.source, stretch)
    if mark + 3 >= stretch.end or doc[mark].text not in (",", ";"):
        return
    joined = doc[mark + 1].pos_ == "CCONJ"
    end = tail_cut(passage, mark + 1, stretch.end, draft.cue.token)
    rest = doc[mark + 1 : end]
    verb = next((t for t in rest if t.tag_ in FINITE and not passage.quoted(t.i)), None)
    piece = passage.characters(mark + 1 + joined, end)
    if verb is None or piece is None or not joined and doc[mark].text == ",":
        return
    main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    own = subject(main)
    quoted = any(piece[0] < quotation.start for quotation in passage.quotations.overlapping(*piece))
    hit = passage.hit_at(verb.i)
    reporting = hit is not None and hit.of_kind("speech") is not None
    back = verb.lower_ in ("would", "could") and (joined or quoted) or quoted and verb.tag_ == "VBD"
    if own is not None and own.i > mark and back and not reporting:
        yield piece


def settled(passage: Passage, drafts: Iterable[Draft]) -> list[Draft]:
    """The attributions of a passage, in the order of their cues."""
    reports = [draft for draft in drafts if not (silence(passage, draft) or no_report(draft))]
    for draft in reports:
        draft.pieces += reported_on(passage, draft)
    found = one_a_cue(reports)
    found = join_citations(passage, join_relays(passage, found))
    found = without_overlap(without_nested(found))
    continue_quotations(passage, found)
    for draft in found:
        draft.pieces = list(merged(draft.pieces, passage.text))
    return found
