"""Wordings that a parse or a tag hides: clipped headlines, verbs taken for nouns, what hangs on another
word."""

import pytest

from tests.unit.test_claims_frames import expected, told

WORDINGS = {
    # suspended and back
    "Sudan remains suspended from the African Union.": "suspended SDN AU",
    "Arab League lets Egypt back in. The group had suspended Egypt in 1979.": (
        "reinstated EGY LAS; suspended EGY LAS @1979"
    ),
    "Fiji was readmitted to the Commonwealth, which had suspended it in 2009.": (
        "reinstated FJI COMMONWEALTH; suspended FJI COMMONWEALTH @2009"
    ),
    "Spain quit UNESCO in 1952. It was readmitted in May 1953.": (
        "withdrew ESP UNESCO @1952; admitted ESP UNESCO @1953-05"
    ),
    # negations beside the organisation or the plan
    "Norway is a member of neither the European Union nor OPEC.": "holds NOR EU negated; holds NOR OPEC negated",
    # attitudes
    "Peru would welcome Panama as a member of the Pacific Alliance.": "supports PAN PA actor=PER",
    # parties to a statute
    "Armenia became the 124th party to the Rome Statute in February 2024.": "admitted ARM ICC @2024-02",
    "Vietnam takes over the chair of ASEAN in January.": "",
    "Cyprus is a party to the dispute.": "",
    # organisations and papers
    "The African Union was granted a seat in the G20 in September 2023.": "admitted org:AU G20 @2023-09",
}


@pytest.mark.parametrize("text", WORDINGS)
def test_claims_of_wording(text):
    assert told(text) == (expected(WORDINGS[text]) if WORDINGS[text] else set())
