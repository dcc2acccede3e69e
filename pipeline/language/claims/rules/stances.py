"""Stances, refusals and ratifications: an actor and the matter towards which it acts."""

from spacy.tokens import Token

from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.frames import Match
from pipeline.language.claims.rules.matter import kinds_of, tail_matter
from pipeline.language.claims.rules.referents import Page, entities_of
from pipeline.language.claims.rules.sentences import sentence_end
from pipeline.language.claims.rules.slots import (
    Filled,
    is_open,
    left_state,
    note,
    resolved,
    take_status,
)
from pipeline.language.registry import none_of_them, switchable

PARLIAMENTS = frozenset(
    "parliament assembly senate deputy lawmaker legislature congress duma bundestag chamber house "
    "legislator rada knesset majlis bundesrat diet storting riksdag sejm senator mp".split()
)
BACK_INSIDE = frozenset(
    "back inside aboard in among at join joining become return admitted readmitted".split()
)
RATIFIED = frozenset({"protocol", "accession", "membership", "entry", "admission", "it"})
VAGUE_PEOPLE = frozenset(
    {"candidate", "applicant", "newcomer", "aspirant", "kingdom", "country", "neighbour", "neighbor"}
)


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
    """Supports, opposes and the rest: an actor and a matter; also refusals and ratifications with their
    actor."""
    frame = match.frame
    made.agent_fills = "actor"
    if match.theme is not None and match.theme != match.word:
        made.consumes.add(match.theme.i)
    if frame.actor == "parliament" and (agent is None or agent.lemma_.lower() not in PARLIAMENTS):
        return []
    actors, open_actor, tokens = _actors(page, match, agent)
    if tokens:
        made.tokens.update(range(*tokens))
    about = match.about
    if embedded is not None and match.clause is not None:
        made.subjects, made.organisations, made.status = (
            embedded.subjects,
            embedded.organisations,
            embedded.status,
        )
        made.consumes |= {embedded.trigger.i}
        made.tokens |= embedded.tokens | {embedded.trigger.i}
    if about is not None and "objection" in frame.object and match.theme is not None:
        about = match.about = tail_matter(page, match.theme)
    if (
        about is not None
        and not about.subjects
        and match.theme is not None
        and kinds_of(match.theme)
        and not (frame.predicate == "opposes" and "objection" in kinds_of(match.theme))
        and any(
            child.lower_ in ("all", "any", "further", "new", "other", "every", "no")
            for child in match.theme.children
        )
    ):
        return []
    if not made.subjects and about is not None:
        made.subjects, made.status = about.subjects, made.status or about.status
        made.tokens.update(range(*about.tokens))
    if not made.subjects and frame.actor == "speaker" and "agent" in frame.subject:
        met = resolved(page, agent)
        made.subjects, made.open_subject = met.who.states, agent if met.open else None
        made.needs_subject = not made.subjects
        if not made.subjects and not met.open:
            return []
    if not made.organisations and about is not None:
        made.organisations = tuple(code for code in about.organisations if code not in actors)
    made.needs_organisation = not made.organisations
    made.needs_matter = not made.subjects and not made.needs_subject
    if made.needs_matter and not match.anaphoric and about is not None and about.owner is not None:
        made.needs_matter, made.needs_subject = False, True
        note(made, Filled(token=about.owner, open=True), "subject")
    if match.anaphoric and match.theme is not None:
        who = page.referents(match.theme)
        made.notes.append(f"matter: “{match.theme.text}”")
        if who.states and match.theme.lemma_.lower() in VAGUE_PEOPLE:
            made.subjects, made.needs_matter = who.states, False
        elif who.states:
            made.subjects, made.needs_matter = who.states, True
    if frame.predicate == "seeing":
        return _seeing(page, match, agent, made)
    if (
        frame.predicate == "ratified"
        and actors
        and not open_actor
        and all(" " in actor or actor.islower() for actor in actors)
    ):
        return []
    if frame.predicate in ("ratified", "rejected"):
        return _outcome(made, actors, open_actor, agent)
    made.actors = actors
    made.needs_actor = not actors
    made.open_actor = agent if made.needs_actor and frame.actor != "speaker" else None
    if made.needs_actor and agent is None and not open_actor:
        return []
    if made.needs_actor and frame.actor != "speaker" and agent is not None and not is_open(agent):
        return []
    if made.actors and set(made.actors) & set(made.subjects):
        made.subjects = tuple(code for code in made.subjects if code not in made.actors)
        if not made.subjects:
            if about is None or not _by_pronoun(page, about.tokens):
                return []
            made.needs_matter = True
    take_status(page, match, made)
    return [made]


def _by_pronoun(page: Page, tokens: tuple[int, int]) -> bool:
    """Whether the states of a phrase come from pronouns, which the actor's own sentence may have drawn to
    the actor."""
    return all(mention.linked_by == "anaphora" for mention in page.between(*tokens, ("state", "group")))


@switchable(none_of_them)
def _seeing(page: Page, match: Match, agent: Token | None, made: Draft) -> list[Draft]:
    """'would be delighted to see Zimbabwe back': whoever is glad favours it."""
    word = match.word
    for verb in word.doc[word.i : min(word.i + 6, sentence_end(word))]:
        if verb.lemma_ not in ("see", "welcome", "have", "admit", "get"):
            continue
        for mention in page.between(verb.i + 1, min(verb.i + 4, sentence_end(word)), ("state", "group")):
            after = page.span[id(mention)][1]
            follows = [token.lower_ for token in page.doc[after : after + 3]]
            if not BACK_INSIDE.intersection(follows[:1]):
                continue
            made.predicate, made.subjects = "supports", entities_of(mention)
            made.needs_matter, made.needs_organisation = False, True
            made.tokens.update(range(word.i, after + 1))
            found = resolved(page, agent)
            made.actors = (*found.who.states, *found.who.organisations)
            made.needs_actor, made.open_actor = not made.actors, agent
            made.consumes.update(range(verb.i, min(after + 3, sentence_end(word))))
            return [made]
    return []


def _outcome(made: Draft, actors: tuple[str, ...], open_actor: bool, agent: Token | None) -> list[Draft]:
    """Ratified and rejected: the actor is another state; a state's own ratification and an organisation's
    refusal have none."""
    states = tuple(code for code in actors if len(code) == 3 and code.isupper())
    if not made.subjects and states and made.predicate == "ratified" and not made.needs_subject:
        if made.theme is not None and made.theme.lemma_ in RATIFIED:
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
