"""The trained attribution model: what it is shown, how it is stored, what it proposes, doing without it."""

import dataclasses
import json

import numpy as np
import pytest

from pipeline.evaluation.gold import read_gold
from pipeline.evaluation.polnear import Attribution
from pipeline.language.encoder import Encoder, make_encoder, stored
from pipeline.language.reading import parse, prepare
from pipeline.language.statements.component import rules
from pipeline.language.statements.learned import model as models
from pipeline.language.statements.learned.heads import DISTANCES, ORDERS, distance_buckets, likeliest
from pipeline.language.statements.learned.proposals import (
    KNOWN_IN_A_RELEASE,
    UNKNOWN_IN_A_RELEASE,
    caution,
    proposals,
)
from pipeline.language.statements.learned.tagger import cue_runs
from pipeline.language.statements.learned.whole_phrases import whole_phrase
from pipeline.language.statements.learned.windows import SIZE, windows
from pipeline.language.statements.settle import SURE, settled
from pipeline.language.statements.statement_drafts import Passage
from pipeline.training.examples import attributions, examples

TEXT = "The harbour master grumbled that the cranes were idle. The cranes stood still."


def span(text, part):
    return (text.index(part), text.index(part) + len(part))


def cut(text):
    return make_encoder().pieces.cut(text)


# --- What it is shown -----------------------------------------------------------------------------


def test_a_short_text_is_one_window():
    pieces = cut(TEXT)
    assert list(windows(TEXT, pieces)) == [(0, len(pieces))]
    assert list(windows("", [])) == []


def test_windows_hold_whole_sentences_and_everything():
    text = "The ferry left at noon, said the pilot. " * 60
    pieces = cut(text)
    found = list(windows(text, pieces))
    assert [start for start, _ in found[1:]] == [end for _, end in found[:-1]]
    assert found[0][0] == 0 and found[-1][1] == len(pieces)
    assert all(end - start <= SIZE and text[pieces[start][1] :].startswith("The") for start, end in found)


def test_a_sentence_longer_than_a_window_is_cut():
    text = "He spoke. " + "tea and " * 400 + "milk. She left."
    pieces = cut(text)
    found = list(windows(text, pieces))
    assert max(end - start for start, end in found) <= SIZE
    assert found[-1][1] == len(pieces) and sum(end - start for start, end in found) == len(pieces)


def test_examples_tag_cues_and_their_roles():
    annotated = Attribution(
        (span(TEXT, "the cranes were idle"),),
        (span(TEXT, "The harbour master"),),
        (span(TEXT, "grumbled"),),
    )
    (example,) = examples(TEXT, [annotated], make_encoder().pieces)
    pieces = cut(TEXT)
    ((start, end),) = [cue for cue, _ in example.cues]
    assert TEXT[pieces[start][1] : pieces[end - 1][2]] == "grumbled"
    assert list(example.cue_tags[start:end]) == [1] + [2] * (end - start - 1)
    roles = example.cues[0][1]
    assert list(roles[:3]) == [1, 1, 1] and roles[end] == 0 and set(roles[end + 1 : end + 5]) == {2}
    assert len(example.numbers) == len(pieces) + 2


def test_statements_of_briefs_are_examples(tmp_path):
    brief = {
        "id": "made-up",
        "published_on": None,
        "paragraphs": [{"kind": "news", "text": TEXT}],
        "statements": [
            {
                "id": "s1",
                "source": "The harbour master",
                "speaker": "the harbour master",
                "speaker_country": None,
                "via": None,
                "cue": "grumbled",
                "content": ["the cranes were idle"],
                "quote": "indirect",
                "said_on": None,
            }
        ],
        "claims": [],
    }
    (tmp_path / "brief.json").write_text(json.dumps(brief), encoding="utf-8")
    (found,) = attributions(read_gold(tmp_path)[0])
    assert [TEXT[slice(*spans[0])] for spans in (found.source, found.cue, found.content)] == [
        "The harbour master",
        "grumbled",
        "the cranes were idle",
    ]


# --- How it decides -------------------------------------------------------------------------------


def test_distances_are_told_apart_near_the_cue():
    found = distance_buckets(200, 100, 102)
    assert found[100] == found[101] == ORDERS
    assert list(found[97:100]) == [ORDERS - 3, ORDERS - 2, ORDERS - 1] and found[102] == ORDERS + 1
    assert found.min() >= 0 and found.max() < DISTANCES and list(found) == sorted(found)


def test_a_change_of_role_must_pay():
    chances = np.log(np.array([[[0.9, 0.1], [0.4, 0.6], [0.9, 0.1], [0.01, 0.99], [0.01, 0.99]]]))
    assert likeliest(chances, 0 * np.eye(2)).tolist() == [[0, 1, 0, 1, 1]]
    assert likeliest(chances, 1 - np.eye(2)).tolist() == [[0, 0, 0, 1, 1]]


def test_neighbouring_cues_are_told_apart():
    chances = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.1, 0.8, 0.1], [0.8, 0.1, 0.1]]))
    score = np.logaddexp(chances[:, 1], chances[:, 2]) - chances[:, 0]
    assert cue_runs(score, chances, 0.0) == [(0, 2), (2, 3)]


# --- How it is stored -----------------------------------------------------------------------------


def test_what_is_stored_comes_back(tmp_path):
    weights = {
        "encoder.layer.0.output.dense.weight": np.array([[1.0, -0.5], [0.0, 0.0]], np.float32),
        "encoder.layer.0.output.dense.bias": np.array([0.25, -2.0], np.float32),
        "head.cue.weight": np.array([[0.1, 0.2]], np.float32),
    }
    for name in ("a", "b"):
        stored.save(tmp_path / f"{name}.npz", weights)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    back = stored.read(tmp_path / "a.npz")
    assert back.keys() == weights.keys()
    assert all(np.allclose(back[name], weights[name], atol=0.005) for name in weights)


# --- What it proposes -----------------------------------------------------------------------------


def passage(text):
    (doc,) = parse([prepare(text)])
    return Passage(doc)


def proposed(text, threshold=0.0):
    return [
        (
            draft.cue.token.text,
            draft.source and text[slice(*token_span(draft))],
            [text[s:e] for s, e in draft.pieces],
        )
        for draft in proposals(passage(text), threshold=threshold)
    ]


def token_span(draft):
    doc = draft.cue.token.doc
    last = doc[draft.source.end - 1]
    return doc[draft.source.start].idx, last.idx + len(last)


def test_a_cue_that_no_lexicon_lists():
    assert ("grumbled", "The harbour master", ["the cranes were idle"]) in proposed(TEXT)


def test_source_and_content_in_two_sentences():
    text = "The harbour master of Norland was blunt. \u201cThe cranes are idle,\u201d he fumed."
    found = {cue: (source, content) for cue, source, content in proposed(text)}
    assert found["fumed"][0] == "he" and "\u201cThe cranes are idle,\u201d" in found["fumed"][1]


def test_a_window_that_can_hold_no_cue_is_not_encoded():
    (doc,) = parse([prepare(TEXT)])
    tagger = models.attribution_tagger()
    whole = list(tagger.read(doc, 0.0))
    assert whole and list(tagger.read(doc, 0.0, lambda place: place == 0)) == whole, (
        "one token may: all is read"
    )
    tagger = dataclasses.replace(tagger, encoder=Encoder(None, tagger.encoder.pieces))
    assert list(tagger.read(doc, 0.0, lambda place: False)) == [], (
        "there is no network that it could be run on"
    )


def test_a_higher_threshold_proposes_less():
    assert not proposed(TEXT, threshold=50.0)


def test_the_same_text_is_read_alike_whatever_stands_in_its_batch():
    other = "A baker of Sudland complained that flour was dear. The mill stood still for the whole winter."
    alone, together = parse([prepare(TEXT)]), parse([prepare(other), prepare(TEXT)])
    first = [(d.pieces, d.score) for d in proposals(Passage(next(iter(alone))), threshold=0.0)]
    second = [(d.pieces, d.score) for d in proposals(Passage(list(together)[1]), threshold=0.0)]
    assert first == second and first


@pytest.mark.parametrize("setting", ["learned_attributions", "encoder"])
def test_the_rules_do_without_it(monkeypatch, setting):
    monkeypatch.setattr(models.settings(), setting, False)
    models.attribution_tagger.cache_clear()
    assert models.attribution_tagger() is None and proposed(TEXT) == []
    models.attribution_tagger.cache_clear()


def test_no_source_across_a_blank_line():
    text = "Ada Quill, Harbour Master\n\nShe grumbled that the cranes were idle."
    assert [source for cue, source, _ in proposed(text) if cue == "grumbled"] == ["She"]


def test_a_passive_has_no_source_but_its_agent():
    text = "The pilot was lambasted for leaving the harbour unlit."
    assert [source for _, source, _ in proposed(text, -3.0)] in ([], [None])


def test_a_source_begins_after_an_adjunct():
    text = "In talks with pilots in Norland, Minister Quill grumbled that the cranes were idle."
    assert [source for cue, source, _ in proposed(text) if cue == "grumbled"] == ["Minister Quill"]


@pytest.mark.parametrize(
    ("text", "tagged", "source"),
    [
        ("Deputy harbour master Ruth Vale grumbled.", "Ruth Vale", "Deputy harbour master Ruth Vale"),
        ("Some 40 percent of bakers grumbled.", "of bakers", "Some 40 percent of bakers"),
        ("The old and new pilots grumbled.", "and new pilots", "The old and new pilots"),
        ("The minister's stern envoy grumbled.", "stern envoy", "The minister's stern envoy"),
        ("A self-taught baker grumbled.", "taught baker", "A self-taught baker"),
        ("The harbour masters grumbled.", "The harbour", "The harbour masters"),
        ("A baker from the old town grumbled.", "A baker from", "A baker from the old town"),
        ("The rent, and pilots grumbled.", "and pilots", "pilots"),
        ("Bakers who grumbled left.", "Bakers who", "who"),
        ("Ruth Vale, who bakes, grumbled.", "Ruth Vale, who", "Ruth Vale"),
        ("Pilots have grumbled.", "Pilots have", "Pilots"),
        ("The ferry's pilot grumbled.", "The ferry's pilot", "The ferry's pilot"),
    ],
)
def test_a_source_is_a_whole_phrase(text, tagged, source):
    (doc,) = parse([prepare(text)])
    words = doc.char_span(*span(text, tagged))
    start, end = whole_phrase(doc, words.start, words.end, frozenset())
    assert doc[start:end].text == source


def test_a_phrase_takes_nothing_of_cue_or_content():
    text = "The harbour masters grumbled."
    (doc,) = parse([prepare(text)])
    assert whole_phrase(doc, 0, 2, {2}) == (0, 2)


def test_the_noun_before_a_relative_pronoun_is_who_speaks():
    text = "Pilots who grumbled that the cranes were idle left Norland."
    (found,) = [
        draft for draft in proposals(passage(text), threshold=0.0) if draft.cue.token.text == "grumbled"
    ]
    assert (found.source.head.text, found.source.of.text) == ("who", "Pilots")


def test_lines_of_a_transcript_are_left_to_the_rules():
    text = "MS QUILL: The pilot grumbled that the cranes were idle.\n\nQUESTION: He grumbled?\n\nMS QUILL: He did."
    assert proposed(text) == []


def test_a_deed_is_a_report_where_its_object_is_a_clause():
    assert [cue for cue, _, _ in proposed("The harbour master knows that the cranes are idle.")] == ["knows"]
    assert proposed("The harbour master knows how the cranes work.") == []
    assert proposed("The harbour master knows the cranes.") == []


def test_in_a_release_a_proposal_must_be_surer_and_more_so_where_no_lexicon_has_its_cue():
    def needed(cue, source=None):
        (doc,) = parse([prepare(f"The minister {cue} that the cranes were idle.", source=source)])
        return {d.cue.token.text: caution(Passage(doc), d) for d in proposals(Passage(doc), threshold=0.0)}

    assert needed("mused") == {"mused": 0} and needed("enthused") == {"enthused": 0}
    ministry = "Ministry of Foreign Affairs of Portugal"
    assert needed("mused", ministry) == {"mused": KNOWN_IN_A_RELEASE}
    assert needed("enthused", ministry) == {}
    assert 0 < KNOWN_IN_A_RELEASE < UNKNOWN_IN_A_RELEASE


def test_a_sure_proposal_stands_over_the_statement_within_its_content():
    text = "The captain shrugged off the minister's claim that the quay will be closed in spring."
    read = passage(text)
    found = list(proposals(read, threshold=0.0))
    (outer,) = [draft for draft in found if draft.cue.token.text == "shrugged"]
    for score, rule in ((SURE, "learned"), (SURE - 0.1, "noun")):
        outer.score = score
        assert [draft.rule for draft in settled(read, [*rules(read, []), outer])] == [rule]


def test_a_rule_that_finds_a_relay_stays_before_the_model():
    text = (
        "According to Norpress news agency, quoting the Sudland Central News Agency, the quay has been shut."
    )
    read = passage(text)
    relayed = [draft for draft in rules(read, []) if draft.via is not None]
    assert [draft.rule for draft in relayed] == ["according"]
    other = dataclasses.replace(relayed[0], rule="learned", via=None, pieces=[(36, 75)], score=9.0)
    assert settled(read, [*relayed, other]) == relayed
    relayed[0].via = None
    assert [draft.rule for draft in settled(read, [*relayed, other])] == ["learned"]
