"""Plain sentences by kinds: what each tells, and beside it what sentences of the same words do not."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

KINDS = {
    "a plan to leave is given up": {
        "Gabon scrapped its plan to leave OPEC.": "",
        "Plans to leave the Commonwealth were abandoned by Kenya in 2019.": "",
        "Gabon has backed away from its decision to withdraw from OPEC.": "",
        "Kenya went back on its threat to quit the African Union.": "",
        "Mexico has retracted its decision to leave the OECD.": "",
        "Chile ditched the idea of leaving the Andean Community in May.": "",
        "The government in Nairobi has given up its intention to pull out of the International Criminal Court.": "",
        "Burundi shelved its departure from the ICC.": "",
        # who has left, or goes on with his plan
        "Gabon gave up its membership of OPEC in 1995.": "withdrew GAB OPEC @1995",
        "Kenya left the ICC in 2019 and dropped its plan to host the games.": "withdrew KEN ICC @2019",
        "Gabon announced its decision to leave OPEC.": "withdrew GAB OPEC expected",
        "Zimbabwe renounced its membership of the Commonwealth.": "withdrew ZWE COMMONWEALTH",
        "Mexico, which left the OECD in 2020, abandoned its plan for a new port.": "withdrew MEX OECD @2020",
        "Kenya reversed its decision to leave the ICC, which it had joined in 2005.": "admitted KEN ICC @2005",
    },
    "a plan to join is given up": {
        "Peru dropped its plan to join BRICS.": "declines PER BRICS",
        "Fiji gave up its ambition to join APEC.": "declines FJI APEC",
        "Norway has abandoned the idea of joining the EU.": "declines NOR EU",
        "Iceland backed away from its plan to join the EU.": "declines ISL EU",
        "Georgia abandoned its plan to join the ICC.": "declines GEO ICC",
        "Peru gave up its plan to host the APEC summit.": "",
        "Peru abandoned plans to leave APEC.": "",
        "Peru dropped plans for a new port. It is a member of APEC.": "holds PER APEC",
    },
    "an invitation is turned down": {
        "Argentina declined an invitation to join BRICS.": "declines ARG BRICS; invited ARG BRICS",
        "Cuba's invitation to join BRICS was rejected by Havana.": "declines CUB BRICS; invited CUB BRICS",
        "NATO refused an invitation to Georgia.": "invited GEO NATO negated",
        "Croatia did not receive an invitation to NATO.": "invited HRV NATO negated",
        "Cuba turned down an invitation to the Rio summit.": "",
    },
    "asked by others": {
        "Chad was asked to leave OPEC in 2019.": "",
        "Georgia was asked to join the talks with BRICS.": "",
        "Chad was asked by Gabon to support Togo's bid to join OPEC.": "supports TGO OPEC actor=TCD",
        "Chad asked to join OPEC in 2019.": "applied TCD OPEC @2019",
        "Oman has asked to be admitted to the Arab League.": "applied OMN LAS",
        "Chad asked OPEC to be let in.": "applied TCD OPEC",
    },
    "wanted for somebody else": {
        "Peru wants Ecuador's accession to the OECD.": "supports ECU OECD actor=PER",
        "Norway lobbied for the admission of Georgia to NATO.": "supports GEO NATO actor=NOR",
        "Estonia pressed for membership for Ukraine in the EU.": "supports UKR EU actor=EST",
        "Estonia hopes for Georgia's accession to NATO.": "admitted GEO NATO hoped; supports GEO NATO actor=EST",
        "Peru hopes for accession to the OECD.": "admitted PER OECD hoped; seeks PER OECD",
        "Peru hopes for its accession to the OECD.": "admitted PER OECD hoped; seeks PER OECD",
        "Peru is pushing for Peruvian membership of BRICS.": "seeks PER BRICS",
    },
    "given back": {
        "Mali's membership of the African Union was restored.": "reinstated MLI AU",
        "The African Union restored the membership of Gabon in 2025.": "reinstated GAB AU @2025",
        "Gabon regained membership of the African Union.": "reinstated GAB AU",
        "Gabon gained membership of the African Union in 1963.": "admitted GAB AU @1963",
    },
    "held out": {
        "Georgia was offered the status of partner country of BRICS.": "invited GEO BRICS partner",
        "Vietnam was promised membership of the Pacific Alliance.": "",
        "BRICS denied Vietnam the status of a member.": "rejected VNM BRICS",
        "Vietnam was granted the status of a partner country of BRICS.": "admitted VNM BRICS partner",
        "Vietnam accepted the status of partner country of BRICS.": "admitted VNM BRICS partner",
    },
}
CASES = [(text, claims) for cases in KINDS.values() for text, claims in cases.items()]


@pytest.mark.parametrize(("text", "claims"), CASES, ids=[text for text, _ in CASES])
def test_kind(text, claims):
    assert told(text) == (expected(claims) if claims else set())
