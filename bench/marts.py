"""What the marts cost: a million made-up claims over ten thousand pairs, built into all marts, asked,
published.

The claims are drawn with a fixed seed. Few pairs get most of the claims (Zipf), and each pair has a course of
its own: some status from some day on, often a higher one later, sometimes a suspension or a withdrawal.
Nearly all claims tell that course, in the usual mixture of wordings, precisions, voices and modalities; a few
in a hundred tell something else. Time and memory are measured in a process that does nothing but build, store
and ask, and in one that publishes.
"""

import argparse
import datetime
import json
import tempfile
import time
from pathlib import Path

import duckdb
import numpy
import polars as pl

from bench import children
from bench.figures import Figure, tell
from pipeline import marts, publish
from pipeline.keeping import keep_whole
from pipeline.lake import Lake
from pipeline.lexicon import reference_table
from pipeline.settings import settings
from schemas import raw, reference, staging
from schemas.table import Table, columns, ddl, frame, polars_schema, table_name
from schemas.tables import SCHEMAS, TABLES

SEED = 20260101
ORGANISATIONS = 60
FIRST_DAY = datetime.date(2000, 1, 1)
DAYS = 9_400
LADDER = ("observer", "dialogue_partner", "partner", "candidate", "member")
PREDICATES = {
    "holds": 34,
    "seeks": 10,
    "supports": 15,
    "opposes": 6,
    "conditional": 2,
    "undecided": 2,
    "applied": 4,
    "invited": 2,
    "started": 3,
    "signed": 2,
    "ratified": 2,
    "admitted": 9,
    "deferred": 2,
    "rejected": 1,
    "declines": 1,
    "suspended": 2,
    "reinstated": 1,
    "withdrew": 2,
}
STANCES = ("supports", "opposes", "conditional", "undecided")


def codes(number: int, prefix: str = "") -> list[str]:
    """Codes of three letters, distinct and stable."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [prefix + letters[i // 676 % 26] + letters[i // 26 % 26] + letters[i % 26] for i in range(number)]


def identifiers(number: int, prefix: int) -> pl.Series:
    """Ids in the form of the tables: 16 hexadecimal digits, here simply counted."""
    return pl.select(pl.format("{}", pl.int_range(number) + prefix * 10**15)).to_series().str.zfill(16)


def fill(model: type[Table], given: dict, rows: int) -> pl.DataFrame:
    """A frame of the model's columns: those given, and for the others null or a filler that they allow."""
    schema = polars_schema(model)
    fillers = {pl.String: "x", pl.Int64: 0, pl.Float64: 0.0, pl.Boolean: False, pl.Date: FIRST_DAY}
    series = []
    for column in columns(model):
        name, dtype = column.name, schema[column.name]
        if name in given:
            series.append(pl.Series(name, given[name], dtype=dtype))
        elif column.nullable:
            series.append(pl.Series(name, [None], dtype=dtype).new_from_index(0, rows))
        elif isinstance(dtype, pl.List):
            series.append(pl.Series(name, [[]], dtype=dtype).new_from_index(0, rows))
        else:
            filler = column.allowed[0] if column.allowed else fillers[dtype]
            series.append(pl.Series(name, [filler], dtype=dtype).new_from_index(0, rows))
    return pl.DataFrame(series)


def dates(days: numpy.ndarray) -> pl.Series:
    """Days since FIRST_DAY as dates."""
    start = (FIRST_DAY - datetime.date(1970, 1, 1)).days
    return pl.Series((days + start).astype(numpy.int32)).cast(pl.Date)


def corpus(claims: int, pairs: int, seed: int = SEED) -> dict[type[Table], pl.DataFrame]:
    """Made-up stage tables with so many claims over so many (subject, organisation) pairs."""
    rng = numpy.random.default_rng(seed)
    states = codes(-(-pairs // ORGANISATIONS))
    organisations = codes(ORGANISATIONS, "O")
    pair_state = numpy.repeat(numpy.arange(len(states)), ORGANISATIONS)[:pairs]
    pair_org = numpy.tile(numpy.arange(ORGANISATIONS), len(states))[:pairs]
    share = 1 / numpy.arange(1, pairs + 1) ** 0.9
    pair = rng.choice(rng.permutation(pairs), size=claims, p=share / share.sum())

    briefs = max(claims // 6, 1)
    published = numpy.sort(rng.integers(0, DAYS, briefs))
    brief = rng.integers(0, briefs, claims)
    brief_ids = identifiers(briefs, 1)
    copies = rng.random(briefs) < 0.08
    originals = numpy.maximum(numpy.arange(briefs) - rng.integers(1, 50, briefs), 0)
    copies &= ~copies[originals] & (originals < numpy.arange(briefs))
    brief_rows = fill(
        raw.Briefs,
        {
            "brief_id": brief_ids,
            "ingested_on": dates(published),
            "published_on": dates(published),
            "published_on_basis": ["metadata"] * briefs,
            "source": [f"Outlet {i}" for i in rng.zipf(1.5, briefs) % 200],
            "language": ["en"] * briefs,
            "format": ["txt"] * briefs,
            "duplicate_of": pl.select(
                pl.when(pl.Series(copies)).then(brief_ids.gather(originals))
            ).to_series(),
        },
        briefs,
    )

    # The course of each pair: a first status from a day on, a later and higher one, perhaps an end.
    first_level, second_level = rng.integers(0, 3, pairs), rng.integers(3, 5, pairs)
    first_from, second_from = rng.integers(-3000, 6000, pairs), rng.integers(2000, 2 * DAYS, pairs)
    left = numpy.where(rng.random(pairs) < 0.05, rng.integers(4000, DAYS, pairs), 10 * DAYS)
    told = published[brief]
    level = numpy.where(told >= second_from[pair], second_level[pair], first_level[pair])
    noise = rng.random(claims) < 0.03
    level = numpy.where(noise, rng.integers(0, 5, claims), level)
    names = numpy.array(list(PREDICATES))
    weights = numpy.array(list(PREDICATES.values()), dtype=float)
    predicate = rng.choice(names, size=claims, p=weights / weights.sum())
    predicate = numpy.where((predicate == "withdrew") & (told < left[pair]) & ~noise, "holds", predicate)
    is_stance = numpy.isin(predicate, STANCES)
    status = numpy.where(
        is_stance
        | numpy.isin(
            predicate,
            [
                "seeks",
                "applied",
                "invited",
                "started",
                "signed",
                "ratified",
                "deferred",
                "rejected",
                "suspended",
                "reinstated",
                "withdrew",
            ],
        ),
        "member",
        numpy.array(LADDER)[level],
    )

    # The date of what is told: the day on which it began for what holds or was granted, a day before the
    # telling for the rest.
    begun = numpy.where(level == second_level[pair], second_from[pair], first_from[pair])
    happened = numpy.where(
        numpy.isin(predicate, ["holds", "admitted"]),
        numpy.minimum(begun, told),
        told - rng.integers(0, 30, claims),
    )
    happened = numpy.where(noise, told - rng.integers(0, 3000, claims), happened)
    day = dates(happened).dt.to_string("%Y-%m-%d")
    kind = rng.random(claims)
    when = pl.select(
        pl.when(pl.Series(kind < 0.4))
        .then(None)
        .when(pl.Series((kind < 0.6) & (predicate == "holds")))
        .then(day.str.slice(0, 4) + "/..")
        .when(pl.Series(kind < 0.7))
        .then(day.str.slice(0, 4))
        .when(pl.Series(kind < 0.85))
        .then(day.str.slice(0, 7))
        .otherwise(day)
    ).to_series()
    voice = rng.choice(["news", "comment", "statement"], size=claims, p=[0.5, 0.2, 0.3])
    claim_ids, statement_ids = identifiers(claims, 2), identifiers(claims, 3)
    is_statement = voice == "statement"
    actor = pl.select(
        pl.when(pl.Series(is_stance)).then(
            pl.Series(numpy.array(states)[rng.integers(0, len(states), claims) % 40])
        )
    ).to_series()
    claim_rows = fill(
        staging.Claims,
        {
            "claim_id": claim_ids,
            "brief_id": brief_ids.gather(brief),
            "ingested_on": dates(told),
            "voice": voice.tolist(),
            "statement_id": pl.select(pl.when(pl.Series(is_statement)).then(statement_ids)).to_series(),
            "predicate": predicate.tolist(),
            "subject": numpy.array(states)[pair_state[pair]].tolist(),
            "org": numpy.array(organisations)[pair_org[pair]].tolist(),
            "status": status.tolist(),
            "actor": actor,
            "actor_kind": pl.select(pl.when(actor.is_not_null()).then(pl.lit("state"))).to_series(),
            "polarity": rng.choice(["affirmed", "negated"], size=claims, p=[0.94, 0.06]).tolist(),
            "modality": rng.choice(
                ["asserted", "expected", "hoped", "possible", "conditional"],
                size=claims,
                p=[0.76, 0.08, 0.06, 0.06, 0.04],
            ).tolist(),
            "when_edtf": when,
            "confidence_of_reading": [1.0] * claims,
        },
        claims,
    )
    spoken = numpy.flatnonzero(is_statement)
    speaker = rng.integers(0, 3000, len(spoken))
    statement_rows = fill(
        staging.Statements,
        {
            "statement_id": statement_ids.gather(spoken),
            "brief_id": brief_ids.gather(brief[spoken]),
            "ingested_on": dates(told[spoken]),
            "speaker": [f"Speaker {i}" for i in speaker],
            "speaker_entity_id": [f"person:speaker-{i}" for i in speaker],
            "speaker_country": numpy.array(states)[speaker % len(states)].tolist(),
            "segment_kind": ["news"] * len(spoken),
            "quote": ["indirect"] * len(spoken),
        },
        len(spoken),
    )
    known = rng.choice(pairs, size=pairs // 20, replace=False)
    history = frame(
        reference.MembershipHistory,
        (
            {
                "iso3": states[pair_state[i]],
                "org": organisations[pair_org[i]],
                "term": "member",
                "status": "member",
                "to_known": True,
                "basis": "source",
                "source": "made up",
                "from_edtf": str(FIRST_DAY + datetime.timedelta(days=int(second_from[i]))),
            }
            for i in known
            if second_level[i] == 4 and second_from[i] < DAYS
        ),
    )
    return {
        raw.Briefs: brief_rows,
        staging.Claims: claim_rows,
        staging.Statements: statement_rows,
        reference.MembershipHistory: history,
        reference.States: frame(
            reference.States, ({"iso3": code, "iso2": code, "name": code} for code in states)
        ),
        reference.Organisations: frame(
            reference.Organisations,
            (
                {"org": code, "name": code, "kind": "political", "decision_rule": "consensus"}
                for code in organisations
            ),
        ),
        reference.Statuses: frame(
            reference.Statuses,
            ({"org": "*", "term": status.replace("_", " "), "status": status} for status in LADDER),
        ),
        reference.Outlets: frame(reference.Outlets),
        reference.Coverage: frame(reference.Coverage),
        reference.Voting: frame(reference.Voting),
        reference.Predicates: reference_table("predicates", reference.Predicates),
        staging.Segments: frame(staging.Segments),
        raw.Originals: frame(raw.Originals),
    }


def build(folder: Path) -> dict:
    """Build all marts from the lake of the folder, check and store each, then ask; seconds by mart,
    milliseconds of processor time by question."""
    lake = Lake(folder)
    connection = duckdb.connect(
        config={"threads": 2, "memory_limit": "1500MB", "temp_directory": str(folder / "spill")}
    )
    for schema in SCHEMAS:
        connection.execute(f"CREATE SCHEMA {schema}")
    for model in TABLES:
        stored = f"CREATE VIEW {table_name(model)} AS FROM '{lake.path(model)}'"
        connection.execute(stored if lake.partitions(model) else ddl(model))
    seconds, busy, rows, storing = {}, {}, {}, 0.0
    for mart in marts.MARTS:
        started, started_busy = time.perf_counter(), time.process_time()
        found = marts.build(mart.name, connection)
        seconds[mart.name], busy[mart.name] = (
            time.perf_counter() - started,
            time.process_time() - started_busy,
        )
        started_busy = time.process_time()
        rows[mart.name] = keep_whole(lake, "marts", mart.model, found).rows.height
        storing += time.process_time() - started_busy
        del found
        connection.execute(f"INSERT INTO {table_name(mart.model)} BY NAME FROM '{lake.path(mart.model)}'")
    marts.define_macros(connection)
    org = connection.execute(
        "SELECT org FROM marts.membership_timeline GROUP BY org ORDER BY count(*) DESC, org LIMIT 1"
    ).fetchone()[0]
    questions = {
        "status_on": f"FROM status_on(DATE '2015-05-01', '{org}')",
        "members_of": f"FROM members_of('{org}', DATE '2015-05-01')",
        "status_on, known by": f"FROM status_on(DATE '2015-05-01', '{org}', DATE '2015-05-01')",
        "members_of, known by": f"FROM members_of('{org}', DATE '2015-05-01', DATE '2015-05-01')",
    }
    milliseconds = {}
    for name, sql in questions.items():
        connection.execute(sql).fetchall()
        times = []
        for _ in range(5):
            started = time.process_time()
            connection.execute(sql).fetchall()
            times.append(1000 * (time.process_time() - started))
        milliseconds[name] = sorted(times)[2]
    return {
        "seconds": seconds,
        "busy": busy,
        "rows": rows,
        "storing": storing,
        "milliseconds": milliseconds,
    }


def published(folder: Path) -> float:
    """Build the file that is published from the lake of the folder; seconds of processor time."""
    started = time.process_time()
    publish.build(folder / "new.duckdb", Lake(folder), settings().sql, folder / "before.duckdb")
    return time.process_time() - started


def main() -> None:
    """Make the claims, build in a process of its own, print what it took."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--claims", type=int, default=1_000_000)
    arguments.add_argument("--pairs", type=int, default=10_000)
    arguments.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    arguments.add_argument("--publish", type=Path, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.build or options.publish:
        print(json.dumps(build(options.build) if options.build else published(options.publish)))
        return
    with tempfile.TemporaryDirectory() as folder:
        for model, rows in corpus(options.claims, options.pairs).items():
            if rows.height:
                Lake(folder).write(model, rows)
        del rows
        cost = children.run(["-m", "bench.marts", "--build", folder])
        publishing = children.run(["-m", "bench.marts", "--publish", folder])
    result = json.loads(cost.output)
    print(f"Marts from {options.claims:,} claims over {options.pairs:,} pairs, 2 threads")
    for name, seconds in result["seconds"].items():
        print(
            f"  {name:<22}{seconds:8.2f} s {result['busy'][name]:8.2f} CPU s {result['rows'][name]:>12,} rows"
        )
    told = f"{options.claims:,} claims"
    tell(
        [
            Figure(f"marts of {told}, by the clock", sum(result["seconds"].values()), "s", 10),
            Figure(f"marts of {told}, processor time", sum(result["busy"].values()), "s", 20),
            Figure(f"marts of {told}, peak memory", cost.peak_mb, "MB", 2000),
            Figure(f"marts of {told}, checked and stored, processor time", result["storing"], "s"),
            Figure(f"publishing {told}, processor time", json.loads(publishing.output), "s"),
            Figure(f"publishing {told}, peak memory", publishing.peak_mb, "MB"),
            *(
                Figure(f"{name} on {told}, warm, processor time", ms, "ms", 60 if "known by" in name else 30)
                for name, ms in result["milliseconds"].items()
            ),
        ]
    )


if __name__ == "__main__":
    main()
