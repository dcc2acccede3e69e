"""A text as it is gone through for its references: who is named where, what was told so far, what was
resolved."""

import bisect
import itertools
from collections.abc import Callable

from spacy.tokens import Doc, Token

from pipeline.language.annotations import Mention
from pipeline.language.discourse import definite, groups
from pipeline.language.discourse.bodies import Bodies
from pipeline.language.discourse.expectations import ORGANISATION, STATE, joins
from pipeline.language.discourse.groups import Group
from pipeline.language.discourse.memory import Admits, Memory, Occurrence, Place, Sought, prominence
from pipeline.language.grammar.coordination import coordinations
from pipeline.language.names.mentions import holding
from pipeline.language.names.publishers import issuing_organisation
from pipeline.language.text.paragraphs import paragraphs
from pipeline.lexicon import organisations, reference_weights

NAMED = frozenset({"state", "organisation", "place"})
TAKEN = NAMED | {"outlet", "date"}
# Whom a reference means: one entity, those of a group, nobody known.
Meant = str | tuple[str, ...] | None


class Course:
    """A Doc with what its references go back to. `named` are the mentions of states, organisations and
    places, `persons` those of people; `found` the references so far, `replaced` where mentions begin that
    give way to one."""

    def __init__(self, doc: Doc):
        self.doc, self.text = doc, doc.text
        self.found: list[Mention] = []
        self.found_at: dict[int, Mention] = {}
        self.replaced: set[int] = set()
        self.spans = list(doc.sents)
        self.sentences = [sentence.start_char for sentence in self.spans]
        self.paragraphs = [paragraph.start for paragraph in paragraphs(self.text)]
        self.named = [m for m in doc._.mentions if m.kind in NAMED]
        self.persons = [m for m in doc._.mentions if m.kind == "person"]
        taken = [m for m in doc._.mentions if m.kind in TAKEN]
        self.taken = [m.start for m in taken]
        # How far those reach that begin up to each of them.
        self.taken_to = list(itertools.accumulate((m.end for m in taken), max))
        self.many = {
            m.start for listed in coordinations(self.text, self.named) if len(listed) > 2 for m in listed
        }
        self.phrases = definite.find(doc)
        self.bodies = Bodies(doc, self.named)
        self.memory = Memory(groups.listed_groups(self.text, self.named, self.sentence))
        self.publisher = issuing_organisation(doc)
        if self.publisher is not None:
            told = reference_weights()["subject"]
            self.memory.add(Occurrence(self.publisher, ORGANISATION, -1, 0, 0, told, None))

    def sentence(self, start: int) -> int:
        """The number of the sentence that holds a character."""
        return max(0, bisect.bisect_right(self.sentences, start) - 1)

    def paragraph(self, start: int) -> int:
        """The number of the paragraph that holds a character, from 1."""
        return bisect.bisect_right(self.paragraphs, start)

    def since(self, start: int, reach: int) -> int:
        """Where the sentence begins that stands so many before the one of a character."""
        sentence = self.sentence(start)
        return self.sentences[sentence - reach] if sentence > reach else 0

    def at(self, token: Token) -> Mention | None:
        """The named or resolved state or organisation whose last word this is."""
        end = token.idx + len(token)
        meant = self.found_at.get(token.i)
        for mention in (*holding(self.named, token.idx), *((meant,) if meant is not None else ())):
            if mention.kind != "place" and mention.end >= end and (mention.entity or mention.members):
                whole = self.text[end : mention.end].strip(" ().") in {"", "'s"}
                return mention if whole or mention.linked_by != "demonym" else None
        return None

    def remember(self, mention: Mention, root: Token, share: float = 1.0) -> None:
        """Take in whom a mention names; `share` is what is left of its prominence."""
        value = prominence(mention, root) * share
        sentence, paragraph = self.sentence(mention.start), self.paragraph(mention.start)
        listed = mention.start in self.many or len(mention.members) > 2
        whose = mention.entity or (mention.country if mention.kind == "place" else None)
        for entity in filter(None, mention.members or (whose,)):
            kind = groups.kind_of((entity,))
            told = value * reference_weights()["ended"] if self._is_gone(entity) else value
            self.memory.add(Occurrence(entity, kind, mention.start, sentence, paragraph, told, root, listed))
            if kind == STATE and mention.linked_by != "anaphora" and joins(root):
                self.memory.joiners.add(entity)

    def _is_gone(self, entity: str) -> bool:
        """Whether an organisation had ended when the brief was written."""
        row = organisations().get(entity.removeprefix("org:")) if entity.startswith("org:") else None
        ended = row and row["dissolved_on"]
        return bool(ended and self.doc._.published_on and ended[:4] < str(self.doc._.published_on.year))

    def tell(self, first: Token, last: Token, root: Token, meant: Meant) -> None:
        """Write down whom the tokens first..last mean and make them salient; nothing where nobody is."""
        if not meant:
            return
        start, end = first.idx, last.idx + len(last)
        if isinstance(meant, str):
            mention = Mention(start, end, groups.kind_of((meant,)), "anaphora", meant)
        else:
            mention = Mention(start, end, "group", "anaphora", None, meant)
        self.found.append(mention)
        for token in self.doc[first.i : last.i + 1]:
            self.found_at.setdefault(token.i, mention)
        members = mention.members
        self.remember(mention, root, reference_weights()["repeated_group" if members else "repeated"])
        if members:
            self.memory.add_group(Group(members, groups.kind_of(members), start, self.sentence(start), False))

    def best(self, sought: Sought, token: Token, admit: Admits, least: str = "least_told") -> str | None:
        """The likeliest entity that a reference means; None where none is likely enough."""
        at = Place(self.sentence(token.idx), self.paragraph(token.idx))
        answers = self.memory.resolve(sought, at, admit)
        return answers[0].entity if answers and answers[0].score >= reference_weights()[least] else None

    def near_groups(self, start: int) -> list[Group]:
        """The groups that a phrase at a place may go back to: those told before it, and not long ago."""
        return self.memory.groups_from(self.since(start, groups.REACH), start)

    def group(
        self,
        start: int,
        size: int | None = None,
        kind: str | None = STATE,
        traits: tuple[str, ...] = (),
        admit: Callable[[Group], bool] = lambda _: True,
    ) -> Group | None:
        """The group that a phrase at a place, of that size, kind and traits, means: the nearest that fits."""
        sentence = self.sentence(start)
        for group in reversed(self.near_groups(start)):
            if sentence - group.sentence > groups.REACH or not admit(group):
                continue
            if size is not None and len(group.members) != size:
                continue
            if kind in {None, group.kind} and (group.kind != STATE or groups.fits(group.members, traits)):
                return group
        return None
