"""What is met on the way up from a trigger: negations, how sure it is, the words."""

import dataclasses

from spacy.tokens import Token

from pipeline.language.claims.rules.claim_lexicon import RANK

CONDITIONS = frozenset({"condition", "condition after no"})


@dataclasses.dataclass(slots=True)
class Reading:
    """What was met on the way up: negations, the strongest modality, words, marks of no meaning."""

    negations: int = 0
    modality: str = "asserted"
    words: list[str] = dataclasses.field(default_factory=list)
    flags: set[str] = dataclasses.field(default_factory=set)
    seen: set[int] = dataclasses.field(default_factory=set)

    @property
    def polarity(self) -> str:
        """Negated where the negations are odd in number."""
        return "negated" if self.negations % 2 else "affirmed"

    @property
    def condition(self) -> bool:
        """Whether it is told on a condition."""
        return bool(self.flags & CONDITIONS)

    def take(self, token: Token, modality: str | None, polarity: str | None) -> None:
        """Count a word once."""
        if token.i in self.seen:
            return
        self.seen.add(token.i)
        self.words.append(token.text)
        self.negations += polarity == "negated"
        if modality and RANK[modality] > RANK[self.modality]:
            self.modality = modality
