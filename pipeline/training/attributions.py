"""Training of the attribution model on annotated news.

    python -m pipeline.training.attributions POLNEAR [--briefs GOLD ...] [--further GOLD ...] [-o MODEL]

POLNEAR is a folder of articles in PolNeAR's form, GOLD a file or folder of annotated briefs as
docs/evaluation.md describes them. Needs torch beside the project; nothing else does. One thread and fixed
seeds: the same texts give the same model on the same kind of processor. The articles come first, then a
last course of the briefs (three times), the further ones (twice) and some of the articles again. After each
round the model so far is written, by default to seeds/models/attributions.npz.

Data: E. Newell, D. Margolin, D. Ruths, "An Attribution Relations Corpus for Political News", LREC 2018.
"""

import argparse
import importlib.util
import sys
from pathlib import Path

import numpy as np

from pipeline.evaluation.gold import read_gold
from pipeline.evaluation.polnear import read_corpus
from pipeline.language.annotations import Segment
from pipeline.language.encoder.stored import save
from pipeline.language.encoder.weights import archive, base_weights, vocabulary
from pipeline.language.encoder.wordpieces import Wordpieces
from pipeline.language.reading import parsing_text
from pipeline.settings import settings
from pipeline.training.examples import Example, attributions, examples

SEED = 5
# How often each brief and each further text, and how many windows of articles, are shown in the last course.
TIMES, FURTHER, REVIEWED = 3, 2, 1200


def windows_of_articles(folder: Path, wordpieces: Wordpieces) -> list[Example]:
    """The windows of a folder of articles in PolNeAR's form."""
    return [
        example
        for article in read_corpus(folder)
        for example in examples(parsing_text(article.text, []), article.attributions, wordpieces)
    ]


def windows_of_briefs(path: Path, wordpieces: Wordpieces) -> list[Example]:
    """The windows of annotated briefs, their boilerplate blanked as it is when they are read."""
    found: list[Example] = []
    for brief in read_gold(path):
        text = parsing_text(brief.text, [Segment(**segment) for segment in brief.segments])
        found += examples(text, attributions(brief), wordpieces)
    return found


def mixed(briefs: list[Example], further: list[Example], articles: list[Example]) -> list[Example]:
    """The briefs several times over with some of the articles, so that what these taught is kept."""
    chosen = np.random.default_rng(SEED).choice(len(articles), min(REVIEWED, len(articles)), replace=False)
    return briefs * TIMES + further * FURTHER + [articles[number] for number in sorted(chosen)]


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--briefs", type=Path, nargs="*", default=[])
    parser.add_argument("--further", type=Path, nargs="*", default=[])
    parser.add_argument("-o", "--output", type=Path, default=settings().seeds / "models" / "attributions.npz")
    found = parser.parse_args()
    if importlib.util.find_spec("torch") is None:
        parser.error("training needs torch: pip install torch, into an environment that has this project")
    return found


def main() -> int:
    """Train and write a model."""
    given = arguments()
    from pipeline.training.layers import reproducible
    from pipeline.training.network import Course, Network, fit

    path = archive()
    wordpieces = Wordpieces(vocabulary(path))
    articles = windows_of_articles(given.polnear, wordpieces)
    briefs, further = (
        [example for path in paths for example in windows_of_briefs(path, wordpieces)]
        for paths in (given.briefs, given.further)
    )
    reproducible(SEED)
    network = Network(base_weights(path))
    stages = [(articles, Course(2, 2e-4, last=0.355, warming=169))]
    if briefs or further:
        stages.append((mixed(briefs, further, articles), Course(1, 7e-5, last=0.0, warming=1)))
    for shown, course in stages:
        for loss in fit(network, shown, course, seed=SEED):
            save(given.output, network.named_weights())
            print(f"a round of {len(shown)} windows: loss {loss:.4f}", flush=True)
    print(f"{given.output}: {given.output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
