"""What governs a trigger: from it up through what it completes, to the edge of its statement's content and
across the statement's cue.

Each word counts for what seeds/lexicon/claim_modality.csv says of it."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.annotations import Statement
from pipeline.language.claims.factuality.conditions import conditions
from pipeline.language.claims.factuality.met import Reading
from pipeline.language.claims.factuality.negators import auxiliaries, nobody
from pipeline.language.claims.implicatives import is_one_of_a_row
from pipeline.language.claims.index import BriefIndex, kept
from pipeline.language.claims.relations import ancestors, fades, is_infinitive, takes_effect, thing_before
from pipeline.language.claims.rules.claim_lexicon import governing
from pipeline.language.registry import no, nothing_done, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, SUBJECTS, dependents, has_word, word_below
from pipeline.lexicon import word_class

HIGHEST_CLIMB = 7
# By these edges a predicate is told as what governs it is: a complement, not an adjunct or an aside.
COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "pcomp", "acl", "oprd", "csubj", "attr", "acomp", "dobj", "pobj", "prep"}
)
TIMES = frozenset({"by", "after", "before", "since", "while", "for", "despite", "upon", "following"})


@kept
def met(index: BriefIndex, place: int, stance: bool) -> Reading:
    """What is met on the way up from a token, whatever that tells; `stance` where that is one."""
    reading, token = Reading(), index.words.tokens[place]
    number = index.statement_of.get(place)
    statement = index.doc._.statements[number] if number is not None else None
    chain = _climb(index, token, number, reading)
    conditions(index, token, chain, reading, stance)
    _foreseen(token, reading)
    _one_of_a_row(token, reading)
    _means_to_come(token, reading)
    if stance and fades(token):
        reading.take(token.head, None, "negated")
    if statement is not None and statement.cue is not None and not _is_aside(index, token, number):
        _refused(index, token, number, reading)
        _cross(index, statement, reading)
    _around(index, token, reading)
    return reading


@switchable(nothing_done)
def _one_of_a_row(token: Token, reading: Reading) -> None:
    """'The next to join may be Chad': told as surely as the verb tells who that one is."""
    noun = token.head
    if token.dep_ in ("acl", "relcl") and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        if is_one_of_a_row(noun):
            auxiliaries(noun.head, reading)


@switchable(nothing_done)
def _means_to_come(token: Token, reading: Reading) -> None:
    """'By joining, Chad would help them': the means to what is to come are to come, too."""
    verb = token.head.head
    if token.dep_ == "pcomp" and token.head.lower_ == "by" and reading.modality == "asserted":
        marks = (child for child in dependents(verb, "aux") if child.lower_ in governing("auxiliary"))
        for mark in marks:
            reading.take(mark, governing("auxiliary")[mark.lower_][0], None)


@switchable(nothing_done)
def _foreseen(token: Token, reading: Reading) -> None:
    """'The admission of Chad is expected next year', 'its entry takes effect in May': yet to come."""
    verb = token.head
    if token.pos_ != "NOUN" or token.dep_ not in NOUN_SUBJECTS:
        return
    foreseeing = [verb] if token.dep_ == "nsubjpass" else dependents(verb, "acomp", "xcomp")
    word = next((one for one in foreseeing if one.lower_ in word_class("foreseen_word")), None)
    # What is told so in the present is to come.
    if word is None and verb.tag_ in ("VBZ", "VBP") and takes_effect(verb):
        word = verb
    if word is not None and not dependents(word, "xcomp", "ccomp", "neg") and not dependents(verb, "neg"):
        reading.take(word, "expected", None)


@switchable(no)
def _is_aside(index: BriefIndex, token: Token, statement: int | None) -> bool:
    """Whether a word is taken for granted: 'denied that Togo, which had joined, would leave'."""
    for word in ancestors(token):
        if index.statement_of.get(word.i) != statement:
            return False
        if word.dep_ in ("relcl", "appos") or word.dep_ == "acl" and word.tag_ == "VBN":
            return True
    return False


def _climb(index: BriefIndex, token: Token, statement: int | None, reading: Reading) -> set[int]:
    """Go up from a trigger through what it completes; the indices of the words passed."""
    chain: set[int] = set()
    word = token
    for _ in range(HIGHEST_CLIMB):
        chain.add(word.i)
        auxiliaries(word, reading)
        above = _above(word)
        if above is None or above.i in chain or index.statement_of.get(above.i) != statement:
            break
        _govern(above, word, reading)
        word = above
    return chain


def governed(token: Token) -> Iterator[Token]:
    """A word and those above it that bear on whether it is so."""
    for _ in range(HIGHEST_CLIMB):
        yield token
        above = _above(token)
        if above is None:
            return
        token = above


def _above(word: Token) -> Token | None:
    """What governs a predicate and bears on whether it is so."""
    head = word.head
    if head.i == word.i:
        return None
    if word.dep_ == "conj":
        shares = not dependents(word, *SUBJECTS)
        return _above(head) if shares and head.pos_ == word.pos_ else None
    if word.dep_ == "relcl" and is_infinitive(word) or _is_the_case(word):
        return head
    if word.dep_ not in COMPLEMENTS:
        return None
    if word.dep_ == "ccomp" and head.i > word.i and not is_a(head, "reporting_verb"):
        return None
    if word.dep_ == "acl" and not is_infinitive(word):
        return None
    if word.dep_ == "pcomp" and head.lower_ == "on" and _is_timed(head.head):
        return None
    if word.dep_ in ("pcomp", "pobj") and (head.lower_ in TIMES or head.dep_ != "prep"):
        return None if word.dep_ == "pcomp" else _of_noun(head)
    if word.dep_ == "prep":
        governs = head.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
        return thing_before(word) or (head if governs else None)
    return head


@switchable(no)
def _is_the_case(clause: Token) -> bool:
    """'It is not the case that Chad has left': what is or is not so is the clause behind it."""
    noun = clause.head
    return clause.dep_ in ("acl", "relcl") and noun.lower_ == "case" and noun.dep_ == "attr"


def _is_timed(verb: Token) -> bool:
    """'Left on joining the club', 'is a member on joining': when it was so, as it is not of 'insisted on'."""
    lemma = verb.lemma_.lower()
    return lemma in ("belong", "be") or lemma in word_class("contrary_verb", "ceasing_verb")


def _of_noun(preposition: Token) -> Token | None:
    return None if preposition.lower_ in TIMES or preposition.head.i == preposition.i else preposition


def _govern(above: Token, word: Token, reading: Reading) -> None:
    """What a governing word does, by the lexicon; a refusal in a noun phrase ('no plans to'), which is as
    good as said now where the noun is an intention."""
    table = governing("governor")
    entry = table.get(above.lower_) or table.get(above.lemma_.lower())
    if above.pos_ == "NOUN" and (refusal := word_below(above, "no")) is not None:
        reading.take(refusal, None, "negated")
        if is_a(above, "intention_noun"):
            return
    if entry is not None and not _other_sense(above, word):
        reading.take(above, *entry)
    else:
        reading.flags.add(f"under {above.pos_}")


@switchable(no)
def _other_sense(above: Token, word: Token) -> bool:
    """'go' that is no future, 'rule' without 'out'."""
    if above.lemma_ == "go":
        return not (above.tag_ == "VBG" and word.tag_ == "VB")
    return above.lemma_ == "rule" and not has_word(above, "out")


@switchable(nothing_done)
def _refused(index: BriefIndex, token: Token, statement: int | None, reading: Reading) -> None:
    """What a noun of a cue refuses: 'sees no reason to oppose it', 'has no intention of blocking it'."""
    below = token
    for word in ancestors(token):
        if index.statement_of.get(word.i) != statement:
            break
        below = word
    noun = below.head.head if below.dep_ == "pcomp" and below.head.lower_ == "of" else below.head
    refusal = word_below(noun, "no")
    if noun.pos_ == "NOUN" and refusal is not None and (is_infinitive(below) or below.dep_ == "pcomp"):
        reading.take(refusal, None, "negated")


@switchable(nothing_done)
def _cross(index: BriefIndex, statement: Statement, reading: Reading) -> None:
    """What a statement's cue does to what its content tells: 'denied that', 'hopes that'."""
    start, end = statement.cue or (0, 0)
    span = index.doc.char_span(start, end, alignment_mode="expand")
    if span is None or span.root.i in reading.seen:
        return
    cues = governing("cue")
    lemma = (statement.cue_lemma or "").split(" ")[0].lower()
    words = (lemma, span.root.lemma_.lower(), span.root.lower_)
    entry = next(
        (table[word] for table in (cues, governing("governor")) for word in words if word in table), None
    )
    reading.flags.add(f"cue={lemma or span.root.lemma_.lower()}")
    verb = next((word for word in (span.root, span.root.head) if word.pos_ in ("VERB", "AUX")), span.root)
    denying = next((child for child in dependents(verb, *SUBJECTS) if nobody(child)), None)
    if denying is not None:
        reading.take(denying, None, "negated")
    if entry is not None:
        reading.take(span.root, *entry)
        for child in span.root.children:
            if child.dep_ == "neg" or child.lower_ == "no":
                reading.take(child, None, "negated")


def _around(index: BriefIndex, token: Token, reading: Reading) -> None:
    """Marks of the sentence: a question, 'whether' or 'if' before, a rumour."""
    start, end = index.sentence(token)
    if "?" in index.words.lower[max(start, end - 3) : end]:
        reading.flags.add("question")
    for word in index.words.lower[start : token.i]:
        if word in ("whether", "if"):
            reading.flags.add(f"{word} before")
    if token.pos_ in ("VERB", "AUX"):
        reading.flags.add(f"tag={token.tag_}")
