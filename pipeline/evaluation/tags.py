"""What the trained model tags in articles, before rules and settings choose among its proposals."""

from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from pipeline.errors import StatusquoError
from pipeline.evaluation.polnear import Article, Attribution, Spans
from pipeline.extract import readable
from pipeline.language.reading import parse, prepare
from pipeline.language.statements.learned.model import attribution_tagger
from pipeline.language.statements.learned.proposals import tagged_sources
from pipeline.language.statements.learned.tagger import Tagged

NEIGHBOUR = 1.0  # log-odds below the threshold down to which a word belongs to the cue beside it


def tags(
    articles: Iterable[Article], threshold: float, advance: Callable[[int], None] = lambda done: None
) -> dict[str, list[Attribution]]:
    """The tags of each article by its name, sources as whole phrases, cues that score at least `threshold`
    log-odds at their surest word.

    `advance` is told of each article that is done. Raises StatusquoError where settings turn the model off.
    """
    tagger = attribution_tagger()
    if tagger is None:
        raise StatusquoError("tags need the trained model, which the settings turn off or the encoder lacks")
    found = {}
    for article in articles:
        (doc,) = parse([prepare(readable(article.text))])
        read = tagger.read(doc, threshold - NEIGHBOUR)
        found[article.name] = [attribution(doc, tagged) for tagged in read if tagged.score >= threshold]
        advance(1)
    return found


def attribution(doc: Doc, tagged: Tagged) -> Attribution:
    """A tagged cue with its words, in the characters of the text as it came."""
    source = [i for start, end in tagged_sources(doc, tagged) for i in range(start, end)]
    return Attribution(spans(doc, tagged.content), spans(doc, source), spans(doc, range(*tagged.cue)))


def spans(doc: Doc, indices: Iterable[int]) -> Spans:
    """The characters of each of some tokens."""
    place = doc._.origin.outward if doc._.origin else lambda start, end: (start, end)
    return tuple(place(doc[i].idx, doc[i].idx + len(doc[i])) for i in indices)
