"""What an actor asks for first: 'each must first accept the tariff', 'wants a charter first', 'agrees only
when ...'."""

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.referents import Page
from pipeline.language.claims.rules.sentences import sentence_end
from pipeline.language.registry import none_of_them, switchable
from pipeline.lexicon import word_class

CONDITIONS = frozenset({"if", "when", "once", "after", "under", "provided"})


def requirements(page: Page, word: Token, joining: Callable[[Token], Draft | None]) -> list[Draft]:
    """The conditional favour that a word tells, of the bid told before; empty where it sets no condition.
    `joining` tells what the clause of a verb says of joining."""
    if word.lower_ == "before" and word.dep_ == "mark":
        return _before(page, word, joining(word.head))
    if word.lemma_ in word_class("agreeing_verb") and syntax.is_verb(word):
        return _agreeing(page, word)
    return []


def _draft(frame: str, word: Token, actors: tuple[str, ...]) -> Draft:
    made = Draft("conditional", frame, word, word, actors=actors, agent_fills="actor")
    made.needs_matter = made.needs_organisation = True
    made.needs_actor = not actors
    made.tokens.add(word.i)
    return made


@switchable(none_of_them)
def _before(page: Page, word: Token, joining: Draft | None) -> list[Draft]:
    """'wants the laws changed before Armenia takes its seat': what comes first is the condition."""
    asking = word.head.head
    if asking.lemma_ not in word_class("requiring_verb") and asking.dep_ in ("ccomp", "xcomp"):
        asking = asking.head
    asks = asking.lemma_ in word_class("requiring_verb") and syntax.is_verb(asking)
    noun = syntax.subject(asking) if asks else None
    actors = page.referents(noun).states if noun is not None else ()
    if noun is None or joining is None or not joining.subjects or not actors:
        return []
    if set(actors) & set(joining.subjects):
        return []
    made = _draft("wants_before", word, actors)
    made.verb, made.subjects, made.organisations = asking, joining.subjects, joining.organisations
    made.status, made.needs_matter, made.needs_organisation = joining.status, False, not joining.organisations
    made.tokens |= set(range(noun.left_edge.i, word.i + 1)) | joining.tokens | {word.head.i}
    made.consumes.add(joining.trigger.i)
    return [made]


@switchable(none_of_them)
def _agreeing(page: Page, word: Token) -> list[Draft]:
    """'will agree only when the border is drawn', where nothing else tells what is agreed to."""
    follows = word.doc[word.i + 1 : min(word.i + 3, sentence_end(word))]
    if [token.lower_ for token in follows][:1] != ["only"] or follows[-1].lower_ not in CONDITIONS:
        return []
    noun = syntax.subject(word)
    if noun is None:
        return []
    who = page.referents(noun)
    if not who.states and not who.organisations:
        return []
    made = _draft("agrees_only", word, (*who.states, *who.organisations))
    made.tokens |= set(range(noun.left_edge.i, syntax.clause_end(word)))
    return [made]
