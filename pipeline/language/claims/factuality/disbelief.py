"""What somebody says not to be so, or does not say: called false, dismissed, not shown, not announced."""

from spacy.tokens import Token

from pipeline.language.claims.factuality.negators import merely, nobody
from pipeline.language.claims.relations import PREDICATIVE
from pipeline.language.registry import no, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import SUBJECTS
from pipeline.lexicon import word_class

CLAUSES_OF_NOUNS = frozenset({"acl", "ccomp", "relcl"})


@switchable(no)
def not_said(word: Token) -> bool:
    """Whether a clause is what somebody does not say: 'did not say that it had joined', 'no minister says
    that it will'. What is denied or not hoped is told all the same, as negated."""
    verb = word.head
    if word.dep_ in CLAUSES_OF_NOUNS and is_a(verb, "hearsay_noun"):
        verb = verb.head
    elif word.dep_ != "ccomp":
        return False
    if not is_a(verb, "saying_verb"):
        return False
    before = (child for child in verb.children if child.i < word.i)
    return any(
        one.dep_ == "neg" and not merely(one) or one.dep_ in SUBJECTS and nobody(one) for one in before
    )


@switchable(no)
def called_false(noun: Token) -> bool:
    """'a false claim', 'the reports proved wrong'."""
    if not is_a(noun, "hearsay_noun"):
        return False
    near = [*noun.children, *(noun.head.children if noun.dep_ in SUBJECTS else ())]
    near += [word for child in near if child.dep_ in PREDICATIVE for word in child.children]  # 'is fake news'
    return any(
        child.lower_ in word_class("false_word")
        and child.dep_ in ("amod", "compound", *PREDICATIVE)
        or child.lower_ in word_class("invention_noun")
        and child.dep_ in PREDICATIVE
        for child in near
    )


@switchable(no)
def dismissed(word: Token) -> bool:
    """'Dismissed claims that it would leave', 'rejected the idea that it had joined'."""
    noun = word.head
    told = word.dep_ in CLAUSES_OF_NOUNS and is_a(noun, "hearsay_noun", "idea_noun")
    return told and noun.dep_ in ("dobj", "nsubjpass") and is_a(noun.head, "dismissing_verb")


@switchable(no)
def not_shown(told: Token) -> bool:
    """'there is no evidence that', 'it was falsely reported that'."""
    below = {child.lower_ for child in told.children}
    if is_a(told, "evidence_noun") and below & {"no", "little", "any"}:
        return True
    return told.pos_ == "VERB" and bool(below & word_class("falsely_word"))
