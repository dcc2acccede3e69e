"""The pair reader while it is trained, in torch: the encoder's lower layers with the head.

Only training needs torch, so it is in no lock file: install `torch` beside the project to train. The head
learns first, over the encoder as its package has it; then both learn together, in courses. After a course
that goes on from a trained reader the weights are averaged with those before it (Wortsman et al. 2022), which
reads what neither has seen better than either.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.language.claims.index import ROLES
from pipeline.language.claims.learned.heads import (
    EYES,
    HIDDEN,
    MANNER,
    MODALITY_COLUMNS,
    NEGATED_COLUMN,
    STATUS_COLUMNS,
    WIDTH,
)
from pipeline.language.claims.learned.inputs import CLASSES, DISTANCES, NOT_IN_TREE, PairInput
from pipeline.language.claims.learned.model import LAYERS
from pipeline.language.claims.standing import COLUMNS
from pipeline.language.encoder.stored import HEAD, of_encoder, of_heads
from pipeline.training.layers import Layers, in_sixteen_bits, of_like_length, reproducible, step
from schemas.vocabulary import PREDICATES

SEED = 5
HEAD_DROPOUT = 0.3
UNLIKELY = -4.5  # the log-odds of any predicate of any pair from which training starts
WARMING = 0.1
UNKNOWN = (
    -1
)  # a label that is neither right nor wrong: the pair is told elsewhere; or how, where it is not told
MANNER_SHARE = 0.3  # of the loss of how a predicate is told, beside that of whether it is


@dataclasses.dataclass(frozen=True)
class Course:
    """Rounds, the most pieces and pairs at once, rates of head and encoder, the share of them at the end, the
    seed of the order; and the share that a reader keeps in the average which goes on along this course."""

    rounds: int
    pieces: int
    rate: float
    encoder_rate: float
    last: float
    seed: int = SEED
    kept: float = 0.0
    pairs: int = 80

    def share(self, step: int, steps: int) -> float:
        """The share of the rates at a step: it rises, then falls evenly to the last."""
        return min(1.0, (step + 1) / (WARMING * steps)) * max(self.last, 1 - step / steps)


ALONE = Course(rounds=4, pieces=2400, rate=1.5e-3, encoder_rate=0.0, last=0.1)
TOGETHER = Course(rounds=5, pieces=1600, rate=6e-4, encoder_rate=2e-4, last=0.02, kept=0.3)
AGAIN = Course(rounds=3, pieces=1600, rate=5e-4, encoder_rate=1.5e-4, last=0.02, seed=6, kept=0.5)
# Of the readers that show what a reader says of texts that it has not seen; none of them is shipped.
ON_A_HALF = dataclasses.replace(AGAIN, rounds=2)


@dataclasses.dataclass(frozen=True)
class Question:
    """A sentence's input, and for each pair in each role which predicates it tells: `labels` (pairs, roles,
    predicates) of 1, 0 or UNKNOWN. `manners` (pairs, predicates, 3) says how a pair's predicate is told: the
    numbers of its status, polarity (1 for negated) and modality, UNKNOWN where it is not told."""

    asked: PairInput
    labels: np.ndarray
    manners: np.ndarray


class Head(nn.Module):
    """The network of heads.PairHead, its parts named alike."""

    def __init__(self) -> None:
        super().__init__()
        self.key, self.value = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.subject, self.organisation = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.where = nn.Embedding(9, HIDDEN)
        self.asks = nn.ModuleList(small(count, HIDDEN) for count in COLUMNS)
        self.stands = nn.ModuleList(small(count, HIDDEN) for count in COLUMNS)
        self.words = nn.ModuleList(small(count + 1, HIDDEN) for count in CLASSES)
        self.inside = small(2, EYES)
        self.subject_order, self.organisation_order = small(DISTANCES, EYES), small(DISTANCES, EYES)
        self.subject_parse, self.organisation_parse = (
            small(NOT_IN_TREE + 1, EYES),
            small(NOT_IN_TREE + 1, EYES),
        )
        self.hidden, self.out = nn.Linear(HIDDEN * 3, HIDDEN), nn.Linear(HIDDEN, len(ROLES) * len(PREDICATES))
        nn.init.constant_(self.out.bias, UNLIKELY)
        self.manner, self.manner_of = nn.Linear(HIDDEN, MANNER), small(len(PREDICATES), MANNER)
        self.manner_out = nn.Linear(MANNER, MODALITY_COLUMNS.stop)
        self.dropout = nn.Dropout(HEAD_DROPOUT)

    def forward(self, vectors: Tensor, batch: "Batch") -> tuple[Tensor, Tensor]:
        """Log-odds (pairs, roles times predicates) by the vectors (questions, pieces, WIDTH), and
        how each predicate is told (pairs, predicates, columns of heads)."""
        size, length, _ = vectors.shape
        count, part = len(batch.owner), HIDDEN // EYES
        vectors = self.dropout(vectors)
        subjects = torch.bmm(batch.subjects[:, None], self.subject(vectors)[batch.owner])[:, 0]
        organisations = torch.bmm(batch.organisations[:, None], self.organisation(vectors)[batch.owner])[:, 0]
        places = self.where(batch.flags) + of_columns(self.asks, batch.standing)
        query = torch.tanh(subjects + organisations + places)
        classes = of_columns(self.words, batch.words)
        keys = (self.key(vectors) + classes).view(size, length, EYES, part)[batch.owner]
        values = (self.value(vectors) + classes).view(size, length, EYES, part)[batch.owner]
        drawn = torch.einsum("pes,pnes->pne", query.view(count, EYES, part), keys) / part**0.5
        drawn = drawn + self.inside(batch.inside)[batch.owner]
        drawn = drawn + self.subject_order(batch.by_order[0]) + self.organisation_order(batch.by_order[1])
        drawn = drawn + self.subject_parse(batch.by_parse[0]) + self.organisation_parse(batch.by_parse[1])
        drawn = drawn.masked_fill(~batch.mask[batch.owner][:, 2:, None], -1e4)
        seen = torch.einsum("pne,pnes->pes", torch.softmax(drawn, 1), values).reshape(count, HIDDEN)
        both = torch.tanh(subjects) * torch.tanh(organisations)
        hidden = self.hidden(self.dropout(torch.cat([query, seen, both], 1)))
        hidden = torch.relu(hidden + of_columns(self.stands, batch.standing))
        hidden = self.dropout(hidden)
        manners = torch.relu(self.manner(hidden)[:, None] + self.manner_of.weight[None])
        return self.out(hidden), self.manner_out(manners)


def of_columns(tables: nn.ModuleList, numbers: Tensor) -> Tensor:
    """The sum of the vectors that each column of `numbers` (..., columns) has in its table."""
    return sum(table(numbers[..., column]) for column, table in enumerate(tables))


def small(count: int, width: int) -> nn.Embedding:
    """A table of vectors that begins near zero."""
    made = nn.Embedding(count, width)
    nn.init.normal_(made.weight, std=0.02)
    return made


class Batch:
    """Several questions as tensors, padded to the longest; `owner` says which question each pair is of.

    `numbers` and `mask` hold the encoder's two marks around the pieces, all else does not: mask[:, 2:] is
    true where a question has pieces.
    """

    def __init__(self, questions: Sequence[Question], marks: tuple[int, int]) -> None:
        length = max(len(one.asked.numbers) for one in questions)
        count = sum(len(one.labels) for one in questions)
        self.numbers = torch.zeros(len(questions), length + 2, dtype=torch.long)
        self.mask = torch.zeros(len(questions), length + 2, dtype=torch.bool)
        self.words = torch.zeros(len(questions), length, len(CLASSES), dtype=torch.long)
        self.inside = torch.zeros(len(questions), length, dtype=torch.long)
        self.subjects, self.organisations = torch.zeros(count, length), torch.zeros(count, length)
        self.by_order = torch.zeros(2, count, length, dtype=torch.long)
        self.by_parse = torch.zeros(2, count, length, dtype=torch.long)
        self.flags = torch.zeros(count, dtype=torch.long)
        self.standing = torch.zeros(count, len(COLUMNS), dtype=torch.long)
        self.owner = torch.zeros(count, dtype=torch.long)
        labels = np.concatenate([one.labels for one in questions])
        self.labels = torch.from_numpy(labels.reshape(count, -1)).float()
        self.manners = torch.from_numpy(np.concatenate([one.manners for one in questions])).long()
        first = 0
        for row, one in enumerate(questions):
            first = self._fill(row, one, first, marks)

    def _fill(self, row: int, one: Question, first: int, marks: tuple[int, int]) -> int:
        """Put a question into a row and its pairs from `first` on; the pair after its last."""
        asked, pieces, last = one.asked, len(one.asked.numbers), first + len(one.labels)
        self.numbers[row, : pieces + 2] = torch.tensor([marks[0], *asked.numbers, marks[1]])
        self.mask[row, : pieces + 2] = True
        self.words[row, :pieces] = torch.from_numpy(asked.words)
        self.inside[row, asked.here : pieces] = 1
        self.subjects[first:last, :pieces] = torch.from_numpy(asked.subjects)
        self.organisations[first:last, :pieces] = torch.from_numpy(asked.organisations)
        self.by_order[:, first:last, :pieces] = torch.from_numpy(asked.by_order)
        self.by_parse[:, first:last, :pieces] = torch.from_numpy(asked.by_parse)
        self.flags[first:last] = torch.from_numpy(asked.flags)
        self.standing[first:last] = torch.from_numpy(asked.standing)
        self.owner[first:last] = row
        return last


class Reader(nn.Module):
    """The encoder's lower layers with the head; `marks` are the encoder's numbers of its two marks."""

    def __init__(self, weights: Mapping[str, np.ndarray], marks: tuple[int, int]) -> None:
        super().__init__()
        self.encoder, self.head, self.marks = Layers(weights, LAYERS), Head(), marks

    def states(self, batch: Batch) -> Tensor:
        """The vectors of a batch's pieces, without those of the marks."""
        with in_sixteen_bits():
            return self.encoder(batch.numbers, batch.mask)[:, 1:-1].float()

    def take(self, weights: Mapping[str, np.ndarray]) -> None:
        """Go on from trained weights by name, as `named_weights` gives them."""
        self.encoder.take(of_encoder(weights))
        self.head.load_state_dict({name: torch.tensor(one) for name, one in of_heads(weights).items()})

    def named_weights(self) -> dict[str, np.ndarray]:
        """The layers by the package's names, the head as `head.NAME`."""
        found = self.encoder.named_weights()
        named = self.head.named_parameters()
        return found | {HEAD + name: value.detach().numpy().copy() for name, value in named}


def groups(
    questions: Sequence[Question], course: Course, shuffle: np.random.Generator
) -> Iterator[list[int]]:
    """Numbers of questions of like length, in random order, as many together as a course has at once."""
    lengths = [len(one.asked.numbers) for one in questions]
    pairs = [len(one.labels) for one in questions]

    def fits(group: Sequence[int], number: int) -> bool:
        together = pairs[number] + sum(pairs[one] for one in group)
        return (len(group) + 1) * lengths[number] <= course.pieces and together <= course.pairs

    return of_like_length(lengths, fits, shuffle)


def fit(
    questions: Sequence[Question],
    weights: Mapping[str, np.ndarray],
    marks: tuple[int, int],
    courses: Sequence[Course] = (TOGETHER, AGAIN),
    begun: Mapping[str, np.ndarray] | None = None,
) -> dict[str, np.ndarray]:
    """Train a reader along courses, from the encoder's `weights` or on from a reader `begun`; what training
    made, by name.

    One thread and fixed seeds: the same questions give the same weights on the same kind of processor.
    """
    reproducible(SEED)
    reader = Reader(weights, marks)
    if begun is None:
        _alone(reader, questions)
    else:
        reader.take(begun)
    trained = begun
    for course in courses:
        reproducible(course.seed)
        _together(reader, questions, course)
        trained = mixed(trained, reader.named_weights(), course.kept)
        reader.take(trained)
    return reader.named_weights()


def mixed(
    before: Mapping[str, np.ndarray] | None, after: Mapping[str, np.ndarray], kept: float
) -> dict[str, np.ndarray]:
    """The weighted average of two readers' weights, `kept` the share of the one before, if there is one."""
    if before is None:
        return dict(after)
    return {name: (kept * before[name] + (1 - kept) * one).astype(np.float32) for name, one in after.items()}


def _together(reader: Reader, questions: Sequence[Question], course: Course) -> None:
    """Train encoder and head along a course."""
    reader.train()
    _run(reader, questions, course, lambda batch, _: reader.states(batch))


def _alone(reader: Reader, questions: Sequence[Question]) -> None:
    """Train the head over the encoder as it stands."""
    known = frozen(reader, questions)

    def remembered(batch: Batch, chosen: Sequence[int]) -> Tensor:
        vectors = torch.zeros(len(chosen), batch.words.shape[1], WIDTH)
        for row, number in enumerate(chosen):
            vectors[row, : len(known[number])] = known[number].float()
        return vectors

    reader.encoder.eval()
    _run(reader, questions, ALONE, remembered)


def frozen(reader: Reader, questions: Sequence[Question]) -> list[Tensor]:
    """The vectors of each question's pieces by the encoder as it stands, in 16-bit floats."""
    reader.eval()
    found: list[Tensor] = []
    with torch.no_grad():
        for one in questions:
            found.append(reader.states(Batch([one], reader.marks))[0].to(torch.bfloat16))
    reader.train()
    return found


def _run(
    reader: Reader,
    questions: Sequence[Question],
    course: Course,
    vectors: Callable[[Batch, Sequence[int]], Tensor],
) -> None:
    """Train along a course on what `vectors` gives for a batch and the numbers of its questions."""
    shuffle = np.random.default_rng(course.seed)
    learning = [{"params": reader.head.parameters(), "lr": course.rate, "weight_decay": 0.05}]
    if course.encoder_rate:
        learning.append(
            {"params": reader.encoder.learning(), "lr": course.encoder_rate, "weight_decay": 0.01}
        )
    optimizer = torch.optim.AdamW(learning)
    steps = course.rounds * sum(1 for _ in groups(questions, course, np.random.default_rng(course.seed)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda done: course.share(done, steps))
    for _ in range(course.rounds):
        for chosen in groups(questions, course, shuffle):
            batch = Batch([questions[number] for number in chosen], reader.marks)
            step(_loss(reader.head, vectors(batch, chosen), batch) / len(chosen), optimizer, schedule)


def _loss(head: Head, vectors: Tensor, batch: Batch) -> Tensor:
    """The loss of a batch, summed over its pairs."""
    odds, manners = head(vectors, batch)
    known = (batch.labels != UNKNOWN).float()
    each = nn.functional.binary_cross_entropy_with_logits(odds, batch.labels.clamp(min=0), reduction="none")
    status, negated, modality = batch.manners.unbind(2)
    told = status != UNKNOWN
    of_status = nn.functional.cross_entropy(manners[told][:, STATUS_COLUMNS], status[told], reduction="sum")
    of_polarity = nn.functional.binary_cross_entropy_with_logits(
        manners[told][:, NEGATED_COLUMN], negated[told].float(), reduction="sum"
    )
    of_modality = nn.functional.cross_entropy(
        manners[told][:, MODALITY_COLUMNS], modality[told], reduction="sum"
    )
    return (each * known).sum() + MANNER_SHARE * (of_status + of_polarity + of_modality)
