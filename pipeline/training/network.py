"""The attribution model while it is trained: the encoder with two heads, in torch.

Only training needs torch, so it is in no lock file: install `torch` beside the project to train.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.language.encoder.weights import HEADS, LAYERS, PARTS
from pipeline.language.statements.learned.heads import (
    CUE_TAGS,
    DISTANCES,
    HIDDEN,
    LINK,
    ROLES,
    distance_buckets,
)
from pipeline.training.examples import Example

WIDTH, INNER = 384, 1536
DROPOUT = 0.1
CLIP = 1.0
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


class Layer(nn.Module):
    """One layer of the encoder, its parameters named as the package names them."""

    def __init__(self, weights: Mapping[str, np.ndarray], name: str):
        super().__init__()
        self.parts = nn.ModuleList(linear(weights, f"{name}.attention.self.{part}") for part in PARTS)
        self.joined = linear(weights, f"{name}.attention.output.dense")
        self.first_norm = norm(weights, f"{name}.attention.output.LayerNorm")
        self.inner = linear(weights, f"{name}.intermediate.dense")
        self.outer = linear(weights, f"{name}.output.dense")
        self.last_norm = norm(weights, f"{name}.output.LayerNorm")
        self.dropout = nn.Dropout(DROPOUT)
        self.name = name

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States of the next layer; `mask` is true where there are pieces."""
        size, length, _ = states.shape
        query, key, value = (
            part(states).view(size, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in self.parts
        )
        seen = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        seen = self.joined(seen.transpose(1, 2).reshape(size, length, WIDTH))
        states = self.first_norm(states + self.dropout(seen))
        return self.last_norm(states + self.dropout(self.outer(nn.functional.gelu(self.inner(states)))))

    def named_weights(self) -> Iterator[tuple[str, np.ndarray]]:
        """The layer's weights by the package's names."""
        modules = {f"attention.self.{part}": module for part, module in zip(PARTS, self.parts, strict=True)}
        modules |= {
            "attention.output.dense": self.joined,
            "attention.output.LayerNorm": self.first_norm,
            "intermediate.dense": self.inner,
            "output.dense": self.outer,
            "output.LayerNorm": self.last_norm,
        }
        for name, module in modules.items():
            for kind in ("weight", "bias"):
                yield f"{self.name}.{name}.{kind}", getattr(module, kind).detach().numpy().copy()


def linear(weights: Mapping[str, np.ndarray], name: str) -> nn.Linear:
    """A matrix and bias that begin as the package has them."""
    matrix = np.array(weights[f"{name}.weight"])
    made = nn.Linear(matrix.shape[1], matrix.shape[0])
    made.weight.data, made.bias.data = torch.from_numpy(matrix), torch.tensor(weights[f"{name}.bias"])
    return made


def norm(weights: Mapping[str, np.ndarray], name: str) -> nn.LayerNorm:
    """A normalisation that begins as the package has it."""
    made = nn.LayerNorm(WIDTH, eps=1e-12)
    made.weight.data = torch.tensor(weights[f"{name}.weight"])
    made.bias.data = torch.tensor(weights[f"{name}.bias"])
    return made


class Network(nn.Module):
    """Encoder and heads. The vectors of pieces and places stay as they are and need not be shipped."""

    def __init__(self, weights: Mapping[str, np.ndarray]):
        super().__init__()
        self.pieces = nn.Embedding.from_pretrained(torch.tensor(weights["embeddings.word_embeddings.weight"]))
        places = weights["embeddings.position_embeddings.weight"]
        self.register_buffer(
            "places", torch.tensor(places + weights["embeddings.token_type_embeddings.weight"][0])
        )
        self.norm = norm(weights, "embeddings.LayerNorm").requires_grad_(False)
        self.layers = nn.ModuleList(Layer(weights, f"encoder.layer.{number}") for number in range(LAYERS))
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

    def states(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """The last layer's states of piece numbers (windows, length)."""
        states = self.dropout(self.norm(self.pieces(numbers) + self.places[: numbers.shape[1]]))
        for layer in self.layers:
            states = layer(states, mask)
        return states

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
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.states(numbers, mask)
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
        found = {name: weight for layer in self.layers for name, weight in layer.named_weights()}
        for name, module in self.heads.items():
            found |= {
                f"head.{name}.{kind}": value.detach().numpy().copy()
                for kind, value in module.named_parameters()
            }
        return found


def reproducible(seed: int) -> None:
    """Make what torch does depend on the seed alone."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


def fit(
    network: Network, examples: Sequence[Example], course: Course, *, seed: int, size: int = 1024
) -> Iterator[float]:
    """Train, yielding the mean loss after each round. The same examples give the same network."""
    shuffle = np.random.default_rng(seed)
    groups = [
        {"params": network.layers.parameters(), "lr": course.rate},
        {"params": network.heads.parameters(), "lr": course.rate * HEADS_FASTER},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = course.rounds * len(list(batches(examples, size, np.random.default_rng(seed))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: course.share(step, steps))
    parameters = [*network.layers.parameters(), *network.heads.parameters()]
    network.train()
    for _ in range(course.rounds):
        losses = []
        for batch in batches(examples, size, shuffle):
            loss = network.loss(batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, CLIP)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        yield float(np.mean(losses))


def batches(
    examples: Sequence[Example], size: int, shuffle: np.random.Generator
) -> Iterator[Sequence[Example]]:
    """The examples in groups of like length and about `size` pieces, in random order."""
    order = sorted(range(len(examples)), key=lambda n: (len(examples[n].numbers) // 8, shuffle.random()))
    groups: list[list[int]] = [[]]
    for number in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(examples[number].numbers) > size:
            groups.append([])
        groups[-1].append(number)
    for place in shuffle.permutation(len(groups)):
        yield [examples[number] for number in groups[place]]
