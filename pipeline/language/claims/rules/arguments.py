"""From a match to drafts: who, in which organisation, and who acts; else marked for the context."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.frames import Match
from pipeline.language.claims.rules.matter import Matter, kinds_of
from pipeline.language.claims.rules.referents import Page, Referents, codes_of, parted
from pipeline.language.claims.rules.sentences import sentence_end, sentence_start
from pipeline.language.claims.rules.slots import (
    Filled,
    agent_of,
    fill_organisation,
    fill_subject,
    note,
    resolved,
    take_status,
)
from pipeline.language.claims.rules.stances import is_general, stance
from pipeline.language.claims.rules.syntax import right_neighbour
from pipeline.language.registry import no, nothing_done, switchable
from pipeline.language.text.dependencies import dependents
from pipeline.lexicon import word_class


def draft(page: Page, match: Match, embedded: Draft | None) -> list[Draft]:
    """The claims of a match, `embedded` being what its clause of joining says; empty where an argument is
    somebody else."""
    agent = agent_of(match.word)
    made = _begun(page, match)
    if match.frame.actor:
        return stance(page, match, embedded, agent, made)
    if embedded is not None and match.clause is not None:
        return _of_clause(page, match, match.clause, embedded, agent, made)
    if match.frame.predicate == "deferred" and is_general(match):
        return []
    subject = fill_subject(page, match)
    if subject is None or subject.blocked or _opens_other_talks(page, match, subject, agent):
        return []
    _take_subject(page, match.word, subject, made)
    organisation = fill_organisation(page, match, made.subjects)
    if organisation is None or organisation.open and not subject.who.states and subject.who.organisations:
        return []
    _take_organisation(page, match.word, subject, organisation, made)
    take_status(page, match, made)
    _take_agent(page, match, agent, made)
    return [made]


def _begun(page: Page, match: Match) -> Draft:
    """The draft of a match with the words that carry it, its arguments still empty."""
    frame, word, theme = match.frame, match.word, match.theme
    made = Draft(frame.predicate, frame.name, word, word, polarity=frame.polarity, modality=frame.modality)
    made.theme = theme
    made.needs_date = "dated" in frame.object
    made.tokens.update(match.words)
    made.consumes.update(index for index in match.words[1:] if index != word.i)
    if theme is not None:
        made.tokens.add(theme.i)
        if syntax.is_verb(theme.head) and theme.head.dep_ == "xcomp":
            made.consumes |= {theme.head.i} - {word.i}
    if match.about is not None:
        made.consumes.update(_told_with_matter(page, word, match.about))
    return made


def _told_with_matter(page: Page, word: Token, about: Matter) -> Iterator[int]:
    """The verbs and the members in a matter's phrase, which tell nothing besides."""
    start, end = about.tokens
    for token in page.doc[start:end]:
        if syntax.is_verb(token) and token.i > start and token != word:
            yield token.i
        if token.lemma_ in ("member", "observer") and token.i > word.i:
            yield token.i


def _opens_other_talks(page: Page, match: Match, subject: Filled, agent: Token | None) -> bool:
    """Whether talks that somebody opens are not said to be on a membership, nor whose they are."""
    about = match.about
    if match.frame.name != "open_talks" or about is None or about.organisations or about.subjects:
        return False
    lemmas = {page.doc[index].lemma_ for index in range(*about.tokens)}
    if "candidacy" in lemmas or lemmas & word_class("joining_noun"):
        return False
    return subject.token is not None and subject.token == agent


def _take_subject(page: Page, word: Token, subject: Filled, made: Draft) -> None:
    """Whose place a draft is about, with those that go along."""
    note(made, subject, "subject")
    made.subjects = subject.who.states or subject.who.organisations
    made.needs_subject = not made.subjects
    _companions(page, word, made)


def _take_organisation(page: Page, word: Token, subject: Filled, organisation: Filled, made: Draft) -> None:
    """In which organisation the place is; one that stands among the states which are its subject is a subject
    too where it is another."""
    made.organisations = organisation.who.organisations
    if organisation.token is not None and organisation.token.lower_ == "neither":
        made.polarity = "negated"
    if made.needs_date and _plainly_in(page, word, organisation.token):
        made.needs_date = False
    made.needs_organisation = not made.organisations
    if subject.who.states:
        made.subjects += tuple(code for code in subject.who.organisations if code not in made.organisations)
    note(made, organisation, "organisation")


def _take_agent(page: Page, match: Match, agent: Token | None, made: Draft) -> None:
    """Which field the one who acts has filled; an actor where that is a state of its own."""
    acting = resolved(page, agent).who if agent is not None else Referents()
    if _would_welcome(match.word) and acting and not set(made.subjects) & set(acting.states):
        made.predicate, made.agent_fills = "supports", "actor"
        made.actors = (*acting.states, *acting.organisations)
        return
    made.agent_fills = "organisation" if set(acting.organisations) & set(made.organisations) else "subject"
    if "patient" in match.frame.subject and agent is not None and not syntax.is_passive(match.word):
        made.agent_fills = "organisation"


@switchable(no)
def _would_welcome(word: Token) -> bool:
    """'would welcome Iceland as a member': an attitude, not an admission."""
    return word.lemma_ == "welcome" and any(
        child.lower_ in ("would", "'d", "’d") for child in dependents(word, "aux")
    )


@switchable(no)
def _plainly_in(page: Page, word: Token, noun: Token | None) -> bool:
    """'Denmark is in the EU but not ...': both by name, and the organisation ends its phrase."""
    subject = syntax.subject(word)
    if noun is None or subject is None or noun.i < word.i:
        return False
    state, named = page.mention(subject), page.mention(noun)
    if state is None or state.kind != "state" or named is None or named.kind != "organisation":
        return False
    end = page.span[id(named)][1]
    after = page.doc[end] if end < sentence_end(word) else None
    return after is None or after.is_punct or after.lower_ in ("and", "but", "nor", "since", "yet")


@switchable(nothing_done)
def _companions(page: Page, word: Token, made: Draft) -> None:
    """'together with Romania', 'along with its neighbour': more subjects."""
    if not made.subjects or not syntax.is_verb(word):
        return
    for token in page.doc[sentence_start(word) : syntax.clause_end(word)]:
        paired = token.lower_ in ("together", "along", "jointly") and right_neighbour(token).lower_ == "with"
        alone = token.lower_ == "alongside" or token.lower_ == "with" and token.i == sentence_start(word)
        if (paired or alone) and not _verb_between(token, word):
            start = token.i + (1 if alone else 2)
            for mention in page.between(start, start + 6, ("state", "group"))[:1]:
                states, _ = parted(codes_of(page.run(mention)))
                made.subjects = tuple(dict.fromkeys([*made.subjects, *states]))
                made.tokens.add(page.span[id(mention)][1] - 1)


def _verb_between(one: Token, other: Token) -> bool:
    """Whether another predicate stands between two words."""
    first, last = sorted((one.i, other.i))
    return any(
        syntax.is_verb(token) and token.dep_ not in ("aux", "auxpass", "amod", "compound")
        for token in one.doc[first + 1 : last]
    )


def _of_clause(
    page: Page, match: Match, clause: Token, embedded: Draft, agent: Token | None, made: Draft
) -> list[Draft]:
    """'wants to join', 'Moscow wants Iran to join'."""
    holder = resolved(page, agent)
    made.organisations, made.needs_organisation = embedded.organisations, embedded.needs_organisation
    made.status = made.status or embedded.status
    made.joining = embedded.predicate if embedded.predicate == "reinstated" else "admitted"
    if made.predicate == "seeks" and dependents(clause, "neg"):
        made.polarity = "negated"
    made.tokens |= embedded.tokens | {embedded.trigger.i}
    made.consumes |= {embedded.trigger.i, clause.i}
    theme = embedded.theme if made.predicate == "seeks" and not embedded.subjects else None
    if theme is not None and kinds_of(theme) & {"suspension", "membership"}:
        return []
    others = set(embedded.subjects) - {*holder.who.states, *holder.who.organisations}
    if embedded.subjects and others and (holder.who or holder.open):
        if made.predicate == "seeks":
            made.predicate, made.consumes = "supports", made.consumes - {embedded.trigger.i}
            made.actors = (*holder.who.states, *holder.who.organisations) or (
                (holder.who.text,) if holder.who.text else ()
            )
            made.needs_actor = not made.actors
            made.subjects = embedded.subjects
            made.agent_fills = "actor"
            return [made] if made.frame == "seek_joining" else []
        if made.predicate == "declines":
            made.predicate, made.subjects = "rejected", embedded.subjects
            made.actors = holder.who.states
            return [made]
    if not holder.who.states and not holder.open:
        if made.predicate == "declines" and embedded.subjects:
            made.predicate, made.subjects = "rejected", embedded.subjects
            return [made]
        if agent is None and embedded.subjects:
            made.subjects = embedded.subjects
            return [made]
        return []
    made.subjects, made.needs_subject = holder.who.states, not holder.who.states
    note(made, holder, "subject")
    return [made]
