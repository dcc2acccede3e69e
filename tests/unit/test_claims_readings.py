"""What a whole reading makes of sentences whose words mislead: each kind in a few wordings."""

import datetime
import operator

import pytest

from pipeline.language import reading
from tests.unit.test_claims_frames import expected

# What `expected` has of a claim.
FIELDS = operator.attrgetter("predicate", "subject", "org", "status", "actor", "polarity", "modality", "when")
PUBLISHED = datetime.date(2024, 5, 15)
KINDS = {
    "favour on a condition": {
        "Croatia would favour Serbia's admission to the EU only after the missing are found.": "conditional SRB EU actor=HRV",
        "Belgium and Greece favour accession of Serbia to the EU only after the missing are found.": (
            "conditional SRB EU actor=BEL; conditional SRB EU actor=GRC"
        ),
        "Denmark is ready to support Ukraine's accession to the EU as long as the farm rules are kept.": "conditional UKR EU actor=DNK",
        "Peru would support Ecuador's admission to the Pacific Alliance as soon as it signs a trade deal.": "conditional ECU PA actor=PER",
        "India will endorse Saudi Arabia's membership of BRICS on condition that oil is traded in rupees.": "conditional SAU BRICS actor=IND",
        "Germany will support Norway's membership of the EU if it decides to apply.": "supports NOR EU actor=DEU",
        "Croatia will oppose Serbia's accession to the EU even if the war crimes are tried.": "opposes SRB EU actor=HRV",
        "Romania has backed Moldova's accession to the EU as long as anyone can remember.": "supports MDA EU actor=ROU",
        "Norway supports Iceland's accession to the EU if Icelanders want it.": "supports ISL EU actor=NOR",
        "Estonia will vote for Kosovo's admission to the Council of Europe if its voters choose it.": "supports XKX COE actor=EST",
        "Estonia will back Albania's admission to the EU if a constitutional court decides that the treaty is sound.": (
            "conditional ALB EU actor=EST"
        ),
    },
    "nothing against it": {
        "Ireland has nothing against Turkey's accession to the EU.": "opposes TUR EU negated actor=IRL",
        "Latvia applied to the OECD. Hungary is against it; Chile has nothing against Riga.": (
            "applied LVA OECD; opposes LVA OECD actor=HUN; opposes LVA OECD negated actor=CHL"
        ),
        "Oman has never had anything against Yemen's admission to the GCC.": "opposes YEM GCC negated actor=OMN",
        "Tanzania sees no reason to oppose Somalia's accession to the East African Community.": "opposes SOM EAC negated actor=TZA",
        "Croatia has no intention of opposing Serbia's entry into the EU.": "opposes SRB EU negated actor=HRV",
        "Hungary's objections to Ukraine's accession to the EU have been overcome.": "opposes UKR EU negated actor=HUN",
        "Hungary's objections to Ukraine's accession to the EU must be overcome first.": "opposes UKR EU actor=HUN",
        "Greece has lifted its veto on North Macedonia's accession to NATO.": "opposes MKD NATO negated actor=GRC",
        "Greek objections to Albania's accession to the EU have been overcome.": "opposes ALB EU negated actor=GRC",
    },
    "a denial that stands off": {
        "Serbia is neither a member nor a partner of NATO.": "holds SRB NATO negated; holds SRB NATO partner negated",
        "Chad is neither a full member nor an observer in the Arab League.": (
            "holds TCD LAS negated; holds TCD LAS observer negated"
        ),
        "Serbia and Bosnia, neither of which is in NATO, signed the letter.": "holds SRB NATO negated; holds BIH NATO negated",
        "Hungary has not so far ratified Finland's accession to NATO.": "ratified FIN NATO negated actor=HUN",
        "Mali has not as yet left the African Union.": "withdrew MLI AU negated",
        "Sudan was not among the states invited to join BRICS.": "invited SDN BRICS negated",
        "Sudan was among the states invited to join BRICS.": "invited SDN BRICS",
        "Croatia's objection to Serbia's accession to the EU has been withdrawn.": "opposes SRB EU negated actor=HRV",
        "Croatia's objection to Serbia's accession to the EU has not been withdrawn.": "opposes SRB EU actor=HRV",
        "Burundi cancelled its withdrawal from the International Criminal Court.": "",
        "Mexico reversed its decision to leave the OECD.": "",
        "Georgia has not announced its withdrawal from the CIS.": "withdrew GEO CIS negated",
        "Mexico rejected reports that it would leave the OECD.": "",
        "Poland dismissed claims that it would leave the EU.": "",
        "Ireland, which is in the EU but not in NATO, stayed away.": "holds IRL EU; holds IRL NATO negated",
        "Albania and Turkey are members of NATO but not of the EU.": (
            "holds ALB NATO; holds TUR NATO; holds ALB EU negated; holds TUR EU negated"
        ),
        "Hungary ratified Finland's accession to NATO but not Sweden's.": (
            "ratified FIN NATO actor=HUN; ratified SWE NATO negated actor=HUN"
        ),
        "Niger, not Benin, was suspended from the African Union.": (
            "suspended NER AU; suspended BEN AU negated"
        ),
        "Guinea, and not only Benin, was suspended from the African Union.": "suspended GIN AU; suspended BEN AU",
        "Spain will not support Kosovo's membership of the EU.": "supports XKX EU negated actor=ESP",
        "Chad has not only joined the Arab League but signed its charter.": "admitted TCD LAS; signed TCD LAS",
    },
    "an objection that stands": {
        "Greece has not lifted its veto on North Macedonia's accession to NATO.": "opposes MKD NATO actor=GRC",
        "Bulgaria refuses to drop its objection to Albania's accession to the EU.": "opposes ALB EU actor=BGR",
        "Croatia never withdrew its objections to Serbia's accession to the EU.": "opposes SRB EU actor=HRV",
    },
    "favour that is gone": {
        "Support for Turkey's accession to the EU has evaporated.": "",
        "France's backing for Turkey's accession to the EU has faded.": "",
        "Argentina's interest in joining BRICS has waned.": "",
        "France's backing for Turkey's accession to the EU has not faded.": "supports TUR EU actor=FRA",
    },
    "doubts of others": {
        "Finland's foreign minister said: “The allies’ doubts about Georgia’s accession to NATO have faded.”": "",
        "Lithuania's minister said: “All objections to Montenegro’s accession to the EU have been overcome.”": "",
        "“Some members’ objections to Kosovo’s admission to the Council of Europe are well known,” Albania's minister said.": (
            "opposes XKX COE actor=Some members"
        ),
    },
    "what is asked": {
        "Asked if Slovakia would veto Ukraine's accession to the EU, the prime minister said: “No.”": "",
        "Questioned about whether Croatia opposed Serbia's entry into the EU, the minister smiled.": "",
        "Asked about the possibility of Greece vetoing Albania's accession to the EU, the spokesman said no.": "",
        "Bolivia has yet to decide whether to join BRICS.": "",
        "Peru is undecided about backing Ecuador's admission to the Pacific Alliance.": "",
    },
    "what is said of what was asked": {
        "Asked about Ukraine's accession to the EU, the Polish premier said that Warsaw would veto it.": "opposes UKR EU actor=POL",
        "Asked about Serbia's plan to join the EU, the Croatian minister said Zagreb was against it.": "opposes SRB EU actor=HRV",
        "Asked whether Timor-Leste would join ASEAN, the Thai minister said that Thailand would support it.": (
            "supports TLS ASEAN actor=THA"
        ),
    },
    "what is not wanted": {
        "Uganda has no plans to block Ethiopia's accession to the East African Community.": "opposes ETH EAC negated actor=UGA",
        "The envoy would not say if Jordan had applied to join BRICS.": "",
        "Gabon seeks admission to the Commonwealth by leaving the franc behind.": "seeks GAB COMMONWEALTH",
    },
    "another body": {
        "Togo has asked to join the Meridian Forum, and Benin wants to join the Commonwealth.": "seeks BEN COMMONWEALTH",
        "Zambia became a member of the Victoria Club, officials of the SADC said.": "",
        "Norway, a NATO ally, joined the Artemis Accords last week.": "holds NOR NATO",
    },
    "a body of the organisation": {
        "Malta and Ghana sat among the members of the UN Security Council last year.": "",
        "Japan is a non-permanent member of the U.N. Security Council, as is Malta.": "",
        "Benin and Laos have been members of the WHO's Executive Board since 2019.": "",
        "Moldova handed its application for EU membership to the European Commission.": "applied MDA EU",
        "Gabon and Chad are two of ECOWAS's Member States.": "holds GAB ECOWAS; holds TCD ECOWAS",
    },
    "a part of the organisation": {
        "Spain stayed out of NATO's military structure and joined it in 1999.": "",
        "Romania left the Warsaw office of the OSCE and rejoined it in 2010.": "",
        "Norway left the EU's carbon market and later returned to it.": "",
        "Greece returned to the military wing of NATO in October 1980.": "",
        "Gabon quit OPEC in 1995 and returned to it in 2016.": "withdrew GAB OPEC @1995; admitted GAB OPEC @2016",
    },
    "a seat in a figure of speech": {
        "Georgia has won a seat at the NATO table.": "",
        "Poland has taken its place at the heart of the EU.": "",
        "Pakistan won a seat on the UN Security Council in June.": "",
        "Kuwait took its seat in the United Nations in May 1963.": "admitted KWT UN @1963-05",
        "Slovakia blocked Kosovo's admission to the Council of Europe from its seat at the top table.": "opposes XKX COE actor=SVK",
    },
    "each with its own organisation": {
        "Malaysia has applied to join BRICS, and Vietnam has asked to join the CPTPP.": "applied MYS BRICS; applied VNM CPTPP",
        "Gabon and Togo joined the Commonwealth in 2022, after Rwanda had joined the East African Community in 2007.": (
            "admitted GAB COMMONWEALTH @2022; admitted TGO COMMONWEALTH @2022; admitted RWA EAC @2007"
        ),
        "Israel joined the OECD in 2010, whatever Latvia said of NATO.": "admitted ISR OECD @2010",
    },
    "what states are besides": {
        "Three former Portuguese colonies, Angola, Mozambique and Cape Verde, joined the African Union in 1975.": (
            "admitted AGO AU @1975; admitted MOZ AU @1975; admitted CPV AU @1975"
        ),
        "Three Baltic states, Estonia, Latvia and Lithuania, joined NATO in 2004.": (
            "admitted EST NATO @2004; admitted LVA NATO @2004; admitted LTU NATO @2004"
        ),
        "Two Gulf monarchies, Kuwait and Bahrain, want to join BRICS.": "seeks KWT BRICS; seeks BHR BRICS",
    },
    "partners": {
        "BRICS has invited Uganda and Cuba to become partner countries.": "invited UGA BRICS partner; invited CUB BRICS partner",
        "Armenia was invited to become an observer of the SCO.": "invited ARM SCO observer",
        "Thailand's bid for partnership with BRICS was welcomed by Russia.": "supports THA BRICS partner actor=RUS",
        "BRICS admitted Egypt, and a bank in Cairo made a bid for partnership with Ghana.": "admitted EGY BRICS",
        "Algeria was invited to join BRICS while its oil firm became a partner of a Turkish bank.": "invited DZA BRICS",
        "Tunisia, a Major Non-NATO Ally since 2015, buys American arms.": "",
        "Qatar is a major non-NATO ally; Kuwait is another Major non-NATO Ally.": "",
    },
    "what looks like a list": {
        "The president of Norway wrote to the president of Iceland. As founding members of NATO, we share the northern seas.": (
            "holds NOR NATO; holds ISL NATO"
        ),
        "Fiji and Tonga are old friends. As fellow members of the Pacific Islands Forum, our two countries speak with one voice.": (
            "holds FJI PIF; holds TON PIF"
        ),
        "The African Union suspended Gabon and Niger on Thursday, a week after Sudan, and Guinea on Friday.": (
            "suspended GAB AU @2024-05-09; suspended NER AU @2024-05-09; suspended GIN AU @2024-05-10; "
            "suspended SDN AU @2024-04-29/2024-05-05"
        ),
        "Ukraine and Moldova applied to join the EU on Monday, and Georgia on Tuesday.": (
            "applied UKR EU @2024-05-13; applied MDA EU @2024-05-13; applied GEO EU @2024-05-14"
        ),
    },
    "whom a verb has as its object": {
        "Oman and Yemen applied to OPEC. Iraq opposed Yemen, which sides with Egypt.": (
            "applied OMN OPEC; applied YEM OPEC; opposes YEM OPEC actor=IRQ"
        ),
        "The African Union suspended Gabon on Thursday, a day after Chad had closed its border.": "suspended GAB AU @2024-05-09",
    },
    "a bid given up twice": {
        "Switzerland suspended its EU application in 1992 and withdrew it in 2016.": "declines CHE EU @1992; declines CHE EU @2016",
        "Argentina submitted its application to BRICS in 2022 and withdrew it in 2023.": "applied ARG BRICS @2022; declines ARG BRICS @2023",
    },
}
CASES = [(text, claims) for cases in KINDS.values() for text, claims in cases.items()]


def told(text: str) -> set[tuple]:
    """The claims of a text as tuples."""
    (doc,) = reading.read([(text, PUBLISHED, None)])
    return set(map(FIELDS, doc._.claims))


@pytest.mark.parametrize(("text", "claims"), CASES, ids=[text for text, _ in CASES])
def test_reading(text, claims):
    assert told(text) == (expected(claims) if claims else set())
