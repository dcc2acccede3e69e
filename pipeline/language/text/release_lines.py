"""Lines that stand around the text of a release, a transcript or a digest of the day, and tell nothing
themselves.

A byline says who signs or publishes ('Ada Quill, Minister of State', 'Office of the Spokesperson'), a
place-and-date line where and when ('LAGOS 1996-08-29'), a letterhead closes a release in capitals. A digest
is a run of items, each a title with its summary or with a line of topics.
"""

import functools
import re
from collections import Counter
from collections.abc import Sequence

from pipeline.language.text.segment_features import plain_words, words_of
from pipeline.lexicon import lexicon_table, organisation_seats, reference_table
from schemas.lexicon_statements import Offices
from schemas.reference import StateAliases

LONGEST_LINE = 130
LONGEST_LIST = 600  # characters of a line that lists who issues a joint statement
TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
LINKERS = frozenset(
    {"of", "for", "the", "and", "to", "on", "in", "at", "de", "la", "von", "van", "der", "al", "bin", "&"}
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? "
    rf"\d{{4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:[,;]? \d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?)?\W*$",
    re.IGNORECASE,
)
PLACE = re.compile(r"(?:[A-Z][\w.'\u2019-]*[,/]? +){0,6}(?:[\u2013\u2014-]+ *)?$")
SIGNED = re.compile(r"^(?:[Bb]y|BY|[Ff]rom|FROM|[Tt]ext:?|[Ss]tory:?) (?P<name>[A-Z][^,;:(|]{2,60})")
ATTRIBUTED = re.compile(
    r"^\W{0,3}(?:The (?:\w+ ){0,4}(?:is|are|may be|can be) attribut(?:able|ed)|Attributable) to "
    r"(?P<name>[^:\n]{3,80}?):?$"
)
# A text that several governments issue together names them at its head, before a colon or in a sentence that
# says so of a statement: 'The following text was issued by the Ministers of Norland and Sudland.'
STATED = r"(?:statement|communiqu\u00e9|communique|declaration|text)"
ISSUED = re.compile(
    r"^\W{0,3}(?:The )?(?:[Ff]ollowing|below|text of the following)(?: \w+){0,3}? (?:was|is|has been) "
    rf"(?:(?:a|the) (?:text of (?:a|the) )?(?:joint )?{STATED}(?! by\b)(?:(?! by\b)[^.:\n]){{0,80}}? )?"
    r"(?:jointly )?(?:released|issued|agreed|made|adopted)(?: \w+)? by "
    r"(?P<name>(?:(?! (?:on(?! behalf)|at|following|after|in|regarding|during|to) )[^:\n]){3,}?)"
    r"(?=[.:]?$| (?:on(?! behalf)|at|following|after|in|regarding|during|to) [^:\n]*[.:]$)"
)
NAMED = re.compile(r"^(?P<name>[^,;:\u2013\u2014]{4,60}?)(?:,| [\u2013\u2014-]) (?P<office>[^;:]{3,90})$")
SENTENCE = re.compile(r"[.!?\u2026][\"'\u2019\u201d)\]]*$")
SOURCED = re.compile(r"(?<!\s)\s*\([A-Z\u00c0-\u00dd][^()]{1,40}\)$")
TOPICS = re.compile(r"^\W{0,3}context: ", re.IGNORECASE)
# 'MS QUILL:', 'QUESTION (through an interpreter):', 'Q:'
TURN = re.compile(
    r"(?P<speaker>[A-Z][A-Z\u00c0-\u00de.'\u2019 -]{0,60}[A-Z\u00c0-\u00de.]|(?:Mc"
    r"|Mac)?[A-Z][A-Z.'\u2019 -]*(?:Mc|Mac)[A-Z]+"
    r"|[QA])(?: \([^)\n]{1,40}\))?\.?:(?=\s)"
)
# 'Question (Delta Radio):', 'REPORTER 2:'
QUESTION = re.compile(
    r"(?P<speaker>(?:QUESTION|Question|REPORTER|Reporter|JOURNALIST|Journalist|Q)"
    r"(?: ?\d{1,2})?(?: \([^)\n]{1,60}\))?) ?:(?=\s)"
)
# 'Ada Quill: We have not applied.', after such a question; 'Ms Quill (Delta Radio): Will it reopen?'
ANSWER = re.compile(
    r"(?P<speaker>[A-Z\u00c0-\u00de][\w.'\u2019-]+(?: [A-Z\u00c0-\u00de][\w.'\u2019-]+){1,4})"
    r"(?: \([^)\n]{1,40}\))?:(?=\s)"
)
# 'Delta: Will it reopen?', beside lines of 'Ada Quill'
SPEAKING = re.compile(
    r"(?P<speaker>[A-Z\u00c0-\u00de][\w.'\u2019-]+(?: [A-Z\u00c0-\u00de][\w.'\u2019-]+){0,4})"
    r"(?: \([^)\n]{1,40}\))?:(?=\s)"
)
# 'Mr Odo Bram: To ask the minister ...'
TITLED_LINE = re.compile(
    r"(?P<speaker>(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|MR|MRS|MS|DR)\b\.?"
    r"(?: (?:[A-Z][\w'\u2019.-]*|of|for|and|the|de|van|von|bin|al)){1,9}):\s+(?=[A-Z\"\u201c])"
)


@functools.cache
def _office_words(*, alone: bool = True) -> frozenset[str]:
    """The words of office nouns, in lower case; without those that speak for themselves `alone` if wished."""
    rows = lexicon_table("offices", Offices).iter_rows(named=True)
    people = (row for row in rows if row["kind"] == "person")
    nouns = [row["noun"] for row in people if alone or row["speaks_for"] in ("state", "organisation")]
    return frozenset(word for noun in nouns for word in re.split(r"[ -]", noun))


def sentence_end(line: str) -> bool:
    """Whether a line ends as a sentence does, a source in brackets aside ('... closed. (Delta Wire)')."""
    return bool(SENTENCE.search(SOURCED.sub("", line)))


def titled(words: Sequence[str]) -> bool:
    """Whether all words are capitalised, or link those that are."""
    return all(word[0].isupper() or word.lower().strip(".,") in LINKERS for word in words)


def place_and_date(line: str) -> bool:
    """Whether a line holds a date and at most the name of a place before it."""
    found = DATE.search(line) if len(line) <= LONGEST_LINE else None
    return found is not None and bool(PLACE.fullmatch(line[: found.start()]))


def byline(line: str, *, first: bool = False) -> bool:
    """Whether a line names who wrote, signs or publishes: 'By Ada Quill', 'Ada Quill, Minister of State',
    'Press Office'.

    As the `first` line of a text the name of an office alone is none, since a title may begin with it, nor
    are a body and its part in capitals.
    """
    if signed(line) is not None:
        return True
    if first:
        return signatory(line) is not None and not letterhead(line)
    return signatory(line) is not None or office_line(line)


def signed(line: str) -> re.Match | None:
    """The author (`name`) of a line such as 'By Ada Quill'."""
    return SIGNED.match(line) if _one_line(line) else None


def signatory(line: str) -> re.Match | None:
    """The `name` and `office` of a line such as 'Ada Quill, Minister of State'."""
    named = NAMED.match(line) if _one_line(line) else None
    return (
        named if named is not None and _named_office(named["name"].split(), named["office"].split()) else None
    )


def office_line(line: str) -> bool:
    """Whether a line is nothing but the name of an office: 'Office of the Spokesperson'."""
    if not _one_line(line) or "," in line:
        return False
    plain = [word for word in plain_words(line) if word not in LINKERS]
    of_body = bool(plain) and not words_of("body").isdisjoint((plain[0], plain[-1]))
    return of_body and titled(line.split())


def attribution_line(line: str) -> re.Match | None:
    """The `name` in a line such as 'The following is attributable to Spokesperson Ada Quill:', or of
    those who issue a joint statement."""
    if len(line) > LONGEST_LIST:
        return None
    attributed = ATTRIBUTED.match(line) if len(line) <= LONGEST_LINE else None
    issued = ISSUED.match(line) if attributed is None else None
    if issued is not None and not line.endswith(":"):
        told, name = line[: issued.start("name")], issued["name"]
        if re.search(rf"\b{STATED}\b", told) is None or not name.removeprefix("the ")[:1].isupper():
            return None  # 'The following fee was agreed by the council', 'was adopted by consensus'
    return attributed or issued


def names_speaker(line: str) -> bool:
    """Whether a line of standing text names who speaks in what follows, so that it must be read."""
    return byline(line) or attribution_line(line) is not None


def _one_line(line: str) -> bool:
    """Whether a line is short and no sentence."""
    short = len(line) <= LONGEST_LINE and 1 < len(line.split()) <= 16
    return short and not SENTENCE.search(line.removesuffix("Jr."))


def transcript(parts: Sequence[str]) -> bool:
    """Whether the paragraphs are a transcript: two of them at least begin with a speaker's name in
    capitals, one below the title with an office or title and a name ('MINISTER QUILL: ...'), or a question
    is answered by name."""
    found = [part for part in parts if turn(part) is not None]
    if len(found) > 1 or any(_with_office(part) for part in found if part is not parts[0]):
        return True
    return interview(parts) or conversation(parts)


def conversation(parts: Sequence[str]) -> bool:
    """Whether lines begin with names in small letters that answer one another: a name of several words
    comes again, and a line of another one asks."""
    lines = [(found["speaker"], part) for part in parts if (found := answer(part)) is not None]
    times = Counter(name for name, _ in lines)
    again = {name for name in times if times[name] > 1}
    asked = any(part.endswith("?") and (name not in again or len(again) > 1) for name, part in lines)
    return asked and bool(again)


def interview(parts: Sequence[str]) -> bool:
    """Whether a paragraph is a reporter's question and another begins with the name of who answers."""
    return any(map(question, parts)) and any(map(answer, parts))


def question(paragraph: str) -> re.Match | None:
    """The words before the colon with which a reporter's line of a transcript begins, if it does."""
    return QUESTION.match(paragraph)


def answer(paragraph: str) -> re.Match | None:
    """The name in small letters before a line's first colon, if any: who speaks where questions are asked."""
    return ANSWER.match(paragraph) if question(paragraph) is None else None


def speaking(paragraph: str) -> re.Match | None:
    """The name, perhaps one word, before the colon with which a line of a conversation begins."""
    return SPEAKING.match(paragraph)


def _with_office(part: str) -> bool:
    """Whether a speaker's line begins with an office or title, and goes on in small letters."""
    line = turn(part)
    words = line["speaker"].lower().replace(".", "").split() if line is not None else []
    return len(words) > 1 and words[0] in _office_words() | TITLES and not part.isupper()


def release(parts: Sequence[str]) -> bool:
    """Whether an office publishes the text: one signs it under the title, or it is a transcript.

    Such a text has no analyst's part, and its 'we' is no publisher's that asks readers for anything.
    """
    signed = any(
        _signed_in_office(part) or index and office_line(part) for index, part in enumerate(parts[:4])
    )
    return signed or transcript(parts)


def _signed_in_office(line: str) -> bool:
    """Whether somebody signs who speaks for a state or an organisation, as a fellow or an editor does not."""
    signer = signatory(line)
    if signer is None:
        return False
    words = {part for word in signer["office"].lower().split() for part in re.split(r"[-,.]", word)}
    return bool(words & _office_words(alone=False))


def _named_office(name: Sequence[str], office: Sequence[str]) -> bool:
    """Whether the words before a comma may be a name and those after it hold nothing but an office."""
    plain = {word.lower().strip(".,") for word in office}
    parts = {part for word in plain for part in word.split("-")}
    if not (2 <= len(name) <= 7 and titled(name) and name[0][0].isupper() and parts & _office_words()):
        return False
    small = {word.lower().strip(".,") for word in office if not word[0].isupper()}
    return small <= LINKERS | _office_words()


def letterhead(line: str) -> bool:
    """Whether a line is in capitals, as the name and seat of a ministry under its release."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 2 and len(line) <= 80 and line.upper() == line and not SENTENCE.search(line)


def turn(paragraph: str) -> re.Match | None:
    """The speaker's name in capitals and the colon with which a paragraph of a transcript begins, if it
    does; the name of a city is that of a dateline."""
    found = TURN.match(paragraph)
    return None if found is not None and found["speaker"].lower() in _cities() else found


@functools.cache
def _cities() -> frozenset[str]:
    """Capitals and seats of organisations, in lower case."""
    aliases = reference_table("state_aliases", StateAliases).iter_rows(named=True)
    capitals = {row["alias"].lower() for row in aliases if row["kind"] == "capital"}
    return frozenset(capitals | {seat.lower() for seat in organisation_seats()})


def titled_line(paragraph: str) -> re.Match | None:
    """The speaker's title and name and the colon that begin a paragraph ('Dr Ada Quill: The quay')."""
    return TITLED_LINE.match(paragraph)


def topic_line(line: str) -> bool:
    """Whether a line only lists the topics of an item ('Context: plane crash, Lima')."""
    return bool(TOPICS.match(line)) and not sentence_end(line) and len(line) <= 200


def _matters(paragraph: str) -> set[str]:
    """The longer words by which one recognises what a paragraph is about, without their endings."""
    return {word.removesuffix("'s")[:6] for word in plain_words(paragraph) if len(word) >= 5}


def digest(parts: Sequence[str]) -> list[str] | None:
    """The kinds of the paragraphs of a digest: a title, then its summary or a line of topics, item after
    item.

    None where the paragraphs are no digest of at least three items, each on a matter of its own.
    """
    repeated = {part for part, times in Counter(parts).items() if times > 1}
    matters = [_matters(part) for part in parts]
    kinds: list[str] = []
    items = 0
    for index, part in enumerate(parts):
        if topic_line(part) or part in repeated:
            if not kinds or kinds[-1] == "boilerplate":
                return None
            kinds.append("boilerplate")
        elif kinds and kinds[-1] == "headline":
            if not len(matters[index] & matters[index - 1]) >= 2:
                return None
            kinds.append("news")
        else:
            if index and len(matters[index] & matters[index - 1]) > 1:
                return None
            kinds.append("headline")
            items += 1
    return kinds if items >= 3 and kinds[-1] != "headline" else None
