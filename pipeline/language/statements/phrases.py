"""Attributions without a verb of their own: 'according to', 'in the words of', nouns, carriers of nouns,
colons."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import (
    DASHES,
    FINITE,
    Stretch,
    agent,
    has_finite_verb,
    is_passive,
    left_edge,
    phrase,
)
from pipeline.language.names.mentions import within
from pipeline.language.registry import no, none_of_them, nothing, switchable
from pipeline.language.statements import contents
from pipeline.language.statements.beside_cues import boundary, quotation_left, quotation_right
from pipeline.language.statements.governing import clausal
from pipeline.language.statements.interrupting import interrupted_clause, parenthetical
from pipeline.language.statements.outlets import outlets_in
from pipeline.language.statements.quoted import left_of_quotation
from pipeline.language.statements.reporting import authors_own, reports
from pipeline.language.statements.sources import source_at, source_of
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.classes import is_a
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependent, dependents
from pipeline.lexicon import word_class

ACCORDING = Cue("according to", "preposition", frozenset({"clause"}), frozenset(), True)
WORDS = Cue("in the words of", "preposition", frozenset({"clause"}), frozenset(), True)
COLON = Cue(":", "punctuation", frozenset({"clause"}), frozenset(), True)
# By these edges a noun phrase belongs to what is around it.
HEADS = frozenset("pobj dobj nsubj attr pcomp appos npadvmod conj ROOT".split())


def prepositional_head(doc: Doc, start: int, limit: int) -> Token | None:
    """The head of the noun phrase that begins at a token."""
    for position in range(start, min(start + 15, limit)):
        token = doc[position]
        nominal = token.pos_ in ("NOUN", "PROPN", "PRON", "X", "ADJ", "NUM")
        if nominal and token.dep_ in HEADS and left_edge(token) <= start:
            return token
        if token.text in (",", ";", "."):
            break
    return None


def clause_around(passage: Passage, start: int, end: int, stretch: Stretch) -> list[tuple[int, int]]:
    """The clause that a parenthetical phrase [start, end) belongs to, in one piece or two."""
    doc = passage.doc
    first = boundary(doc, stretch, start)
    if end < stretch.end and doc[start - 1].text == ",":
        first = interrupted_clause(doc, first, start - 1, end, stretch)
    rest = end
    while rest < stretch.end and (
        doc[rest].text in (",", ".") or doc[rest].is_space or doc[rest].text in DASHES
    ):
        rest += 1
    opens = start == first or doc[start - 1].text == ":"
    left = passage.characters(first, start) if not opens else None
    if left is None:
        if rest >= stretch.end:
            return []
        piece = passage.characters(rest, contents.tail_cut(passage, rest, stretch.end, doc[start]))
        return [piece] if piece else []
    closing = doc[end].text if end < stretch.end else "."
    if closing == "," and not has_finite_verb(doc, first, start) and rest < stretch.end:
        right = passage.characters(rest, contents.tail_cut(passage, rest, stretch.end, doc[start]))
        return [left] + ([right] if right else [])
    quotation = quotation_left(passage, doc[start].idx)
    if quotation is not None and quotation.start <= left[0]:
        return [(quotation.start, quotation.end)]
    return [left]


def phrase_end(doc: Doc, head: Token, stretch: Stretch) -> tuple[int, int]:
    """End of the source's own words and end of all that belongs to it (appositions, relative clauses)."""
    own = phrase(head)[1]
    end = max(own, min(head.right_edge.i + 1, stretch.end))
    while end > own and (
        doc[end - 1].is_punct and doc[end - 1].text not in (")", "]") or doc[end - 1].is_space
    ):
        end -= 1
    return own, end


@switchable(none_of_them)
def according(passage: Passage) -> Iterator[Draft]:
    """`according to X` at the beginning, in the midst or at the end of its clause."""
    doc = passage.doc
    for token in doc[:-2]:
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to" or passage.quoted(token.i):
            continue
        stretch = passage.stretches.of(token.i)
        head = prepositional_head(doc, token.i + 2, stretch.end)
        if head is None:
            continue
        own, end = phrase_end(doc, head, stretch)
        if token.i == stretch.start and end < stretch.end:
            # `According to X, Y, the minister, has gone`: an apposition that leaves the verb without a
            # subject is its subject
            following = end + 1 if doc[end].text == "," else end
            if doc[end].text != "," or following < stretch.end and doc[following].tag_ in FINITE:
                end = own
        source, via = Source(token.i + 2, own, head), None
        quoted = quoted_by(doc, end, own, stretch)
        if quoted is not None:
            via, (source, end) = (token.i + 2, own), quoted
        relayed = relayed_by(doc, own, stretch) if via is None else None
        if relayed is not None:
            via, end = relayed, relayed[1]
        pieces = clause_around(passage, token.i, end, stretch)
        if pieces:
            hit = Hit(token, token.i, token.i + 2, (ACCORDING,))
            yield Draft("according", hit, ACCORDING, source, pieces, via=via)


@switchable(nothing)
def quoted_by(doc: Doc, end: int, own: int, stretch: Stretch) -> tuple[Source, int] | None:
    """Whom the outlet that ends at `own` quotes, with the phrase's end: `according to Y, quoting X, P`."""
    verb = next((t for t in doc[own : min(own + 3, stretch.end)] if t.lower_ in ("quoting", "citing")), None)
    head = prepositional_head(doc, verb.i + 1, stretch.end) if verb is not None else None
    if head is None:
        return None
    reach, whole = phrase_end(doc, head, stretch)
    return Source(verb.i + 1, reach, head), max(end, reach if whole > stretch.end - 3 else whole)


@switchable(nothing)
def relayed_by(doc: Doc, index: int, stretch: Stretch) -> tuple[int, int] | None:
    """The outlet that a participle names as quoting a source: `according to X, quoted by the daily Y, P`."""
    start = index + 1 if index < stretch.end and doc[index].text == "," else index
    if [t.lower_ for t in doc[start : start + 2]] not in (["quoted", "by"], ["cited", "by"]):
        return None
    found = outlets_in(doc, start + 2, min(start + 12, stretch.end))
    return found if found is not None and found[0] == start + 2 else None


@switchable(none_of_them)
def in_words_of(passage: Passage) -> Iterator[Draft]:
    """`in the words of X`, `in X's view` and the like."""
    doc = passage.doc
    for token in doc:
        if token.lower_ not in word_class("view_noun") or token.i < 2 or passage.quoted(token.i):
            continue
        stretch = passage.stretches.of(token.i)
        follows = token.i + 2 < stretch.end and doc[token.i + 1].lower_ == "of"
        if follows and (doc[token.i - 2].lower_, doc[token.i - 1].lower_) == ("in", "the"):
            head = prepositional_head(doc, token.i + 2, stretch.end)
            if head is None:
                continue
            start, (own, end) = token.i - 2, phrase_end(doc, head, stretch)
            source, cue_end = Source(token.i + 2, own, head), token.i + 2
        else:
            owner = next(
                (c for c in dependents(token, "poss") if c.lower_ not in ("my", "our", "your")), None
            )
            start = left_edge(token) - 1
            if owner is None or start < stretch.start or doc[start].lower_ != "in":
                continue
            source, cue_end, end = source_at(owner), token.i + 1, token.i + 1
        pieces = clause_around(passage, start, end, stretch)
        if pieces:
            yield Draft("words", Hit(doc[start], start, cue_end, (WORDS,)), WORDS, source, pieces)


def noun_content(passage: Passage, noun: Token, entry: Cue, stretch: Stretch) -> tuple[int, int] | None:
    """What a noun holds: a that-clause, an infinitive, or what follows its preposition."""
    for child in sorted(noun.rights, key=lambda c: c.i):
        found = held_by_child(child, noun, entry)
        if found is not None:
            return cut_short(passage, found, noun)
    following = noun.i + 1
    found = held_by_words(passage.doc[following], entry) if following < stretch.end else None
    return cut_short(passage, found, noun) if found is not None else None


def cut_short(passage: Passage, span: tuple[int, int], noun: Token) -> tuple[int, int] | None:
    """What a noun holds without what only tells of the saying; None where there is nothing."""
    start, end = span
    return (start, contents.tail_cut(passage, start, end, noun)) if start < end else None


def held_by_child(child: Token, noun: Token, entry: Cue) -> tuple[int, int] | None:
    """The tokens that a noun holds by a word that the parse hangs on it, before they are cut short."""
    first, end = child.left_edge, child.right_edge.i + 1
    opens = first.lower_ == "that" and (first.dep_ == "mark" or first.tag_ == "DT")
    if opens and "clause" in entry.takes and child.dep_ in ("acl", "ccomp", "relcl", "appos"):
        return first.i + 1, end
    if child.dep_ in ("acl", "relcl", "xcomp") and "infinitive" in entry.takes:
        to = next((c for c in dependents(child, "aux") if c.lower_ == "to"), None)
        if to is not None:
            return to.i, end
    if child.dep_ == "prep" and child.lower_ in entry.prepositions and child.i <= noun.i + 4:
        return child.i + 1, end
    return None


def held_by_words(following: Token, entry: Cue) -> tuple[int, int] | None:
    """The tokens that a noun holds by the word after it, where the parse hangs that elsewhere."""
    end = following.right_edge.i + 1
    if (
        following.lower_ in entry.prepositions
        and following.pos_ in ("ADP", "SCONJ")
        and end > following.i + 1
    ):
        return following.i + 1, end
    head = following.head
    if following.lower_ == "that" and "clause" in entry.takes and following.tag_ in ("IN", "WDT"):
        return (following.i + 1, head.right_edge.i + 1) if head.i > following.i else None
    if following.lower_ == "to" and "infinitive" in entry.takes and head.tag_ == "VB":
        return following.i, head.right_edge.i + 1
    return None


@switchable(none_of_them)
def noun_statements(passage: Passage) -> Iterator[Draft]:
    """`X's claim that P`, `fears among X that P`, `X expressed hope that P`, `X has doubts about P`."""
    for hit in passage.hits:
        entry = hit.of_kind("noun")
        if entry is None or hit.token.pos_ not in ("NOUN", "PROPN"):
            continue
        found = noun_content(passage, hit.token, entry, passage.stretches.of(hit.token.i))
        piece = passage.characters(*found) if found is not None else None
        draft = noun_statement(passage, hit, entry, piece) if piece is not None else None
        if draft is not None:
            yield draft


def noun_statement(passage: Passage, hit: Hit, entry: Cue, piece: tuple[int, int]) -> Draft | None:
    """The attribution of what a noun holds: to the subject of the verb that carries it, to nobody where it is
    only said to exist, else to whoever has it."""
    carrier = carrier_of(passage, hit.token)
    if carrier is not None:
        source = source_of(carrier) if reports(carrier) else None
        if source is None or authors_own(passage, source):
            return None
        return Draft("carried", carrier, entry, source, [piece], governor=hit.token)
    if exists(hit.token):
        return Draft("noun", hit, entry, None, [piece])
    source = owner(hit.token) if entry.lemma not in word_class("carried_noun") else None
    if source is None or authors_own(passage, source) or source.head.lower_ in ("our", "my", "your"):
        return None
    return Draft("noun", hit, entry, source, [piece])


@switchable(no)
def exists(noun: Token) -> bool:
    """Whether a noun is only said to exist, nobody's in particular: 'there are fears in Paris that P'."""
    verb = noun.head
    exists = any(c.lower_ == "there" for c in dependents(verb, "expl"))
    return exists and noun.dep_ in ("attr", "nsubj") and verb.lemma_ == "be"


@switchable(none_of_them)
def announced_by_colon(passage: Passage) -> Iterator[Draft]:
    """`The envoy's answer was short: "Q"` and `Her verdict: "Q"`."""
    doc = passage.doc
    for token in doc:
        if token.lower_ not in word_class("answer_noun") or token.pos_ != "NOUN" or passage.quoted(token.i):
            continue
        holder = next(
            (c for c in dependents(token, "poss") if c.lower_ not in ("my", "our", "your", "its")), None
        )
        stretch = passage.stretches.of(token.i)
        colon = next((t for t in doc[token.i + 1 : min(token.i + 9, stretch.end)] if t.text == ":"), None)
        if holder is None or colon is None or any(t.text in (",", ";") for t in doc[token.i + 1 : colon.i]):
            continue
        quotation = quotation_right(passage, colon.i, stretch)
        if quotation is not None:
            hit = Hit(token, token.i, token.i + 1, (COLON,))
            cue = Cue(token.lower_, "noun", frozenset({"quote"}), frozenset(), False)
            yield Draft("colon", hit, cue, source_at(holder), [(quotation.start, quotation.end)])


def carrier_of(passage: Passage, noun: Token) -> Hit | None:
    """The carrier verb whose object the noun is (`expressed readiness`)."""
    verb = noun.head
    if noun.dep_ == "conj":
        verb = noun.head.head
    if noun.dep_ not in ("dobj", "conj") or verb.pos_ != "VERB" or passage.quoted(verb.i):
        return None
    hit = passage.hit_at(verb.i)
    entry = hit.of_kind("carrier") if hit is not None else None
    if entry is None:
        return None
    spoken = hit.of_kind("speech")
    if is_a(noun, "stance_noun") and spoken is not None and "object" in spoken.takes:
        return None  # 'reaffirmed support for the plan': the verb says it itself
    return Hit(hit.token, hit.start, hit.start + 1, (entry,))


@switchable(nothing)
def owner(noun: Token) -> Source | None:
    """Whose claim it is: a possessive, or the noun after 'by', 'from', 'among'."""
    for child in noun.children:
        if child.dep_ == "poss" or child.dep_ == "compound" and names_actor(child):
            return source_at(child)
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "among") and child.i > noun.i:
            head = dependent(child, "pobj")
            if head is not None and head.pos_ in ("NOUN", "PROPN"):
                return source_at(head)
    return None


def names_actor(token: Token) -> bool:
    """Whether a token is the name of a state or an organisation."""
    return any(
        m.kind in ("state", "organisation") and m.linked_by in ("name", "alias") and m.start == token.idx
        for m in within(token.doc._.mentions, token.idx, token.idx + len(token))
    )


def relaying_phrase(outlet: Token, reporter: Token) -> tuple[int, int]:
    """The outlet's phrase before the verb that quotes ('the agency Tanjug', 'state radio in Kinshasa')."""
    found = source_at(outlet)
    start, end = found.start, found.end
    earlier = [c for c in dependents(reporter, "nsubj") if c.i < outlet.i]
    if earlier and outlet.i - earlier[0].i <= 2:
        start = left_edge(earlier[0])
    if start <= outlet.i < reporter.i < end:
        end = reporter.i
    return start, end


@switchable(none_of_them)
def relays(passage: Passage) -> Iterator[Draft]:
    """`Y quoted X as saying P`, `X was quoted by Y as saying P`, `"P," Y quoted X as saying`."""
    doc = passage.doc
    for token in doc[1:]:
        saying = token.lower_ in word_class("quoted_as") and token.nbor(-1).lower_ == "as"
        if not saying or passage.quoted(token.i):
            continue
        hit, reporter = passage.hit_at(token.i), reporter_before(token)
        draft = relay(passage, hit, reporter) if hit is not None and reporter is not None else None
        if draft is not None:
            yield draft


def reporter_before(saying: Token) -> Token | None:
    """The verb that quotes somebody 'as saying'."""
    before = saying.doc[max(0, saying.i - 25) : saying.i]
    return next((t for t in reversed(before) if is_a(t, "quoting_verb") and t.pos_ in ("VERB", "AUX")), None)


def relay(passage: Passage, hit: Hit, reporter: Token) -> Draft | None:
    """The attribution of `quoted X as saying P` to X, relayed by whoever quotes."""
    doc, stretch, entry = passage.doc, passage.stretches.of(hit.token.i), hit.entries[0]
    passive = is_passive(reporter)
    spoken = quoted_subject(passage, reporter) if passive else quoted_object(reporter, hit.token)
    if spoken is None:
        return None
    outlet = agent(reporter) or agent(hit.token) if passive else quoting_subject(reporter, stretch)
    edge = left_edge(spoken if passive or outlet is None else outlet)
    source = source_at(spoken)
    if source.start < hit.token.i:
        source.end = min(source.end, hit.token.i - 1)
    via = relaying_phrase(outlet, reporter) if outlet is not None else None
    quotation = quotation_left(passage, doc[edge].idx)
    if quotation is not None:
        pieces = [left_of_quotation(passage, quotation, edge - 1)]
        return Draft("relay", hit, entry, source, pieces, via=via, governor=reporter)
    draft = clausal(passage, hit, entry, source, stretch)
    if draft is None and edge > stretch.start:
        shifted = Source(edge, source.end, source.head)
        draft = parenthetical(passage, hit, entry, shifted, stretch)
    if draft is not None:
        draft.rule, draft.source, draft.via, draft.governor = "relay", source, via, reporter
    return draft


def quoted_subject(passage: Passage, reporter: Token) -> Token | None:
    """Who 'was quoted': the subject of a passive, or the noun that its participle belongs to."""
    subjects = [c for c in dependents(reporter, *NOUN_SUBJECTS) if not passage.quoted(c.i)]
    if subjects:
        return subjects[-1]
    return reporter.head if reporter.dep_ == "acl" else None


def quoted_object(reporter: Token, saying: Token) -> Token | None:
    """Whom somebody 'quoted': the verb's object, else the first noun between it and 'as saying'."""
    found = next((c for c in dependents(reporter, "dobj", "nsubj") if c.i > reporter.i), None)
    if found is not None:
        return found
    between = (t for t in reporter.doc[reporter.i + 1 : saying.i] if t.dep_ not in ("compound", "poss"))
    return next((t for t in between if t.pos_ in ("PROPN", "NOUN", "PRON")), None)


def quoting_subject(reporter: Token, stretch: Stretch) -> Token | None:
    """Who 'quoted' somebody: the verb's subject, else the first noun that the parser took for the root."""
    subjects = [c for c in dependents(reporter, "nsubj") if c.i < reporter.i]
    if subjects:
        return subjects[-1]
    if reporter.tag_ not in ("VBD", "VBN"):
        return None
    before = (t for t in reporter.doc[stretch.start : reporter.i] if t.dep_ in ("ROOT", "nsubj"))
    return next((t for t in before if t.pos_ in ("NOUN", "PROPN")), None)
