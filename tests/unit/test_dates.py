"""Time expressions: found in the text, resolved to EDTF by tense, publication date and what was told
before."""

import datetime
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import edtf
from pipeline.language.dates.component import resolve
from pipeline.language.names.gazetteer import gazetteer_component
from pipeline.language.reading import parse, prepare

WEDNESDAY = datetime.date(2024, 5, 15)

# Sentence, the passage that tells a time, its value for a brief of Wednesday 15 May 2024.
TOLD = [
    # Full dates in the English orders
    ("The treaty was signed on 3 May 2021.", "3 May 2021", "2021-05-03"),
    ("The treaty was signed on May 3, 2021, in Quito.", "May 3, 2021", "2021-05-03"),
    ("The treaty was signed on the 3rd of May 2021.", "3rd of May 2021", "2021-05-03"),
    ("The treaty was signed on Monday, 3 May 2021.", "Monday, 3 May 2021", "2021-05-03"),
    ("The treaty was signed on 2021-05-03.", "2021-05-03", "2021-05-03"),
    ("The treaty was signed on 03.05.2021 in Bern.", "03.05.2021", "2021-05-03"),
    ("The treaty was signed on 23/05/2021 in Bern.", "23/05/2021", "2021-05-23"),
    ("The treaty was signed on 3/5/2021 in Bern.", "3/5/2021", None),
    ("The envoys met on Sept. 4, 1998.", "Sept. 4, 1998", "1998-09-04"),
    ("The treaty was signed on May 3rd of 2021.", "May 3rd of 2021", "2021-05-03"),
    ("The treaty was signed on 3 Dec. '19.", "3 Dec. '19", "2019-12-03"),
    ("The treaty was signed on 3-Dec-2019.", "3-Dec-2019", "2019-12-03"),
    ("The treaty was signed on 3rd Dec.2019.", "3rd Dec.2019", "2019-12-03"),
    ("The treaty was signed on 2019/12/03.", "2019/12/03", "2019-12-03"),
    ("The treaty was signed on 13-12-2019.", "13-12-2019", "2019-12-13"),
    ("The treaty was signed on Christmas Eve 2019.", "Christmas Eve 2019", "2019-12-24"),
    ("The treaty took effect on New Year's Day.", "New Year's Day", "2024-01-01"),
    ("The treaty was signed on 3Dec2019.", "3Dec2019", "2019-12-03"),
    ("Peru filed a request to join on Friday.", "Friday", "2024-05-10"),
    ("Peru asked to be heard on Friday.", "Friday", "2024-05-10"),
    ("Peru has a plan to vote on Friday.", "Friday", "2024-05-17"),
    ("The treaty was signed on 20191203.", "20191203", "2019-12-03"),
    ("The treaty was signed on 3\u2013Dec\u20132019.", "3\u2013Dec\u20132019", "2019-12-03"),
    ("The treaty was signed on Dec 3,2019.", "Dec 3,2019", "2019-12-03"),
    ("The treaty was signed on Dec.3rd 2019.", "Dec.3rd 2019", "2019-12-03"),
    ("The treaty was signed on the third of December 2019.", "third of December 2019", "2019-12-03"),
    ("The treaty was signed on the twenty-first of May.", "twenty-first of May", "2023-05-21"),
    ("The treaty was signed on 3 XII 2019.", "3 XII 2019", "2019-12-03"),
    ("The treaty was signed on 3 December (2019).", "3 December (2019", "2019-12-03"),
    # Months, years, parts
    ("Peru joined in March 2011.", "March 2011", "2011-03"),
    ("Peru joined in early March 2011.", "early March 2011", "2011-03-01/2011-03-10"),
    ("Peru joined in mid-March 2011.", "mid-March 2011", "2011-03-11/2011-03-20"),
    ("Peru joined at the end of February 2012.", "the end of February 2012", "2012-02-21/2012-02-29"),
    ("Peru joined in June '68.", "June '68", "1968-06"),
    ("Peru joined in Aug.2011.", "Aug.2011", "2011-08"),
    ("Peru joined in 08/2011.", "08/2011", "2011-08"),
    ("Peru joined in 2011-08.", "2011-08", "2011-08"),
    ("Peru joined in 2011.", "2011", "2011"),
    ("Peru will join in 2026Q3.", "2026Q3", "2026-07/2026-09"),
    ("Peru will join in 2026-H1.", "2026-H1", "2026-01/2026-06"),
    ("Peru will join in 3Q 2026.", "3Q 2026", "2026-07/2026-09"),
    ("Peru will join in Q3.", "Q3", "2024-07/2024-09"),
    ("Peru will join in Q3'26.", "Q3'26", "2026-07/2026-09"),
    ("Peru will join in 3Q26.", "3Q26", "2026-07/2026-09"),
    ("Peru will join in q3 next year.", "q3 next year", "2025-07/2025-09"),
    ("Peru will join by the end of Q3 2026.", "by the end of Q3 2026", "../2026-09"),
    ("Peru will join in 2026's third quarter.", "2026's third quarter", "2026-07/2026-09"),
    ("Peru will join in quarter three of 2026.", "quarter three of 2026", "2026-07/2026-09"),
    ("Peru will join in the 2nd half of 2026.", "the 2nd half of 2026", "2026-07/2026-12"),
    ("Peru joined in the third half of 2019.", "the third half of 2019", None),
    ("Peru joined in the last four months of 2019.", "the last four months of 2019", "2019-09/2019-12"),
    ("Peru joined in the third quarter.", "the third quarter", "2023-07/2023-09"),
    ("Peru will join in the second half.", "the second half", "2024-07/2024-12"),
    ("Peru will join in the second half of 2026.", "the second half of 2026", "2026-07/2026-12"),
    ("Peru joined in the first quarter of 2019.", "the first quarter of 2019", "2019-01/2019-03"),
    ("Peru sought a seat in the 1990s.", "the 1990s", "1990/1999"),
    ("Peru held the chair in 2005-2007.", "2005-2007", "2005/2007"),
    ("The summit of 23-25 April 2019 failed.", "23-25 April 2019", "2019-04-23/2019-04-25"),
    ("The summit on July 30-31 failed.", "July 30-31", "2023-07-30/2023-07-31"),
    # Relative to publication, by tense
    ("The minister resigned on Monday.", "Monday", "2024-05-13"),
    ("The minister resigned on Wednesday.", "Wednesday", "2024-05-15"),
    ("The minister resigned on Thursday.", "Thursday", "2024-05-09"),
    ("The minister will resign on Thursday.", "Thursday", "2024-05-16"),
    ("The council is to vote on Tuesday.", "Tuesday", "2024-05-21"),
    ("The council expects to vote on Tuesday.", "Tuesday", "2024-05-21"),
    ("The council voted last Tuesday.", "last Tuesday", "2024-05-14"),
    ("The council votes next Friday.", "next Friday", "2024-05-17"),
    ("The council voted on Tuesday of last week.", "Tuesday of last week", "2024-05-07"),
    ("The council voted on Friday evening.", "Friday evening", "2024-05-10"),
    ("The council met yesterday.", "yesterday", "2024-05-14"),
    ("The council meets today.", "today", "2024-05-15"),
    ("The council will meet tomorrow.", "tomorrow", "2024-05-16"),
    ("The council met this week.", "this week", "2024-05-13/2024-05-19"),
    ("The council met last week.", "last week", "2024-05-06/2024-05-12"),
    ("The council will meet next month.", "next month", "2024-06"),
    ("The council met last year.", "last year", "2023"),
    ("The council met late last year.", "late last year", "2023-09/2023-12"),
    ("The council met earlier this year.", "earlier this year", "2024"),
    ("Togo applied in March.", "March", "2024-03"),
    ("Togo applied in November.", "November", "2023-11"),
    ("Togo will apply in November.", "November", "2024-11"),
    ("Togo hopes to apply in March.", "March", "2025-03"),
    ("Togo could be admitted in late March.", "late March", "2025-03-21/2025-03-31"),
    ("Togo applied last June.", "last June", "2023-06"),
    ("Togo applied last March.", "last March", "2024-03"),
    ("Togo applied this February.", "this February", "2024-02"),
    ("Togo will apply next January.", "next January", "2025-01"),
    ("Togo applied in August of last year.", "August of last year", "2023-08"),
    ("Togo withdrew on 1 January this year.", "1 January this year", "2024-01-01"),
    ("Togo applied on 3 March.", "3 March", "2024-03-03"),
    ("Togo applied on 20 December.", "20 December", "2023-12-20"),
    ("Togo would withdraw on 20 December.", "20 December", "2024-12-20"),
    ("Togo applied two years ago.", "two years ago", "2022"),
    ("Togo applied six months ago.", "six months ago", "2023-11"),
    ("Togo applied 1.5 years ago.", "1.5 years ago", "2022-11"),
    ("Togo applied 2\u00bd years ago.", "2\u00bd years ago", "2021-11"),
    ("Togo applied two years and six months ago.", "two years and six months ago", "2021-11"),
    ("Togo applied three-quarters of a century ago.", "three-quarters of a century ago", "1949"),
    ("Togo applied a hundred years ago.", "a hundred years ago", "1924"),
    ("Togo applied half a dozen years ago.", "half a dozen years ago", "2018"),
    ("Togo applied a full decade back.", "a full decade back", "2014"),
    ("Togo will apply in half a year.", "in half a year", "2024-11"),
    ("Togo applied three days ago.", "three days ago", "2024-05-12"),
    ("Togo applied a fortnight ago.", "a fortnight ago", "2024-04-29/2024-05-05"),
    ("Togo applied half a year ago.", "half a year ago", "2023-11"),
    ("Togo applied half a century ago.", "half a century ago", "1974"),
    ("Togo applied a quarter of a century ago.", "a quarter of a century ago", "1999"),
    ("Togo applied a year and a half ago.", "a year and a half ago", "2022-11"),
    ("Togo applied two and a half decades ago.", "two and a half decades ago", "1999"),
    ("Togo applied to join the league on Saturday.", "Saturday", "2024-05-11"),
    ("Togo planned to join the league on Saturday.", "Saturday", "2024-05-18"),
    (
        "Togo applied on Tuesday 20 and Wednesday 21 February.",
        "Tuesday 20 and Wednesday 21 February",
        "2024-02-20/2024-02-21",
    ),
    ("The talks will resume in two weeks' time.", "in two weeks' time", "2024-05-27/2024-06-02"),
    ("The elections due in July were put off.", "July", "2024-07"),
    # Intervals with their prepositions
    ("Togo has been an observer since 2005.", "since 2005", "2005/.."),
    ("Togo has been an observer since last September.", "since last September", "2023-09/.."),
    ("Togo has been an observer since 4 May 2010.", "since 4 May 2010", "2010-05-04/.."),
    ("Togo was an observer until 2014.", "until 2014", "../2014"),
    ("Togo hopes to be a member by 2027.", "by 2027", "../2027"),
    ("Togo hopes to be a member by the end of 2027.", "by the end of 2027", "../2027"),
    ("Togo was an observer from 1998 to 2003.", "from 1998 to 2003", "1998/2003"),
    (
        "Togo chaired the bloc between May 2010 and June 2011.",
        "between May 2010 and June 2011",
        "2010-05/2011-06",
    ),
    ("Togo chaired the bloc from March to June 2011.", "from March to June 2011", "2011-03/2011-06"),
    (
        "Togo chaired the bloc from 3 May to 5 June 2011.",
        "from 3 May to 5 June 2011",
        "2011-05-03/2011-06-05",
    ),
    ("Togo has sought membership for twelve years.", "for twelve years", "2012/.."),
    ("The rules apply from 1 January 2025.", "from 1 January 2025", "2025-01-01/.."),
    # Anchored to a date told before
    ("Chile applied in September 2001, Peru that December.", "that December", "2001-12"),
    ("Chile applied in 2001 and was refused the same year.", "the same year", "2001"),
    ("Chile was suspended in November 2007 and reinstated six months later.", "six months later", "2008-05"),
    ("Chile applied in 1994 and joined three years later.", "three years later", "1997"),
    ("Chile joined in May 2019, Peru a year and a month later.", "a year and a month later", "2020-06"),
    ("Chile joined in 1994; until then it was an observer.", "until then", "../1994"),
    ("Chile was an observer until then.", "until then", None),
    ("Chile has been an observer since 2018 and applied in November.", "November", "2023-11"),
    (
        "Chile was suspended in March 2002 and left in December of the following year.",
        "December of the following year",
        "2003-12",
    ),
    ("Chile joined in 1990, Peru the year after.", "the year after", "1991"),
    (
        "Chile signed on 7 November 2006 and ratified on the 28th of the same month.",
        "the 28th of the same month",
        "2006-11-28",
    ),
    ("Chile signed on 7 November 2006 and Peru the next day.", "the next day", "2006-11-08"),
    ("Chile applied in July 2009 and was accepted in October.", "October", "2009-10"),
    ("Officials met in March and April 2021.", "March", "2021-03"),
    ("Chile left in December 2018. Peru left on the same day.", "the same day", "2018-12"),
    ("Chile left on 3 December 2018. Peru left the same day.", "the same day", "2018-12-03"),
    ("A vote is due in July. Chile will apply on the 9th.", "the 9th", "2024-07-09"),
    ("The council postponed its vote to March.", "March", "2025-03"),
    ("Talks will begin before the end of the year.", "before the end of the year", "../2024-12"),
    ("Talks will not begin before 2027.", "before 2027", "../2026-12-31"),
    ("Chile hopes to be a member by early 2027.", "by early 2027", "../2027"),
    ("Chile spoke ahead of a summit on Thursday.", "Thursday", "2024-05-16"),
    ("Chile applied in 2012, and in February the council put the matter off.", "February", "2024-02"),
    # What the text does not fix
    ("The accord will be signed within weeks.", "within weeks", None),
    ("Mediators will travel in the coming days.", "the coming days", None),
    ("The council met last spring.", "last spring", None),
    ("Two years after the coup, Togo was readmitted.", "Two years after", None),
    # Named events
    ("The SCO opened the procedure at the Samarkand summit.", "Samarkand summit", "2022-09-15/2022-09-16"),
    ("The procedure was opened at the Samarkand summit.", "Samarkand summit", None),
    ("The SCO opened the procedure at the summit in Samarkand in 2022.", "2022", "2022"),
]

NO_TIMES = [
    "Deputy Minister June spoke for an hour.",
    "Chancellor April stayed at home.",
    "The side lost in the second half of the match.",
    "It fell in the first quarter of the century.",
]


@functools.cache
def told(sentences: tuple[str, ...], published: datetime.date | None) -> list[dict[str, str | None]]:
    docs = parse(prepare(sentence, published) for sentence in sentences)
    return [{doc.text[m.start : m.end]: m.edtf for m in resolve(gazetteer_component(doc))} for doc in docs]


@pytest.mark.parametrize(
    "index", range(len(TOLD)), ids=[f"{phrase} | {sentence}" for sentence, phrase, _ in TOLD]
)
def test_value_of_a_time_expression(index):
    _, phrase, value = TOLD[index]
    found = told(tuple(sentence for sentence, _, _ in TOLD), WEDNESDAY)[index]
    assert phrase in found
    assert found[phrase] == value


UNDATED = [
    ("Peru will vote on Friday.", "Friday", None),
    ("Peru voted last month.", "last month", None),
    ("Peru voted in July.", "July", None),
    ("Peru applied in 2001 and again two years later.", "two years later", "2003"),
    ("Peru applied in September 2001, Chile that December.", "that December", "2001-12"),
    ("Peru voted on 28 July 2024.", "28 July 2024", "2024-07-28"),
    ("Peru has been waiting for ten years.", "for ten years", None),
]


@pytest.mark.parametrize("index", range(len(UNDATED)))
def test_without_a_publication_date_only_the_text_itself_fixes_a_date(index):
    _, phrase, value = UNDATED[index]
    found = told(tuple(sentence for sentence, _, _ in UNDATED), None)[index]
    assert phrase in found
    assert found[phrase] == value


NO_TIMES = (
    "The bloc counts 2000 soldiers and 1999 vehicles.",
    "Peru may join and may not; the march went on.",
    "April Lindqvist and August Berg led the talks.",
    "The paper appears every Monday.",
    "Prices rose by 1,900 dollars.",
    "Prices rose by 1,900 dollars.",
    "President Friday and Mrs. Sunday led the talks.",
    "The Andean minister, Rosa Monday, led the talks.",
    "Foreign Minister Rosa June led the talks.",
    "Peru waited two or three years ago, a third of a century ago and 2.7 decades ago.",
)


@pytest.mark.parametrize("index", range(len(NO_TIMES)))
def test_numbers_verbs_and_names_are_no_times(index):
    assert told(NO_TIMES, WEDNESDAY)[index] == {}


def test_a_brief_with_a_weekday_after_its_date_line_is_anchored_to_the_publication():
    (found,) = told(
        ("LOMÉ, 15 May (Agence du Golfe) - Togo will apply on Friday, its envoy said on Tuesday.",), WEDNESDAY
    )
    assert found["15 May"] == "2024-05-15"
    assert found["Friday"] == "2024-05-17"
    assert found["Tuesday"] == "2024-05-14"


def test_the_same_morning_and_ever_since_go_back_to_the_date_before():
    found = told(
        (
            "On 3 May 2019 Togo spoke; Benin spoke the same morning.",
            "Togo left in 2012 and has been away ever since.",
            "Togo spoke in 2012. Benin spoke on the same day as Ghana.",
        ),
        WEDNESDAY,
    )
    assert found[0]["the same morning"] == "2019-05-03"
    assert found[1]["ever since"] == "2012/.."
    assert set(found[2]) == {"2012"}


def test_a_day_after_an_office_with_an_article_or_before_a_number_is_a_day():
    found = told(
        ("The Prime Minister Friday spoke in Lima.", "Prime Minister Quispe March 3 spoke."), WEDNESDAY
    )
    assert found == [{"Friday": "2024-05-10"}, {"March 3": "2024-03-03"}]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "on",
                "in",
                "since",
                "until",
                "by",
                "from",
                "to",
                "between",
                "and",
                "of",
                "the",
                "last",
                "next",
                "this",
                "that",
                "same",
                "year",
                "month",
                "week",
                "day",
                "May",
                "June",
                "Friday",
                "3",
                "31",
                "2020",
                "1999-02",
                "30",
                "February",
                "early",
                "late",
                "mid",
                "-",
                ",",
                ".",
                "two",
                "years",
                "later",
                "ago",
                "before",
                "after",
                "quarter",
                "first",
                "half",
                "decade",
                "1990s",
                "today",
            ]
        ),
        max_size=14,
    ),
    st.one_of(st.none(), st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 12, 31))),
)
def test_any_row_of_words_gives_valid_dates_within_the_text(words, published):
    text = "Peru joined " + " ".join(words)
    (doc,) = parse([prepare(text, published)])
    for mention in resolve(doc):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.edtf is None or edtf.is_valid(mention.edtf)
        assert (mention.linked_by == "unlinked") == (mention.edtf is None)


@pytest.mark.parametrize("sentence", NO_TIMES)
def test_what_only_looks_like_a_time_is_none(sentence):
    assert told((sentence,), WEDNESDAY) == [{}]


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-03", "9999-12-30", "9999-12-31"])
def test_at_the_edge_of_the_calendar_days_stay_within_it(day):
    text = (
        "Peru joined last week, yesterday, last year, the year before and two decades ago. It leaves next month, "
        "next weekend, in ten years and by the end of the next decade, the day after tomorrow, on Monday. "
        "It met in December and January, until 31 December 9999 and before 1 January 0001."
    )
    (found,) = told((text,), datetime.date.fromisoformat(day))
    values = [value for value in found.values() if value]
    assert len(values) >= 8
    assert all(edtf.parse(value) for value in values)


def test_what_lasts_does_not_date_what_follows():
    found = told(
        (
            "Togo has been away for five years and came back in November.",
            "Togo left in 2010, has been away ever since and came back in November.",
        ),
        WEDNESDAY,
    )
    assert [one["November"] for one in found] == ["2023-11", "2023-11"]


def test_until_then_goes_back_to_a_date_told_just_before():
    near = "Togo came on 3 May 2004. Benin was away until then."
    far = "Togo came on 3 May 2004. Ships sank. Cattle were sold. Nobody spoke. Benin was away until then."
    assert [one["until then"] for one in told((near, far), WEDNESDAY)] == ["../2004-05-03", None]
