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
    once one is asked for that is not known, and the reply is kept anew. Of the question itself, which takes
    more room than the answer, only its pairs and its key are held."""

    def __init__(
        self,
        pairs: tuple[tuple[str, str], ...],
        odds: np.ndarray,
        compute: Callable[[], np.ndarray],
        key: bytes | None,
    ) -> None:
        """The reply to a question about pairs; None for its key where answers are not kept."""
        self.pairs, self.odds, self.compute, self.key = pairs, odds, compute, key
        self.known: dict[tuple[int, int], np.ndarray] = {}

    @functools.cached_property
    def manners(self) -> np.ndarray:
        """How each predicate is told of each pair; what that is worked out from is let go of."""
        found = self.compute()
        del self.compute
        return found

    def manner(self, pair: int, predicate: int) -> np.ndarray:
        """How a predicate is told of a pair (both numbers): shares of statuses, then odds of denial."""
        if (pair, predicate) not in self.known:
            self.known[pair, predicate] = self.manners[pair, predicate]
            answers = AT_HAND.get()
            if answers is not None and self.key is not None:
                answers.put(self.key, self.stored())
        return self.known[pair, predicate]

    def readings(self) -> dict[tuple[str, str], PairReading]:
        """What is said of each pair."""
        return {
            pair: PairReading(self.odds[number], functools.partial(self.manner, number))
            for number, pair in enumerate(self.pairs)
        }

    def stored(self) -> bytes:
        """The reply as bytes."""
        known = np.array([(*place, manner) for place, manner in self.known.items()], KNOWN)
        return self.odds.astype("<f4").tobytes() + known.tobytes()

    @classmethod
    def restored(
        cls, content: bytes, question: PairInput, compute: Callable[[PairInput], np.ndarray], key: bytes
    ) -> "Reply":
        """The reply stored to a question with a key; `compute` works out manners that were not stored."""
        size = 4 * len(question.pairs) * len(ROLES) * len(PREDICATES)
        odds = np.frombuffer(content[:size], "<f4").reshape(ODDS)
        reply = cls(question.pairs, odds, functools.partial(compute, question), key)
        for one in np.frombuffer(content[size:], KNOWN):
            reply.known[int(one["pair"]), int(one["predicate"])] = one["manner"]
        return reply
