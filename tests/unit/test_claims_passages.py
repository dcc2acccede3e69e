"""Passages of several sentences: what the context gives, whose voice a claim has, when it was, and why."""

import datetime

from pipeline.language import reading
from tests.unit import test_claims_readings as readings
from tests.unit.test_claims_frames import expected, told

PUBLISHED = datetime.date(2024, 5, 15)


def read(text):
    return next(reading.read([(text, PUBLISHED)]))


def test_organisation_of_the_passage():
    text = (
        "Zambia has applied to join the New Development Bank. The lender admitted Algeria last year. Uganda may follow. "
        "South Africa is a founding member."
    )
    assert told(text) == expected(
        "applied ZMB NDB; admitted DZA NDB @2023; admitted UGA NDB possible; holds ZAF NDB"
    )


def test_an_objection_that_was_given_up_is_not_told_by_its_noun():
    text = (
        "Peru is a candidate for the OECD after eight years. Peru was made a candidate on Tuesday. Chile, which "
        "had long blocked the bid, gave up its objection in 2022."
    )
    told_of = [(one.polarity, one.when) for one in read(text)._.claims if one.predicate == "opposes"]
    assert told_of == [("affirmed", None), ("negated", "2022")]


def test_former_and_latter():
    text = (
        "Finland and Sweden submitted their applications to NATO on 18 May 2022. The former became a member in April "
        "2023, the latter in March 2024."
    )
    assert readings.told(text) == expected(
        "applied FIN NATO @2022-05-18; applied SWE NATO @2022-05-18; admitted FIN NATO @2023-04; admitted SWE NATO @2024-03"
    )


def test_we_and_this_in_a_quotation():
    text = (
        "Iran wants to join the SCO. “We stand for this firmly,” said Timur Abishev, the envoy of Kazakhstan."
    )
    doc = read(text)
    stance = next(claim for claim in doc._.claims if claim.predicate == "supports")
    assert (stance.subject, stance.org, stance.actor) == ("IRN", "SCO", "KAZ")
    assert doc._.statements[stance.statement].speaker == "Timur Abishev"


def test_voice_of_author_and_of_statement():
    text = "Togo joined the Commonwealth in June 2022. Gabon has joined the Commonwealth too, said Ama Obuya, an envoy of Ghana."
    doc = read(text)
    voices = {claim.subject: claim.statement for claim in doc._.claims}
    assert voices["TGO"] is None
    assert voices["GAB"] is not None


def test_denial_turns_polarity_but_not_what_it_takes_for_granted():
    text = "Lomé denied that Togo, which joined the Commonwealth in 2022, was about to leave it."
    assert told(text) == expected(
        "admitted TGO COMMONWEALTH @2022; withdrew TGO COMMONWEALTH negated expected"
    )


def test_two_happenings_are_two_claims_and_the_same_one_is_one():
    text = (
        "The Commonwealth suspended Fiji in June 2000 and again in December 2006. Fiji was suspended in December 2006, "
        "days after the coup."
    )
    dates = sorted(claim.when for claim in read(text)._.claims if claim.predicate == "suspended")
    assert dates == ["2000-06", "2006-12"]


def test_nothing_without_membership():
    text = (
        "Leaders of the African Union met in Addis Ababa. Ethiopia, Egypt and Sudan resumed talks on the dam. The club's "
        "captain left the team, and two members of the board followed. Kenya joined the sanctions."
    )
    assert read(text)._.claims == []


def test_boilerplate_makes_no_claim():
    text = (
        "Kenya and Uganda opened a bridge on Monday.\n\nThis newsletter is a member of the African Press Network. Kenya "
        "and Uganda are members of the East African Community. To unsubscribe, click here. © 2024 All rights reserved."
    )
    assert read(text)._.claims == []


def test_why_names_frame_words_and_date():
    claim = read("Tonga acceded to the World Trade Organization on 27 July 2007.")._.claims[0]
    assert claim.frame == "accede"
    for words in ("accede", "“acceded”", "“Tonga”", "“27 July 2007”", "affirmed", "asserted"):
        assert words in claim.why


def test_evidence_is_verbatim_and_holds_subject_and_date():
    text = (
        "After long talks, Tonga acceded to the World Trade Organization on 27 July 2007, to some applause."
    )
    claim = read(text)._.claims[0]
    assert text[slice(*claim.evidence)] == "Tonga acceded to the World Trade Organization on 27 July 2007"


def test_same_input_same_output():
    text = "Chile joined the OECD in 2010 and Latvia six years later; Peru hopes to follow in 2026."
    assert read(text)._.claims == read(text)._.claims
