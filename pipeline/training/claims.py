"""Fitting of the weights by which claims are decided, on annotated briefs and sentences, and measuring on
sets left out.

    python -m pipeline.training.claims PATH... [--from READER] [-o seeds/models]

A PATH is a folder or file that `statusquo evaluate` reads. The same data give the same weights: the loss is
that of a conditional log-linear model over each trigger's candidates and "none of them", with a squared
penalty, minimised by L-BFGS from zero. How sure a decision is follows from its marks (judgement.py) by a
logistic regression on the decisions in sets left out.

The pair reader (claim_pairs.npz) is trained too, from the encoder as its package has it or, with --from,
on from a trained one. What it says of a text while weights are fitted and confidence is judged comes from
a reader that has not seen the text: the annotated sets are dealt into two halves, each is read by a reader
trained on the other half and on the invented passages. Those all readers have seen, so that weights are
fitted on them without one."""

import argparse
import dataclasses
import datetime
import hashlib
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import scipy.optimize
import scipy.sparse
import scipy.special

from pipeline.errors import StatusquoError
from pipeline.evaluation.agreement import overlapping, same_actor
from pipeline.evaluation.gold import GoldBrief, read_gold
from pipeline.language.claims.candidates import Candidate, candidates
from pipeline.language.claims.index import (
    ACTOR,
    NUMBER_OF_MODALITY,
    NUMBER_OF_STATUS,
    ROLES,
    SUBJECT,
    BriefIndex,
)
from pipeline.language.claims.judgement import ALWAYS, Marks
from pipeline.language.claims.learned.model import questions, reader_of
from pipeline.language.claims.scenes import scenes
from pipeline.language.encoder import Wordpieces
from pipeline.language.encoder.stored import read as read_reader
from pipeline.language.encoder.stored import save as save_reader
from pipeline.language.encoder.weights import archive, base_weights, vocabulary
from pipeline.language.reading import COMPONENTS, parse, prepare, read_on
from pipeline.settings import settings
from pipeline.training.passages import whole_texts
from schemas.vocabulary import PREDICATES

if TYPE_CHECKING:  # needs torch
    from pipeline.training.pairs import Course, Question

BEFORE_CLAIMS = COMPONENTS[: COMPONENTS.index("statusquo_claims")]
# Sets whose files are by several hands, told by the letters before the number of a brief.
BY_HAND = frozenset({"dev", "gold", "unread"})
# The rules were written on these: what they propose there says nothing of what they are worth elsewhere.
RULES_KNOW = frozenset({"dev", "gold", "unread"})
# Passages written for training, a hand a file: they are about membership far more often than news, so that
# what a reading is worth in them says little of what it is worth elsewhere.
INVENTED = "hand_"
# Sentences of releases are many: half of the releases teach the reader of the other half what everyday news
# looks like.
DEALT = "releases"
HALVES = 2
LEAST_SEEN = 4
PENALTY = 1 / 0.3
ITERATIONS = 100
NEGLIGIBLE = 0.04
JUDGING_PENALTY = 2.0  # a little: there are some forty marks and thousands of decisions
RIGHT, WRONG, ASIDE = 1, 0, -1


@dataclasses.dataclass(frozen=True)
class Example:
    """A candidate of a brief; `scene` numbers the trigger, `label` is RIGHT, WRONG, or ASIDE where it is
    told elsewhere."""

    brief: int
    scene: int
    label: int
    features: frozenset[str]


@dataclasses.dataclass(frozen=True)
class Corpus:
    """Annotated briefs, the set of each, and their indexes, without what the pair reader adds."""

    briefs: list[GoldBrief]
    sets: list[str]
    indexes: list[BriefIndex]


def set_of(path: Path, brief: GoldBrief) -> str:
    """The set that a brief is left out with: its folder or file, by hand where several worked on it."""
    name = path.stem if path.is_file() else path.name
    return f"{name} {str(brief.id)[:1]}" if name in BY_HAND else name


def corpus(paths: Iterable[Path]) -> Corpus:
    """Read the annotated briefs up to their statements and index them. Raises GoldError."""
    found = [(brief, set_of(path, brief)) for path in paths for brief in _texts_of(path)]
    briefs, sets = [brief for brief, _ in found], [name for _, name in found]
    docs = parse(prepare(brief.text, _day(brief.published_on), brief.source) for brief in briefs)
    indexes = [
        BriefIndex(read_on(doc, BEFORE_CLAIMS), rules=name.split()[0] not in RULES_KNOW)
        for doc, name in zip(docs, sets, strict=True)
    ]
    return Corpus(briefs, sets, indexes)


def _texts_of(path: Path) -> list[GoldBrief]:
    """The annotated briefs of a path; the invented passages as whole texts."""
    briefs = read_gold(path)
    return whole_texts(briefs) if path.name.startswith(INVENTED) else briefs


def characters_of(index: BriefIndex, sentence: int) -> tuple[int, int]:
    """The characters of a sentence, [start, end)."""
    start, end = index.bounds[sentence]
    return index.doc[start].idx, index.doc[end - 1].idx + len(index.doc[end - 1])


def examples_of(found: Corpus) -> list[Example]:
    """All candidates of the briefs' claims, as the indexes stand."""
    examples: list[Example] = []
    scene_number = 0
    for number, (brief, index) in enumerate(zip(found.briefs, found.indexes, strict=True)):
        told = _told(brief)
        for scene, memory in scenes(index):
            span = characters_of(index, index.sentence_of[scene.trigger.token.i])
            if span[1] <= brief.scope:
                continue
            scene_number += 1
            for candidate in candidates(index, scene, memory):
                label = _label(told, candidate, span)
                examples.append(Example(number, scene_number, label, frozenset(candidate.features())))
    return examples


def questions_of(found: Corpus) -> list[tuple[int, int, "Question"]]:
    """(brief, sentence, question) for every sentence that the pair reader is asked about.

    Raises StatusquoError where torch or the encoder's weights are missing.
    """
    if importlib.util.find_spec("torch") is None:
        raise StatusquoError(
            "training needs torch: pip install torch, into an environment that has this project"
        )
    from pipeline.training.pairs import Question

    wordpieces = Wordpieces(vocabulary(archive()))
    asked = []
    for number, (brief, index) in enumerate(zip(found.briefs, found.indexes, strict=True)):
        told, acted = _told(brief), _acted(brief)
        for sentence, one in questions(index, wordpieces).items():
            span = characters_of(index, sentence)
            if span[1] > brief.scope:
                labels = np.zeros((len(one.pairs), len(ROLES), len(PREDICATES)), np.int8)
                manners = np.zeros((len(one.pairs), len(PREDICATES), 3), np.int8)
                for row, pair in enumerate(one.pairs):
                    labels[row, SUBJECT] = _tells(told, pair, span)
                    labels[row, ACTOR] = _tells(acted, pair, span)
                    manners[row] = _manners(told, pair, span)
                asked.append((number, sentence, Question(one, labels, manners)))
    return asked


def _tells(told: Mapping, pair: tuple[str, str], span: tuple[int, int]) -> list[int]:
    """For each predicate 1 where it is annotated of a pair in the sentence, UNKNOWN where outside it
    alone, else 0."""
    from pipeline.training.pairs import UNKNOWN

    first, organisation = pair
    found = []
    for predicate in PREDICATES:
        claims = told.get((predicate, first, organisation.removeprefix("org:")), ())
        inside = any(overlapping(claim["evidence"], span) for claim in claims)
        found.append(1 if inside else UNKNOWN if claims else 0)
    return found


def _manners(told: Mapping, pair: tuple[str, str], span: tuple[int, int]) -> list[tuple[int, int, int]]:
    """For each predicate the numbers of status, polarity and modality of the first claim in the sentence,
    else UNKNOWN."""
    from pipeline.training.pairs import UNKNOWN

    subject, organisation = pair
    found = []
    for predicate in PREDICATES:
        claims = told.get((predicate, subject, organisation.removeprefix("org:")), ())
        inside = [claim for claim in claims if overlapping(claim["evidence"], span)]
        found.append(_manner(inside[0]) if inside else (UNKNOWN, UNKNOWN, UNKNOWN))
    return found


def _manner(claim: Mapping) -> tuple[int, int, int]:
    """The numbers of a claim's status, polarity and modality in their vocabularies."""
    status, modality = NUMBER_OF_STATUS[claim["status"]], NUMBER_OF_MODALITY[claim["modality"]]
    return status, int(claim["polarity"] == "negated"), modality


def fit_reader(
    asked: Sequence[tuple[int, int, "Question"]],
    courses: Sequence["Course"],
    begun: Mapping[str, np.ndarray] | None = None,
) -> dict[str, np.ndarray]:
    """The weights of a pair reader that is trained on questions along courses, on from one begun if there
    is one."""
    from pipeline.training.pairs import fit as fit_pairs

    wordpieces = Wordpieces(vocabulary(archive()))
    marks = (wordpieces.first, wordpieces.last)
    return fit_pairs([one for _, _, one in asked], base_weights(archive()), marks, courses, begun)


def halves(found: Corpus) -> list[int | None]:
    """For each brief the half in which it is left out; None for the invented passages. Sets are dealt in
    turn, DEALT by release."""
    names = [name for name in dict.fromkeys(found.sets) if not name.startswith(INVENTED)]
    dealt: dict[str, int] = {name: number % HALVES for number, name in enumerate(names)}
    return [
        _half_of(str(brief.id).split("#")[0]) if name == DEALT else dealt.get(name)
        for brief, name in zip(found.briefs, found.sets, strict=True)
    ]


def _half_of(release: str) -> int:
    return int(hashlib.sha256(release.encode("utf-8")).hexdigest(), 16) % HALVES


def answer(
    found: Corpus, asked: Sequence[tuple[int, int, "Question"]], weights: Mapping[str, np.ndarray]
) -> None:
    """Let the indexes hold what a reader with these weights says to questions. Raises StatusquoError
    without encoder."""
    reader = reader_of(weights)
    if reader is None:
        raise StatusquoError("the pair reader cannot be run: the encoder is off or its packages are missing")
    of_brief: dict[int, dict] = {}
    for number, sentence, one in asked:
        of_brief.setdefault(number, {})[sentence] = one.asked
    for number, inputs in of_brief.items():
        found.indexes[number].learned = reader.answer(inputs)


def learn(found: Corpus, asked: Sequence[tuple[int, int, "Question"]]) -> None:
    """Let the indexes hold what a reader trained without a brief's half says of it, and nothing of invented
    passages.

    Raises StatusquoError where there is nothing to train a half's reader on."""
    half = halves(found)
    if not all(any(half[number] != left for number, _, _ in asked) for left in range(HALVES)):
        raise StatusquoError("a set can be left out only beside another one: name a second PATH")
    from pipeline.training.pairs import ON_A_HALF, TOGETHER

    invented = [one for one in asked if half[one[0]] is None]
    trunk = fit_reader(invented, [TOGETHER]) if invented else None
    for left in range(HALVES):
        others = [one for one in asked if half[one[0]] != left]
        weights = fit_reader(others, [ON_A_HALF if invented else TOGETHER], trunk)
        answer(found, [one for one in asked if half[one[0]] == left], weights)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _told(brief: GoldBrief) -> Mapping[tuple[str, str, str], list[dict]]:
    found: dict[tuple[str, str, str], list[dict]] = {}
    for claim in brief.claims:
        key = (claim["predicate"], claim["subject"], claim["org"].removeprefix("org:"))
        found.setdefault(key, []).append(claim)
    return found


def _acted(brief: GoldBrief) -> Mapping[tuple[str, str, str], list[dict]]:
    """(predicate, actor, organisation) -> claims, as `_told` has them by subject."""
    found: dict[tuple[str, str, str], list[dict]] = {}
    for claim in brief.claims:
        if claim.get("actor"):
            key = (claim["predicate"], claim["actor"], claim["org"].removeprefix("org:"))
            found.setdefault(key, []).append(claim)
    return found


def _label(told: Mapping, candidate: Candidate, span: tuple[int, int]) -> int:
    """RIGHT where half of what a candidate says is annotated in its sentence, ASIDE where it is annotated
    elsewhere."""
    here = there = every = 0
    for subject in candidate.subject.entities:
        for organisation in candidate.organisation.entities:
            for actor in candidate.actor.entities or (None,):
                every += 1
                key = (candidate.scene.predicate, subject, organisation.removeprefix("org:"))
                same = [claim for claim in told.get(key, ()) if same_actor(claim.get("actor"), actor)]
                inside = any(overlapping(claim["evidence"], span) for claim in same)
                here += inside
                there += bool(same) and not inside
    if here * 2 >= every:
        return RIGHT
    return ASIDE if (here + there) * 2 >= every else WRONG


class Design:
    """Examples as a sparse matrix of features that are seen often enough, with labels and the number of
    each scene."""

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


def judging(decided: Sequence[tuple[Marks, float]], prefix: str) -> dict[str, float]:
    """The rows by which marks make a confidence: a logistic regression on (marks, part of the claims that
    is right); none without a decision."""
    if not decided:
        return {}
    names = [ALWAYS, *sorted({name for marks, _ in decided for name in marks} - {ALWAYS})]
    values = np.array([[marks.get(name, 0.0) for name in names] for marks, _ in decided])
    right = np.array([part for _, part in decided])
    kept = np.array([name != ALWAYS for name in names], float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores, penalised = values @ weights, JUDGING_PENALTY * kept * weights
        slope = values.T @ (scipy.special.expit(scores) - right) + penalised
        return float(np.sum(np.logaddexp(0, scores) - right * scores) + 0.5 * penalised @ weights), slope

    found = scipy.optimize.minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {prefix + name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def left_out(found: Corpus, examples: Sequence[Example]) -> Iterator[tuple[str, dict[str, float]]]:
    """Each set but the invented passages in turn with the weights that the others give; without the rows
    of confidence."""
    for name in dict.fromkeys(found.sets):
        if not name.startswith(INVENTED):
            yield name, fitted([one for one in examples if found.sets[one.brief] != name])


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
        "--from", dest="begun", type=Path, metavar="READER", help="a trained reader to go on from"
    )
    parser.add_argument("-o", "--output", type=Path, default=settings().seeds / "models", metavar="FOLDER")
    given = parser.parse_args(arguments)
    from pipeline.training.leaving_out import judgements, left_out_figures, save_figures
    from pipeline.training.pairs import AGAIN, TOGETHER

    found = corpus(given.paths)
    asked = questions_of(found)
    begun = read_reader(given.begun) if given.begun else None
    save_reader(given.output / "claim_pairs.npz", fit_reader(asked, [TOGETHER, AGAIN], begun))
    learn(found, asked)
    examples = examples_of(found)
    tables = dict(left_out(found, examples))
    rows, by_set = judgements(found, tables)
    weights = {**fitted(examples), **rows}
    save(weights, given.output / "claim_weights.csv")
    save_figures(given.output, *left_out_figures(found, tables, by_set))
    print(f"{len(found.briefs)} texts, {len(examples)} candidates, {len(weights)} weights: {given.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
