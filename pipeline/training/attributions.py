"""Training of the attribution model on a folder of annotated news in PolNeAR's form.

    python -m pipeline.training.attributions FOLDER [-o seeds/models/attribution.npy]

FOLDER holds `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann` (brat standoff; the first annotator by name is used).
Parsing takes most of the time; the regressions are fitted by L-BFGS from zero, so the same data give the same model.
Data: E. Newell, D. Margolin, D. Ruths, "An Attribution Relations Corpus for Political News", LREC 2018, train part.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import scipy.optimize
import scipy.sparse
from rich.progress import track
from spacy.tokens import Doc

from pipeline.language.reading import parse, prepare
from pipeline.language.statements.learned.features import (
    cue_features,
    may_be_cue,
    quoted_tokens,
    role_features,
)
from pipeline.language.statements.learned.model import BUCKETS, DECISIONS, bucket, save
from pipeline.language.statements.learned.parts import content_parts, source_parts
from pipeline.language.text.quotations import QuotationIndex
from pipeline.settings import settings

Spans = list[tuple[int, int]]
INSIDE = 0.8  # share of a passage's words within the annotated content for it to count as content
OVERLAP = 0.4  # Jaccard with the annotated source for a passage to count as the source


def annotations(path: Path) -> list[dict[str, Spans]]:
    """The attributions of one standoff file: role (Content, Cue, Source) -> character spans; those without content left out."""
    spans: dict[str, Spans] = {}
    events = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) > 1 and fields[0].startswith("T"):
            places = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [
                (int(start), int(end)) for start, end in (place.split(" ") for place in places.split(";"))
            ]
        elif len(fields) > 1 and fields[0].startswith("E"):
            events.append([part.split(":") for part in fields[1].split()])
    found = []
    for event in events:
        roles: dict[str, Spans] = {"Content": [], "Cue": [], "Source": []}
        for role, name in event:
            plain = re.sub(r"\d+$", "", role)
            if plain in roles:
                roles[plain] += spans[name]
        if roles["Content"]:
            found.append(roles)
    return found


def corpus(folder: Path) -> list[tuple[str, list[dict[str, Spans]]]]:
    """Texts with their attributions, in the order of their names."""
    found = []
    for path in sorted((folder / "text").glob("*.txt")):
        files = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if files:
            with open(path, encoding="utf-8", newline="") as text:
                found.append((text.read(), annotations(files[0])))
    return found


def words(doc: Doc, indices: Iterable[int]) -> set[int]:
    """The indices that are neither punctuation nor space."""
    return {i for i in indices if not doc[i].is_punct and not doc[i].is_space}


def tokens(doc: Doc, spans: Spans) -> set[int]:
    """Indices of the tokens that the spans touch."""
    found: set[int] = set()
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            found.update(range(span.start, span.end))
    return found


class Examples:
    """Feature buckets and answers of one decision, gathered row by row."""

    def __init__(self) -> None:
        self.buckets: list[int] = []
        self.ends: list[int] = [0]
        self.answers: list[bool] = []

    def add(self, features: Iterable[str], answer: bool) -> None:
        """Add one example."""
        self.buckets += map(bucket, features)
        self.ends.append(len(self.buckets))
        self.answers.append(answer)

    def fit(self, *, strength: float = 1.0, rounds: int = 150) -> np.ndarray:
        """Weights of a logistic regression with an L2 penalty of the given strength."""
        used, columns = np.unique(self.buckets, return_inverse=True)  # the others stay 0
        shape = (len(self.answers), len(used))
        matrix = scipy.sparse.csr_matrix((np.ones(len(columns)), columns, self.ends), shape=shape)
        transposed, answers = matrix.T.tocsr(), np.array(self.answers, float)

        def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
            odds = matrix @ weights
            value = (
                np.logaddexp(0, np.where(answers > 0, -odds, odds)).sum() + strength / 2 * weights @ weights
            )
            chance = 1 / (1 + np.exp(-odds))
            return value, transposed @ (chance - answers) + strength * weights

        fitted = scipy.optimize.minimize(
            loss, np.zeros(len(used)), jac=True, method="L-BFGS-B", options={"maxiter": rounds}
        )
        weights = np.zeros(BUCKETS)
        weights[used] = fitted.x
        return weights


def gather(doc: Doc, attributions: list[dict[str, Spans]], examples: dict[str, Examples]) -> None:
    """Add the examples of one text."""
    quotations = QuotationIndex(doc.text)
    inside = quoted_tokens(doc, quotations.all)
    cues: dict[int, tuple[set[int], set[int], set[int]]] = {}
    for attribution in attributions:
        cue = tokens(doc, attribution["Cue"])
        heads = [i for i in cue if doc[i].head.i == i or doc[i].head.i not in cue]
        if heads:
            head = min(heads, key=lambda i: (not may_be_cue(doc[i]), i))
            content, source = (words(doc, tokens(doc, attribution[role])) for role in ("Content", "Source"))
            cues.setdefault(head, (content, source, cue))
    for token in doc:
        if may_be_cue(token):
            examples["cue"].add(cue_features(token, inside), token.i in cues)
    for index, (content, source, cue) in cues.items():
        for part in content_parts(doc[index], quotations):
            held = words(doc, part.tokens) - cue
            if held:
                features = role_features(doc[index], part.token, part.relation, inside, len(held))
                examples["content"].add(features, len(held & content) / len(held) >= INSIDE)
        for part in source_parts(doc[index]):
            held = words(doc, part.tokens)
            if held:
                features = role_features(doc[index], part.token, part.relation, inside, len(held))
                examples["source"].add(features, len(held & source) / len(held | source) > OVERLAP)


def main() -> int:
    """Train and write a model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=settings().seeds / "models" / "attribution.npy")
    arguments = parser.parse_args()
    texts = corpus(arguments.folder)
    if not texts:
        parser.error(f"{arguments.folder}: no text/*.txt with attributions/*.ann below it")
    examples = {decision: Examples() for decision in DECISIONS}
    docs = parse(prepare(text) for text, _ in texts)
    for doc, (_, attributions) in track(
        zip(docs, texts, strict=True), "parsing", total=len(texts), disable=not sys.stderr.isatty()
    ):
        gather(doc, attributions, examples)
    save(arguments.output, {decision: examples[decision].fit() for decision in DECISIONS})
    counts = ", ".join(
        f"{decision} {len(e.answers)} examples ({sum(e.answers)} yes)" for decision, e in examples.items()
    )
    print(f"{arguments.output}: {arguments.output.stat().st_size} bytes; {len(texts)} texts; {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
