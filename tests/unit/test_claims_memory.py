"""Looking up what was read so far finds what going through all of it finds."""

import random

import pytest

from pipeline.language.claims.readings import Readings
from pipeline.language.claims.told import Told

STATES = ("CHL", "PER", "BOL", "CUB", "HTI")


def drawn(chance: random.Random, sentence: int) -> Told:
    subjects = tuple(chance.sample(STATES, chance.randint(1, 3)))
    organisations = (chance.choice(("org:EU", "org:AU")),)
    return Told(
        sentence * 10,
        sentence,
        "applied",
        subjects,
        organisations,
        (),
        "member",
        "affirmed",
        "asserted",
        None,
        0.9,
    )


@pytest.fixture(params=range(5))
def told(request) -> list[Told]:
    chance = random.Random(request.param)
    # A clause that is read late may stand in a sentence before.
    return [drawn(chance, max(0, number // 3 - chance.randint(0, 2))) for number in range(40)]


@pytest.fixture
def readings(told) -> Readings:
    found = Readings()
    for one in told:
        found.append(one)
    return found


def test_readings_come_in_their_order(told, readings):
    assert list(readings) == told
    assert list(reversed(readings)) == told[::-1]
    readings.clear()
    assert not list(readings) and not readings.since(0) and not readings.states_of


def test_none_of_a_sentence_or_after_it_is_left_out(told, readings):
    for first in range(16):
        found = readings.since(first)
        assert [one for one in found if one.sentence >= first] == [
            one for one in told if one.sentence >= first
        ]
        assert len(found) <= len(told)
    assert len(readings.since(12)) < len(told) / 3


def test_readings_are_found_by_their_states(told, readings):
    for states in ({"CHL"}, {"PER", "BOL"}, {"NOR"}):
        wanted = [one for one in told if states & set(one.subjects)]
        assert sorted(set(map(id, readings.of(states)))) == sorted(map(id, wanted))


def test_of_each_organisation_it_is_known_of_whom_something_was_told(told, readings):
    for organisations, states in readings.states_of.items():
        assert states == {
            state for one in told if one.organisations == organisations for state in one.subjects
        }
