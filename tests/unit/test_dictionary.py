"""The schemas tell everything, and the data dictionary is what they tell."""

import re

import duckdb
import pytest

from pipeline.settings import ROOT
from schemas.dictionary import anchor, dictionary
from schemas.table import about, columns, comments, ddl, frame, meaning, table_name
from schemas.tables import MODELS, PUBLISHED, SCHEMAS, TABLES

EVERY = pytest.mark.parametrize("model", TABLES, ids=table_name)


def test_dictionary_is_fresh():
    page = (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    assert page == dictionary(PUBLISHED), "stale: statusquo docs"


@EVERY
def test_table_and_every_column_have_a_meaning(model):
    assert meaning(model).endswith(".") and about(model)["grain"] and about(model)["key"]
    for column in columns(model):
        assert len(column.meaning) > 5 and column.meaning[-1] in ".?)", column.name
        assert not column.values or all(column.values.values()), column.name


@EVERY
def test_table_is_in_the_dictionary_with_every_column(model):
    page = dictionary(PUBLISHED)
    section = page.split(f"\n### {table_name(model)}\n")[1].split("\n### ")[0]
    assert meaning(model) in section and f"(#{anchor(model)})" in page
    for column in columns(model):
        assert f"| `{column.name}` | {column.sql_type} |" in section
        for value in column.allowed:
            assert f"`{value}`" in section


@EVERY
def test_keys_and_references_name_columns_that_exist(model):
    names = {column.name: column for column in columns(model)}
    assert set(about(model)["key"]) <= set(names)
    for column, target in about(model).get("references", {}).items():
        table, _, name = target.rpartition(".")
        assert column in names
        assert name in {other.name for other in columns(MODELS[table])}, target


@EVERY
def test_duckdb_takes_ddl_and_comments(model):
    with duckdb.connect() as connection:
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA {schema}")
        connection.execute(ddl(model))
        for comment in comments(model):
            connection.execute(comment)
        described = connection.execute(f"DESCRIBE {table_name(model)}").fetchall()
    assert [row[0] for row in described] == [column.name for column in columns(model)]
    keyed = set(about(model)["key"])
    assert [row[2] == "YES" for row in described] == [
        column.nullable and column.name not in keyed for column in columns(model)
    ]


@EVERY
def test_model_takes_its_empty_frame(model):
    assert model.validate(frame(model), lazy=True).height == 0


def test_names_can_be_parsed():
    assert len(MODELS) == len(TABLES)
    for model in TABLES:
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", table_name(model)) and about(model)["schema"] in SCHEMAS
