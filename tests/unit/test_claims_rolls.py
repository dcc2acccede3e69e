"""Plain sentences that name everything: lists of members, asides, what is told of several organisations, and what only looks like
it."""

import datetime

import pytest

from pipeline.language import reading
from tests.unit.test_claims_frames import expected

PUBLISHED = datetime.date(2024, 5, 15)

PLAIN = {
    # lists of those in an organisation
    "SAARC has three observers today: Iran, Mauritius and Myanmar.": (
        "holds IRN SAARC observer; holds MUS SAARC observer; holds MMR SAARC observer"
    ),
    "The Andean Community counts two associate members outside the region: Panama and Spain.": (
        "holds PAN CAN associate; holds ESP CAN associate"
    ),
    "Two states are suspended from ECOWAS at present: Guinea and Togo.": (
        "suspended GIN ECOWAS; suspended TGO ECOWAS"
    ),
    "Of the ten members of ASEAN, Laos and Vietnam have no party but one.": "holds LAO ASEAN; holds VNM ASEAN",
    "Of SADC's members, four, among them Angola and Zambia, export copper.": "holds AGO SADC; holds ZMB SADC",
    "Two of the five states of the East African Community, Burundi and Rwanda, have ratified the charter.": (
        "holds BDI EAC; holds RWA EAC"
    ),
    "The candidate countries of the EU include Albania and Montenegro.": (
        "holds ALB EU candidate; holds MNE EU candidate"
    ),
    # asides, and a second organisation
    "OPEC's youngest member, Gabon, pumps little.": "holds GAB OPEC",
    "The newest member of the Commonwealth, Togo, speaks French.": "holds TGO COMMONWEALTH",
    "Panama is a member of the OAS and also an observer in the Pacific Alliance.": (
        "holds PAN OAS; holds PAN PA observer"
    ),
    "Serbia has been an OSCE member since 2000 and an EU candidate since 2012.": (
        "holds SRB OSCE @2000/..; holds SRB EU candidate @2012/.."
    ),
    "Samoa and Tonga, two members of the Pacific Islands Forum, sent boats.": "holds WSM PIF; holds TON PIF",
    "Chad, Mali and Sudan, all of them members of the African Union, lie in the Sahel.": (
        "holds TCD AU; holds MLI AU; holds SDN AU"
    ),
    # what a state is called before or behind its name
    "NATO newcomer Finland bought radars.": "holds FIN NATO",
    "The talks were opened by the EFTA states Iceland and Norway.": "holds ISL EFTA; holds NOR EFTA",
    "ECOWAS countries Togo and Benin closed their borders.": "holds TGO ECOWAS; holds BEN ECOWAS",
    "OPEC giant Iraq sold more oil.": "holds IRQ OPEC",
    "EU hopeful Albania paved the road.": "seeks ALB EU",
    "Oman, a GCC member and SCO dialogue partner, mediates.": "holds OMN GCC; holds OMN SCO dialogue_partner",
    # what is denied, open or yet to come
    "Qatar has not rejoined OPEC.": "admitted QAT OPEC negated",
    "Honduras had never returned to ALBA before.": "admitted HND ALBA negated",
    "Ministers could not agree on Kosovo's admission to Interpol.": "deferred XKX INTERPOL",
    "The two sides failed to reach a consensus on the admission of Sudan to the East African Community.": (
        "deferred SDN EAC"
    ),
    "The admission of Palau to the OECD is planned for next year.": "admitted PLW OECD expected @2025",
    "Gabon's departure from OPEC takes effect in July.": "withdrew GAB OPEC expected @2024-07",
    # whom one wants in, and whose neighbour one is
    "Rome and Athens want Serbia in the European Union.": (
        "supports SRB EU actor=ITA; supports SRB EU actor=GRC"
    ),
    "Chile's neighbour Peru is not in Mercosur.": "holds PER MERCOSUR negated",
    "The countries that make up the Andean Community are Bolivia and Peru.": "holds BOL CAN; holds PER CAN",
    # whom a pronoun means where the verb looks like a noun
    "Ghana borders Togo. The country joined ECOWAS in 1975.": "admitted GHA ECOWAS @1975",
    "Kenya trades with Uganda. It is a member of the Commonwealth.": "holds KEN COMMONWEALTH",
}
NOTHING = (
    "It was sent to the neighbours of ASEAN, among them Japan and India.",
    "Former members of the Commonwealth, among them Ireland, sent wreaths.",
    "Non-EU countries Norway and Iceland take part.",
    # states by what else they are to it
    "The states bordering the EU are Moldova and Ukraine.",
    # lists of others
    "ASEAN has two giant neighbours: China and India.",
    "Mercosur's main customers are China, Egypt and Vietnam.",
    "The EU's biggest trading partners include China and Turkey.",
    "NATO keeps stores in three countries: Italy, Norway and Poland.",
    "EU neighbour Belarus closed the road.",
    "Goods from two countries outside the EU, Norway and Iceland, are free of duty.",
    "The EU's poorest neighbour, Moldova, buys its gas in Romania.",
    "Kenya and Uganda, both suppliers of the WHO, raised prices.",
    # what is told of a plain noun by its clause alone, and who is only named
    "The only state that did not vote in the OAS was Peru.",
    "Chad and Mali were named by the African Union.",
    # what somebody becomes or enters that is no place
    "Norway became the EU's largest supplier of gas.",
    "Peru entered the OECD's league table in 2019.",
    "Malawi won a seat on the board of UNESCO.",
    "Jordan suspended its participation in NATO's exercises.",
    # agreements, talks and texts on another matter
    "Kenya signed a trade agreement with the European Union in December.",
    "Egypt opened negotiations with the World Bank.",
    "Ireland opposes the EU's deal with Mercosur.",
    "Chad's accession to the convention on mines was welcomed by the African Union.",
    "The suspension of flights to Niger was lifted by ECOWAS.",
    # what is not said of those excepted, and a past of another thing
    "All the islands except Malta and Cyprus are members of the pact, the OECD said.",
    "Kenya has not returned to the talks of the African Union.",
)


def claims_of(text: str) -> set[tuple]:
    """The claims that are read out of a text, as tuples."""
    return {
        (
            one.predicate,
            one.subject,
            one.org,
            one.status,
            one.actor,
            one.polarity,
            one.modality,
            one.when,
        )
        for one in next(reading.read([(text, PUBLISHED, None)]))._.claims
    }


@pytest.mark.parametrize("text", PLAIN)
def test_plain_sentence(text):
    assert claims_of(text) == expected(PLAIN[text])


@pytest.mark.parametrize("text", NOTHING)
def test_tells_nothing(text):
    assert claims_of(text) == set()
