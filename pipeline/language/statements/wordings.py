"""What a source is called: as it is worded, with what its pronouns and abbreviations stand for."""

import bisect
import functools
import re

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.grammar.stretches import phrase
from pipeline.language.names.introductions import introductions
from pipeline.language.names.people import GENDERS
from pipeline.language.statements.antecedents import Antecedents
from pipeline.language.statements.cast import Cast
from pipeline.language.statements.outlets import generic, outlet_name, outlet_phrase
from pipeline.language.statements.statement_drafts import Source

# Words after a noun phrase that are no part of who it is ("officials here", "the pilots themselves").
AFTER_NAME = re.compile(r" (?:here|himself|herself|itself|themselves)\Z")
CAPITALS = r"[A-Z\u00c0-\u00dd][\w'\u2019-]*"


class Wordings:
    """Answers for one passage."""

    def __init__(self, cast: Cast, antecedents: Antecedents):
        self.cast, self.antecedents = cast, antecedents
        self.passage, self.doc, self.countries = cast.passage, cast.doc, cast.countries
        self.bodies: dict[str, list[tuple[int, str]]] = {}  # by noun, where full names of bodies end
        self.references = [m for m in self.doc._.mentions if m.linked_by == "anaphora"]
        introduced = introductions(self.passage.text)
        self.short_names = {one.short: one.name for one in introduced}
        self.introduced_names = {one.end: one.name for one in introduced}

    def anaphora(self, token: Token) -> Mention | None:
        """The reference that the brief's references resolved at a token."""
        place = bisect.bisect_right(self.references, token.idx, key=lambda mention: mention.start) - 1
        return self.references[place] if place >= 0 and token.idx < self.references[place].end else None

    @functools.cached_property
    def naming(self) -> dict[str, list[Mention]]:
        """By entity the mentions that name it, in the order of the text."""
        found: dict[str, list[Mention]] = {}
        for mention in self.doc._.mentions:
            if mention.entity and mention.linked_by in ("name", "alias", "capital"):
                found.setdefault(mention.entity, []).append(mention)
        return found

    def last_name(self, entity: str, index: int) -> str | None:
        """The words by which the text last named an entity before a token."""
        named = self.naming.get(entity, [])
        place = bisect.bisect_left(named, self.doc[index].idx, key=lambda mention: mention.start) - 1
        return self.passage.text[named[place].start : named[place].end] if place >= 0 else None

    def plain_name(self, entity: str, index: int) -> str | None:
        """The words by which the text last named an entity before a token, none of its capital or seat."""
        before = bisect.bisect_left(
            self.naming.get(entity, []), self.doc[index].idx, key=lambda one: one.start
        )
        named = [m for m in self.naming.get(entity, [])[:before] if m.linked_by == "name"]
        return self.passage.text[named[-1].start : named[-1].end] if named else None

    def full_name(self, source: Source, entity: str | None = None) -> str:
        """The source as worded, an abbreviation replaced by the name that the brief gives for it."""
        words = self.text(source)
        last = self.doc[source.end - 1]
        if last.idx + len(last) in self.introduced_names:
            return self.introduced_names[last.idx + len(last)]
        short = words.removeprefix("the ").removeprefix("The ")
        if not short.isupper() or len(short) < 2 or " " in short:
            return words
        if short in self.short_names:
            return self.short_names[short]
        if entity is None or not entity.startswith("org:"):
            return words
        earlier = [m for m in self.naming.get(entity, []) if m.start < self.doc[source.start].idx]
        longest = max((self.passage.text[m.start : m.end] for m in earlier), key=len, default="")
        return longest if longest.count(" ") else words

    def body_in_full(self, source: Source) -> str | None:
        """What 'the Council' or 'Council' is called in full before it, where the text names one body so."""
        head = source.head
        if not head.is_title or source.end - source.start > 1 + (self.doc[source.start].lower_ == "the"):
            return None
        if head.text not in self.bodies:
            self.bodies[head.text] = [
                (m.end(), m[0])
                for m in full_body(head.text).finditer(self.passage.text)
                # a title that was in capitals; one meeting of many ('Third Session of the Council')
                if " OF " not in m[0] and not self.doc.vocab[m[0].split()[0]].like_num
            ]
        names = {name for end, name in self.bodies[head.text] if end <= self.doc[source.start].idx}
        names = {name for name in names if not name.startswith(head.text)} or names
        longest = max(sorted(names), key=len, default=None)
        return longest if longest is not None and all(longest.startswith(name) for name in names) else None

    def outlet(self, source: Source) -> str:
        """An outlet as a source; 'the station' is the outlet that was named last."""
        if generic(self.doc, source.start, source.end):
            place = bisect.bisect_left(self.outlet_phrases, (source.start, 0)) - 1
            if place >= 0:
                return outlet_name(self.doc, *self.outlet_phrases[place])
        return self.full_name(source)

    @functools.cached_property
    def outlet_phrases(self) -> list[tuple[int, int]]:
        """Subjects and objects that name an outlet, in the order of the text."""
        found = []
        for token in self.doc:
            if token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass") and token.pos_ == "PROPN":
                span = phrase(token)
                if outlet_phrase(self.doc, *span) and not generic(self.doc, *span):
                    found.append(span)
        return found

    def text(self, source: Source) -> str:
        """The source as worded, a leading possessive pronoun replaced by what it stands for."""
        doc = self.doc
        words = AFTER_NAME.sub("", doc[source.start : source.end].text)
        if source.end - source.start == 1:
            return words
        if not any(t.tag_ == "PRP$" for t in doc[source.start : source.end]):
            return self.with_owner_named(source, words)
        token = next(t for t in doc[source.start : source.end] if t.tag_ == "PRP$")
        owner = self.owner(token)
        if owner is None:
            return words
        offset = token.idx - doc[source.start].idx
        return words[:offset] + possessive(owner) + words[offset + len(token) :]

    def with_owner_named(self, source: Source, words: str) -> str:
        """The words of a source, an unnamed possessor in front given by name ('the kingdom's embassy')."""
        doc = self.doc
        ending = next((t for t in doc[source.start + 1 : source.end] if t.text in ("'s", "’s")), None)
        if ending is None or doc[source.start].lower_ != "the" or ending.i - source.start > 3:
            return words
        mention = self.anaphora(doc[ending.i - 1])
        if mention is None or mention.entity is None or mention.kind not in ("state", "organisation"):
            return words
        name = self.last_name(mention.entity, source.start)
        after = ending.idx + len(ending) - doc[source.start].idx
        return possessive(name) + words[after:] if name is not None else words

    def owner(self, token: Token) -> str | None:
        """The name that a possessive pronoun stands for."""
        if token.lower_ in GENDERS:
            found = self.antecedents.pronoun(Source(token.i, token.i + 1, token), GENDERS[token.lower_])
            return found.name if found.name and found.name.lower() != token.lower_ else None
        if token.lower_ == "our":
            state = self.countries.issuer.state
            return self.last_name(state, token.i) if state is not None else None
        if token.i in self.countries.told.owners:
            return self.owner_name(self.countries.told.owners[token.i], token.i)
        mention = self.anaphora(token)
        if mention is not None and mention.entity:
            return self.owner_name(mention.entity, token.i)
        if token.lower_ != "its":
            return None
        earlier = [m for m in self.doc._.mentions if m.kind in ("state", "organisation")]
        earlier = [m for m in earlier if m.linked_by in ("name", "capital", "alias", "body")]
        last = next((m for m in reversed(earlier) if m.start < token.idx), None)
        return self.passage.text[last.start : last.end] if last is not None else None

    def owner_name(self, entity: str, index: int) -> str | None:
        """The words by which the text last named an entity before a token, not those for its capital in the
        token's own sentence where it has others: 'Mali's envoy' in 'Bamako agrees, its envoy said'."""
        here = self.passage.stretches.of(index)
        named = self.naming.get(entity, [])
        place = bisect.bisect_left(named, self.doc[index].idx, key=lambda mention: mention.start) - 1
        near = place >= 0 and named[place].start >= self.doc[here.start].idx
        plain = self.plain_name(entity, index) if near else None
        return plain or self.last_name(entity, index)


@functools.lru_cache(maxsize=256)
def full_body(noun: str) -> re.Pattern:
    """A body of this noun named in full: 'Fisheries and Ferries Council of Norland', 'Joint Committee on
    Ferries', 'Ministry of Ferries'."""
    after = rf" (?:of|on|for) (?:the )?{CAPITALS}(?:(?:,? and|,| of| for)? {CAPITALS}){{0,6}}"
    return re.compile(
        rf"(?<![\w-])(?!(?:The|This|Its|Our|In|At|On|By|For|To) )"
        rf"(?:(?:{CAPITALS}(?:,? and|,)? ){{1,6}}{re.escape(noun)}\b(?:{after})?|{re.escape(noun)}{after})"
    )


def possessive(name: str) -> str:
    """'Lima' -> "Lima's"."""
    return name + ("'" if name.endswith("s") else "'s")
