"""What the text before a clause is about: its organisation, its subjects, its bid, its last list."""

from spacy.tokens import Token

from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.matter import kinds_of
from pipeline.language.claims.rules.referents import Page, entities_of
from pipeline.language.claims.rules.sentences import paragraph_start, sentence_start
from pipeline.language.names.publishers import issuing_organisation
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import has_word
from pipeline.lexicon import knows_status

ZONES = frozenset({"org:SCHENGEN", "org:EUROZONE"})
NOT_OF_ZONES = frozenset(
    {"applied", "withdrew", "declines", "deferred", "started", "invited", "suspended", "expelled"}
)
THINGS = frozenset(
    {"talks", "treaty", "bid", "invitation", "decision", "membership", "suspension", "chapters", "objection"}
)
RETURNING = frozenset({"return", "resume_membership", "no_plan"})
PAIRS = dict.fromkeys(("both", "neither", "either", "pair", "two"), 2)
PAIRS |= {"trio": 3, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
SEVERAL = frozenset({"they", "them", "their", "all", "these", "those", "none", "each"})
SUSPENSIONS = frozenset({"suspend", "suspend_membership"})
FARTHEST_NAMED = 4  # paragraphs between a bid and a noun for it
OPPOSING = frozenset({"opposes", "rejected", "conditional"})
BID = frozenset(
    "seeks applied supports opposes conditional undecided started signed ratified invited deferred "
    "rejected declines admitted reinstated".split()
)
# What is told of a bid that somebody has made.
ON_BIDS = frozenset({"supports", "opposes", "undecided", "conditional", "rejected", "deferred"})
ABOUT = "what the brief is about"

Place = tuple[tuple[str, ...], str]  # organisations, and where they come from


class Context:
    """Remembers the claims in text order; answers what a gap, a pronoun or 'it' may mean."""

    def __init__(self, page: Page, main: str | None) -> None:
        self.page = page
        self.publisher = issuing_organisation(page.doc)
        self.main = self.publisher or main
        self.told: list[tuple[int, Draft]] = []

    def remember(self, draft: Draft, paragraph: int) -> None:
        """Take in a finished draft."""
        self.told.append((paragraph, draft))

    def organisation(self, draft: Draft, paragraph: int) -> Place | None:
        """The organisation that a clause leaves out, and where it comes from; None where nothing tells."""
        here = self._told_in(paragraph, draft)
        ways = (
            self._left_before,
            self._around_the_zone,
            self._of_the_clause_before,
            self._of_the_same_state,
            self._of_the_same_bid,
            self._named_since,
            self._of_the_sentence_before,
            self._of_the_brief,
        )
        answers = (way(draft, here) for way in ways)
        return next((found for found in answers if found is not None), None)

    def _told_in(self, paragraph: int, draft: Draft) -> list[Draft]:
        """The claims of a paragraph whose organisations a draft may share."""
        here = [told for at, told in self.told if at == paragraph and told.organisations]
        if _not_of_a_zone(draft):
            here = [told for told in here if not set(told.organisations) & ZONES]
        return [
            told for told in here if not all(self._lacks_status(draft, code) for code in told.organisations)
        ]

    def _left_before(self, draft: Draft, here: list[Draft]) -> Place | None:
        """Who returns, returns to where they had been."""
        if draft.frame not in RETURNING and draft.predicate != "reinstated":
            return None
        for _, told in reversed(self.told):
            if told.predicate in ("withdrew", "suspended", "expelled"):
                if set(told.subjects) & set(draft.subjects):
                    return _joinable(told.organisations, draft), "that it had left"
        return None

    def _around_the_zone(self, draft: Draft, here: list[Draft]) -> Place | None:
        """What a zone does not have, a brief on it tells of the union around."""
        if self.main in ZONES and _not_of_a_zone(draft) and not here:
            return ("org:EU",), "of which the zone is a part"
        return None

    def _of_the_clause_before(self, draft: Draft, here: list[Draft]) -> Place | None:
        """What the sentence has told of; of a deed, another deed first."""
        start = sentence_start(draft.trigger)
        same = [told for told in here if sentence_start(told.trigger) == start]
        deeds = [told for told in same if draft.predicate == "holds" or told.predicate != "holds"]
        last = (deeds or same)[-1:]
        return (_joinable(last[0].organisations, draft), "of the clause before") if last else None

    def _of_the_same_state(self, draft: Draft, here: list[Draft]) -> Place | None:
        """What the paragraph told last of the same state, or of the two."""
        if len(draft.subjects) > 2:
            return None
        for told in reversed(here):
            if (
                set(draft.subjects) <= set(told.subjects) | set(draft.subjects[1:])
                and set(told.subjects) & set(draft.subjects)
                and (draft.predicate == "holds" or told.predicate != "holds")
            ):
                return _joinable(told.organisations, draft), "told of the same state before"
        return None

    def _of_the_same_bid(self, draft: Draft, here: list[Draft]) -> Place | None:
        """For a stance or an outcome, where the bid was made."""
        if draft.predicate not in ON_BIDS:
            return None
        for _, told in reversed(self.told):
            if set(draft.subjects) <= set(told.subjects) and told.predicate in BID:
                return _joinable(told.organisations, draft), "told of the same bid before"
        return None

    def _named_since(self, draft: Draft, here: list[Draft]) -> Place | None:
        """One that the paragraph has named after its last claim, and told nothing of."""
        code = self._mentioned(draft)
        if code is None or any(code in told.organisations for told in here):
            return None
        if not self._after_last_claim(code, draft, here):
            return None
        return (code,), "named before in the paragraph"

    def _of_the_sentence_before(self, draft: Draft, here: list[Draft]) -> Place | None:
        """What the paragraph told last; of a deed, the last deed, or what the brief is about."""
        if not here:
            return None
        if draft.predicate != "holds":
            deeds = [told for told in here if told.predicate != "holds"]
            if deeds:
                return _joinable(deeds[-1].organisations, draft), "of the sentence before"
            told_of = any(self.main in told.organisations for told in here)
            if self.main is not None and told_of and self.main not in draft.subjects:
                return (self.main,), ABOUT
        return _joinable(here[-1].organisations, draft), "of the sentence before"

    def _of_the_brief(self, draft: Draft, here: list[Draft]) -> Place | None:
        """What the brief is about, or the last named that has such a status."""
        if self.main is not None and self._lacks_status(draft, self.main):
            return self._last_knowing(draft)
        if self.main is not None and self.main not in draft.subjects:
            return (self.main,), ABOUT
        return None

    def _last_knowing(self, draft: Draft) -> Place | None:
        """The organisation named last that has the status which is told."""
        codes = [code for at, code in self.page.named if at < draft.trigger.i]
        found = next((code for code in reversed(codes) if not self._lacks_status(draft, code)), None)
        return ((found,), "the last named with such a status") if found is not None else None

    def was_suspended(self, draft: Draft) -> bool:
        """Whether a state was last told to be suspended, or its sentence names the suspension."""
        for _, told in reversed(self.told):
            if (
                set(told.subjects) & set(draft.subjects)
                and set(told.organisations) & set(draft.organisations)
                and told.predicate in ("suspended", "withdrew", "expelled", "admitted", "reinstated")
            ):
                return told.frame in SUSPENSIONS
        suspending = [token for token in draft.trigger.sent if token.lemma_ == "suspend"]
        named = any(token.lemma_ == "suspension" for token in draft.trigger.sent)
        return named or any(has_word(token, "it", "them", "being") for token in suspending)

    @switchable(nothing)
    def _mentioned(self, draft: Draft) -> str | None:
        """The organisation named last before the draft in its paragraph, zones and the draft's own states
        left out; another than the one whose own text it is was named in passing."""
        code = self.page.named_before(draft.trigger)
        if code is None or self.publisher not in (None, code) or code in draft.subjects:
            return None
        zone = code in ZONES and _not_of_a_zone(draft)
        return None if zone or self._lacks_status(draft, code) else code

    @switchable(no)
    def _lacks_status(self, draft: Draft, code: str) -> bool:
        """Whether an organisation has no status of the name that is told, and one named before has: an
        associate, after the League and the Union, is one of the Union, which alone has associates."""
        status = draft.status
        if status is None or knows_status(code, status):
            return False
        return any(knows_status(named, status) for at, named in self.page.named if at < draft.trigger.i)

    def _after_last_claim(self, code: str, draft: Draft, here: list[Draft]) -> bool:
        """Whether the organisation was named after the last claim of the paragraph."""
        at = max((at for at, named in self.page.named if named == code and at < draft.trigger.i), default=-1)
        return not here or at > here[-1].trigger.i

    def subjects(self, pronoun: Token, paragraph: int) -> tuple[str, ...]:
        """The states that an unresolved pronoun, definite phrase or verb without subject means, if any."""
        lower = pronoun.lower_
        if pronoun.pos_ in ("VERB", "AUX"):
            before = (d for _, d in self.told if d.trigger.i < pronoun.i)
            same = [d for d in before if sentence_start(d.trigger) == sentence_start(pronoun)]
            return same[-1].subjects if same else ()
        if kinds_of(pronoun) & THINGS:
            here = [d.subjects for p, d in self.told if p == paragraph and d.predicate in BID]
            return here[-1] if here else ()
        count = PAIRS.get(lower) or next(
            (PAIRS[child.lower_] for child in pronoun.children if child.lower_ in PAIRS), None
        )
        plural = count is not None or lower in SEVERAL or pronoun.tag_ == "NNS"
        lists = [d.subjects for _, d in self.told if len(d.subjects) > 1]
        if plural:
            if lower in ("they", "them", "their") and (people := self._people_before(pronoun)) is not None:
                return (people,)
            fitting = [s for s in lists if count is None or len(s) == count]
            return fitting[-1] if fitting else ()
        if (
            lower in ("it", "its", "he", "his", "she", "her", "itself")
            or is_a(pronoun, "definite_state_noun")
            or pronoun.pos_ == "NOUN"
        ):
            for p, d in reversed(self.told):
                if p == paragraph and len(d.subjects) == 1 and not d.subjects[0].startswith("org:"):
                    return d.subjects
        return ()

    @switchable(nothing)
    def _people_before(self, pronoun: Token) -> str | None:
        """The state whose people were named last in the paragraph: 'the Norwegians ... they'."""
        for mention in reversed(self.page.between(paragraph_start(pronoun), pronoun.i, ("state",))):
            last = self.page.doc[self.page.span[id(mention)][1] - 1]
            if mention.linked_by == "demonym" and last.tag_ in ("NNPS", "NNS"):
                return entities_of(mention)[0]
        return None

    @switchable(nothing)
    def taken_up(self, draft: Draft, paragraph: int) -> Draft | None:
        """The claim that a stance without a matter of its own is on: 'lifted its veto' on one of the same
        actor, 'backs the application', 'opposes it' on another's bid."""
        if draft.frame == "drop_objection":
            own = (told for _, told in self.told if told.predicate in OPPOSING)
            last = [told for told in own if set(told.actors) & set(draft.actors)][-1:]
            if last:
                return last[0]
        far = FARTHEST_NAMED if draft.theme is not None and draft.theme.pos_ == "NOUN" else 1
        for told_in, told in reversed(self.told):
            others = not set(told.subjects) <= set(draft.actors)
            if told.predicate in BID and others and paragraph - told_in <= far:
                return told
        return None


def _not_of_a_zone(draft: Draft) -> bool:
    """Whether zones have nothing like what a draft tells, such as candidates."""
    return draft.predicate in NOT_OF_ZONES or draft.status == "candidate"


def _joinable(organisations: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    kept = tuple(code for code in organisations if code not in draft.subjects)
    return kept[-1:] if len(kept) > 1 else kept
