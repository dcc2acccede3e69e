"""Lists that tell whom an organisation is made of: 'Mercosur (Argentina, Brazil, ...)', 'the CSTO, a pact of A and
B'.
"""

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.matter import kinds_of
from pipeline.language.claims.rules.referents import Page, entities_of
from pipeline.language.registry import none_of_them, switchable

BRACKETED = 3
OF = 2
TELLING = frozenset({"of", "between", "among", "uniting", "linking", "joining"})
GROUPING = frozenset({"groups", "unites", "links", "embraces"})
CLOSING = {"(": frozenset({")"}), "—": frozenset({"—", "."}), "–": frozenset({"–", "."})}
APPOSITION_MARKS = frozenset({",", "—", "–", "("})


@switchable(none_of_them)
def compositions(page: Page, word: Token) -> list[Draft]:
    """The members listed right after an organisation's name or after a noun that stands for it; empty where no list
    follows.
    """
    mention = page.ends.get(word.i + 1)
    if mention is not None and mention.kind == "organisation" and mention.linked_by != "anaphora":
        organisations, first = entities_of(mention), page.span[id(mention)][0]
    elif "club" in kinds_of(word) and word.pos_ in ("NOUN", "PROPN") and word.tag_ in ("NN", "NNP"):
        organisations, first = _stood_for(page, word)
    else:
        return []
    listed = _bracketed(page, word.i + 1) or _after_of(page, word.i + 1) or _after_verb(page, word.i + 1)
    if len(organisations) != 1 or not organisations[0].startswith("org:") or not listed:
        return []
    made = Draft("holds", "composition", word, word, organisations=organisations)
    made.subjects = tuple(dict.fromkeys(code for one in listed for code in entities_of(one)))
    made.tokens = set(range(first, page.span[id(listed[-1])][1]))
    return [made]


def _stood_for(page: Page, word: Token) -> tuple[tuple[str, ...], int]:
    """The organisation that 'a military pact' or 'the six-nation bloc' stands for: the one before the comma, or the
    one that the definite phrase means.
    """
    start = word.left_edge.i
    if start > word.sent.start + 1 and page.doc[start - 1].text in APPOSITION_MARKS:
        mention = page.ends.get(start - 1)
        if mention is not None and mention.kind == "organisation":
            return entities_of(mention), page.span[id(mention)][0]
    if any(child.lower_ in ("the", "this") for child in word.children):
        return page.referents(word).organisations, start
    return (), start


def _states(page: Page, index: int, fewest: int) -> list[Mention]:
    """The list of states that begins at a token, or before a 'the'."""
    mention = page.starts.get(index) or (
        page.starts.get(index + 1) if page.doc[index].lower_ == "the" else None
    )
    if mention is None or mention.kind != "state" or mention.linked_by == "anaphora":
        return []
    listed = page.run(mention)
    if len(listed) < fewest or any(code.startswith("org:") for one in listed for code in entities_of(one)):
        return []
    return listed


@switchable(none_of_them)
def _bracketed(page: Page, index: int) -> list[Mention]:
    """'(A, B and C)', '— A, B and C —'."""
    if index + 1 >= len(page.doc) or page.doc[index].text not in CLOSING:
        return []
    listed = _states(page, index + 1, BRACKETED)
    after = page.span[id(listed[-1])][1] if listed else len(page.doc)
    return listed if after < len(page.doc) and page.doc[after].text in CLOSING[page.doc[index].text] else []


@switchable(none_of_them)
def _after_verb(page: Page, index: int) -> list[Mention]:
    """'groups A, B and C', where the tagger takes the verb for a noun."""
    if index + 1 >= len(page.doc) or page.doc[index].lower_ not in GROUPING or page.doc[index].pos_ == "VERB":
        return []
    return _states(page, index + 1, OF)


@switchable(none_of_them)
def _after_of(page: Page, index: int) -> list[Mention]:
    """'of A, B and C'."""
    if index + 1 >= len(page.doc) or page.doc[index].lower_ not in TELLING:
        return []
    return _states(page, index + 1, OF)
