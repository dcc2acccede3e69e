"""Sentences that are known to be misread since the pair reader was trained longer: it is right more often, and surer.

Each stands here until it is read rightly; then it fails here, and moves to the file of its kind. A sentence
that one kind of processor reads rightly and another does not has no place in either (docs/operating.md).
"""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

TOLD_TOO_MUCH = {
    "China voted against the resolution to expel Cuba from the Council of Europe.": "",
    "Chad applied to join the WTO in May 2021. Senator Ana Rojas of Peru opposes the entry.": (
        "applied TCD WTO @2021-05; opposes TCD WTO actor=Senator Ana Rojas of Peru"
    ),
    "Chad applied to join the WTO in May 2021. Togo held elections on Sunday. Peru welcomed the step.": (
        "applied TCD WTO @2021-05"
    ),
    "Gabon has backed away from its decision to withdraw from OPEC.": "",
    "Peru did not intend to apply the rules of the OECD.": "",
    "Sweden applied first, and Finland joined NATO.": "applied SWE NATO; admitted FIN NATO",
    "Nepal, Fiji and Tonga met. Two of the three, Nepal and Fiji, praised SCO membership.": "",
    "Qatar left OPEC in November 2019, and Cuba, a republic since 1902, has declined to join the OAS.": (
        "withdrew QAT OPEC @2019-11; declines CUB OAS"
    ),
    "Norway ruled out talks with Georgia in NATO.": "",
    "Morocco applied to join ECOWAS in 2017. Tunisia asked for a loan. Mauritania did so in June.": (
        "applied MAR ECOWAS @2017"
    ),
    "Chad was asked by OPEC to join in 2019.": "invited TCD OPEC",
    "Iceland does not, ministers said, want to join the EU.": "declines ISL EU",
    "Chad applied to join the WTO in May 2021. Peru backed the return of the refugees.": (
        "applied TCD WTO @2021-05"
    ),
}
TOLD_TOO_LITTLE = {
    "Cuba's invitation to join BRICS was rejected by Havana.": "declines CUB BRICS; invited CUB BRICS",
    "Togo decided to apply for Commonwealth membership in June 2021.": "seeks TGO COMMONWEALTH @2021-06",
    "Nobody expects Serbia to join NATO.": "admitted SRB NATO negated expected",
    "Togo stopped being a member of the Pacific Alliance in March.": "withdrew TGO PA @2024-03",
    "Benin joined OPEC in 2016; until then it had been an observer of OPEC.": (
        "admitted BEN OPEC @2016; holds BEN OPEC observer @../2016"
    ),
    "Ghana cut its tariffs by joining the World Trade Organization.": "admitted GHA WTO",
    "Argentina declined an invitation to join BRICS.": "declines ARG BRICS; invited ARG BRICS",
    "NATO refused an invitation to Georgia.": "invited GEO NATO negated",
    "The guests are Kenya, Zambia and Malawi, none of which has a seat in ASEAN.": (
        "holds KEN ASEAN negated; holds ZMB ASEAN negated; holds MWI ASEAN negated"
    ),
    "Portugal had ceased to belong to EFTA on joining the EU in 1986.": (
        "withdrew PRT EFTA @1986; admitted PRT EU @1986"
    ),
    "Tonga moved from Geneva to Paris as an observer of UNESCO.": "holds TON UNESCO observer",
}


@pytest.mark.xfail(reason="the pair reader is surer than the words allow", strict=True)
@pytest.mark.parametrize("text", TOLD_TOO_MUCH, ids=lambda value: value[:60])
def test_nothing_more_is_told(text: str) -> None:
    claims = TOLD_TOO_MUCH[text]
    assert told(text) == (expected(claims) if claims else set())


@pytest.mark.xfail(reason="the pair reader is less sure than the words are", strict=True)
@pytest.mark.parametrize("text", TOLD_TOO_LITTLE, ids=lambda value: value[:60])
def test_nothing_less_is_told(text: str) -> None:
    assert expected(TOLD_TOO_LITTLE[text]) <= told(text)
