"""Sentences of many constructions and what they claim; `expected` and `told` are those of the frames'
examples."""

import pytest

from tests.unit.test_claims_frames import expected, told

SENTENCES = {
    # status nouns
    "Peru has been a member of APEC since November 1998.": "holds PER APEC @1998-11/..",
    "Malta is not a member of NATO.": "holds MLT NATO negated",
    "Serbia remains a candidate for membership of the European Union.": "holds SRB EU candidate",
    "Turkey, a NATO member since 1952, closed the straits.": "holds TUR NATO @1952/..",
    "Tonga, Fiji and Samoa are all members of the Pacific Islands Forum.": (
        "holds TON PIF; holds FJI PIF; holds WSM PIF"
    ),
    "The members of the Visegrad Group are Czechia, Hungary, Poland and Slovakia.": (
        "holds CZE VISEGRAD; holds HUN VISEGRAD; holds POL VISEGRAD; holds SVK VISEGRAD"
    ),
    "The four members of EFTA (Iceland, Liechtenstein, Norway and Switzerland) met in Bern.": (
        "holds ISL EFTA; holds LIE EFTA; holds NOR EFTA; holds CHE EFTA"
    ),
    "Sri Lanka became a dialogue partner of the SCO in 2010.": "admitted LKA SCO dialogue_partner @2010",
    "Neither Iceland nor Norway is a member of the European Union.": "holds ISL EU negated; holds NOR EU negated",
    "Mongolia, which is not a member of the SCO, sent its president.": "holds MNG SCO negated",
    "Jordan, Egypt and other members of the Arab League sent aid.": "holds JOR LAS; holds EGY LAS",
    "The EAEU, made up of Armenia, Belarus, Kazakhstan, Kyrgyzstan and Russia, lifted the tariff.": (
        "holds ARM EAEU; holds BLR EAEU; holds KAZ EAEU; holds KGZ EAEU; holds RUS EAEU"
    ),
    "Paraguay and Uruguay belong to Mercosur.": "holds PRY MERCOSUR; holds URY MERCOSUR",
    "Kiribati no longer belongs to the Pacific Islands Forum.": "holds KIR PIF negated",
    # joining
    "Eswatini joined the World Trade Organization on 1 January 1995.": "admitted SWZ WTO @1995-01-01",
    "Montenegro and North Macedonia have joined NATO.": "admitted MNE NATO; admitted MKD NATO",
    "Timor-Leste will join ASEAN in 2025.": "admitted TLS ASEAN expected @2025",
    "Timor-Leste is set to become the eleventh member of ASEAN in October 2025.": (
        "admitted TLS ASEAN expected @2025-10"
    ),
    "Kosovo has yet to be admitted to the Council of Europe.": "admitted XKX COE negated",
    "Georgia has never been admitted to NATO.": "admitted GEO NATO negated",
    "Sao Tome may join the WTO next year.": "admitted STP WTO possible @2025",
    "Comoros would be admitted to the WTO once its parliament ratified the package.": "admitted COM WTO conditional",
    "The African Union was admitted to the G20 in September 2023.": "admitted org:AU G20 @2023-09",
    "Croatia was admitted to the Schengen area on 1 January 2023.": "admitted HRV SCHENGEN @2023-01-01",
    # seeking, applying, declining
    "Bosnia wants to join the European Union.": "seeks BIH EU",
    "Bosnia wants to be admitted to NATO.": "seeks BIH NATO",
    "Bosnia hopes to join NATO in 2026.": "seeks BIH NATO; admitted BIH NATO hoped @2026",
    "Thailand formally applied to join the OECD in February.": "applied THA OECD @2024-02",
    "Thailand has submitted a formal application for BRICS membership.": "applied THA BRICS",
    "Algeria has not applied for membership of BRICS.": "applied DZA BRICS negated",
    "Algeria denied that it had applied to join BRICS.": "applied DZA BRICS negated",
    "Malaysia is considering joining BRICS.": "seeks MYS BRICS possible",
    "Iceland has ruled out joining the European Union.": "declines ISL EU",
    "Argentina withdrew its application to join BRICS in December 2023.": "declines ARG BRICS @2023-12",
    "Ireland does not want to join NATO.": "declines IRL NATO",
    "Ukraine's bid to join NATO was rejected in April 2008.": "rejected UKR NATO @2008-04",
    "Ireland does not want to leave the European Union.": "withdrew IRL EU negated hoped",
    "Hungary does not expect to join the euro area in 2027.": "admitted HUN EUROZONE negated expected @2027",
    # procedure
    "The European Union opened accession negotiations with Moldova in June 2024.": "started MDA EU expected @2024-06",
    "Accession talks with Albania began in July 2022; they are talks with the European Union.": (
        "started ALB EU @2022-07"
    ),
    "Turkey's parliament ratified Finland's accession to NATO on 30 March 2023.": (
        "ratified FIN NATO actor=TUR @2023-03-30"
    ),
    "Finland signed its accession protocol with NATO on 5 July 2022.": "signed FIN NATO @2022-07-05",
    "ASEAN has postponed a decision on the membership of Timor-Leste.": "deferred TLS ASEAN",
    "NATO invited Sweden to join in June 2022.": "invited SWE NATO @2022-06",
    "Finland was invited to join NATO in June 2022.": "invited FIN NATO @2022-06",
    # ending
    "Nicaragua withdrew from the Organization of American States in November 2023.": "withdrew NIC OAS @2023-11",
    "Ecuador announced that it would leave OPEC in January 2025.": "withdrew ECU OPEC expected @2025-01",
    "Mali, Burkina Faso and Niger have left ECOWAS.": "withdrew MLI ECOWAS; withdrew BFA ECOWAS; withdrew NER ECOWAS",
    "Gabon was suspended from the African Union in August 2023.": "suspended GAB AU @2023-08",
    "The Arab League suspended Syria's membership in November 2011.": "suspended SYR LAS @2011-11",
    "Syria, suspended from the Arab League since 2011, sent no delegate.": "suspended SYR LAS @2011/..",
    "Syria was readmitted to the Arab League in May 2023.": "admitted SYR LAS @2023-05",
    "ECOWAS has threatened to suspend Senegal.": "suspended SEN ECOWAS possible",
    "Hungary will not leave the European Union.": "withdrew HUN EU negated expected",
    "The Council of Europe expelled Russia.": "expelled RUS COE",
    # stances
    "Germany supports Ukraine's bid to join the European Union.": "supports UKR EU actor=DEU",
    "Hungary does not oppose Sweden's accession to NATO.": "opposes SWE NATO actor=HUN negated",
    "Greece objects to North Macedonia's entry into the European Union.": "opposes MKD EU actor=GRC",
    "Cyprus is blocking Turkey's accession talks with the European Union.": "opposes TUR EU actor=CYP",
    "Turkey would support Sweden's membership of NATO only if the activists were extradited.": (
        "conditional SWE NATO actor=TUR"
    ),
    "India has taken no position on Iran's bid to join the SCO.": "undecided IRN SCO actor=IND",
    "Moscow backs Tehran's bid for SCO membership.": "supports IRN SCO actor=RUS",
    "Russia wants Serbia to join the EAEU.": "supports SRB EAEU actor=RUS; admitted SRB EAEU hoped",
    # nothing
    "Leaders of the SCO met in Astana on Thursday and discussed trade.": "",
    "Brazil's exports to the European Union rose last year.": "",
    "The minister sits on the board of a Baltic shipping forum, of which he is a member.": "",
    "Norway joined the sanctions of the European Union.": "",
    "Kenya left the summit of the African Union early.": "",
    "Members of parliament in Kenya rejected the budget of the African Union.": "",
    "Ethiopia applied for a loan from the International Monetary Fund.": "",
    "The European Union admitted that the sanctions had failed.": "",
    "Chile suspended flights to Peru, the Pacific Alliance said.": "",
    "The envoy of Japan to ASEAN left Jakarta on Friday.": "",
    "Spain supports the European Union's plan for Gaza.": "",
    "The footballer joined the club from Portugal in 2019, the UN agency's magazine wrote.": "",
    "Iran's bid was among the topics that Oman discussed with the SCO.": "",
}


@pytest.mark.parametrize(("text", "claims"), SENTENCES.items(), ids=list(SENTENCES))
def test_sentence(text, claims):
    assert told(text) == (expected(claims) if claims else set())
