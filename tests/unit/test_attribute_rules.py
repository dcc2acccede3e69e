"""The rules for the attributes of words against spaCy's own."""

from spacy.tokens import Doc

from pipeline.language.attribute_rules import RememberedRules
from pipeline.language.model import bare_parser, brief_parser
from pipeline.settings import settings

ATTRIBUTES = ["POS", "MORPH", "LEMMA", "TAG", "DEP", "HEAD"]
TEXTS = (
    "Let's go on, said Quill, since there's a draft and we're gonna sign it; he ain't.",
    "It had to leave. That it does, you know, and once they'd voted,   nothing was left to do.",
)


def test_the_same_is_set_as_by_spacy() -> None:
    model = bare_parser(exclude=("ner", "lemmatizer"))
    ruler = model.get_pipe("attribute_ruler")
    remembered = RememberedRules(ruler)
    samples = sorted((settings().seeds / "briefs").glob("*.txt"))[:4]
    with model.select_pipes(disable=["attribute_ruler"]):
        docs = list(model.pipe([*TEXTS, *(path.read_text(encoding="utf-8") for path in samples)]))
    for doc in docs:
        theirs: Doc = ruler(doc.copy())
        # The second time every word is remembered.
        for _ in range(2):
            assert (remembered(doc.copy()).to_array(ATTRIBUTES) == theirs.to_array(ATTRIBUTES)).all()


def test_what_a_word_is_by_its_neighbour_is_not_remembered_of_it() -> None:
    model = brief_parser()
    assert [doc[1].lemma_ for doc in model.pipe(["Let's sign.", "He's gone."])] == ["us", "be"]
