"""Clauses that leave out what they tell, and take up what was told before them."""

import pytest

from pipeline.language.dates.calendar import period_of
from pipeline.language.dates.expressions import distance_to
from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

ECHOES = {
    # 'not' alone, and the parse may see no verb before a date of its own
    "Samoa belongs to the Commonwealth but not to the OECD.": "holds WSM COMMONWEALTH; holds WSM OECD negated",
    "Iraq is a member of OPEC and not of the WTO.": "holds IRQ OPEC; holds IRQ WTO negated",
    "Bolivia applied to Mercosur in 2012, but not to the OECD.": "applied BOL MERCOSUR @2012; applied BOL OECD negated",
    "The EAC opened accession talks with Somalia but not with Malawi and Zambia.": (
        "started SOM EAC; started MWI EAC negated; started ZMB EAC negated"
    ),
    "The OECD opened accession discussions with Chile in May 2007 and with Estonia in June 2008.": (
        "started CHL OECD @2007-05; started EST OECD @2008-06"
    ),
    # an auxiliary stands for the verb
    "Zambia has belonged to the African Union since 1963, as has Malawi.": "holds ZMB AU @1963/..; holds MWI AU @1963/..",
    "Tunisia applied for membership of BRICS in 2023; so did Kuwait.": "applied TUN BRICS @2023; applied KWT BRICS @2023",
    "Benin belongs to the OIF, as do Togo and Niger; Kenya sent an envoy.": "holds BEN OIF; holds TGO OIF; holds NER OIF",
    "The Maldives rejoined the Commonwealth in 2020, as the Gambia had in 2018.": (
        "admitted MDV COMMONWEALTH @2020; admitted GMB COMMONWEALTH @2018"
    ),
    "Bahrain left the Arab League in 2011, as Oman had done three years earlier.": (
        "withdrew BHR LAS @2011; withdrew OMN LAS @2008"
    ),
    "Vietnam is seeking membership of the OECD. Thailand is, too.": "seeks VNM OECD; seeks THA OECD",
    # what came of what was to come, and what happened to others before
    "Bhutan said in 2019 that it would leave SAARC; it never did.": "withdrew BTN SAARC expected; withdrew BTN SAARC negated",
    "Malta would leave the OECD, as Chile did in 1998.": "withdrew MLT OECD expected; withdrew CHL OECD @1998",
    "Togo and Benin left the OIF; Gabon never did.": "withdrew TGO OIF; withdrew BEN OIF; withdrew GAB OIF negated",
    # it denies, or no longer
    "Togo and Benin belong to ECOWAS. Chad does not, nor does Gabon.": (
        "holds TGO ECOWAS; holds BEN ECOWAS; holds TCD ECOWAS negated; holds GAB ECOWAS negated"
    ),
    "Cuba has never applied to the OECD, nor has Haiti.": "applied CUB OECD negated; applied HTI OECD negated",
    "Fiji is not a member of ASEAN. Neither is Tonga.": "holds FJI ASEAN negated; holds TON ASEAN negated",
    "Ghana and Togo have joined the OECD. Benin, which is poorer, has not.": (
        "admitted GHA OECD; admitted TGO OECD; admitted BEN OECD negated"
    ),
    "Tunisia left BRICS in May; Kuwait, also under pressure, did not.": (
        "withdrew TUN BRICS @2024-05; withdrew KWT BRICS negated"
    ),
    "Ireland does not belong to NATO, but Iceland does.": "holds IRL NATO negated; holds ISL NATO",
    "Tonga will join the WTO in June. Nauru will not.": "admitted TON WTO expected @2024-06; admitted NRU WTO negated expected",
    # in a relative clause it is of the noun that this hangs on
    "Bolivia is a Mercosur member, unlike Panama, which is not.": "holds BOL MERCOSUR; holds PAN MERCOSUR negated",
    "Oman is not in OPEC, unlike Kuwait, which is.": "holds OMN OPEC negated; holds KWT OPEC",
    "Botswana is in the SACU; Malawi, which is not, has joined the WTO.": (
        "holds BWA SACU; holds MWI SACU negated; admitted MWI WTO"
    ),
    "Qatar left OPEC, unlike Gabon, which did not.": "withdrew QAT OPEC; withdrew GAB OPEC negated",
    "Benin and Togo are in ECOWAS, unlike Gabon and Angola, which are not.": (
        "holds BEN ECOWAS; holds TGO ECOWAS; holds GAB ECOWAS negated; holds AGO ECOWAS negated"
    ),
    # who acts, and the organisation
    "Vietnam opposes Taiwan's entry into APEC, and so does Laos.": "opposes TWN APEC actor=VNM; opposes TWN APEC actor=LAO",
    "Sudan remains suspended from the African Union, as does Gabon.": "suspended SDN AU; suspended GAB AU",
    "Spain's parliament has ratified Bosnia's accession to NATO; Portugal's has not.": (
        "ratified BIH NATO actor=ESP; ratified BIH NATO negated actor=PRT"
    ),
    "Hungary opposes the accession of Serbia to the EU, and so does Slovakia.": (
        "opposes SRB EU actor=HUN; opposes SRB EU actor=SVK"
    ),
    "Norway supports Kosovo's bid to join the Council of Europe. Cyprus does not.": (
        "supports XKX COE actor=NOR; supports XKX COE negated actor=CYP"
    ),
    "ECOWAS suspended Guinea in September 2021, as did the African Union.": (
        "suspended GIN ECOWAS @2021-09; suspended GIN AU @2021-09"
    ),
    # halves with a date of their own
    "The OECD refused to admit Haiti in 2009, the WTO in 2012.": "rejected HTI OECD @2009; rejected HTI WTO @2012",
    "The Arab League suspended Libya in February 2011, the African Union in 2013.": (
        "suspended LBY LAS @2011-02; suspended LBY AU @2013"
    ),
    "Estonia was admitted to the Council of Europe in May 1993, Latvia in February 1995.": (
        "admitted EST COE @1993-05; admitted LVA COE @1995-02"
    ),
    "Latvia joined the EU in 2004 and the OECD in 2016.": "admitted LVA EU @2004; admitted LVA OECD @2016",
    "Chad quit the ICC in May 2019. Gabon left in June 2020, Togo in July 2021.": (
        "withdrew TCD ICC @2019-05; withdrew GAB ICC @2020-06; withdrew TGO ICC @2021-07"
    ),
    "Chile joined the OECD in 2010 and Latvia six years later.": "admitted CHL OECD @2010; admitted LVA OECD @2016",
    "Latvia acceded to the OECD in 2016, Lithuania in 2018 and Colombia in 2020.": (
        "admitted LVA OECD @2016; admitted LTU OECD @2018; admitted COL OECD @2020"
    ),
    "Haiti was suspended by the OAS in 2004 and by the CARICOM a year later.": (
        "suspended HTI OAS @2004; suspended HTI CARICOM @2005"
    ),
    "Jordan acceded to the WTO in 2000, Nepal and Cambodia in 2004.": (
        "admitted JOR WTO @2000; admitted NPL WTO @2004; admitted KHM WTO @2004"
    ),
    "Norway had left EFTA by 1995, as Iceland did in 1997.": "withdrew NOR EFTA @../1995; withdrew ISL EFTA @1997",
    # halves that are so far from what they take up
    "Samoa joined the WTO on 10 May 2012, twelve days after Vanuatu.": "admitted WSM WTO @2012-05-10; admitted VUT WTO @2012-04-28",
    "Jordan became an observer of the OSCE in 1998, five years after Egypt.": (
        "admitted JOR OSCE observer @1998; admitted EGY OSCE observer @1993"
    ),
    "Bhutan acceded to SAARC in 1985, two decades before Afghanistan.": "admitted BTN SAARC @1985; admitted AFG SAARC @2005",
    "Croatia entered the Schengen area in 2023, two weeks after Slovenia.": "admitted HRV SCHENGEN @2023; admitted SVN SCHENGEN",
}
SILENT = {
    # what is taken up is nothing of the kind
    "Ghana spoke at the African Union summit, as did Togo.": "",
    "Kenya is a member of the EAC and exported more tea, as did Uganda.": "holds KEN EAC",
    "Chad belongs to the African Union, and its leaders drink tea, as do Niger and Mali.": "holds TCD AU",
    "Jordan joined the WTO in 2000. Oman trades with it, as does Yemen.": "admitted JOR WTO @2000",
    "Norway, a NATO member, sent aid in May, as did Sweden.": "holds NOR NATO",
    # no state does so, or it has a verb of its own
    "Chad joined the African Union in 1963, and so did prices rise.": "admitted TCD AU @1963",
    "Nepal joined the WTO in 2004, nor does it matter who came next.": "admitted NPL WTO @2004",
    "India is a member of BRICS, and the summit was long, as was Brazil's speech.": "holds IND BRICS",
    "Egypt joined BRICS in January 2024, two years after the Cairo summit.": "admitted EGY BRICS @2024-01",
    "Egypt joined BRICS in January 2024, two years after Ethiopia's war.": "admitted EGY BRICS @2024-01",
    # asked, or on a condition
    "Is Iceland a member of the EU? Norway is not.": "",
    "Did Togo join the Commonwealth? Gabon did.": "",
    # what is said beside the name in such a clause is of nobody before it
    "Vietnam agreed, as did Bolivia, a Mercosur member.": "holds BOL MERCOSUR",
    "Gabon voted for it, as did Fiji, a Commonwealth member.": "holds FJI COMMONWEALTH",
    # it shares its complement with another, or has it behind an aside
    "Malta belongs to the EU. Norway is not, and will not become, a member of OPEC.": (
        "holds MLT EU; admitted NOR OPEC negated expected"
    ),
    "Oman belongs to the Arab League. Tonga is also, since 2016, a member of the WTO.": "holds OMN LAS; holds TON WTO @2016/..",
    # somebody else than whom is told of
    "Vietnam, unlike Bhutan, belongs to ASEAN.": "holds VNM ASEAN",
    "Iceland, unlike Ireland and Malta, is not a member of the EU.": "holds ISL EU negated",
    "Fiji is in the WTO, unlike Nauru, which is a member of the Commonwealth.": "holds FJI WTO; holds NRU COMMONWEALTH",
    # what another relative clause has is what it is about
    "Chile is a member of the OECD. The seat, which Peru has not, is costly.": "holds CHL OECD",
    # denied, though the denial stands apart
    "Norway is not, the premier said, a member of OPEC.": "",
    # a half behind another preposition than what it would stand for
    "Chad signed the accession treaty with the African Union in 2001 and with Mali in 2004.": "signed TCD AU @2001",
    # a date of another clause
    "The AU suspended Mali in 2020, and the bank opened in Bamako in June, Niamey in July.": "suspended MLI AU @2020",
}


@pytest.mark.parametrize(("text", "claims"), ECHOES.items(), ids=lambda value: value[:60])
def test_a_clause_without_what_it_tells_takes_up_what_was_told(text: str, claims: str) -> None:
    assert told(text) == expected(claims)


@pytest.mark.parametrize(("text", "claims"), SILENT.items(), ids=lambda value: value[:60])
def test_a_clause_takes_up_nothing_else(text: str, claims: str) -> None:
    assert told(text) == (expected(claims) if claims else set())


def test_a_distance_is_counted_from_what_it_is_told_of() -> None:
    assert distance_to("three months after") == (3, "month")
    assert distance_to("a year before") == (-1, "year")
    assert distance_to("in May 2010") is None


@pytest.mark.parametrize("edtf", ["2010", "2010-05", "2010-05-31"])
def test_a_point_in_edtf_is_a_period(edtf: str) -> None:
    period = period_of(edtf)
    assert period is not None
    assert period.edtf() == edtf


@pytest.mark.parametrize("edtf", ["2010/..", "../2010", "2010/2012"])
def test_an_interval_is_no_point(edtf: str) -> None:
    assert period_of(edtf) is None
