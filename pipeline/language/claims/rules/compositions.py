"""Lists that tell whom an organisation is made of: 'the CSTO, a pact of A and B'."""

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.matter import kinds_of
from pipeline.language.claims.rules.referents import Page, entities_of
from pipeline.language.registry import none_of_them, switchable

FEWEST = 2
TELLING = frozenset({"of", "between", "among", "uniting", "linking", "joining"})
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
    listed = _listed(page, word.i + 1)
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


def _listed(page: Page, index: int) -> list[Mention]:
    """'of A, B and C', 'between the A and B'."""
    if index + 1 >= len(page.doc) or page.doc[index].lower_ not in TELLING:
        return []
    index += 1
    mention = page.starts.get(index) or (
        page.starts.get(index + 1) if page.doc[index].lower_ == "the" else None
    )
    if mention is None or mention.kind != "state" or mention.linked_by == "anaphora":
        return []
    listed = page.run(mention)
    if len(listed) < FEWEST or any(code.startswith("org:") for one in listed for code in entities_of(one)):
        return []
    return listed
