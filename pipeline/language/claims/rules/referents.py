"""Who a word of a brief means: states, organisations, or a group without a name; lists by token order."""

import bisect
import dataclasses
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from pipeline.language.annotations import Mention
from pipeline.language.claims.rules.claim_lexicon import nouns
from pipeline.language.claims.rules.sentences import paragraph_start, sentence_end, sentence_start
from pipeline.language.claims.rules.syntax import is_verb
from pipeline.language.grammar.clause_bounds import begins_clause
from pipeline.language.registry import no, nobody, nothing, switchable
from pipeline.language.text.dependencies import dependents, has_word
from pipeline.lexicon import organisation_nouns, word_class

LISTABLE = ("state", "organisation", "group")
LONGEST_LIST = 60  # members beyond these are no list of a brief
JOINERS = frozenset({"and", "or", "nor", "&", "plus"})
FILLERS = frozenset(
    {"the", "both", "neither", "also", "either", "'s", "’s", "then", "even", "later", "now", "not", "only"}
)
PLURALS = frozenset(
    "both neither each all none they them either two three four five six seven pair trio most".split()
)


@dataclasses.dataclass(frozen=True, slots=True)
class Referents:
    """Whom a noun phrase means; `text` is that of a group without a name, `tokens` are (start, end)."""

    states: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    text: str | None = None
    tokens: tuple[int, int] | None = None

    def __bool__(self) -> bool:
        return bool(self.states or self.organisations or self.text)


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """What a sentence holds: its forms and lemmas in lower case, and the kinds of its nouns."""

    words: frozenset[str]
    kinds: frozenset[str]


class Page:
    """A Doc with its mentions by token, and the look-ups that frames and arguments share."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.published_on = doc._.published_on
        self._sentences: dict[int, Words] = {}
        self.covering: dict[int, list[Mention]] = {}
        self.span: dict[int, tuple[int, int]] = {}
        self.entities: list[Mention] = []
        self.dates: list[Mention] = []
        for mention in doc._.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                continue
            self.span[id(mention)] = (span.start, span.end)
            if mention.kind == "date":
                self.dates.append(mention)
                continue
            if entities_of(mention):
                self.entities.append(mention)
            for index in range(span.start, span.end):
                self.covering.setdefault(index, []).append(mention)
        for found in self.covering.values():
            found.sort(key=lambda mention: mention.end - mention.start)
        # Entities by their first token, so that those of a clause are found without a look at all of the
        # brief.
        begin = [self.span[id(mention)][0] for mention in self.entities]
        self.by_begin = sorted(range(len(begin)), key=begin.__getitem__)
        self.begins = sorted(begin)
        listable = [one for one in reversed(self.entities) if one.kind in LISTABLE]
        self.starts = {self.span[id(mention)][0]: mention for mention in listable}
        self.ends = {self.span[id(mention)][1]: mention for mention in listable}
        sources = [s.source for s in doc._.statements if s.source is not None]
        sources += [(m.start, m.end) for m in doc._.mentions if m.kind == "person"]
        self.named = [
            (self.span[id(mention)][0], mention.entity)
            for mention in self.entities
            if mention.kind == "organisation"
            and mention.entity
            and mention.linked_by != "anaphora"
            and not self.modifies(mention)
            and not any(start <= mention.start < end for start, end in sources)
            and all(one.kind == "organisation" for one in self.run(mention))
        ]
        self.date_tokens = {index for mention in self.dates for index in range(*self.span[id(mention)])}

    def sentence(self, token: Token) -> Words:
        """The words and noun kinds of a token's sentence, collected once."""
        start = sentence_start(token)
        found = self._sentences.get(start)
        if found is None:
            sentence = self.doc[start : sentence_end(token)]
            words = frozenset(form for word in sentence for form in (word.lower_, word.lemma_.lower()))
            table = nouns()
            kinds = frozenset(kind for word in words for kind in table.get(word, ()))
            found = self._sentences[start] = Words(words, kinds)
        return found

    @switchable(no)
    def modifies(self, mention: Mention) -> bool:
        """'UN sanctions', 'the U.N. Security Council': the name only qualifies something else."""
        after = self.span[id(mention)][1]
        token = self.doc[after] if after < len(self.doc) else None
        if token is None or token.pos_ not in ("NOUN", "PROPN"):
            return False
        if self.doc[after - 1].dep_ not in ("compound", "nmod", "amod"):
            return False
        known = nouns().get(token.lemma_.lower()) or nouns().get(token.lower_)
        return not known or token.lower_ == "council"

    @switchable(nothing)
    def club(self, head: Token) -> str | None:
        """The organisation that 'the bloc', 'the Union' means: one named before whose noun or name fits."""
        word = head.lemma_.lower()
        before = [(at, code) for at, code in self.named if at < head.i]
        if word not in word_class("loose_organisation_noun"):
            own = organisation_nouns()
            before = [one for one in before if word in own.get(one[1].removeprefix("org:"), ())] or before
        if not before:
            return None
        start = paragraph_start(head)
        here = [code for at, code in before if at >= start]
        if here:
            return here[-1]
        counts: dict[str, int] = {}
        for _, code in before:
            counts[code] = counts.get(code, 0) + 1
        return max(counts, key=lambda code: counts[code])

    @switchable(nothing)
    def named_before(self, token: Token) -> str | None:
        """The organisation named last before a token in its paragraph, as what the text is about."""
        start = paragraph_start(token)
        here = [code for at, code in self.named if start <= at < token.i]
        return here[-1] if here else None

    @switchable(nobody)
    def pair(self, token: Token) -> tuple[str, ...]:
        """The two organisations that 'both' or 'neither' means: the paragraph's last two, or none."""
        if token.lower_ not in ("both", "neither", "either") or token.n_rights:
            return ()
        start = paragraph_start(token)
        codes = dict.fromkeys(code for at, code in reversed(self.named) if start <= at < token.i)
        return tuple(reversed(list(codes)[:2])) if len(codes) > 1 else ()

    def mention(self, token: Token) -> Mention | None:
        """The innermost mention of somebody at a token, one with an entity before one without."""
        found = self.covering.get(token.i, [])
        known = (mention for mention in found if entities_of(mention) or mention.country)
        return next(known, found[0] if found else None)

    def between(self, start: int, end: int, kinds: tuple[str, ...] = LISTABLE) -> list[Mention]:
        """Mentions with entities that lie within the tokens start..end, in order."""
        first, last = bisect.bisect_left(self.begins, start), bisect.bisect_right(self.begins, end)
        near = (self.entities[number] for number in sorted(self.by_begin[first:last]))
        return [mention for mention in near if mention.kind in kinds and self.span[id(mention)][1] <= end]

    def run(self, mention: Mention) -> list[Mention]:
        """The list that a mention belongs to, by token order: 'A, B and C', 'both A and B'."""
        found, joined = [mention], []
        position = self.span[id(mention)][1]
        while len(found) < LONGEST_LIST and (step := self._next(position, mention)) is not None:
            following, joiner = step
            found.append(following)
            joined.append(joiner)
            position = self.span[id(following)][1]
        follows = [token.lower_ for token in self.doc[position : position + 2]]
        goes_on = bool(follows) and (follows[0] in JOINERS or follows[0] == "," and follows[-1] in JOINERS)
        while joined and joined[-1] == "," and not goes_on:
            joined.pop()
            found.pop()
        position = self.span[id(mention)][0]
        before: list[Mention] = []
        while len(before) < LONGEST_LIST and (step := self._previous(position, mention)) is not None:
            preceding, joiner = step
            if joiner == "," and not goes_on and not any(j != "," for j in joined):
                break
            before.insert(0, preceding)
            joined.insert(0, joiner)
            position = self.span[id(preceding)][0]
        return before + found

    def _next(self, position: int, mention: Mention) -> tuple[Mention, str] | None:
        joiner, index, doc = "", position, self.doc
        while index < len(doc) and index < position + 12:
            lower = doc[index].lower_
            at = self.starts.get(index)
            if at is not None and joiner:
                own = begins_clause(doc, doc[position - 1], *self.span[id(at)])
                return (at, joiner) if self._alike(at, mention) and not own else None
            if lower == "," or (lower == ";" and not joiner):
                joiner = joiner or ","
            elif lower in JOINERS:
                joiner = "and"
            elif lower not in FILLERS:
                return None
            index += 1
        return None

    def _previous(self, position: int, mention: Mention) -> tuple[Mention, str] | None:
        joiner, index, doc = "", position - 1, self.doc
        if index < 0:
            return None
        while index >= 0 and index > position - 6:
            lower = doc[index].lower_
            at = self.ends.get(index + 1)
            if at is not None and joiner:
                own = begins_clause(doc, doc[index], position, self.span[id(mention)][1])
                return (at, joiner) if self._alike(at, mention) and not own else None
            if lower == ",":
                joiner = joiner or ","
            elif lower in JOINERS:
                joiner = "and"
            elif lower not in FILLERS:
                return None
            index -= 1
        return None

    @staticmethod
    def _alike(one: Mention, other: Mention) -> bool:
        return {one.kind, other.kind} <= {"state", "organisation"} and one.linked_by != "anaphora"

    def noun_phrase(self, head: Token) -> tuple[int, int]:
        """Tokens (start, end) of a noun phrase with its prepositional tail, without a relative clause."""
        end = head.i + 1
        for child in head.children:
            clauses = (one for one in child.subtree if one.dep_ in ("relcl", "acl", "advcl"))
            behind = child.i > head.i and child.dep_ in ("prep", "case", "nummod")
            if behind and not any(map(is_verb, clauses)):
                end = max(end, child.right_edge.i + 1)
        return head.left_edge.i, end

    def referents(self, head: Token) -> Referents:
        """Whom the noun phrase with this head means; empty where nobody that is known."""
        mention = self.mention(head)
        if mention is not None and mention.kind in ("state", "organisation", "group", "person", "place"):
            if found := self._of_mention(mention):
                return found
        return self._of_phrase(head)

    def _of_mention(self, mention: Mention) -> Referents:
        span = self.span[id(mention)]
        if mention.kind == "organisation" and mention.linked_by == "anaphora":
            head = self.doc[span[1] - 1]
            noun = head.pos_ in ("NOUN", "PROPN") and "club" in nouns().get(head.lemma_.lower(), ())
            if noun and (code := self.club(head)) is not None:
                return Referents((), (code,), None, span)
        if mention.kind == "person":
            return Referents(*parted([mention.country]), tokens=span) if mention.country else Referents()
        alone = mention.kind == "group" or mention.linked_by == "anaphora"
        return self.of_list([mention] if alone else self.run(mention))

    def of_list(self, listed: list[Mention]) -> Referents:
        """Whom the mentions of a list mean."""
        tokens = (self.span[id(listed[0])][0], self.span[id(listed[-1])][1])
        return Referents(*parted(codes_of(listed)), tokens=tokens)

    def _of_phrase(self, head: Token) -> Referents:
        """'the Turkish parliament', 'leaders of the bloc', 'some other members of the organisation'."""
        kinds = nouns().get(head.lemma_.lower(), frozenset())
        start, end = self.noun_phrase(head)
        if "actor" in kinds or "body" in kinds:
            left = self.between(start, head.i)
            right = self.between(head.i + 1, end) if not left or "group" in kinds else []
            behind = self.doc[head.i + 1].lower_ if right else ""
            right = right[:1] if behind in ("of", "in", "for", "from", "at", "to", "behind") else []
            states = codes_of(one for m in left if m.kind != "organisation" for one in self.run(m))
            states = states or codes_of(
                one for m in right for one in self.run(m) if one.kind != "organisation"
            )
            organisations = codes_of(m for m in [*left, *right] if m.kind == "organisation")
            if "actor" in kinds and states:
                return Referents(*parted(states), tokens=(start, end))
            if "group" in kinds and organisations and head.tag_ == "NNS":
                return Referents((), (), self.doc[start:end].text, (start, end))
            if "body" in kinds and organisations:
                return Referents((), tuple(dict.fromkeys(organisations)), None, (start, end))
        single = head.tag_ in ("NN", "NNP") and has_word(head, "the", "this", "that")
        if single and "club" in kinds and "actor" not in kinds:
            named = any(child.pos_ == "PROPN" for child in dependents(head, "compound"))
            code = self.club(head) if not named and not dependents(head, "prep") else None
            if code is not None:
                return Referents((), (code,), None, (start, end))
        if "group" in kinds and head.tag_ in ("NNS", "NNPS"):
            return Referents((), (), self.doc[start:end].text, (start, end))
        return Referents()


def entities_of(mention: Mention) -> tuple[str, ...]:
    """The states and organisations that a mention means."""
    codes = mention.members or ((mention.entity,) if mention.entity else ())
    return tuple(code for code in codes if code.startswith("org:") or (len(code) == 3 and code.isupper()))


def codes_of(mentions: Iterable[Mention]) -> list[str]:
    """The states and organisations that some mentions mean."""
    return [code for mention in mentions for code in entities_of(mention)]


def parted(codes: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The states and the organisations among some codes, each once."""
    states = dict.fromkeys(code for code in codes if not code.startswith("org:"))
    return tuple(states), tuple(dict.fromkeys(code for code in codes if code.startswith("org:")))
