"""News outlets that relay somebody else's words: how a phrase tells that it names one, and which."""

from spacy.tokens import Doc, Token

from pipeline.language.annotations import Mention
from pipeline.language.names.mentions import within
from pipeline.lexicon import word_class

SAME = ("same", "that", "this", "said")
# What stands in small letters within a name.
LINKING = frozenset("del de la di da do dos du des der van von i e d' d’".split())


def outlet_mention(doc: Doc, start: int, end: int) -> Mention | None:
    """The outlet of the gazetteer within the tokens [start, end), if any."""
    if start >= end:
        return None
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return next(
        (m for m in within(doc._.mentions, first, last) if m.kind == "outlet" and m.linked_by != "anaphora"),
        None,
    )


def outlet_phrase(doc: Doc, start: int, end: int) -> bool:
    """Whether a phrase [start, end) is an outlet: known, 'the daily X', 'the X Herald', 'state radio'."""
    return (
        outlet_noun(doc, start, end) is not None
        or outlet_mention(doc, start, end) is not None
        or named_like_outlet(doc, start, end)
    )


def outlet_noun(doc: Doc, start: int, end: int) -> int | None:
    """Index of the noun for an outlet's kind, unless it modifies a person ('agency official')."""
    nouns = word_class("outlet_noun")
    for position in range(start, end):
        token = doc[position]
        if token.lower_ in ("of", "for", "in", "at", "who", "that", "whose", ","):
            return None
        if token.lower_ in nouns and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            rest = [t for t in doc[position + 1 : end] if t.pos_ == "NOUN" and t.text.islower()]
            rest = [t for t in rest if t.lower_ not in nouns]
            if not rest or rest[0].lower_ == "in":
                return position
    return None


def named_like_outlet(doc: Doc, start: int, end: int) -> bool:
    """Whether a capitalised phrase has a word of outlets' names ('Kauri Business Daily')."""
    names = [t for t in doc[start:end] if t.text[:1].isupper()]
    words = word_class("outlet_name_word")
    named = any(t.lower_ in words for t in names)
    return named and not any(t.pos_ == "NOUN" and t.text.islower() for t in doc[start:end])


def outlet_name(doc: Doc, start: int, end: int) -> str:
    """The outlet's name in the phrase: what is capitalised after 'the daily' or before 'news agency', or the
    phrase without its article."""
    noun = outlet_noun(doc, start, end)
    tokens = list(range(start, end))
    if noun is not None and doc[noun].text.islower():
        after = [i for i in tokens if i > noun]
        after = [i for i in after if doc[i].text[:1].isupper() or doc[i].text in ("-", "’", "'", "’s", "'s")]
        if after:
            return doc[after[0] : end].text.strip(" ,")
        named = agency_name(doc, start, noun)
        if named is not None:
            return named
    while tokens and doc[tokens[0]].pos_ == "DET" and doc[tokens[0]].lower_ != "this":
        tokens.pop(0)
    capital = [i for i in tokens if doc[i].text[:1].isupper()]
    if capital and noun is None and capital[0] != tokens[0]:
        tokens = [i for i in tokens if i >= capital[0]]
    return doc[tokens[0] : end].text.strip(" ,") if tokens else doc[start:end].text


def agency_name(doc: Doc, start: int, noun: int) -> str | None:
    """The name before 'agency' or 'news agency', which are no part of it."""
    if doc[noun].lower_ != "agency":
        return None
    end = noun - 1 if noun > start and doc[noun - 1].lower_ in ("news", "press") else noun
    first = end
    while first > start and (doc[first - 1].pos_ == "PROPN" or doc[first - 1].text == "-"):
        first -= 1
    return doc[first:end].text if first < end and doc[first].text[:1].isupper() else None


def generic(doc: Doc, start: int, end: int) -> bool:
    """Whether the phrase only points back to an outlet named before: 'the station', 'the same agency'."""
    words = [t for t in doc[start:end] if t.pos_ not in ("PUNCT",)]
    nouns = word_class("outlet_noun")
    return all(
        t.lower_ in ("the", "its", *SAME) or t.lower_ in nouns and t.text.islower() for t in words
    ) and any(t.lower_ in ("the", *SAME) for t in words)


def outlets_in(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The first noun phrase within [start, end) that means an outlet, as tokens."""
    dates = dates_within(doc, start, end)
    position = start
    while position < end:
        token = doc[position]
        # 'told her country's radio'; 'in its newsletter' relays nothing
        owned = token.tag_ == "PRP$" and position + 2 < end and doc[position + 2].tag_ == "POS"
        if (owned or token.pos_ in ("DET", "NOUN", "PROPN", "ADJ")) and token.dep_ != "punct":
            stop = position + 1
            while stop < end and of_outlet(doc[stop]) and doc[stop].idx not in dates:
                stop += 1
            if outlet_phrase(doc, position, stop):
                return position, stop
            position = stop
        position += 1
    return None


def dates_within(doc: Doc, start: int, end: int) -> set[int]:
    """Where dates in small letters begin within the tokens [start, end): none belongs to an outlet ('the
    daily X | last week', but 'Norland Today')."""
    if start >= end:
        return set()
    last = doc[end - 1]
    found = within(doc._.mentions, doc[start].idx, last.idx + len(last))
    return {m.start for m in found if m.kind == "date" and doc.text[m.start].islower()}


def of_outlet(token: Token) -> bool:
    """Whether a word may go on a phrase for an outlet."""
    if token.pos_ in ("DET", "NOUN", "PROPN", "ADJ", "X") or token.text[:1].isupper():
        return True
    return token.lower_ in LINKING or token.text in ("-", "'s", "’s", "’", "'", "&")
