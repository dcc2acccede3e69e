"""Pronouns and phrases mean the state or organisation that a careful reader takes them for."""

import datetime
import functools
import re

import pytest

from pipeline.language.reading import parse, prepare, read_on

DAY = datetime.date(2024, 5, 15)
BEFORE = ("statusquo_gazetteer", "statusquo_dates", "statusquo_persons", "statusquo_references")

# Sentences that nobody is named in, more than a group is looked for.
DAYS = " ".join(f"Rain fell on day {number}." for number in range(2, 14))
# Text, the phrase (its last occurrence), whom it means: a code, several codes for a group, None for nobody.
MEANT = [
    # Organisations by a noun
    ("Kenya hopes to join BRICS. The bloc will decide in October.", "The bloc", "org:BRICS"),
    ("Finland joined NATO last year. Sweden entered the alliance this spring.", "the alliance", "org:NATO"),
    (
        "Timor-Leste has applied to ASEAN. The 10-nation grouping has not replied.",
        "The 10-nation grouping",
        "org:ASEAN",
    ),
    ("Gabon left OPEC in 1995. It came back to the cartel in 2016.", "the cartel", "org:OPEC"),
    ("The African Union met in Lusaka. Morocco returned to the Union in 2017.", "the Union", "org:AU"),
    ("The Council of Europe met on Monday. Kosovo hopes to join the Council.", "the Council", "org:COE"),
    # that of which one named is a part
    (
        "Malta adopted the euro and entered the Schengen area. It had joined the Union in 2004.",
        "the Union",
        "org:EU",
    ),
    ("The Eurogroup met on Monday. Bulgaria wants to enter the Forum.", "the Forum", None),
    (
        "The SCO and the UN signed a memorandum. Belarus wants to join the Abuja-based organisation.",
        "the Abuja-based organisation",
        "org:ECOWAS",
    ),
    (
        "Ministers of the Pacific Islands Forum met in Suva. Nauru said it would stay in the Forum.",
        "the Forum",
        "org:PIF",
    ),
    ("Peru asked the World Bank for a loan. The lender agreed.", "The lender", "org:WB"),
    (
        "The Lake Chad Basin Commission (LCBC) admitted Libya. Egypt wants to join the commission too.",
        "the commission",
        "org:LCBC",
    ),
    ("Zambia asked the IMF for help. The group of ministers met in Lusaka.", "The group", None),
    ("The EU opened talks with Moldova. Georgia fears that a new bloc will exclude it.", "a new bloc", None),
    (
        "Tunisia belongs to the African Union and the Arab League. Both blocs have backed its request.",
        "Both blocs",
        "org:AU org:LAS",
    ),
    (
        "Moldova has left the CIS. It still belongs to the Black Sea club.",
        "the Black Sea club",
        "org:BSEC",
    ),
    (
        "ECOWAS was set up in 1975. Togo looks rather to the AU. Morocco returned to that organisation in 2017.",
        "that organisation",
        "org:AU",
    ),
    (
        "The Southern African Development Community met COMESA. Burundi wants to join the southern bloc.",
        "the southern bloc",
        "org:SADC",
    ),
    (
        "The Commonwealth and ECOWAS met. Gabon went over to the English-speaking family.",
        "the English-speaking family",
        "org:COMMONWEALTH",
    ),
    ("NATO and the G20 met. Envoys wait for the southern bloc.", "the southern bloc", None),
    ("BRICS and the G20 met. Egypt joined the younger grouping.", "the younger grouping", "org:BRICS"),
    (
        "CICA and the SCO met. Qatar is a dialogue partner of the grouping.",
        "the grouping",
        "org:SCO",
    ),
    ("The SCO met in May. Envoys came to the Shanghai body.", "the Shanghai body", "org:SCO"),
    (
        "The East African Community met. "
        + DAYS
        + " The COMESA court sat. Chad likes the Arusha-based organisation.",
        "the Arusha-based organisation",
        "org:EAC",
    ),
    (
        "Bulgaria entered the currency union. It has belonged to the European Union since 2007. Fiji left the Union.",
        "the Union",
        "org:EU",
    ),
    ("NATO met. Chad honours the 2017 treaty.", "the 2017 treaty", None),
    ("NATO met. Troops left the buffer zone.", "the buffer zone", None),
    # Organisations by their seat
    ("The East African Community met. Ethiopia has never applied to Arusha.", "Arusha", "org:EAC"),
    ("ASEAN met in Bali. Fiji has been knocking at Jakarta's door.", "Jakarta", "org:ASEAN"),
    ("The Black Sea Economic Cooperation met. Two bids have been lying in Istanbul.", "Istanbul", "org:BSEC"),
    ("ASEAN met in Bali. A house burnt in Jakarta.", "Jakarta", None),
    ("Kenya met Ethiopia. Chad applied to Addis Ababa for help.", "Addis Ababa", None),
    (
        "The Commonwealth and the International Maritime Organization met. Chad applied to London.",
        "London",
        None,
    ),
    # States by a noun
    ("Bermuda is an associate of CARICOM. The island is considering full membership.", "The island", "BMU"),
    ("Jordan asked the GCC for membership. The kingdom has waited for years.", "The kingdom", "JOR"),
    (
        "Finland applied together with Turkey's blessing. The Nordic country shares a border with Russia.",
        "The Nordic country",
        "FIN",
    ),
    ("Russia opposes Georgia's bid. The country applied to the EU in 2022.", "The country", "GEO"),
    (
        "Greece vetoed the invitation of North Macedonia; the country joined only in 2020.",
        "the country",
        "MKD",
    ),
    ("Togo left. Kenya said that the West African state would be missed.", "the West African state", "TGO"),
    ("Albania is a candidate. The first country to join was Croatia.", "The first country", None),
    ("Papua New Guinea, the eastern neighbour, sends observers there.", "the eastern neighbour", None),
    (
        "In Harare many were glad. The government wants to return to the Commonwealth.",
        "The government",
        "ZWE",
    ),
    ("The government in London wants a vote on the CPTPP.", "The government", "GBR"),
    # Singular pronouns, by what the verb wants
    ("Somalia signed the treaty of the East African Community. It will join in June.", "It", "SOM"),
    ("Somalia applied to the East African Community. It was founded in 1967.", "It", "org:EAC"),
    ("Serbia wants to join the EU, but it has not met the criteria.", "it", "SRB"),
    ("Ecuador left OPEC because it could not cut output.", "it", "ECU"),
    ("Russia is not a member of the OECD. It applied in 1996.", "It", "RUS"),
    ("Mali left ECOWAS, and Guinea may leave it as well.", "it", "org:ECOWAS"),
    ("It is said that Andorra will apply to the EU.", "It", None),
    ("It was announced after the meeting of the GCC that Yemen must wait.", "It", None),
    ("Bulgaria supports North Macedonia, but Greece is blocking its admission.", "its", "MKD"),
    ("ASEAN admitted Laos, but its members could not agree on Cambodia.", "its", "org:ASEAN"),
    ("Iceland gave up its bid in 2015.", "its", "ISL"),
    ("Indonesia suspended its participation in OPEC in 2009 and suspended it again in 2016.", "it", None),
    ("Russia, which applied in 1996, was turned down by the OECD.", "which", "RUS"),
    ("Armenia left the CSTO, to which it had belonged since 1992.", "which", "org:CSTO"),
    # Plural pronouns and groups
    (
        "Gabon, Chad and Niger met in Lomé. " + DAYS + " Guests cheered the trio.",
        "the trio",
        "GAB TCD NER",
    ),
    (
        "Gabon, Chad and Niger met in Lomé, as did Peru, Cuba and Fiji. "
        + DAYS
        + " Guests cheered the trio.",
        "the trio",
        None,
    ),
    (
        "Mali, Niger and Burkina Faso left ECOWAS. The three formed a bloc of their own.",
        "The three",
        "MLI NER BFA",
    ),
    ("Mali, Niger and Burkina Faso left ECOWAS. They had been suspended before.", "They", "MLI NER BFA"),
    ("Finland and Sweden applied in May. Both were invited in July.", "Both", "FIN SWE"),
    ("Malta and Cyprus, both members of the Commonwealth, do not belong to NATO.", "both", "MLT CYP"),
    (
        "India and Pakistan joined in 2017. The two South Asian rivals barely speak.",
        "The two South Asian rivals",
        "IND PAK",
    ),
    (
        "BRICS invited Egypt, Argentina, Iran, Ethiopia, the United Arab Emirates and Saudi Arabia. The six will join in January.",
        "The six",
        "EGY ARG IRN ETH ARE SAU",
    ),
    (
        "BRICS invited Argentina, Egypt and Ethiopia. None of the three has replied.",
        "the three",
        "ARG EGY ETH",
    ),
    (
        "Chile applied in May, Peru in June and Ecuador in July. The three hope for talks.",
        "The three",
        "CHL PER ECU",
    ),
    (
        "Ukraine and Georgia were promised in 2008 that they would join NATO. Neither has been admitted.",
        "Neither",
        "UKR GEO",
    ),
    ("The pact links Peru, Chile and Mexico. All three belong to APEC.", "All three", "PER CHL MEX"),
    (
        "Bulgaria belongs to the eurozone and the Schengen area. Croatia joined the former in 2023.",
        "the former",
        "org:EUROZONE",
    ),
    (
        "Bulgaria belongs to the eurozone and the Schengen area. Croatia joined the latter in 2023.",
        "the latter",
        "org:SCHENGEN",
    ),
    (
        "Kenya, Uganda and Rwanda were asked to ratify. Kenya agreed, but the others want more time.",
        "the others",
        "UGA RWA",
    ),
    (
        "The seven are Brunei, Indonesia, Malaysia, the Philippines, Singapore, Thailand and Vietnam.",
        "The seven",
        "BRN IDN MYS PHL SGP THA VNM",
    ),
    ("Washington and the European Union differ: both oppose the entry of Burma.", "both", "USA org:EU"),
    ("Saudi Arabia and Bahrain support both candidates.", "both candidates", None),
    ("The talks lasted three days. The three months before had been worse.", "The three months", None),
    (
        "The EU met on Monday. Envoys told the international community to wait.",
        "the international community",
        None,
    ),
    ("The UN met on Monday. Prices fell when the stock market closed.", "the stock market", None),
    ("The UN met on Monday. Norland calls the armed group a threat.", "the armed group", None),
    ("Norway and Iceland met. Ministers of the ASEAN nations did not come.", "the ASEAN nations", None),
    ("Norway and Iceland met. The matter must be settled both at home and abroad.", "both", None),
    ("Norway grew. It is a strong signal.", "It", None),
    (
        "Norway and Iceland met. The trade between our two countries has grown.",
        "our two countries",
        "NOR ISL",
    ),
    ("Norway's day is today. Iceland greets Norway. As NATO Allies, we stand together.", "we", "NOR ISL"),
    ("Norway's day is today. Iceland greets Norway. We are both members of EFTA.", "We", "NOR ISL"),
    ("Norway's day is today. Iceland greets Norway. As a neighbour, we stand ready.", "we", None),
    ("The UN met. The Quay Energy Council agreed. The Council will meet again.", "The Council", None),
    ("The UN met. The BRICS trade bloc agreed. It backs the BRICS trade bloc.", "the BRICS trade bloc", None),
    ("The EU condemned Norway for its raids.", "its", "NOR"),
    ("Fiji greets the EU, which celebrates its first day.", "its", "org:EU"),
    ("Norway and Iceland met. The miners sold their coal.", "their", None),
    ("Norway and Iceland met. They agree both bilaterally and in talks.", "both", None),
    ("Norway, Iceland and Fiji, which sit as observers, have no vote.", "which", "NOR ISL FJI"),
    ("Norway, Iceland and Fiji, which sits as an observer, have no vote.", "which", "FJI"),
    ("The SCO was once the Shanghai Five. The Warsaw Pact is no more. The bloc grew.", "The bloc", "org:SCO"),
    # Which state
    ("Gabon was admitted in Rwanda. So was Togo. Both remain silent.", "Both", "GAB TGO"),
    (
        "Gabon was admitted at the summit in Rwanda. Fiji waved to the host country.",
        "the host country",
        "RWA",
    ),
    ("Gabon was admitted by Chad. Fiji waved to the host country.", "the host country", None),
    (
        "Angola left. The others are Chad, Mali and Niger. Rain fell. The country is calm.",
        "The country",
        "AGO",
    ),
    ("Somalia applied. Kenya agreed; Tanzania says the country must wait.", "the country", "SOM"),
    ("Ghana, Togo and Benin were praised. The country has a new flag.", "The country", None),
    ("Gabon's new president came; his country is happy.", "his country", "GAB"),
    ("Fiji's minister met Peru's president. His country is happy.", "His country", "FJI"),
    (
        "Chad won. " + DAYS + " Oman cheered. " + DAYS + " Guests praised the sultanate.",
        "the sultanate",
        "OMN",
    ),
    ("Chad and Oman won. Brunei cheered. " + DAYS + " Guests praised the sultanate.", "the sultanate", None),
    ("Zambia grew in May. Chad cheered. The Zambian economy is small.", "The Zambian economy", None),
    ("Chad joined. Chad is glad. Fiji waved.\n\nThe country has a flag.", "The country", "TCD"),
    ("Peru waved. Peru won. The Senate heard that Fiji and the Government agree.", "the Government", "PER"),
    ("Peru won. Fiji thanked the Government and people of Benin.", "the Government", "BEN"),
    ("A Bulgarian spokesman said that his country would agree.", "his country", "BGR"),
    ("Bulgaria won. A poet said that his country would agree.", "his country", None),
    ("The Chadian people defend their country.", "their country", "TCD"),
    ("The United States helps the people of Chad as they defend their country.", "their country", "TCD"),
    ("Norwegians slept. People love their country.", "their country", None),
    (
        "Kosovo's Council of Europe bid failed. The Council of Europe met. Fiji sits in the Council.",
        "the Council",
        "org:COE",
    ),
    # Which of them
    ("Chad and Gabon waved. Mali thanked neither of them.", "them", "TCD GAB"),
    (
        "Chad, Gabon and Mali, none of which has a seat in the bank, met.",
        "which",
        "TCD GAB MLI",
    ),
    ("Chad and Gabon applied. Fiji objects to the former, Rome to the latter.", "the former", "TCD"),
    ("Peru left in 1970 and Chile in 1980; the former came back.", "the former", "PER"),
    ("Peru left in 1970 and Chile in 1980; the former came back, the latter in 1999.", "the latter", "CHL"),
    ("Kenya spoke with Uganda about Rwanda. The latter kept silent.", "The latter", None),
    (
        "Kosovo applied. Three states, Spain, Greece and Cyprus, do not know the country.",
        "the country",
        "XKX",
    ),
    ("Algeria and Egypt opposed Morocco's bid. Both opposed its return to the Union.", "its", "MAR"),
    # What somebody is in
    ("The Commonwealth has 56 members. Mozambique and Rwanda are in it.", "it", "org:COMMONWEALTH"),
    ("The report has nine pages. Norway and Iceland are in it.", "it", None),
    (
        "The euro area met the European Union. Norway is in it, outside the Union.",
        "it",
        "org:EUROZONE",
    ),
    ("Kuwait holds talks with the GCC. It keeps its chair in OPEC.", "It", "KWT"),
    ("Kuwait holds talks with the GCC. It has been in OPEC since 1960.", "It", "KWT"),
    ("The summit of ASEAN was put off. It took place in May.", "It", None),
    ("Ecuador aspires to membership of the Pacific Alliance. It has never applied for it.", "it", "org:PA"),
    # Somebody's country
    (
        "Nana Kobalia, Georgia's deputy foreign minister, said that her country would wait.",
        "her country",
        "GEO",
    ),
    (
        "The rulers of Mali and Niger said that their countries were leaving ECOWAS.",
        "their countries",
        "MLI NER",
    ),
]


@functools.cache
def docs():
    return [read_on(doc, BEFORE) for doc in parse(prepare(text, DAY) for text, _, _ in MEANT)]


@pytest.mark.parametrize(
    "index", range(len(MEANT)), ids=[f"{phrase} | {text}"[:90] for text, phrase, _ in MEANT]
)
def test_who_is_meant(index):
    text, phrase, meant = MEANT[index]
    start = [match.start() for match in re.finditer(rf"\b{re.escape(phrase)}\b", text)][-1]
    found = [
        m
        for m in docs()[index]._.mentions
        if m.start == start and m.linked_by == "anaphora" and m.kind != "person"
    ]
    codes = {" ".join(m.members) or m.entity for m in found if m.end == start + len(phrase)}
    if meant is None:
        assert not found
    else:
        assert codes == {meant}


def test_groups_have_members_and_single_references_an_entity():
    for doc in docs():
        for mention in doc._.mentions:
            if mention.linked_by == "anaphora" and mention.kind in {"state", "organisation", "group"}:
                assert bool(mention.members) != bool(mention.entity)
                assert (mention.kind == "group") == bool(mention.members)


def test_mentions_are_in_text_order_and_name_their_place():
    for doc in docs():
        spans = [(mention.start, mention.end) for mention in doc._.mentions]
        assert spans == sorted(spans)
        assert all(doc.text[start:end].strip() == doc.text[start:end] != "" for start, end in spans)
