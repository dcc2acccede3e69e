"""The memory of a brief: whom a phrase may mean, the likeliest first, and what the answer is made of."""

import re

from pipeline.language.discourse.memory import Memory, Occurrence, Place, Sought
from pipeline.lexicon import reference_weights
from pipeline.settings import ROOT


def memory(*told: tuple[str, int, float]) -> Memory:
    """A memory of states told in sentences of one paragraph: (entity, sentence, prominence)."""
    found = Memory()
    for number, (entity, sentence, prominence) in enumerate(told):
        found.add(Occurrence(entity, "state", 10 * number, sentence, 0, prominence, None))
    return found


def test_what_was_told_just_now_goes_before_what_was_told_long_ago():
    answers = memory(("NOR", 0, 1.0), ("SWE", 4, 1.0)).resolve(Sought("state", "near"), Place(4, 0))
    assert [answer.entity for answer in answers] == ["SWE", "NOR"]


def test_a_subject_goes_before_what_is_named_in_passing():
    answers = memory(("NOR", 0, 1.0), ("SWE", 0, 0.4)).resolve(Sought("state", "near"), Place(1, 0))
    assert [answer.entity for answer in answers] == ["NOR", "SWE"]


def test_a_score_is_the_sum_of_its_reasons():
    def joins(entity: str) -> tuple[str, ...]:
        return ("moved_joiner",) if entity == "NOR" else ()

    answers = memory(("NOR", 0, 0.5), ("SWE", 0, 0.9)).resolve(Sought("state", "topic", joins), Place(1, 0))
    assert [answer.entity for answer in answers] == ["NOR", "SWE"]
    assert [name for name, _ in answers[0].reasons] == [
        "told",
        "later",
        "topic_often",
        "topic_first",
        "moved_joiner",
    ]
    assert all(answer.score == sum(value for _, value in answer.reasons) for answer in answers)
    assert dict(answers[0].reasons)["moved_joiner"] == reference_weights()["moved_joiner"]


def test_who_is_not_admitted_in_the_sentence_is_not_meant_at_all():
    told = memory(("NOR", 0, 1.0), ("SWE", 0, 1.0), ("NOR", 1, 1.0))
    answers = told.resolve(Sought("state", "near"), Place(1, 0), lambda occurrence: occurrence.sentence < 1)
    assert [answer.entity for answer in answers] == ["SWE"]
    assert told.resolve(Sought("organisation", "near"), Place(1, 0)) == []


def test_every_weight_is_asked_for_by_name():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    named = {re.sub(r"^(near|topic)_", "{course}_", name) for name in reference_weights()}
    named = {re.sub(r"_after_\d$", "_after_{number}", name) for name in named}
    known = code.replace("{sought.course}", "{course}")
    assert not [name for name in sorted(named) if f'"{name}"' not in known]
