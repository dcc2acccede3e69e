"""The whole reading as an ordinary spaCy pipeline, for people who work in Python."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract import readable
from pipeline.language.dates.publication import publication_date_from_text
from pipeline.language.model import brief_parser, parser
from pipeline.language.reading import COMPONENTS, prepare


def prepared_doc(text: str) -> Doc:
    """An unparsed Doc of a text with its segments, and its day of publication where the text tells one."""
    text = readable(text)
    return prepare(text, publication_date_from_text(text))


def reader() -> Language:
    """The language model with all components after it; it shares the words of the model that `prepare`
    uses."""
    nlp = brief_parser(parser().vocab)
    nlp.tokenizer = prepared_doc
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
