"""Which capitalised words name a human being, with the office that the text gives.

A name is found by an office before it ('Deputy Minister Ana Pires'), by one after it ('Ana Pires, a
spokeswoman for ...'), by what the person is said to do ('who heads ...'), or by the statistical model.
"""

import calendar
import dataclasses
import re
from collections.abc import Collection

from spacy.tokens import Doc

from pipeline.language.names.offices import Office, office_ending, office_in, surname_at
from pipeline.language.names.people import Name
from pipeline.language.text.cues import cue_lexicon
from pipeline.language.text.dependencies import FORMAL_SUBJECTS
from pipeline.lexicon import word_class, word_notes

JOINERS = ("-", "’", "'", "‑", "–")
CALENDAR = frozenset(name.lower() for name in (*calendar.month_name[1:], *calendar.day_name))
# Honorifics after 'the'; the full stop of the first is a token of its own.
HONS = ("hon", "rt", "honourable")
RELATIVE = ("who", "whose", "whom")


def taken(doc: Doc) -> set[int]:
    """Characters of mentions of states, organisations, outlets, places and dates: no names of persons."""
    found: set[int] = set()
    for mention in doc._.mentions:
        if mention.kind != "person":
            found.update(range(mention.start, mention.end))
    return found


def runs(doc: Doc, blocked: set[int]) -> list[tuple[int, int]]:
    """Runs of capitalised words [start, end) that may name somebody, particles and hyphens within.

    `blocked` are the characters of other names.
    """
    found, index, length = [], 0, len(doc)

    def capital(i: int) -> bool:
        token = doc[i]
        if not token.text[:1].isupper() or token.text[-1:].isdigit() or token.idx in blocked:
            return False
        if token.lower_ not in word_class("no_name_part"):
            return True
        return token.lower_ in CALENDAR and surname_at(doc, i)

    while index < length:
        if not capital(index):
            index += 1
            continue
        stop = index + 1
        while stop < length:
            apart, joiner, inside = doc[stop - 1].whitespace_, doc[stop].text in JOINERS, stop + 1 < length
            particle = doc[stop].lower_ in word_class("name_particle") and doc[stop].text.islower()
            particle = particle and (doc[stop].lower_ != "do" or doc[stop - 1].pos_ == "PROPN")  # 'What do'
            if capital(stop) and (apart or doc[stop - 1].text in JOINERS):
                stop += 1
            elif particle and inside and (capital(stop + 1) or doc[stop + 1].text in ("-", "’", "'")):
                stop += 1
            elif joiner and inside and not apart and not doc[stop].whitespace_:
                stop += 1 if not (capital(stop + 1) or within_name(doc, index, stop + 1)) else 2
                if stop <= length and not doc[stop - 1].text[:1].isalpha():
                    break
            else:
                break
        stop = min(stop, length)
        while stop > index + 1 and not doc[stop - 1].text[:1].isalpha():
            stop -= 1
        found.append((index, stop))
        index = stop
    return found


def within_name(doc: Doc, start: int, index: int) -> bool:
    """Whether a lower-case word after a hyphen goes on a given name ('Ki-moon'), as no office does."""
    last = doc[index]
    plain = last.is_alpha and last.is_lower and len(last) <= 8
    named = plain and last.lower_ not in word_class("hyphened_word") | {"at", "in"}
    return named and office_ending(doc, index, start) is None


@dataclasses.dataclass(slots=True)
class Title:
    """What precedes a name in its capitalised run: `position` is the name's, `titled` for an honorific."""

    position: int
    office: Office | None = None
    span: tuple[int, int] | None = None
    gender: str | None = None
    titled: bool = False


def title_of(doc: Doc, start: int, end: int, blocked: set[int]) -> Title:
    """The office, portfolio or honorific at the beginning of a capitalised run, or right before it."""
    title = Title(start)
    before = start - 1 - (start > 1 and doc[start - 1].text == ".")  # 'Hon. Ada Quill'
    if before >= 0 and doc[before].lower_ in word_class("honorific") and doc[before].text[:1].isupper():
        title.gender, title.titled = word_notes("honorific")[doc[before].lower_], True
    after = portfolio_end(doc, start, end)
    held = office_of_portfolio(doc, after, blocked) if follows_office(doc, start, blocked) else None
    if held is not None and not is_other(doc, after, end):
        title.office, title.span, title.position = held[0], held[1], after
    for index in range(title.position, end - 1):
        found = office_ending(doc, index, start)
        lower = doc[index].lower_
        if found is not None:
            title.office, title.span, title.position = found[0], (start, index + 1), index + 1
        elif lower in word_class("honorific"):
            title.gender = word_notes("honorific")[lower] or title.gender
            title.titled = True
            if lower != "lord":
                title.position = index + 1
    return title


def follows_office(doc: Doc, start: int, blocked: set[int]) -> bool:
    """Whether what an office is in charge of, or whose it is, may end where a capitalised run begins."""
    if start < 2:
        return False
    return doc[start - 1].lower_ in ("of", "for", "and", "the", "&", ",") or doc[start - 1].idx in blocked


def portfolio_end(doc: Doc, start: int, end: int) -> int:
    """Where an office's charge ends within a capitalised run ('Foreign Affairs Ada Quill')."""
    after = start
    while after < end - 1 and doc[after].lower_ in word_class("portfolio_word"):
        after += 1
    return after


def office_of_portfolio(doc: Doc, position: int, blocked: set[int]) -> tuple[Office, tuple[int, int]] | None:
    """The office before a name with what it is in charge of, or whose it is, between: 'Minister for Trade and
    Industry Ada Quill', 'Prime Minister of Norland Odo Bram'."""
    words = word_class("portfolio_word")
    index, seen = position - 1, False
    while index >= max(0, position - 12):
        token = doc[index]
        if token.lower_ in words and token.text[:1].isupper() or token.idx in blocked:
            seen = True
        elif token.lower_ not in ("of", "for", "and", "the", "&", ",") and token.tag_ != "POS":
            break
        index -= 1
    if not seen or index < 0 or doc[index + 1].lower_ not in ("of", "for"):
        return None
    found = office_ending(doc, index, max(0, index - 4))
    if found is None or found[0].kind != "person":
        return None
    return found[0], (noun_phrase_start(doc, found[1]), position)


def office_before(doc: Doc, start: int) -> tuple[Office, tuple[int, int]] | None:
    """An office in lower case right before a name ('spokesman Théo Kasongo', 'the envoy, Ana Pires')."""
    index = start - 1
    while index > 1 and of_title(doc, index):
        index -= 1  # 'the envoy, Ms Ana Pires', 'the envoy, the Hon. Ana Pires'
    label = index >= 1 and doc[index].text == ":"  # 'Chairperson: Ms Ana Pires (Norland)'
    if index >= 1 and doc[index].text == "," or label:
        index -= 1
        # 'the minister of state for trade, Jonathan Averill': back over the prepositional phrases
        limit, outermost = max(0, index - 14), None
        for place in range(index, limit, -1):
            if doc[place].text in (",", ".", ";", '"', "”", "“") or doc[place].is_space:
                break
            found = office_ending(doc, place, limit)
            if found is None:
                continue
            rest = doc[place + 1 : index + 1]
            if (
                len(rest) == 0
                or rest[0].pos_ == "ADP"
                and not any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG" for t in rest)
            ):
                first = noun_phrase_start(doc, found[1])
                if found[0].kind == "person" and doc[first].pos_ in ("DET", "PRON", "PROPN", "ADJ", "NOUN"):
                    outermost = found[0], (first, index + 1)
        first = outermost[1][0] if outermost is not None else 0
        heads = first == 0 or "\n" in doc[first - 1].text
        return outermost if not label or heads and names_alone(doc, start) else None
    if index < 0:
        return None
    found = office_ending(doc, index, max(0, index - 4))
    if found is None or found[0].kind != "person":
        return None
    return found[0], (noun_phrase_start(doc, found[1]), index + 1)


def names_alone(doc: Doc, start: int) -> bool:
    """Whether a line from a token on is a name and at most what brackets tell of it."""
    end = next((t.i for t in doc[start:] if "\n" in t.text), len(doc))
    return end - start <= 8 and not any(t.pos_ in ("VERB", "AUX") or t.text == "." for t in doc[start:end])


def of_title(doc: Doc, index: int) -> bool:
    """Whether a token belongs to an honorific: the word, its full stop, the article before it."""
    token = doc[index]
    article = token.lower_ == "the" and doc[index + 1].lower_ in HONS
    return article or token.lower_ in word_class("honorific") or doc[index - 1].lower_ in HONS


def noun_phrase_start(doc: Doc, index: int) -> int:
    """Where the noun phrase of an office begins: back over nouns, adjectives, possessives and the article."""
    while index > 0:
        before = doc[index - 1]
        if before.text == ")" and index > 2 and doc[index - 3].text == "(":
            index -= 3  # 'the Delta Union (DU) secretary general'
            continue
        if before.pos_ not in ("NOUN", "PROPN", "ADJ", "PART", "DET", "PRON", "NUM", "PUNCT", "ADV"):
            break
        if before.is_space or before.is_punct and before.text not in ("-", "'", "’", "."):
            break
        if before.text == "." and before.whitespace_ or before.pos_ == "PRON" and before.tag_ != "PRP$":
            break
        index -= 1
        if doc[index].pos_ == "DET" or doc[index].tag_ == "PRP$":
            break
    return index


def aside_after(doc: Doc, end: int) -> tuple[int, int] | None:
    """The apposition or relative clause between commas after a name: tokens [start, end)."""
    if end + 1 >= len(doc) or doc[end].text not in (",", "(") or doc[end].is_space:
        return None
    start = end + 1
    stop, limit = start, min(start + 30, len(doc))
    relative = doc[start].lower_ in RELATIVE
    if not relative and doc[start].pos_ == "PRON" and doc[start].dep_ in FORMAL_SUBJECTS:
        return None  # 'Yes. Ada, you said that': who is spoken to
    while stop < limit:
        text = doc[stop].text
        ends = stop > start and text in (".", "?", "!")
        if ends or doc[stop].is_space or text in (",", ";", ")", ":", "“", '"', "”"):
            break
        stop += 1
    if stop == start:
        return None
    finite = (t for t in doc[start:stop] if t.tag_ in ("VBD", "VBZ", "VBP", "MD"))
    verbs = (t for t in finite if t.dep_ not in ("relcl", "aux", "auxpass"))
    if not relative and any(t.head.dep_ != "relcl" for t in verbs):
        whose = next((i for i in range(start, stop) if doc[i].lower_ in (*RELATIVE, "that", "which")), None)
        if whose is None:
            return None
    return start, stop


def names(doc: Doc) -> list[Name]:
    """The names of persons in a Doc, in text order."""
    blocked = taken(doc)
    cut = [(start, name_end(doc, start, end)) for start, end in runs(doc, blocked)]
    found_runs = [(start, end, title_of(doc, start, end, blocked)) for start, end in cut if end > start]
    turning = {doc[start:end].text for start, end in cut if opens_turn(doc, start, end)}
    found = [name for _, end, title in found_runs if (name := name_of(doc, end, title, turning)) is not None]
    return sorted(found + surnames(doc, found, found_runs), key=lambda n: n.start)


def opens_turn(doc: Doc, start: int, end: int) -> bool:
    """Whether words are the name in capitals before a colon that begins a line of a transcript."""
    begins = start == 0 or "\n" in doc[start - 1].text
    return begins and end < len(doc) and doc[end].text == ":" and doc[start:end].text.isupper()


def name_of(doc: Doc, end: int, title: Title, turning: Collection[str]) -> Name | None:
    """The name that a capitalised run is, if something tells that a human being is meant: `turning` are the
    surnames in capitals with which lines of a transcript begin."""
    position, office, span = title.position, title.office, title.span
    if position >= end or no_name(doc, position, end):
        return None
    if (office is None or end > position + 1) and office_alone(doc, position, end):
        return None
    if office is None:
        before = office_before(doc, position)
        if before is not None:
            office, span = before
    elif span is not None:
        span = (noun_phrase_start(doc, span[0]), span[1])
        office, span = presiding(doc, span[0]) or (office, span)
    close = after_letters(doc, end)
    aside = aside_after(doc, close) or aside_of_sent(doc, close)
    aside_office = office_aside(doc, aside)
    relative = aside is not None and doc[aside[0]].lower_ in RELATIVE
    certain = office is not None and office.kind == "person" or aside_office is not None or relative
    text = name_text(doc, position, end)
    certain = certain or title.titled or " " in text and text.split()[-1].upper() in turning
    if not certain and (not speaks(doc, position, end) or office_ending(doc, end - 1, position) is not None):
        return None
    described = aside is not None and aside_office is not None and doc[aside[0]].pos_ == "DET"
    if is_other(doc, position, end) and not (office is not None or described or title.titled):
        return None
    held = office or aside_office
    return Name(
        position,
        end,
        span[0] if span is not None else position,
        text.title() if text.isupper() and len(text) > 3 else text,
        held,
        span,
        aside,
        title.gender or (held.gender if held is not None else None),
        certain or office is not None,
        in_headline(doc, position),
    )


def in_headline(doc: Doc, index: int) -> bool:
    """Whether a token stands in a headline."""
    place = doc[index].idx
    return any(s.kind == "headline" and s.start <= place < s.end for s in doc._.segments)


def presiding(doc: Doc, start: int) -> tuple[Office, tuple[int, int]] | None:
    """The chair, minister or secretary-general before a comma and another title of who it is: 'the chair of
    the talks, | Ambassador Quill'."""
    before = office_before(doc, start) if start > 1 and doc[start - 1].text == "," else None
    chairs = word_class("presiding_office", "minister_title")
    chairs |= word_class("secretary_general_title")
    if before is None or before[0].noun not in chairs or names_holder(doc, *before[1]):
        return None
    return before


def names_holder(doc: Doc, start: int, end: int) -> bool:
    """Whether the words of an office go on with the name of its holder: 'Secretary of State Ada Quill'."""
    office = office_in(doc, start, end)
    return office is not None and office[2] < end and doc[office[2]].pos_ == "PROPN"


def after_letters(doc: Doc, end: int) -> int:
    """Where the letters end that follow a name ('Ada Quill MP')."""
    while end < len(doc) and doc[end].text.isupper() and doc[end].lower_ in word_class("post_nominal"):
        end += 1
    return end


def aside_of_sent(doc: Doc, end: int) -> tuple[int, int] | None:
    """The office, or what one does, after a name and the state that sent its bearer: 'Ambassador Quill of
    Norland, | who chairs the talks'."""
    if end >= len(doc) or doc[end].lower_ != "of":
        return None
    stop = end + 1
    while stop < min(end + 6, len(doc)) and (doc[stop].pos_ == "PROPN" or doc[stop].lower_ == "the"):
        stop += 1
    aside = aside_after(doc, stop)
    if aside is None or office_aside(doc, aside) is None and doc[aside[0]].lower_ not in RELATIVE:
        return None
    return aside


def office_alone(doc: Doc, start: int, end: int) -> bool:
    """Whether capitalised words are an office that speaks for somebody, and nobody's name ('the Chairperson,
    Ambassador Quill', 'the Secretary and Deputy | Foreign Minister')."""
    found = office_ending(doc, end - 1, start)
    if found is None or any(
        token.lower_ not in word_class("portfolio_word") for token in doc[start : found[1]]
    ):
        return False
    several = end - start > 1
    return found[0].kind == "person" and (several or found[0].speaks_for in ("state", "organisation"))


def name_end(doc: Doc, start: int, end: int) -> int:
    """Where a capitalised run goes on after a name: 'Minister Ada Quill | Remarks', 'Ada Quill | MP'."""
    for i in range(start, end):
        behind = i > start and doc[i].text.isupper() and doc[i].lower_ in word_class("post_nominal")
        if behind or doc[i].lower_ in word_class("title_word"):
            return i
    return end


def no_name(doc: Doc, start: int, end: int) -> bool:
    """Whether words after an office are of it, its charge, or a body: 'Secretary | General'."""
    if end - start == 1 and (doc[start].lower_ in word_class("portfolio_word") or doc[start].lower_ in HONS):
        return True
    last = office_ending(doc, end - 1, max(0, start - 4))
    if last is None:
        return False
    alone = end - start == 1 and last[0].noun in word_class("second_office")
    return last[1] < start or last[1] == start and (last[0].kind == "body" or alone)


def name_text(doc: Doc, start: int, end: int) -> str:
    """The words of a name without a possessive ending."""
    return re.sub(r"(?:'s|’s|['’])$", "", doc[start:end].text)


def office_aside(doc: Doc, aside: tuple[int, int] | None) -> Office | None:
    """The office that an apposition gives ('Ana Pires, a spokeswoman')."""
    if aside is None or doc[aside[0]].lower_ in RELATIVE:
        return None
    if doc[aside[0]].pos_ not in ("DET", "PRON", "ADJ", "NOUN", "PROPN"):
        return None
    found = office_in(doc, *aside)
    return found[0] if found is not None and found[0].kind == "person" else None


def speaks(doc: Doc, start: int, end: int) -> bool:
    """Whether words are the subject of a cue (one alone: of speech), or stand after 'according to'."""
    head = doc[start:end].root
    if end - start < 2:
        cues = cue_lexicon().verbs.get(head.head.lemma_.lower(), ())
        name = head.pos_ == "PROPN" and head.is_title and len(head) > 3
        spoken = any(cue.kind == "speech" and cue.parenthetical for cue in cues)
        return name and spoken and head.dep_ == "nsubj"
    if head.dep_ in FORMAL_SUBJECTS and head.head.lemma_.lower() in cue_lexicon().verbs:
        return True
    return start > 1 and doc[start - 1].lower_ == "to" and doc[start - 2].lower_ == "according"


def surnames(doc: Doc, found: list[Name], found_runs: list[tuple[int, int, Title]]) -> list[Name]:
    """The names of persons whom the text names in full, wherever nothing else tells that a human being is
    meant: the whole and the last word anywhere, in capitals too, another word later in the text."""
    full = [(name, name.text.split()) for name in found if len(name.text.split()) > 1]
    known = {words[-1]: words[-1] for _, words in full}
    known |= {name.text: name.text for name, _ in full if name.certain}
    known |= {last.upper(): last for last in known}
    others: dict[str, int] = {}
    for name, words in full:
        for word in words[:-1]:
            if name.certain and len(word) > 2 and word.istitle():
                others[word] = min(name.start, others.get(word, name.start))
    taken_tokens = {i for name in found for i in range(name.first, name.end)}
    more = []
    for _, end, title in found_runs:
        word = name_text(doc, title.position, end)
        text = known.get(word)
        if text is None and others.get(word, title.position) < title.position and bare(doc, title.position):
            text = word
        whole = " " in word and doc[title.position : end].root.dep_ == "compound"  # 'the Quill Bram ferry'
        if text is not None and title.position not in taken_tokens and not whole:
            first = noun_phrase_start(doc, title.span[0]) if title.span is not None else title.position
            more.append(Name(title.position, end, first, text, gender=title.gender))
    return more


def bare(doc: Doc, index: int) -> bool:
    """Whether no article stands before a word, as none does before the name of a human being."""
    return index == 0 or doc[index - 1].pos_ != "DET"


def is_other(doc: Doc, start: int, end: int) -> bool:
    """Whether capitalised words name an outlet, a body or something else that is no human being."""
    words = doc[start:end]
    outlet = word_class("outlet_name_word")
    if any(t.lower_ in outlet for t in words) or any(
        t.is_alpha and t.text.isupper() and len(t.text) > 1 for t in words
    ):
        return True
    last = office_ending(doc, end - 1, start)
    return last is not None and last[0].kind == "body"
