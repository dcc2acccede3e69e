"""Status terms in the text: 'dialogue partner', 'associate member', 'candidate status'."""

import itertools

from pipeline.language.claims.rules.referents import Page
from pipeline.lexicon import status_terms, word_class

ADJECTIVES = {word: word for word in ("associate", "observer", "candidate", "partner")}
ADJECTIVES |= {"association": "associate", "associated": "associate"}
CANDIDATES = frozenset({"candidate", "aspirant"})
LENGTHS = (4, 3, 2)  # of terms, in words


def status_near(page: Page, start: int, end: int, organisation: str | None = None) -> str | None:
    """The status that words among the tokens name, the most specific first; None where they name none."""
    tokens = page.doc[start:end]
    lemmas = [token.lemma_.lower() for token in tokens]
    return _longest_term([token.lower_ for token in tokens], lemmas, organisation) or _plain_term(lemmas)


def _longest_term(words: list[str], lemmas: list[str], organisation: str | None) -> str | None:
    """The status of the longest term there of several words, of any organisation's or of this one's."""
    terms = status_terms()
    keys = ("*", organisation.removeprefix("org:")) if organisation else ("*",)
    for length in LENGTHS:
        for first in range(len(words) - length + 1):
            forms = (" ".join(row[first : first + length]) for row in (words, lemmas))
            named = (terms[key, form] for form in forms for key in keys if (key, form) in terms)
            if found := next(named, None):
                return found
    return None


def _plain_term(lemmas: list[str]) -> str | None:
    """The status of a word alone ('an observer'), or of one that goes with another ('partner status')."""
    alone = next((word for word in lemmas if word in ("observer", "associate")), None)
    if alone is not None:
        return alone
    for word, following in itertools.pairwise(lemmas):
        if word in ADJECTIVES and following in word_class("status_head_noun"):
            return ADJECTIVES[word]
    if "status" in lemmas and not CANDIDATES.isdisjoint(lemmas):
        return "candidate"
    if "partner" in lemmas and ("status" in lemmas or "dialogue" in lemmas):
        return "dialogue_partner" if "dialogue" in lemmas else "partner"
    return None
