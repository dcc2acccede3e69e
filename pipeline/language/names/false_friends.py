"""Names of states that mean something else where they stand, and names that several states share.

'Michael Jordan', 'Atlanta, Georgia', 'the Jordan Post', 'the Niger Basin': a state's name is left out inside
the name of a person, a company or a river, or where words around it are those of its namesake
(seeds/lexicon/namesakes.csv). So is one that only describes a group or a part: 'former Soviet republics',
'the Mexican state of Jalisco', 'Northern Mali'; and an organisation within another name: 'NATO Response
Force'.
"""

import functools
import re

from spacy.tokens import Span, Token

from pipeline.language.text.classes import is_a
from pipeline.language.text.plurals import singular
from pipeline.lexicon import Alias, namesakes, word_class, word_notes

PAST = re.compile(r"(?i)\b(former|formerly|ex|once|post|erstwhile|one-time)[ -]$")
PART_AFTER = re.compile(
    r"(?:['\u2019]s)? (?:federal |breakaway |separatist |autonomous |rebel |occupied |unrecogni[sz]ed "
    r"|southern |northern |eastern |western |central "
    r"|border |coastal )?"
    r"(?:states?|provinces?|regions?|cit(?:y|ies)|towns?|county|district|enclaves?|exclaves?)"
    r"(?: and (?:cit(?:y|ies)|towns?|regions?))? of [A-Z]"
    r"| [Oo]verseas (?:[Tt]errit|[Cc]ountr|[Cc]ollectiv|[Dd]epart)"
)
# 'Hong Kong (China)' is Hong Kong.
WITHIN_CHINA = re.compile(r"\b(?:Hong Kong|Macao|Macau|Taiwan)(?: \(|-)$")
# 'the People's Republic of Norland' is no epithet's; 'states of the former Soviet Union' are none of them.
OF_ANOTHER = re.compile(r" of (?:the )?[A-Z]")
STATES_OF = re.compile(
    r"(?i)\b(?:countries|states|republics|nations|territories|parts) (?:of|from|in) the (?:former |ex-)$"
)
# 'Pro-Norland forces' and 'Norlandic-speaking states' need not be Norland's.
LEANING = re.compile(r"(?i)\b(?:pro|anti)-$")
SPEAKING = re.compile(r"-(?:speaking|majority)\b")
OWN_GROUP = re.compile(
    r"['\u2019]s? (?:(?:former|one-time|erstwhile|ex-?) ?(?:[A-Z]\w+ )?(\w+)|(successor) \w+)"
)
PART_BEFORE = re.compile(r"\b(?:Northern|Southern|Eastern|Western|Upper|Lower|Inner|Outer) $")


def choose(span: Span, aliases: tuple[Alias, ...], told: dict[str, int]) -> Alias:
    """The one of several aliases with the same words that the text speaks for.

    `told` counts the entities that the text names without ambiguity. A state told elsewhere is meant; else
    the usual one (word class ambiguous_default); else the first.
    """
    exact = [alias for alias in aliases if alias.text == span.text] or list(aliases)
    if len({alias.entity for alias in exact}) == 1:
        return exact[0]
    counted = max(exact, key=lambda alias: told.get(alias.entity, 0))
    if told.get(counted.entity, 0):
        return counted
    usual = word_notes("ambiguous_default").get(span.text.lower())
    return next((alias for alias in exact if alias.entity == usual), exact[0])


def is_wrong_friend(text: str, span: Span, alias: Alias) -> bool:
    """Whether the words of a state's alias mean something else here."""
    if _names_part(text, span) or (
        alias.text == "China" and WITHIN_CHINA.search(text, max(0, span.start_char - 12), span.start_char)
    ):
        return True
    if alias.form in {"adjective", "demonym"}:
        return _in_proper_name(span, adjective=True) or _names_group(text, span)
    return (
        _in_proper_name(span, adjective=False)
        or _owns_group(text, span)
        or (
            alias.form == "epithet"
            and (_follows_name(span) or OF_ANOTHER.match(text, span.end_char) is not None)
        )
        or STATES_OF.search(text, max(0, span.start_char - 36), span.start_char) is not None
        or _within_person(span, alias)
        or _in_american_state(text, span)
        or _namesake(text, span, alias)
    )


def _in_proper_name(span: Span, *, adjective: bool) -> bool:
    """'the Jordan Post', 'China Sea', 'Norwegian Airlines': a next word ends another name."""
    if span.end < len(span.doc) and span.doc[span.end].lower_ in {"'s", "\u2019s"}:
        return False
    for token in span.doc[span.end : span.end + 3]:
        if not token.text[:1].isupper() or token.is_sent_start:
            return False
        if token.lower_ in word_class("name_tail"):
            return not (adjective and token.i > span.end)
        if token.lower_ in word_class("office_word"):
            return False
    return False


def names_members(text: str, span: Span) -> bool:
    """'former Warsaw Pact countries': those of an organisation, not it."""
    following = span.doc[span.end] if span.end < len(span.doc) else None
    led = PAST.search(text, max(0, span.start_char - 14), span.start_char)
    return bool(led) and following is not None and is_a(following, "plural_state_noun")


def is_within_name(span: Span) -> bool:
    """Whether an organisation's words are part of the name of something else: 'NATO Response Force', 'the
    US-ASEAN Business Council'. Its own bodies are names of their own (organisation_aliases.csv)."""
    tail = None
    for token in span.doc[span.end : span.end + 5]:
        if token.is_sent_start or not (token.text[:1].isupper() or token.text == "-"):
            break
        tail = token
    return tail is not None and tail.lower_ in word_class("part_tail")


def _names_group(text: str, span: Span) -> bool:
    """'former Soviet republics', 'ex-Yugoslav states', 'French colonies': not the state of the adjective."""
    led = PAST.search(text, max(0, span.start_char - 14), span.start_char)
    if led and led[1].lower() == "post" or LEANING.search(text, max(0, span.start_char - 6), span.start_char):
        return True
    if SPEAKING.match(text, span.end_char):
        return True
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if following is not None and following.text in word_class("people_within"):
        return True
    for token in span.doc[span.end : span.end + 3]:
        lemma = token.lemma_.lower()
        plural = token.tag_ == "NNS" or lemma not in ("republic", "ally")
        dependent = lemma in word_class("dependent_noun") and plural
        if dependent or (led and lemma in word_class("plural_state_noun")):
            return not token.text[:1].isupper()
        if (token.is_punct and token.text != "-") or token.pos_ in {"VERB", "AUX", "ADP"}:
            return False
    return False


def _owns_group(text: str, span: Span) -> bool:
    """'France's former colonies', 'Yugoslavia's successor states': states that the owner is none of."""
    owned = OWN_GROUP.match(text, span.end_char)
    if owned is None:
        return False
    return bool(owned[2]) or singular(owned[1].lower()) in word_class("dependent_noun")


def _names_part(text: str, span: Span) -> bool:
    """'the U.S. state of Georgia', 'the Russian region of Belgorod', 'Northern Mali': a part of the state."""
    return bool(
        PART_AFTER.match(text, span.end_char)
        or PART_BEFORE.search(text, max(0, span.start_char - 12), span.start_char)
    )


def _follows_name(span: Span) -> bool:
    """Whether an epithet ends a longer name: 'the Donetsk People's Republic'."""
    before = span.doc[span.start - 1] if span.start > 0 and not span[0].is_sent_start else None
    return before is not None and before.text[:1].isupper() and before.lower_ != "the"


@functools.cache
def _beside(alias: str) -> tuple[re.Pattern, re.Pattern] | None:
    """What stands before and after a name that is not the state's, by the words that speak for the namesake
    right beside it: 'governor of Georgia', 'Georgia Republicans'."""
    cues = namesakes().get(alias, {}).get("beside", ())
    if not cues:
        return None
    words = "|".join(sorted(map(re.escape, cues), key=len, reverse=True))
    others = "|".join(
        sorted((re.escape(name.title()) for name in word_class("american_state")), key=len, reverse=True)
    )
    cities = [
        re.escape(city.title()) for city, state in word_notes("city_of_namesake").items() if state == alias
    ]
    near = rf"|\b(?:{'|'.join(cities)}), " if cities else ""
    before = (
        rf"(?:\b(?:{words})(?:,? [A-Z][\w.'\u2019-]+){{0,3}},? (?:of|from|for|in) (?:the )?"
        rf"|\b(?:U\.?S\.?|American|the) state of |\b[DRI]-|\b(?:{others})(?:, (?:and )?| and ){near})$"
    )
    after = (
        rf"(?:['\u2019]s?)?(?: "
        rf"(?:state|former|new|US|U\.S\.|Republican|Democratic|lieutenant))?[ -](?:{words})\b"
        rf"|, an? (?:\w+ )?(?:{words})\b|, (?:USA?|U\.S\.(?:A\.)?)(?!\w)|(?:, (?:and )?| and )(?:{others})\b"
    )
    return re.compile(before), re.compile(after)


def beside_namesake(text: str, name: str, start: int, end: int) -> bool:
    """Whether the words right beside a name say that it is not the state's."""
    patterns = _beside(name)
    if patterns is None:
        return False
    before, after = patterns
    return bool(before.search(text, max(0, start - 70), start) or after.match(text, end))


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[1:].islower() and token.pos_ == "PROPN"


def _within_person(span: Span, alias: Alias) -> bool:
    """Whether the span is part of a person's name: it is a given or family name next to another."""
    before = span.doc[span.start - 1] if span.start > 0 and not span[0].is_sent_start else None
    after = span.doc[span.end] if span.end < len(span.doc) and not span.doc[span.end].is_sent_start else None
    if alias.form != "capital" and "name" not in (alias.caution or ""):
        return False
    if before is not None and _is_name(before) and before.dep_ == "compound":
        joins = before.lower_ not in word_class("office_word", "name_lead")
        if joins and before.head.i == span.root.i and span.root.head.i != before.i:
            return True
    if after is None or not _is_name(after) or after.lower_ in word_class("office_word"):
        return False
    return span.root.dep_ == "compound" and span.root.head.i == after.i and after.tag_ == "NNP"


def _in_american_state(text: str, span: Span) -> bool:
    """'Lebanon, Ohio', 'Moscow, Idaho'."""
    match = re.match(r", ([A-Z]\w+(?: [A-Z]\w+)?)", text[span.end_char : span.end_char + 24])
    return match is not None and (
        match[1].lower() in word_class("american_state")
        or match[1].split()[0].lower() in word_class("american_state")
    )


def _namesake(text: str, span: Span, alias: Alias) -> bool:
    """Whether the sentence has words of the namesake and neither it nor the brief speaks for the state."""
    cues = namesakes().get(alias.text)
    if cues is None:
        return False
    sentence = text[span.sent.start_char : span.sent.end_char]
    if not any(re.search(rf"\b{re.escape(cue)}\b", sentence) for cue in cues["other"]):
        return False
    return not any(re.search(rf"\b{re.escape(cue)}\b", text) for cue in cues["state"])
