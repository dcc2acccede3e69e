"""The data dictionary: a page that tells every table and column in words, generated from the models."""

from collections.abc import Iterable

from schemas.table import Column, Table, about, columns, meaning, table_name
from schemas.tables import SCHEMAS

HEAD = """# Data dictionary

Generated from the models below `schemas/` by `statusquo docs`; change it there. Every table lies in
`statusquo.duckdb` under the name given here. Ids are hashes of content and position: the same brief gives
the same ids on every machine. Offsets are characters of the brief's text, from 0, the end exclusive. Dates
in EDTF are ISO 8601-2: `2017-06` is a month, `2005/..` is since 2005, `../2014` until 2014; their first and
last possible days stand beside them as dates.
"""
RULES = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "min_value": "≥", "max_value": "≤"}


def escaped(text: str) -> str:
    """Text for a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def rule(text: str) -> str:
    """A rule of a column as people read it: 'min_value 0' -> '≥ 0', 'pattern ^[A-Z]{3}$' -> 'matches
    `^[A-Z]{3}$`'."""
    name, _, value = text.partition(" ")
    if name == "pattern":
        return f"matches `{value}`"
    return f"{RULES[name]} {value}" if name in RULES else text


def values(column: Column) -> str:
    """The allowed values and rules of a column, in a cell."""
    told = []
    if column.allowed:
        told.append("one of: " + ", ".join(f"`{value}`" for value in column.allowed))
    told += map(rule, column.rules)
    return escaped("; ".join(told))


def table_section(model: type[Table]) -> list[str]:
    """Lines that tell one table."""
    facts = about(model)
    name = table_name(model)
    lines = [f"### {name}", "", meaning(model), "", f"- One row: {facts['grain']}."]
    lines.append("- Key: " + ", ".join(f"`{column}`" for column in facts["key"]) + ".")
    for column, target in facts.get("references", {}).items():
        lines.append(f"- `{column}` points to `{target}`.")
    lines += ["", "| Column | Type | Null | Meaning | Values |", "| --- | --- | --- | --- | --- |"]
    found = columns(model)
    for column in found:
        null = "yes" if column.nullable else "no"
        lines.append(
            f"| `{column.name}` | {column.sql_type} | {null} | {escaped(column.meaning)} | {values(column)} |"
        )
    for column in found:
        if column.values:
            lines += ["", f"Values of `{column.name}`:", ""]
            lines += [f"- `{value}`: {told}" for value, told in column.values.items()]
    return [*lines, ""]


def dictionary(models: Iterable[type[Table]]) -> str:
    """The whole page as Markdown."""
    models = list(models)
    lines = [HEAD]
    for schema, told in SCHEMAS.items():
        listed = [model for model in models if about(model)["schema"] == schema]
        if listed:
            lines += [
                f"- **{schema}**: {told} "
                + ", ".join(f"[{table_name(model)}](#{anchor(model)})" for model in listed)
            ]
    lines.append("")
    for schema, told in SCHEMAS.items():
        listed = [model for model in models if about(model)["schema"] == schema]
        if listed:
            lines += [f"## {schema}", "", told, ""]
        for model in listed:
            lines += table_section(model)
    return "\n".join(lines).rstrip() + "\n"


def anchor(model: type[Table]) -> str:
    """The anchor that Markdown renderers give to a table's heading."""
    return table_name(model).replace(".", "")
