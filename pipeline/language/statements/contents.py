"""What is said: the content of a cue, to its right or to its left, in tokens [start, end)."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import (
    DASHES,
    FINITE,
    QUOTE_TOKENS,
    Stretch,
    is_finite,
    left_edge,
    subject,
)
from pipeline.language.registry import as_given, no, nothing, switchable
from pipeline.language.statements.statement_drafts import Passage, Source
from pipeline.language.text.classes import is_a
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.dependencies import FORMAL_SUBJECTS, dependent, dependents, has_word
from pipeline.lexicon import word_class

CLAUSES = ("ccomp", "xcomp", "advcl", "dep", "parataxis", "acl", "relcl", "conj")
# What the head of an infinitive is to its cue, how it may be tagged, and what may stand between the two.
INFINITIVES = ("xcomp", "ccomp", "advcl", "acl", "relcl", "dobj")
INFINITIVE_TAGS = ("VB", "VBN", "JJ", "NN", "VBG", "RB")
OBJECTS = ("dobj", "dative", "iobj", "nsubj", "pobj", "prep")
# Auxiliaries of reported speech: a conjunct that has one still reports.
REPORTED = ("would", "will", "could", "should", "might", "must", "can", "may", "had", "'ll", "’ll")
SUBORDINATORS = tuple(
    "as when after before while since during following because once although though".split()
)
HANGING = frozenset("prep npadvmod advmod acl amod acomp oprd xcomp relcl agent".split())
PROFORMS = tuple("so it this that nothing something anything much more them him her us me little".split())


def cue_phrase_end(doc: Doc, hit: Hit, source: Source | None, stretch: Stretch) -> int:
    """First token after cue, source and adjuncts ("told reporters on Monday"): a mark, or the end."""
    position = max(hit.end, source.end if source is not None and source.start >= hit.end else 0)
    behind = source is not None and source.start >= hit.end
    if behind and position < stretch.end and doc[position].text == ",":
        # `said Anna Berg, a state secretary in Oslo.`: the apposition belongs to the source
        marks = (*QUOTE_TOKENS, ",", ";", ".")
        closings = (i for i in range(position + 1, stretch.end) if doc[i].text in marks)
        closing = next(closings, stretch.end)
        inner = doc[position + 1 : closing]
        starts_clause = len(inner) and (
            inner[0].pos_ in ("VERB", "CCONJ", "SCONJ", "ADV") or inner[0].tag_ == "VBG"
        )
        relative = len(inner) and inner[0].lower_ in ("who", "whose", "which")
        if len(inner) and not starts_clause and (relative or not any(t.tag_ in FINITE for t in inner)):
            position = closing
    depth = 0
    while position < stretch.end:
        current = doc[position]
        if current.text in ("(", "["):
            depth += 1
        elif current.text in (")", "]"):
            depth -= 1
        elif depth <= 0:
            quotes = current.text in QUOTE_TOKENS and current.tag_ != "POS"
            dash = current.text in DASHES and doc[position - 1].whitespace_
            if quotes or dash or current.text in (",", ";", ":", ".", "?", "!", "…"):
                break
        position += 1
    return position


def open_ended(doc: Doc, start: int, end: int) -> bool:
    """Whether the words after a cue, up to the next mark, hold no clause that could be its content."""
    for position in range(start, end):
        token = doc[position]
        opens = token.tag_ in ("IN", "DT") and token.dep_ in ("mark", "nsubj", "det", "nsubjpass")
        if position == start and token.lower_ == "that" and opens:
            return False
        if token.lower_ in SUBORDINATORS and token.pos_ in ("SCONJ", "ADP", "ADV") and position < end - 1:
            return True
        if token.tag_ in FINITE or (
            token.tag_ == "TO" and token.head.tag_ == "VB" and token.head.i > token.i
        ):
            return False
    return True


def tail_cut(passage: Passage, start: int, end: int, verb: Token) -> int:
    """Where content from `start` must end before `end`: a semicolon, 'according to', a further cue."""
    for position in range(start + 1, end):
        if not passage.quoted(position) and ends_content(passage, position, end, verb):
            return position
    return end


def ends_content(passage: Passage, position: int, end: int, verb: Token) -> bool:
    """Whether the content of a cue ends before a token: what follows is not said but tells of the saying, or
    somebody else says it."""
    doc = passage.doc
    token, following = doc[position], doc[position + 1] if position + 1 < end else None
    if token.text == ";":
        return True
    if token.text == ",":
        return (
            told_time(doc, position + 1, end) or later_deed(doc, position, end) or remark(doc, position, end)
        )

    if following is None:
        return False
    if token.pos_ == "CCONJ" and (further_cue(following) or goes_on(passage, following, verb)):
        return True
    if token.lower_ == "according" and following.lower_ == "to":
        return True
    return participle_cue(passage, token, following, verb)


@switchable(no)
def participle_cue(passage: Passage, token: Token, following: Token, verb: Token) -> bool:
    """Whether a participle after a comma goes on reporting: `said that A, adding that B`."""
    if token.tag_ != "VBG" or token.nbor(-1).text != ",":
        return False
    entries = passage.lexicon.verbs.get(token.lemma_.lower())
    if entries is None:
        return False
    quotes = following.lower_ == "that" or following.text in QUOTE_TOKENS
    return quotes and any(entry.kind == "speech" for entry in entries)


@switchable(no)
def further_cue(verb: Token) -> bool:
    """Whether a verb after 'and' goes on reporting the same source: `said that A and added that B`."""
    further = verb.tag_ in ("VBD", "VBZ") and is_a(verb, "further_cue")
    return further and verb.i > 0 and verb.nbor(-1).pos_ == "CCONJ" and subject(verb) is None


@switchable(no)
def goes_on(passage: Passage, deed: Token, cue: Token) -> bool:
    """Whether a verb after 'and' tells what the speaker did next, not what is said: `stressed that the road
    is open and touched upon the ferry`."""
    lemma = deed.lemma_.lower()
    if deed.tag_ != "VBD" or cue.tag_ != "VBD" or deed.dep_ != "conj" or subject(deed) is not None:
        return False
    known = lemma in passage.lexicon.verbs or lemma in word_class("further_deed")
    return known and deed.head.i > cue.i and present(deed.head)


def present(verb: Token) -> bool:
    """Whether a verb is in the present or future tense."""
    finite = [verb, *(dependents(verb, "aux", "auxpass"))]
    return any(t.tag_ in ("VBZ", "VBP") or t.lower_ in ("will", "must", "can", "shall") for t in finite)


@switchable(no)
def told_time(doc: Doc, start: int, end: int) -> bool:
    """Whether an aside such as `hours after the vote` begins: it dates the telling, not what is told."""
    words = [t.lower_ for t in doc[start : min(start + 4, end)]]
    units = ("hour", "minute", "day", "week", "month", "hours", "minutes", "days", "weeks", "months")
    return any(a in units and b in ("after", "before") for a, b in zip(words, words[1:], strict=False))


@switchable(no)
def later_deed(doc: Doc, comma: int, end: int) -> bool:
    """Whether a comma parts what was said from what the speaker has done 'since' ('said it would apply, | has
    since held hearings')."""
    words = [t.lower_ for t in doc[comma + 1 : min(comma + 3, end)]]
    return words in (["has", "since"], ["have", "since"], ["had", "since"])


@switchable(no)
def remark(doc: Doc, comma: int, end: int) -> bool:
    """Whether an apposition to what was said begins after a comma: 'a formula over which pilots quarrel', 'a
    decision taken at night'."""
    if comma + 3 >= end or doc[comma + 1].lower_ not in ("a", "an"):
        return False
    noun = next((t for t in doc[comma + 2 : min(comma + 4, end - 1)] if t.pos_ == "NOUN"), None)
    if noun is None or noun.lemma_ not in word_class("wording_noun"):
        return False
    following = doc[noun.i + 1]
    return following.tag_ in ("VBN", "WDT") or following.pos_ == "ADP" and following.nbor(1).tag_ == "WDT"


@switchable(as_given(1))
def after_told_time(doc: Doc, start: int, end: int) -> int:
    """Where a content begins that a time and 'that' stand before: 'announced | that month that | it would
    leave', 'said | in 2022 that | it would'."""
    for position in range(start + 1, min(start + 5, end - 1)):
        if doc[position].lower_ == "that" and doc[position].dep_ != "nsubj":
            last = doc[position - 1]
            dated = any(m.kind == "date" and m.start <= last.idx < m.end for m in doc._.mentions)
            return position + 1 if dated or last.lower_ in word_class("telling_time") else start
        if doc[position].tag_ in FINITE or doc[position].is_punct:
            break
    return start


def extend_over_conjuncts(verb: Token, end: int, stretch_end: int, lexicon_verbs: Iterable[str]) -> int:
    """Include what goes on reporting but hangs on the cue: `said that A and that B`, `and would C`."""
    doc = verb.doc
    for child in sorted(verb.children, key=lambda c: c.i):
        if child.dep_ != "conj" or child.i < end or child.i >= stretch_end:
            continue
        own_that = any(c.lower_ == "that" for c in dependents(child, "mark"))
        auxiliaries = [c.lower_ for c in dependents(child, "aux")]
        reports = child.lemma_.lower() in lexicon_verbs and not auxiliaries
        if own_that or (not reports and any(a in REPORTED for a in auxiliaries)):
            end = max(end, child.right_edge.i + 1)
        else:
            break
    while end < stretch_end and end > 0 and doc[end - 1].is_space:
        end -= 1
    return end


def that_clause(doc: Doc, hit: Hit, stretch: Stretch) -> int | None:
    """Index of the word after 'that', if a clause with it follows the cue, its addressee and adjuncts."""
    timed = after_told_time(doc, hit.end, stretch.end)
    if timed > hit.end:
        return timed
    for position in range(hit.end, min(hit.end + 25, stretch.end - 1)):
        token = doc[position]
        if (
            token.lower_ == "that"
            and token.tag_ != "DT"
            and token.dep_ in ("mark", "nsubj", "nsubjpass", "dobj", "advmod", "det")
        ):
            if token.dep_ == "mark" or token.tag_ == "IN":
                return position + 1
            if token.tag_ == "WDT" and position == hit.end:
                return position + 1
        if token.lower_ == "that" and position == hit.end and token.tag_ == "DT" and token.dep_ == "mark":
            return position + 1
        relative = token.lower_ == "that" and token.tag_ == "WDT" and addressee(token, hit)
        if relative and any(c.i > position for c in dependents(token.head, *FORMAL_SUBJECTS)):
            return position + 1
        if token.text in (";", ":") or token.tag_ in FINITE and (token.dep_ != "relcl" or tells(token)):
            return None
    return None


def tells(verb: Token) -> bool:
    """Whether a verb has the clause with 'that' right after it ('replied to a baker who said that P')."""
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    return following is not None and following.lower_ == "that" and following.dep_ == "mark"


@switchable(no)
def addressee(that: Token, hit: Hit) -> bool:
    """Whether the clause of a 'that' hangs on whoever the cue addresses ('told the agency that P'), which
    makes it the content."""
    noun = that.head.head
    lemma = hit.token.lemma_.lower()
    if noun.dep_ in ("dobj", "dative", "appos", "npadvmod"):
        if noun.dep_ == "dobj" and that.dep_ == "dobj" and lemma not in word_class("addressing_verb"):
            return False  # 'noted the help that Peru has given'
        return noun.head.i == hit.token.i or noun.head.head.i == hit.token.i
    if lemma == "add":
        return False  # 'adds to the help that Peru has given'
    return noun.dep_ == "pobj" and noun.head.lower_ in ("to", "with") and noun.head.head.i == hit.token.i


def clause_end(passage: Passage, hit: Hit, start: int, head: Token, stretch: Stretch) -> int:
    """End of a clause with this head that begins at `start`."""
    verb = hit.token
    end = max(head.right_edge.i + 1, start + 1)
    if head.right_edge.i < start:
        end = stretch.end
    # adjuncts that the parser hung on the cue although they stand after the clause
    for child in verb.children:
        if (
            child.i >= end
            and child.dep_ in ("prep", "npadvmod", "advmod", "dobj", "oprd", "attr", "acomp")
            and child.left_edge.i == end
        ) and not passage.doc[end].is_punct:
            end = child.right_edge.i + 1
    end = extend_over_conjuncts(verb, end, stretch.end, passage.lexicon.verbs)
    end = min(end, stretch.end)
    return over_quotation(passage, tail_cut(passage, start, end, verb), stretch)


@switchable(as_given(1))
def over_quotation(passage: Passage, end: int, stretch: Stretch) -> int:
    """Include a quoted rest of the sentence that the parser left out: `would join, "with its head up"`."""
    doc = passage.doc
    first = end + 1 if end < stretch.end and doc[end].text == "," else end
    if first >= stretch.end or doc[first].text not in QUOTE_TOKENS:
        return end
    quotation = passage.quotations.at(doc[first].idx)
    if quotation is None or quotation.start != doc[first].idx:
        return end
    stop = next((i for i in range(first, stretch.end) if doc[i].idx >= quotation.end), stretch.end)
    rest = [t for t in doc[stop : stretch.end] if not t.is_punct]
    return stop if not rest else end


def clause_right(passage: Passage, hit: Hit, stretch: Stretch) -> tuple[int, int] | None:
    """The finite clause that follows a cue, 'that' left out."""
    doc, verb = passage.doc, hit.token
    after_that = that_clause(doc, hit, stretch)
    if after_that is not None:
        mark = doc[after_that - 1]
        head = mark.head if (mark.dep_ == "mark" or mark.tag_ == "WDT") and mark.head.i > mark.i else None
        if head is None:
            head = next((c for c in dependents(verb, *CLAUSES) if c.i > mark.i), doc[after_that])
        return after_that, clause_end(passage, hit, after_that, head, stretch)
    for child in sorted(verb.children, key=lambda c: c.i):
        if (
            child.i < hit.end
            or child.i >= stretch.end
            or child.dep_ not in ("ccomp", "dep", "parataxis", "advcl", "xcomp", "csubj")
        ):
            continue
        start = left_edge(child)
        if child.dep_ == "advcl":
            mark = next((c for c in dependents(child, "mark", "advmod") if c.i < child.i), None)
            if mark is None or mark.lower_ not in ("that", "whether", "if"):
                continue
        if not is_finite(child) and not subjunctive(verb, child):
            continue
        if start < hit.end:
            start = next((i for i in range(hit.end, child.i + 1) if not doc[i].is_punct), child.i)
        if doc[start].lower_ == "that" and start < child.i - 1:
            start += 1
        start = after_date(doc, start, child.i)
        if child.dep_ == "ccomp" and stray_subject(doc, hit, start, child):
            start = hit.end
        if any(t.text == "," for t in doc[hit.end : start]) and child.dep_ != "ccomp":
            continue
        return start, clause_end(passage, hit, start, child, stretch)
    return None


@switchable(no)
def subjunctive(cue: Token, verb: Token) -> bool:
    """Whether a clause without a finite verb is what a cue demands: `demanded the gate be shut`."""
    bare = verb.tag_ == "VB" or any(c.tag_ == "VB" for c in dependents(verb, "aux", "auxpass"))
    demanded = is_a(cue, "demanding_verb") and verb.dep_ == "ccomp" and subject(verb) is not None
    return demanded and bare and not has_word(verb, "to")


@switchable(no)
def stray_subject(doc: Doc, hit: Hit, start: int, verb: Token) -> bool:
    """Whether the subject of a clause was hung on its cue: `said sanctions in the making are likely`."""
    if start <= hit.end or subject(verb) is not None or not is_a(hit.token, "clause_cue"):
        return False
    nominal = doc[hit.end].pos_ in ("NOUN", "PROPN", "DET", "ADJ", "NUM")
    return nominal and not any(t.is_punct for t in doc[hit.end : start])


@switchable(as_given(1))
def after_date(doc: Doc, start: int, limit: int) -> int:
    """The token after a date right behind the cue ('said last week she would go'): it dates the telling."""
    position = doc[start].idx
    for mention in doc._.mentions:
        if mention.kind == "date" and position <= mention.start <= position + 3 and doc[start].pos_ != "PRON":
            end = next((i for i in range(start, limit) if doc[i].idx >= mention.end), start)
            goes_on = end > start and doc[end].text != "," and doc[end].pos_ not in ("AUX", "VERB")
            return end if goes_on else start
    return start


def infinitive_right(passage: Passage, hit: Hit, entry: Cue, stretch: Stretch) -> tuple[int, int] | None:
    """The infinitive that a cue takes (`promised to look`), with its own subject (`urged them to go`)."""
    for child in sorted(hit.token.children, key=lambda c: c.i):
        start = infinitive_start(hit, entry, child)
        if start is not None:
            return start, clause_end(passage, hit, start, child, stretch)
    if "object_infinitive" not in entry.takes:
        return None
    small = small_clause(hit)
    if small is not None:
        return left_edge(small), clause_end(passage, hit, left_edge(small), small, stretch)
    asked = asked_object(hit)
    if asked is None:
        return None
    start = max(left_edge(asked), hit.end)
    return start, clause_end(passage, hit, start, asked, stretch)


def infinitive_start(hit: Hit, entry: Cue, child: Token) -> int | None:
    """Where the content begins if it is the infinitive with this head: at 'to', at the 'not' before it, or at
    whoever is asked to do it; None where the cue does not take it."""
    if child.i < hit.end or child.dep_ not in INFINITIVES or child.tag_ not in INFINITIVE_TAGS:
        return None
    to = next((c for c in dependents(child, "aux") if c.lower_ == "to"), None)
    if to is None or to.i < hit.end:
        return None
    between = [t for t in dependents(hit.token, *OBJECTS) if hit.end <= t.i < to.i]
    own = subject(child)
    if own is not None and own.i < hit.end:
        own = None
    asked = own if own is not None else next((t for t in between if t.dep_ != "prep"), None)
    if "object_infinitive" in entry.takes and asked is not None:
        return max(left_edge(asked), hit.end)
    if "infinitive" in entry.takes and own is None and (not between or to.i - hit.end <= 6):
        denied = to.i > hit.end and to.nbor(-1).lower_ in ("not", "never")
        return to.i - 1 if denied else to.i
    if "object_infinitive" in entry.takes and to.i > hit.end:
        return hit.end
    return None


@switchable(nothing)
def asked_object(hit: Hit) -> Token | None:
    """The object that the parser hung an infinitive on: `urged Lima to wait`."""
    for child in hit.token.children:
        if child.dep_ in ("dobj", "ccomp", "pobj", "dative") and child.i >= hit.end:
            to = next(
                (c for c in child.subtree if c.lower_ == "to" and c.dep_ == "aux" and c.i > child.i), None
            )
            if to is not None and to.head.dep_ in ("acl", "relcl", "xcomp", "advcl"):
                return child
    return None


@switchable(nothing)
def small_clause(hit: Hit) -> Token | None:
    """The participle with a subject of its own that a cue takes (`wants the quota raised`)."""
    for child in dependents(hit.token, "ccomp", "xcomp"):
        own = subject(child) if child.tag_ in ("VBN", "VBD") and not is_auxiliated(child) else None
        if own is not None and own.i >= hit.end:
            return child
    return None


def is_auxiliated(verb: Token) -> bool:
    """Whether a verb has an auxiliary."""
    return bool(dependents(verb, "aux", "auxpass"))


@switchable(nothing)
def gerund_right(passage: Passage, hit: Hit, stretch: Stretch) -> tuple[int, int] | None:
    """A gerund right after the cue: `denied having received notice`."""
    for child in hit.token.children:
        perfect = any(c.tag_ == "VBG" for c in dependents(child, "aux"))
        if (
            child.dep_ in ("xcomp", "ccomp", "dobj")
            and (child.tag_ == "VBG" or perfect)
            and child.i >= hit.end
        ):
            start = max(left_edge(child), hit.end)
            return start, clause_end(passage, hit, start, child, stretch)
    return None


def verb_phrase_end(passage: Passage, hit: Hit, start: int, end: int, stretch: Stretch) -> int:
    """Extend an object over adjuncts without a mark ("armies at its side", "a deal next year")."""
    doc = passage.doc
    while end < stretch.end:
        token = doc[end]
        if token.is_punct or token.is_space or token.pos_ in ("CCONJ", "SCONJ") or token.tag_ in FINITE:
            break
        anchor = token
        while anchor.head.i >= end and anchor.head.i != anchor.i:
            anchor = anchor.head
        if anchor.dep_ not in HANGING:
            break
        if anchor.head.i != hit.token.i and not start <= anchor.head.i < end:
            break
        end = anchor.right_edge.i + 1
    return tail_cut(passage, start, min(end, stretch.end), hit.token)


def object_right(passage: Passage, hit: Hit, stretch: Stretch) -> tuple[int, int] | None:
    """The direct object of a cue, with what belongs to it: `wants a ruling`, `pledged support to Lima`."""
    doc = passage.doc
    for child in sorted(hit.token.children, key=lambda c: c.i):
        if child.i < hit.end or child.dep_ not in ("dobj", "oprd", "ccomp", "attr"):
            continue
        if child.dep_ == "ccomp" and (child.pos_ in ("VERB", "AUX") or not entry_like(child)):
            continue
        if child.lower_ in PROFORMS or child.pos_ == "PRON" and len(list(child.children)) == 0:
            return None
        if (
            child.pos_ == "PROPN"
            and not dependents(child, "det")
            and any(m.kind == "date" and m.start <= child.idx < m.end for m in doc._.mentions)
        ):
            continue
        start = max(left_edge(child), hit.end)
        end = verb_phrase_end(passage, hit, start, child.right_edge.i + 1, stretch)
        if any(t.text == ":" for t in doc[hit.end : end]):
            return None
        asked = what_is_asked(child, end)
        if asked is not None:
            return start, clause_end(passage, hit, start, asked, stretch)
        return start, predicate_end(passage, before_occasion(doc, start, end), stretch)
    return None


@switchable(nothing)
def what_is_asked(noun: Token, end: int) -> Token | None:
    """The infinitive right behind an object that says what the noun asks for, which the parse hangs on the
    verb: 'reiterated our call on the port | to open'."""
    doc = noun.doc
    if not is_a(noun, "asking_noun") or end >= len(doc) or doc[end].tag_ != "TO":
        return None
    return next(
        (c for c in dependents(noun.head, "xcomp", "advcl") if c.i > end and c.left_edge.i == end), None
    )


@switchable(as_given(2))
def before_occasion(doc: Doc, start: int, end: int) -> int:
    """End of an object before the occasion of saying: `pledged support for Lima | at a meeting in Oslo`."""
    for position in range(start + 1, end):
        if doc[position].pos_ == "ADP" and doc[position].lower_ in ("at", "during", "in", "after", "before"):
            told = dependent(doc[position], "pobj")
            if told is not None and told.text.islower() and told.lemma_ in word_class("occasion_noun"):
                return position
    return end


@switchable(as_given(1))
def predicate_end(passage: Passage, end: int, stretch: Stretch) -> int:
    """Include a quoted predicate right after an object: `called the text "a soup without salt"`."""
    doc = passage.doc
    if end >= stretch.end or doc[end].text not in QUOTE_TOKENS:
        return end
    quotation = passage.quotations.at(doc[end].idx)
    if quotation is None or quotation.start != doc[end].idx:
        return end
    return next((i for i in range(end, stretch.end) if doc[i].idx >= quotation.end), stretch.end)


def entry_like(token: Token) -> bool:
    """Whether a noun that the parser took for a clause is an object after all."""
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and subject(token) is None


def prepositional_right(passage: Passage, hit: Hit, entry: Cue, stretch: Stretch) -> tuple[int, int] | None:
    """What follows the cue's preposition: `called for a ballot`, `warned of floods`."""
    for child in sorted(hit.token.children, key=lambda c: c.i):
        if (
            child.dep_ in ("prep", "agent")
            and child.i >= hit.start + 1
            and child.lower_ in entry.prepositions
            and child.i <= hit.end + 6
        ):
            start = child.i + 1
            end = child.right_edge.i + 1
            if start >= end:
                continue
            asked = next((c for c in dependents(hit.token, "dobj") if hit.end <= c.i < child.i), None)
            if asked is not None and "object_infinitive" in entry.takes:
                start = left_edge(asked)  # `asked the members for patience`
            return start, verb_phrase_end(passage, hit, start, end, stretch)
    return None


@switchable(nothing)
def after_particle(passage: Passage, hit: Hit, stretch: Stretch) -> tuple[int, int] | None:
    """The object of a cue that ends with a preposition of its own ('call for', 'call on')."""
    doc = passage.doc
    last = doc[hit.end - 1]
    objects = [c for c in dependents(last, "pobj", "pcomp") if c.i >= hit.end]
    if objects:
        start = hit.end
        return start, verb_phrase_end(passage, hit, start, last.right_edge.i + 1, stretch)
    return None


@switchable(nothing)
def as_right(passage: Passage, hit: Hit, stretch: Stretch) -> tuple[int, int] | None:
    """Object and predicate of `described X as Y`: from the object to the end of the phrase with 'as'."""
    doc, verb = passage.doc, hit.token
    for position in range(hit.end, min(hit.end + 15, stretch.end)):
        token = doc[position]
        if token.text in (",", ";", ":") and not passage.quoted(position):
            return None
        if token.lower_ == "as" and token.dep_ in ("mark", "advmod") and is_finite(token.head):
            return None  # 'as' with a clause: when, or since
        if token.lower_ == "as" and token.head.tag_ == "VB" and token.head.i > verb.i:
            return None  # 'condemned the plan to describe the quay as safe'
        if token.lower_ == "as" and token.pos_ in ("ADP", "SCONJ") and position > hit.start:
            end = token.right_edge.i + 1 if token.right_edge.i > token.i else verb.right_edge.i + 1
            holding = passage.quotations.at(doc[min(position + 1, stretch.end - 1)].idx)
            while holding is not None and end < stretch.end and doc[end].idx < holding.end:
                end += 1
            return hit.end, verb_phrase_end(passage, hit, hit.end, min(end, stretch.end), stretch)
    return None
