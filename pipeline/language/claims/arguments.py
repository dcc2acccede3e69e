"""Who, in which organisation, and who acts: the slots of a frame filled from the parse, else marked for the context."""

import dataclasses

from spacy.tokens import Token

from pipeline.language.claims import syntax
from pipeline.language.claims.drafts import Draft
from pipeline.language.claims.frames import Match
from pipeline.language.claims.lexicon import nouns
from pipeline.language.claims.matter import kinds_of, tail_matter
from pipeline.language.claims.referents import DEFINITE_STATES, PLURALS, Page, Referents, entities_of
from pipeline.language.claims.terms import status_near

PREPOSITIONS = frozenset({"to", "into", "from", "of", "in", "with", "for", "on", "at", "as", "by"})
UNNAMED = frozenset({
    "it", "they", "them", "he", "she", "we", "i", "which", "who", "that", "this", "itself", "both", "neither", "each", "all", "none",
    "its", "their", "his", "her", "our", "us", "whose", "those", "these", "either",
})
PARLIAMENTS = frozenset({
    "parliament", "assembly", "senate", "deputy", "lawmaker", "legislature", "congress", "duma", "bundestag", "chamber", "house", "legislator",
    "rada", "knesset", "majlis", "bundesrat", "diet", "storting", "riksdag", "sejm", "senator", "mp",
})


@dataclasses.dataclass(slots=True)
class Filled:
    """A slot's outcome: who it is, whether the context must tell, or that somebody else stands there."""

    who: Referents = dataclasses.field(default_factory=Referents)
    token: Token | None = None
    open: bool = False
    blocked: bool = False


def agent_of(word: Token) -> Token | None:
    """The doer of a verb; of an adjective or noun, the subject of the copula or verb above."""
    if syntax.is_verb(word):
        return syntax.agent(word)
    token = word
    for _ in range(5):
        if token.head == token:
            return None
        token = token.head
        if syntax.is_verb(token):
            return syntax.subject(token)
    return None


def is_open(token: Token) -> bool:
    """A pronoun, or a definite noun phrase such as 'the country', that only earlier text resolves."""
    if token.lower_ in UNNAMED or token.lower_ in PLURALS:
        return True
    lemma = token.lemma_.lower()
    definite = any(child.lower_ in ("the", "its", "their", "his", "her", "our", "both", "this", "that", "all") for child in token.children)
    if lemma in DEFINITE_STATES or "actor" in nouns().get(lemma, frozenset()):
        return definite or token.i == token.sent.start
    return token.pos_ == "NUM" or token.tag_ == "CD"


def resolved(page: Page, token: Token | None) -> Filled:
    """Who a token means, or open for the context, or blocked by somebody or something else."""
    if token is None:
        return Filled()
    who = page.referents(token)
    if who.text and (token.lemma_ == "government" and is_open(token) or any(child.lower_ in ("both", "these", "those") for child in token.children)):
        return Filled(token=token, open=True)
    if who:
        return Filled(who, token)
    if is_open(token):
        return Filled(token=token, open=True)
    return Filled(token=token, blocked=True)


def slot_token(match: Match, slot: str) -> Token | None:
    """Where a slot points to."""
    word = match.word
    if slot == "agent":
        return agent_of(word)
    if slot == "patient":
        if match.frame.rest and match.frame.rest[-1] == "of" and match.theme is not None:
            return match.theme
        return syntax.patient(word) if syntax.is_verb(word) else None
    if slot == "recipient":
        return _recipient(word)
    if slot == "grammatical":
        if syntax.is_verb(word):
            return syntax.subject(word)
        return next((token for token in reversed(word.doc[word.sent.start : word.i]) if "club" in kinds_of(token)), None)
    return None


def _recipient(word: Token) -> Token | None:
    if syntax.is_passive(word) and any(child.dep_ in ("dobj", "oprd") for child in word.children):
        return syntax.subject(word)
    for child in word.children:
        if child.dep_ == "dative":
            return next((grand for grand in child.children if grand.dep_ == "pobj"), child) if child.pos_ == "ADP" else child
    for _, noun in syntax.preposition_objects(word, frozenset({"to"})):
        return noun
    if syntax.is_passive(word):
        return syntax.subject(word)
    return None


def _subject(page: Page, match: Match) -> Filled | None:
    """The subject's states (or an organisation that joins another); None where it is somebody else."""
    pending: Filled | None = None
    blocked = False
    if "with" in match.frame.subject and (fronted := _fronted(page, match.word)) is not None:
        return fronted
    for slot in match.frame.subject:
        if slot == "matter":
            found = _of_matter(match)
        elif slot in PREPOSITIONS:
            found = Filled()
            for _, noun in syntax.preposition_objects(match.word, frozenset({slot})):
                at = resolved(page, noun)
                if at.who.states or at.open and noun.lower_ in UNNAMED | DEFINITE_STATES:
                    found = at
                    break
        else:
            found = resolved(page, slot_token(match, slot))
            grammatical = slot == "patient" if syntax.is_verb(match.word) and syntax.is_passive(match.word) else slot == "agent"
            if grammatical and syntax.is_verb(match.word):
                adjacent = _adjacent(page, match.word)
                if adjacent is not None and adjacent.who.states and (found.token is None or found.token.i < adjacent.token.i and not found.who.states):
                    found = adjacent
                elif found.token is None:
                    found = _left_state(page, match.word)
        if found.who.states or (found.who.organisations and slot in ("agent", "patient") and not found.blocked):
            return found
        if found.open and pending is None:
            pending = found
        blocked = blocked or found.blocked or bool(found.who.text)
    about = match.about
    if about is not None and about.subjects and match.frame.object & {"bid_own", "membership_own"} and (blocked or pending is not None):
        return Filled(Referents(about.subjects, (), None, about.tokens), match.theme)
    if pending is not None:
        return pending
    if match.anaphoric or "matter" in match.frame.subject and match.theme is not None:
        return Filled(token=match.theme, open=True)
    if not blocked and syntax.is_verb(match.word) and match.word.dep_ in ("ROOT", "conj") and "agent" in match.frame.subject and not syntax.is_passive(match.word):
        return Filled(token=match.word, open=True)
    return None if blocked else Filled(open=False, blocked=True)


def _fronted(page: Page, word: Token) -> Filled | None:
    """'With none of the six have negotiations been opened': the partner that opens the sentence."""
    first = word.sent[0]
    if first.lower_ != "with":
        return None
    mention = next(iter(page.between(first.i + 1, min(first.i + 6, word.i), ("state", "group"))), None)
    return resolved(page, page.doc[page.span[id(mention)][1] - 1]) if mention is not None else None


def _of_matter(match: Match) -> Filled:
    about = match.about
    if about is None:
        return Filled()
    if about.subjects:
        return Filled(Referents(about.subjects, (), None, about.tokens), match.theme)
    if about.owner is not None:
        return Filled(token=about.owner, open=True)
    return Filled()


def _adjacent(page: Page, verb: Token) -> Filled | None:
    """The state that stands right before the verb group, after a conjunction or as a bare pronoun: its subject by order."""
    index = verb.i
    while index > verb.sent.start and (page.doc[index - 1].pos_ in ("AUX", "ADV", "PART") or page.doc[index - 1].dep_ in ("aux", "auxpass", "neg")):
        index -= 1
    mention = page.ends.get(index)
    if mention is None:
        return None
    first = page.run(mention)[0]
    start = page.span[id(first)][0]
    while start > verb.sent.start and page.doc[start - 1].lower_ in ("the", "both", "neither"):
        start -= 1
    before = page.doc[start - 1].lower_ if start > verb.sent.start else ""
    if before in ("", "since", "after", "before", "when", "while", "because", "although", "though", "until", "as", "that", ",", ";", ":", "and", "but", "whereas", "once", "if") or (
        mention.linked_by == "anaphora" and page.doc[start].pos_ in ("PRON", "DET", "CCONJ") and page.doc[index - 1].lower_ not in ("its", "their", "it", "them", "his", "her")
    ):
        return resolved(page, page.doc[index - 1])
    return None


def _left_state(page: Page, verb: Token) -> Filled:
    """The nearest state before the verb in its clause, where the parse has no subject; else the list that opens the sentence."""
    for mention in reversed(page.between(syntax.clause_start(verb), verb.i, ("state", "group"))):
        return resolved(page, page.doc[page.span[id(mention)][1] - 1])
    opening = page.opening(verb)
    if opening is not None:
        return resolved(page, opening)
    return Filled()


def _organisation(page: Page, match: Match, subjects: tuple[str, ...]) -> Filled | None:
    """The organisation; open where the context tells; None where the place is taken by something else."""
    blocked = False
    for slot in match.frame.organisation:
        if slot == "context":
            return None if blocked else Filled(open=True)
        if slot == "matter":
            about = match.about
            if about is not None and about.organisations:
                return Filled(Referents((), about.organisations, None, about.tokens), match.theme)
            continue
        if slot in PREPOSITIONS:
            found = _by_preposition(page, match, slot)
        else:
            token = slot_token(match, slot)
            found = resolved(page, token)
            if slot == "patient" and token is not None and page.mention(token) is None and "club" not in kinds_of(token):
                found.who = Referents()
            if token is not None and token.lower_ in ("which", "that", "it", "this"):
                found.open = True
        codes = tuple(code for code in found.who.organisations if code not in subjects)
        if codes:
            return Filled(Referents((), codes, None, found.who.tokens), found.token)
        if found.token is None:
            continue
        if slot == "agent" or slot in ("in", "with", "at", "on", "as", "for", "by"):
            continue
        if slot == "patient" and "patient" in match.frame.subject:
            continue
        if slot == "grammatical" and "club" not in kinds_of(found.token) and found.token.lower_ not in ("it", "which", "that"):
            return None
        if _clubs(found.token) and not (match.frame.predicate == "withdrew" and kinds_of(found.token) & {"seat", "talks", "bid"}):
            continue
        if slot == "grammatical" and found.token.lower_ in ("it", "which", "that"):
            continue
        if found.token.i in page.date_tokens or found.open and found.token.lower_ in UNNAMED:
            continue
        blocked = True
    return None


def _clubs(token: Token) -> bool:
    """'its ranks', 'the club', 'the world body': an organisation that the context names."""
    kinds = kinds_of(token)
    return bool(kinds & {"club", "membership", "bid", "talks", "seat", "status", "treaty", "body"})


def _by_preposition(page: Page, match: Match, slot: str) -> Filled:
    relative = syntax.relative_preposition(match.word) if syntax.is_verb(match.word) else None
    if relative is not None and relative[0].lower_ == slot:
        found = resolved(page, relative[1])
        if found.who.organisations:
            return found
    first = Filled()
    for preposition, noun in syntax.preposition_objects(match.word, frozenset({slot})):
        found = resolved(page, noun)
        if found.who.organisations and (page.mention(noun) is not None or "club" in kinds_of(noun) and "body" not in kinds_of(noun)):
            return found
        found.who = Referents()
        if slot == "of" and preposition.i > match.word.i + 3:
            continue
        if first.token is None and preposition.head in (match.word, syntax.patient(match.word) if syntax.is_verb(match.word) else None):
            first = found
    return first


def _actors(page: Page, match: Match, agent: Token | None) -> tuple[tuple[str, ...], bool, tuple[int, int] | None]:
    """Actors, whether the statement's speaker must tell, and the tokens of the phrase."""
    if match.frame.actor == "speaker":
        return (), True, None
    found = resolved(page, agent)
    if syntax.is_verb(match.word) and not syntax.is_passive(match.word) and not found.who and not found.open:
        adjacent = _adjacent(page, match.word)
        found = adjacent if adjacent is not None and adjacent.who else found
    if agent is None and not found.who and (syntax.is_verb(match.word) and not syntax.is_passive(match.word) or not syntax.is_verb(match.word) and (match.word.dep_ == "ROOT" or match.word.pos_ == "ADV")):
        found = _left_state(page, match.word)
    codes = (*found.who.states, *found.who.organisations)
    if codes:
        return codes, False, found.who.tokens
    if found.who.text:
        return (found.who.text,), False, found.who.tokens
    return (), True, None


def draft(page: Page, match: Match, embedded: Draft | None) -> list[Draft]:
    """The claims of a match, `embedded` being what its clause of joining says; empty where an argument is somebody else."""
    frame, word = match.frame, match.word
    agent = agent_of(word)
    made = Draft(frame.predicate, frame.name, word, word, status=frame.status, polarity=frame.polarity, modality=frame.modality)
    made.theme = match.theme
    made.needs_date = "dated" in frame.object
    made.tokens.update(match.words)
    if match.theme is not None:
        made.tokens.add(match.theme.i)
    made.consumes.update(index for index in match.words[1:] if index != word.i)
    if match.about is not None:
        made.consumes.update(token.i for token in page.doc[slice(*match.about.tokens)] if syntax.is_verb(token) and token.i > match.about.tokens[0] and token != word)
        made.consumes.update(token.i for token in page.doc[slice(*match.about.tokens)] if token.lemma_ in ("member", "observer") and token.i > word.i)
    if frame.actor:
        return _stance(page, match, embedded, agent, made)
    if embedded is not None and match.clause is not None:
        return _of_clause(page, match, embedded, agent, made)
    if frame.predicate == "deferred" and match.theme is not None and match.about is not None and not match.about.subjects and any(
        child.lower_ in ("all", "any", "further", "new", "other", "every") for child in match.theme.children
    ):
        return []
    if frame.name in ("no_plan", "show_interest") and match.clause is None and not _of_membership(page, match):
        return []
    subject = _subject(page, match)
    if (subject is None or subject.blocked) and _counted(page, word):
        subject = Filled(open=True)
        made.only_gapped = True
    if subject is None or subject.blocked:
        return []
    _note(made, subject, "subject")
    made.subjects = subject.who.states or subject.who.organisations
    mixed = subject.who.organisations if subject.who.states else ()
    made.needs_subject = not made.subjects
    _companions(page, word, made)
    organisation = _organisation(page, match, made.subjects)
    if organisation is None:
        return []
    if not subject.who.states and subject.who.organisations:
        if organisation.open and "patient" not in frame.subject:
            return []
        if organisation.open:
            return []
    made.organisations = organisation.who.organisations
    made.needs_organisation = not made.organisations
    made.subjects += tuple(code for code in mixed if code not in made.organisations)
    _note(made, organisation, "organisation")
    _status(page, match, made)
    agent_is = resolved(page, agent).who if agent is not None else Referents()
    made.agent_fills = "organisation" if set(agent_is.organisations) & set(made.organisations) else "subject"
    if "patient" in frame.subject and agent is not None and not syntax.is_passive(word):
        made.agent_fills = "organisation"
    return [made]


def _of_membership(page: Page, match: Match) -> bool:
    """Whether the phrase that a noun governs names a membership ('interest in membership')."""
    if match.about is None:
        return False
    return any(kinds_of(page.doc[index]) & {"membership", "bid", "seat", "status"} for index in range(match.words[-1] + 1, match.about.tokens[1]))


def _counted(page: Page, word: Token) -> bool:
    """'Only two states have left so far: A in 2017 and B in 2019': the states come after a colon."""
    if not syntax.is_verb(word):
        return False
    colon = next((token for token in page.doc[word.i : word.sent.end] if token.text in (":", "—", "–")), None)
    noun = syntax.subject(word)
    return colon is not None and noun is not None and noun.tag_ == "NNS" and bool(page.between(colon.i, colon.i + 4, ("state",)))


def _companions(page: Page, word: Token, made: Draft) -> None:
    """'together with Romania', 'along with its neighbour': more subjects."""
    if not made.subjects or not syntax.is_verb(word):
        return
    for token in page.doc[word.sent.start : syntax.clause_end(word)]:
        if token.lower_ in ("together", "along", "jointly") and token.i + 1 < len(page.doc) and token.nbor().lower_ == "with" or token.lower_ == "alongside":
            start = token.i + (1 if token.lower_ == "alongside" else 2)
            for mention in page.between(start, start + 6, ("state", "group"))[:1]:
                codes = [code for one in page.run(mention) for code in entities_of(one) if not code.startswith("org:")]
                made.subjects = tuple(dict.fromkeys([*made.subjects, *codes]))
                made.tokens.add(page.span[id(mention)][1] - 1)


def _of_clause(page: Page, match: Match, embedded: Draft, agent: Token | None, made: Draft) -> list[Draft]:
    """'wants to join', 'invited Iran to join', 'Moscow wants Iran to join'."""
    holder = resolved(page, agent)
    made.organisations, made.needs_organisation = embedded.organisations, embedded.needs_organisation
    made.status = made.status or embedded.status
    made.joining = embedded.predicate if embedded.predicate == "reinstated" else "admitted"
    if made.predicate == "seeks" and any(child.dep_ == "neg" for child in match.clause.children):
        made.polarity = "negated"
    made.tokens |= embedded.tokens | {embedded.trigger.i}
    made.consumes |= {embedded.trigger.i, match.clause.i}
    if match.frame.predicate in ("invited",):
        found = resolved(page, syntax.patient(match.word))
        made.subjects = found.who.states
        made.needs_subject = found.open
        if not made.subjects and not made.needs_subject:
            return []
        _note(made, found, "subject")
        made.agent_fills = "organisation"
        return [made]
    if not embedded.subjects and embedded.theme is not None and made.predicate == "seeks" and kinds_of(embedded.theme) & {"suspension", "membership"}:
        return []
    others = set(embedded.subjects) - {*holder.who.states, *holder.who.organisations}
    if embedded.subjects and others and (holder.who or holder.open):
        if made.predicate == "seeks":
            made.predicate, made.consumes = "supports", made.consumes - {embedded.trigger.i}
            made.actors = (*holder.who.states, *holder.who.organisations) or ((holder.who.text,) if holder.who.text else ())
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
    _note(made, holder, "subject")
    return [made]


def _stance(page: Page, match: Match, embedded: Draft | None, agent: Token | None, made: Draft) -> list[Draft]:
    """Supports, opposes and the rest: an actor and a matter; also refusals and ratifications with their actor."""
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
        made.subjects, made.organisations, made.status = embedded.subjects, embedded.organisations, embedded.status
        made.consumes |= {embedded.trigger.i}
        made.tokens |= embedded.tokens | {embedded.trigger.i}
    if about is not None and "objection" in frame.object and match.theme is not None:
        about = match.about = tail_matter(page, match.theme)
    if about is not None and not about.subjects and match.theme is not None and kinds_of(match.theme) and any(
        child.lower_ in ("all", "any", "further", "new", "other", "every", "no") for child in match.theme.children
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
        _note(made, Filled(token=about.owner, open=True), "subject")
    if match.anaphoric and match.theme is not None:
        who = page.referents(match.theme)
        made.notes.append(f"matter: “{match.theme.text}”")
        if who.states and match.theme.lemma_.lower() in VAGUE_PEOPLE:
            made.subjects, made.needs_matter = who.states, False
        elif who.states:
            made.subjects, made.needs_matter = who.states, True
    if frame.predicate == "seeing":
        return _seeing(page, match, agent, made)
    if frame.predicate == "ratified" and actors and not open_actor and all(" " in actor or actor.islower() for actor in actors):
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
    _status(page, match, made)
    return [made]


def _by_pronoun(page: Page, tokens: tuple[int, int]) -> bool:
    """Whether the states of a phrase come from pronouns, which the actor's own sentence may have drawn to the actor."""
    return all(mention.linked_by == "anaphora" for mention in page.between(*tokens, ("state", "group")))


def _seeing(page: Page, match: Match, agent: Token | None, made: Draft) -> list[Draft]:
    """'would be delighted to see Zimbabwe back': whoever is glad favours it."""
    word = match.word
    for verb in word.doc[word.i : min(word.i + 6, word.sent.end)]:
        if verb.lemma_ not in ("see", "welcome", "have", "admit", "get"):
            continue
        for mention in page.between(verb.i + 1, min(verb.i + 4, word.sent.end), ("state", "group")):
            after = page.span[id(mention)][1]
            follows = [token.lower_ for token in page.doc[after : after + 3]]
            if not set(follows[:1]) & {"back", "inside", "aboard", "in", "among", "at", "join", "joining", "become", "return", "admitted", "readmitted"}:
                continue
            made.predicate, made.subjects = "supports", entities_of(mention)
            made.needs_matter, made.needs_organisation = False, True
            made.tokens.update(range(word.i, after + 1))
            found = resolved(page, agent)
            made.actors = (*found.who.states, *found.who.organisations)
            made.needs_actor, made.open_actor = not made.actors, agent
            made.consumes.update(range(verb.i, min(after + 3, word.sent.end)))
            return [made]
    return []


VAGUE_PEOPLE = frozenset({"candidate", "applicant", "newcomer", "aspirant", "kingdom", "country", "neighbour", "neighbor"})


def _outcome(made: Draft, actors: tuple[str, ...], open_actor: bool, agent: Token | None) -> list[Draft]:
    """Ratified and rejected: the actor is another state; a state's own ratification and an organisation's refusal have none."""
    states = tuple(code for code in actors if not code.startswith("org:") and len(code) == 3 and code.isupper())
    if not made.subjects and states and made.predicate == "ratified" and not made.needs_subject:
        if made.theme is not None and made.theme.lemma_ in ("protocol", "accession", "membership", "entry", "admission", "it"):
            made.needs_matter, made.own_by_default = True, True
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
            _note(made, Filled(token=agent, open=True), "subject")
    if made.predicate == "rejected" and made.subjects and set(made.subjects) <= set(states):
        made.subjects, made.needs_matter, made.needs_subject = (), True, False
    made.actors = tuple(code for code in states if code not in made.subjects)
    return [made]


def _status(page: Page, match: Match, made: Draft) -> None:
    """The status that the frame's object or its words name, if the frame fixes none."""
    if made.status is not None:
        return
    organisation = made.organisations[0] if made.organisations else None
    if match.about is not None and match.about.status:
        made.status = match.about.status
    if made.status is None and syntax.is_verb(match.word):
        for preposition, noun in syntax.preposition_objects(match.word, frozenset({"as", "to"})):
            if preposition.lower_ == "as" or noun.lemma_ in ("status", "rank", "partner", "observer", "member") and preposition.i < noun.i:
                made.status = status_near(page, noun.left_edge.i, noun.i + 1, organisation) or (
                    noun.lemma_ if noun.lemma_ in ("observer", "partner", "associate", "candidate") else None)
                if made.status:
                    made.tokens.update(range(preposition.i, noun.i + 1))
                    break
        made.status = made.status or _status_by_order(page, match.word, organisation)


def _status_by_order(page: Page, word: Token, organisation: str | None) -> str | None:
    """'to partner status', where the parse hangs the words elsewhere."""
    for token in page.doc[word.i + 1 : min(syntax.clause_end(word), word.i + 12)]:
        if token.lower_ == "status":
            return status_near(page, token.i - 2, token.i + 1, organisation)
    return None


def _note(made: Draft, filled: Filled, what: str) -> None:
    if filled.who.tokens:
        made.tokens.update(range(*filled.who.tokens))
    elif filled.token is not None:
        made.tokens.add(filled.token.i)
    if filled.token is not None:
        made.notes.append(f"{what}: “{filled.token.text}”")
        if what == "subject":
            made.tokens.add(filled.token.i)
            if filled.open and not filled.who:
                made.open_subject = filled.token
