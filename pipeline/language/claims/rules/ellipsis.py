"""Second halves that leave the verb out: 'Ecuador in 2020', 'and with Bangkok four months later', 'did so', 'Latvia
followed'.
"""

import copy

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.referents import Page, entities_of
from pipeline.language.claims.rules.sentences import sentence_end, sentence_start
from pipeline.language.claims.rules.slots import resolved
from pipeline.language.registry import none_of_them, nothing, switchable

SEPARATORS = frozenset({",", ";", "and", "but", ":", "—", "–", "then", "or", "while"})
SMALL = frozenset(
    {
        "in",
        "on",
        "at",
        "by",
        "since",
        "from",
        "with",
        "only",
        "the",
        "as",
        "for",
        "until",
        "finally",
        "later",
        "then",
        "already",
        "even",
        "to",
        "last",
        "that",
        "this",
        "an",
        "a",
        "both",
        "also",
        "(",
        "during",
        "after",
        "before",
    }
)
MOVES = frozenset({"admitted", "withdrew", "applied"})
FOLLOWED = frozenset(
    {"admitted", "withdrew", "applied", "invited", "started", "signed", "ratified", "suspended", "reinstated"}
)


@switchable(none_of_them)
def gapped(page: Page, draft: Draft, later: list[Draft], taken: set[int]) -> list[Draft]:
    """The claims of states that follow a claim with a date of their own and no verb of their own."""
    doc = page.doc
    sentence = draft.trigger.sent
    own = [index + 1 for index in draft.tokens if sentence.start <= index < sentence.end]
    position = max([draft.trigger.i + 1, *own])
    stop = min([sentence.end, *(d.trigger.i for d in later if d.trigger.i > draft.trigger.i)])
    found: list[Draft] = []
    while position < stop:
        mention = page.starts.get(position)
        token = doc[position]
        if mention is not None and mention.kind == "state" and entities_of(mention):
            run = page.run(mention)
            after = page.span[id(run[-1])][1]
            separated = any(
                doc[i].lower_ in SEPARATORS for i in range(max(draft.trigger.i, position - 4), position)
            )
            date = _date_after(page, after, stop) if separated else None
            if date is not None and id(date) not in taken:
                found.append(_carried(page, draft, run, date))
                taken.add(id(date))
                position = page.span[id(date)][1]
                continue
            position = after
            continue
        if (
            mention is not None
            and mention.kind == "organisation"
            and (other := _elsewhere(page, draft, mention, stop))
        ):
            made, date = other
            if id(date) not in taken:
                found.append(made)
                taken.add(id(date))
                position = page.span[id(date)][1]
                continue
        if syntax.is_verb(token) and token.dep_ not in ("amod", "compound"):
            break
        position += 1
    return found


def _carried(page: Page, draft: Draft, run: list[Mention], date: Mention) -> Draft:
    """The claim of a gapped half: the verb's, with its own states and date."""
    made = copy.copy(draft)
    made.notes = [f"verb of “{draft.trigger.text}” carried over"]
    made.subjects = tuple(dict.fromkeys(code for one in run for code in entities_of(one)))
    made.when, made.dated = date.edtf, True
    span = page.span[id(date)]
    made.tokens = set(range(page.span[id(run[0])][0], span[1]))
    return made


@switchable(nothing)
def _elsewhere(page: Page, draft: Draft, mention: Mention, stop: int) -> tuple[Draft, Mention] | None:
    """'left the World Bank in 1960 and the Fund in 1964': the same of another organisation, with a date of its own."""
    start, end = page.span[id(mention)]
    before = page.doc[start - 1 if page.doc[start - 1].lower_ != "the" else start - 2]
    codes = entities_of(mention)
    date = _date_after(page, end, stop)
    if (
        draft.predicate not in MOVES
        or not draft.dated
        or not draft.subjects
        or before.lower_ not in ("and", ",", "to", "from")
        or mention.linked_by == "anaphora"
        or date is None
        or set(codes) & {*draft.organisations, *draft.subjects}
    ):
        return None
    made = copy.copy(draft)
    made.notes = [f"verb of “{draft.trigger.text}” carried over"]
    made.organisations, made.status = codes, None
    made.when, made.dated = date.edtf, True
    made.tokens = draft.tokens | set(range(start, page.span[id(date)][1]))
    return made, date


def _date_after(page: Page, index: int, stop: int) -> Mention | None:
    """A date right after a list of states, over small words."""
    steps = 0
    while index < stop and steps < 9:
        date = next((m for m in page.dates if page.span[id(m)][0] == index), None)
        if date is not None:
            return date
        token = page.doc[index]
        if token.lower_ not in SMALL:
            return None
        index += 1
        steps += 1
    return None


@switchable(none_of_them)
def pro_verb(page: Page, word: Token) -> list[Draft]:
    """'did so', 'did the same to Niger', 'has yet to do so': a draft whose predicate is that of the claim before."""
    if word.lemma_ != "do" or word.pos_ not in ("VERB", "AUX"):
        return []
    doc, end = page.doc, sentence_end(word)
    ahead = [token.lower_ for token in doc[word.i + 1 : min(word.i + 4, end)]]
    if not ("so" in ahead[:2] or ahead[:2] == ["the", "same"]):
        return []
    agent = _named_before(page, word) or syntax.subject(word)
    if agent is None:
        mention = next(iter(reversed(page.between(syntax.clause_start(word), word.i))), None)
        agent = doc[page.span[id(mention)][1] - 1] if mention is not None else None
    if agent is None:
        return []
    who = resolved(page, agent)
    made = Draft("same", "did_so", word, word)
    made.tokens = {word.i, agent.i, *range(word.i, min(end, word.i + 3))}
    if who.who.tokens:
        made.tokens.update(range(*who.who.tokens))
    made.subjects, made.organisations = who.who.states, who.who.organisations
    made.open_subject = agent if who.open else None
    made.notes.append(f"doer: “{agent.text}”")
    for _, noun in syntax.preposition_objects(word, frozenset({"to", "with", "for"})):
        target = page.referents(noun)
        if target.states:
            made.actors = target.states
            made.tokens.update(range(*target.tokens) if target.tokens else ())
            break
    if not (made.subjects or made.organisations or made.open_subject is not None):
        return []
    made.agent_fills = "doer"
    return [made]


@switchable(nothing)
def _named_before(page: Page, word: Token) -> Token | None:
    """The state or organisation right before a verb: the parse hangs many a subject on the clause before ('members of the
    union and Chad is not')."""
    mention = next(iter(reversed(page.between(sentence_start(word), word.i))), None)
    if mention is None or page.span[id(mention)][1] != word.i or not entities_of(mention):
        return None
    return page.doc[word.i - 1]


def same_as(draft: Draft, told: list[tuple[int, Draft]]) -> bool:
    """Give a draft of 'did so' or 'followed' the predicate of the claim before; False where there is none to follow."""
    follows = draft.frame == "follow"
    anchor = next(
        (
            d
            for _, d in reversed(told)
            if (follows or draft.trigger.i - d.trigger.i < 45 and not d.frame.startswith("noun_"))
            and (not follows or d.predicate in FOLLOWED and not set(d.subjects) & set(draft.subjects))
        ),
        None,
    )
    if anchor is None:
        return False
    doers, organisations, target = draft.subjects, draft.organisations, draft.actors
    draft.predicate, draft.status = anchor.predicate, draft.status or anchor.status
    draft.notes.append(f"as “{anchor.trigger.text}” before")
    draft.actors = ()
    if anchor.agent_fills == "actor" and doers:
        draft.actors, draft.subjects, draft.organisations = doers, anchor.subjects, anchor.organisations
    elif organisations and not doers:
        draft.organisations, draft.subjects = organisations, target or anchor.subjects
    else:
        draft.organisations = organisations or anchor.organisations
        draft.actors = anchor.actors
    draft.agent_fills = anchor.agent_fills
    return True
