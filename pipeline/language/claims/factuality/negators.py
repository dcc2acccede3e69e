"""The auxiliaries, negators and negating subjects of one word, and what each does to a reading.

What a word counts for is told by seeds/lexicon/claim_modality.csv."""

from spacy.tokens import Token

from pipeline.language.claims.factuality.met import Reading
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.rules.claim_lexicon import governing
from pipeline.language.registry import no, nothing_done, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import SUBJECTS, dependents, has_word
from pipeline.lexicon import word_class

FINITE = frozenset({"VBZ", "VBD"})  # forms that stand behind no auxiliary
NOT = frozenset({"not", "n't", "n’t", "never"})
REACH = 6
UNTRUE = frozenset({"untrue", "false"})


def nobody(subject: Token) -> bool:
    """Whether a subject is nobody ('no member', 'neither'), without an exception ('none but Chad')."""
    if has_word(subject, "but", "except"):
        return False
    return subject.lower_ in governing("determiner") or has_word(subject, "no", "neither", "hardly")


def auxiliaries(word: Token, reading: Reading) -> None:
    """Auxiliaries, negators and negating subjects of one word."""
    for child in _dependents(word):
        _take_dependent(child, word, reading)
    _behind_auxiliary(word, reading)
    _set_against(word, reading)
    _none_of_which(word, reading)
    _not_among(word, reading)
    _phrases(word, reading)
    _is_to_come(word, reading)


def _take_dependent(child: Token, word: Token, reading: Reading) -> None:
    """What one dependent of a word does to it."""
    lower = child.lower_
    if child.dep_ == "aux":
        reading.flags.add(f"aux={lower}")
        if lower in governing("auxiliary"):
            reading.take(child, *governing("auxiliary")[lower])
    elif child.dep_ == "neg" or lower in governing("negator") and _of_its_own(child, word):
        if not merely(child) and not _denies_what_follows(child, word):
            reading.take(child, None, "negated")
    elif child.dep_ in ("det", "nsubj", "nsubjpass", "predet") and lower in governing("determiner"):
        reading.take(child, None, "negated")
    elif child.dep_ in SUBJECTS:
        _refusing_subject(child, reading)
    elif child.dep_ in ("mark", "advmod") and lower == "whether":
        reading.flags.add("asked")
    elif child.dep_ == "acomp" and _is_untrue(child, word):
        reading.take(child, None, "negated")
    elif child.dep_ in ("attr", "acomp", "oprd") or child.dep_ == "prep" and word.lemma_ == "be":
        _neither(child, reading)


@switchable(no)
def _is_untrue(said: Token, verb: Token) -> bool:
    """'It is untrue that', 'it is wrong to say that'."""
    if not any(one.lower_ == "it" for one in dependents(verb, "nsubj", "expl")):
        return False
    told = [*dependents(verb, "xcomp"), *dependents(said, "xcomp")]
    saying = any(is_a(one, "saying_verb", "reporting_verb") for one in told)
    return said.lower_ in UNTRUE or saying and said.lower_ in word_class("false_word")


def _refusing_subject(subject: Token, reading: Reading) -> None:
    """'No member has left', 'neither state joined'."""
    for child in subject.children:
        if child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj", "cc", "predet"):
            reading.take(child, None, "negated")


def _is_to_come(word: Token, reading: Reading) -> None:
    """'Chad is to join', 'its aim is to join', and a headline's 'Chad to join'."""
    if word.tag_ not in ("VB", "VBN") or not is_infinitive(word):
        return
    if word.dep_ == "xcomp" and word.head.lemma_ == "be" and not dependents(word.head, "acomp"):
        reading.take(word, "hoped" if _is_aim(word.head) else "expected", None)
    if word.dep_ == "ROOT" and word.tag_ == "VB":
        reading.take(word, "expected", None)


def _is_aim(verb: Token) -> bool:
    """'Its aim is to join'; not 'Chad is to join'."""
    return any(is_a(subject, "wished_noun") for subject in dependents(verb, "nsubj"))


def _denies_what_follows(negator: Token, word: Token) -> bool:
    """Whether a negator behind a noun is of the next one: 'an associate, not a member'."""
    return word.pos_ in ("NOUN", "PROPN") and negator.i > word.i


@switchable(nothing_done)
def _set_against(word: Token, reading: Reading) -> None:
    """A noun that a comma or 'but' and 'not' stand before: 'an associate, not a full member'."""
    negator = negator_before(word)
    if negator is not None:
        reading.take(negator, None, "negated")


def negator_before(noun: Token) -> Token | None:
    """The 'not' that sets a noun against one before it ('an associate, not a full member'), or None."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    first = next(noun.lefts, noun)
    for at in (first.i, first.i - 1):
        if at > noun.sent.start and noun.doc[at].lower_ == "not":
            return noun.doc[at] if noun.doc[at - 1].lower_ in (",", "but", "and") else None
    return None


def _of_its_own(negator: Token, word: Token) -> bool:
    """Whether a negator is its head's, and begins no new clause: 'has left, nor will it return'."""
    return negator.dep_ in ("advmod", "preconj", "det") or negator.dep_ == "cc" and negator.i < word.i


def _neither(below: Token, reading: Reading) -> None:
    """'Is neither in the union nor in the club', 'is neither a member nor a candidate': one denial."""
    for child in below.children:
        if child.lower_ == "neither" and "nor" not in reading.words:
            reading.take(child, None, "negated")


@switchable(nothing_done)
def _behind_auxiliary(word: Token, reading: Reading) -> None:
    """A negator right behind an auxiliary is its verb's, however parsed: 'has not so far joined'."""
    for child in word.children:
        if child.dep_ not in ("aux", "auxpass") or child.i + 1 >= word.i:
            continue
        negator = child.nbor()
        if negator.lower_ in NOT and negator.nbor().lower_ != "long" and not merely(negator):
            reading.take(negator, None, "negated")


@switchable(nothing_done)
def _not_among(word: Token, reading: Reading) -> None:
    """'Was not among the states invited', 'is not one of the countries that applied'."""
    among = word.head.head if word.dep_ in ("acl", "relcl") and word.head.dep_ == "pobj" else None
    if among is None or among.lower_ not in ("among", "amongst") and among.head.lower_ != "one":
        return
    one = among.head
    copula = one if one.lemma_ == "be" else one.head
    near = [*copula.children, *one.children] if copula.lemma_ == "be" else []
    for child in near:
        if child.dep_ == "neg" and not merely(child):
            reading.take(child, None, "negated")


@switchable(nothing_done)
def _none_of_which(word: Token, reading: Reading) -> None:
    """'Chad and Mali, neither of which is in the union'."""
    if word.pos_ not in ("VERB", "AUX"):
        return
    for place in range(word.i - 1, max(word.sent.start, word.i - REACH) - 1, -1):
        one = word.doc[place]
        if one.pos_ == "VERB" or one.pos_ == "AUX" and one.head.i != word.i:
            return
        if one.lower_ in ("neither", "none") and one.nbor().lower_ == "of":
            reading.take(one, None, "negated")


def _dependents(word: Token) -> list[Token]:
    """A word's dependents, the conjunction before it, and the auxiliaries that it shares."""
    found = list(word.children)
    if word.dep_ == "conj":
        found += [one for one in dependents(word.head, "cc") if word.head.i < one.i < word.i]
    while (
        word.dep_ == "conj"
        and word.tag_ not in FINITE
        and not any(child.dep_ == "aux" or child.dep_ in SUBJECTS for child in word.children)
    ):
        word = word.head
        found += [
            child for child in dependents(word, "aux") if child.lower_ not in ("to", "have", "has", "had")
        ]
    return found


@switchable(no)
def merely(token: Token) -> bool:
    """'not only', 'not least': nothing is denied."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following in ("only", "least", "merely", "just")


@switchable(nothing_done)
def _phrases(word: Token, reading: Reading) -> None:
    """Words in a row before a word that negate it ('no longer', 'yet to', 'instead of'); 'is no longer' has
    them behind."""
    if word.lemma_ == "be" and word.doc[word.i + 1 : word.i + 3].text.lower() == "no longer":
        reading.take(word.doc[word.i + 1], None, "negated")
    low = max(word.sent.start if word.doc.has_annotation("SENT_START") else 0, word.i - 4)
    before = " ".join(token.lower_ for token in word.doc[low : word.i])
    for kind in ("phrase", "preposition"):
        for phrase, (modality, polarity) in governing(kind).items():
            at = f" {before} ".find(f" {phrase} ")
            if at >= 0 and (kind == "phrase" or f" {before}".endswith(f" {phrase}")):
                reading.take(word.doc[low + f" {before} "[: at + 1].count(" ") - 1], modality, polarity)
