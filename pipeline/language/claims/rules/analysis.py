"""From words to drafts: every word of a Doc is offered to the frames and to the nouns of status."""

from spacy.tokens import Span, Token

from pipeline.language.claims.rules import arguments, ellipsis, frames, syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.referents import Page
from pipeline.language.claims.rules.requirements import requirements
from pipeline.language.claims.rules.standing import standings
from pipeline.language.claims.rules.syntax import left_neighbour
from pipeline.language.registry import nothing_done, switchable
from pipeline.language.text.classes import is_a

EMPTY = frozenset({"DET", "PUNCT", "SPACE", "SYM", "X", "CCONJ", "PRON", "NUM", "PART"})
ENTERING = frozenset({"admitted", "reinstated"})


class Analysis:
    """Drafts by word, each word analysed once; governors look into the clauses that they govern."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._done: dict[int, list[Draft]] = {}
        self._sentences: dict[int, list[Draft]] = {}

    def drafts(self, word: Token) -> list[Draft]:
        """The drafts that a word triggers."""
        found = self._done.get(word.i)
        if found is None:
            found = self._done[word.i] = []
            if word.pos_ not in EMPTY:
                found = self._done[word.i] = self._analyse(word)
        return found

    def sentence(self, sentence: Span) -> list[Draft]:
        """The drafts of a sentence in text order, without those that a governing frame took over."""
        if sentence.start not in self._sentences:
            found = [draft for word in sentence for draft in self.drafts(word)]
            consumed = {index for draft in found for index in draft.consumes}
            self._sentences[sentence.start] = [draft for draft in found if draft.trigger.i not in consumed]
        return self._sentences[sentence.start]

    def _analyse(self, word: Token) -> list[Draft]:
        if is_a(word, "status_noun"):
            return standings(self.page, word)
        if repeated := ellipsis.pro_verb(self.page, word):
            return repeated
        for frame in frames.candidates(word):
            found = frames.match(self.page, word, frame, self._admits)
            if found is None or frame.name == "follow" and word.dep_ == "acl":
                continue
            embedded = self._embedded(found.clause) if found.clause is not None else None
            made = arguments.draft(self.page, found, embedded)
            if made:
                self._take_over(word, made)
                return made
        return requirements(self.page, word, self._embedded)

    @switchable(nothing_done)
    def _take_over(self, word: Token, made: list[Draft]) -> None:
        """'invited A, B and C to join': the infinitive is the verb's, wherever the parse hangs it."""
        if made[0].predicate != "invited":
            return
        for verb in word.doc[word.i + 1 : syntax.clause_end(word)]:
            if (
                verb.tag_ == "VB"
                and left_neighbour(verb).lower_ == "to"
                and (embedded := self._embedded(verb)) is not None
            ):
                made[0].consumes.add(embedded.trigger.i)
                made[0].tokens |= embedded.tokens & set(range(word.i, verb.i + 8)) | {verb.i}
                if not made[0].organisations:
                    made[0].organisations = embedded.organisations
                made[0].status = made[0].status or embedded.status
                return

    def _admits(self, verb: Token) -> bool:
        """Whether the clause of a verb is about joining."""
        return self._embedded(verb) is not None

    def _embedded(self, verb: Token) -> Draft | None:
        for draft in self.drafts(verb):
            if draft.predicate in ENTERING:
                return draft
        if verb.lemma_ in ("be", "become", "make"):
            for word in verb.doc[verb.i + 1 : syntax.clause_end(verb)]:
                if is_a(word, "status_noun"):
                    for draft in self.drafts(word):
                        if draft.verb == verb:
                            return draft
        return None
