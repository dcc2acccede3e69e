"""What a pronoun must mean by the words around it: who joins is a state, what is joined is an
organisation."""

from spacy.tokens import Token

from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import dependents, has_word
from pipeline.lexicon import word_class

STATE, ORGANISATION = "state", "organisation"
# Preposition -> the class of the words that it leads on from to an organisation.
LEADING = {
    "to": "leads_to_organisation",
    "from": "leads_from_organisation",
    "of": "part_of_organisation",
    "for": "bids_for_organisation",
    "in": "place_in_organisation",
    "on": "place_in_organisation",
    "at": "place_in_organisation",
}


def expected(pronoun: Token) -> str | None:
    """STATE or ORGANISATION where the words around a pronoun (or relative) leave no other, else None."""
    if pronoun.dep_ == "poss":
        return _of_possession(pronoun.head)
    verb = pronoun.head
    if pronoun.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ in {"VERB", "AUX"}:
        return _of_subject(verb, passive=pronoun.dep_ == "nsubjpass" or _is_passive(verb))
    if pronoun.dep_ == "dobj":
        if is_a(verb, "organisation_object_verb"):
            return ORGANISATION
        return STATE if is_a(verb, "state_object_verb") else None
    if pronoun.dep_ == "pobj":
        within = word_class(LEADING[verb.lower_]) if verb.lower_ in LEADING else frozenset()
        return ORGANISATION if verb.head.lemma_.lower() in within or _is_inside(verb) else None
    return None


def _is_inside(preposition: Token) -> bool:
    """'Norland and Sweden are in it': what somebody named is in or outside of."""
    verb = preposition.head
    if preposition.lower_ not in {"in", "outside"} or verb.lemma_.lower() not in {"be", "remain", "stay"}:
        return False
    before = (child for child in dependents(verb, "nsubj") if child.i < verb.i)
    return any(child.pos_ == "PROPN" or child.lower_ == "they" for child in before)


def _of_possession(noun: Token) -> str | None:
    if is_a(noun, "organisation_possession"):
        return ORGANISATION
    return STATE if is_a(noun, "state_possession") and not is_a(noun, "shared_possession") else None


def leaning(pronoun: Token) -> str | None:
    """STATE where 'its' is of something that states have more often than organisations ('its envoys')."""
    return STATE if pronoun.dep_ == "poss" and is_a(pronoun.head, "shared_possession") else None


def is_of_another(pronoun: Token) -> bool:
    """Whether 'its' cannot be of the clause's subject: one backs or blocks somebody else's accession."""
    if pronoun.dep_ != "poss" or not is_a(pronoun.head, "membership_noun"):
        return False
    verb = pronoun.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    return is_a(verb, "stance_verb")


def is_small_clause(verb: Token) -> bool:
    """'Washington wanted it readmitted': a clause without a finite verb, part of the one above."""
    bare = not dependents(verb, "aux", "auxpass", "mark")
    return verb.dep_ == "ccomp" and bare and verb.head.lemma_ in word_class("small_clause_verb")


def _is_passive(verb: Token) -> bool:
    """'to be admitted', and 'wants it readmitted'."""
    forms = {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}
    if any(child.dep_ == "auxpass" for child in verb.lefts) or (
        is_small_clause(verb) and verb.tag_ in {"VBN", "VBD"}
    ):
        return True
    return verb.tag_ == "VBN" and not forms & {"has", "have", "had", "having", "'ve", "'d"}


def _of_subject(verb: Token, *, passive: bool) -> str | None:
    lemma = verb.lemma_.lower()
    objects = {child.lemma_.lower() for child in dependents(verb, "attr", "dobj")}
    if lemma in {"be", "become", "remain"}:
        if objects & word_class("membership_attribute"):
            return STATE
        return ORGANISATION if objects & word_class("generic_organisation_noun") else None
    if lemma in word_class("undertaking_verb"):
        onward = next((child for child in dependents(verb, "xcomp", "ccomp") if child.pos_ == "VERB"), None)
        if onward is not None:
            return _of_subject(onward, passive=_is_passive(onward))
    if lemma in word_class("leaving_verb"):
        out = has_word(verb, "out")
        return STATE if out or objects & word_class("membership_noun") else None
    if passive:
        if lemma in word_class("founding_verb"):
            return ORGANISATION
        return STATE if lemma in word_class("organisation_subject_verb", "state_object_verb") else None
    if objects & word_class("standing_noun") and lemma not in word_class("granting_verb"):
        return STATE
    if _keeps_own_place(verb):
        return STATE
    if lemma == "have" and objects & {"member", "observer", "secretariat"}:
        return ORGANISATION
    if lemma in word_class("organisation_subject_verb"):
        return ORGANISATION
    return STATE if lemma in word_class("state_subject_verb") else None


def _keeps_own_place(verb: Token) -> bool:
    """'It keeps its place in', 'took its chair at': not 'takes place'."""
    return any(
        is_a(child, "place_in_organisation") and any(own.lower_ == "its" for own in dependents(child, "poss"))
        for child in dependents(verb, "dobj")
    )


def joins(word: Token) -> bool:
    """Whether a name or reference stands where the one that joins, or wants to, stands: subject of such a
    verb, owner of a bid or an accession."""
    if word.dep_ in {"poss", "amod", "compound", "nmod"}:
        return is_a(word.head, "membership_noun")
    if word.dep_ == "pobj" and word.head.lower_ == "of":
        return is_a(word.head.head, "membership_noun")
    verb = word.head
    if word.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return False
    attributes = {child.lemma_.lower() for child in dependents(verb, "attr")}
    if verb.lemma_ in {"be", "become"}:
        return bool(attributes & word_class("membership_attribute"))
    onward = next((child for child in dependents(verb, "xcomp") if child.pos_ == "VERB"), verb)
    return is_a(onward, "joining_verb") or (word.dep_ == "nsubjpass" and is_a(onward, "state_object_verb"))


def is_moved(word: Token) -> bool:
    """Whether a reference is to one let in or put out ('took the country out', 'readmitted the kingdom')."""
    if word.dep_ != "dobj":
        return False
    lemma = word.head.lemma_.lower()
    out = has_word(word.head, "out", "back", "in")
    return lemma in word_class("state_object_verb") or (lemma in word_class("moving_verb") and out)


def is_expletive(pronoun: Token) -> bool:
    """Whether 'it' means nothing ('it is said that', 'it is late')."""
    verb = pronoun.head
    if pronoun.dep_ == "expl":
        return True
    if pronoun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if verb.pos_ not in {"VERB", "AUX"} or _describes(verb):
        return True  # 'made it difficult', 'it is a strong signal'
    following = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    leads = verb.lemma_ in {"look", "come", "turn", "boil", "sound", "go"}
    if leads and following in {"like", "to", "down", "as"}:
        return True  # 'it looks like', 'when it comes to'
    if pronoun.dep_ == "nsubjpass" and is_a(verb, "reporting_verb", "believing_verb"):
        return True
    clauses = any(
        child.i > verb.i for child in dependents(verb, "ccomp", "csubj", "csubjpass", "advcl", "xcomp")
    )
    return clauses and (
        verb.lemma_ in {"be", "seem", "appear", "remain", "take", "happen"} or pronoun.dep_ == "nsubjpass"
    )


def _describes(verb: Token) -> bool:
    """Whether a verb only says what something is like or what it is: then it may be anything told before."""
    if verb.lemma_ != "be":
        return False
    told = [child for child in dependents(verb, "attr", "acomp") if child.i > verb.i]
    near = [child for one in told for child in (one, *one.children)]
    more = (one.dep_ in {"xcomp", "prep", "relcl", "ccomp"} or one.tag_ in {"CD", "JJS"} for one in near)
    return bool(told) and not any(more)
