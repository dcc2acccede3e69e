"""`pipeline.extract`: JSON lines in, JSON lines out."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import ENDLESS, Bad, Brief, batches, bounded, extract, parse_line, readable
from pipeline.settings import settings as configured
from schemas.vocabulary import MODALITIES, POLARITIES, PREDICATES, QUOTES, SEGMENT_KINDS, STATUSES

TEXT = (
    "Ruritania bids for entry\n\nKazakhstan's foreign minister, Daniyar Testov, said on Friday that his country supports Iran's accession "
    "to the Shanghai Cooperation Organisation. Iran has held observer status at the SCO since 2005.\n\n"
    "Comment: Tajikistan opposes the bid."
)


def line(name="a", text=TEXT, **more):
    return json.dumps({"id": name, "text": text, **more}).encode() + b"\n"


def run(lines):
    return [found if isinstance(found, Bad) else json.loads(found) for found in extract(lines)]


def check_form(found, text):
    """Keys, types and values of an output line, and that all offsets lie within the text."""
    assert list(found) == ["id", "segments", "statements", "claims"]

    def is_span(span):
        return isinstance(span, list) and len(span) == 2 and 0 <= span[0] < span[1] <= len(text)

    for segment in found["segments"]:
        assert list(segment) == ["kind", "start", "end"] and segment["kind"] in SEGMENT_KINDS
        assert is_span([segment["start"], segment["end"]])
    for number, statement in enumerate(found["statements"], start=1):
        assert list(statement) == [
            "id",
            "content",
            "source",
            "cue",
            "speaker",
            "speaker_country",
            "via",
            "quote",
            "said_on",
            "proposed_by",
            "score",
        ]
        assert statement["id"] == f"s{number}" and statement["quote"] in QUOTES
        assert (statement["score"] is not None) == (statement["proposed_by"] == "learned")
        assert statement["content"] and all(map(is_span, statement["content"]))
        assert all(statement[key] is None or is_span(statement[key]) for key in ("source", "cue"))
    for claim in found["claims"]:
        assert list(claim) == [
            "predicate",
            "subject",
            "org",
            "status",
            "actor",
            "polarity",
            "modality",
            "when",
            "statement",
            "evidence",
        ]
        assert claim["predicate"] in PREDICATES and claim["status"] in STATUSES
        assert (
            claim["polarity"] in POLARITIES and claim["modality"] in MODALITIES and is_span(claim["evidence"])
        )
        assert claim["statement"] in {None, *(statement["id"] for statement in found["statements"])}


def test_a_brief_comes_back_with_its_id_in_the_form_of_the_contract():
    (found,) = run([line("brief-1", published_on="2017-04-24")])
    assert found["id"] == "brief-1"
    check_form(found, TEXT)
    assert "".join(TEXT[s["start"] : s["end"]] for s in found["segments"]).replace("\n", "") == TEXT.replace(
        "\n", ""
    )


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b"no json\n", "not JSON"),
        (b"[1]\n", "not an object"),
        (b'"text"\n', "not an object"),
        (b'{"text": "x"}\n', "no id"),
        (b'{"id": "", "text": "x"}\n', "no id"),
        (b'{"id": null, "text": "x"}\n', "no id"),
        (b'{"id": ["a"], "text": "x"}\n', "id is neither"),
        (b'{"id": true, "text": "x"}\n', "id is neither"),
        (b'{"id": "a"}\n', "no text"),
        (b'{"id": "a", "text": null}\n', "no text"),
        (b'{"id": "a", "text": 5}\n', "text is not a string"),
        (b'{"id": "a", "text": " \\n"}\n', "text is empty"),
        (line(published_on="24 April"), "published_on is not a date"),
        (line(published_on=20170424), "published_on is not a string"),
        (line(published_on="2017-02-30"), "published_on is not a date"),
        (b'{"id": "a", "text": "\xff"}\n', "not UTF-8"),
        (b"[" * 200_000 + b"\n", "not JSON"),
        (b'{"id": 1, "text": "x", "n": ' + b"9" * 5000 + b"}\n", "not JSON"),
        (line(text="x" * (configured().max_text_chars + 1)), "more than STATUSQUO_MAX_TEXT_CHARS"),
    ],
)
def test_bad_lines_are_told_with_their_number_and_stop_nothing(bad, why):
    before, found, after = run([line("before", "A."), bad, line("after", "B.")])
    assert isinstance(found, Bad) and found.line == 2 and why in found.why
    assert (before["id"], after["id"]) == ("before", "after")


@pytest.mark.parametrize("value", ["2017-04-24", "2017-04-24T10:00:00Z", "20170424", " 2017-04-24 "])
def test_days_that_are_understood(value):
    assert parse_line(1, line(published_on=value)).published_on.isoformat() == "2017-04-24"


@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_day_is_none(value):
    assert parse_line(1, line(published_on=value)).published_on is None


def test_days_under_the_keys_that_ingestion_knows():
    found = json.dumps({"id": "a", "text": "Text.", "pubDate": "Mon, 24 Apr 2017 08:00:00 GMT"}).encode()
    assert parse_line(1, found).published_on.isoformat() == "2017-04-24"
    assert parse_line(1, line(published_on="24-Apr-2017")).published_on.isoformat() == "2017-04-24"


def test_without_a_day_the_text_is_asked_for_it():
    text = "ASTANA, 3 May 2021 (Example Wire) - Kazakhstan's foreign minister, Daniyar Testov, said yesterday that Iran had joined the SCO."
    (told,), (given,), (unknown,) = (
        run([line(text=text)]),
        run([line(text=text, published_on="2021-06-09")]),
        run([line(text=text[39:])]),
    )
    assert [one["statements"][0]["said_on"] for one in (told, given, unknown)] == [
        "2021-05-02",
        "2021-06-08",
        None,
    ]


def test_marks_blank_lines_and_whole_numbers_as_ids():
    assert [
        found["id"]
        for found in run(
            [b"\xef\xbb\xbf" + line(7, "A."), b"\n", b"  \r\n", line("b", "B.").rstrip() + b"\r\n"]
        )
    ] == [7, "b"]


def test_a_mark_on_a_later_line_is_an_error_of_that_line():
    assert [type(found) for found in run([line("a", "A."), b"\xef\xbb\xbf" + line("b", "B.")])] == [dict, Bad]


def test_what_utf8_cannot_hold():
    found = list(extract([b'{"id": "\\ud800", "text": "One \\udfff word."}']))
    assert json.loads(found[0])["id"] == "\ud800"
    check_form(json.loads(found[0]), "One \udfff word.")


def test_the_order_of_the_output_is_the_order_of_the_input_over_batches():
    names = [f"brief {number}" for number in range(2 * configured().batch_size + 3)]
    lines = [line(name, f"Sentence {name}.") for name in names]
    lines.insert(40, b"bad\n")
    found = run(lines)
    assert isinstance(found[40], Bad) and found[40].line == 41
    assert [one["id"] for one in found if not isinstance(one, Bad)] == names


def test_a_brief_reads_the_same_alone_and_among_others():
    texts = [TEXT, "Other text.", TEXT.replace("Iran", "Belarus"), "x"]
    together = run([line(number, text) for number, text in enumerate(texts, start=1)])
    assert together == [run([line(number, text)])[0] for number, text in enumerate(texts, start=1)]


def test_the_input_is_read_in_batches_of_bounded_size():
    taken = []

    def lines():
        for number in range(200):
            taken.append(number)
            yield line(number, "word " * 4000)

    first = next(batches(lines()))
    assert len(first) == len(taken) == 20 and all(isinstance(one, Brief) for one in first)


@pytest.fixture
def short_lines(monkeypatch):
    """Lines may have 100 bytes."""
    monkeypatch.setenv("STATUSQUO_MAX_ORIGINAL_BYTES", "100")
    configured.cache_clear()
    yield 100
    configured.cache_clear()


class Endless(io.RawIOBase):
    """A stream of one line that never ends."""

    def readable(self):
        return True

    def readinto(self, room):
        room[:] = b"x" * len(room)
        return len(room)


def test_a_line_that_is_too_long_is_told_and_the_next_is_read(short_lines):
    stream = io.BytesIO(b"a" * short_lines + b"\nshort\n" + b"b" * (3 * short_lines) + b"\nlast")
    told = "has more than 100 bytes (STATUSQUO_MAX_ORIGINAL_BYTES)"
    assert list(bounded(stream)) == [Bad(1, told), b"short\n", Bad(3, told), b"last"]


def test_a_line_that_never_ends_is_the_last(short_lines):
    stream = io.BufferedReader(Endless())
    (found,) = bounded(stream)
    assert found.line == 1 and found.why.endswith(
        f"more than {ENDLESS} times as many: what follows is not read"
    )


def test_line_ends_keep_their_places():
    assert readable("a\r\n\r\nb\rc\r\rd\ne") == "a  \n\nb\nc\n\nd\ne"
    (unix,), (windows,) = run([line(text=TEXT)]), run([line(text=TEXT.replace("\n", "\r\n"))])
    other = TEXT.replace("\n", "\r\n")
    check_form(windows, other)
    assert [one["kind"] for one in windows["segments"]] == [one["kind"] for one in unix["segments"]]
    told = [
        [text[s:e] for c in found["claims"] for s, e in [c["evidence"]]]
        for found, text in ((unix, TEXT), (windows, other))
    ]
    assert told[0] == told[1]


@given(st.text(alphabet=st.sampled_from("a\r\n\ud800 \u00e9")))
def test_a_readable_text_has_every_character_in_its_place(text):
    found = readable(text)
    assert len(found) == len(text) and "\r" not in found
    assert all(one == other for one, other in zip(text, found, strict=True) if one in "aé")
    assert [part for part in found.split("\n") if part.strip()] == [
        part for part in readable(found).split("\n") if part.strip()
    ]
    found.encode("utf-8")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), max_size=4))
def test_any_text_is_read(texts):
    for text, found in zip(
        texts, run([line(number, text) for number, text in enumerate(texts, start=1)]), strict=True
    ):
        if isinstance(found, Bad):
            assert not text.strip()
        else:
            check_form(found, text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_line_is_a_brief_bad_or_blank(content):
    assert isinstance(parse_line(1, content), (Brief, Bad, type(None)))
