"""The slots of a frame: who a token means, and where subject and organisation stand, by the parse, then by
order."""

import dataclasses
import itertools

from spacy.tokens import Token

from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.claim_lexicon import nouns
from pipeline.language.claims.rules.frames import Match
from pipeline.language.claims.rules.matter import kinds_of
from pipeline.language.claims.rules.referents import PLURALS, Page, Referents
from pipeline.language.claims.rules.sentences import sentence_start
from pipeline.language.claims.rules.syntax import left_neighbour
from pipeline.language.claims.rules.terms import status_near
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.dependencies import dependents, has_word
from pipeline.lexicon import word_class

PREPOSITIONS = frozenset({"to", "into", "from", "of", "in", "with", "for", "on", "at", "as", "by"})
UNNAMED = frozenset(
    "it they them he she we i which who that this itself both neither each all none its their his her "
    "our us whose those these either".split()
)


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
    verb = next(filter(syntax.is_verb, itertools.islice(word.ancestors, 5)), None)
    return syntax.subject(verb) if verb is not None else None


def is_open(token: Token) -> bool:
    """A pronoun, or a definite noun phrase such as 'the country', that only earlier text resolves."""
    if token.lower_ in UNNAMED or token.lower_ in PLURALS:
        return True
    lemma = token.lemma_.lower()
    definite = has_word(token, "the", "its", "their", "his", "her", "our", "both", "this", "that", "all")
    if lemma in word_class("definite_state_noun") or "actor" in nouns().get(lemma, frozenset()):
        return definite or token.i == sentence_start(token)
    return token.pos_ == "NUM" or token.tag_ == "CD"


def resolved(page: Page, token: Token | None) -> Filled:
    """Who a token means, or open for the context, or blocked by somebody or something else."""
    if token is None:
        return Filled()
    who = page.referents(token)
    if who.text and (
        token.lemma_ == "government" and is_open(token) or has_word(token, "both", "these", "those")
    ):
        return Filled(token=token, open=True)
    if who:
        return Filled(who, token)
    if is_open(token) and not _counts_some(token):
        return Filled(token=token, open=True)
    return Filled(token=token, blocked=True)


@switchable(no)
def _counts_some(token: Token) -> bool:
    """Whether a number counts some of a group or others than that ('two of them', 'three more have
    joined'), so that what was told before does not say who."""
    if token.tag_ != "CD":
        return False
    behind = [child for child in token.children if child.i > token.i]
    nouns_of = [one for child in behind if child.lower_ == "of" for one in child.children]
    return any(child.lower_ == "more" for child in behind) or any(one.pos_ != "NOUN" for one in nouns_of)


def slot_token(match: Match, slot: str) -> Token | None:
    """Where a slot points to."""
    word = match.word
    if slot == "agent":
        return agent_of(word)
    if slot == "patient":
        if match.frame.rest and match.frame.rest[-1] in ("of", "outside") and match.theme is not None:
            return match.theme
        return syntax.patient(word) if syntax.is_verb(word) else None
    return _recipient(word) if slot == "recipient" else None


def _recipient(word: Token) -> Token | None:
    if syntax.is_passive(word) and dependents(word, "dobj", "oprd"):
        return syntax.subject(word)
    for _, noun in syntax.preposition_objects(word, frozenset({"to"})):
        return noun
    return syntax.subject(word) if syntax.is_passive(word) else None


def fill_subject(page: Page, match: Match) -> Filled | None:
    """The subject's states (or an organisation that joins another); None where it is somebody else."""
    pending: Filled | None = None
    blocked = False
    for slot in match.frame.subject:
        if slot == "matter":
            found = _of_matter(match)
        elif slot in PREPOSITIONS:
            found = Filled()
            for _, noun in syntax.preposition_objects(match.word, frozenset({slot})):
                at = resolved(page, noun)
                if at.who.states or at.open and noun.lower_ in UNNAMED | word_class("definite_state_noun"):
                    found = at
                    break
        else:
            found = resolved(page, slot_token(match, slot))
            if found.token is None and slot == _slot_of_subject(match.word):
                found = left_state(page, match.word)
        if found.who.states or (
            found.who.organisations and slot in ("agent", "patient", "recipient") and not found.blocked
        ):
            return found
        if found.open and pending is None:
            pending = found
        blocked = blocked or found.blocked or bool(found.who.text)
    if pending is not None:
        return pending
    if match.anaphoric or "matter" in match.frame.subject and match.theme is not None:
        return Filled(token=match.theme, open=True)
    active = _slot_of_subject(match.word) == "agent" and "agent" in match.frame.subject
    if not blocked and active and match.word.dep_ in ("ROOT", "conj"):
        return Filled(token=match.word, open=True)
    return None if blocked else Filled(open=False, blocked=True)


def _slot_of_subject(word: Token) -> str | None:
    """The slot that a verb's grammatical subject fills."""
    if not syntax.is_verb(word):
        return None
    return "patient" if syntax.is_passive(word) else "agent"


def _of_matter(match: Match) -> Filled:
    about = match.about
    if about is None:
        return Filled()
    if about.subjects:
        return Filled(Referents(about.subjects, (), None, about.tokens), match.theme)
    return Filled(token=about.owner, open=True) if about.owner is not None else Filled()


def left_state(page: Page, verb: Token) -> Filled:
    """The nearest state before the verb in its clause, where the parse has no subject."""
    before = page.between(syntax.clause_start(verb), verb.i, ("state", "group"))
    return resolved(page, page.doc[page.span[id(before[-1])][1] - 1]) if before else Filled()


def fill_organisation(page: Page, match: Match, subjects: tuple[str, ...]) -> Filled | None:
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
            unnamed = slot == "patient" and token is not None and page.mention(token) is None
            if unnamed and token is not None and "club" not in kinds_of(token):
                found.who = Referents()
        codes = tuple(code for code in found.who.organisations if code not in subjects)
        if codes:
            return Filled(Referents((), codes, None, found.who.tokens), found.token)
        if found.token is None:
            continue
        if slot == "agent" or slot in ("in", "with", "at", "on", "as", "for", "by"):
            continue
        if slot == "patient" and "patient" in match.frame.subject:
            continue
        if found.token.tag_ == "NNS" and kinds_of(found.token) == {"club"} and slot in ("to", "of"):
            return None
        blocked = True
    return None


def _by_preposition(page: Page, match: Match, slot: str) -> Filled:
    first = Filled()
    for preposition, noun in syntax.preposition_objects(match.word, frozenset({slot})):
        if pair := page.pair(noun):
            return Filled(Referents((), pair, None, (noun.i, noun.i + 1)), noun)
        found = resolved(page, noun)
        if found.who.organisations and (
            page.mention(noun) is not None or "club" in kinds_of(noun) and "body" not in kinds_of(noun)
        ):
            return found
        found.who = Referents()
        if slot == "of" and preposition.i > match.word.i + 3:
            continue
        if left_neighbour(preposition).text == ",":
            continue
        if first.token is None and preposition.head in (
            match.word,
            syntax.patient(match.word) if syntax.is_verb(match.word) else None,
        ):
            first = found
    return first


def take_status(page: Page, match: Match, made: Draft) -> None:
    """The status that the frame's object or its words name, if the frame fixes none."""
    if made.status is not None:
        return
    organisation = made.organisations[0] if made.organisations else None
    if match.about is not None and match.about.status:
        made.status = match.about.status
    if made.status is None and syntax.is_verb(match.word):
        for preposition, noun in syntax.preposition_objects(match.word, frozenset({"as", "to"})):
            if (
                preposition.lower_ == "as"
                or noun.lemma_ in ("status", "rank", "partner", "observer", "member", "state")
                and preposition.i < noun.i
            ):
                made.status = status_near(page, noun.left_edge.i, noun.i + 1, organisation) or (
                    noun.lemma_ if noun.lemma_ in ("observer", "partner", "associate", "candidate") else None
                )
                if made.status:
                    made.tokens.update(range(preposition.i, noun.i + 1))
                    break
        made.status = made.status or _status_by_order(page, match.word, organisation)


@switchable(nothing)
def _status_by_order(page: Page, word: Token, organisation: str | None) -> str | None:
    """'to partner status', where the parse hangs the words elsewhere."""
    for token in page.doc[word.i + 1 : min(syntax.clause_end(word), word.i + 12)]:
        if token.lower_ == "status":
            return status_near(page, token.i - 2, token.i + 1, organisation)
    return None


def note(made: Draft, filled: Filled, what: str) -> None:
    """Take the words of a slot into a draft, for evidence and notes; the context settles an open subject."""
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
