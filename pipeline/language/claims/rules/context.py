"""What the text before a clause is about: its organisation, its subjects, its bid, its last list."""

import dataclasses

from spacy.tokens import Span, Token

from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.matter import kinds_of, matter
from pipeline.language.claims.rules.referents import DEFINITE_STATES, Page, entities_of
from pipeline.language.claims.rules.sentences import paragraph_start, sentence_start
from pipeline.language.registry import no, nobody, nothing, nothing_done, switchable

ZONES = frozenset({"org:SCHENGEN", "org:EUROZONE"})
NOT_OF_ZONES = frozenset(
    {"applied", "withdrew", "declines", "deferred", "started", "invited", "suspended", "expelled"}
)
THINGS = frozenset(
    {"talks", "treaty", "bid", "invitation", "decision", "membership", "suspension", "chapters", "objection"}
)
RETURNING = frozenset({"return", "resume_membership", "no_plan"})
NEIGHBOURS = frozenset(
    {"neighbour", "neighbor", "ally", "newcomer", "applicant", "candidate", "aspirant", "partner"}
)
PAIRS = {
    "both": 2,
    "neither": 2,
    "either": 2,
    "pair": 2,
    "two": 2,
    "trio": 3,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
}
SUSPENSIONS = frozenset({"suspend", "suspend_membership"})
NAMED_BIDS = frozenset(
    {
        "bid",
        "application",
        "candidacy",
        "accession",
        "admission",
        "readmission",
        "membership",
        "entry",
        "return",
        "hope",
        "aspiration",
        "ambition",
    }
)
LEAVING = frozenset({"withdrew", "suspended", "expelled", "reinstated"})
BID = frozenset(
    {
        "seeks",
        "applied",
        "supports",
        "opposes",
        "conditional",
        "undecided",
        "started",
        "signed",
        "ratified",
        "invited",
        "deferred",
        "rejected",
        "declines",
        "admitted",
        "reinstated",
    }
)


@dataclasses.dataclass(slots=True)
class Bid:
    """A membership that the text talks of."""

    subjects: tuple[str, ...]
    organisations: tuple[str, ...]
    status: str | None
    paragraph: int


class Context:
    """Remembers the claims in text order; answers what a gap, a pronoun or 'it' may mean."""

    def __init__(self, page: Page, main: str | None) -> None:
        self.page = page
        self.main = main
        self.told: list[tuple[int, Draft]] = []
        self.bid: Bid | None = None
        self.topic: Bid | None = None

    @switchable(nothing_done)
    def mention(self, words: Span, paragraph: int) -> None:
        """Note the last bid that words without a claim only name ('Peru's bid to join the OECD divides its members')."""
        for noun in words:
            if noun.pos_ != "NOUN" or noun.lemma_.lower() not in NAMED_BIDS:
                continue
            about = matter(self.page, noun)
            organisations = tuple(code for code in about.organisations if code not in about.subjects)
            owners = self.page.referents(about.owner).states if about.owner is not None else ()
            if about.subjects and organisations:
                self.topic = Bid(owners or about.subjects, organisations[:1], about.status, paragraph)

    def remember(self, draft: Draft, paragraph: int) -> None:
        """Take in a finished draft."""
        self.told.append((paragraph, draft))
        if draft.predicate in BID and draft.subjects:
            self.bid = Bid(draft.subjects, draft.organisations, draft.status, paragraph)
            self.topic = None

    def organisation(self, draft: Draft, paragraph: int) -> tuple[tuple[str, ...], str] | None:
        """The organisation that a clause leaves out, and where it comes from."""
        here = [d for p, d in self.told if p == paragraph and d.organisations]
        if draft.predicate in NOT_OF_ZONES or draft.status == "candidate":
            here = [d for d in here if not set(d.organisations) & ZONES]
        if draft.frame in RETURNING or draft.predicate == "reinstated":
            for _, earlier in reversed(self.told):
                if set(earlier.subjects) & set(draft.subjects) and earlier.predicate in (
                    "withdrew",
                    "suspended",
                    "expelled",
                ):
                    return _joinable(earlier.organisations, draft), "that it had left"
        if (
            self.main in ZONES
            and (draft.predicate in NOT_OF_ZONES or draft.status == "candidate")
            and not here
        ):
            return ("org:EU",), "of which the zone is a part"
        same = [
            d for d in here if not _aside(d) and sentence_start(d.trigger) == sentence_start(draft.trigger)
        ]
        for earlier in [
            d for d in reversed(same) if draft.predicate == "holds" or d.predicate != "holds"
        ] or same[::-1]:
            return _joinable(earlier.organisations, draft), "of the clause before"
        for earlier in reversed(here):
            if (
                set(draft.subjects) <= set(earlier.subjects) | set(draft.subjects[1:])
                and set(earlier.subjects) & set(draft.subjects)
                and len(draft.subjects) <= 2
                and (draft.predicate == "holds" or earlier.predicate != "holds")
            ):
                return _joinable(earlier.organisations, draft), "told of the same state before"
        if draft.predicate in ("supports", "opposes", "undecided", "conditional", "rejected", "deferred"):
            for _, earlier in reversed(self.told):
                if (
                    set(draft.subjects) <= set(earlier.subjects)
                    and earlier.predicate in BID
                    and not _aside(earlier)
                ):
                    return _joinable(earlier.organisations, draft), "told of the same bid before"
        mention = self._mentioned(draft)
        if (
            mention is not None
            and (not here or mention not in {code for d in here for code in d.organisations})
            and self._after_last_claim(mention, draft, here)
        ):
            return (mention,), "named before in the paragraph"
        events = [d for d in here if d.predicate != "holds" and not _aside(d) and not self._added(d)] or [
            d for d in here if d.predicate != "holds"
        ]
        if draft.predicate != "holds" and events:
            return _joinable(events[-1].organisations, draft), "of the sentence before"
        if (
            draft.predicate != "holds"
            and self.main is not None
            and any(self.main in d.organisations for d in here)
            and self.main not in draft.subjects
        ):
            return (self.main,), "what the brief is about"
        straight = [d for d in here if not _aside(d)] or here
        if straight:
            return _joinable(straight[-1].organisations, draft), "of the sentence before"
        if mention is not None:
            return (mention,), "named before in the paragraph"
        before = [d for p, d in self.told if p == paragraph - 1 and d.organisations and not _aside(d)]
        if (
            draft.predicate in LEAVING
            and len({d.organisations for d in before}) == 1
            and any(d.predicate in LEAVING for d in before)
        ):
            return _joinable(before[-1].organisations, draft), "of the paragraph before"
        if self.main is not None and self.main not in draft.subjects:
            return (self.main,), "what the brief is about"
        return None

    def was_suspended(self, draft: Draft) -> bool:
        """Whether what was told last of a state's membership is that it was suspended, or its sentence names the
        suspension.
        """
        for _, told in reversed(self.told):
            if set(told.subjects) & set(draft.subjects) and set(told.organisations) & set(
                draft.organisations
            ):
                if told.predicate in ("suspended", "withdrew", "expelled", "admitted", "reinstated"):
                    return told.frame in SUSPENSIONS
        return any(
            token.lemma_ == "suspension"
            or token.lemma_ == "suspend"
            and any(child.lower_ in ("it", "them", "being") for child in token.children)
            for token in draft.trigger.sent
        )

    @switchable(no)
    def _added(self, draft: Draft) -> bool:
        """Whether a claim of another organisation was added to a sentence that told of what the brief is about."""
        return self.main not in draft.organisations and any(
            self.main in told.organisations
            and told.trigger.sent.start == draft.trigger.sent.start
            and told.trigger.i < draft.trigger.i
            and told.verb.dep_ != "relcl"
            for _, told in self.told
        )

    @switchable(nothing)
    def _mentioned(self, draft: Draft) -> str | None:
        """The organisation named last before the draft in its paragraph, zones and the draft's own states left out."""
        code = self.page.named_before(draft.trigger)
        if (
            code is None
            or code in draft.subjects
            or code in ZONES
            and (draft.predicate in NOT_OF_ZONES or draft.status == "candidate")
        ):
            return None
        return code

    def _after_last_claim(self, code: str, draft: Draft, here: list[Draft]) -> bool:
        """Whether the organisation was named after the last claim of the paragraph."""
        at = max((at for at, named in self.page.named if named == code and at < draft.trigger.i), default=-1)
        return not here or at > here[-1].trigger.i

    def subjects(self, pronoun: Token, paragraph: int) -> tuple[str, ...]:
        """The states that an unresolved pronoun, definite phrase or verb without subject means; empty where nothing
        fits.
        """
        lower = pronoun.lower_
        if pronoun.pos_ in ("VERB", "AUX"):
            same = [
                d
                for _, d in self.told
                if sentence_start(d.trigger) == sentence_start(pronoun) and d.trigger.i < pronoun.i
            ]
            return same[-1].subjects if same else ()
        if kinds_of(pronoun) & THINGS:
            here = [d.subjects for p, d in self.told if p == paragraph and d.predicate in BID]
            return (
                here[-1]
                if here
                else (
                    self.bid.subjects if self.bid is not None and paragraph - self.bid.paragraph <= 1 else ()
                )
            )
        if pronoun.lemma_.lower() in NEIGHBOURS and self.bid is not None:
            return self.bid.subjects
        count = PAIRS.get(lower) or next(
            (PAIRS[child.lower_] for child in pronoun.children if child.lower_ in PAIRS), None
        )
        plural = (
            count is not None
            or lower in ("they", "them", "their", "all", "these", "those", "none", "each")
            or pronoun.tag_ == "NNS"
        )
        lists = [d.subjects for _, d in self.told if len(d.subjects) > 1]
        if plural:
            near = self._list_before(pronoun, count)
            if near:
                return near
            if lower in ("they", "them", "their") and (people := self._people_before(pronoun)) is not None:
                return (people,)
            if count is not None and len(told := self._told_before(pronoun)) == count:
                return told
            fitting = [s for s in lists if count is None or len(s) == count]
            if fitting:
                return fitting[-1]
            if pronoun.lemma_.lower() == "government" and self.bid is not None:
                return self.bid.subjects
            return ()
        if (
            lower in ("it", "its", "he", "his", "she", "her", "itself")
            or pronoun.lemma_.lower() in DEFINITE_STATES
            or pronoun.pos_ == "NOUN"
        ):
            for p, d in reversed(self.told):
                if p == paragraph and len(d.subjects) == 1 and not d.subjects[0].startswith("org:"):
                    return d.subjects
            found = self._single_before(pronoun)
            if found:
                return (found,)
        return ()

    @switchable(nobody)
    def _list_before(self, pronoun: Token, count: int | None) -> tuple[str, ...]:
        """The last list of states before a plural, in this sentence or the one before."""
        start = max(paragraph_start(pronoun), sentence_start(pronoun) - 60)
        mentions = self.page.between(start, pronoun.i)
        for mention in reversed(mentions):
            codes = tuple(dict.fromkeys(code for one in self.page.run(mention) for code in entities_of(one)))
            if len(codes) > 1 and (count is None or len(codes) == count):
                return codes
        return ()

    @switchable(nobody)
    def _told_before(self, pronoun: Token) -> tuple[str, ...]:
        """The states of the claims told in the same sentence: 'Bosnia applied in 1995, Monaco in 1998; neither ...'."""
        return tuple(
            dict.fromkeys(
                code
                for _, told in self.told
                if told.trigger.sent.start == pronoun.sent.start and told.trigger.i < pronoun.i
                for code in told.subjects
            )
        )

    @switchable(nothing)
    def _people_before(self, pronoun: Token) -> str | None:
        """The state whose people were named last in the paragraph: 'the Norwegians ... they'."""
        for mention in reversed(self.page.between(paragraph_start(pronoun), pronoun.i, ("state",))):
            last = self.page.doc[self.page.span[id(mention)][1] - 1]
            if mention.linked_by == "demonym" and last.tag_ in ("NNPS", "NNS"):
                return entities_of(mention)[0]
        return None

    @switchable(nothing)
    def _single_before(self, pronoun: Token) -> str | None:
        """The state named last before a pronoun in its paragraph."""
        start = paragraph_start(pronoun)
        for mention in reversed(self.page.between(start, pronoun.i, ("state",))):
            codes = entities_of(mention)
            if len(codes) == 1:
                return codes[0]
        return None

    def bid_for(self, draft: Draft, paragraph: int) -> Bid | None:
        """The bid that 'it' or 'this' (of this paragraph or the one before), 'the request' or 'both candidates'
        means.
        """
        theme = draft.theme
        own = self._own_stance(draft)
        if own is not None:
            return own
        if theme is not None and "bid" in kinds_of(theme):
            for told_in, told in reversed(self.told):
                if (
                    told.predicate in ("applied", "seeks", "rejected", "deferred", "declines")
                    and paragraph - told_in <= 4
                    and not set(told.subjects) <= set(draft.actors)
                ):
                    return Bid(told.subjects, told.organisations, told.status, told_in)
        if self.topic is not None and paragraph == self.topic.paragraph:
            if not set(self.topic.subjects) & set(draft.actors):
                return self.topic
        if self.bid is None or set(self.bid.subjects) <= set(draft.actors):
            others = [
                (p, d)
                for p, d in self.told
                if d.predicate in BID and not set(d.subjects) <= set(draft.actors)
            ]
            return (
                Bid(others[-1][1].subjects, others[-1][1].organisations, others[-1][1].status, others[-1][0])
                if others
                else None
            )
        pronoun = theme is None or theme.pos_ == "PRON" or theme.pos_ == "DET"
        return self.bid if paragraph - self.bid.paragraph <= (1 if pronoun else 4) else None

    def bid_of(self, subjects: tuple[str, ...]) -> Bid | None:
        """The bid of given states that was told last."""
        for paragraph, told in reversed(self.told):
            if told.predicate in BID and set(subjects) <= set(told.subjects):
                return Bid(subjects, told.organisations, told.status, paragraph)
        return None

    @switchable(nothing)
    def _own_stance(self, draft: Draft) -> Bid | None:
        """'lifted its veto': the matter against which the same actor stood."""
        if draft.frame != "drop_objection":
            return None
        for paragraph, told in reversed(self.told):
            if told.predicate in ("opposes", "rejected", "conditional") and set(told.actors) & set(
                draft.actors
            ):
                return Bid(told.subjects, told.organisations, told.status, paragraph)
        return None


@switchable(no)
def _aside(draft: Draft) -> bool:
    """Whether a claim was told in a clause of time or purpose: it does not change what the text is about."""
    return draft.verb.dep_ == "advcl"


def _joinable(organisations: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    kept = tuple(code for code in organisations if code not in draft.subjects)
    return kept[-1:] if len(kept) > 1 else kept
