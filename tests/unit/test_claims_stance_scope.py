"""What stands within a stance and is not told besides it, and who takes none."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

PASSAGES = {
    # a stance that there is, of nobody
    "There is no support in Kenya for Samoa's bid to join APEC.": "",
    "There is opposition to Togo's OECD accession in Chile.": "",
    # praise for a deed
    "Kenya congratulated Togo on joining the Commonwealth.": "admitted TGO COMMONWEALTH",
    "Kenya also welcomed Togo's bid to join the Commonwealth.": "supports TGO COMMONWEALTH actor=KEN",
    "Norway expressed its support for Kosovo's interest in joining the Council of Europe.": (
        "supports XKX COE actor=NOR"
    ),
    "Canada issued a statement in support of Albania opening EU accession negotiations.": (
        "supports ALB EU actor=CAN"
    ),
    "Japan welcomed the invitation of Peru to join the OECD.": (
        "supports PER OECD actor=JPN; invited PER OECD"
    ),
    "Chile welcomed Peru's application to the OECD, in accordance with the OECD's rules.": (
        "supports PER OECD actor=CHL"
    ),
    "Norway will support Timor-Leste to train officials in line with the ASEAN roadmap for its accession.": "",
    "Peru backs Kenya's bid to become a sectoral dialogue partner of ASEAN.": (
        "supports KEN ASEAN dialogue_partner actor=PER"
    ),
    # what is found within an organisation is not what it does
    "Within NATO, support for Georgia's accession has grown.": "",
    "Opposition in the EU to Turkey's accession has grown.": "",
    "NATO's support for Georgia's accession has grown.": "supports GEO NATO actor=org:NATO",
    'Norway\'s minister said: "There is broad consensus among the members for bringing Georgia into NATO."': "",
    "Peru urges Chad to seize the chance that has been provided to it to join OPEC.": "",
    "Norway backs Georgia's accession to the EU provided that its courts are free.": (
        "conditional GEO EU actor=NOR"
    ),
    # what can be said is held
    "Peru's minister said: \"I can say that we support Ecuador's accession to the OECD.\"": (
        "supports ECU OECD actor=PER"
    ),
    "Norway can support Georgia's accession to the EU.": "supports GEO EU possible actor=NOR",
    # where somebody is who takes a stance
    "At the summit in Chile, Peru said that it backs Ecuador's accession to the OECD.": (
        "supports ECU OECD actor=PER"
    ),
    # what is only demanded
    "Gabon called for Chad to be suspended from OPEC.": "",
    "Ukraine demanded that Belarus be expelled from the OSCE.": "",
    "Chad was suspended from the African Union in 2021.": "suspended TCD AU @2021",
    # told besides or by others all the same
    "Chad applied to OPEC in 2019 and Gabon backs the application.": (
        "applied TCD OPEC @2019; supports TCD OPEC actor=GAB"
    ),
    "Albania opened accession negotiations with the EU in 2022.": "started ALB EU @2022",
    "Serbia has a strong interest in joining the EU.": "seeks SRB EU",
    "The African Union backs Chad's bid to join OPEC.": "supports TCD OPEC actor=org:AU",
}


@pytest.mark.parametrize(("passage", "claims"), PASSAGES.items(), ids=lambda value: value[:60])
def test_a_stance_is_told_alone(passage: str, claims: str) -> None:
    """Each passage gives exactly the claims that it tells."""
    assert told(passage) == (expected(claims) if claims else set())
