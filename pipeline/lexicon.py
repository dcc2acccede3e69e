"""Reference data and lexicons as look-up structures, read and validated once a process."""

import dataclasses
import functools
from types import MappingProxyType
from typing import Any

import polars as pl

from pipeline.errors import SeedError
from pipeline.identifiers import slug
from pipeline.language.text.phrase_table import Phrases, words
from pipeline.seeds import read_seed
from pipeline.settings import settings
from schemas import lexicon_base, reference
from schemas.table import Table, columns


@dataclasses.dataclass(frozen=True, slots=True)
class Alias:
    """What a phrase may mean: `text` as the table writes it, `kind` state, organisation, outlet or
    false_friend, `form` the alias table's own kind of word."""

    text: str
    entity: str
    kind: str
    form: str
    caution: str | None = None


@functools.cache
def reference_table(name: str, model: type[Table]) -> pl.DataFrame:
    """seeds/reference/<name>.csv; raises SeedError where it is missing or breaks its schema."""
    return read_seed(settings().seeds / "reference" / f"{name}.csv", model)


@functools.cache
def lexicon_table(name: str, model: type[Table]) -> pl.DataFrame:
    """seeds/lexicon/<name>.csv; raises SeedError where it is missing or breaks its schema."""
    return read_seed(settings().seeds / "lexicon" / f"{name}.csv", model)


def _by(frame: pl.DataFrame, column: str) -> MappingProxyType[str, dict[str, Any]]:
    return MappingProxyType({row[column]: row for row in frame.iter_rows(named=True)})


@functools.cache
def states() -> MappingProxyType[str, dict[str, Any]]:
    """ISO alpha-3 code -> row of reference.states."""
    return _by(reference_table("states", reference.States), "iso3")


@functools.cache
def dissolved_states() -> MappingProxyType[str, dict[str, Any]]:
    """The states that are no more: code -> row of reference.states."""
    return MappingProxyType({code: row for code, row in states().items() if row["dissolved_on"]})


@functools.cache
def organisations() -> MappingProxyType[str, dict[str, Any]]:
    """Code (without 'org:') -> row of reference.organisations."""
    return _by(reference_table("organisations", reference.Organisations), "org")


@functools.cache
def outlets() -> MappingProxyType[str, dict[str, Any]]:
    """'outlet:slug' -> row of reference.outlets."""
    return _by(reference_table("outlets", reference.Outlets), "outlet_id")


@functools.cache
def events() -> tuple[dict[str, Any], ...]:
    """Rows of reference.events."""
    return tuple(reference_table("events", reference.Events).iter_rows(named=True))


@functools.cache
def predicates() -> MappingProxyType[str, dict[str, Any]]:
    """Predicate -> row of reference.predicates."""
    return _by(reference_table("predicates", reference.Predicates), "predicate")


@functools.cache
def organisation_nouns() -> MappingProxyType[str, frozenset[str]]:
    """Code -> the common nouns that a text may use for the organisation ('bloc', 'alliance')."""
    return MappingProxyType(
        {code: frozenset((row["nouns"] or "").split("|")) - {""} for code, row in organisations().items()}
    )


@functools.cache
def word_class(*names: str) -> frozenset[str]:
    """The words of a class of seeds/lexicon/word_classes.csv, or of several; raises KeyError where no word
    has one of them."""
    return frozenset(word for name in names for word in word_notes(name))


@functools.cache
def word_notes(name: str) -> MappingProxyType[str, str | None]:
    """Word -> note of a class of seeds/lexicon/word_classes.csv; raises KeyError where no word has the
    class."""
    table = lexicon_table("word_classes", lexicon_base.WordClasses)
    found = {row["word"]: row["note"] for row in table.iter_rows(named=True) if row["word_class"] == name}
    if not found:
        raise KeyError(f"seeds/lexicon/word_classes.csv has no word of class {name!r}")
    return MappingProxyType(found)


@functools.cache
def status_terms() -> MappingProxyType[tuple[str, str], str]:
    """(Organisation or '*', its term) -> the class of the status."""
    rows = reference_table("statuses", reference.Statuses).iter_rows(named=True)
    return MappingProxyType({(row["org"], row["term"]): row["status"] for row in rows})


@functools.cache
def knows_status(organisation: str, status: str) -> bool:
    """Whether an organisation has a status that texts call by this name; all have members."""
    name = status.replace("_", " ")
    return status == "member" or any(
        code == organisation.removeprefix("org:") and held == status and name in term
        for (code, term), held in status_terms().items()
    )


@functools.cache
def organisation_traits() -> MappingProxyType[str, frozenset[str]]:
    """Trait ('southern', 'english speaking') -> codes of the organisations that it fits, with those whose
    name begins with it."""
    found: dict[str, set[str]] = {}
    for row in lexicon_table("organisation_traits", lexicon_base.OrganisationTraits).iter_rows(named=True):
        found.setdefault(row["trait"], set()).add(row["org"])
    for trait, codes in found.items():
        codes |= {c for c, row in organisations().items() if row["name"].lower().startswith(f"{trait} ")}
    return MappingProxyType({trait: frozenset(codes) for trait, codes in found.items()})


@functools.cache
def organisation_seats() -> frozenset[str]:
    """The cities in which organisations have their seats."""
    return frozenset(row["seat"] for row in organisations().values() if row["seat"])


@functools.cache
def state_traits() -> MappingProxyType[str, frozenset[str]]:
    """Trait ('nordic', 'kingdom') -> ISO alpha-3 codes of the states that have it."""
    found: dict[str, set[str]] = {}
    for row in lexicon_table("state_traits", lexicon_base.StateTraits).iter_rows(named=True):
        found.setdefault(row["trait"], set()).add(row["iso3"])
    return MappingProxyType({trait: frozenset(codes) for trait, codes in found.items()})


@functools.cache
def reference_weights() -> MappingProxyType[str, float]:
    """Name -> weight of what speaks for whom a reference means (seeds/lexicon/reference_weights.csv)."""
    table = lexicon_table("reference_weights", lexicon_base.ReferenceWeights)
    return MappingProxyType(dict(zip(table["name"], table["weight"], strict=True)))


@functools.cache
def unnamed_state_weights() -> MappingProxyType[str, float]:
    """Name -> weight of what speaks for the state of an office that names none
    (seeds/lexicon/unnamed_state_weights.csv); raises SeedError where one of them is missing."""
    table = lexicon_table("unnamed_state_weights", lexicon_base.UnnamedStateWeights)
    (named,) = (one.allowed for one in columns(lexicon_base.UnnamedStateWeights) if one.name == "name")
    missing = sorted(set(named) - set(table["name"]))
    if missing:
        path = settings().seeds / "lexicon" / "unnamed_state_weights.csv"
        raise SeedError(f"{path}: no row has the name {', '.join(missing)}")
    return MappingProxyType(dict(zip(table["name"], table["weight"], strict=True)))


@functools.cache
def organisation_words() -> MappingProxyType[str, frozenset[str]]:
    """Code -> the words (in lower case) of all its names and of the names of its bodies."""
    found = {code: set(row["name"].lower().split()) for code, row in organisations().items()}
    for row in reference_table("organisation_aliases", reference.OrganisationAliases).iter_rows(named=True):
        if row["kind"] != "abbreviation" and row["org"] in found:
            found[row["org"]] |= set(row["alias"].lower().split())
    return MappingProxyType({code: frozenset(parts) for code, parts in found.items()})


@functools.cache
def gazetteer() -> Phrases:
    """All names of states, organisations and outlets, with the false friends that contain them; entries are
    Alias."""
    table = Phrases()
    for row in reference_table("state_aliases", reference.StateAliases).iter_rows(named=True):
        # Long names are the state's whatever their case: 'the former Yugoslav republic of Macedonia'.
        fold = len(row["alias"].split()) > 3
        table.add(
            row["alias"],
            Alias(row["alias"], row["iso3"], "state", row["kind"], row["caution"]),
            fold_case=fold,
        )
    for iso3, row in states().items():
        if row["official_name"]:
            table.add(
                row["official_name"], Alias(row["official_name"], iso3, "state", "name"), fold_case=True
            )
    for code, row in organisations().items():
        table.add(row["name"], Alias(row["name"], f"org:{code}", "organisation", "name"), fold_case=True)
        table.add(code, Alias(code, f"org:{code}", "organisation", "abbreviation"))
    for row in reference_table("organisation_aliases", reference.OrganisationAliases).iter_rows(named=True):
        alias = Alias(row["alias"], f"org:{row['org']}", "organisation", row["kind"])
        table.add(row["alias"], alias, fold_case=not row["case_sensitive"])
    for outlet, row in outlets().items():
        for name in [row["name"], *(row["aliases"] or "").split("|")]:
            if name.strip():
                table.add(name, Alias(name.strip(), outlet, "outlet", "name"))
    for row in lexicon_table("false_friends", lexicon_base.FalseFriends).iter_rows(named=True):
        entity = f"outlet:{slug(row['phrase'])}" if row["kind"] == "outlet" else ""
        # Long ones are the same whatever their case: 'Major Non-NATO Ally'.
        fold = len(words(row["phrase"])) > 3
        table.add(row["phrase"], Alias(row["phrase"], entity, "false_friend", row["kind"]), fold_case=fold)
    return table


@functools.cache
def namesakes() -> MappingProxyType[str, dict[str, tuple[str, ...]]]:
    """Alias -> words that speak for the `state`, for the `other` bearer of the name, and for it `beside` the
    name."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in lexicon_table("namesakes", lexicon_base.Namesakes).iter_rows(named=True):
        cues = found.setdefault(row["alias"], {"state": (), "other": (), "beside": ()})
        cues[row["speaks_for"]] += (row["cue"],)
    return MappingProxyType(found)
