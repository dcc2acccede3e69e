"""Stances, refusals and ratifications: an actor and the matter towards which it acts."""

from spacy.tokens import Token

from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.frames import Match
from pipeline.language.claims.rules.matter import kinds_of, tail_matter
from pipeline.language.claims.rules.referents import Page
from pipeline.language.claims.rules.slots import Filled, is_open, left_state, note, resolved, take_status
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import has_word
from pipeline.lexicon import word_class

# With these, what a stance is on is whatever there may be.
GENERAL = frozenset({"all", "any", "further", "new", "other", "every"})


def _actors(
    page: Page, match: Match, agent: Token | None
) -> tuple[tuple[str, ...], bool, tuple[int, int] | None]:
    """Actors, whether the statement's speaker must tell, and the tokens of the phrase."""
    if match.frame.actor == "speaker":
        return (), True, None
    found, word = resolved(page, agent), match.word
    leads = not syntax.is_passive(word) if syntax.is_verb(word) else word.dep_ == "ROOT" or word.pos_ == "ADV"
    if agent is None and not found.who and leads:
        found = left_state(page, word)
    codes = (*found.who.states, *found.who.organisations)
    if codes:
        return codes, False, found.who.tokens
    if found.who.text:
        return (found.who.text,), False, found.who.tokens
    return (), True, None


def stance(page: Page, match: Match, embedded: Draft | None, agent: Token | None, made: Draft) -> list[Draft]:
    """Supports, opposes and the rest, also refusals and ratifications: an actor and a matter."""
    frame = match.frame
    made.agent_fills = "actor"
    if match.theme is not None and match.theme != match.word:
        made.consumes.add(match.theme.i)
    if frame.actor == "parliament" and (agent is None or not is_a(agent, "parliament_noun")):
        return []
    actors, open_actor, tokens = _actors(page, match, agent)
    if tokens:
        made.tokens.update(range(*tokens))
    if embedded is not None and match.clause is not None:
        _take_clause(embedded, made)
    if match.about is not None and match.theme is not None and "objection" in frame.object:
        match.about = tail_matter(page, match.theme)
    if _is_on_nobody(match) or not _take_matter(page, match, actors, agent, made):
        return []

    if frame.predicate in ("ratified", "rejected"):
        return _outcome(made, actors, open_actor, agent)
    if not (_take_actors(match, actors, open_actor, agent, made) and _is_on_others(page, match, made)):
        return []
    take_status(page, match, made)
    return [made]


def _take_clause(embedded: Draft, made: Draft) -> None:
    """What the clause of joining says is what the stance is on."""
    made.subjects, made.organisations = embedded.subjects, embedded.organisations
    made.status = embedded.status
    made.consumes |= {embedded.trigger.i}
    made.tokens |= embedded.tokens | {embedded.trigger.i}


def is_general(match: Match, words: frozenset[str] = GENERAL) -> bool:
    """Whether what a frame is about is nobody's by name, and all that there may be: 'any further bids'."""
    if match.theme is None or match.about is None or match.about.subjects:
        return False
    return has_word(match.theme, *words)


def _is_on_nobody(match: Match) -> bool:
    """Whether a stance is on whatever there may be; not 'no objection', which may be to an earlier bid."""
    if match.theme is None or not is_general(match, GENERAL | {"no"}):
        return False
    kinds = kinds_of(match.theme)
    return bool(kinds) and not (match.frame.predicate == "opposes" and "objection" in kinds)


def _take_matter(page: Page, match: Match, actors: tuple[str, ...], agent: Token | None, made: Draft) -> bool:
    """Whose place and where a stance is on; False where that is somebody's who is no state."""
    about = match.about
    if not made.subjects and about is not None:
        made.subjects, made.status = about.subjects, made.status or about.status
        made.tokens.update(range(*about.tokens))
    if not made.subjects and match.frame.actor == "speaker" and "agent" in match.frame.subject:
        met = resolved(page, agent)
        made.subjects, made.open_subject = met.who.states, agent if met.open else None
        made.needs_subject = not made.subjects
        if not made.subjects and not met.open:
            return False
    if not made.organisations and about is not None:
        made.organisations = tuple(code for code in about.organisations if code not in actors)
    made.needs_organisation = not made.organisations
    made.needs_matter = not made.subjects and not made.needs_subject
    if made.needs_matter and not match.anaphoric and about is not None and about.owner is not None:
        made.needs_matter, made.needs_subject = False, True
        note(made, Filled(token=about.owner, open=True), "subject")
    if match.anaphoric and match.theme is not None:
        _take_theme(page, match.theme, made)
    return True


def _take_theme(page: Page, theme: Token, made: Draft) -> None:
    """'Backs the candidate': whose bid told before that is, where it is said."""
    states = page.referents(theme).states
    made.notes.append(f"matter: “{theme.text}”")
    if states:
        made.subjects, made.needs_matter = states, not is_a(theme, "vague_state_noun")


def _take_actors(
    match: Match, actors: tuple[str, ...], open_actor: bool, agent: Token | None, made: Draft
) -> bool:
    """Who takes a stance, or who is to be found out; False where it is somebody else."""
    made.actors = actors
    made.needs_actor = not actors
    if actors or match.frame.actor == "speaker":
        return True
    made.open_actor = agent
    return open_actor if agent is None else is_open(agent)


def _is_on_others(page: Page, match: Match, made: Draft) -> bool:
    """Take the actors out of those whose place a stance is on; whether others are left, or only pronouns have
    drawn it to the actors."""
    if set(made.actors).isdisjoint(made.subjects):
        return True
    made.subjects = tuple(code for code in made.subjects if code not in made.actors)
    if made.subjects:
        return True
    made.needs_matter = True
    return match.about is not None and _by_pronoun(page, match.about.tokens)


def _by_pronoun(page: Page, tokens: tuple[int, int]) -> bool:
    """Whether a phrase's states come from pronouns, which its sentence may have drawn to the actor."""
    return all(mention.linked_by == "anaphora" for mention in page.between(*tokens, ("state", "group")))


def _may_be_others(ratified: str) -> bool:
    """'The protocol', 'the accession', 'it': of whoever was told of before; another treaty is its own."""
    return ratified in ("protocol", "it") or ratified in word_class("joining_noun")


def _is_phrase(actor: str) -> bool:
    """Whether an actor is the words of a phrase, and no code of a state or an organisation."""
    return " " in actor or actor.islower()


def _outcome(made: Draft, actors: tuple[str, ...], open_actor: bool, agent: Token | None) -> list[Draft]:
    """Ratified and rejected: the actor is another state; a state's own ratification and an organisation's
    refusal have none."""
    if made.predicate == "ratified" and actors and not open_actor and all(map(_is_phrase, actors)):
        return []
    states = tuple(code for code in actors if len(code) == 3 and code.isupper())
    if not made.subjects and states and made.predicate == "ratified" and not made.needs_subject:
        if made.theme is not None and _may_be_others(made.theme.lemma_):
            made.needs_matter = True
        else:
            made.subjects, made.needs_matter = states, False
            states = ()
    if made.predicate == "rejected" and not made.organisations:
        made.organisations = tuple(code for code in actors if code.startswith("org:"))
        made.needs_organisation = not made.organisations
    if not states and open_actor and agent is not None and is_open(agent) and made.predicate == "ratified":
        made.needs_actor, made.open_actor = True, agent
        if made.needs_matter:
            made.needs_subject, made.needs_matter, made.needs_actor = True, False, False
            note(made, Filled(token=agent, open=True), "subject")
    made.actors = tuple(code for code in states if code not in made.subjects)
    return [made]
