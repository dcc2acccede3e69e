"""Ordinary constructions beyond a single frame: lists after a name, what is left out, conditions set
first."""

import pytest

from tests.unit.test_claims_frames import expected, told

PASSAGES = {
    "The leaders of Kenya (with Uganda and Rwanda) flew home.": "",
    # what stands in the sentence before
    "Poland belongs to the OECD and NATO. Serbia belongs to neither.": (
        "holds POL OECD; holds POL NATO; holds SRB OECD negated; holds SRB NATO negated"
    ),
    "The Norwegians quit EFTA in 1990. They rejoined in 1995.": "withdrew NOR EFTA @1990; admitted NOR EFTA @1995",
    "Bosnia has not even applied to NATO.": "applied BIH NATO negated",
    # conditions
    "Somalia applied to the East African Community in 2012. Madrid would agree only once the border is drawn.": (
        "applied SOM EAC @2012; conditional SOM EAC actor=ESP"
    ),
    "Georgia was invited to the Council of Europe. Malta wants the laws changed before Georgia takes its seat.": (
        "invited GEO COE; conditional GEO COE actor=MLT"
    ),
    # papers
    "India and Malta were among the signatories of the founding memorandum of the AIIB.": (
        "signed IND AIIB; signed MLT AIIB"
    ),
    "Greece has dropped its objections to Albania's NATO accession.": "opposes ALB NATO actor=GRC negated",
}


@pytest.mark.parametrize(("text", "claims"), PASSAGES.items(), ids=lambda value: value[:60])
def test_construction(text, claims):
    assert told(text) == (expected(claims) if claims else set())
