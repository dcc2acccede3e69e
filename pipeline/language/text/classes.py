"""Whether a word is one of a class of words."""

from spacy.tokens import Token

from pipeline.lexicon import word_class


def is_a(word: Token, *classes: str) -> bool:
    """Whether a word's lemma has one of these classes of words."""
    return word.lemma_.lower() in word_class(*classes)
