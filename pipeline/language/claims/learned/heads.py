"""The head of the pair reader: from the vectors of a sentence's pieces to what it tells of each pair.

For each pair the pieces are looked over with several eyes (scaled dot-product attention, Vaswani et al.
2017), each drawn by what the two names are, by the words' classes and by how far they stand from the
names."""

import dataclasses
from collections.abc import Mapping

import numpy as np

from pipeline.language.claims.index import ROLES
from pipeline.language.claims.learned.inputs import PairInput
from pipeline.language.claims.standing import COLUMNS
from pipeline.language.encoder.vectors import log_shares
from schemas.vocabulary import MODALITIES, STATUSES

WIDTH, HIDDEN, EYES, MANNER = 384, 192, 6, 96
# How a predicate is told, as the columns of one matrix: its status, whether it is denied, and its modality,
# which is learned beside the others and not read.
STATUS_COLUMNS = slice(0, len(STATUSES))
NEGATED_COLUMN = len(STATUSES)
MANNERS = len(STATUSES) + 1
MODALITY_COLUMNS = slice(NEGATED_COLUMN + 1, NEGATED_COLUMN + 1 + len(MODALITIES))


@dataclasses.dataclass(frozen=True)
class PairHead:
    """The trained matrices, by the names that training gives them."""

    weights: Mapping[str, np.ndarray]

    def odds(self, hidden: np.ndarray) -> np.ndarray:
        """For each pair the log-odds that a sentence tells each predicate of it, and that the pair's first
        acts in it ('supports', 'ratified') toward somebody's place in its second, (pairs, roles,
        predicates)."""
        return self._linear("out", hidden).reshape(len(hidden), len(ROLES), -1)

    def manners(self, hidden: np.ndarray) -> np.ndarray:
        """How each predicate is told of each pair if it is, (pairs, predicates, MANNERS): the logarithms
        of the shares of its statuses, and the log-odds that it is denied."""
        of_each = self._linear("manner", hidden)[:, None] + self.weights["manner_of.weight"][None]
        found = self._linear("manner_out", np.maximum(of_each, 0))
        statuses = log_shares(found[..., STATUS_COLUMNS])
        return np.concatenate([statuses, found[..., NEGATED_COLUMN, None]], -1)

    def hidden(self, vectors: np.ndarray, asked: PairInput) -> np.ndarray:
        """What is seen for each pair, (pairs, HIDDEN), among `vectors` (pieces, WIDTH)."""
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
        places = weights["where.weight"][asked.flags] + self._standing("asks", asked)
        query = np.tanh(subjects + organisations + places)
        drawn = np.einsum("pes,nes->pne", query.reshape(count, EYES, size), keys) / size**0.5
        drawn += self._bias(asked)
        shares = np.exp(drawn - drawn.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        seen = np.einsum("pne,nes->pes", shares, values).reshape(count, HIDDEN)
        both = np.tanh(subjects) * np.tanh(organisations)
        found = self._linear("hidden", np.concatenate([query, seen, both], 1))
        return np.maximum(found + self._standing("stands", asked), 0)

    def _standing(self, name: str, asked: PairInput) -> np.ndarray:
        """What is learned of how each pair stands in its brief, (pairs, HIDDEN)."""
        tables = (self.weights[f"{name}.{number}.weight"] for number in range(len(COLUMNS)))
        return sum(table[asked.standing[:, number]] for number, table in enumerate(tables))

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
