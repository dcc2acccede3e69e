"""The claims of one Doc: drafts settled one after another against what was told before."""

import bisect
import copy

from spacy.tokens import Span, Token

from pipeline import edtf
from pipeline.language.annotations import Statement
from pipeline.language.claims.factuality.governors import met
from pipeline.language.claims.factuality.met import Reading
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.rules import ellipsis, standing
from pipeline.language.claims.rules.analysis import Analysis
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.claim_lexicon import RANK
from pipeline.language.claims.rules.context import SUSPENSIONS, ZONES, Context
from pipeline.language.claims.rules.referents import Page
from pipeline.language.claims.rules.sentences import sentence_end, sentence_start
from pipeline.language.claims.rules.telling import EVENTS, dated_hope, transform
from pipeline.language.claims.rules.terms import status_near
from pipeline.language.claims.triggers import STANCES
from pipeline.language.claims.when import date_of
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import SUBJECTS, dependents

FIRST_NAMED = 3
SEVERAL = 6


class ClaimReader:
    """Reads the claims of one Doc, sentence by sentence, each against what was told before."""

    def __init__(self, index: BriefIndex) -> None:
        self.index, doc = index, index.doc
        self.doc = doc
        self.page = Page(doc)
        self.analysis = Analysis(self.page)
        self.boilerplate = [(s.start, s.end) for s in doc._.segments if s.kind == "boilerplate"]
        self.paragraphs = [0] + [token.idx for token in doc if token.is_space and "\n\n" in token.text]
        self.contents = sorted(
            (start, end, index) for index, s in enumerate(doc._.statements) for start, end in s.content
        )
        self.sentences = [
            s for s in doc.sents if not any(start <= s.start_char < end for start, end in self.boilerplate)
        ]
        self.context = Context(self.page, self._main())
        self.finished: list[tuple[Draft, Reading]] = []

    def _main(self) -> str | None:
        """The organisation named most often, the first with a lead; None where no membership is told."""
        counts: dict[str, int] = {}
        for mention in self.page.entities:
            code = mention.entity if mention.kind == "organisation" else None
            if not code or mention.linked_by == "anaphora" or self._standing_text(mention.start):
                continue
            if not self.page.modifies(mention):
                counts[code] = counts.get(code, FIRST_NAMED if not counts else 0) + 1
        for sentence in self.sentences:
            for draft in self.analysis.sentence(sentence):
                for code in draft.organisations:
                    counts[code] = counts.get(code, 0) + 1
        drafts = sum(len(self.analysis.sentence(sentence)) for sentence in self.sentences)
        if not counts or drafts < SEVERAL and not any(map(self._tells, self.sentences)):
            return None
        whole = {code: count for code, count in counts.items() if code not in ZONES} or counts
        if set(counts) - {"org:EU", *ZONES} or "org:EU" in counts and any(zone in counts for zone in ZONES):
            whole = whole if max(whole.values()) >= max(counts.values()) else counts
        return max(whole, key=lambda code: whole[code])

    def _tells(self, sentence: Span) -> bool:
        """Whether a sentence tells of membership at all: an explicit claim, or a noun of membership."""
        if any(draft.organisations for draft in self.analysis.sentence(sentence)):
            return True
        return any(
            is_a(token, "joining_noun") or standing.names_organisation(self.page, token) for token in sentence
        )

    def _standing_text(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.boilerplate)

    def paragraph(self, token: Token) -> int:
        """The number of a token's paragraph."""
        return bisect.bisect_right(self.paragraphs, token.idx)

    def statement_at(self, token: Token) -> int | None:
        """The statement in whose content a token stands; the innermost."""
        found = [(end - start, index) for start, end, index in self.contents if start <= token.idx < end]
        return min(found)[1] if found else None

    def _voice(self, draft: Draft) -> int | None:
        """The statement in which a draft's trigger stands, or whose cue that is ('hopes to join')."""
        inside = self.statement_at(draft.verb if draft.verb.i > draft.trigger.i else draft.trigger)
        if inside is not None:
            return inside
        for index, said in enumerate(self.doc._.statements):
            if said.cue is not None and said.cue[0] <= draft.trigger.idx < said.cue[1]:
                return index
        return None

    def statement(self, draft: Draft) -> Statement | None:
        """The statement of a draft."""
        return self.doc._.statements[draft.statement] if draft.statement is not None else None

    def read(self) -> list[tuple[Draft, Reading]]:
        """All claims, in text order, the same one once a voice."""
        for sentence in self.sentences:
            for draft in self.analysis.sentence(sentence):
                for done, reading in self._finish(draft):
                    self._keep(done, reading)
        return self.finished

    def _keep(self, draft: Draft, reading: Reading) -> None:
        self.finished.append((draft, reading))
        self.context.remember(draft, self.paragraph(draft.trigger))

    def _finish(self, draft: Draft) -> list[tuple[Draft, Reading]]:
        """Settle context, voice, polarity, modality and date of a draft; then the hope it may be, too."""
        draft.statement = self._voice(draft)
        if not self._resolve(draft):
            return []
        if draft.predicate == "admitted" and _again(draft.trigger) and self._was_suspended(draft):
            draft.predicate = "reinstated"
        reading = self._reading(draft)
        if not transform(draft, reading):
            return []
        self._date(draft)
        if draft.needs_date and draft.when is None:
            return []
        return [pair for pair in ((draft, reading), *dated_hope(draft, reading)) if pair[0].predicate]

    def _resolve(self, draft: Draft) -> bool:
        """Fill what the clause left open; False where nothing fits."""
        paragraph = self.paragraph(draft.trigger)
        if draft.predicate == "same" and not ellipsis.same_as(self.page, draft, self.context.told):
            return False
        if draft.needs_matter and not self._take_matter(draft, paragraph):
            return False
        if not draft.subjects and not self._take_subjects(draft, paragraph):
            return False
        if draft.status is None and self._speaks_of_status(draft):
            draft.status = self._status_before(draft)
        if not draft.organisations and not self._take_organisation(draft, paragraph):
            return False
        if draft.needs_actor and not draft.actors and not self._take_actor(draft, paragraph):
            return False
        draft.actors = tuple(code for code in draft.actors if code not in draft.subjects)
        if not draft.actors and draft.predicate in STANCES:
            return False
        draft.subjects = tuple(code for code in draft.subjects if code not in draft.organisations)
        return bool(draft.subjects)

    def _take_matter(self, draft: Draft, paragraph: int) -> bool:
        """The bid or place told before on which a stance without one of its own is; whether there is one."""
        before = self.context.taken_up(draft, paragraph)
        if before is None:
            return False
        draft.subjects = draft.subjects or tuple(code for code in before.subjects if code not in draft.actors)
        draft.status = draft.status or before.status
        draft.organisations = draft.organisations or before.organisations
        draft.notes.append("the matter is that told before")
        return True

    def _take_subjects(self, draft: Draft, paragraph: int) -> bool:
        """The states that the pronoun in the place of a subject means; whether it means any."""
        pronoun = draft.open_subject
        if pronoun is None:
            return False
        draft.subjects = self.context.subjects(pronoun, paragraph)
        draft.notes.append(f"“{pronoun.text}” by what was told before")
        return bool(draft.subjects)

    def _speaks_of_status(self, draft: Draft) -> bool:
        """Whether the words of a draft, or those below them, are 'that status', 'the same status'."""
        words = [self.doc[index] for index in draft.tokens]
        words += [child for word in words for child in word.children]
        near = {*words, *(word.head for word in words if word.lower_ == "same")}
        near.update(child for word in words if word.lower_ == "for" for child in word.children)
        return any(word.lemma_ == "status" for word in near)

    def _take_organisation(self, draft: Draft, paragraph: int) -> bool:
        """The organisation that what was told before gives; whether it gives one."""
        found = self.context.organisation(draft, paragraph)
        if found is None or not found[0]:
            return False
        draft.organisations = found[0]
        draft.notes.append(f"organisation: {found[1]}")
        return True

    def _take_actor(self, draft: Draft, paragraph: int) -> bool:
        """Whom a pronoun in the place of an actor means, or else who says it; whether the draft stands so."""
        said = self.statement(draft)
        if draft.open_actor is not None:
            draft.actors = self.context.subjects(draft.open_actor, paragraph)
        elif said is not None and said.speaker_country:
            draft.actors = (said.speaker_country,)
        return bool(draft.actors) or draft.predicate in ("ratified", "rejected")

    @switchable(nothing)
    def _status_before(self, draft: Draft) -> str | None:
        """'that status', 'the same status': the one told last, or named last in the paragraph."""
        for token in reversed(self.doc[max(0, draft.trigger.i - 40) : draft.trigger.i]):
            if token.lemma_.lower() == "member" and not any(child.dep_ == "amod" for child in token.lefts):
                return "member"
            if token.lemma_.lower() in ("observer", "partner", "associate", "candidate"):
                return status_near(self.page, max(0, token.i - 2), token.i + 1) or token.lemma_.lower()
        return None

    def _reading(self, draft: Draft) -> Reading:
        reading = copy.deepcopy(met(self.index, draft.verb.i, draft.predicate in STANCES))
        for token in (self.doc[index] for index in sorted(draft.tokens)):
            if token.pos_ != "NOUN" or token.head.i not in (draft.verb.i, draft.trigger.i):
                continue
            if token.dep_ not in SUBJECTS and any(
                child.lower_ == "no" and child.i not in reading.seen for child in dependents(token, "det")
            ):
                reading.take(token, None, "negated")
        if draft.frame == "drop_objection":
            reading.negations += 1  # one that is not dropped stands
        elif draft.polarity == "negated" or not reading.negations and self._neither_organisation(draft):
            reading.negations = 1
        if draft.modality and RANK[draft.modality] > RANK[reading.modality]:
            reading.modality = draft.modality
        return reading

    @switchable(no)
    def _was_suspended(self, draft: Draft) -> bool:
        """Whether the text tells that the state had been suspended: before, or after if in a headline."""
        end = sentence_end(draft.trigger)
        later = [s for s in self.sentences if s.start >= end] if sentence_start(draft.trigger) == 0 else []
        told = [d for sentence in later for d in self.analysis.sentence(sentence) if d.frame in SUSPENSIONS]
        return self.context.was_suspended(draft) or any(
            set(d.subjects) & set(draft.subjects)
            and (not d.organisations or d.organisations == draft.organisations)
            for d in told
        )

    @switchable(no)
    def _neither_organisation(self, draft: Draft) -> bool:
        """'is a member of neither the EU nor NATO'."""
        for token in self.doc[draft.verb.i : min(draft.verb.i + 9, sentence_end(draft.verb))]:
            if token.lower_ == "neither":
                named = self.page.between(token.i + 1, min(token.i + 7, len(self.doc)), ("organisation",))
                return any(mention.entity in draft.organisations for mention in named)
        return False

    def _date(self, draft: Draft) -> None:
        """The date of what a draft tells; of a wish that has none of its own, that of what is wished."""
        draft.when = self._date_of(draft, draft.predicate)
        if draft.when is None and draft.frame == "seek_joining":
            draft.when_wished = self._date_of(draft, draft.joining)
        day, published = edtf.first_day(draft.when), self.page.published_on
        ahead = day is not None and published is not None and day > published
        told = (draft.modality, draft.polarity) == ("asserted", "affirmed")
        if ahead and told and draft.predicate in EVENTS:
            draft.modality = "expected"
            draft.notes.append("in the future of the brief")

    def _date_of(self, draft: Draft, predicate: str) -> str | None:
        date = date_of(self.index, draft.trigger, None, predicate, statements=frozenset({draft.statement}))
        return date.edtf if date is not None else None


@switchable(no)
def _again(word: Token) -> bool:
    """'readmitted', 'returned', 'let back in', 'welcomed back'."""
    following = {token.lower_ for token in word.doc[word.i + 1 : min(word.i + 4, sentence_end(word))]}
    return word.lemma_ in ("readmit", "return") or word.lower_ == "readmitted" or "back" in following
