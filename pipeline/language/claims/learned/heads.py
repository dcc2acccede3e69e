"""The head of the pair reader: from the vectors of a sentence's pieces to what it tells of each pair.

For each pair the pieces are looked over with several eyes (scaled dot-product attention, Vaswani et al. 2017), each drawn
by what the two names are, by the words' classes and by how far they stand from the names.
"""

import dataclasses
from collections.abc import Mapping

import numpy as np

from pipeline.language.claims.index import ROLES
from pipeline.language.claims.learned.inputs import PairInput

WIDTH, HIDDEN, EYES = 384, 192, 6


@dataclasses.dataclass(frozen=True)
class PairHead:
    """The trained matrices, by the names that training gives them."""

    weights: Mapping[str, np.ndarray]

    def odds(self, vectors: np.ndarray, asked: PairInput) -> np.ndarray:
        """Log-odds (pairs, roles, predicates) that a sentence tells each predicate of the pair, and that the pair's first
        acts in it ('supports', 'ratified') toward somebody's place in its second; `vectors` (pieces, WIDTH)."""
        weights, length, count = self.weights, len(vectors), len(asked.pairs)
        size = HIDDEN // EYES
        classes = sum(
            weights[f"words.{number}.weight"][asked.words[:, number]]
            for number in range(asked.words.shape[1])
        )
        keys = (self._linear("key", vectors) + classes).reshape(length, EYES, size)
        values = (self._linear("value", vectors) + classes).reshape(length, EYES, size)
        subjects = asked.subjects @ self._linear("subject", vectors)
        organisations = asked.organisations @ self._linear("organisation", vectors)
        query = np.tanh(subjects + organisations + weights["where.weight"][asked.flags])
        drawn = np.einsum("pes,nes->pne", query.reshape(count, EYES, size), keys) / size**0.5
        drawn += self._bias(asked)
        shares = np.exp(drawn - drawn.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        seen = np.einsum("pne,nes->pes", shares, values).reshape(count, HIDDEN)
        both = np.tanh(subjects) * np.tanh(organisations)
        hidden = np.maximum(self._linear("hidden", np.concatenate([query, seen, both], 1)), 0)
        return self._linear("out", hidden).reshape(count, len(ROLES), -1)

    def _bias(self, asked: PairInput) -> np.ndarray:
        """What draws each eye to a piece by its place alone, (pairs, pieces, EYES)."""
        weights = self.weights
        inside = np.arange(asked.by_order.shape[2]) >= asked.here
        found = weights["inside.weight"][inside.astype(np.int64)][None]
        for role, name in enumerate(("subject", "organisation")):
            found = found + weights[f"{name}_order.weight"][asked.by_order[role]]
            found = found + weights[f"{name}_parse.weight"][asked.by_parse[role]]
        return found

    def _linear(self, name: str, values: np.ndarray) -> np.ndarray:
        return values @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
