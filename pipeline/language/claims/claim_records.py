"""From settled drafts to records: a claim for each subject, organisation and actor, one voice once."""

from spacy.tokens import Doc

from pipeline.language.annotations import Claim
from pipeline.language.claims.claim_drafts import Draft
from pipeline.language.claims.explanation import explain
from pipeline.language.claims.modality import Reading


def claims_of(doc: Doc, finished: list[tuple[Draft, Reading]]) -> list[Claim]:
    """Claims for each subject, organisation and actor; the same claim of one voice once."""
    found: dict[tuple, Claim] = {}
    for draft, reading in finished:
        span = evidence(doc, draft)
        for organisation in draft.organisations:
            for subject in draft.subjects:
                for actor in draft.actors or (None,):
                    key = (
                        draft.predicate,
                        subject,
                        organisation,
                        draft.status or "member",
                        actor,
                        draft.polarity,
                        draft.modality,
                        draft.statement,
                    )
                    claim = Claim(
                        draft.predicate,
                        subject,
                        organisation.removeprefix("org:"),
                        draft.status or "member",
                        span,
                        draft.frame,
                        explain(draft, reading, doc),
                        actor,
                        draft.polarity or "affirmed",
                        draft.modality or "asserted",
                        draft.when,
                        draft.statement,
                    )
                    _merge(found, key, claim)
    return sorted(found.values(), key=lambda claim: claim.evidence)


def _merge(found: dict[tuple, Claim], key: tuple, claim: Claim) -> None:
    """Put a claim in unless it was told before; two happenings at two dates are two."""
    earlier = found.get(key)
    if earlier is None:
        found[key] = claim
    elif earlier.when is None:
        earlier.when = claim.when
    elif claim.when is not None and claim.when != earlier.when:
        found.setdefault((*key, claim.when), claim)


def evidence(doc: Doc, draft: Draft) -> tuple[int, int]:
    """The passage from the first to the last word that carries the claim, in the trigger's sentence."""
    sentence = draft.trigger.sent
    inside = [
        index
        for index in draft.tokens | {draft.trigger.i, draft.verb.i}
        if sentence.start <= index < sentence.end
    ]
    first, last = doc[min(inside)], doc[max(inside)]
    return first.idx, last.idx + len(last)
