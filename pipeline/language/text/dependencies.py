"""The labels of the parser's dependencies (the scheme of ClearNLP, which spaCy's English models use): sets of
them, and the dependents of a word by theirs."""

from spacy.tokens import Token

# The noun that a clause says something of.
NOUN_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Who acts, or for whom something is done.
ACTORS = NOUN_SUBJECTS | {"agent", "dative", "csubj"}
# The noun or the clause that a clause says something of.
SUBJECTS = NOUN_SUBJECTS | {"csubj", "csubjpass"}
# Whatever stands as the subject of a clause; "expl" is the one that stands for none ("there", "it").
FORMAL_SUBJECTS = SUBJECTS | {"expl"}


def dependents(word: Token, *relations: str) -> list[Token]:
    """The dependents of a word that have one of these relations to it, in text order."""
    return [child for child in word.children if child.dep_ in relations]


def dependent(word: Token, *relations: str) -> Token | None:
    """The first of them."""
    return next((child for child in word.children if child.dep_ in relations), None)


def has_dependent(word: Token, *relations: str) -> bool:
    """Whether there is one."""
    return dependent(word, *relations) is not None


def word_below(head: Token, *words: str) -> Token | None:
    """The first of these words, in lower case, that hangs on a word."""
    return next((child for child in head.children if child.lower_ in words), None)


def has_word(head: Token, *words: str) -> bool:
    """Whether there is one."""
    return word_below(head, *words) is not None


def up(word: Token, *relations: str) -> Token:
    """What a word hangs on over these relations: over 'conj' the first of those that it is joined to."""
    while word.dep_ in relations and word.head.i != word.i:
        word = word.head
    return word
