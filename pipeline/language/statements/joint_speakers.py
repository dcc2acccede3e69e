"""Who speaks together: persons joined by 'and', and those who met, whom 'they' or 'both' means after it."""

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.language.grammar.stretches import phrase, subject
from pipeline.language.names.offices import office_in
from pipeline.language.names.people import Person
from pipeline.language.statements.cast import Cast, Speaker
from pipeline.language.statements.descriptions import Descriptions
from pipeline.language.statements.sources import whom_met
from pipeline.language.statements.statement_drafts import Source
from pipeline.language.text.dependencies import dependents
from pipeline.lexicon import word_class

SOON = 3  # sentences after a meeting in which those who met are 'they'


class JointSpeakers:
    """Answers for one passage; `named` finds the person whose name a source gives."""

    def __init__(self, cast: Cast, descriptions: Descriptions, named: Callable[[Source], Person | None]):
        self.cast, self.descriptions, self.named = cast, descriptions, named
        self.doc, self.passage = cast.doc, cast.passage

    def joined(self, source: Source) -> Speaker | None:
        """Persons joined by 'and' as one speaker, by their full names; who has none, as worded ('Ada Quill
        and her counterparts'). None where the source is not of several, names nobody, or may be one person
        with two offices ('Prime Minister and Defence Minister Ada Quill')."""
        parts = self.parts(source)
        unparted = any(t.text == "," for part in parts for t in self.doc[part.start : part.end])
        if len(parts) < 2 or unparted:  # 'the Clerk, Mayor, and Warden' as two phrases
            return None
        found = self.people_of(parts)
        people = [one for one in found if one is not None]
        alike = len({one.entity for one in people}) < len(people)
        if not people or alike or self.is_office(parts[0], found[0]):
            return None
        return together([one or part for one, part in zip(found, map(self.worded, parts), strict=True)])

    def people_of(self, parts: list[Source]) -> list[Speaker | None]:
        """The person of each phrase; the longest are asked first, and who is meant by one is meant by no
        other that is an office alone ('the Secretary and Foreign Secretary')."""
        found: dict[int, Speaker | None] = {}
        order = sorted(range(len(parts)), key=lambda at: self.specificity(parts[at]), reverse=True)
        for at in order:
            apart = frozenset(one.entity for one in found.values() if one is not None)
            found[at] = self.person(parts[at], headed=at > 0, apart=apart)
        return [found[at] for at in range(len(parts))]

    def specificity(self, part: Source) -> tuple[bool, int]:
        """How closely a phrase tells who is meant: whether it names somebody, and its words."""
        return self.named(part) is not None, part.end - part.start - (self.doc[part.start].pos_ == "DET")

    def is_office(self, part: Source, found: Speaker | None) -> bool:
        """Whether a phrase is no more than the office of somebody whom the text does not tell."""
        office = office_in(self.doc, part.start, part.end, part.head) if found is None else None
        return office is not None and office[0].kind == "person" and part.head.tag_ in ("NN", "NNP")

    def parts(self, source: Source) -> list[Source]:
        """The phrases that 'and' joins in a source, in order."""
        heads, last = [source.head], source.head
        while (
            following := next((c for c in dependents(last, "conj") if c.i < source.end), None)
        ) is not None:
            heads.append(following)
            last = following
        starts = [source.start, *(phrase(head)[0] for head in heads[1:])]
        ends = [*(self.before_conjunction(start) for start in starts[1:]), source.end]
        return [
            Source(start, end, head)
            for start, end, head in zip(starts, ends, heads, strict=True)
            if start <= head.i < end
        ]

    def before_conjunction(self, start: int) -> int:
        """Where a phrase ends that another follows which begins at a token."""
        while start > 0 and (self.doc[start - 1].dep_ == "cc" or self.doc[start - 1].text == ","):
            start -= 1
        return start

    def person(
        self, part: Source, headed: bool = False, apart: frozenset[str | None] = frozenset()
    ) -> Speaker | None:
        """The person whom a phrase names, or who holds the office that it tells, none of those `apart`;
        `headed` where the article of the phrase before it is its own, too ('the Secretary and Minister')."""
        person = self.named(part)
        if person is not None:
            return self.cast.speaker(person)
        office = office_in(self.doc, part.start, part.end, part.head)
        owns = office is not None and self.doc[min(office[2], len(self.doc) - 1)].tag_ == "POS"
        if office is None or office[0].kind != "person" or owns:
            return None
        told = self.cast.countries.phrases.of_phrase(part.start, part.end)
        definite = headed or self.doc[part.start].lower_ == "the"
        holders = self.descriptions.holders
        holder = holders.only_holder(part, office[0])
        if holder is None or holder.entity in apart:
            holder = holders.before(part, office[0], told, definite=definite, apart=apart)
        return self.cast.speaker(holder) if holder is not None else None

    def worded(self, part: Source) -> Speaker:
        """A phrase as it is worded."""
        return Speaker(self.doc[part.start : part.end].text)

    def who_met(self, index: int, number: int, within: int = SOON) -> tuple[int, Speaker] | None:
        """Those of whom so many sentences before a token tell last that one met or spoke with the other, with
        where the first is named."""
        stretches = self.passage.stretches.all
        first = stretches[max(0, number - within)].start
        for token in reversed(self.doc[first:index]):
            if token.lemma_.lower() not in word_class("meeting_verb") or not took_place(token):
                continue
            found = None if self.passage.quoted(token.i) else self.meeting(token)
            if found is not None:
                return found
        return None

    def meeting(self, verb: Token) -> tuple[int, Speaker] | None:
        """The two of whom a verb tells that they met."""
        one, other = subject(verb), whom_met(verb)
        if one is None or other is None:
            return None
        sources = [Source(*phrase(token), token) for token in (one, other)]
        found = [self.person(source) for source in sources]
        if found[0] is None or len(self.parts(sources[0])) > 1:
            return None
        several = self.joined(sources[1]) if len(self.parts(sources[1])) > 1 else found[1]
        return (sources[0].start, together([found[0], several])) if several is not None else None


def took_place(verb: Token) -> bool:
    """Whether a verb tells of something that was done: not denied, and not only to come or possible."""
    helping = dependents(verb, "aux", "neg")
    return verb.pos_ == "VERB" and not any(word.tag_ == "MD" or word.dep_ == "neg" for word in helping)


def together(speakers: list[Speaker]) -> Speaker:
    """Several as one speaker, on behalf of a state where all speak for the same one."""
    names = [speaker.name or "" for speaker in speakers]
    countries = {speaker.country for speaker in speakers}
    return Speaker(
        f"{', '.join(names[:-1])} and {names[-1]}",
        None,
        countries.pop() if len(countries) == 1 else None,
        plural=True,
        together=sum(speaker.together for speaker in speakers),
    )
