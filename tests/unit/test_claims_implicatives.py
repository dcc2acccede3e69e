"""What governs a verb says whether it was done: implicative verbs do, readiness, rights and aims do not; and one state may be told
of two statuses in one sentence."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

NOT_SAID_TO_BE_DONE = (
    "Ghana is ready to {} the World Trade Organization.",
    "Ghana is eligible to {} the World Trade Organization.",
    "Ghana is too poor to {} the World Trade Organization.",
    "Ghana has the right to {} the World Trade Organization.",
    "Ghana missed its chance to {} the World Trade Organization.",
    "Ghana is under pressure to {} the World Trade Organization.",
    "Ghana was kept from {}ing the World Trade Organization.",
    "Ghana came close to {}ing the World Trade Organization.",
    "Ghana is on the verge of {}ing the World Trade Organization.",
    "Ghana is on the path to {}ing the World Trade Organization.",
    "Ghana took a step towards {}ing the World Trade Organization.",
    "Ghana held talks about {}ing the World Trade Organization.",
    "Ghana postponed {}ing the World Trade Organization.",
    "Ghana almost {}ed the World Trade Organization.",
)
DONE = (
    "Ghana managed to {} the World Trade Organization.",
    "Ghana was forced to {} the World Trade Organization.",
    "Ghana was the last country to {} the World Trade Organization.",
    "Ghana has grown richer since {}ing the World Trade Organization.",
    "Ghana is said to have {}ed the World Trade Organization.",
)
SENTENCES = {
    "Ghana is required to join the World Trade Organization.": "admitted GHA WTO expected",
    # what a body resolves to do to somebody is done, what somebody resolves for himself is expected
    "The African Union voted to suspend Guinea.": "suspended GIN AU",
    "Gabon decided to leave OPEC.": "withdrew GAB OPEC expected",
    "NATO is ready to invite Georgia to join.": "",
    "The envoy called for the suspension of Guinea from the African Union.": "",
    "The envoy fears the expulsion of Guinea from the African Union.": "",
    "The European Union decided to open accession talks with Georgia.": "started GEO EU expected",
    "Haiti left the Commonwealth in 1999, only to rejoin it in 2004.": (
        "withdrew HTI COMMONWEALTH @1999; admitted HTI COMMONWEALTH @2004"
    ),
    # two statuses
    "Samoa, which became an observer in 2002, was admitted as the eleventh member of ASEAN in May 2015.": (
        "admitted WSM ASEAN observer @2002; admitted WSM ASEAN @2015-05"
    ),
    "Tajikistan is not a member of the Eurasian Economic Union but has been an observer since May 2020.": (
        "holds TJK EAEU negated; holds TJK EAEU observer @2020-05/.."
    ),
    "Kuwait is a dialogue partner of the SCO, but not a member.": (
        "holds KWT SCO dialogue_partner; holds KWT SCO negated"
    ),
    "Aruba is an associate member, not a full member, of CARICOM.": "holds ABW CARICOM associate",
    "Canada is a member of NATO and a partner of ASEAN.": "holds CAN NATO",
    "Denmark is an EU member but not an EAEU member.": "holds DNK EU; holds DNK EAEU negated",
    "Qatar, a GCC member and SCO dialogue partner, hosted the talks.": (
        "holds QAT GCC; holds QAT SCO dialogue_partner"
    ),
    "Jordan is a would-be member of the OECD.": "",
    # one of a row, whoever that may be
    "The next to join NATO may be Georgia.": "admitted GEO NATO possible",
    "The first country to leave OPEC will be Gabon.": "withdrew GAB OPEC expected",
    "The last to join CARICOM was Haiti.": "admitted HTI CARICOM",
    "Palestine is an observer and not a member of the UN.": "holds PSE UN observer; holds PSE UN negated",
    # what was let be done, and what somebody may do
    "Syria was allowed to return to the Arab League in May 2023.": "admitted SYR LAS @2023-05",
    "Kosovo is allowed to join the Council of Europe.": "",
    "Kosovo was disappointed not to be admitted to the Council of Europe in 2023.": "admitted XKX COE negated @2023",
    "The possible withdrawal of Togo from ECOWAS worries traders.": "",
    # what somebody is no longer, not yet or not in truth
    "Georgia is a former member of the CIS.": "",
    "Kuwait behaves like a member of the European Union.": "",
    "Ghana is close to accession to the World Trade Organization.": "",
    "Would-be EU member Georgia held an election.": "",
    "Once a member of the Warsaw Pact, Hungary is now in NATO.": "holds HUN NATO",
    "Ireland, one of several EU members that do not recognise Palestine, sent an envoy.": "holds IRL EU",
    "The General Assembly upgraded the Palestinians to an observer state in 2012.": "admitted PSE UN observer @2012",
    # a subject of the next clause is in no list with the organisation
    "Oman is an observer in the Shanghai Cooperation Organisation, and Qatar is a dialogue partner.": (
        "holds OMN SCO observer; holds QAT SCO dialogue_partner"
    ),
}


@pytest.mark.parametrize("sentence", NOT_SAID_TO_BE_DONE)
def test_what_is_not_said_to_be_done_is_no_accession(sentence: str) -> None:
    assert not [claim for claim in told(sentence.format("join")) if claim[0] == "admitted"]


@pytest.mark.parametrize("sentence", DONE)
def test_what_is_said_to_be_done_is_an_accession(sentence: str) -> None:
    assert expected("admitted GHA WTO") <= told(sentence.format("join"))


@pytest.mark.parametrize(("sentence", "claims"), SENTENCES.items(), ids=lambda value: value[:60])
def test_sentences(sentence: str, claims: str) -> None:
    assert told(sentence) == (expected(claims) if claims else set())


@pytest.mark.parametrize(
    "sentence",
    [
        "Thailand became the biggest exporter of rice to the European Union.",
        "Iceland became the safest country in the world, a UN report says.",
        "Jordan was granted a loan by the European Union.",
        "Chile joined the case before the International Criminal Court.",
    ],
)
def test_what_is_got_or_joined_is_a_thing(sentence: str) -> None:
    assert not [claim for claim in told(sentence) if claim[0] == "admitted"]
