"""What the attribution model makes of vectors: which words are cues, which role each word has for one."""

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.language.encoder.vectors import log_shares

HIDDEN, LINK = 128, 64
NEAR = 8  # distances up to here are told apart one by one, farther ones by orders of half again as much
ORDERS = 16
DISTANCES = 2 * ORDERS + 1
CUE_TAGS = ("outside", "begins", "inside")
ROLES = ("neither", "source", "content")


def distance_buckets(length: int, start: int, end: int) -> np.ndarray:
    """How far each of `length` pieces stands from the cue [start, end), as a number below DISTANCES."""
    places = np.arange(length)
    signed = np.where(places < start, places - start, np.where(places >= end, places - end + 1, 0))
    far = np.abs(signed)
    order = NEAR + np.log(np.maximum(far, NEAR) / NEAR) / np.log(1.5)
    return ORDERS + np.sign(signed) * np.minimum(np.where(far <= NEAR, far, order.astype(int)), ORDERS)


@dataclasses.dataclass(frozen=True)
class Heads:
    """The trained matrices, named as training names them."""

    weights: Mapping[str, np.ndarray]

    def cues(self, vectors: np.ndarray) -> np.ndarray:
        """Logarithms of the chances of CUE_TAGS for each piece of a window."""
        return log_shares(vectors @ self.weights["cue.weight"].T + self.weights["cue.bias"])

    def roles(self, vectors: np.ndarray, cues: Sequence[tuple[int, int]]) -> np.ndarray:
        """Logarithms of the chances of ROLES, (cues, pieces, roles), for cues [start, end) of a window."""
        weights = self.weights
        middles = np.stack([vectors[start:end].mean(0) for start, end in cues])
        token = vectors @ weights["token.weight"].T + weights["token.bias"]
        token_link = vectors @ weights["token_link.weight"].T
        from_cue = middles @ weights["from_cue.weight"].T
        cue_link = middles @ weights["cue_link.weight"].T
        found = []
        for number, (start, end) in enumerate(cues):
            far = weights["distance.weight"][distance_buckets(len(vectors), start, end)]
            hidden = np.maximum(token + from_cue[number] + far, 0)
            linked = token_link @ (cue_link[number][:, None] * weights["link.weight"].T)
            found.append(hidden @ weights["role.weight"].T + weights["role.bias"] + linked)
        return log_shares(np.stack(found))


def likeliest(chances: np.ndarray, change: np.ndarray) -> np.ndarray:
    """The likeliest states (sequences, places), by logarithms of chances (sequences, places, states).

    `change` (states, states) is what it costs to go from one state to another.
    """
    best = chances[:, 0]
    came = np.zeros(chances.shape, np.int8)
    for place in range(1, chances.shape[1]):
        ways = best[:, :, None] - change
        came[:, place] = ways.argmax(1)
        best = ways.max(1) + chances[:, place]
    states = np.zeros(chances.shape[:2], np.int8)
    states[:, -1] = best.argmax(-1)
    rows = np.arange(len(chances))
    for place in range(chances.shape[1] - 1, 0, -1):
        states[:, place - 1] = came[rows, place, states[:, place]]
    return states
