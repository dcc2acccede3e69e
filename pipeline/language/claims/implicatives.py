"""Whether what completes a word has been done: it has where somebody 'managed to join' or was 'forced to
leave', not where he is 'ready to join', has 'a chance to leave' or is 'close to joining' (implicative and
other governors: Karttunen 1971).

A word of which nothing is known here does not say that what completes it was done."""

from spacy.tokens import Token

from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.rules.claim_lexicon import governing
from pipeline.language.registry import no, switchable
from pipeline.language.text.classes import is_a
from pipeline.lexicon import word_class

# What completes its governor as an infinitive, or is its purpose.
INFINITIVES = frozenset({"xcomp", "ccomp", "acl", "relcl", "advcl"})
# Behind these what is said to be done is an aim, a topic or what somebody is kept from, unless the word
# before says otherwise.
OPEN_PREPOSITIONS = frozenset({"to", "toward", "towards", "from", "against", "about", "of"})
# The same behind a noun or an adjective alone: 'a vote on joining', 'criteria for joining', 'interested in
# joining'.
OPEN_BEHIND_NOUNS = frozenset({"on", "for", "in", "at", "over", "with", "regarding", "concerning"})
AHEAD = frozenset({"to", "toward", "towards"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
BARELY_NOT = frozenset({"nearly", "almost"})


@switchable(no)
def only_leads_to(trigger: Token) -> bool:
    """Whether what a verb or its object leads to is what would be told, and is not said to be done: 'took
    a step towards joining', 'was welcome to join', 'cleared the way for its return'."""
    if trigger.pos_ not in ("VERB", "ADJ"):
        return False
    objects = [child for child in trigger.rights if child.dep_ in ("dobj", "nsubjpass")]
    below = [one for word in (trigger, *objects) for one in word.rights]
    below += [one for word in below if word.dep_ == "prep" for one in word.rights if one.dep_ == "pcomp"]
    return any(word.lemma_ in word_class("joining_verb") and is_not_borne_out(word) for word in below)


@switchable(no)
def is_not_borne_out(word: Token) -> bool:
    """Whether a verb completes a word that does not say that it was done, and of which the lexicon of
    modality says nothing."""
    if any(child.lower_ in BARELY_NOT and child.i == word.i - 1 for child in word.lefts):
        return True
    if is_infinitive(word):
        if word.dep_ not in INFINITIVES or _is_perfect(word) or _is_what_came(word) or _is_yet_to_come(word):
            return False
        return not _bears_out(_governor(word))
    if not word.lower_.endswith("ing"):
        return False
    if word.dep_ in ("pcomp", "pobj"):
        return _is_left_open(word.head)
    return word.dep_ == "xcomp" and word.head.pos_ == "VERB" and not _bears_out(word.head)


@switchable(no)
def _is_yet_to_come(word: Token) -> bool:
    """'Has yet to join': that it was not done is told."""
    first = next(word.lefts, word)
    before = first.nbor(-1).lower_ if first.i > word.sent.start else ""
    return before == "yet" and word.head.lemma_ == "have"


@switchable(no)
def is_left_open_by_verb(noun: Token) -> bool:
    """Whether a noun is what somebody calls for, fears or puts off: 'called for the suspension of'."""
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "against":
        return True
    return noun.dep_ in ("dobj", "pobj") and is_a(governor, "leaving_open")


@switchable(no)
def is_only_ahead(noun: Token) -> bool:
    """Whether a noun is what somebody is on his way to: 'close to accession', 'the road to membership'."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in AHEAD:
        return False
    governor = _governor(preposition)
    return governor.pos_ in NOMINAL and not _bears_out(governor)


def _is_left_open(preposition: Token) -> bool:
    """Whether a preposition goes with a word that does not say that what stands behind it was done."""
    governor = _governor(preposition)
    if preposition.i and preposition.nbor(-1).lower_ == "instead":
        return False  # the lexicon of modality says that it was not done
    if preposition.lower_ in OPEN_PREPOSITIONS:
        return not _bears_out(governor)
    behind_noun = governor.pos_ in NOMINAL and governor.i < preposition.i
    return behind_noun and preposition.lower_ in OPEN_BEHIND_NOUNS and not _bears_out(governor)


def _governor(word: Token) -> Token:
    """What a word completes: the noun right before it, which the parse often passes over ('signed a deal
    to join', 'is on the path to joining'), else what it hangs on."""
    first = next(word.lefts, word)
    before = first.nbor(-1) if first.i > word.sent.start else word.head
    passed_over = before.pos_ == "NOUN" and word.dep_ in ("advcl", "prep") and before.i != word.head.i
    return before if passed_over and before.ent_type_ != "DATE" else word.head


def _bears_out(governor: Token) -> bool:
    """Whether a word, or the lexicon of modality for it, says what has become of what completes it."""
    lemma = governor.lemma_.lower()
    known = governing("governor")
    if lemma in known or governor.lower_ in known or lemma == "be":
        return True
    bearing = word_class("implicative_verb", "bearing_out")
    if lemma in bearing or governor.lower_ in bearing or governor.ent_type_ == "DATE":
        return True
    if _was_let(governor) or governor.dep_ == "dobj" and is_a(governor.head, "completing"):
        return True
    return governor.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET") and is_one_of_a_row(governor)


def _was_let(governor: Token) -> bool:
    """'Was allowed to join', 'was made to leave', which was done; not 'is allowed to'."""
    helped = [*governor.lefts, *(governor.head.lefts if governor.dep_ == "acomp" else ()), governor.head]
    return governor.lower_ in word_class("letting") and any(
        one.lower_ in ("was", "were") and one.dep_ in ("auxpass", "ROOT", "ccomp", "relcl", "conj")
        for one in helped
    )


def is_one_of_a_row(noun: Token) -> bool:
    """'The first to join', 'the third country to leave', 'the latest of its states to apply'."""
    ranked = (one.ent_type_ == "ORDINAL" or one.like_num and one.tag_ != "CD" for one in (noun, *noun.lefts))
    return any(ranked) or any(one.lower_ in word_class("row_word") for one in (noun, *noun.lefts))


def _is_what_came(word: Token) -> bool:
    """'Left, only to return in 2018'."""
    first = next(word.lefts)
    return word.dep_ == "advcl" and (
        first.lower_ == "only" or first.i > 0 and first.nbor(-1).lower_ == "only"
    )


def _is_perfect(word: Token) -> bool:
    """'Is said to have joined'."""
    return word.tag_ == "VBN" and any(child.lower_ == "have" for child in word.lefts)
