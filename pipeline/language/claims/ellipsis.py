"""Second halves that leave the verb out: 'Ecuador in 2020', 'and with Bangkok four months later', 'so did Algeria', 'Latvia followed'."""

import copy

from pipeline.language.annotations import Mention
from pipeline.language.claims import syntax
from pipeline.language.claims.drafts import Draft
from pipeline.language.claims.referents import entities_of

SEPARATORS = frozenset({",", ";", "and", "but", ":", "—", "–", "then", "or", "while"})
SMALL = frozenset({
    "in", "on", "at", "by", "since", "from", "with", "only", "the", "as", "for", "until", "finally", "later", "then", "already", "even", "to",
    "last", "that", "this", "an", "a", "both", "also", "(", "during", "after", "before",
})


def gapped(reader, draft: Draft, later: list[Draft], taken: set[int]) -> list[Draft]:
    """The claims of states that follow a claim with a date of their own and no verb of their own."""
    page, doc = reader.page, reader.doc
    if draft.inherited or draft.predicate in ("same",):
        return []
    sentence = draft.trigger.sent
    position = max([draft.trigger.i + 1, *(index + 1 for index in draft.tokens if sentence.start <= index < sentence.end)])
    stop = min([sentence.end, *(d.trigger.i for d in later if d.trigger.i > draft.trigger.i)])
    found: list[Draft] = []
    while position < stop:
        mention = page.starts.get(position)
        token = doc[position]
        if mention is not None and mention.kind == "state" and entities_of(mention):
            run = page.run(mention)
            after = page.span[id(run[-1])][1]
            separated = any(doc[i].lower_ in SEPARATORS for i in range(max(draft.trigger.i, position - 4), position))
            date = _date_after(page, after, stop) if separated else None
            if date is not None and id(date) not in taken:
                made = copy.copy(draft)
                made.tokens, made.notes, made.inherited = set(), [f"verb of “{draft.trigger.text}” carried over"], True
                codes = tuple(dict.fromkeys(code for one in run for code in entities_of(one)))
                made.subjects = codes
                made.when, made.dated = date.edtf, True
                span = page.span[id(date)]
                made.tokens.update(range(page.span[id(run[0])][0], span[1]))
                if made.predicate == "holds" and made.when and "/" not in made.when and doc[span[0] - 1].lower_ == "since":
                    made.when = f"{made.when}/.."
                taken.add(id(date))
                found.append(made)
                position = span[1]
                continue
            position = after
            continue
        if syntax.is_verb(token) and token.dep_ not in ("amod", "compound"):
            break
        position += 1
    return found


def _date_after(page, index: int, stop: int) -> Mention | None:
    """A date right after a list of states, over small words and a short aside."""
    steps = 0
    while index < stop and steps < 9:
        date = next((m for m in page.dates if page.span[id(m)][0] == index), None)
        if date is not None:
            return date
        token = page.doc[index]
        if token.text == "," and steps == 0 and index + 1 < stop and page.doc[index + 1].lower_ == "as":
            close = next((i for i in range(index + 1, min(index + 8, stop)) if page.doc[i].text == ","), None)
            if close is None:
                return None
            index, steps = close + 1, steps + 1
            continue
        if token.lower_ not in SMALL:
            return None
        index += 1
        steps += 1
    return None


def in_sentence(reader, sentence) -> list:
    """Claims of 'did so', 'so did', 'did the same' in a sentence."""
    return []
