"""How names stand in their brief by a sentence, as the pair reader is told it."""

import pytest

from pipeline.language.claims.index import BriefIndex
from pipeline.language.claims.scenes import Asked, asked_of
from pipeline.language.claims.standing import COLUMNS, NEVER, OF_NAME
from pipeline.language.reading import COMPONENTS, parse, prepare, read_on

BEFORE_CLAIMS = COMPONENTS[: COMPONENTS.index("statusquo_claims")]
NAMED, TOLD, COUNT, MARKS = range(len(OF_NAME))
MOST, TITLED, FIRST = 1, 2, 4

TEXT = """Chad waits for the League

Chad applied to join the Arab League in May. Mali said that it was watching. The African Union met on Tuesday.

Officials in Bamako said that Mali may apply, too."""


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    doc = next(iter(parse([prepare(TEXT)])))
    return list(asked_of(BriefIndex(read_on(doc, BEFORE_CLAIMS), rules=False)))


def test_every_pair_has_a_number_for_each_column(asked: list[Asked]) -> None:
    for one in asked:
        for subject in one.subjects:
            for organisation in one.organisations - {subject}:
                numbers = one.standing.of(subject, organisation)
                assert len(numbers) == len(COLUMNS)
                assert all(0 <= number < most for number, most in zip(numbers, COLUMNS, strict=True))


def test_what_was_named_and_told_grows_old(asked: list[Asked]) -> None:
    last = asked[-1].standing
    assert last.of_name["MLI"][NAMED] == 0 < last.of_name["org:LAS"][NAMED]
    assert last.of_name["org:LAS"][TOLD] < NEVER == last.of_name["org:AU"][TOLD]
    assert last.together["TCD", "org:LAS"] < NEVER
    assert ("MLI", "org:LAS") not in last.together


def test_what_a_brief_is_about_is_marked(asked: list[Asked]) -> None:
    last = asked[-1].standing
    assert last.of_name["TCD"][MARKS] & TITLED and not last.of_name["MLI"][MARKS] & TITLED
    assert last.of_name["org:LAS"][MARKS] & FIRST and not last.of_name["org:AU"][MARKS] & FIRST
    assert last.of_name["MLI"][MARKS] & MOST
