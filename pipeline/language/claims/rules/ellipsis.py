"""Second halves that take up a verb: 'did so', 'did the same to Niger', 'Latvia followed'."""

from spacy.tokens import Token

from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.referents import Page, entities_of
from pipeline.language.claims.rules.sentences import sentence_end, sentence_start
from pipeline.language.claims.rules.slots import resolved
from pipeline.language.registry import no, none_of_them, nothing, switchable

FOLLOWED = frozenset(
    {"admitted", "withdrew", "applied", "invited", "started", "signed", "ratified", "suspended", "reinstated"}
)


@switchable(none_of_them)
def pro_verb(page: Page, word: Token) -> list[Draft]:
    """'did so', 'did the same to Niger', 'has yet to do so': a draft with the predicate before it."""
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
    """The state or organisation right before a verb: the parse hangs many a subject on the clause before
    ('members of the union and Chad is not')."""
    mention = next(iter(reversed(page.between(sentence_start(word), word.i))), None)
    if mention is None or page.span[id(mention)][1] != word.i or not entities_of(mention):
        return None
    return page.doc[word.i - 1]


@switchable(no)
def _is_done_by_another(page: Page, anchor: Draft) -> bool:
    """Whether a state is the subject of what is told, and it is told of others."""
    doer = syntax.subject(anchor.verb)
    states = page.referents(doer).states if doer is not None else ()
    return bool(states) and not set(states) & {*anchor.subjects, *anchor.actors}


def same_as(page: Page, draft: Draft, told: list[tuple[int, Draft]]) -> bool:
    """Give a draft of 'did so' or 'followed' the predicate of the claim before; False where there is none
    to follow, or for 'did so' where somebody else did it than it was told of ('Mali approved the entry of
    Chad')."""
    follows = draft.frame == "follow"
    before = [d for _, d in reversed(told)]
    if follows:
        before = [d for d in before if d.predicate in FOLLOWED and not set(d.subjects) & set(draft.subjects)]
    else:
        before = [d for d in before if draft.trigger.i - d.trigger.i < 45 and d.frame[:5] != "noun_"]
    anchor = next(iter(before), None)
    if anchor is None or not follows and _is_done_by_another(page, anchor):
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
