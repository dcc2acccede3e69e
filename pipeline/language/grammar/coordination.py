"""Coordinated lists of states or organisations, by the words between their mentions.

'Egypt, Ethiopia and the United Arab Emirates' is read off the text rather than the parse, which breaks on
long lists.
"""

import re

from pipeline.language.annotations import Mention

GAP = re.compile(
    r"(?:['\u2019]s?)?(?:\s*[,;]\s*(?:and\s+|or\s+|as well as\s+|along with\s+|together with\s+|"
    r"plus\s+|but also\s+|then\s+)?"
    r"|\s+(?:and|or|nor|as well as|along with|together with|plus|but also|&)\s+)(?:both |also |even |later "
    r"|then )?"
    r"(?:the |to |with |of |from |for |by )?(?:the )?"
)
CONJOINED = re.compile(r"\b(?:and|or|nor|as well as|along with|together with|plus|but also)\b|&")
JOINABLE = frozenset({"state", "organisation"})


def _follows(text: str, last: Mention, mention: Mention) -> bool:
    return last.entity != mention.entity and bool(GAP.fullmatch(text[last.end : mention.start]))


def coordinations(text: str, mentions: list[Mention]) -> list[tuple[Mention, ...]]:
    """The lists of at least two mentions of states or organisations ('Washington and the Union'), in text
    order.

    Two names with a comma alone between them are no list ('Minsk, Belarus'); three are.
    """
    found: list[tuple[Mention, ...]] = []
    run: list[Mention] = []
    named = [m for m in mentions if m.kind in JOINABLE and m.entity and m.linked_by != "anaphora"]
    for mention in [*named, None]:
        if run and mention is not None and _follows(text, run[-1], mention):
            run.append(mention)
            continue
        conjoined = any(CONJOINED.search(text[a.end : b.start]) for a, b in zip(run, run[1:], strict=False))
        if len(run) > 2 or (len(run) == 2 and conjoined):
            found.append(tuple(run))
        run = [mention] if mention is not None else []
    return found


def entities(listed: tuple[Mention, ...]) -> tuple[str, ...]:
    """The entities of a list, each once, in text order."""
    return tuple(dict.fromkeys(mention.entity for mention in listed if mention.entity))
