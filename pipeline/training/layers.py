"""The encoder while it is trained, in torch: its vectors of pieces and places stay, its layers learn.

Only training needs torch, so it is in no lock file: install `torch` beside the project to train.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.language.encoder.weights import HEADS, LAYERS, PARTS

WIDTH = 384
DROPOUT = 0.1
CLIP = 1.0


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
        # In single steps: torch's own function for it takes a quarter of a round's time on a processor.
        drawn = torch.matmul(query, key.transpose(-1, -2)) / (WIDTH // HEADS) ** 0.5
        drawn = drawn.masked_fill(~mask[:, None, None, :], -1e4)
        seen = torch.matmul(torch.softmax(drawn, -1).to(value.dtype), value)
        seen = self.joined(seen.transpose(1, 2).reshape(size, length, WIDTH))
        states = self.first_norm(states + self.dropout(seen))
        return self.last_norm(states + self.dropout(self.outer(nn.functional.gelu(self.inner(states)))))

    def named_parameters_of_package(self) -> Iterator[tuple[str, nn.Parameter]]:
        """The layer's parameters by the package's names."""
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
                yield f"{self.name}.{name}.{kind}", getattr(module, kind)


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


class Layers(nn.Module):
    """The lower layers of the encoder. The vectors of pieces and places stay as they are: none is shipped."""

    def __init__(self, weights: Mapping[str, np.ndarray], count: int = LAYERS):
        super().__init__()
        self.pieces = nn.Embedding.from_pretrained(torch.tensor(weights["embeddings.word_embeddings.weight"]))
        places = weights["embeddings.position_embeddings.weight"]
        self.register_buffer(
            "places", torch.tensor(places + weights["embeddings.token_type_embeddings.weight"][0])
        )
        self.norm = norm(weights, "embeddings.LayerNorm").requires_grad_(False)
        self.layers = nn.ModuleList(Layer(weights, f"encoder.layer.{number}") for number in range(count))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """The last layer's states of piece numbers (windows, length); `mask` is true where pieces are."""
        states = self.dropout(self.norm(self.pieces(numbers) + self.places[: numbers.shape[1]]))
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def learning(self) -> Iterator[nn.Parameter]:
        """The parameters that training changes."""
        return self.layers.parameters()

    def named_weights(self) -> dict[str, np.ndarray]:
        """What training changes, by the package's names."""
        return {name: one.detach().numpy().copy() for name, one in self._named()}

    def take(self, weights: Mapping[str, np.ndarray]) -> None:
        """Go on from changed weights, by the package's names."""
        for name, one in self._named():
            one.data = torch.tensor(weights[name])

    def _named(self) -> Iterator[tuple[str, nn.Parameter]]:
        for layer in self.layers:
            yield from layer.named_parameters_of_package()


def of_like_length(
    lengths: Sequence[int], fits: Callable[[Sequence[int], int], bool], shuffle: np.random.Generator
) -> Iterator[list[int]]:
    """Numbers of windows of like length in groups, in random order; `fits` says if a group takes one more."""
    order = sorted(range(len(lengths)), key=lambda number: (lengths[number] // 8, shuffle.random()))
    groups: list[list[int]] = [[]]
    for number in order:
        if groups[-1] and not fits(groups[-1], number):
            groups.append([])
        groups[-1].append(number)
    for place in shuffle.permutation(len(groups)):
        yield groups[place]


def step(
    loss: Tensor, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LRScheduler
) -> None:
    """Change what the optimizer holds by a loss, the slope cut to CLIP."""
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_([one for group in optimizer.param_groups for one in group["params"]], CLIP)
    optimizer.step()
    schedule.step()


def in_sixteen_bits() -> torch.autocast:
    """Sums in 16 bits where the processor has them; where torch would only imitate them, 32 bits take
    half the time."""
    able = torch.cpu.get_capabilities()
    return torch.autocast(
        "cpu", torch.bfloat16, enabled=able.get("avx512_bf16", False) or able.get("amx_bf16", False)
    )


def reproducible(seed: int) -> None:
    """Make what torch does depend on the seed alone."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # what is new is written before it is read
