"""Polarity and modality of a claim, from the words that govern its verb: auxiliaries, negators, verbs above,
conditions, cue.
"""

import dataclasses

from spacy.tokens import Doc, Token

from pipeline.language.annotations import Statement
from pipeline.language.claims.relations import thing_before
from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_lexicon import RANK, governing
from pipeline.language.claims.rules.sentences import in_date, sentence_end, sentence_start
from pipeline.language.claims.rules.syntax import left_neighbour, right_neighbour
from pipeline.language.registry import no, nothing_done, switchable
from pipeline.language.text.dependencies import SUBJECTS

NEGATING = frozenset({"neg", "advmod", "preconj"})
DENYING = frozenset({"no", "neither", "hardly", "barely"})


@dataclasses.dataclass(slots=True)
class Reading:
    """How a claim is told: negations counted, the modality, whether conditions stand, and the words that decided."""

    negations: int = 0
    modality: str = "asserted"
    condition: bool = False
    words: list[str] = dataclasses.field(default_factory=list)
    tokens: set[int] = dataclasses.field(default_factory=set)
    holder: Token | None = None

    @property
    def polarity(self) -> str:
        """Negated where the negations are odd in number."""
        return "negated" if self.negations % 2 else "affirmed"

    def take(self, token: Token, modality: str | None, polarity: str | None) -> None:
        """Count in what one word does."""
        if polarity == "negated":
            self.negations += 1
        if modality and RANK[modality] > RANK[self.modality]:
            self.modality = modality
        self.words.append(token.text)
        self.tokens.add(token.i)


def read(verb: Token, content: tuple[tuple[int, int], ...] | None = None) -> Reading:
    """The reading of a verb (or status noun), climbing to the edge of the statement's content if it stands in one."""
    reading = Reading()
    seen: set[int] = set()
    word = verb
    for _ in range(7):
        if word.i in seen:
            break
        seen.add(word.i)
        _at(word, reading)
        above = _above(word)
        if (
            above is None
            or content is not None
            and not any(start <= above.idx < end for start, end in content)
        ):
            break
        _govern(above, word, reading)
        word = above
    _conditions(verb, seen, reading)
    return reading


def _at(word: Token, reading: Reading) -> None:
    """Auxiliaries, negators and negating subjects of one predicate."""
    auxiliaries, negators = governing("auxiliary"), governing("negator")
    children = list(word.children)
    if word.dep_ == "conj" and any(
        child.lower_ == "neither" and child.dep_ == "preconj" for child in word.head.children
    ):
        reading.take(word, None, "negated")
    shared = word
    while (
        shared.dep_ == "conj"
        and syntax.is_verb(shared.head)
        and not any(child.dep_ == "aux" or child.dep_ in SUBJECTS for child in shared.children)
    ):
        shared = shared.head
        children += [
            child
            for child in shared.children
            if child.dep_ == "aux" and child.lower_ not in ("have", "has", "had", "to", "is", "was")
        ]
    for child in children:
        if child.dep_ in ("aux", "neg", "advmod", "preconj", "cc") and child.head in (word, shared):
            lower = child.lower_
            if child.dep_ == "aux" and lower in auxiliaries:
                reading.take(child, auxiliaries[lower][0], None)
            elif lower in negators and child.i < word.i + 5 and child.dep_ != "cc":
                if not _only(child):
                    reading.take(child, None, "negated")
        if child.dep_ in SUBJECTS and child.head == word:
            _subject(child, reading)
        if child.dep_ in ("attr", "acomp", "oprd") and child.head == word:
            for grand in child.children:
                if grand.lower_ in negators and grand.dep_ in NEGATING and not _only(grand):
                    reading.take(grand, None, "negated")
    doc, start = word.doc, sentence_start(word)
    before = [token.lower_ for token in doc[max(start, word.i - 4) : word.i]]
    if "yet" in before and "to" in before[before.index("yet") :]:
        reading.take(doc[word.i - len(before) + before.index("yet")], None, "negated")
    if "longer" in before and "no" in before:
        token = doc[word.i - len(before) + before.index("longer")]
        if token.i not in reading.tokens:
            reading.take(token, None, "negated")
    elif (
        word.i + 2 < sentence_end(word)
        and doc[word.i + 1].lower_ == "no"
        and doc[word.i + 2].lower_ == "longer"
    ):
        reading.take(doc[word.i + 2], None, "negated")
    if word.dep_ == "pcomp" and word.head.lower_ in ("without", "of", "than"):
        preposition = word.head
        if preposition.lower_ == "without" or left_neighbour(preposition).lower_ in ("instead", "rather"):
            reading.take(preposition, None, "negated")
    to = any(child.lower_ == "to" and child.dep_ == "aux" for child in word.children)
    scheduled = word.dep_ == "xcomp" and word.head.lemma_ == "be" and word.head.i < word.i
    first = word.dep_ == "ROOT" or word.dep_ == "ccomp" and word.head.i > word.i
    if word.tag_ == "VB" and to and (first or scheduled):
        reading.take(word, "expected", None)


@switchable(no)
def _only(token: Token) -> bool:
    """'not only', 'no more than': nothing is denied."""
    return token.i + 1 < len(token.doc) and right_neighbour(token).lower_ in (
        "only",
        "least",
        "merely",
        "just",
        "more",
    )


@switchable(nothing_done)
def _subject(subject: Token, reading: Reading) -> None:
    """'no member has', 'neither has': a subject that denies."""
    determiners = governing("determiner")
    if subject.lower_ in determiners:
        reading.take(subject, None, "negated")
        return
    for child in subject.children:
        if right_neighbour(child).lower_ == "other":
            continue
        if child.lower_ in DENYING and child.dep_ in (
            "det",
            "preconj",
            "cc",
            "nmod",
            "advmod",
            "predet",
        ):
            reading.take(child, None, "negated")
            return


def _above(word: Token) -> Token | None:
    """The word that governs this predicate, where it bears on whether it is so."""
    if word.dep_ == "relcl" and any(child.lower_ == "to" and child.dep_ == "aux" for child in word.children):
        return word.head
    thing = thing_before(word)
    if thing is not None:
        return thing
    if word.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "oprd", "csubj", "attr", "acomp"):
        above = syntax.governor(word)
        if above is None:
            return None
        if word.dep_ == "acl" and not any(
            child.dep_ == "aux" and child.lower_ == "to" for child in word.children
        ):
            return None
        if word.dep_ == "pcomp" and word.head.lower_ in (
            "by",
            "after",
            "before",
            "since",
            "while",
            "for",
            "despite",
            "without",
        ):
            return None
        if (
            word.dep_ == "acl"
            and above.dep_ in ("nsubj", "nsubjpass", "attr")
            and above.lemma_ in ("country", "state", "nation", "member")
        ):
            return None
        if word.dep_ == "ccomp" and above.i > word.i and not _reports(above):
            return None
        return above
    if word.pos_ in ("NOUN", "ADJ", "PRON") and word.dep_ in ("dobj", "pobj", "attr", "acomp", "oprd"):
        head = word.head
        if head.pos_ == "ADP" and head.head != head:
            head = head.head
        return head if syntax.is_verb(head) else None
    if word.dep_ == "conj" and (syntax.is_verb(word.head) or word.head.pos_ == "ADJ"):
        if not any(child.dep_ in SUBJECTS for child in word.children):
            first = word.head
            above = _above(first)
            return (
                above
                if above is not None
                and first.dep_ in ("xcomp", "ccomp", "pcomp", "acl")
                and word.tag_ in ("VB", "VBG")
                else None
            )
    return None


def _reports(word: Token) -> bool:
    return word.lemma_ in ("say", "tell", "announce", "add", "hope", "deny")


def _govern(above: Token, word: Token, reading: Reading) -> None:
    table = governing("governor")
    entry = table.get(above.lower_) or table.get(above.lemma_.lower())
    if entry is None:
        if above.pos_ == "NOUN" and any(child.lower_ == "no" for child in above.children):
            reading.take(above, None, "negated")
        return
    if above.lemma_ == "go" and not (above.tag_ == "VBG" and word.tag_ == "VB"):
        return
    if above.lemma_ == "rule" and not any(child.lower_ == "out" for child in above.children):
        return
    if above.pos_ == "NOUN" and above.lemma_ not in ("threat",):
        if above.lemma_ == "plan" and any(child.lower_ == "no" for child in above.children):
            reading.take(above, "expected", "negated")
        return
    if entry[0] == "hoped" and reading.holder is None:
        reading.holder = above
    reading.take(above, entry[0], entry[1])


@switchable(nothing_done)
def _conditions(verb: Token, chain: set[int], reading: Reading) -> None:
    """Clauses with 'if', 'once', 'unless', 'only after' that depend on the verb or on what governs it."""
    marks, only, negated = governing("mark"), governing("mark_only"), governing("mark_negated")
    sentence = verb.doc[sentence_start(verb) : sentence_end(verb)]
    for token in sentence:
        lower = token.lower_
        if lower in marks:
            if (
                token.dep_ not in ("mark", "advmod", "prep", "advcl", "acl")
                and token.tag_ != "IN"
                and token.pos_ != "SCONJ"
            ):
                continue
            clause = token.head if token.dep_ in ("mark", "advmod") else token
            if lower == "once" and not syntax.is_verb(clause):
                continue
            if lower == "once" and not (
                token.dep_ == "mark"
                or token.pos_ == "SCONJ"
                or clause.dep_ == "advcl"
                and token.i == clause.left_edge.i
            ):
                continue
            if (
                lower in ("provided", "providing", "assuming")
                and not any(t.dep_ in ("ccomp", "nsubj", "pobj", "dobj", "nsubjpass") for t in token.children)
                and token.dep_ not in ("mark", "prep")
            ):
                continue
            if lower == "if" and (clause.dep_ == "ccomp" or _preceded(token, "even")):
                continue
            if _bears(clause, verb, chain) and not (lower == "once" and _past(verb)):
                _condition(token, reading)
        elif lower in only and (_preceded(token, "only") or lower == "after" and _preceded(token, "not")):
            if token.pos_ in ("SCONJ", "ADP", "ADV") and _bears(
                token.head if token.dep_ in ("mark", "advmod") else token, verb, chain
            ):
                if _dated(token):
                    continue
                _condition(token, reading)
        elif (
            lower in ("under", "on")
            and _preceded(token, "only")
            and token.dep_ == "prep"
            and not _dated(token)
            and _bears(token, verb, chain)
        ):
            _condition(token, reading)
        elif (
            lower in negated
            and token.pos_ in ("SCONJ", "ADP")
            and reading.negations % 2
            and token.dep_ in ("mark", "prep")
        ):
            clause = token.head if token.dep_ == "mark" else token
            if clause.i > verb.i and _bears(clause, verb, chain) and not _dated(token):
                reading.words.append(token.text)
                reading.condition = True
        elif (
            lower == "moment"
            and _preceded(token, "the")
            and token.i > verb.i
            and any(child.dep_ in ("relcl", "acl") for child in token.children)
        ):
            _condition(token, reading)
        elif (
            lower == "as"
            and sentence.doc[token.i : token.i + 3].text.lower() in ("as soon as", "as long as")
            and abs(token.i - verb.i) < 25
        ):
            if (
                token.i + 2 < sentence.end
                and token.dep_ == "advmod"
                and left_neighbour(token).lower_ != "for"
                and token.i > verb.i
                and not _past(verb)
            ):
                _condition(token, reading)


@switchable(no)
def _past(verb: Token) -> bool:
    """Whether the predicate is told of the past, so that 'once' and 'as long as' are times."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return not auxiliaries & {"will", "would", "could", "can", "may", "might", "to", "shall"} and (
        verb.tag_ == "VBD" or bool(auxiliaries & {"had", "has", "have"})
    )


def _condition(token: Token, reading: Reading) -> None:
    reading.condition = True
    reading.take(token, "conditional", None)


def _preceded(token: Token, word: str) -> bool:
    return token.i > 0 and left_neighbour(token).lower_ == word


@switchable(no)
def _dated(token: Token) -> bool:
    """'only after 2010': a date, not a condition."""
    following = right_neighbour(token) if token.i + 1 < len(token.doc) else None
    return following is not None and (following.like_num or token.dep_ == "prep" and in_date(following))


def _bears(clause: Token, verb: Token, chain: set[int]) -> bool:
    """Whether a subordinate clause depends on the verb or its governors (and the verb does not stand inside it)."""
    token = clause
    for _ in range(6):
        if token.i == verb.i:
            return False if clause.i == verb.i else True
        if token.i in chain:
            return not any(inside.i == verb.i for inside in clause.subtree)
        if token.head == token:
            break
        token = token.head
        if token.i in chain or token.i == verb.i:
            return not any(inside.i == verb.i for inside in clause.subtree)
        if syntax.is_verb(token) and token.dep_ not in ("xcomp", "pcomp", "aux") and token.i not in chain:
            return False
    return False


@switchable(nothing_done)
def under_cue(statement: Statement, reading: Reading, doc: Doc, verb: Token) -> None:
    """What the statement's cue does to a claim in its content: 'denied that', 'hopes that'; asides stay as they are."""
    if statement.cue is None:
        return
    token = verb
    while token.head != token and any(start <= token.idx < end for start, end in statement.content):
        if token.dep_ in ("relcl", "appos") or token.dep_ == "acl" and token.tag_ == "VBN":
            return
        token = token.head
    span = doc.char_span(*statement.cue, alignment_mode="expand")
    if span is None or span.root.i in reading.tokens:
        return
    cues = governing("cue")
    entry = (
        cues.get((statement.cue_lemma or "").split(" ")[0].lower())
        or cues.get(span.root.lemma_.lower())
        or cues.get(span.root.lower_)
    )
    nouns_of_cue = [
        word for word in [*span, *span.root.children] if word.pos_ == "NOUN" and word.dep_ in ("dobj", "ROOT")
    ]
    words = [*span.root.children, *(child for word in nouns_of_cue for child in word.children)]
    refused = next((word for word in words if word.dep_ == "neg" or word.lower_ == "no"), None)
    if refused is None:
        verbs = [word for word in (span.root, span.root.head) if syntax.is_verb(word)]
        for word in verbs[0].children if verbs else ():
            if word.dep_ in SUBJECTS:
                _subject(word, reading)
    nominal = any(word.lemma_ == statement.cue_lemma for word in nouns_of_cue)
    if refused is not None and (entry is not None or nominal) and refused.i not in reading.tokens:
        reading.take(refused, None, "negated")
    if entry is None:
        return
    if entry[0] == "hoped" and reading.holder is None:
        reading.holder = span.root
    reading.take(span.root, entry[0], entry[1])
