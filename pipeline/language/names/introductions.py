"""Organisations that a text introduces itself: a name with its abbreviation in brackets.

After 'the Lake Chad Basin Commission (LCBC)' the abbreviation means the organisation too. One that the
reference data know keeps its code, whatever abbreviation the text gives it; another gets the abbreviation as
its code if its name is headed by a noun for organisations and the text treats it as something that states
join.
"""

import dataclasses
import re

from pipeline.language.text.phrase_table import plain
from pipeline.lexicon import word_class

NAME_WORD = r"[A-Z][\w'\u2019&-]*"
# Where a word begins, also after an opening quotation mark: a run of letters is tried from its first one
# alone.
WORD_START = r"(?:(?<![\w'\u2018\u2019&-])|(?<=[\s(]['\u2018\u2019]))"
LINKING_WORD = r"(?:of|the|for|and|on|in|to|against|de|des|du|&)"
INTRODUCTION = re.compile(
    rf"{WORD_START}(?P<name>{NAME_WORD}(?:[ \u00a0\n](?:{LINKING_WORD}[ \u00a0\n])*{NAME_WORD}){{1,10}})"
    r"(?P<gap>[ \u00a0\n]?\([\"'\u2018\u2019\u201c\u201d]*(?:the |or |known as )?)"
    r"(?P<short>(?:[A-Z]\.){2,6}|[A-Z][A-Za-z]{0,20}[A-Z][A-Za-z0-9]{0,20}\+?"
    r"|[A-Z]{2,20}[0-9]?)[\"'\u2018\u2019\u201c\u201d]*\)"
)
# 'COP26' is a meeting of the parties.
CODE = re.compile(r"(?!COP ?\d)[A-Z0-9+-]{2,12}")


@dataclasses.dataclass(frozen=True, slots=True)
class Introduction:
    """A name with an abbreviation: the span to the closing bracket, the name's, the abbreviation."""

    start: int
    end: int
    name_end: int
    name: str
    short: str


def introductions(text: str) -> list[Introduction]:
    """All names followed by an abbreviation in brackets whose letters they contain in order."""
    found = []
    for match in INTRODUCTION.finditer(text):
        short = match["short"].replace(".", "")
        start = _name_start(match["name"], short)
        if start is not None:
            at = match.start() + start
            found.append(Introduction(at, match.end(), match.end("name"), match["name"][start:], short))
    return found


def _name_start(name: str, short: str) -> int | None:
    """Where among the words before the bracket the name of the abbreviation's letters begins."""
    letters = re.sub(r"[^A-Z]", "", short)
    starts = [(match.start(), match.group()) for match in re.finditer(r"[^\W_]+", plain(name))]
    initials = [(at, word[0].upper()) for at, word in starts]
    for index in range(len(initials)):
        if initials[index][1] == letters[0] and _in_order(
            letters, "".join(i for _, i in initials[index:]), "".join(w for _, w in starts[index:])
        ):
            if name[initials[index][0]].isupper():
                return initials[index][0]
    return None


def _in_order(letters: str, initials: str, whole: str) -> bool:
    """Whether the letters are initials in order, at most one of them taken from within a word."""
    at, inside = 0, 0
    for letter in letters:
        place = initials.find(letter, at)
        if place < 0:
            inside += 1
        else:
            at = place + 1
    if inside > 1 and len(letters) - inside < 2:
        return False
    remaining = iter(whole.upper())
    return inside <= 2 and all(letter in remaining for letter in letters)


def joinable(name: str) -> bool:
    """Whether the name's head is a noun for organisations ('Commission', 'Union')."""
    before = re.split(r"\b(?:of|for|on|in|against)\b", name, maxsplit=1)[0].split()
    ends = [words[-1].lower() for words in (before, name.split()) if words]
    return any(end in word_class("organisation_noun") for end in ends)
