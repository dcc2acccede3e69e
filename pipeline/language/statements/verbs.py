"""Attributions by a verb: direct, parenthetical, with a clause, an infinitive or an object, active and
passive."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import (
    DASHES,
    FINITE,
    QUOTE_TOKENS,
    Stretch,
    expletive,
    has_finite_verb,
    is_passive,
    left_edge,
    subject,
)
from pipeline.language.names.offices import office_ending, office_in
from pipeline.language.registry import as_given, no, none_of_them, nothing, switchable
from pipeline.language.statements import contents
from pipeline.language.statements.contents import further_cue
from pipeline.language.statements.sources import after_cue, agent, before_cue, source_at, source_of
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.dependencies import dependent, dependents
from pipeline.language.text.quotations import Quotation
from pipeline.lexicon import word_class

FIRST_PERSON = ("i", "we", "us", "me")
AUTHOR = (*FIRST_PERSON, "you", "one")
ABSTRACT = ("tion", "tions", "ship", "ness", "ity", "ities", "ance", "ence", "ism", "ments")
CONDITIONS = ("if", "unless", "whether", "lest", "without")
GERUND_PREPOSITIONS = ("without", "of", "by", "from", "for", "in", "after", "before", "on", "to")
RELATIVES = ("WDT", "WP", "WP$")
NO_SPEECH_MODALS = ("may", "might", "could", "can", "should", "must")


def reports(hit: Hit) -> bool:
    """Whether the cue reports at all: no condition, no command, no mere possibility, no refusal to say."""
    verb, kind = hit.token, hit.entries[0].kind
    auxiliaries = {child.lower_ for child in dependents(verb, "aux", "neg")}
    leading = {c.lower_ for c in dependents(verb, "mark", "advmod", "prep") if c.i < verb.i}
    if leading & set(CONDITIONS) or verb.lower_ in word_class("stative_participle") and is_state(verb):
        return False
    if verb.tag_ == "VB" and "to" in auxiliaries:
        return governed(verb, hit.entries[0])
    if kind == "speech" and auxiliaries & set(NO_SPEECH_MODALS) or refused(verb):
        return False
    if verb.dep_ == "ccomp" and refused(verb.head):
        return False  # 'has not said what she hopes to find'
    if verb.tag_ == "VBG":
        if verb.dep_ == "pcomp" and verb.head.lower_ in GERUND_PREPOSITIONS:
            return told_by_gerund(verb.head)
        if verb.dep_ in ("csubj", "nsubj", "csubjpass"):
            return False
    alone = not auxiliaries and subject(verb) is None
    if alone and verb.tag_ == "VBN" and verb.dep_ == "advcl":
        return False
    if alone and verb.tag_ == "VB" and verb.dep_ in ("ROOT", "ccomp", "advcl"):
        return False
    return not anonymity(verb)


@switchable(no)
def refused(verb: Token) -> bool:
    """Whether a word tells that somebody did not say something ('would not say how many'), or what they were
    asked before they did something else ('a pilot, asked about the fog, laughed')."""
    return verb.lemma_ in word_class("denied_cue") and negated(verb) or asked_before(verb)


def asked_before(verb: Token) -> bool:
    """Whether 'asked' is a participle between commas with a question behind it, and a verb follows for
    whoever was asked."""
    doc = verb.doc
    if verb.lower_ != "asked" or verb.i == 0 or verb.nbor(-1).text != "," or verb.i + 3 >= len(doc):
        return False
    following = verb.nbor(1)
    asks = following.lower_ in ("about", "whether", "if") or following.tag_ in ("WP", "WRB", "WDT")
    if not asks and not (following.lower_ == "for" and verb.nbor(2).lower_ == "comment"):
        return False
    closing = next((t for t in doc[verb.i + 2 : len(doc) - 1] if t.text in (",", ";", ".")), verb)
    return closing.text == "," and closing.nbor(1).tag_ in ("VBD", "VBZ", "VBP")


@switchable(no)
def is_state(verb: Token) -> bool:
    """Whether a participle tells how somebody is, not what they did: 'is committed to', 'the towns committed
    to', but not 'has committed to'."""
    if verb.tag_ == "VBD":
        return False
    return not any(child.lemma_.lower() == "have" for child in dependents(verb, "aux"))


def governed(verb: Token, entry: Cue) -> bool:
    """Whether an infinitive reports by the verb that governs it: 'went on to say', but not 'wants to say'."""
    governor = verb.head
    if verb.dep_ != "xcomp" or governor.lemma_.lower() not in word_class("governing_verb"):
        return False
    if governor.pos_ == "ADJ" and "clause" not in entry.takes:
        return False  # 'is proud to announce', but not 'is proud to welcome'
    deed = entry.kind in ("speech", "document", "carrier") or governor.pos_ not in ("VERB", "AUX")
    return not deed or governor.lemma_.lower() != "want"


@switchable(no)
def told_by_gerund(preposition: Token) -> bool:
    """Whether a gerund after a preposition reports: 'fond of saying', 'joined in calling', no other."""
    governor = preposition.head
    if preposition.lower_ == "of":
        return governor.lower_ in ("fond", "tired")
    return preposition.lower_ == "in" and governor.lemma_ == "join"


def negated(verb: Token) -> bool:
    """Whether a verb is denied ('did not reply', 'nor has it replied'): it then takes no quotation that
    stands beside it."""
    if any(t.i and t.nbor(-1).lower_ == "nor" for t in dependents(verb, "aux")):
        return True
    return any(child.dep_ == "neg" or child.lower_ == "never" for child in verb.children)


@switchable(no)
def tells_nothing(verb: Token) -> bool:
    """Whether a verb's object is nothing at all ('said nothing')."""
    return any(child.lower_ in ("nothing", "little", "none") for child in dependents(verb, "dobj"))


@switchable(no)
def anonymity(verb: Token) -> bool:
    """Whether the verb only says that somebody asked not to be named."""
    return any(
        child.lemma_.lower() in word_class("naming_verb") and any(c.lower_ == "be" for c in child.children)
        for child in dependents(verb, "xcomp", "ccomp")
    )


@switchable(no)
def authors_own(passage: Passage, source: Source | None) -> bool:
    """Whether the source is the reader, or the author where nobody is named whose words the first person
    would be."""
    if source is None or source.end - source.start > 1 or source.head.lower_ not in AUTHOR:
        return False
    if source.head.lower_ == "one" and source.head.head.tag_ == "VBD":
        return False  # 'two pilots came: one feared fog, the other said P'
    voice = passage.voices.at(source.head.idx) if source.head.lower_ in FIRST_PERSON else None
    if voice is not None and voice is passage.voices.publisher and source.head.lower_ not in ("we", "us"):
        return True
    return voice is None or source.head.lower_ in ("we", "us") and not voice.plural


def quotation_left(passage: Passage, position: int) -> Quotation | None:
    """The quotation that ends right before a character, commas, dashes and white space aside."""
    text = passage.text
    while position > 0 and (text[position - 1].isspace() or text[position - 1] in ",—–-"):
        if text[position - 1] == "\n" and "\n\n" in text[max(0, position - 3) : position]:
            return None
        position -= 1
    return passage.quotations.at(position - 1) if position else None


def quotation_right(passage: Passage, index: int, stretch: Stretch) -> Quotation | None:
    """The quotation that begins at a token, or after the comma or colon that stands there."""
    doc = passage.doc
    while index < min(stretch.end + 1, len(doc)) and (
        doc[index].text in (",", ":", "-", "–", "—", "but", "and")
        or doc[index].is_space
        and "\n\n" not in doc[index].text
    ):
        index += 1
    if index >= len(doc):
        return None
    found = passage.quotations.at(doc[index].idx)
    return found if found is not None and found.start >= doc[index].idx - 1 else None


def boundary(doc: Doc, stretch: Stretch, end: int) -> int:
    """Where a clause that ends at `end` may begin: the stretch's start, or after its last semicolon."""
    for position in range(end - 1, stretch.start, -1):
        if doc[position].text == ";":
            return position + 1
        if (
            doc[position].text == ":"
            and has_finite_verb(doc, position + 1, end)
            and doc[position - 1].text[-1:] not in QUOTE_TOKENS
        ):
            return position + 1
    start = stretch.start
    while start < end and doc[start].is_punct and doc[start].text not in QUOTE_TOKENS:
        start += 1
    return start


@switchable(as_given(1))
def interrupted_clause(doc: Doc, start: int, mark: int, end: int, stretch: Stretch) -> int:
    """Where a content begins that is broken off at a mark, before its verb: with the clause of that verb,
    whatever stands before it in the sentence ('Lima has paid, and | Quito, she said, has not', 'the bells,
    | whose tower, she said, leans')."""
    rest = end + 1
    while rest < stretch.end and doc[rest].pos_ == "ADV":
        rest += 1
    verb = doc[rest] if rest < stretch.end else None
    if verb is None or doc[end].text != "," or verb.tag_ not in FINITE or verb.pos_ not in ("VERB", "AUX"):
        return start
    for position in range(mark - 1, start, -1):
        token = doc[position]
        if token.tag_ in FINITE and token.pos_ in ("VERB", "AUX"):
            return start
        if doc[position - 1].text == "," and (token.pos_ == "CCONJ" or token.tag_ in RELATIVES):
            opening = position + 1 if token.pos_ == "CCONJ" else position
            return opening if opening < mark and has_finite_verb(doc, start, position) else start
    return start


def left_of_quotation(passage: Passage, quotation: Quotation, cue_index: int) -> tuple[int, int]:
    """Characters of the content that ends with a quotation: from the sentence's start where that comes before
    it."""
    doc, text = passage.doc, passage.text
    token = next((i for i in range(cue_index, -1, -1) if doc[i].idx < quotation.start), None)
    if token is None:
        return quotation.start, quotation.end
    before = text[: quotation.start].rstrip()
    if not before or before[-1] in '.!?:;"”»…' or "\n" in text[len(before) : quotation.start]:
        return quotation.start, quotation.end
    stretch = passage.stretches.of(token)
    start = boundary(doc, stretch, token + 1)
    first = doc[start].idx
    if first >= quotation.start or quotation.start - first > 300:
        return quotation.start, quotation.end
    if before[-1] == "," and any(
        hit.start >= start and hit.token.idx < quotation.start
        for hit in passage.hits_between(start, stretch.end)
    ):
        return quotation.start, quotation.end
    return first, quotation.end


def candidates(passage: Passage, hit: Hit, stretch: Stretch) -> Iterator[Source]:
    """The sources that a parenthetical cue may have, the parse's first."""
    found = source_of(hit)
    if found is not None and len(own := [c for c in dependents(hit.token, "nsubj") if c.i < hit.start]) > 1:
        found = source_at(own[-1]) if found.head.i == own[0].i else found  # 'It will not, the envoy said'
    if found is not None and (
        found.start < stretch.start or found.end > stretch.end + 1 or passage.quoted(found.head.i)
    ):
        found = None
    if found is not None and within_aside(passage.doc, found, hit):
        found = None
    if found is not None:
        yield found
    if hit.token.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "NN", "NNS"):
        return
    words = before_cue(passage.doc, hit, stretch)
    if words is not None and (found is None or not found.start <= words.start < found.end):
        yield words
    words = after_cue(passage.doc, hit, stretch)
    if words is not None and (found is None or found.start < words.end):
        yield words


@switchable(no)
def within_aside(doc: Doc, source: Source, hit: Hit) -> bool:
    """Whether what the parse takes for a source ends a relative clause between the source's name and the
    cue ('the envoy Odo Bram, whose port keeps the originals, called')."""
    if source.end + 1 != hit.start or doc[source.end].text != ",":
        return False
    opening = next(
        (i for i in range(source.start - 1, max(0, source.start - 15), -1) if doc[i].text == ","), 0
    )
    return opening > 0 and doc[opening + 1].tag_ == "WP$" and doc[opening - 1].pos_ == "PROPN"


def direct(passage: Passage, hit: Hit, entry: Cue, source: Source, stretch: Stretch) -> Draft | None:
    """`"Q," X said` and `"Q," said X`, with the continuation `, "Q"`."""
    edge = min(source.start, hit.start)
    end = contents.cue_phrase_end(passage.doc, hit, source, stretch)
    if entry.kind == "speech" and (negated(hit.token) or tells_nothing(hit.token)):
        return None
    if source.start > hit.end or not adjacent(passage.doc, source, hit):
        return None
    while (
        edge > 1
        and passage.doc[edge - 1].lower_ in ("was", "is", "how", "as")
        and not passage.quoted(edge - 1)
    ):
        edge -= 1
    quotation = quotation_left(passage, passage.doc[edge].idx)
    if quotation is None or not worth(passage, quotation):
        return None
    if concluded(passage, quotation, edge) and clausal(passage, hit, entry, source, stretch) is not None:
        return None
    pieces = [left_of_quotation(passage, quotation, edge - 1)]
    if (
        end < stretch.end
        and passage.doc[end].text in (",", ";", "-", "–", "—", ":")
        or end < stretch.end
        and passage.doc[end].text in QUOTE_TOKENS
    ):
        following = quotation_right(passage, end, stretch)
        if following is not None and not attributed_later(passage, following, hit):
            pieces.append((following.start, following.end))
    return Draft("direct", hit, entry, source, pieces)


def adjacent(doc: Doc, source: Source, hit: Hit) -> bool:
    """Whether no other verb of the main clause stands between a source and its cue."""
    return not any(
        t.tag_ in FINITE and t.dep_ in ("ROOT", "ccomp", "conj", "advcl", "parataxis")
        for t in doc[source.end : hit.start]
    )


@switchable(no)
def concluded(passage: Passage, quotation: Quotation, edge: int) -> bool:
    """Whether a quotation ends its sentence, so that the words at `edge` begin a new one."""
    inner = passage.text[quotation.start : quotation.end].rstrip("\"”»'’ ")
    between = passage.text[quotation.end : passage.doc[edge].idx]
    return (
        inner[-1:] in (".", "!", "?", "…")
        and "," not in between
        and passage.doc[edge].text[:1].isupper()
        or inner[-1:] == "."
        and edge == passage.stretches.of(edge).start
    )


@switchable(none_of_them)
def unlisted(passage: Passage) -> Iterator[Draft]:
    """`"Q," shrugged X` and `"Q," X shrugged`: a whole quotation makes any verb right after it a cue."""
    doc, text = passage.doc, passage.text
    known = {hit.token.i for hit in passage.hits}
    for quotation in passage.quotations.all:
        if text[quotation.start : quotation.end].rstrip("\"”»'’ ")[-1:] not in (",", "!", "?", "—"):
            continue
        after = doc.char_span(quotation.start, quotation.end, alignment_mode="expand").end
        if after >= len(doc):
            continue
        stretch = passage.stretches.of(after - 1)
        verb = next(
            (
                t
                for t in doc[after : min(after + 14, stretch.end)]
                if t.tag_ in ("VBD", "VBZ") and t.pos_ == "VERB"
            ),
            None,
        )
        if (
            verb is None
            or verb.i in known
            or any(t.text in (";", ":") for t in doc[after : verb.i])
            or any(t.i in known for t in doc[after : verb.i])
        ):
            continue
        entry = Cue(verb.lemma_.lower(), "speech", frozenset({"quote"}), frozenset(), True)
        hit = Hit(verb, verb.i, verb.i + 1, (entry,))
        source = after_cue(doc, hit, stretch) if verb.i == after else source_of(hit)
        if (
            source is None
            or source.start < after
            or source.start > verb.i + 1
            or verb.i != after
            and doc[after].i != source.start
        ):
            continue
        draft = direct(passage, hit, entry, source, stretch)
        if draft is not None and not authors_own(passage, source):
            yield draft


@switchable(no)
def attributed_later(passage: Passage, quotation: Quotation, hit: Hit) -> bool:
    """Whether a cue of its own follows a quotation in its sentence."""
    stretch = passage.stretches.of(hit.token.i)
    return any(
        other.token.idx > quotation.end
        and passage.text[quotation.end : other.token.idx].count(",") == 0
        and other.of_kind("speech") is not None
        and passage.text[quotation.end - 2 : quotation.end - 1] == ","
        for other in passage.hits_between(hit.token.i, stretch.end)
    )


def worth(passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation is speech rather than a title or a single quoted word."""
    inner = passage.text[quotation.start : quotation.end]
    if inner.rstrip("\"”»'’ ")[-1:] in (",", ".", "!", "?", "…", "—", "-"):
        return True
    return len(inner.split()) >= 3


def parenthetical(
    passage: Passage, hit: Hit, entry: Cue, source: Source | None, stretch: Stretch
) -> Draft | None:
    """`P, X said` and `P, X said, P`: the cue stands after its content or within it."""
    doc = passage.doc
    inverted = source is not None and source.start >= hit.end
    if not entry.parenthetical or not may_interrupt(doc, hit, source, inverted):
        return None
    edge = telling_start(hit, source, inverted, stretch)
    if edge is None or not closes_content(doc, edge - 1):
        return None
    end = contents.cue_phrase_end(doc, hit, source, stretch)
    start = interrupted_clause(doc, boundary(doc, stretch, edge - 1), edge - 1, end, stretch)
    after = source.end if source is not None and inverted else hit.end
    if start >= edge - 1 or not contents.open_ended(doc, max(hit.end, after), end):
        return None
    left = passage.characters(start, edge - 1)
    complete = has_finite_verb(doc, start, edge - 1)
    if end < stretch.end and doc[end].text == ":":
        quotation = quotation_right(passage, end, stretch) if complete and left is not None else None
        pieces = [left, (quotation.start, quotation.end)] if quotation is not None else []
        return Draft("parenthetical", hit, entry, source, pieces) if pieces else None
    if left is None or not complete and end >= stretch.end and adverbial(doc[start]):
        return None
    if doc[edge - 1].text in DASHES and inverted and aside_ends(doc, start, edge - 1):
        return None
    if not complete and end >= stretch.end - 1 and not headline_like(passage, stretch):
        return None
    rest = interrupted_rest(passage, hit, end, complete, stretch)
    return Draft("parenthetical", hit, entry, source, [left, *rest]) if rest is not None else None


def may_interrupt(doc: Doc, hit: Hit, source: Source | None, inverted: bool) -> bool:
    """Whether cue and source may stand after or within their content: no relative clause, no object of their
    own."""
    if source is not None and (source.of is not None or not inverted and not adjacent(doc, source, hit)):
        return False
    if hit.token.dep_ == "relcl" and any(c.dep_ == "prep" and dependents(c, "pobj") for c in hit.token.lefts):
        return False  # 'a matter on which pilots disagree'
    if inverted or hit.token.lemma_.lower() in word_class("addressing_verb"):
        return True
    return not any(c.i >= hit.end and c.pos_ in ("NOUN", "PROPN") for c in dependents(hit.token, "dobj"))


def telling_start(hit: Hit, source: Source | None, inverted: bool, stretch: Stretch) -> int | None:
    """Where 'X said' and 'as X said' begin; None where nothing of the stretch stands before them."""
    edge = hit.start
    if source is None:
        own = dependent(hit.token, "nsubjpass", "nsubj", "expl")
        if own is None or own.i > hit.start:
            return None
        edge = own.i
    elif not inverted:
        edge = min(source.start, hit.start)
    if edge <= stretch.start:
        return None
    led = hit.token.doc[edge - 1].lower_ == "as" and edge - 1 > stretch.start
    return edge - 1 if led else edge


def closes_content(doc: Doc, index: int) -> bool:
    """Whether a mark parts a content from the cue after it: a comma, a dash, a quotation's end."""
    mark = doc[index].text
    dash = mark in DASHES and not hyphen(doc, index)
    return mark == "," or dash or mark in QUOTE_TOKENS and doc[index - 1].text in (",", ".")


def hyphen(doc: Doc, index: int) -> bool:
    """Whether a mark joins the two words around it: 'flood-related'."""
    return doc[index].text == "-" and not doc[index].whitespace_ and not doc[index - 1].whitespace_


def adverbial(first: Token) -> bool:
    """Whether a word opens an adverbial clause ('As ...', 'After ...')."""
    return first.pos_ == "SCONJ" and first.lower_ in contents.SUBORDINATORS


def interrupted_rest(
    passage: Passage, hit: Hit, end: int, complete: bool, stretch: Stretch
) -> list[tuple[int, int]] | None:
    """The content after a cue's phrase that ends at `end`, perhaps nothing; None where what stands before the
    cue is not complete and nothing completes it."""
    doc = passage.doc
    mark = doc[end].text if end < stretch.end else ""
    quotation = quotation_right(passage, end, stretch) if mark == "," else None
    if complete and quotation is not None and not attributed_later(passage, quotation, hit):
        return [(quotation.start, quotation.end)]
    if end >= stretch.end - 1:
        return []
    goes_on = mark == "," or mark in DASHES
    right = second_piece(passage, hit, end + 1, complete, stretch) if goes_on else None
    if right is None:
        return [] if complete else None
    return [right]


@switchable(no)
def aside_ends(doc: Doc, start: int, dash: int) -> bool:
    """Whether a dash closes an aside between a subject and its verb: `The bloc - long divided - admitted
    Lima`."""
    opening = next((i for i in range(start + 1, dash) if doc[i].text in DASHES), None)
    return opening is not None and not has_finite_verb(doc, start, opening)


def headline_like(passage: Passage, stretch: Stretch) -> bool:
    """Whether a stretch has no final full stop, as headlines have none ('Angola to leave cartel, ministry
    says')."""
    return passage.doc[stretch.end - 1].text not in (".", "!", "?", "”", '"')


@switchable(nothing)
def second_piece(
    passage: Passage, hit: Hit, start: int, complete: bool, stretch: Stretch
) -> tuple[int, int] | None:
    """The rest of a content that the cue interrupts: `Nobody, she added, had come`."""
    doc = passage.doc
    while start < stretch.end and (doc[start].is_space or doc[start].text == ","):
        start += 1
    if start >= stretch.end:
        return None
    end = contents.tail_cut(passage, start, stretch.end, hit.token)
    first = doc[start]
    if not complete or first.tag_ in FINITE and first.pos_ in ("VERB", "AUX"):
        return passage.characters(start, end)
    if first.lower_ in ("provided", "unless", "if", "because", "although", "though", "lest") or doc[
        start : start + 2
    ].text.lower() in ("even if", "only if", "so that"):
        return passage.characters(start, end)
    if first.pos_ == "CCONJ":
        verb = next((t for t in doc[start + 1 : end] if t.tag_ in FINITE), None)
        if verb is None:
            return None
        main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
        whose = subject(main)
        if whose is not None and whose.lower_ in ("it", "they") and first.lower_ == "but":
            return passage.characters(start, end)
        if main.lemma_.lower() in passage.lexicon.verbs and subject(main) is None:
            return None
        if (
            any(t.lower_ == "that" for t in doc[start + 1 : start + 2])
            or subject(main) is None
            or verb.lower_ in ("would", "had", "could")
        ):
            return passage.characters(start, end)
    return None


def clausal(passage: Passage, hit: Hit, entry: Cue, source: Source | None, stretch: Stretch) -> Draft | None:
    """The content follows the cue: a quotation, a clause, an infinitive, a gerund, an object."""
    doc = passage.doc
    end = contents.cue_phrase_end(doc, hit, source, stretch)
    if "quote" in entry.takes and end < len(doc):
        mark = doc[end].text if end < stretch.end else ""
        quotation = (
            quotation_right(passage, end, stretch) if mark in (",", ":") or mark in QUOTE_TOKENS else None
        )
        if (
            quotation is not None
            and (worth(passage, quotation) or entry.kind == "speech" and end == hit.end)
            and not embedded(passage, hit, end, source)
        ) and (mark in (",", ":") or end == max(hit.end, source.end if source else 0)):
            return Draft("direct", hit, entry, source, [(quotation.start, quotation.end)])
    if doc[min(end, len(doc) - 1)].text == ":" and end < stretch.end - 2 and "quote" in entry.takes:
        piece = passage.characters(end + 1, contents.tail_cut(passage, end + 1, stretch.end, hit.token))
        if piece is not None:
            return Draft("colon", hit, entry, source, [piece])
    for form, rule in FORMS:
        if (
            form not in entry.takes
            and not (form == "prep" and entry.prepositions)
            and not (form == "infinitive" and "object_infinitive" in entry.takes)
        ):
            continue
        found = rule(passage, hit, entry, stretch)
        if found is None:
            continue
        piece = passage.characters(*found)
        if piece is not None:
            return Draft(form, hit, entry, source, [piece])
    return None


@switchable(no)
def embedded(passage: Passage, hit: Hit, end: int, source: Source | None) -> bool:
    """Whether words of a clause stand between the cue and the quotation."""
    return not contents.open_ended(
        passage.doc, max(hit.end, source.end if source and source.start >= hit.end else hit.end), end
    )


def object_rule(passage: Passage, hit: Hit, entry: Cue, stretch: Stretch) -> tuple[int, int] | None:
    """The cue's object; that of a cue that ends with a preposition stands after it."""
    if len(entry.words) > 1 and entry.words[-1] in ("for", "on", "upon", "to"):
        return contents.after_particle(passage, hit, stretch)
    return contents.object_right(passage, hit, stretch)


def particle_infinitive(passage: Passage, hit: Hit, entry: Cue, stretch: Stretch) -> tuple[int, int] | None:
    """`called on X to Y`: from X on."""
    if len(entry.words) > 1 and entry.words[-1] in ("on", "upon", "for"):
        found = contents.after_particle(passage, hit, stretch)
        if found is None:
            return None
        inner = next((c for c in dependents(hit.token, "xcomp", "advcl", "ccomp") if c.i >= hit.end), None)
        return (
            (found[0], max(found[1], contents.clause_end(passage, hit, found[0], inner, stretch)))
            if inner is not None
            else found
        )
    return contents.infinitive_right(passage, hit, entry, stretch)


FORMS = (
    ("clause", lambda p, h, e, s: contents.clause_right(p, h, s)),
    ("infinitive", particle_infinitive),
    ("as", lambda p, h, e, s: contents.as_right(p, h, s)),
    ("gerund", lambda p, h, e, s: contents.gerund_right(p, h, s)),
    ("prep", contents.prepositional_right),
    ("object", object_rule),
)


def verb_statements(passage: Passage) -> Iterator[Draft]:
    """The attributions of all verb cues, at most one each."""
    for hit in passage.hits:
        entries = [
            entry
            for entry in hit.entries
            if entry.kind in ("speech", "thought", "attitude", "document", "adjective")
        ]
        if not entries or not reports(hit):
            continue
        draft = verb_statement(passage, hit, entries)
        if draft is not None:
            yield draft


def verb_statement(passage: Passage, hit: Hit, entries: list[Cue]) -> Draft | None:
    """The attribution of one verb cue, if it makes one."""
    stretch = passage.stretches.of(hit.token.i)
    entry = entries[0]
    if is_passive(hit.token) and hit.token.dep_ != "pcomp":
        return passive(passage, hit, entry, stretch)
    sources = outer_sources(passage, hit) or list(candidates(passage, hit, stretch))
    for source in sources:
        if authors_own(passage, source):
            return None
        entry = fitting(passage, entries, source)
        if entry is None:
            continue
        draft = (
            direct(passage, hit, entry, source, stretch)
            if "quote" in entry.takes or entry.parenthetical
            else None
        )
        draft = draft or parenthetical(passage, hit, entry, source, stretch)
        if draft is not None:
            return draft
    if not sources and hit.token.dep_ in ("advcl", "conj", "xcomp", "dep"):
        sources = governor_sources(passage, hit)
    source = (
        sources[0]
        if sources and sources[0].start < hit.start or sources and hit.token.pos_ in ("VERB", "AUX")
        else None
    )
    if source is None or source.start >= hit.end and source.head.dep_ != "nsubj":
        return None
    if no_speaker(hit, source):
        return None
    entry = fitting(passage, entries, source)
    draft = clausal(passage, hit, entry, source, stretch) if entry is not None else None
    swallows_source = draft is not None and source.start >= hit.end and draft.contains(source.head.idx)
    return None if swallows_source else draft


@switchable(no)
def no_speaker(hit: Hit, source: Source) -> bool:
    """Whether a source says nothing by its cue: nobody, an abstraction that 'demands', or an 'I want to
    thank' that does what it says."""
    head = source.of if source.of is not None else source.head
    if head.lower_ in ("nobody", "none", "noone"):
        return True
    lemma = hit.token.lemma_.lower()
    office = office_in(head.doc, source.start, source.end, head)
    if lemma in word_class("impersonal_cue") and head.pos_ == "NOUN" and office is None:
        return head.lower_.endswith(ABSTRACT) or head.lemma_.lower() in word_class("abstraction_noun")
    if lemma in word_class("showing_verb") and head.dep_ == "csubj":
        return True  # 'Taking part underlines our commitment'
    if lemma in word_class("showing_verb") and head.pos_ == "NOUN":
        return office is None or office_ending(head.doc, head.i) is None and not head.is_title
    if head.lower_ in FIRST_PERSON and lemma in ("want", "like", "wish"):
        done = dependent(hit.token, "xcomp")
        return done is not None and done.lemma_.lower() in word_class("performed_verb")
    return False


@switchable(none_of_them)
def outer_sources(passage: Passage, hit: Hit) -> list[Source]:
    """The sources of `X said that P, adding that Q` and `X said P and added Q`, where the parser hangs 'add'
    on P."""
    verb, doc = hit.token, passage.doc
    if verb.i == 0:
        return []
    adding = verb.tag_ == "VBG" and doc[verb.i - 1].text in (",", "”", '"', "''")
    if not adding and not further_cue(verb):
        return []
    above = verb.head
    for _ in range(4):
        if above.dep_ in ("ccomp", "parataxis") and above.head.i < verb.i:
            outer = passage.hit_at(above.head.i)
            if outer is not None and outer.of_kind("speech", "thought", "attitude"):
                return list(candidates(passage, outer, passage.stretches.of(outer.token.i)))
        if above.head.i == above.i:
            return []
        above = above.head
    return []


def fitting(passage: Passage, entries: list[Cue], source: Source) -> Cue | None:
    """The entry of a cue that fits its source: what documents show is reported only of documents."""
    head = source.of if source.of is not None else source.head
    office = (
        office_in(passage.doc, source.start, source.end, head)
        if source.of is None
        else office_ending(passage.doc, head.i)
    )
    document = office is not None and office[0].kind == "text"
    ordered = sorted(entries, key=lambda e: (e.kind == "document") != document)
    return next((e for e in ordered if document or e.kind != "document"), None)


@switchable(none_of_them)
def governor_sources(passage: Passage, hit: Hit) -> list[Source]:
    """The sources of the cue that governs a cue without a subject: `..., X said, adding that P`."""
    head = hit.token.head
    governor = passage.hit_at(head.i)
    return list(candidates(passage, governor, passage.stretches.of(head.i))) if governor is not None else []


@switchable(nothing)
def passive(passage: Passage, hit: Hit, entry: Cue, stretch: Stretch) -> Draft | None:
    """`It is feared that P`, `X were told that P`, `P, it was announced`, `X is said to P`, `P was announced
    by Y`."""
    verb = hit.token
    by = agent(verb)
    source = source_at(by) if by is not None else None
    lemma = verb.lemma_.lower()
    if expletive(verb):
        found = contents.clause_right(passage, hit, stretch)
        if found is not None and "clause" in entry.takes:
            piece = passage.characters(*found)
            return Draft("impersonal", hit, entry, source, [piece]) if piece else None
        return parenthetical(passage, hit, entry, source, stretch)
    if lemma in word_class("informing_verb"):
        found = contents.clause_right(passage, hit, stretch)
        piece = passage.characters(*found) if found is not None else None
        return Draft("heard", hit, entry, source, [piece]) if piece else None
    subject_token = dependent(verb, "nsubjpass")
    if subject_token is None:
        return None
    infinitive = next(
        (c for c in dependents(verb, "xcomp") if any(g.lower_ == "to" for g in c.children)), None
    )
    if (
        lemma in word_class("rumour_verb")
        and infinitive is not None
        and subject_token.lower_ not in ("who", "which", "that")
    ):
        piece = passage.characters(
            left_edge(infinitive),
            contents.tail_cut(passage, left_edge(infinitive), infinitive.right_edge.i + 1, verb),
        )
        if piece:
            return Draft("rumour", hit, entry, source, [piece])
    return None
