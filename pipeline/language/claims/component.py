"""The spaCy component that reads `doc._.claims` and `doc._.claims_doubtful` out of tokens, parse,
mentions, statements."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.claims.claim_records import claims_of
from pipeline.language.claims.decision import decisions, weights
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.learned.model import pair_reader
from pipeline.settings import settings


@Language.factory("statusquo_claims", requires=["token.pos", "token.dep", "token.head"])
class ClaimComponent:
    """Sets the claims, doubtful those below claims_threshold; needs segments, mentions and statements."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with `claims` and `claims_doubtful` set."""
        index, reader = BriefIndex(doc), pair_reader()
        if reader is not None:
            index.learned = reader.read(index)
        threshold, floor = settings().claims_threshold, settings().doubtful_threshold
        decided = [one for one in decisions(index, weights()) if one.confidence >= floor]
        doc._.claims = claims_of(index, [one for one in decided if one.confidence >= threshold])
        sure = {(claim.predicate, claim.subject, claim.org, claim.actor) for claim in doc._.claims}
        doubtful = claims_of(index, [one for one in decided if one.confidence < threshold])
        others = [one for one in doubtful if (one.predicate, one.subject, one.org, one.actor) not in sure]
        doc._.claims_doubtful = others
        return doc
