"""What a pronoun must mean by the words around it: who joins is a state, what is joined is an organisation."""

from spacy.tokens import Token

from pipeline.lexicon import word_class

STATE, ORGANISATION = "state", "organisation"
FOUNDING = frozenset({"found", "establish", "create", "launch", "form", "set", "expand", "enlarge", "compose", "base", "headquarter"})
STEPS = frozenset({"set", "expect", "schedule", "due", "plan", "decide", "try", "able", "begin", "start", "continue", "ready", "likely", "keen", "fail", "agree", "refuse", "manage", "intend"})
TO_IT = frozenset({"belong", "accede", "apply", "application", "accession", "admission", "entry", "return", "admit"})
FROM_IT = frozenset({"withdraw", "withdrawal", "suspend", "expel", "exit", "absent"})
OF_IT = frozenset({"member", "membership", "observer", "out", "part", "edge"})


def expected(pronoun: Token) -> str | None:
    """STATE or ORGANISATION where the words around a pronoun (or relative) leave no other, else None."""
    if pronoun.dep_ == "poss":
        return _of_possession(pronoun.head)
    verb = pronoun.head
    if pronoun.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ in {"VERB", "AUX"}:
        return _of_subject(verb, passive=pronoun.dep_ == "nsubjpass")
    if pronoun.dep_ == "dobj":
        lemma = verb.lemma_.lower()
        return ORGANISATION if lemma in word_class("organisation_object_verb") else STATE if lemma in word_class("state_object_verb") else None
    if pronoun.dep_ == "pobj":
        lemma = verb.head.lemma_.lower()
        within = {"to": TO_IT, "from": FROM_IT, "of": OF_IT}.get(verb.lower_, frozenset())
        return ORGANISATION if lemma in within else None
    return None


def _of_possession(noun: Token) -> str | None:
    lemma = noun.lemma_.lower()
    if lemma in word_class("organisation_possession"):
        return ORGANISATION
    return STATE if lemma in word_class("state_possession") else None


def _of_subject(verb: Token, *, passive: bool) -> str | None:
    lemma = verb.lemma_.lower()
    objects = {child.lemma_.lower() for child in verb.children if child.dep_ in {"attr", "dobj"}}
    if lemma in {"be", "become", "remain"}:
        if objects & word_class("membership_attribute"):
            return STATE
        return ORGANISATION if objects & word_class("generic_organisation_noun") else None
    if lemma in STEPS:
        onward = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and child.pos_ == "VERB"), None)
        if onward is not None:
            return _of_subject(onward, passive=False)
    if passive:
        if lemma in FOUNDING:
            return ORGANISATION
        return STATE if lemma in word_class("organisation_subject_verb") | word_class("state_object_verb") else None
    if objects & {"participation", "membership", "seat", "status", "entry", "accession"} and lemma not in {"grant", "offer", "give", "refuse"}:
        return STATE
    if lemma == "have" and objects & {"member", "observer", "secretariat"}:
        return ORGANISATION
    if lemma in word_class("organisation_subject_verb"):
        return ORGANISATION
    return STATE if lemma in word_class("state_subject_verb") else None


def is_expletive(pronoun: Token) -> bool:
    """Whether 'it' means nothing ('it is said that', 'it was too early to tell')."""
    verb = pronoun.head
    if pronoun.dep_ == "expl":
        return True
    if pronoun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    clauses = any(child.dep_ in {"ccomp", "csubj", "csubjpass", "advcl", "xcomp"} and child.i > verb.i for child in verb.children)
    return clauses and (verb.lemma_ in {"be", "seem", "appear", "remain", "take", "happen"} or pronoun.dep_ == "nsubjpass")
