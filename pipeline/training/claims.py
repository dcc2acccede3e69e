"""Fitting of the weights by which claims are decided, on annotated briefs and sentences, and measuring on sets left out.

    python -m pipeline.training.claims PATH... [-o seeds/models/claim_weights.csv]

A PATH is a folder or file that `statusquo evaluate` reads. The same data give the same weights: the loss is that of a
conditional log-linear model over each trigger's candidates and "none of them", with a squared penalty, minimised by L-BFGS
from zero. What the sets left out in turn say of the confidence becomes its calibration.
"""

import argparse
import dataclasses
import datetime
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import scipy.optimize
import scipy.sparse

from pipeline.evaluation.agreement import same_actor
from pipeline.evaluation.gold import GoldBrief, read_gold
from pipeline.language.claims import decision
from pipeline.language.claims.candidates import Candidate, candidates, scenes
from pipeline.language.claims.index import BriefIndex
from pipeline.language.reading import COMPONENTS, parse, prepare, read_on
from pipeline.settings import settings

BEFORE_CLAIMS = COMPONENTS[: COMPONENTS.index("statusquo_claims")]
# Sets whose files are by several hands, told by the letters before the number of a brief.
BY_HAND = frozenset({"dev", "gold"})
# The rules were written on these: what they propose there says nothing of what they are worth elsewhere.
RULES_KNOW = frozenset({"dev", "gold"})
LEAST_SEEN = 4
PENALTY = 1 / 0.3
ITERATIONS = 100
NEGLIGIBLE = 0.02
RIGHT, WRONG, ASIDE = 1, 0, -1


@dataclasses.dataclass(frozen=True)
class Example:
    """A candidate of a brief; `scene` numbers the trigger, `label` is RIGHT, WRONG, or ASIDE where it is told elsewhere."""

    brief: int
    scene: int
    label: int
    features: frozenset[str]


@dataclasses.dataclass(frozen=True)
class Corpus:
    """Annotated briefs, the set of each, and the examples of all."""

    briefs: list[GoldBrief]
    sets: list[str]
    examples: list[Example]


def set_of(path: Path, brief: GoldBrief) -> str:
    """The set that a brief is left out with: its folder or file, by hand where several worked on it."""
    name = path.stem if path.is_file() else path.name
    return f"{name} {str(brief.id)[:1]}" if name in BY_HAND else name


def corpus(paths: Iterable[Path]) -> Corpus:
    """Read the annotated briefs and collect all candidates of their claims. Raises GoldError."""
    found = [(brief, set_of(path, brief)) for path in paths for brief in read_gold(path)]
    briefs, sets = [brief for brief, _ in found], [name for _, name in found]
    examples: list[Example] = []
    scene_number = 0
    docs = parse(prepare(brief.text, _day(brief.published_on), brief.source) for brief in briefs)
    for number, (brief, doc) in enumerate(zip(briefs, docs, strict=True)):
        index = BriefIndex(read_on(doc, BEFORE_CLAIMS), rules=sets[number].split()[0] not in RULES_KNOW)
        told = _told(brief)
        for scene, memory in scenes(index):
            start, end = index.sentence(scene.trigger.token)
            span = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
            if span[1] <= brief.scope:
                continue
            scene_number += 1
            for candidate in candidates(index, scene, memory):
                label = _label(told, candidate, span)
                examples.append(Example(number, scene_number, label, frozenset(candidate.features())))
    return Corpus(briefs, sets, examples)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _told(brief: GoldBrief) -> Mapping[tuple[str, str, str], list[dict]]:
    found: dict[tuple[str, str, str], list[dict]] = {}
    for claim in brief.claims:
        key = (claim["predicate"], claim["subject"], claim["org"].removeprefix("org:"))
        found.setdefault(key, []).append(claim)
    return found


def _label(told: Mapping, candidate: Candidate, span: tuple[int, int]) -> int:
    """RIGHT where half of what a candidate says is annotated in its sentence, ASIDE where it is annotated elsewhere."""
    here = there = every = 0
    for subject in candidate.subject.entities:
        for organisation in candidate.organisation.entities:
            for actor in candidate.actor.entities or (None,):
                every += 1
                key = (candidate.scene.predicate, subject, organisation.removeprefix("org:"))
                same = [claim for claim in told.get(key, ()) if same_actor(claim.get("actor"), actor)]
                inside = any(
                    span[0] < claim["evidence"][1] and claim["evidence"][0] < span[1] for claim in same
                )
                here += inside
                there += bool(same) and not inside
    if here * 2 >= every:
        return RIGHT
    return ASIDE if (here + there) * 2 >= every else WRONG


class Design:
    """Examples as a sparse matrix of features that are seen often enough, with labels and the number of each scene."""

    def __init__(self, examples: Sequence[Example], vocabulary: Mapping[str, int] | None = None) -> None:
        if vocabulary is None:
            counts = Counter(feature for example in examples for feature in example.features)
            kept = sorted(feature for feature, count in counts.items() if count >= LEAST_SEEN)
            vocabulary = {feature: number for number, feature in enumerate(kept)}
        self.vocabulary = vocabulary
        columns: list[int] = []
        ends = [0]
        for example in examples:
            columns.extend(sorted(vocabulary[one] for one in example.features if one in vocabulary))
            ends.append(len(columns))
        shape = (len(examples), len(vocabulary))
        self.matrix = scipy.sparse.csr_matrix(
            (np.ones(len(columns)), np.array(columns, np.int32), np.array(ends)), shape=shape
        )
        self.labels = np.array([example.label for example in examples])
        self.scenes = np.unique([example.scene for example in examples], return_inverse=True)[1]


def fit(design: Design) -> np.ndarray:
    """The weights of a design's features, in the order of its vocabulary."""
    scenes_, labels, matrix = design.scenes, design.labels, design.matrix
    transposed, count = matrix.T.tocsr(), int(design.scenes.max()) + 1
    right, used = labels == RIGHT, labels != ASIDE
    told = np.bincount(scenes_[right], minlength=count) > 0
    empty = np.bincount(scenes_[used], minlength=count) == 0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = np.where(used, matrix @ weights, -np.inf)
        highest = np.zeros(count)
        np.maximum.at(highest, scenes_, scores)
        mass = np.exp(scores - highest[scenes_])
        total = np.exp(-highest) + np.bincount(scenes_, mass, minlength=count)
        of_right = np.bincount(scenes_, np.where(right, mass, 0.0), minlength=count)
        likelihood = np.where(told, np.log(np.maximum(of_right, 1e-300)), -highest) - np.log(total)
        likelihood[empty] = 0.0
        slope = mass / total[scenes_] - np.where(right, mass / np.maximum(of_right[scenes_], 1e-300), 0.0)
        slope[empty[scenes_]] = 0.0
        penalty = 0.5 * PENALTY * float(weights @ weights)
        return penalty - float(likelihood.sum()), transposed @ slope + PENALTY * weights

    start = np.zeros(matrix.shape[1])
    return scipy.optimize.minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}
    ).x


def fitted(examples: Sequence[Example]) -> dict[str, float]:
    """Feature -> weight, rounded; negligible ones left out."""
    design = Design(examples)
    found = fit(design)
    pairs = ((feature, round(float(found[number]), 3)) for feature, number in design.vocabulary.items())
    return {feature: weight for feature, weight in pairs if abs(weight) >= NEGLIGIBLE}


def shares(examples: Sequence[Example], weights: Mapping[str, float]) -> Iterator[tuple[float, bool]]:
    """For each scene with a candidate, the share of its best candidate and whether that is right."""
    by_scene: dict[int, list[tuple[float, int]]] = {}
    for example in examples:
        score = sum(weights.get(feature, 0.0) for feature in sorted(example.features))
        by_scene.setdefault(example.scene, []).append((score, example.label))
    for found in by_scene.values():
        scores = np.array([score for score, _ in found])
        highest = max(0.0, scores.max())
        mass = np.exp(scores - highest)
        best = int(scores.argmax())
        if found[best][1] != ASIDE:
            yield float(mass[best] / (np.exp(-highest) + mass.sum())), found[best][1] == RIGHT


def calibration(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and intercept that bring shares to what they were worth (Platt's scaling of the log-odds)."""
    share = np.clip([share for share, _ in pairs], 1e-6, 1 - 1e-6)
    right = np.array([is_right for _, is_right in pairs], float)
    logits = np.log(share / (1 - share))

    def loss(line: np.ndarray) -> float:
        value = line[0] * logits + line[1]
        return float(np.sum(np.logaddexp(0, value) - right * value))

    found = scipy.optimize.minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
    return round(float(found[0]), 3), round(float(found[1]), 3)


def left_out(found: Corpus) -> Iterator[tuple[str, dict[str, float]]]:
    """Each set in turn with the weights that the others give; without calibration."""
    for name in dict.fromkeys(found.sets):
        others = [one for one in found.examples if found.sets[one.brief] != name]
        yield name, fitted(others)


def fit_all(found: Corpus) -> dict[str, float]:
    """The weights that all sets give, with the calibration that each set's candidates, left out, give together."""
    pairs: list[tuple[float, bool]] = []
    for name, weights in left_out(found):
        pairs += shares([one for one in found.examples if found.sets[one.brief] == name], weights)
    slope, intercept = calibration(pairs)
    return {**fitted(found.examples), decision.SLOPE: slope, decision.INTERCEPT: intercept}


def save(weights: Mapping[str, float], path: Path) -> None:
    """Write the table, by feature."""
    names = sorted(weights)
    pl.DataFrame({"feature": names, "weight": [weights[name] for name in names]}).write_csv(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and save; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument(
        "-o", "--output", type=Path, default=settings().seeds / "models" / "claim_weights.csv"
    )
    given = parser.parse_args(arguments)
    found = corpus(given.paths)
    weights = fit_all(found)
    save(weights, given.output)
    print(
        f"{len(found.briefs)} texts, {len(found.examples)} candidates, {len(weights)} weights: {given.output}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
