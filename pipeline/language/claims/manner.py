"""How a claim is told: its status, polarity and modality, by a rule that proposes the same, else by the trigger's words."""

import dataclasses

from pipeline.language.claims.candidates import Candidate, Scene
from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.proposals import Proposal
from pipeline.language.claims.statuses import are_its_members, listed_status, partner_sought, status_of


@dataclasses.dataclass(frozen=True, slots=True)
class Manner:
    """Status, polarity and modality of a claim."""

    status: str
    polarity: str
    modality: str


def proposed(
    index: BriefIndex, scene: Scene, subject: str, organisation: str, actor: str | None
) -> Proposal | None:
    """The rules' proposal of the same core and actor: the scene's own, else one in the same sentence."""
    if scene.proposal is not None:
        return scene.proposal
    for one in index.proposed[index.sentence_of[scene.trigger.token.i]]:
        if one.predicate != scene.predicate or subject not in one.subjects:
            continue
        if organisation in one.organisations and (actor in one.actors if actor else not one.actors):
            return one
    return None


def manner_of(index: BriefIndex, candidate: Candidate, organisation: str, same: Proposal | None) -> Manner:
    """How a candidate is told of an organisation, `same` being what the rules propose of it."""
    trigger, named_at = candidate.scene.trigger, candidate.organisation.referent
    if same is not None:
        manner = Manner(same.status, same.polarity, same.modality)
    else:
        told = candidate.scene.told
        status = status_of(index, trigger, organisation, named_at)
        manner = Manner(status, told.polarity, told.modality)
    if manner.status == "partner" and are_its_members(trigger, organisation, named_at):
        return dataclasses.replace(manner, status="member")
    if manner.status != "member":
        return manner
    holds = candidate.scene.predicate == "holds"
    other = (listed_status if holds else partner_sought)(index, trigger, organisation)
    return dataclasses.replace(manner, status=other or "member")
