"""When: the date that belongs to a trigger, by the parse first, then by its place in the clause."""

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.claims.index import STATE, BriefIndex, Referent
from pipeline.language.claims.relations import ancestors
from pipeline.language.registry import switchable, yes

# A date hangs on its verb by few edges; through these a verb shares the dates of what it completes.
LONGEST_WAY = 4
FEWEST_DATED = 2  # states with dates of their own that make a list of such
# A noun that is said of the subject, not only mentioned; what says how long something lasts.
PREDICATED = frozenset({"attr", "oprd", "ROOT", "conj"})
LASTING = frozenset({"since", "until", "till"})
SHARING = frozenset(
    {
        "xcomp",
        "acomp",
        "attr",
        "oprd",
        "dobj",
        "pobj",
        "prep",
        "nsubj",
        "nsubjpass",
        "acl",
        "relcl",
        "pcomp",
        "conj",
    }
)


def date_of(
    index: BriefIndex, trigger: Token, subject: Referent | None, predicate: str
) -> tuple[int, int, Mention] | None:
    """The date (first token, token after the last, mention) of what a trigger tells of a subject: one right behind
    the subject in a list, else the trigger's own.

    None where the sentence has none, or where the nearest belongs to another verb. A standing that is only
    mentioned ('NATO ally Estonia said on Monday') has the dates alone that hang on it or say since when it is.
    """
    start, end = index.sentence(trigger)
    statement = index.statement_of.get(trigger.i)
    dates = [
        (first, last, mention)
        for first, last, mention in index.dates_in(start, end)
        if index.statement_of.get(first) == statement
    ]
    if not dates:
        return None
    if subject is not None:
        behind = next((one for one in dates if 0 <= one[0] - subject.end <= 2), None)
        # A name as trigger tells of halves without a verb ('Peru in 2019, Chile in 2020'): each has its own date. So has each
        # of a list behind its verb.
        halved = trigger.i in index.by_token or subject.start > trigger.i and _each_dated(index, dates)
        if behind is not None and (halved or not _no_verb(index, subject.end, trigger.i)):
            return behind
    if predicate == "holds" and trigger.pos_ in ("NOUN", "PROPN") and trigger.dep_ not in PREDICATED:
        dates = [one for one in dates if _own(index, one[0], one[1], trigger)]
    hung = [one for one in dates if _hangs(index, one[0], one[1], trigger, SHARING - {"conj"})]
    hung = hung or [one for one in dates if _hangs(index, one[0], one[1], trigger, SHARING)]
    free = [
        one
        for one in dates
        if _no_verb(index, *((one[1], trigger.i) if one[0] < trigger.i else (trigger.i + 1, one[0])))
    ]
    near = hung or free
    return min(near, key=lambda one: (abs(one[0] - trigger.i), one[0] < trigger.i)) if near else None


def _each_dated(index: BriefIndex, dates: list[tuple[int, int, Mention]]) -> bool:
    """Whether several states have a date right behind them each: 'those of Peru in 2019 and Chile in 2020'."""
    behind = (first - 2 for first, _, _ in dates)
    named = [index.by_token.get(one) or index.by_token.get(one + 1) for one in behind]
    return len([one for one in named if one is not None and one.kind == STATE]) >= FEWEST_DATED


def _hangs(index: BriefIndex, first: int, last: int, trigger: Token, sharing: frozenset[str]) -> bool:
    """Whether a date depends on the trigger, or on what the trigger completes by edges of `sharing`."""
    tops = {trigger.i}
    token = trigger
    while token.dep_ in sharing and token.head.i != token.i and len(tops) < LONGEST_WAY:
        token = token.head
        tops.add(token.i)
    root = index.doc[first:last].root
    for steps, word in enumerate(ancestors(root)):
        if word.i in tops:
            return True
        if steps > LONGEST_WAY or steps and word.pos_ == "VERB" and word.dep_ not in ("xcomp", "pcomp"):
            return False
    return False


@switchable(yes)
def _own(index: BriefIndex, first: int, last: int, noun: Token) -> bool:
    """Whether a date stands below a noun in the parse, or behind 'since' or 'until'."""
    if first and index.doc[first - 1].lower_ in LASTING:
        return True
    root = index.doc[first:last].root
    return root.i != noun.i and any(word.i == noun.i for word in ancestors(root))


def _no_verb(index: BriefIndex, low: int, high: int) -> bool:
    return not any(
        token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "xcomp")
        for token in index.doc[low:high]
    )
