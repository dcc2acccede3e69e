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
    # whom somebody is ready to let in, and who is only named in the condition
    "Kenya and Uganda applied to the Arab League. Oman is ready to admit Kenya once Nairobi and Kampala agree.": (
        "applied KEN LAS; applied UGA LAS; conditional KEN LAS actor=OMN"
    ),
    # whom somebody is against over another's bid
    "Chad applied to OPEC. Gabon opposes the bid, yet Togo was not ready to oppose Gabon over it.": (
        "applied TCD OPEC; opposes TCD OPEC actor=GAB"
    ),
    # what somebody wants others to be given, what others hold of it, what becomes of it
    "NATO met. The quarrel was about Serbia and Moldova. Canada wanted to give both a membership action plan. "
    "Spain and Italy opposed it, and a decision was put off until May.": (
        "supports SRB NATO actor=CAN; supports MDA NATO actor=CAN; opposes SRB NATO actor=ESP; "
        "opposes MDA NATO actor=ESP; opposes SRB NATO actor=ITA; opposes MDA NATO actor=ITA; "
        "deferred SRB NATO; deferred MDA NATO"
    ),
    "The EU met in Sofia. Italy supports candidate status for Kosovo. Cyprus opposed it, and the vote was postponed.": (
        "supports XKX EU candidate actor=ITA; opposes XKX EU candidate actor=CYP; deferred XKX EU candidate"
    ),
    "Peru applied to OPEC. Chile wants to give Peru a harbour. A decision on the budget was put off.": (
        "applied PER OPEC"
    ),
    # such a move, either of two, who is kept out
    "Tonga is considering an application to the Commonwealth. Kenya supports such a move.": (
        "seeks TON COMMONWEALTH possible; supports TON COMMONWEALTH actor=KEN"
    ),
    "Chad and Togo applied to the CPTPP. Japan supports Chad's bid. Peru has not decided on either.": (
        "applied TCD CPTPP; applied TGO CPTPP; supports TCD CPTPP actor=JPN; "
        "undecided TCD CPTPP actor=PER; undecided TGO CPTPP actor=PER"
    ),
    "Chad and Togo applied to the CPTPP. Peru has decided on a date.": "applied TCD CPTPP; applied TGO CPTPP",
    "Nepal applied to join BRICS. India keeps Nepal out.": "applied NPL BRICS; opposes NPL BRICS actor=IND",
    # the status that others were just told of, unless another is named
    "BRICS invited Chad and Togo to become partners of the group. Benin was left out. Brazil blocked the Beninese "
    "bid, although Russia supports it.": (
        "invited TCD BRICS partner; invited TGO BRICS partner; opposes BEN BRICS partner actor=BRA; "
        "supports BEN BRICS partner actor=RUS"
    ),
    "BRICS invited Chad and Togo to become partners of the group. Brazil blocked Benin's bid to become a member.": (
        "invited TCD BRICS partner; invited TGO BRICS partner; opposes BEN BRICS actor=BRA"
    ),
    "Sri Lanka is an observer of SAARC. China applied to SAARC. Bhutan opposes the request.": (
        "holds LKA SAARC observer; applied CHN SAARC; opposes CHN SAARC actor=BTN"
    ),
    # who only says it, who is only named before
    "Fiji joined OPEC on Monday, Kenya, which chairs the group this year, announced.": "admitted FJI OPEC @2024-05-13",
    "Serbia and Moldova lead the race for the EU: Albania expects to become a member in 2028.": (
        "admitted ALB EU expected @2028"
    ),
    # people of a state who are invited are so to a meeting
    "Laos, whose generals were not invited, is a member of ASEAN.": "holds LAO ASEAN",
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
