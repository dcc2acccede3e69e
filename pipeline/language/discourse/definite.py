"""Phrases that mean something told before: 'the bloc', 'the Nordic country', 'the three', 'both kingdoms'.

Here they are found in the text; references.py and groups.py say whom they mean.
"""

import dataclasses

from spacy.tokens import Doc, Token

from pipeline.language.dates.numbers import number
from pipeline.language.text.classes import is_a
from pipeline.lexicon import word_class, word_notes

DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
SETS = {
    "two": 2,
    "pair": 2,
    "duo": 2,
    "trio": 3,
    "threesome": 3,
    "quartet": 4,
    "foursome": 4,
    "quintet": 5,
    "sextet": 6,
}
OTHERS = frozenset({"others", "rest", "remainder"})
PERSONAL = frozenset({"his", "her", "their", "my", "our"})
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB"})
LONGEST = 7


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of tokens first..last (inclusive) with its head; `what` is organisation, state, government,
    group, former, latter or others; `size` how many a group has (None: not said); `modifiers` the words
    between, in lower case."""

    what: str
    first: Token
    last: Token
    head: Token
    modifiers: tuple[str, ...] = ()
    size: int | None = None
    of: str | None = None


def find(doc: Doc) -> list[Phrase]:
    """All such phrases of a parsed Doc, in text order, without overlap."""
    found, end = [], -1
    for token in doc:
        if token.i <= end or token.is_space or token.is_punct:
            continue
        phrase = _at(token)
        if phrase is not None:
            found.append(phrase)
            end = phrase.last.i
    return found


def _at(token: Token) -> Phrase | None:
    lower = token.lower_
    if lower in {"both", "neither"}:
        return _pair(token)
    if lower == "all":
        return _all(token)
    if lower in DETERMINERS and (lower == "the" or token.dep_ == "det"):
        return _definite(token)
    if lower in PERSONAL and token.dep_ == "poss":
        head = token.head
        if is_a(head, "own_state_noun") and 0 < head.i - token.i <= 3:
            return Phrase("own", token, head, head)
    if lower == "parliament" and token.dep_ in {"nsubj", "nsubjpass"} and token.i > 0:
        if token.nbor(-1).dep_ not in {"poss", "case", "amod", "compound"}:
            return Phrase("government", token, token, token)
    return None


def _following(token: Token) -> list[Token]:
    """The tokens after a determiner that may belong to its noun phrase."""
    found = []
    for index in range(token.i + 1, min(len(token.doc), token.i + 1 + LONGEST)):
        following = token.doc[index]
        if following.is_space or following.is_sent_start:
            break
        if following.pos_ in MODIFIERS or following.tag_ in {"HYPH", "CD"} or following.text == "-":
            found.append(following)
        else:
            break
    return found


def size_of(token: Token) -> int | None:
    """How many a numeral or set noun means, from two to sixty, or None."""
    word = token.lower_
    if word in SETS:
        return SETS[word]
    try:
        value = number(word)
    except KeyError:
        return None
    return value if 2 <= value <= 60 and word not in {"a", "an"} else None


def _is_plural(token: Token) -> bool:
    if token.tag_ in {"NNS", "NNPS"}:
        return True
    noun = token.pos_ in {"NOUN", "PROPN"}
    return noun and token.lower_ != token.lemma_.lower() and token.lower_.endswith("s")


def _kind_of_plural(noun: Token) -> str | None:
    lemma = noun.lemma_.lower()
    if lemma in word_class("plural_state_noun"):
        return "state"
    return "organisation" if lemma in word_class("generic_organisation_noun") else None


def _definite(token: Token) -> Phrase | None:
    tokens = _following(token)
    if not tokens:
        return None
    first = tokens[0]
    if first.lower_ in {"former", "latter"} and _stands_alone(first):
        return Phrase(first.lower_, token, first, first)
    if first.lower_ in OTHERS and not _next_is(first, "of"):
        return Phrase("others", token, first, first)
    counted = _counted(token, tokens)
    return counted if counted is not None else _noun(token, tokens)


def _stands_alone(token: Token) -> bool:
    """Whether 'former' or 'latter' describes no noun behind it: 'the former, Rome to the latter'."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return after is None or after.pos_ not in MODIFIERS or after.tag_ in {"VBZ", "VBD", "RB", "MD", "VBP"}


def _next_is(token: Token, *words: str) -> bool:
    """Whether one of these words follows, after closing quotation marks too."""
    at, end = token.i + 1, len(token.doc)
    while at < end and token.doc[at].is_quote:
        at += 1
    return at < end and token.doc[at].lower_ in words


def _counted(token: Token, tokens: list[Token]) -> Phrase | None:
    """'the three', 'the first two', 'the two South Asian rivals', 'the trio'."""
    at = next((index for index, t in enumerate(tokens[:3]) if size_of(t) is not None), None)
    if at is None or any(
        t.lower_ not in {"first", "last", "other", "same", "remaining"} for t in tokens[:at]
    ):
        return None
    numeral = tokens[at]
    if (at + 1 < len(tokens) and tokens[at + 1].tag_ == "HYPH") or _next_is(
        numeral, "+", "+2", "%", "percent"
    ):
        return None
    rest = [t for t in tokens[at + 1 :] if t.tag_ != "HYPH"]
    noun = next((t for t in rest if _is_plural(t)), None)
    if noun is not None:
        of = _kind_of_plural(noun)
        between = tuple(t.lower_ for t in rest if t.i < noun.i)
        if of is None or (_next_is(noun, "of") and of == "organisation"):
            return None
        return Phrase("group", token, noun, noun, between, size_of(numeral), of)
    # A noun in the singular is no head of 'the three': it is a verb that the model took for a noun ('the
    # three hope').
    if rest and rest[0].pos_ in {"PROPN", "ADJ", "NUM"}:
        return None
    if numeral.lower_.isdigit() and int(numeral.lower_) > 40:
        return None
    return Phrase("group", token, numeral, numeral, (), size_of(numeral))


def _pair(token: Token) -> Phrase | None:
    if token.dep_ == "preconj" or (token.lower_ == "both" and token.dep_ == "cc"):
        return None
    tokens = _following(token)
    if tokens and tokens[0].lower_ in {"the", "of"}:
        return None
    noun = next((t for t in tokens if _is_plural(t)), None)
    if token.lower_ == "neither" and noun is None and tokens:
        single = tokens[0].pos_ in {"NOUN", "PROPN"} and _kind_of_plural(tokens[0])
        noun = tokens[0] if single else None
    if noun is not None:
        of = _kind_of_plural(noun)
        if of is None:
            # 'Malta and Cyprus, both of them members': the word itself stands for the pair.
            return Phrase("group", token, token, token, (), 2) if is_a(noun, "membership_attribute") else None
        if noun.lemma_.lower() in {"member", "partner", "signatory"} and _next_is(noun, "of"):
            return Phrase("group", token, token, token, (), 2)
        return Phrase("group", token, noun, noun, tuple(t.lower_ for t in tokens if t.i < noun.i), 2, of)
    if _next_is(token, "of") or _is_shared(token):
        return None
    if token.lower_ == "neither" and (
        _next_is(token, "has", "have", "is", "was", "will", "would", "had", "wants", "belongs")
        or token.dep_ in {"nsubj", "nsubjpass"}
    ):
        return Phrase("group", token, token, token, (), 2)
    if token.dep_ == "dobj" and not is_a(token.head, "state_object_verb", "stance_verb"):
        return None
    alone = token.lower_ == "both" and token.pos_ != "CCONJ" and token.dep_ != "det"
    return Phrase("group", token, token, token, (), 2) if alone else None


def _is_shared(token: Token) -> bool:
    """Whether 'both' goes with a pronoun before ('we both share') or a pair after it ('both at home and')."""
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.pos_ == "ADV" and after.i + 1 < len(token.doc):
        return after.nbor(1).pos_ not in {"VERB", "AUX", "ADV"}
    return before in {"we", "you", "us", "they", "them", "i"} or (
        after is not None and after.pos_ in {"ADP", "DET", "NOUN", "PROPN", "PRON", "ADJ"}
    )


def _all(token: Token) -> Phrase | None:
    tokens = _following(token)
    if not tokens or size_of(tokens[0]) is None or (len(tokens) > 1 and tokens[1].tag_ == "HYPH"):
        return None
    counting, size = tokens[0], size_of(tokens[0])
    noun = next((t for t in tokens[1:] if _is_plural(t)), None)
    if noun is None:
        alone = len(tokens) == 1 or tokens[1].pos_ == "VERB"
        return Phrase("group", token, counting, counting, (), size) if alone else None
    of = _kind_of_plural(noun)
    modifiers = tuple(t.lower_ for t in tokens[1:] if t.i < noun.i)
    return Phrase("group", token, noun, noun, modifiers, size, of) if of else None


def _noun(token: Token, tokens: list[Token]) -> Phrase | None:
    """'the 47-nation organisation', 'the country', 'the candidates', 'the government'."""
    for position, noun in enumerate(tokens):
        lemma = noun.lemma_.lower()
        modifiers = tuple(t.lower_ for t in tokens[:position] if t.tag_ != "HYPH")
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if following is not None and (following.tag_ == "HYPH" or following.text == "-"):
            continue
        goes_on = following is not None and following.pos_ in {"NOUN", "PROPN"}
        if noun.pos_ not in {"NOUN", "PROPN"}:
            continue
        if following is not None and goes_on and following.lemma_.lower() in _heads():
            continue
        compound = goes_on and noun.dep_ == "compound"
        if _is_plural(noun) and noun.lower_ not in {"united nations"}:
            of = _kind_of_plural(noun)
            if of and not compound and not _next_is(noun, "of", "that", "which", "who", "in"):
                return Phrase("group", token, noun, noun, modifiers, None, of)
            if lemma in word_class("government_anaphor") and lemma == "authority" and not compound:
                return Phrase("government", token, noun, noun, modifiers)
            if compound or following is None:
                return None
            continue
        before = tokens[:position]
        if set(modifiers) & word_class("singling_word") or any(t.tag_ in {"JJS", "RBS"} for t in before):
            return None
        names = [t.text for t in before if t.pos_ == "PROPN"]
        named = noun.text[:1].isupper() and any(t[:1].isupper() and t[1:].islower() for t in names)
        if named or noun.text == "State":  # diplomats call their department so
            return None
        phrase = _single(token, noun, modifiers, compound)
        if phrase is not None:
            return phrase
    return None


def _single(token: Token, noun: Token, modifiers: tuple[str, ...], compound: bool) -> Phrase | None:
    """'the bloc', 'the kingdom', 'the government': by the noun at the head."""
    lemma = noun.lemma_.lower()
    if lemma in word_class("generic_organisation_noun") and not (
        _next_is(noun, "of", "between", "on", "that") or _is_other_body(modifiers, lemma)
    ):
        return Phrase("organisation", token, noun, noun, modifiers)
    if compound or _next_is(noun, "of"):
        return None
    if lemma in word_class("state_noun") and not _next_is(noun, "where", "that"):
        return Phrase("state", token, noun, noun, modifiers)
    if (
        lemma in word_class("government_anaphor") and token.lower_ != "this"
    ):  # 'this administration' is the speaker's
        return Phrase("government", token, noun, noun, modifiers)
    return None


def _is_other_body(modifiers: tuple[str, ...], lemma: str) -> bool:
    """Whether a modifier says that states do not join it ('the stock market', 'the youth council')."""
    others = word_notes("other_body_modifier")
    return any(others[word] in (None, lemma) for word in modifiers if word in others)


def _heads() -> frozenset[str]:
    return word_class("generic_organisation_noun", "state_noun")
