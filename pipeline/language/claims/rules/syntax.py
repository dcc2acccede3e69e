"""Subjects, objects, prepositions and clauses of a parse by a small model, with token order where the parse
is wrong.

Everything here reads tokens alone; who is meant is the business of `arguments`."""

import itertools
from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.rules.sentences import sentence_end, sentence_start
from pipeline.language.grammar import stretches
from pipeline.language.registry import nothing, switchable
from pipeline.language.text.dependencies import SUBJECTS, dependent, dependents, has_dependent
from pipeline.lexicon import word_class

RELATIVES = frozenset({"which", "who", "that", "whom"})
# By these edges a clause without a subject has that of what governs it.
CONTROLLED = frozenset({"xcomp", "ccomp", "advcl", "pcomp", "dep", "parataxis", "prep", "acomp", "oprd"})
BREAKS = frozenset({";", ":", "—", "–", "--", "..."})
QUOTES = frozenset({'"', "“", "”", "''", "``", "«", "»"})


def left_neighbour(token: Token) -> Token:
    """The token before; at the beginning of a text the token itself."""
    return token.doc[token.i - 1] if token.i else token


def right_neighbour(token: Token) -> Token:
    """The token after; at the end of a text the token itself."""
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token


def is_verb(token: Token) -> bool:
    """A verb or auxiliary that heads a predicate or may do so."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """'was admitted', and the participle of 'Iran, admitted in 2023'."""
    if has_dependent(verb, "auxpass"):
        return True
    if has_dependent(verb, "nsubjpass") and verb.lemma_ not in word_class("never_passive_verb"):
        return True
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head) and not has_dependent(verb, "aux", *SUBJECTS):
        form = verb.tag_ == "VBN" or verb.lower_ in word_class("passive_form")
        return form and is_passive(verb.head) and not has_dependent(verb, "dobj")
    if verb.dep_ in ("acl", "advcl", "amod", "appos", "ccomp", "acomp", "oprd") or (
        verb.dep_ == "ROOT" and verb.tag_ == "VBN"
    ):
        return not dependents(verb, "aux", "nsubj", "dobj")
    return False


def governor(verb: Token) -> Token | None:
    """The verb, noun or adjective that the clause of this verb depends on, also over a preposition."""
    if verb.dep_ == "ROOT" or verb.head == verb:
        return None
    head = verb.head
    if verb.dep_ == "pcomp" and head.head != head:
        return head.head
    return head


def subject(verb: Token, seen: frozenset[int] = frozenset()) -> Token | None:
    """The verb's grammatical subject, through coordination, control, relatives and participles."""
    if verb.i in seen or len(seen) > 8:
        return None
    own = _own_subjects(verb)
    if own:
        return _antecedent(([child for child in own if child.i < verb.i] or own)[-1], verb)
    first = _first_of_two(verb)
    return first if first is not None else _subject_above(verb, seen | {verb.i})


def _own_subjects(verb: Token) -> list[Token]:
    """The subjects of a verb, of a clause that is its subject, or of what is parsed as its auxiliary."""
    own = [child for child in dependents(verb, *SUBJECTS) if not is_verb(child)]
    if not own:
        clauses = (child for child in dependents(verb, "csubj", "csubjpass") if child.i < verb.i)
        clause = next(clauses, None)
        own = dependents(clause, *SUBJECTS) if clause is not None else []
    if not own:
        # 'Sudan remains suspended': the parse hangs the subject on the verb that it takes for an auxiliary.
        auxiliaries = dependents(verb, "auxpass")
        own = [noun for auxiliary in auxiliaries for noun in dependents(auxiliary, *SUBJECTS)]
    return own


def _first_of_two(verb: Token) -> Token | None:
    """The first of two subjects that the parse gives to the verb above: the other is that one's own."""
    if verb.dep_ != "ccomp" or verb.head.i >= verb.i:
        return None
    above = [child for child in dependents(verb.head, *SUBJECTS) if child.i < verb.head.i]
    return above[0] if len(above) > 1 else None


def _subject_above(verb: Token, seen: frozenset[int]) -> Token | None:
    """The subject that a verb without one of its own shares with what governs it."""
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "conj" and is_verb(head):
        return subject(head, seen)
    if verb.dep_ in ("relcl", "acl") and not is_verb(head):
        return _described(head, verb, seen)
    ruler = governor(verb) if verb.dep_ in CONTROLLED else None
    if ruler is None:
        return None
    if is_verb(ruler):
        controlling = _controlling_object(verb, ruler)
        return controlling if controlling is not None else subject(ruler, seen)
    if ruler.pos_ in ("NOUN", "PROPN"):
        owner = dependent(ruler, "poss")
        return owner if owner is not None else holder(ruler, seen)
    return subject(ruler.head, seen) if ruler.pos_ == "ADJ" and is_verb(ruler.head) else None


def _controlling_object(verb: Token, ruler: Token) -> Token | None:
    """'Urged Chad to join': whoever is urged is the subject of the clause."""
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or ruler.lemma_ not in word_class("object_control_verb"):
        return None
    return next((child for child in dependents(ruler, "dobj", "dative") if child.i < verb.i), None)


def holder(noun: Token, seen: frozenset[int] = frozenset()) -> Token | None:
    """The subject of the verb that a noun depends on ('Chad expressed interest in ...')."""
    verb = next(filter(is_verb, itertools.islice(noun.ancestors, 6)), None)
    return subject(verb, seen) if verb is not None else None


def _antecedent(child: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; any other subject is itself."""
    return verb.head if child.lower_ in RELATIVES and verb.dep_ == "relcl" else child


def _described(head: Token, verb: Token, seen: frozenset[int]) -> Token | None:
    """The noun that a participle or infinitive describes; of 'the first to join' the copula's subject."""
    if verb.dep_ in ("acl", "relcl") and is_infinitive(verb):
        if head.dep_ == "attr" and is_verb(head.head):
            return subject(head.head, seen)
        if head.dep_ in ("dobj", "pobj", "npadvmod"):
            return dependent(head, "poss") or holder(head, seen)
    return head


def agent(verb: Token) -> Token | None:
    """Who does it: the subject of the active, the by-phrase of the passive."""
    return stretches.agent(verb) if is_passive(verb) else subject(verb)


def patient(verb: Token) -> Token | None:
    """To whom or what it is done: the object of the active, the subject of the passive."""
    if is_passive(verb):
        return subject(verb)
    for child in verb.children:
        if child.dep_ == "dobj" or (child.dep_ == "nsubj" and child.i > verb.i and verb.dep_ == "relcl"):
            return _antecedent(child, verb)
    return _object_by_order(verb)


@switchable(nothing)
def _object_by_order(verb: Token) -> Token | None:
    """The noun phrase right after an active verb that the parse gave to another head."""
    token = verb
    for _ in range(4):
        if token.i + 1 >= sentence_end(token):
            return None
        token = right_neighbour(token)
        if token.dep_ in ("prt",):
            continue
        if token.pos_ in ("DET", "ADJ", "NUM") or token.dep_ in ("poss", "compound", "amod", "case"):
            continue
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            if token.dep_ in ("npadvmod", *SUBJECTS) or token.tag_ == "WDT":
                return None
            return (
                token if token.head.i <= verb.i or token.dep_ in ("appos", "attr", "oprd", "dative") else None
            )
        return None
    return None


def clause_end(verb: Token) -> int:
    """Index after the verb's own clause, by order: at a break, another predicate or the sentence's end."""
    end = sentence_end(verb)
    for token in verb.doc[verb.i + 1 : end]:
        if token.is_punct:
            if token.text in BREAKS or token.i == end - 1 and token.text in (".", "!", "?"):
                return token.i
            continue
        if starts_predicate(token, verb):
            begins = edge(token)
            if begins > verb.i:
                return begins
            if left_neighbour(token).text == ",":
                return token.i - 1
            return min([token.i, *(child.i for child in token.children if verb.i < child.i < token.i)])
    return end


def starts_predicate(token: Token, verb: Token) -> bool:
    """Whether another finite predicate begins here (not what the verb itself governs)."""
    if not is_verb(token) or token == verb or token.dep_ in ("aux", "auxpass", "amod", "compound"):
        return False
    if dependents(token, *SUBJECTS):
        return True
    if token.dep_ in ("xcomp", "pcomp", "acl", "ccomp", "csubj", "prep"):
        return False
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD") or bool(dependents(token, "aux", "auxpass"))


def edge(verb: Token) -> int:
    """Where the predicate's clause begins on the left: its subject's or conjunction's first token."""
    start = verb.i
    for child in verb.children:
        if child.i < verb.i and (
            child.dep_ in SUBJECTS or child.dep_ in ("aux", "auxpass", "neg", "mark", "advmod")
        ):
            start = min(start, child.left_edge.i if child.dep_ in SUBJECTS else child.i)
    before = verb.doc[start - 1] if start else None
    while (
        before is not None
        and before.i >= sentence_start(verb)
        and (before.pos_ in ("CCONJ", "SCONJ") or before.text == ",")
    ):
        start = before.i
        before = verb.doc[start - 1] if start else None
    return start


def clause_start(verb: Token) -> int:
    """Index of the first token of the verb's own clause, by order."""
    sentence = verb.sent
    left = min([verb.i, *(child.left_edge.i for child in dependents(verb, *SUBJECTS) if child.i < verb.i)])
    index = left
    while index > sentence.start:
        token = verb.doc[index - 1]
        if token.text in BREAKS or token.text in QUOTES:
            break
        another = is_verb(token) and token.dep_ not in ("aux", "auxpass", "amod", "compound")
        if another and token.head != verb and verb.head != token:
            break
        index -= 1
    return index


def preposition_objects(word: Token, names: frozenset[str]) -> Iterator[tuple[Token, Token]]:
    """(preposition, head of its object) after a word: its dependents, then by order in the clause."""
    yielded = set()
    for child in word.children:
        if child.lower_ in names and child.dep_ in ("prep", "dative", "agent", "prt", "advmod", "aux"):
            for grand in dependents(child, "pobj"):
                yielded.add(grand.i)
                yield child, _antecedent(grand, word)
    stop = clause_end(word)
    for token in word.doc[word.i + 1 : stop]:
        if token.lower_ in names and token.pos_ in ("ADP", "PART", "SCONJ", "ADV"):
            found = dependent(token, "pobj") or _nominal_after(token, stop)
            if found is not None and found.i not in yielded and not is_verb(found):
                yielded.add(found.i)
                yield token, _antecedent(found, word)


def _nominal_after(token: Token, stop: int) -> Token | None:
    last = None
    for follower in token.doc[token.i + 1 : stop]:
        if follower.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            last = follower
        elif follower.pos_ in ("DET", "ADJ") or follower.dep_ in ("compound", "amod", "case", "poss"):
            continue
        else:
            break
    return last


def complements(word: Token) -> Iterator[Token]:
    """Verbs of clauses which the word governs: 'wants to join', 'interested in joining', 'plans to leave'."""
    for child in word.children:
        if is_verb(child) and child.dep_ in ("xcomp", "ccomp", "acl", "pcomp", "advcl", "dobj", "csubj"):
            yield child
            yield from (grand for grand in dependents(child, "conj") if is_verb(grand))
        elif child.dep_ == "prep":
            yield from filter(is_verb, dependents(child, "pcomp", "pobj"))
