"""What goes wrong is refused, counted and stopped where it must be; each fault is put in on purpose."""

import shutil

import dagster as dg
import polars as pl
import pytest
from conftest import DAYS

from assets.checks import documents_findings, results
from assets.runs import RunError, bring_up_to_date, execute, read_day
from assets.tables import key
from pipeline import marts, records, stages
from pipeline.freshness import Stamps, is_published, stale_stages
from pipeline.language import reading
from pipeline.settings import settings
from schemas.quality import Rejected
from schemas.raw import Briefs
from schemas.staging import Claims, Mentions, Segments

DAY = DAYS[0]
IN_DAY = [key(name) for name in ("staging.segments", "staging.parsed", "staging.mentions")]


def steps_of_the_last_run(instance: dg.DagsterInstance) -> set[str]:
    run = instance.get_runs(limit=1)[0]
    events = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.STEP_START)
    return {event.step_key for event in events}


@pytest.fixture
def healed(world, tmp_path):
    """Put the lake back as it was after a test has spoilt it."""
    published = world.home / "statusquo.duckdb"
    shutil.copytree(world.lake.root, tmp_path / "lake")
    shutil.copy2(published, tmp_path)
    yield world
    shutil.rmtree(world.lake.root)
    shutil.copytree(tmp_path / "lake", world.lake.root)
    shutil.copy2(tmp_path / published.name, published)


def evaluations(result: dg.ExecuteInProcessResult) -> dict[tuple[str, str], dg.AssetCheckEvaluation]:
    return {(one.asset_key.path[-1], one.check_name): one for one in result.get_asset_check_evaluations()}


def test_bad_row_is_refused_and_counted_and_the_good_ones_go_on(healed, monkeypatch):
    good = healed.lake.read(Segments, DAY)
    segment_rows = records.segment_rows

    def with_bad_rows(segments, brief):
        rows = segment_rows(segments, brief)
        return (
            [*rows, rows[0] | {"segment_id": "f" * 16, "kind": "gossip", "position": -1}]
            if rows[0]["text"].startswith("Bolivia")
            else rows
        )

    monkeypatch.setattr(records, "segment_rows", with_bad_rows)
    result = execute("reading", healed.instance, partition_key=DAY, asset_selection=IN_DAY)
    assert healed.lake.read(Segments, DAY).equals(good)
    (refused,) = healed.lake.read(Rejected, f"{DAY}.segments").iter_rows(named=True)
    assert (refused["reason"], refused["stage"]) == ("schema", "segments")
    assert (
        "kind: isin(" in refused["detail"]
        and "gossip" in refused["detail"]
        and "position: " in refused["detail"]
    )
    assert '"gossip"' in refused["row"] and len(refused["original"]) == 64
    checks = evaluations(result)
    assert checks["segments", "schema"].passed
    warning = checks["segments", "refused"]
    assert not warning.passed and warning.severity is dg.AssetCheckSeverity.WARN
    assert warning.metadata["failures"].value == 1 and "gossip" in warning.metadata["failing_rows"].value
    assert result.asset_materializations_for_node("staging__mentions")


def test_broken_span_stops_what_comes_after(healed, monkeypatch):
    published = (healed.home / "statusquo.duckdb").read_bytes()
    segment_rows = records.segment_rows
    monkeypatch.setattr(
        records,
        "segment_rows",
        lambda segments, brief: [
            row | {"text": row["text"].upper()} for row in segment_rows(segments, brief)
        ],
    )
    with pytest.raises(RunError, match=r"checks failed: staging/segments spans \(\d+ rows\)"):
        bring_up_to_date(healed.instance, days=[DAY], force=True, say=lambda line: None)
    started = steps_of_the_last_run(healed.instance)
    assert "segments_checks" in started and "staging__parsed" not in started
    assert (healed.home / "statusquo.duckdb").read_bytes() == published
    assert "segments" in stale_stages(Stamps(healed.lake), DAY, store=settings().landing), (
        "nothing is built upon it later"
    )


def test_table_of_another_shape_stops_with_one_line(healed, monkeypatch):
    monkeypatch.setattr(stages, "appearances", lambda mentions, names: pl.DataFrame({"brief_id": ["x"]}))
    with pytest.raises(
        RunError,
        match=r"^staging__appearances: staging.appearances: column_in_dataframe fails on .*in schemas/ disagree",
    ):
        execute("reading", healed.instance, partition_key=DAY, asset_selection=[key("staging.appearances")])


def test_mart_whose_counts_do_not_add_up_is_not_published(healed, monkeypatch):
    published = (healed.home / "statusquo.duckdb").read_bytes()
    build = marts.build

    def miscounts(name, connection):
        made = build(name, connection)
        return (
            made.with_columns(claims_news=pl.col("claims_news") + 1) if name == "membership_status" else made
        )

    monkeypatch.setattr(marts, "build", miscounts)
    with pytest.raises(
        RunError,
        match=r"^checks failed: marts/membership_status counts_add_up \(\d+ rows\); the published file stays as it was",
    ):
        bring_up_to_date(healed.instance, force=True, days=[], say=lambda line: None)
    started = steps_of_the_last_run(healed.instance)
    assert "across_marts_checks" in started and "warehouse" not in started
    assert (healed.home / "statusquo.duckdb").read_bytes() == published
    assert not is_published(healed.lake), "the next run makes the marts anew"
    monkeypatch.undo()
    assert bring_up_to_date(healed.instance, days=[], say=lambda line: None)


def test_brief_that_cannot_be_read_stops_no_other(healed, monkeypatch):
    before = healed.lake.read(Mentions, DAY)
    read_on = reading.read_on

    def stumbles(doc, names=None):
        if "Gabon" in doc.text:
            raise ZeroDivisionError("a rule that divides by nothing")
        return read_on(doc, names)

    monkeypatch.setattr(reading, "read_on", stumbles)
    assert read_day(healed.instance, DAY, force=True)
    (refused,) = healed.lake.read(Rejected, f"{DAY}.mentions").iter_rows(named=True)
    assert (refused["reason"], refused["detail"]) == (
        "reading_failed",
        "ZeroDivisionError: a rule that divides by nothing",
    )
    failed = refused["what"].split()[1]
    assert healed.lake.read(Mentions, DAY).equals(before.filter(pl.col("brief_id") != failed))
    assert healed.lake.read(Rejected, f"{DAY}.claims").is_empty(), "later stages leave a failed brief out"
    assert failed not in healed.lake.read(Claims, DAY)["brief_id"]


def test_checks_notice_what_was_changed_after_it_was_stored(healed):
    claims = healed.lake.read(Claims, DAY)
    wrong = pl.concat([claims, claims.head(1)]).with_columns(
        statement_id=pl.lit("0" * 16), evidence=pl.lit("what nobody wrote"), predicate=pl.lit("gossips")
    )
    healed.lake.write(Claims, wrong, DAY)
    found = {
        result.check_name: result for result in results(Claims, ["schema", "key", "references", "spans"], DAY)
    }
    assert {name: result.metadata["failures"].value for name, result in found.items()} == {
        "schema": wrong.height,
        "key": 2,
        "references": wrong.height,
        "spans": wrong.height,
    }
    assert not any(result.passed for result in found.values())
    assert "what nobody wrote" in found["spans"].metadata["failing_rows"].value


def test_lost_document_is_noticed(healed):
    assert documents_findings(DAY).is_empty()
    healed.lake.write_documents(stages.parsed(healed.lake.read(Briefs, DAY).tail(2)).documents, DAY)
    assert documents_findings(DAY).height == 3


@pytest.mark.parametrize("model", [Briefs, Claims, Rejected], ids=lambda model: model.__name__)
def test_a_stored_table_that_is_no_whole_file_is_made_anew(healed, model):
    partition = next(one for one in healed.lake.partitions(model) if one.startswith(DAYS[0]))
    path, told = healed.lake.path(model, partition), []
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert bring_up_to_date(healed.instance, say=lambda line: None, announce=told.append)
    assert path.read_bytes() == whole
    assert told[0] == f"{path} is damaged; it is made anew from the originals of {DAYS[0]}"
    assert not bring_up_to_date(healed.instance, say=lambda line: None)
