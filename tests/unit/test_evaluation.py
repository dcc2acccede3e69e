"""Scoring the reading: annotation notation, pairing, figures, misses, and agreement with the reference
scorers."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from pipeline.errors import StatusquoError
from pipeline.evaluation.accuracy import accuracy
from pipeline.evaluation.agreement import greedy_pairs, same_actor, same_name, same_time
from pipeline.evaluation.comparison import compare, compare_all
from pipeline.evaluation.conventions import in_polnears_way
from pipeline.evaluation.exact_spans import score_spans
from pipeline.evaluation.figures import metrics
from pipeline.evaluation.gold import GoldError, read_gold, resolve
from pipeline.evaluation.misses import in_context, misses, write_misses
from pipeline.evaluation.polnear import (
    Article,
    Attribution,
    core_characters,
    parse_standoff,
    read_corpus,
    score_polnear,
)
from pipeline.evaluation.predictions import read_predictions
from pipeline.evaluation.scoring import score
from pipeline.evaluation.tags import tags
from pipeline.language.statements.learned import model as models
from schemas.evaluation import Accuracy
from statusquo.cli import main

ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = ROOT / "tests" / "data" / "gold"
REFERENCE_SCORER = ROOT.parent / "shared" / "gold" / "score.py"
RATES = ("precision", "recall", "f1")
REFERENCE_POLNEAR = ROOT.parent / "shared" / "polnear" / "score_attributions.py"

NOTE = {
    "id": "note",
    "published_on": "2031-03-05",
    "paragraphs": [
        {"kind": "headline", "text": "Ruritania knocks"},
        {
            "kind": "news",
            "text": 'Ruritania has applied to join the OECD. "We can wait," Minister Ada Quill said. He said no more.',
        },
    ],
    "statements": [
        {
            "id": "s1",
            "source": "Minister Ada Quill",
            "speaker": "Ada Quill",
            "speaker_country": "RUR",
            "via": None,
            "cue": "said",
            "content": ['"We can wait,"'],
            "quote": "direct",
            "said_on": None,
        },
    ],
    "claims": [
        {
            "id": "c1",
            "predicate": "applied",
            "subject": "RUR",
            "org": "OECD",
            "status": "member",
            "actor": None,
            "polarity": "affirmed",
            "modality": "asserted",
            "when": None,
            "statement": None,
            "evidence": "Ruritania has applied to join the OECD",
        },
    ],
}


def edited(**changes) -> dict:
    """NOTE with its first statement or claim changed."""
    note = copy.deepcopy(NOTE)
    for field, value in changes.items():
        note["statements" if field in note["statements"][0] else "claims"][0][field] = value
    return note


def as_prediction(brief) -> dict:
    """A prediction that repeats the annotation."""
    return copy.deepcopy({name: getattr(brief, name) for name in ("id", "segments", "statements", "claims")})


def test_passages_become_offsets():
    brief = resolve(NOTE)
    (statement,), (claim,) = brief.statements, brief.claims
    cut = [brief.text[start:end] for start, end in (statement["source"], statement["cue"], claim["evidence"])]
    assert cut == ["Minister Ada Quill", "said", "Ruritania has applied to join the OECD"]
    assert brief.segments == [
        {"kind": "headline", "start": 0, "end": 16},
        {"kind": "news", "start": 18, "end": len(brief.text)},
    ]
    assert statement["cue"][0] == brief.text.index("said"), "the nearer of two cues"


@pytest.mark.parametrize(
    ("note", "complaint"),
    [
        (edited(content=["We can hurry"]), "statement s1: not in the text: 'We can hurry'"),
        (edited(source="He", cue={"text": "said", "nth": 9}), "occurrence 9 is not in the text"),
        (edited(source="i"), "say which with nth"),
        (edited(cue="told"), "the cue does not stand outside the content"),
        (edited(quote="loud"), "quote is 'loud'"),
        (edited(predicate="opposes"), "claim c1: opposes needs an actor"),
        (edited(when="soon"), "when is malformed"),
        (edited(subject=None), "subject is malformed"),
        (edited(statement="s7"), "there is no statement 's7'"),
        ({**NOTE, "paragraphs": [{"kind": "poem", "text": "Roses"}]}, "a paragraph's kind is 'poem'"),
        ({"id": "bare", "paragraphs": []}, "not in the notation of the guide"),
    ],
)
def test_faulty_annotations_are_told_with_their_place(note, complaint):
    with pytest.raises(GoldError, match="brief '(note|bare)'") as raised:
        resolve(note)
    assert complaint in str(raised.value)


def test_gold_is_read_from_folder_list_and_lines(tmp_path):
    resolved = resolve(NOTE)
    (tmp_path / "a.json").write_text(json.dumps([NOTE]), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        json.dumps({**vars(resolved), "id": "other"}) + "\n\n", encoding="utf-8"
    )
    one, other = read_gold(tmp_path)
    assert one == resolved
    assert (other.id, other.claims) == ("other", resolved.claims)
    (tmp_path / "c.json").write_text(json.dumps(NOTE), encoding="utf-8")
    with pytest.raises(GoldError, match="c.json: brief 'note' comes twice"):
        read_gold(tmp_path)
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match="c.json: cannot be read"):
        read_gold(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(GoldError, match="no annotated briefs"):
        read_gold(tmp_path / "empty")


@pytest.mark.parametrize(
    ("gold", "said", "same"),
    [
        ("Ada Quill", "Quill", True),
        ("Ada Quill", "Minister Ada Quill", True),
        ("Adá Quill’s", "ada quill", True),
        ("Ada Quill", "Ada", False),
        ("a spokesman for the palace", "a spokesman", False),
        ("a palace spokesman for trade", "a palace spokesman", True),
        ("the minister", "Minister", True),
        (None, "", True),
        (None, "Quill", False),
    ],
)
def test_same_name(gold, said, same):
    assert same_name(gold, said) is same


@pytest.mark.parametrize(
    ("gold", "said", "same"),
    [
        ("RUR", "RUR", True),
        ("RUR", "Ruritania", False),
        ("some other members", "certain members", True),
        ("some other members of the pact", "two neighbours", False),
        (None, None, True),
    ],
)
def test_same_actor(gold, said, same):
    assert same_actor(gold, said) is same


@pytest.mark.parametrize(
    ("gold", "said", "same"),
    [
        ("2031", "2031-01-01/2031-12-31", True),
        ("2031-02", "2031-02-01/2031-02-28", True),
        ("2031/..", "2031", False),
        ("2031", "next year", False),
        (None, None, True),
        ("2031", None, False),
    ],
)
def test_same_time(gold, said, same):
    assert same_time(gold, said) is same


def test_pairs_are_one_to_one_best_first():
    weights = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.0}
    assert greedy_pairs("ab", "xy", lambda one, other: weights[one, other]) == [(0, 1)]
    assert greedy_pairs("aa", "x", lambda one, other: weights[one, other]) == [(0, 0)]


def test_a_perfect_reading_scores_one():
    briefs = read_gold(HELD_OUT)
    scores = score(compare_all(briefs, {brief.id: as_prediction(brief) for brief in briefs}))
    rates = {
        name: value for name, value in metrics(scores) if name.rpartition(".")[2] not in ("gold", "said")
    }
    assert set(rates.values()) == {1.0}
    assert scores["claims"]["gold"] == sum(len(brief.claims) for brief in briefs) > 400
    assert not list(misses(compare_all(briefs, {brief.id: as_prediction(brief) for brief in briefs})))


def test_an_empty_reading_scores_nought():
    scores = score(compare_all([resolve(NOTE)], {}))
    assert scores["statements"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 1, "said": 0}
    assert scores["segments_accuracy"] == 0.0
    assert scores["claim_attributes"]["when"] is None


def test_what_counts_for_a_claim():
    brief = resolve(NOTE)
    said = as_prediction(brief)
    said["claims"][0] |= {"status": "observer", "when": "2031"}
    scores = score([compare(brief, said)])
    assert (scores["claims_core"]["f1"], scores["claims"]["f1"]) == (1.0, 0.0)
    said["claims"][0] |= {"status": "member", "statement": "s1"}
    scores = score([compare(brief, said)])
    assert scores["claims"]["f1"] == 1.0
    assert scores["claim_attributes"] == {"modality": 1.0, "when": 0.0, "voice": 0.0, "evidence": 1.0}


def test_what_counts_for_a_statement():
    brief = resolve(NOTE)
    said = as_prediction(brief)
    start, end = brief.statements[0]["content"][0]
    said["statements"][0] |= {"content": [[start, end - 3]], "speaker": "Bea Quill", "cue": None}
    scores = score([compare(brief, said)])
    assert (scores["statements"]["f1"], scores["statements_full"]["f1"]) == (1.0, 0.0)
    assert scores["statement_attributes"]["cue"] == 0.0
    said["statements"][0]["content"] = [[start, start + 5]]
    assert score([compare(brief, said)])["statements"]["f1"] == 0.0


def test_misses_are_told_in_their_sentence(tmp_path):
    brief = resolve(NOTE)
    said = as_prediction(brief)
    said["statements"][0]["speaker"] = None
    said["claims"][0]["polarity"] = "negated"
    said["claims"].append({**said["claims"][0], "predicate": "holds"})
    rows = list(misses([compare(brief, said)]))
    assert [(row.record, row.what) for row in rows] == [
        ("statement", "wrong speaker"),
        ("claim", "differs"),
        ("claim", "invented"),
    ]
    assert rows[0].context == '\u27e6"We can wait,"\u27e7 Minister Ada Quill said.'
    assert rows[1].context == "\u27e6Ruritania has applied to join the OECD\u27e7."
    assert (rows[1].gold, rows[1].said) == ("applied RUR OECD member", "applied RUR OECD member negated")
    assert write_misses(rows, tmp_path / "m.tsv") == 3
    assert (tmp_path / "m.tsv").read_text(encoding="utf-8").count("\n") == 4
    write_misses(rows, tmp_path / "m.md")
    told = (tmp_path / "m.md").read_text(encoding="utf-8")
    assert told.startswith("## note\n\n- **wrong speaker statement** gold: Ada Quill")


def test_context_keeps_to_sentences_and_paragraphs():
    text = "One day. He left.\u201d Then came 3 more\n\nLast words"
    assert in_context(text, [(text.index("Then"), text.index("Then") + 4)]) == "\u27e6Then\u27e7 came 3 more"
    assert in_context(text, [(9, 11)]) == "\u27e6He\u27e7 left.\u201d"
    assert in_context(text, [(len(text) - 5, len(text))]) == "Last \u27e6words\u27e7"


def test_predictions_with_spans_outside_the_text_are_refused(tmp_path):
    brief = resolve(NOTE)
    said = as_prediction(brief)
    said["claims"][0]["evidence"] = [0, 9999]
    (tmp_path / "said.jsonl").write_text(json.dumps(said) + "\n", encoding="utf-8")
    with pytest.raises(StatusquoError, match="span \\[0, 9999\\] outside a text"):
        read_predictions(tmp_path / "said.jsonl", [brief])
    (tmp_path / "said.jsonl").write_text("[]\n", encoding="utf-8")
    with pytest.raises(StatusquoError, match="line 1: no prediction"):
        read_predictions(tmp_path / "said.jsonl", [brief])


def spoilt(briefs, seed: int) -> dict[str, dict]:
    """Predictions with all kinds of faults: lost, doubled, cut and mixed up records."""
    chance = random.Random(seed)
    found = {}
    for brief in briefs:
        said = as_prediction(brief)
        for records in (said["statements"], said["claims"]):
            records[:] = [record for record in records if chance.random() < 0.8]
            records += [copy.deepcopy(record) for record in records if chance.random() < 0.2]
            chance.shuffle(records)
        for number, statement in enumerate(said["statements"]):
            statement["id"] = f"p{number}" if chance.random() < 0.9 else statement["id"]
            start, end = statement["content"][0]
            statement["content"][0] = [start, max(start + 1, end - chance.randrange(end - start))]
            surname = (statement["speaker"] or "").split(" ")[-1]
            statement["speaker"] = chance.choice([statement["speaker"], surname, "the envoy", None])
            statement["via"] = chance.choice([statement["via"], statement["via"], "an agency"])
            statement["cue"] = chance.choice([statement["cue"], None])
            statement["said_on"] = chance.choice([statement["said_on"], None, "2020"])
        ids = [statement["id"] for statement in said["statements"]] or [None]
        for claim in said["claims"]:
            claim["statement"] = chance.choice([None, chance.choice(ids)])
            claim["status"] = chance.choice([claim["status"], claim["status"], "observer"])
            claim["actor"] = chance.choice([claim["actor"], claim["actor"], "some members", "FRA"])
            claim["when"] = chance.choice([claim["when"], None, "2001-02"])
            claim["modality"] = chance.choice([claim["modality"], "hoped"])
            claim["predicate"] = chance.choice([claim["predicate"]] * 4 + ["holds"])
        for segment in said["segments"]:
            segment["kind"] = chance.choice([segment["kind"], segment["kind"], "comment"])
        found[brief.id] = said
    del found[briefs[0].id]
    return found


@pytest.mark.skipif(not REFERENCE_SCORER.exists(), reason="the reference scorer is not at hand")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_are_those_of_the_reference_scorer(tmp_path, seed):
    briefs = read_gold(HELD_OUT)
    predictions = spoilt(briefs, seed)
    gold_file, said_file = tmp_path / "gold.jsonl", tmp_path / "said.jsonl"
    gold_file.write_text("".join(json.dumps(vars(brief)) + "\n" for brief in briefs), encoding="utf-8")
    said_file.write_text("".join(json.dumps(one) + "\n" for one in predictions.values()), encoding="utf-8")
    reference = subprocess.run(
        [sys.executable, REFERENCE_SCORER, gold_file, said_file], capture_output=True, text=True, check=True
    )
    own = score(compare_all(briefs, predictions))
    assert 0 < own["claims"]["f1"] < own["claims_core"]["f1"] < 1
    assert own == json.loads(reference.stdout)
    arguments = ["evaluate", str(gold_file), "--predictions", str(said_file), "--format", "json"]
    printed = CliRunner().invoke(main, arguments)
    assert json.loads(printed.stdout) == {"briefs": own}


STANDOFF = """T5\tSource 0 3\tEve
T6\tCue 4 10\twarned
T7\tContent 11 23\trents climb.
E8\tAttribution:T4 Content:T7 Source:T5 Cue:T6
T11\tContent 24 29;31 35\t"Yes" "No"
T12\tCue 36 41\tcried
E13\tAttribution:T10 Cue:T12 Content2:T11
E14\tAttribution:T10 Cue:T12
"""
ARTICLE = 'Eve warned rents climb.\n"Yes"  "No" cried.'


def test_standoff_is_read():
    first, second = parse_standoff(STANDOFF)
    assert first == Attribution(content=((11, 23),), source=((0, 3),), cue=((4, 10),))
    assert second == Attribution(content=((24, 29), (31, 35)), source=(), cue=((36, 41),))


def test_outer_punctuation_does_not_count_in_exact_contents():
    assert core_characters(ARTICLE, [(11, 23)]) == core_characters(ARTICLE, [(11, 22)])
    assert core_characters(ARTICLE, [(24, 29), (31, 35)]) == core_characters(ARTICLE, [(25, 34)])


def test_attributions_are_scored_end_to_end():
    article = Article("a", ARTICLE, parse_standoff(STANDOFF))
    said = [
        Attribution(content=((11, 22),), source=((1, 3),), cue=((4, 10),)),
        Attribution(content=((24, 29),), source=((0, 3),)),
    ]
    scores = score_polnear([article], {"a": said})
    assert scores["attributions"]["f1"] == 1.0, "5 of 9 characters of the second content"
    assert scores["exact"]["f1"] == scores["end_to_end"]["f1"] == 0.5
    assert scores["content_characters"] == {
        "precision": 1.0,
        "recall": 0.75,
        "f1": 0.8571,
        "gold": 20,
        "said": 15,
    }
    assert scores["attribution_attributes"] == {"source": 1.0, "no_source": 0.0, "cue": 0.5}


def test_exact_spans_are_scored_sentence_by_sentence():
    text = 'Ruth Vale said rents fell. "They rose," she wrote. Nobody asked.\nThe end.'

    def spans(*parts):
        return tuple((text.index(part), text.index(part) + len(part)) for part in parts)

    gold = [
        Attribution(spans("rents fell"), spans("Ruth Vale"), spans("said")),
        Attribution(spans('"They rose,"'), spans("she"), spans("wrote")),
    ]
    said = [
        Attribution(spans('rents fell. "They rose'), spans("Vale"), spans("said")),
        Attribution(spans("The end"), spans("Nobody"), spans("asked")),
    ]
    scores = score_spans([Article("a", text, gold)], {"a": said})
    assert scores["content"]["f1"] == 1.0, "cut at the sentence's end, outer marks aside"
    assert scores["cue"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "gold": 2, "said": 1}
    assert scores["source"]["precision"] == 0.0, "Vale is not all of the source"


WIDER = [  # text with {source} [cue] <content> as said here, and the three as PolNeAR has them
    ("{Ruth Vale} [said] that <rents fell>", "Ruth Vale", "said", "that rents fell"),
    ("{Ruth Vale} has repeatedly [said] <rents fell>", "Ruth Vale", "has repeatedly said", "rents fell"),
    ("{She} hasn't [said] <why>", "She", "hasn't said", "why"),
    ("{She}'s [warning] of <floods>", "She", "'s warning of", "floods"),
    ("{Vale} went on to [say] <rents fell>", "Vale", "went on to say", "rents fell"),
    ("{Vale} came to [say] <rents fell>", "Vale", "say", "rents fell"),
    ("{Vale}'s blunt [claim] that <rents fell>", "Vale's", "claim", "that rents fell"),
    ("{Vale}, a baker in Norland, [said] <no>", "Vale, a baker in Norland", "said", "no"),
    ("{Vale} (Norland) [said] <no>", "Vale (Norland)", "said", "no"),
    ("{Vale}, speaking in Norland, [said] <no>", "Vale", "said", "no"),
    ("{Vale}, who bakes, [said] <no>", "Vale, who bakes", "said", "no"),
    ("{Vale}, which bakes, [said] <no>", "Vale", "said", "no"),
    ("{Bakers}, including Vale, [said] <no>", "Bakers, including Vale", "said", "no"),
    ("[in {Vale}'s view] <no>", "Vale's", "in Vale's view", "no"),
    ("a [remark] by {Ann}, a baker, that <no>", "Ann, a baker", "remark", "that no"),
    (
        "<No>, [said] {Vale}, a baker at the N.I.B. in Norland. It rained.",
        "Vale, a baker at the N.I.B. in Norland",
        "said",
        "No",
    ),
    ("<No>, [said] {Vale}, friend of Mr. Pym. It rained.", "Vale, friend of Mr. Pym", "said", "No"),
    ("<No>, [said] {Ruth Vale}, a baker. It rained.", "Ruth Vale, a baker", "said", "No"),
    ('"<No>," [said] {Ruth Vale}, a baker, "<never>."', "Ruth Vale, a baker", "said", "No"),
    ("<No>, [said] {Vale}, adding a nod.", "Vale", "said", "No"),
]


@pytest.mark.parametrize(("marked", "source", "cue", "content"), WIDER)
def test_statements_take_polnears_boundaries(marked, source, cue, content):
    text, spans = "", {mark: [] for mark in "{[<"}
    for character in marked:
        if character in "}]>":
            spans[{"}": "{", "]": "[", ">": "<"}[character]][-1] += (len(text),)
        elif character in "{[<":
            spans[character].append((len(text),))
        else:
            text += character
    said = Attribution(tuple(spans["<"]), tuple(spans["{"]), tuple(spans["["]))
    (wider,) = in_polnears_way(text, [said])
    told = [text[slice(*getattr(wider, role)[0])].rstrip(", ") for role in ("source", "cue", "content")]
    assert told == [source, cue, content]


def test_without_a_cue_only_the_content_takes_polnears_boundaries():
    said = Attribution(((16, 21),), ((0, 10),))
    assert in_polnears_way("Ruth Vale: that rents", [said]) == [Attribution(((11, 21),), ((0, 10),))]


def test_an_aside_in_which_another_speaks_is_no_part_of_a_source():
    text = "No, said Ruth Vale, a baker, who warns of rents. It rained."
    outer = Attribution(((0, 2),), ((9, 18),), ((4, 8),))
    aside = Attribution(((42, 47),), ((29, 32),), ((33, 38),))
    found = [text[slice(*one.source[0])] for one in in_polnears_way(text, [outer, aside])]
    assert found == ["Ruth Vale, a baker", "who"]


def test_the_first_annotator_is_gold(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a_zoe.ann").write_text("", encoding="utf-8")
    (tmp_path / "a_bob.ann").write_text(STANDOFF, encoding="utf-8")
    (article,) = read_corpus(tmp_path)
    assert (article.name, len(article.attributions)) == ("a", 2)
    (tmp_path / "lost_bob.ann").write_text(STANDOFF, encoding="utf-8")
    with pytest.raises(StatusquoError, match="there is no text for it"):
        read_corpus(tmp_path)


@pytest.mark.skipif(not REFERENCE_POLNEAR.exists(), reason="the reference scorer is not at hand")
def test_attribution_figures_are_those_of_the_reference_scorer(tmp_path):
    folder = REFERENCE_POLNEAR.parent / "dev"
    articles = read_corpus(folder)[:30]
    chance = random.Random(5)
    said = {}
    for article in articles:
        said[article.name] = [
            Attribution(
                tuple((start + chance.randrange(3) * (end - start) // 4, end) for start, end in one.content),
                chance.choice([one.source, one.content, ()]),
                chance.choice([one.cue, ()]),
            )
            for one in article.attributions
            if chance.random() < 0.8
        ]
    gold = tmp_path / "gold"
    gold.mkdir()
    for article in articles:
        (gold / f"{article.name}.txt").write_bytes((folder / "text" / f"{article.name}.txt").read_bytes())
        first = min((folder / "attributions").glob(f"{article.name}_*.ann"))
        (gold / first.name).write_bytes(first.read_bytes())
    lines = [
        json.dumps({"doc": name, "attributions": [vars(one) for one in found]})
        for name, found in said.items()
    ]
    (tmp_path / "said.jsonl").write_text("\n".join(lines), encoding="utf-8")
    reference = subprocess.run(
        [sys.executable, REFERENCE_POLNEAR, "--gold", gold, "--pred", tmp_path / "said.jsonl"],
        capture_output=True,
        text=True,
        check=True,
    )
    expected, own = json.loads(reference.stdout), score_polnear(articles, said)
    assert list(expected["content_chars"].values()) == [own["content_characters"][rate] for rate in RATES]
    for name in ("attributions", "exact", "end_to_end"):
        assert list(expected[name].values()) == [own[name][rate] for rate in RATES], name
    assert expected["of_matched"]["source_overlap"] == own["attribution_attributes"]["source"]
    assert expected["of_matched"]["cue_overlap"] == own["attribution_attributes"]["cue"]


def test_the_command_prints_tables_and_csv(tmp_path):
    (tmp_path / "note.json").write_text(json.dumps(NOTE), encoding="utf-8")
    said = tmp_path / "said.jsonl"
    said.write_text(json.dumps(as_prediction(resolve(NOTE))) + "\n", encoding="utf-8")
    arguments = ["evaluate", str(tmp_path / "note.json"), "--predictions", str(said)]
    table = CliRunner().invoke(main, arguments).stdout
    assert "statements full  1.0000     1.0000  1.0000  1     1" in table
    rows = CliRunner().invoke(main, [*arguments, "--format", "csv"]).stdout.splitlines()
    assert rows[0] == "set,metric,value"
    assert "briefs,claims.f1,1.0" in rows
    assert CliRunner().invoke(main, ["evaluate"]).exit_code == 2


def test_accuracy_is_a_table(tmp_path):
    (tmp_path / "notes.json").write_text(json.dumps(NOTE), encoding="utf-8")
    found = Accuracy.validate(accuracy(tmp_path / "notes.json", "v1"))
    found = found.filter(~pl.col("set_name").str.starts_with("left out: "))
    assert set(found["set_name"]) == {"notes"}
    values = dict(found.select("metric", "value").iter_rows())
    assert values["statements.gold"] == 1.0
    assert found["accuracy_id"].is_unique().all()
    without = Accuracy.validate(accuracy(None, "v1"))
    assert without["set_name"].str.starts_with("left out: ").all()


def test_the_models_tags_are_scored_beside_the_statements(tmp_path):
    (tmp_path / "a.txt").write_text("Deputy mayor Ruth Vale grumbled that rents fell.", encoding="utf-8")
    (tmp_path / "a_bob.ann").write_text(
        "T1\tSource 0 22\tDeputy mayor Ruth Vale\nT2\tCue 23 31\tgrumbled\n"
        "T3\tContent 32 47\tthat rents fell\nE4\tAttribution:T9 Source:T1 Cue:T2 Content:T3\n",
        encoding="utf-8",
    )
    arguments = ["evaluate", "--polnear", str(tmp_path), "--format", "json"]
    figures = json.loads(CliRunner().invoke(main, [*arguments, "--tags", "0"]).stdout)["polnear"]
    assert (
        figures["exact_spans_of_tags"]["source"]["f1"]
        == figures["exact_spans_of_both"]["source"]["f1"]
        == 1.0
    )
    none = json.loads(CliRunner().invoke(main, [*arguments, "--tags", "90"]).stdout)["polnear"]
    assert none["exact_spans_of_tags"]["source"]["said"] == 0, "no cue is as sure"
    assert none["exact_spans_of_both"] == none["exact_spans_in_polnears_way"]


@pytest.mark.parametrize("arguments", [["--tags", "0"], ["--tags", "0", "ARTICLES"]])
def test_tags_are_of_articles(arguments, tmp_path):
    given = [str(tmp_path) if part == "ARTICLES" else part for part in arguments]
    told = CliRunner().invoke(main, ["evaluate", *given])
    assert told.exit_code == 2


def test_without_the_model_there_are_no_tags(monkeypatch):
    monkeypatch.setattr(models.settings(), "learned_attributions", False)
    models.attribution_tagger.cache_clear()
    with pytest.raises(StatusquoError, match="tags need the trained model"):
        tags([Article("a", ARTICLE, [])], 0.0)
    models.attribution_tagger.cache_clear()
