"""Rules that can be switched off, and what each is worth on annotated texts."""

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from pipeline.evaluation.worth import Worth, known_rules, measure
from pipeline.extract import read_text
from pipeline.language import registry
from pipeline.language.registry import heard, is_off, none_of_them, nothing_done, switchable, without
from statusquo.cli import main

TEXT = (
    "The Commonwealth readmitted Gabon on Monday. Peru opposed Gabon's return and dropped its objection in May. “We had waited long enough,” said Minister Ada Quill of "
    "Gabon, according to the Tidewater Gazette."
)
NOTE = {
    "id": "tide-1",
    "published_on": "2031-03-05",
    "paragraphs": [{"kind": "news", "text": TEXT}],
    "statements": [
        {
            "id": "s1",
            "source": "Minister Ada Quill of Gabon",
            "speaker": "Ada Quill",
            "speaker_country": "GAB",
            "via": "Tidewater Gazette",
            "cue": "said",
            "content": ["“We had waited long enough,”"],
            "quote": "direct",
            "said_on": None,
        }
    ],
    "claims": [],
}
RELAY = "statements.settle.join_relays"


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "tide.json"
    path.write_text(json.dumps(NOTE), encoding="utf-8")
    return path


@pytest.fixture
def own_rules(monkeypatch):
    """Rules of this module that no other test sees."""
    monkeypatch.setattr(registry, "_rules", {})

    @switchable(none_of_them)
    def evens(numbers: list[int]) -> list[int]:
        """The even ones."""
        return [one for one in numbers if one % 2 == 0]

    @switchable(none_of_them)
    def odds(numbers: list[int]) -> Iterator[int]:
        """The odd ones.

        One by one.
        """
        yield from (one for one in numbers if one % 2)

    @switchable(nothing_done)
    def doubled(numbers: list[int]) -> None:
        """Each twice."""
        numbers += numbers

    return {one.name.rpartition(".")[2]: one for one in registry.rules()}, (evens, odds, doubled)


def test_a_rule_that_is_off_answers_as_if_its_case_never_came_up(own_rules):
    named, (evens, odds, doubled) = own_rules
    numbers = [1, 2, 3]
    with without(named["evens"].name), without(named["odds"].name), without(named["doubled"].name):
        doubled(numbers)
        assert (evens(numbers), list(odds(numbers)), numbers) == ([], [], [1, 2, 3])
    doubled(numbers)
    assert (evens(numbers), list(odds(numbers))) == ([2, 2], [1, 3, 1, 3])


def test_a_rule_is_on_again_where_reading_without_it_fails(own_rules):
    named, (evens, _, _) = own_rules
    with pytest.raises(TypeError), without(named["evens"].name):
        raise TypeError
    assert not is_off(named["evens"].name) and evens([2]) == [2]


def test_only_rules_that_have_a_say_are_heard(own_rules):
    named, (evens, odds, doubled) = own_rules
    with heard() as names:
        evens([1])
        list(odds([2]))
    assert names == set()
    with heard() as names:
        evens([2])
        list(odds([1]))
        doubled([])
    assert names == {one.name for one in named.values()}
    assert named["odds"].says == "The odd ones."


def test_there_is_no_rule_of_another_name(own_rules):
    with pytest.raises(KeyError), without("statements.whales"):
        pass


def test_every_rule_of_the_reading_says_what_it_is_for():
    known = known_rules()
    assert {one.room for one in known} == {"claims", "statements"}
    assert all(one.says for one in known)
    assert len({one.name for one in known}) == len(known)


def test_what_a_rule_wins_is_told(note):
    before = read_text(TEXT, "2031-03-05")
    found = {(one.rule, one.of): one for one in measure([note])}
    # Without the rule the paper is a speaker of its own, or nobody's relay.
    assert found[RELAY, "statements"] == Worth(RELAY, "tide", "statements", 1, 0, 0, 1)
    # What nobody annotated is wrong by whichever rule reads it.
    assert found["frame oppose", "claims"].made == 1
    assert read_text(TEXT, "2031-03-05") == before


def test_the_command_prints_what_rules_win_and_lists_them(note):
    asked = ["evaluate", "--worth", str(note)]
    rows = CliRunner().invoke(main, [*asked, "--format", "csv"]).stdout.splitlines()
    assert rows[0] == "rule,set,of,right +,right -,wrong +,wrong -"
    assert f"{RELAY},tide,statements,1,0,0,1" in rows
    table = CliRunner(env={"COLUMNS": "80"}).invoke(main, asked).stdout
    assert all(len(line) <= 80 for line in table.splitlines())
    assert "Changing nothing here: " in table and "frame join," in table
    listed = CliRunner().invoke(main, ["evaluate", "--rules", "--format", "csv"]).stdout
    assert f"\n{RELAY},statements," in listed
    assert CliRunner().invoke(main, [*asked, str(note)]).exit_code == 2
    assert CliRunner().invoke(main, [*asked, "--rules"]).exit_code == 2
