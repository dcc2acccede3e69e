"""What the pair reader says of a sentence, as it is kept: all log-odds, and of how predicates are told
what was asked."""

import functools
from collections.abc import Callable

import numpy as np

from pipeline.language.claims.index import ROLES, PairReading
from pipeline.language.claims.learned.heads import MANNERS
from pipeline.language.claims.learned.inputs import PairInput
from pipeline.language.encoder.answers import AT_HAND
from schemas.vocabulary import PREDICATES

ODDS = (-1, len(ROLES), len(PREDICATES))
KNOWN = np.dtype([("pair", "<u4"), ("predicate", "<u4"), ("manner", "<f4", MANNERS)])


class Reply:
    """The answer to one question: `odds` (pairs, roles, predicates), and `known`: (pair, predicate) ->
    manner.

    Manners are a good part of the cost and are asked of few pairs: `compute` works out all of a question
    once one is asked for that is not known, and the reply is kept anew."""

    def __init__(
        self, question: PairInput, odds: np.ndarray, compute: Callable[[], np.ndarray], mark: bytes
    ) -> None:
        """The reply of the reader with a mark."""
        self.question, self.odds, self.compute, self.mark = question, odds, compute, mark
        self.known: dict[tuple[int, int], np.ndarray] = {}
        self.manners: np.ndarray | None = None

    def manner(self, pair: int, predicate: int) -> np.ndarray:
        """How a predicate is told of a pair, both by their numbers: shares of statuses, then odds of
        denial."""
        if (pair, predicate) not in self.known:
            if self.manners is None:
                self.manners = self.compute()
            self.known[pair, predicate] = self.manners[pair, predicate]
            answers = AT_HAND.get()
            if answers is not None:
                answers.put(self.question.key(self.mark), self.stored())
        return self.known[pair, predicate]

    def readings(self) -> dict[tuple[str, str], PairReading]:
        """What is said of each pair."""
        return {
            pair: PairReading(self.odds[number], functools.partial(self.manner, number))
            for number, pair in enumerate(self.question.pairs)
        }

    def stored(self) -> bytes:
        """The reply as bytes."""
        known = np.array([(*place, manner) for place, manner in self.known.items()], KNOWN)
        return self.odds.astype("<f4").tobytes() + known.tobytes()

    @classmethod
    def restored(
        cls, content: bytes, question: PairInput, compute: Callable[[PairInput], np.ndarray], mark: bytes
    ) -> "Reply":
        """The reply that was stored to a question; `compute` works out manners of which nothing was
        stored."""
        size = 4 * len(question.pairs) * len(ROLES) * len(PREDICATES)
        odds = np.frombuffer(content[:size], "<f4").reshape(ODDS)
        reply = cls(question, odds, lambda: compute(question), mark)
        for one in np.frombuffer(content[size:], KNOWN):
            reply.known[int(one["pair"]), int(one["predicate"])] = one["manner"]
        return reply
