"""What is only asked, supposed or imagined."""

from spacy.tokens import Token

from pipeline.language.claims.factuality.undone import GRANTED
from pipeline.language.claims.index import BriefIndex, kept
from pipeline.language.claims.relations import ancestors, is_infinitive
from pipeline.language.claims.triggers import STANCES
from pipeline.language.registry import no, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import SUBJECTS, dependents, has_word
from pipeline.lexicon import word_class

SUPPOSING = frozenset({"if", "unless", "provided", "providing", "assuming"})
WISHES = frozenset({"seeks", "declines"})
IMAGINED = frozenset({"would", "could", "might"})
# By these edges 'time' is what is or has come, and nothing that somebody takes.
TIMELY = frozenset({"attr", "nsubj", "ROOT"})


@switchable(no)
def is_asked(index: BriefIndex, end: int) -> bool:
    """Whether the sentence that ends before a token is a question."""
    start = index.here(end - 1).start
    return "?" in index.words.lower[max(start, end - 2) : end]


def opens_condition(opening: Token, word: Token) -> bool:
    """'Had it joined, it would have paid'."""
    return opening.lower_ == "had" and opening.head.i == word.i and opening.dep_ == "aux"


@kept
def is_open(index: BriefIndex, place: int) -> bool:
    """Whether a word stands in what is only asked or left open, whoever answers it."""
    return any(left_open(word) or _asked_about(word) for word in ancestors(index.words.tokens[place]))


@switchable(no)
def left_open(word: Token) -> bool:
    """'asked whether', 'wonders if', 'undecided about joining', 'imagine that'."""
    marks = {child.lower_ for child in dependents(word, "mark", "advmod") if child.i < word.i}
    if "whether" in marks or "if" in marks and (word.dep_ == "ccomp" or is_a(word.head, "asking_verb")):
        return True
    if word.dep_ == "pcomp" and is_a(word.head.head, "undecided_word"):
        return True
    return is_a(word.head, "imagining_verb") and word.dep_ in ("ccomp", "xcomp")


@switchable(no)
def inverted(word: Token, place: int) -> bool:
    """Whether a word stands in a condition without 'if': 'should it apply, we will help'."""
    subject = next((child.i for child in dependents(word, *SUBJECTS)), -1)
    return any(
        child.lower_ == "should" and child.i < min(subject, place) for child in dependents(word, "aux")
    )


@switchable(no)
def only_imagined(word: Token, predicate: str | None) -> bool:
    """What has not been done: 'inviting it would be wise', 'now is the time to expel it', 'voted against
    expelling it', 'when it comes to its accession'. A stance may be taken so."""
    if predicate in STANCES | WISHES:
        return False
    head = word.head
    if predicate == "admitted" and (_is_aimed_at(word) or _would_serve(word)):
        return True
    if word.dep_ in ("csubj", "nsubj") and word.tag_ == "VBG":
        return any(child.lower_ in IMAGINED for child in dependents(head, "aux"))
    if word.dep_ in ("acl", "relcl", "xcomp", "advcl") and is_infinitive(word):
        return _is_due(head) or _voted_down(head) or predicate in GRANTED and _only_wished(word)
    if word.dep_ == "pobj" and head.lower_ == "to" and _comes_to(head.head):
        return True
    return word.dep_ in ("pobj", "pcomp") and (_voted_down(word) or _is_topic_of_text(word))


def _is_aimed_at(word: Token) -> bool:
    """'Made accession its priority', 'its entry remains a goal': a wish is named beside it."""
    if word.dep_ not in (*SUBJECTS, "csubj", "dobj", "ccomp"):
        return False
    beside = [word.head, *dependents(word.head, "attr", "oprd")]
    if word.head.lemma_ == "make":
        beside += dependents(word.head, "dobj")
    return any(one.i > word.i and is_a(one, "wished_noun") for one in beside)


def _would_serve(word: Token) -> bool:
    """'Would benefit from joining'."""
    if word.dep_ != "pcomp" or word.head.lower_ != "from":
        return False
    return any(child.lower_ in IMAGINED for child in dependents(word.head.head, "aux"))


def _is_due(above: Token) -> bool:
    """'It is time to', 'now is the time to', 'the time has come to': not the time that somebody took."""
    came = (child for child in dependents(above, "nsubj") if above.lemma_ == "come")
    return any(one.lemma_ == "time" and one.dep_ in TIMELY for one in (above, *came))


def _only_wished(word: Token) -> bool:
    """Whether a verb only says what a wish is for ('its intent to become a member'), on no named day."""
    wish = word.head.lemma_.lower()
    dated = any(one.ent_type_ == "DATE" for one in word.subtree)
    return wish in word_class("wished_noun") and word.head.pos_ == "NOUN" and not dated


def _is_topic_of_text(word: Token) -> bool:
    """Whether a word is what a text is on: 'signed a declaration on joining the union'."""
    about = word.head
    named = is_a(about.head, "text_noun")
    return about.lower_ == "on" and about.i > about.head.i and (named or about.head.lemma_ == "sign")


def _comes_to(verb: Token) -> bool:
    """'When it comes to': what follows is the topic."""
    return verb.lemma_ == "come" and has_word(verb, "it")


def _voted_down(word: Token) -> bool:
    """Whether a word is what a vote is against."""
    return word.head.lower_ == "against" and word.head.head.lemma_.lower() in ("vote", "voting")


@switchable(no)
def supposed(word: Token) -> bool:
    """'if it joins', 'if and when it joins', 'asked about its bid'."""
    if word.dep_ == "advcl" and any(_supposes(child) for child in word.children):
        return True
    return _asked_about(word)


def _supposes(mark: Token) -> bool:
    """Whether a word begins what is only supposed."""
    if mark.dep_ == "mark" and mark.lower_ in SUPPOSING:
        return True
    return mark.lower_ == "when" and mark.doc[max(0, mark.i - 2) : mark.i].text.lower() == "if and"


@switchable(no)
def _asked_about(word: Token) -> bool:
    """'asked about its bid'."""
    if word.dep_ not in ("pobj", "pcomp") or word.head.lower_ not in ("about", "on", "over", "regarding"):
        return False
    return word.head.dep_ == "prep" and is_a(word.head.head, "questioning_verb")


@switchable(no)
def wonders(token: Token) -> bool:
    """Whether what somebody decides or wants is left open: 'has yet to decide whether to join'."""
    return any(child.dep_ in ("xcomp", "ccomp") and left_open(child) for child in token.rights)
