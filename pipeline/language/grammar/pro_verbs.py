"""Auxiliaries that stand for a whole predicate ('as does Togo', 'Chad has not'), and for which verb."""

from spacy.tokens import Token

from pipeline.language.grammar.stretches import FINITE
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependents, has_word

AUXILIARY, PREDICATES = frozenset({"aux", "auxpass"}), frozenset({"VERB", "AUX"})
# Their verb and whether they are past, by wording: before a name the tagger takes many an auxiliary for one.
FORMS = {
    "do": ("do", False),
    "does": ("do", False),
    "did": ("do", True),
    "is": ("be", False),
    "are": ("be", False),
    "was": ("be", True),
    "were": ("be", True),
    "has": ("have", False),
    "have": ("have", False),
    "had": ("have", True),
}
MODALS = frozenset({"will", "would", "can", "could", "may", "might", "must", "shall", "should"})
FUTURE = frozenset({"will", "would", "'ll", "’ll", "'d", "’d"})
PRO_VERBS = FORMS.keys() | MODALS
# What hangs on an auxiliary that stands for its verb: its subject, a denial, a time, another clause; and what
# the parse takes a subject behind it for.
BESIDE = NOUN_SUBJECTS | frozenset("punct neg advmod npadvmod advcl cc conj prep mark ccomp dep aux".split())
TAKEN_FOR = frozenset({"dobj", "attr"})
# Behind these an auxiliary stands before its subject.
NOR_SO = frozenset({"nor", "neither"})
INVERTING = frozenset({"as", "so"}) | NOR_SO
RELATIVES = frozenset({"which", "who"})
YET_TO_DO_SO = ("yet", "to", "do", "so")
DENIALS = frozenset({"not", "n't", "n’t", "never", "nor", "neither"})
NO_ONE = frozenset({"no", "none", "nobody", "neither", "nor"})
DENIED = NOUN_SUBJECTS | {"dobj", "attr", "preconj"}


def is_pro_verb(word: Token, inverted: bool = False) -> bool:
    """Whether an auxiliary has no verb or complement of its own: 'as does Togo', where it is `inverted`, or
    'as Chad had done', 'Chad, which has not'; what another relative clause has is that which it is about."""
    if word.lower_ not in PRO_VERBS:
        return False
    if word.dep_ in AUXILIARY and word.head.i > word.i:
        if word.head.lower_ == "do" and has_word(word.head, "so"):
            return True  # 'did not do so'
        return word.head.lower_ == "done" or inverted and word.head.pos_ == "PROPN"
    if word.dep_ == "relcl" and not is_of_its_noun(word):
        return False
    if has_yet_to_do_so(word):
        return True
    beside = BESIDE | TAKEN_FOR if inverted else BESIDE
    return all(child.dep_ in beside for child in word.children if child.i > word.i)


def has_yet_to_do_so(word: Token) -> bool:
    """'Has yet to do so', which denies what it stands for."""
    behind = word.doc[word.i + 1 : word.i + 1 + len(YET_TO_DO_SO)]
    return word.lemma_ == "have" and tuple(one.lower_ for one in behind) == YET_TO_DO_SO


def is_of_its_noun(word: Token) -> bool:
    """Whether the verb of a relative clause has for its subject the noun that it hangs on: 'Chad, which has
    not', but not 'the seat which Chad has'."""
    return word.dep_ == "relcl" and any(
        child.lower_ in RELATIVES for child in dependents(word, *NOUN_SUBJECTS)
    )


def finite_part(verb: Token) -> Token | None:
    """The finite word of a verb's clause, itself or its auxiliary; None for what is no finite verb."""
    if verb.pos_ not in PREDICATES or verb.dep_ in AUXILIARY and verb.head.i > verb.i:
        return None
    helping = (child for child in dependents(verb, *AUXILIARY) if child.tag_ in FINITE)
    return next(helping, verb if verb.tag_ in FINITE else None)


def tells_what_came(pro_verb: Token, verb: Token) -> bool:
    """Whether an auxiliary tells of the past what its verb tells of the future: 'it would leave; it never
    did', 'Chad will leave, as Mali did in 1995'."""
    told = finite_part(verb)
    return told is not None and told.lower_ in FUTURE and told is not verb and pro_verb.lower_ == "did"


def agrees(pro_verb: Token, verb: Token) -> bool:
    """Whether an auxiliary can stand for a verb: 'does' for 'belongs' and 'remains suspended', 'did' for
    'left' and 'did not leave', 'is' for 'is a member'; a perfect for a past, too
    ('Chad signed it, Mali has not')."""
    told = finite_part(verb)
    if told is None:
        return False
    if tells_what_came(pro_verb, verb):
        return True
    if told.tag_ == "MD" or pro_verb.lower_ in MODALS:
        return pro_verb.lower_ == told.lower_
    stem, is_past = FORMS[pro_verb.lower_]
    past = told.tag_ == "VBD"
    if past and is_past and stem == "do":
        # 'had left, as Mali did'; not 'after it had left'
        return told is verb or told.lemma_ == "do" or told.lemma_ == "have" and verb.dep_ != "advcl"
    if is_past and stem == "do" and told.lemma_ == "have" and told is not verb:
        return verb.dep_ != "advcl"  # 'has left; Mali did so in May'
    if stem == "have":
        return past if is_past else past or told.lemma_ == "have"
    if is_past != past:
        return False
    if "be" in (stem, told.lemma_):
        return stem == told.lemma_
    return told is verb or told.lemma_ != "have"


def is_denied(verb: Token) -> bool:
    """Whether a clause denies what its verb tells: 'does not go', 'has no seat', 'nor does Chad'."""
    before = verb.doc[verb.i - 1].lower_ if verb.i else ""
    if before in NO_ONE or any(child.dep_ == "neg" or child.lower_ in DENIALS for child in verb.children):
        return True
    below = dependents(verb, *DENIED)
    return any(word.lower_ in NO_ONE for one in below for word in (one, *one.lefts))
