"""What a brief has told so far, as its sentences are gone through: who was named, where and how often, and
who stood together where a membership was told."""

from collections import Counter

from pipeline.language.claims.index import ORGANISATION, BriefIndex, kept
from pipeline.language.claims.triggers import ABOUT_BELONGING, Trigger
from pipeline.language.discourse.memory import role

CONTEXT_SENTENCES, CONTEXT_STATES, CONTEXT_ORGANISATIONS = 3, 5, 4


class Memory:
    """What the sentences before have named: states and organisations with where and how often."""

    def __init__(self, publisher: str | None = None) -> None:
        """`publisher` is the organisation whose own text this is, known from the start."""
        self.publisher = publisher
        self.last: dict[str, int] = {} if publisher is None else {publisher: 0}
        self.counts: Counter[str] = Counter()
        self.named = {"S": 0, "O": 0}
        self._recent: dict[tuple[int, bool], list[str]] = {}
        self.titled: set[str] = set()
        self.told: dict[tuple[str, str], int] = {}
        self.told_of: dict[str, int] = {}
        self.telling: list[tuple[int, str]] = []
        self.first_organisation: str | None = None
        self.qualifying: dict[str, bool] = {}

    def learn(self, index: BriefIndex, sentence: int, found: list[Trigger]) -> None:
        """Take in a sentence: its names, and which of them stood together in one that has a trigger, no weak
        one, or is about belonging."""
        self._recent.clear()
        named = (one for one in index.in_sentence[sentence] if one.link != "person")
        names = [code for one in named for code in one.entities]
        for code in names:
            self.last.pop(code, None)
            self.last[code] = sentence
            self.counts[code] += 1
            self.named["O" if code.startswith("org:") else "S"] += 1
            if index.kind_of[sentence] == "headline":
                self.titled.add(code)
        self._place(index, sentence)
        self.telling += [(sentence, one.entry.predicate) for one in found if not one.entry.weak]
        if any(not trigger.entry.weak for trigger in found) or about_belonging(index, sentence):
            organisations = {code for code in names if code.startswith("org:")}
            for code in set(names) - organisations:
                for organisation in organisations:
                    self.told[code, organisation] = sentence
                    self.told_of[code] = self.told_of[organisation] = sentence

    def _place(self, index: BriefIndex, sentence: int) -> None:
        """Note which organisation is the first of the brief, and which only qualify another noun."""
        for referent in index.in_sentence[sentence]:
            if referent.kind == ORGANISATION:
                qualifies = role(index.doc[referent.root]).startswith("modifier")
                self.qualifying |= dict.fromkeys(referent.entities, qualifies)
                self.first_organisation = self.first_organisation or referent.entities[0]

    def in_focus(self, code: str, sentence: int) -> bool:
        """Whether an organisation stands in the title, or somebody's place in it was told just before."""
        told = self.told_of.get(code)
        return told is not None and (code in self.titled or sentence - told <= CONTEXT_SENTENCES)

    def goes_on(self, sentence: int) -> bool:
        """Whether a word told something in the sentences just before."""
        return bool(self.telling) and sentence - self.telling[-1][0] <= CONTEXT_SENTENCES

    def predicates(self, sentence: int) -> list[str]:
        """The last two predicates that words told in the two sentences before."""
        near = [one for at, one in self.telling[-6:] if sentence - at <= 2 and one not in ("same", "reached")]
        return list(dict.fromkeys(reversed(near)))[:2]

    def recent(self, sentence: int, organisations: bool) -> list[str]:
        """The organisations (or states) named before, the last first, of long ago only those named most."""
        if (sentence, organisations) not in self._recent:
            self._recent[sentence, organisations] = self._look_back(sentence, organisations)
        return self._recent[sentence, organisations]

    def _look_back(self, sentence: int, organisations: bool) -> list[str]:
        found = [code for code in reversed(self.last) if code.startswith("org:") == organisations]
        if organisations:
            near, limit = found, CONTEXT_ORGANISATIONS
        else:
            near = [code for code in found if sentence - self.last[code] <= CONTEXT_SENTENCES]
            limit = CONTEXT_STATES
        chosen = near[:limit]
        main = max(found, key=lambda code: (self.counts[code], self.last[code]), default=None)
        for code in [main, *(one for one in found if one in self.titled)]:
            if code is not None and code not in chosen and len(chosen) <= limit + 1:
                chosen.append(code)
        return chosen


def about_belonging(index: BriefIndex, sentence: int) -> bool:
    """Whether a sentence has a word of membership."""
    return bool(belonging(index, sentence))


@kept
def belonging(index: BriefIndex, sentence: int) -> tuple[tuple[int, frozenset[str]], ...]:
    """The words of membership in a sentence, each with its kinds."""
    kinds = index.words.kinds
    here = range(*index.bounds[sentence])
    return tuple((word, own) for word in here if (own := ABOUT_BELONGING.intersection(kinds[word])))
