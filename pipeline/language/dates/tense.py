"""Whether a passage is told of the past or of the future, by the verb that governs it."""

from spacy.tokens import Span, Token

from pipeline.language.text.classes import is_a
from pipeline.lexicon import word_class

FUTURE_AUXILIARIES = frozenset("will 'll ’ll wo shall would 'd may might could should must can".split())
PERFECT = frozenset({"have", "has", "had", "'ve", "\u2019ve", "having"})


def told_of(span: Span) -> str:
    """'past', 'future' (will, would, may) or 'ahead' (present tense, infinitives: most often the future).

    Where no verb tells, the past: news reports what has happened.
    """
    token = span.root
    verb = governing_verb(span)
    if span.end + 1 < len(span.doc) and span.doc[span.end].text == ":" and span.doc[span.end + 1].is_quote:
        return "past"  # 'the minister on Monday: "We will agree."'
    if token.head.lower_ in {"to", "until"} and verb is not None and is_a(verb, "postponing_verb"):
        return "future"
    if _says_since_when(span) and verb is not None and _of_verb(verb) == "ahead":
        return "past"
    seen = set()
    while token.i not in seen:
        seen.add(token.i)
        if token.lower_ == "ahead" and token.i + 1 < len(span.doc) and token.nbor(1).lower_ == "of":
            return "future"  # 'ahead of a summit on Thursday'
        if token.i < span.start or token.i >= span.end:
            if is_a(token, "future_word") and not _has(token, PERFECT | {"was", "were", "been"}):
                return "ahead"
        if token.pos_ in {"VERB", "AUX"} and token.tag_ != "MD":
            told = _of_verb(token)
            if told:
                return told
        token = token.head
    return "past"


def _says_since_when(span: Span) -> bool:
    """'As of Monday Chad is no member any more': what holds now has begun; 'will be none' is told of the
    future."""
    before = span.doc[max(0, span.start - 2) : span.start + 2].text.lower()
    return before.startswith("as of ") or before.endswith("as of")


def _has(verb: Token, forms: frozenset[str] | set[str]) -> bool:
    return any(child.lower_ in forms for child in verb.lefts if child.dep_ in {"aux", "auxpass", "neg"})


def _of_verb(verb: Token) -> str | None:
    """What one verb tells; None where its own head must be asked."""
    tag = verb.tag_
    # 'would have' and 'will have' are of the future still; 'may have' of the past.
    if _has(verb, FUTURE_AUXILIARIES):
        return (
            "past" if _has(verb, PERFECT) and not _has(verb, {"will", "'ll", "would", "shall"}) else "future"
        )
    if _has(verb, PERFECT) or tag == "VBD":
        return "past"
    if tag in {"VB", "VBN"} and _has(verb, {"to"}):
        return _of_infinitive(verb)
    if tag == "VBN":
        if _has(verb, {"was", "were", "been", "got"}):
            return "past"
        if _has(verb, {"is", "are", "'s", "'re", "be"}):
            return "ahead"
        return None if verb.dep_ in {"ccomp", "xcomp"} else "past"
    if tag == "VBG":
        if _has(verb, {"is", "are", "'s", "'re", "be"}):
            return "ahead"
        return "past" if _has(verb, {"was", "were"}) else None
    if tag in {"VBZ", "VBP"}:
        return "past" if is_a(verb, "reporting_verb") else "ahead"
    return None


def _of_infinitive(verb: Token) -> str | None:
    """'plans to join' looks ahead, 'failed to join' and 'began to join' do not; nor does 'applied to join',
    whose date is that of the application."""
    head = verb.head
    if verb.dep_ == "acl" and head.dep_ == "dobj":
        return _of_purpose(head.head)
    lemma = head.lemma_.lower()
    if head.i != verb.i and (lemma in word_class("implicative_verb") or _has(head, {"had"})):
        return _of_verb(head)  # 'had threatened to leave in May', before what is told now
    acted = (
        head.tag_ == "VBD" and verb.dep_ in {"xcomp", "advcl"} and lemma not in word_class("planning_verb")
    )
    return "past" if acted else "ahead"


def _of_purpose(verb: Token) -> str | None:
    """'Filed an application to join on Monday': the day of the deed whose object the infinitive describes; of
    'has a plan to join on Monday' that of joining."""
    acted = verb.tag_ in {"VBD", "VBN"} and not is_a(verb, "planning_verb")
    return _of_verb(verb) if acted and verb.lemma_ not in word_class("possessing_verb") else "ahead"


def governing_verb(span: Span) -> Token | None:
    """The verb that a passage depends on; None where there is none."""
    token = span.root
    for _ in range(len(span.doc)):
        if token.pos_ in {"VERB", "AUX"} and token.tag_ != "MD":
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def in_present_perfect(span: Span) -> bool:
    """Whether the verb that governs a passage says what has been going on ('has sought')."""
    verb = governing_verb(span)
    perfect = verb is not None and _has(verb, {"has", "have", "'ve", "\u2019ve"})
    return perfect and verb is not None and not _has(verb, FUTURE_AUXILIARIES)
