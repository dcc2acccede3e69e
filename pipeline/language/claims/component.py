"""The spaCy component that reads `doc._.claims` out of tokens, parse, mentions and statements."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.claims.reader import ClaimReader
from pipeline.language.claims.sentences import forget, keep


@Language.factory("statusquo_claims", requires=["token.pos", "token.dep", "token.head"])
class ClaimComponent:
    """Sets `doc._.claims`; needs segments, mentions and statements."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        keep(doc)
        doc._.claims = ClaimReader(doc).read()
        forget(doc)
        return doc
