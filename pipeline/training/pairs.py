"""The head of the pair reader while it is trained, in torch.

Only training needs torch, so it is in no lock file: install `torch` beside the project to train.
"""

import dataclasses
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.language.claims.learned.heads import EYES, HIDDEN, WIDTH
from pipeline.language.claims.learned.inputs import CLASSES, DISTANCES, NOT_IN_TREE, PairInput
from schemas.vocabulary import PREDICATES

SEED = 5
ROUNDS, AT_ONCE = 12, 24
RATE, DECAY, DROPOUT, CLIP = 1.5e-3, 0.05, 0.3, 1.0
WARMING, LAST = 0.1, 0.02
UNKNOWN = -1  # a label that is neither right nor wrong: the pair is told elsewhere


@dataclasses.dataclass(frozen=True)
class Question:
    """A sentence's input, the vectors of its pieces, and for each pair which predicates it tells (1, 0 or
    UNKNOWN)."""

    asked: PairInput
    vectors: np.ndarray
    labels: np.ndarray


class Head(nn.Module):
    """The network of heads.PairHead, its parts named alike."""

    def __init__(self) -> None:
        super().__init__()
        self.key, self.value = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.subject, self.organisation = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.where = nn.Embedding(9, HIDDEN)
        self.words = nn.ModuleList(small(count + 1, HIDDEN) for count in CLASSES)
        self.inside = small(2, EYES)
        self.subject_order, self.organisation_order = small(DISTANCES, EYES), small(DISTANCES, EYES)
        self.subject_parse, self.organisation_parse = (
            small(NOT_IN_TREE + 1, EYES),
            small(NOT_IN_TREE + 1, EYES),
        )
        self.hidden, self.out = nn.Linear(HIDDEN * 3, HIDDEN), nn.Linear(HIDDEN, len(PREDICATES))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, batch: "Batch") -> Tensor:
        """Log-odds (pairs of the batch, predicates)."""
        size, length, _ = batch.vectors.shape
        count, part = len(batch.owner), HIDDEN // EYES
        vectors = self.dropout(batch.vectors)
        owned = vectors[batch.owner]
        subjects = self.subject(torch.bmm(batch.subjects[:, None], owned)[:, 0])
        organisations = self.organisation(torch.bmm(batch.organisations[:, None], owned)[:, 0])
        query = torch.tanh(subjects + organisations + self.where(batch.flags))
        classes = sum(table(batch.words[:, :, number]) for number, table in enumerate(self.words))
        keys = (self.key(vectors) + classes).view(size, length, EYES, part)[batch.owner]
        values = (self.value(vectors) + classes).view(size, length, EYES, part)[batch.owner]
        drawn = torch.einsum("pes,pnes->pne", query.view(count, EYES, part), keys) / part**0.5
        drawn = drawn + self.inside(batch.inside)[batch.owner]
        drawn = drawn + self.subject_order(batch.by_order[0]) + self.organisation_order(batch.by_order[1])
        drawn = drawn + self.subject_parse(batch.by_parse[0]) + self.organisation_parse(batch.by_parse[1])
        drawn = drawn.masked_fill(~batch.mask[batch.owner][:, :, None], -1e4)
        seen = torch.einsum("pne,pnes->pes", torch.softmax(drawn, 1), values).reshape(count, HIDDEN)
        both = torch.tanh(subjects) * torch.tanh(organisations)
        hidden = torch.relu(self.hidden(self.dropout(torch.cat([query, seen, both], 1))))
        return self.out(self.dropout(hidden))

    def named_weights(self) -> dict[str, np.ndarray]:
        """The matrices by name, as heads.PairHead takes them."""
        return {name: value.detach().numpy().copy() for name, value in self.named_parameters()}


def small(count: int, width: int) -> nn.Embedding:
    """A table of vectors that begins near zero."""
    made = nn.Embedding(count, width)
    nn.init.normal_(made.weight, std=0.02)
    return made


class Batch:
    """Several questions as tensors, padded to the longest; `owner` says which question each pair is of."""

    def __init__(self, questions: Sequence[Question]) -> None:
        length = max(len(one.vectors) for one in questions)
        count = sum(len(one.labels) for one in questions)
        self.vectors = torch.zeros(len(questions), length, WIDTH)
        self.mask = torch.zeros(len(questions), length, dtype=torch.bool)
        self.words = torch.zeros(len(questions), length, len(CLASSES), dtype=torch.long)
        self.inside = torch.zeros(len(questions), length, dtype=torch.long)
        self.subjects, self.organisations = torch.zeros(count, length), torch.zeros(count, length)
        self.by_order = torch.zeros(2, count, length, dtype=torch.long)
        self.by_parse = torch.zeros(2, count, length, dtype=torch.long)
        self.flags = torch.zeros(count, dtype=torch.long)
        self.owner = torch.zeros(count, dtype=torch.long)
        self.labels = torch.from_numpy(np.concatenate([one.labels for one in questions])).float()
        first = 0
        for row, one in enumerate(questions):
            last, pieces, asked = first + len(one.labels), len(one.vectors), one.asked
            self.vectors[row, :pieces] = torch.from_numpy(one.vectors)
            self.mask[row, :pieces] = True
            self.words[row, :pieces] = torch.from_numpy(asked.words)
            self.inside[row, asked.here : pieces] = 1
            self.subjects[first:last, :pieces] = torch.from_numpy(asked.subjects)
            self.organisations[first:last, :pieces] = torch.from_numpy(asked.organisations)
            self.by_order[:, first:last, :pieces] = torch.from_numpy(asked.by_order)
            self.by_parse[:, first:last, :pieces] = torch.from_numpy(asked.by_parse)
            self.flags[first:last] = torch.from_numpy(asked.flags)
            self.owner[first:last] = row
            first = last


def batches(questions: Sequence[Question], shuffle: np.random.Generator) -> Iterator[list[Question]]:
    """Questions of like length together, in random order."""
    order = sorted(range(len(questions)), key=lambda n: (len(questions[n].vectors) // 8, shuffle.random()))
    groups = [order[at : at + AT_ONCE] for at in range(0, len(order), AT_ONCE)]
    for number in shuffle.permutation(len(groups)):
        yield [questions[n] for n in groups[number]]


def fit(questions: Sequence[Question], rounds: int = ROUNDS) -> dict[str, np.ndarray]:
    """Train a head. One thread and a fixed seed: the same questions give the same matrices."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    head, shuffle = Head(), np.random.default_rng(SEED)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = rounds * -(-len(questions) // AT_ONCE)

    def share(step: int) -> float:
        return min(1.0, (step + 1) / (WARMING * steps)) * max(LAST, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, share)
    head.train()
    for _ in range(rounds):
        for chosen in batches(questions, shuffle):
            batch = Batch(chosen)
            known = (batch.labels != UNKNOWN).float()
            each = nn.functional.binary_cross_entropy_with_logits(
                head(batch), batch.labels.clamp(min=0), reduction="none"
            )
            loss = (each * known).sum() / len(chosen)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), CLIP)
            optimizer.step()
            schedule.step()
    return head.named_weights()
