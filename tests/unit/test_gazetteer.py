"""Names of states, organisations, outlets and places, in context."""

import datetime
import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.names.gazetteer import link
from pipeline.language.names.introductions import introductions
from pipeline.language.reading import parse, prepare
from pipeline.language.text.phrase_table import Phrases, words

DAY = datetime.date(2024, 5, 15)

# Sentence, then 'words=entity' for each mention; a place is written 'words@state'.
NAMED = [
    # States
    ("Côte d\u2019Ivoire and Cabo Verde signed.", "Côte d'Ivoire=CIV Cabo Verde=CPV"),
    (
        "Equatorial Guinea, Guinea-Bissau, Papua New Guinea and Guinea signed.",
        "Equatorial Guinea=GNQ Guinea-Bissau=GNB Papua New Guinea=PNG Guinea=GIN",
    ),
    ("Ireland and Northern Ireland share a border.", "Ireland=IRL"),
    ("North and South Korea signed with So. Africa.", "North=PRK South Korea=KOR So. Africa=ZAF"),
    ("N. Zealand and Papua N. Guinea signed.", "N. Zealand=NZL Papua N. Guinea=PNG"),
    ("Snow fell in the north and South Korea signed.", "South Korea=KOR"),
    ("Syrian Kurds and Bosnian Serbs met pro-Russian and German-speaking groups.", ""),
    ("France's former colonies and Soviet successor states met Chinese allies.", ""),
    ("France's former minister met a Chinese ally.", "France=FRA Chinese=CHN"),
    ("She spoke in Savannah, Georgia, on Monday.", ""),
    ("The former Yugoslav republic of Macedonia applied.", "former Yugoslav republic of Macedonia=MKD"),
    ("Congo and Rwanda signed; Kinshasa asked for time.", "Congo=COD Rwanda=RWA Kinshasa=COD"),
    ("Brazzaville said that Congo would stay.", "Brazzaville=COG Congo=COG"),
    (
        "The Dominican Republic waits; Haiti opposes Dominican membership.",
        "Dominican Republic=DOM Haiti=HTI Dominican=DOM",
    ),
    ("BRASILIA BACKS PERU'S BID", "BRASILIA=BRA PERU=PER"),
    ("Swiss and Norwegian envoys met the Swedes.", "Swiss=CHE Norwegian=NOR Swedes=SWE"),
    # Organisations, with dots, hyphens, possessives, brackets
    ("Iran's S.C.O. bid pleased the U.N.", "Iran=IRN S.C.O.=org:SCO U.N.=org:UN"),
    ("An EU-wide ban hit non-NATO states.", "EU=org:EU NATO=org:NATO"),
    (
        "The Shanghai Cooperation Organization (S.C.O.) met.",
        "Shanghai Cooperation Organization (S.C.O.)=org:SCO",
    ),
    ("OPEC+ and OPEC met.", "OPEC+=org:OPEC+ OPEC=org:OPEC"),
    (
        "The Eurasian Economic Union (EEU) grew; Armenia joined the EEU.",
        "Eurasian Economic Union (EEU)=org:EAEU Armenia=ARM EEU=org:EAEU",
    ),
    (
        "The Lake Chad Basin Commission (LCBC) admitted Libya. The LCBC met.",
        "Lake Chad Basin Commission (LCBC)=org:LCBC Libya=LBY LCBC=org:LCBC",
    ),
    ("The Workers' Solidarity Council (WSC) marched.", ""),
    ("The River Press Alliance (RPA) prints papers. Readers like the RPA.", ""),
    (
        "Georgia left the Commonwealth of Independent States; Ukraine never ratified the Commonwealth's charter.",
        "Georgia=GEO Commonwealth of Independent States=org:CIS Ukraine=UKR Commonwealth=org:CIS",
    ),
    ("Gabon joined the Commonwealth.", "Gabon=GAB Commonwealth=org:COMMONWEALTH"),
    # Capitals as governments and as places
    ("Moscow backs Tehran's bid.", "Moscow=RUS Tehran=IRN"),
    ("Talks with Jakarta failed.", "Jakarta=IDN"),
    ("The leaders met in Astana.", "Astana@KAZ"),
    ("He flew from Ottawa to Paris.", "Ottawa@CAN Paris@FRA"),
    ("A diplomat from Tashkent agreed.", "Tashkent=UZB"),
    ("A trader from Nairobi agreed.", "Nairobi@KEN"),
    ("The government in London agreed.", "London=GBR"),
    ("He told the Vienna daily Ringstrasse so.", "Vienna@AUT"),
    ("A Vienna-based analyst agreed.", "Vienna@AUT"),
    ("Pro-Moscow parties won.", "Moscow=RUS"),
    ("ADDIS ABABA, 3 May (Nile Wire) - Egypt agreed.", "ADDIS ABABA@ETH Egypt=EGY"),
    ("Paris's objection was noted in the streets of Paris.", "Paris=FRA Paris@FRA"),
    ("Belgrade, which had waited, agreed.", "Belgrade=SRB"),
    ("The EU answered, and Brussels now waits.", "EU=org:EU Brussels=org:EU"),
    ("Welcome to Algiers. He spoke in Algiers, Algeria.", "Algiers@DZA Algiers@DZA Algeria=DZA"),
    ("Embassy Prague moved on Monday.", "Prague@CZE"),
    # Wrong friends
    ("Michael Jordan ran. Jordan was tired.", ""),
    ("Jordan's minister said that Amman would wait.", "Jordan=JOR Amman=JOR"),
    ("Voters in Atlanta, Georgia, queued.", ""),
    ("Georgia applied, and Tbilisi waits.", "Georgia=GEO Tbilisi=GEO"),
    ("A farmer near Lebanon, Ohio, sold up.", ""),
    ("Turkey breeders fear a poor Thanksgiving.", ""),
    ("Chad Mercer rowed down the Niger River.", ""),
    ("Air France flew over the South China Sea to New Mexico.", ""),
    ("The Jordan Times wrote that Jordan had applied.", "Jordan Times=outlet:jordan-times Jordan=JOR"),
    ("The Bosnian Serb leader spoke.", ""),
    ("It cost 20 million euro.", ""),
    ("A common currency was discussed.", ""),
    ("NOBODY KNOWS WHO WILL JOIN", ""),
    # Points of the compass in short, names with a comma, official names that begin like another's
    (
        "N. Korea and S Sudan wrote to Eq. Guinea; N. Ireland did not.",
        "N. Korea=PRK S Sudan=SSD Eq. Guinea=GNQ",
    ),
    ("St Kitts & Nevis and NZ wrote.", "St Kitts & Nevis=KNA NZ=NZL"),
    ("Hong Kong (China) has signed.", "Hong Kong=HKG"),
    ("Macao, China has signed.", "Macao, China=MAC"),
    ("Hong Kong, China and Japan have signed.", "Hong Kong=HKG China=CHN Japan=JPN"),
    ("China, Hong Kong, China, and Japan have signed.", "China=CHN Hong Kong, China=HKG Japan=JPN"),
    ("The Commonwealth of the Bahamas has signed.", "Commonwealth of the Bahamas=BHS"),
    ("The Commonwealth of Virginia has signed.", ""),
    # Another Georgia, as words beside the name tell, whatever else the brief is on
    ("Georgia's governor spoke on NATO. Georgia waits.", "NATO=org:NATO"),
    ("Senator Ann Quay of Georgia spoke on NATO.", "NATO=org:NATO"),
    ("Ann Quay of Georgia, a Republican, spoke on NATO.", "NATO=org:NATO"),
    ("The U.S. state of Georgia and Texas wrote to NATO.", "NATO=org:NATO"),
    ("Georgia Republicans met in Tbilisi with Georgian friends.", "Georgia=GEO Tbilisi@GEO Georgian=GEO"),
    # Polities, parts and groups that are named after a state
    ("The Pskov People's Republic wrote to the CSTO.", "CSTO=org:CSTO"),
    ("The Mexican state of Jalisco and Northern Mali wrote.", ""),
    ("Former Soviet republics and ex-French colonies joined.", ""),
    ("Countries of the former Soviet Union and former Warsaw Pact members joined.", ""),
    ("The People's Republic of Quayland wrote.", ""),
    ("British Overseas Territories and ex-Soviet-bloc states joined.", ""),
    ("A former French president met the Soviet Union's envoy.", "French=FRA Soviet Union=RUS"),
    ("It hopes for Euro-Atlantic integration.", ""),
    # What is only named after an organisation or is a body of one
    ("The NATO Quick Reaction Force met the US-ASEAN Business Institute.", "US=USA"),
    ("The UN Security Council met.", "UN Security Council=org:UN"),
    # Codes that are words count where the name is told
    ("A 3G network was built.", ""),
    ("The Global Governance Group (3G) met; the 3G agreed.", "Global Governance Group (3G)=org:3G 3G=org:3G"),
]


@functools.cache
def docs():
    return list(parse(prepare(sentence, DAY) for sentence, _ in NAMED))


@pytest.mark.parametrize("index", range(len(NAMED)), ids=[sentence for sentence, _ in NAMED])
def test_who_is_named(index):
    doc = docs()[index]
    found = [
        f"{doc.text[m.start : m.end]}{'@' if m.kind == 'place' else '='}{m.country if m.kind == 'place' else m.entity}"
        for m in link(doc)
    ]
    assert " ".join(found) == NAMED[index][1].replace("\u2019", "'")


def test_mentions_do_not_overlap():
    for doc in docs():
        mentions = link(doc)
        assert all(a.end <= b.start for a, b in zip(mentions, mentions[1:], strict=False))


def test_a_name_is_introduced_only_by_its_own_letters():
    text = (
        "The Forum of Small Island States (FOSIS) and the ministry (MFA) met the Union of River Ports (URP)."
    )
    assert [(i.name, i.short) for i in introductions(text)] == [
        ("Forum of Small Island States", "FOSIS"),
        ("Union of River Ports", "URP"),
    ]


def test_the_longest_phrase_counts_and_commas_part_phrases():
    table = Phrases()
    table.add("New Guinea", 1)
    table.add("Papua New Guinea", 2)
    text = "Papua New Guinea, Papua, New Guinea and papua new guinea"
    assert [(m.entries, text[m.start : m.end]) for m in table.matches(text)] == [
        ((2,), "Papua New Guinea"),
        ((1,), "New Guinea"),
    ]


@given(
    st.lists(st.text(alphabet="abcA .-'", min_size=1, max_size=8), max_size=5),
    st.text(alphabet="abcA .-',", max_size=60),
)
def test_phrases_are_found_in_order_and_apart(phrases, text):
    table = Phrases()
    for phrase in phrases:
        table.add(phrase, phrase, fold_case=True)
    end = 0
    for match in table.matches(text):
        assert end <= match.start < match.end
        end = match.end
        keys = [word.key for word in words(text[match.start : match.end])]
        assert all([word.key for word in words(entry)] == keys for entry in match.entries)


@pytest.mark.parametrize(
    ("day", "code"), [("1987-03-17", "SUN"), ("1991-12-25", "SUN"), ("2004-05-01", "RUS")]
)
def test_a_dissolved_state_is_meant_in_its_days_alone(day, code):
    text, day = "Moscow and the Soviet Union asked for seats.", datetime.date.fromisoformat(day)
    doc = next(iter(parse([prepare(text, day)])))
    assert {mention.entity for mention in link(doc) if mention.entity} == {code}
