"""Whether the name of a capital stands for the government or for the place, by the parse.

'Moscow backs the bid', 'talks with Jakarta', 'Paris's objection': the government. 'met in Astana', 'flew to Moscow',
'a Vienna newspaper', a dateline: the place. Where the parse does not tell, a capital is a place: a missing government
costs less than an invented one.
"""

import re

from spacy.tokens import Doc, Span, Token

from pipeline.lexicon import word_class

DATELINE = re.compile(r"(?:[A-Z][\w.'\u2019/-]*,? ?){1,6}(?:,[^\n]{0,30})?(?:\([^)\n]{1,30}\))? ?(?:[-\u2010-\u2015]{1,3}|:|\.)\s")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent", "dative", "csubj"})


def dateline_end(text: str, start: int) -> int:
    """The end of a dateline that begins at this character ('ASTANA, 24 April (Agency) -'), or `start` where none does."""
    match = DATELINE.match(text, start)
    if not match:
        return start
    place = match.group().split(",")[0].split("(")[0]
    letters = [c for c in place if c.isalpha()]
    return match.end() if letters and sum(c.isupper() for c in letters) >= 0.8 * len(letters) and len(letters) > 2 else start


def stands_for_government(span: Span) -> bool:
    """Whether the tokens of a capital's name mean the government that sits there."""
    return _governs(span.root, set())


def _governs(token: Token, seen: set[int]) -> bool:
    if token.i in seen:
        return False
    seen.add(token.i)
    head, role = token.head, token.dep_
    if role in SUBJECTS:
        return True
    if role == "poss":
        return head.lemma_.lower() not in word_class("place_noun")
    if role in {"conj", "appos"}:
        return _governs(head, seen) if head.pos_ in {"PROPN", "NOUN"} else role == "conj" and token.pos_ == "PROPN" and head.pos_ == "VERB"
    if role in {"compound", "nmod", "amod", "npadvmod"}:
        return head.lemma_.lower() in word_class("government_noun")
    if role in {"dobj", "iobj", "oprd", "attr"}:
        return head.lemma_.lower() not in word_class("motion_verb")
    if role in {"pobj", "pcomp"}:
        return _governs_after(head)
    if role == "ROOT":
        return False
    return role in {"nsubj", "intj"} or (role == "dep" and head.pos_ == "VERB" and token.i < head.i)


def _governs_after(preposition: Token) -> bool:
    """Whether a capital after this preposition means the government."""
    word, head = preposition.lower_, preposition.head
    lemma = head.lemma_.lower()
    if word in word_class("place_preposition"):
        return word == "in" and lemma in word_class("government_noun")
    if word == "to":
        return lemma not in word_class("motion_verb") | word_class("motion_noun")
    if word == "from":
        return lemma in word_class("government_noun") | word_class("official_noun")
    if word == "of":
        return lemma not in word_class("place_noun") | {"city", "capital", "town", "treaty", "declaration", "port", "agreement", "north", "south"}
    return word in word_class("relation_preposition")


def datelines(doc: Doc) -> list[tuple[int, int]]:
    """The datelines at the beginnings of segments and paragraphs, as (start, end)."""
    starts = [segment.start for segment in doc._.segments] + [match.end() for match in re.finditer(r"\n\s*", doc.text)]
    found = {(start, dateline_end(doc.text, start)) for start in starts}
    return sorted((start, end) for start, end in found if end > start)
