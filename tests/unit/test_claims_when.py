"""The day of a claim: by clause, counted from another, in turn, and not known where it is another's."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

DATED = {
    # counted from the date before
    "Ghana returned to OPEC in 2019, six years after it had left.": "admitted GHA OPEC @2019; withdrew GHA OPEC @2013",
    "Tonga rejoined the WTO on 4 May 2020, thirty-one years after leaving it.": (
        "admitted TON WTO @2020-05-04; withdrew TON WTO @1989"
    ),
    "Latvia joined the OECD on 1 July 2016, twelve years to the day after joining the EU.": (
        "admitted LVA OECD @2016-07-01; admitted LVA EU @2004-07-01"
    ),
    # what happened then
    "Norway stayed in EFTA until May 1998, when it left.": "withdrew NOR EFTA @1998-05",
    "Austria left EFTA when it entered the EU in 1995.": "withdrew AUT EFTA @1995; admitted AUT EU @1995",
    # in turn
    "Ghana and Benin joined the OECD in 2019 and 2021.": "admitted GHA OECD @2019; admitted BEN OECD @2021",
    "Mali and Niger have been suspended from ECOWAS since June 2020 and July 2023.": (
        "suspended MLI ECOWAS @2020-06/..; suspended NER ECOWAS @2023-07/.."
    ),
    # the last of all
    "Nobody has left the EU since Britain in 2020.": "withdrew GBR EU @2020",
    "The Commonwealth recalled the suspension decided against Fiji in May 2009.": "suspended FJI COMMONWEALTH @2009-05",
    # how what a noun names came about
    "The secretariat noted the departure of Kenya from OPEC, which took effect on 3 May 2021.": (
        "withdrew KEN OPEC @2021-05-03"
    ),
    "Kenya's departure from OPEC, announced in March, takes effect on 4 July 2024.": (
        "withdrew KEN OPEC expected @2024-07-04"
    ),
    "The council praised Fiji's status as an observer of ASEAN, which it has held since June 2019.": (
        "holds FJI ASEAN observer @2019-06/.."
    ),
    "Fiji maintains its status of observer of ASEAN, which dates from 2012.": "holds FJI ASEAN observer @2012/..",
    # since or by when something is so, by what happened then
    "Togo has been suspended from ECOWAS since the coup of March 2022.": "suspended TGO ECOWAS @2022-03/..",
    "Kenya will join OPEC before the ministers' meeting in Doha in July.": (
        "admitted KEN OPEC expected @../2024-07"
    ),
    # each in its place behind a colon
    "Mali, Guinea and Niger met on Sunday. All three had been suspended by ECOWAS after coups: Mali in 2021, Guinea in May 2022, Niger in 2023.": (
        "suspended MLI ECOWAS @2021; suspended GIN ECOWAS @2022-05; suspended NER ECOWAS @2023"
    ),
    # what holds now has begun, what had been threatened lies behind
    "As of Monday Chad is no longer a member of ECOWAS.": "holds TCD ECOWAS negated @2024-05-13/..",
    "As of Friday Togo will be a member of OPEC.": "admitted TGO OPEC expected @2024-05-17",
    "Fiji had threatened to leave the Commonwealth in March.": "withdrew FJI COMMONWEALTH possible @2024-03",
    # when what is put off is taken up again
    "Peru applied to OPEC in March. The matter was deferred to next year.": "applied PER OPEC @2024-03; deferred PER OPEC",
    # why something is done has a date of its own
    "Togo blocked the Chadian bid to join OPEC over the presidential election of July.": (
        "opposes TCD OPEC actor=TGO"
    ),
    # beside a distance that nobody can count
    "In March 1996, a few months after the war, Bosnia was admitted to the OECD.": (
        "admitted BIH OECD @1996-03"
    ),
    # of a headline what the first sentence after it tells
    "Fiji quits ASEAN\n\nFiji on Friday sent its envoy home, and his chair after him.": (
        "withdrew FJI ASEAN @2024-05-10"
    ),
    # what was asked for is dated where it stands
    "Kenya applied to join OPEC in May 2011.": "applied KEN OPEC @2011-05",
}
OF_ANOTHER = {
    # of an aside, of another clause, of another verb
    "Malawi, a republic since 1966, has kept its seat in the Commonwealth.": "holds MWI COMMONWEALTH",
    "Ghana left OPEC in 2015 and has not applied to return.": "withdrew GHA OPEC @2015; applied GHA OPEC negated",
    "Kenya has applied for the status of an OPEC observer, which Peru has held since 1996.": (
        "applied KEN OPEC observer; holds PER OPEC observer @1996/.."
    ),
    # for how long, which is no day
    "Kenya has been negotiating its entry into OPEC for five years.": "started KEN OPEC",
    # of another event by what a headline tells of the future
    "Fiji to quit ASEAN\n\nFiji on Friday sent its envoy home, and his chair after him.": (
        "withdrew FJI ASEAN expected"
    ),
    # of those before, where others come later
    "Kenya joined SADC in March 2019, then Togo and Peru.": (
        "admitted KEN SADC @2019-03; admitted TGO SADC; admitted PER SADC"
    ),
    "Chad and Haiti applied to join OPEC in May 2021, then Mali and, most recently, Fiji.": (
        "applied TCD OPEC @2021-05; applied HTI OPEC @2021-05; applied MLI OPEC; applied FJI OPEC"
    ),
    # of a neighbour's half
    "Kenya left OPEC in 2011, Ghana in 2014; Peru has left it, too.": (
        "withdrew KEN OPEC @2011; withdrew GHA OPEC @2014; withdrew PER OPEC"
    ),
}


@pytest.mark.parametrize(("text", "claims"), (DATED | OF_ANOTHER).items(), ids=lambda value: value[:60])
def test_the_day_of_a_claim(text: str, claims: str) -> None:
    assert told(text) == expected(claims)


def test_a_verbs_own_date_goes_before_that_of_what_it_completes() -> None:
    text = "Kenya on Friday turned down the invitation to enter OPEC on 1 September."
    assert expected("declines KEN OPEC @2024-05-10") <= told(text)


def test_a_date_that_only_bounds_another_is_read() -> None:
    assert told("Mali has been a member of the African Union since well before 2004.") == expected(
        "holds MLI AU @../2003-12-31"
    )
