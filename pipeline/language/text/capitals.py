"""Whether the name of a capital stands for the government or for the place, by what stands around it and by
the parse.

'Moscow backs the bid', 'talks with Jakarta', 'Paris's objection', 'a diplomat from Tashkent': the government.
'met in Astana', 'flew to Moscow', 'a Vienna newspaper', a dateline: the place. Where nothing tells, a capital
is a place: a missing government costs less than an invented one.
"""

import re

from spacy.tokens import Doc, Span, Token

from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import ACTORS
from pipeline.lexicon import word_class

# Between two words stands a separator that no word contains, so that a run of capitals is read in one way
# alone.
DATELINE = re.compile(
    r"[A-Z][\w.'\u2019/-]*(?:(?:, ?| )[A-Z][\w.'\u2019/-]*){0,5}(?:, ?| "
    r")?(?:,[^\n]{0,30})?(?:\([^)\n]{1,30}\))? ?(?:[-\u2010-\u2015]{1,3}|:|\.)\s"
)
OPENING = frozenset("\"'\u201c\u2018\u00ab(") | {"''", "``"}
NOUNS = frozenset({"NOUN", "PROPN"})


def dateline_end(text: str, start: int) -> int:
    """The end of a dateline that begins at `start` ('ASTANA, 24 April (Agency) -'), else `start`."""
    match = DATELINE.match(text, start)
    if not match:
        return start
    place = re.split(r"[,(:\u2010-\u2015]| -", match.group())[0]
    letters = [c for c in place if c.isalpha()]
    shouted = len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
    return match.end() if shouted else start


def datelines(doc: Doc, text: str | None = None) -> list[tuple[int, int]]:
    """The datelines at the heads of segments and paragraphs, (start, end); `text` is the Doc's."""
    text = doc.text if text is None else text
    starts = [segment.start for segment in doc._.segments] + [
        match.end() for match in re.finditer(r"\n\s*", text)
    ]
    found = {(start, dateline_end(text, start)) for start in starts}
    return sorted((start, end) for start, end in found if end > start)


def stands_for_government(span: Span, *, seat: bool = False) -> bool:
    """Whether a capital's name means the government that sits there; `seat` for the Kremlin and its like."""
    before, after = _before(span), span.doc[span.end] if span.end < len(span.doc) else None
    if before is None and after is not None and after.is_alpha and after.is_upper and len(after) > 2:
        return True  # a headline in capitals, which the parser cannot read
    if after is not None and (
        after.lower_ in {"'s", "\u2019s"} or after.text == "'" and span.text.endswith("s")
    ):
        return _possessor(span)
    if after is not None and after.text == "-" and span.end + 1 < len(span.doc):
        return span.doc[span.end + 1].lower_ in word_class("backing_participle")
    if before is not None and before.text == "-" and before.i > 0:
        return before.nbor(-1).lower_ in {"pro", "anti"}
    attributive = _modified_noun(span, after)
    if attributive is not None:
        return seat or is_a(attributive, "government_noun", "official_noun")
    if (
        before is not None
        and before.pos_ == "ADP"
        or (before is not None and before.lower_ == "to" and span.root.dep_ == "pobj")
    ):
        return _after_preposition(before)
    root = span.root
    if root.dep_ == "conj" and root.head.pos_ == "PROPN":
        return _governs(root.head)
    return _governs(root) or _opens_clause(before, after)


def _before(span: Span) -> Token | None:
    """The word before, the article of 'the Kremlin' and opening quotation marks aside."""
    index = span.start - 1
    while index >= 0 and (
        span.doc[index].text in OPENING or span.doc[index].lower_ in {"the", "both", "even"}
    ):
        index -= 1
    return span.doc[index] if index >= 0 and not span.doc[index + 1].is_sent_start else None


def _possessor(span: Span) -> bool:
    """Whether what a capital owns may be a government's: no place ('London's suburbs')."""
    noun = span.root.head if span.root.dep_ == "poss" else None
    return noun is None or not is_a(noun, "place_noun")


def _modified_noun(span: Span, after: Token | None) -> Token | None:
    """The noun that the name qualifies ('the Vienna daily', 'Kremlin officials'), or None."""
    if after is None or after.is_punct or after.tag_ in {"VBZ", "VBD", "MD", "VB"}:
        return None
    if after.lower_ in word_class("loose_adverb"):
        return None
    head = span.root.head
    linked = span.root.dep_ in {"compound", "nmod", "amod"} and head.i >= span.end and head.pos_ in NOUNS
    if linked:
        return head
    article = (
        span.start > 0 and span.doc[span.start - 1].lower_ in {"the", "a", "an"} and span[0].lower_ != "the"
    )
    if article and after.pos_ in {"NOUN", "ADJ"} and after.text[:1].islower():
        return next((t for t in span.doc[after.i : after.i + 3] if t.pos_ in NOUNS), after)
    return None


def _opens_clause(before: Token | None, after: Token | None) -> bool:
    """Whether the name begins a sentence or clause that a verb follows."""
    begins = before is None or before.text in {",", ";", ":", "."} or before.tag_ in {"WRB", "IN"}
    begins = begins or before is not None and before.pos_ in {"SCONJ", "CCONJ"}
    follows = after is not None and (
        after.pos_ in {"VERB", "AUX", "ADV"} or (before is None and (after.text == "," or after.tag_ == "TO"))
    )
    return begins and follows


def _governs(token: Token, depth: int = 0) -> bool:
    """What the name's place in the parse says."""
    head, role = token.head, token.dep_
    if role in ACTORS:
        return True
    if role == "poss":
        return not is_a(head, "place_noun")
    if role in {"conj", "appos"} and head.pos_ in NOUNS and depth < 10:
        return _governs(head, depth + 1)
    if role in {"compound", "nmod", "amod", "npadvmod"}:
        return is_a(head, "government_noun")
    if role in {"dobj", "iobj", "oprd", "attr"}:
        return not is_a(head, "motion_verb")
    if role in {"pobj", "pcomp"}:
        return _after_preposition(head)
    return role == "dep" and head.pos_ == "VERB" and token.i < head.i


def _after_preposition(preposition: Token) -> bool:
    """Whether a capital after this preposition means the government."""
    word, head = preposition.lower_, preposition.head
    lemma = head.lemma_.lower()
    if word in word_class("place_preposition"):
        return word == "in" and lemma in word_class("government_noun")
    if word == "to":
        return lemma not in word_class("motion_verb", "motion_noun")
    if word == "from":
        return lemma not in word_class("motion_verb", "motion_noun", "private_noun")
    if word == "of":
        return lemma not in word_class("place_noun", "place_of")
    return word in word_class("relation_preposition")
