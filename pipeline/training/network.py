"""The attribution model while it is trained: the encoder with two heads, in torch.

Only training needs torch, so it is in no lock file: install `torch` beside the project to train.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.language.statements.learned.heads import (
    CUE_TAGS,
    DISTANCES,
    HIDDEN,
    LINK,
    ROLES,
    distance_buckets,
)
from pipeline.training.examples import Example
from pipeline.training.layers import DROPOUT, WIDTH, Layers, in_sixteen_bits, of_like_length, step

HEADS_FASTER = 6


@dataclasses.dataclass(frozen=True)
class Course:
    """Rounds, the encoder's rate of learning, the share of it at the end, the steps until it is reached."""

    rounds: int
    rate: float
    last: float
    warming: int

    def share(self, step: int, steps: int) -> float:
        """The share of the rate at a step: it rises, then falls evenly to the last."""
        if step < self.warming:
            return (step + 1) / self.warming
        return 1 - (1 - self.last) * (step - self.warming) / max(1, steps - self.warming)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, weights: Mapping[str, np.ndarray]):
        super().__init__()
        self.encoder = Layers(weights)
        self.dropout = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleDict(
            {
                "cue": nn.Linear(WIDTH, len(CUE_TAGS)),
                "token": nn.Linear(WIDTH, HIDDEN),
                "from_cue": nn.Linear(WIDTH, HIDDEN, bias=False),
                "role": nn.Linear(HIDDEN, len(ROLES)),
                "token_link": nn.Linear(WIDTH, LINK, bias=False),
                "cue_link": nn.Linear(WIDTH, LINK, bias=False),
                "link": nn.Linear(LINK, len(ROLES), bias=False),
                "distance": nn.Embedding(DISTANCES, HIDDEN),
            }
        )

    def roles(self, states: Tensor, cue: tuple[int, int]) -> Tensor:
        """For each piece of one window the odds of each role for a cue [start, end)."""
        heads, start, end = self.heads, *cue
        middle = states[start:end].mean(0)
        far = torch.from_numpy(distance_buckets(len(states), start, end))
        hidden = torch.relu(heads["token"](states) + heads["from_cue"](middle) + heads["distance"](far))
        linked = heads["token_link"](states) * heads["cue_link"](middle)
        return heads["role"](self.dropout(hidden)) + heads["link"](linked)

    def loss(self, batch: Sequence[Example]) -> Tensor:
        """Mean loss over the windows' pieces: which are cues, and for each cue which role every piece has."""
        longest = max(len(example.numbers) for example in batch)
        numbers = torch.zeros((len(batch), longest), dtype=torch.long)
        mask = torch.zeros((len(batch), longest), dtype=torch.bool)
        for row, example in enumerate(batch):
            numbers[row, : len(example.numbers)] = torch.from_numpy(example.numbers)
            mask[row, : len(example.numbers)] = True
        with in_sixteen_bits():
            states = self.encoder(numbers, mask)
        states = self.dropout(states.float())
        cue_loss, role_loss, pieces, pairs = torch.zeros(()), torch.zeros(()), 0, 0
        for row, example in enumerate(batch):
            inner = states[row, 1 : len(example.numbers) - 1]
            tags = torch.from_numpy(example.cue_tags)
            cue_loss = cue_loss + nn.functional.cross_entropy(self.heads["cue"](inner), tags, reduction="sum")
            pieces += len(tags)
            for cue, roles in example.cues:
                odds = self.roles(inner, cue)
                role_loss = role_loss + nn.functional.cross_entropy(
                    odds, torch.from_numpy(roles), reduction="sum"
                )
                pairs += len(roles)
        return cue_loss / max(1, pieces) * 4 + role_loss / max(1, pairs)

    def named_weights(self) -> dict[str, np.ndarray]:
        """All that training changes: the layers by the package's names, the heads as `head.NAME`."""
        found = self.encoder.named_weights()
        for name, module in self.heads.items():
            found |= {
                f"head.{name}.{kind}": value.detach().numpy().copy()
                for kind, value in module.named_parameters()
            }
        return found


def fit(
    network: Network, examples: Sequence[Example], course: Course, *, seed: int, size: int = 1024
) -> Iterator[float]:
    """Train, yielding the mean loss after each round. The same examples give the same network."""
    shuffle = np.random.default_rng(seed)
    groups = [
        {"params": network.encoder.learning(), "lr": course.rate},
        {"params": network.heads.parameters(), "lr": course.rate * HEADS_FASTER},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = course.rounds * len(list(batches(examples, size, np.random.default_rng(seed))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda done: course.share(done, steps))
    network.train()
    for _ in range(course.rounds):
        losses = []
        for batch in batches(examples, size, shuffle):
            loss = network.loss(batch)
            step(loss, optimizer, schedule)
            losses.append(loss.item())
        yield float(np.mean(losses))


def batches(
    examples: Sequence[Example], size: int, shuffle: np.random.Generator
) -> Iterator[Sequence[Example]]:
    """The examples in groups of like length and about `size` pieces, in random order."""
    lengths = [len(example.numbers) for example in examples]

    def fits(group: Sequence[int], number: int) -> bool:
        return (len(group) + 1) * lengths[number] <= size

    for group in of_like_length(lengths, fits, shuffle):
        yield [examples[number] for number in group]
