"""Regenerates seeds/reference/states.csv and state_aliases.csv: `python -m pipeline.reference_build
[FOLDER]`.

Codes and official names come from pycountry (ISO 3166-1), common English names from babel (CLDR). What those
libraries do not hold (adjectives, peoples, capitals, seats of government, old names) is kept by hand in
sources/state_words.csv, which words mislead in sources/cautions.csv, the Wikidata ids with the files that
give them in sources/state_items.csv, first days in sources/state_beginnings.csv. The result depends on these
and on the pinned libraries alone.
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycountry
from babel import Locale

from pipeline.errors import SeedError
from pipeline.settings import settings
from schemas.reference import StateAliases, States
from schemas.table import columns

KOSOVO = ("XKX", "XK", "Kosovo", "Republic of Kosovo")
SOVIET_UNION = ("SUN", "SU", "Soviet Union", "Union of Soviet Socialist Republics")  # ISO 3166-3
# A state that is no more -> its last day, and the state that continues its seats (Alma-Ata Declaration of
# 21 December 1991).
DISSOLVED = {"SUN": ("1991-12-25", "RUS")}
WORD_KINDS = {
    "other_names": "name",
    "adjectives": "adjective",
    "people": "demonym",
    "capitals": "capital",
    "seats": "seat",
    "epithets": "epithet",
    "old_names": "old_name",
}


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as dicts; raises SeedError where it is missing."""
    if not path.is_file():
        raise SeedError(f"{path}: no such file; it belongs to the reference data, restore it")
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def iso_states() -> list[tuple[str, str, str, str, list[str]]]:
    """(alpha-3, alpha-2, common name, official name, further names) of all of ISO 3166-1, Kosovo and
    the Soviet Union, by alpha-3."""
    territories = Locale("en").territories
    found: list[tuple[str, str, str, str, list[str]]] = [(*state, []) for state in (KOSOVO, SOVIET_UNION)]
    for country in pycountry.countries:
        iso_name = getattr(country, "common_name", country.name)
        official = getattr(country, "official_name", "").removeprefix("the ")
        found.append(
            (
                country.alpha_3,
                country.alpha_2,
                territories.get(country.alpha_2, iso_name),
                official,
                [iso_name],
            )
        )
    return sorted(found)


def usable(name: str) -> bool:
    """Whether a library's name is one that running text uses: no inversion ('Iran, Islamic Republic of'), no
    gloss."""
    return bool(name) and not any(mark in name for mark in (",", "(", " - ", " SAR "))


def plain_name(name: str) -> str:
    """CLDR's name with 'and' for '&' and a straight apostrophe, as the tables write names."""
    return name.replace(" & ", " and ").replace("’", "'")


def unaccented(text: str) -> str:
    """The text without diacritics ('Côte d'Ivoire' -> 'Cote d'Ivoire')."""
    plain = text.replace("ı", "i").replace("Ø", "O").replace("ø", "o").replace("đ", "d").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def spellings(alias: str) -> list[str]:
    """The alias and the ways in which texts spell it otherwise: apostrophes, diacritics, 'and', 'Saint',
    points of the compass and 'New' in short."""
    found = [alias.replace("’", "'")]
    for old, new in (
        (" & ", " and "),
        (" and ", " & "),
        ("Saint ", "St. "),
        ("Saint ", "St "),
        ("St. ", "Saint "),
        ("St. ", "St "),
        ("North ", "N. "),
        ("South ", "S. "),
        ("North ", "No. "),
        ("South ", "So. "),
        ("New ", "N. "),
        ("East ", "E. "),
        ("West ", "W. "),
        ("Western ", "W. "),
        ("Equatorial ", "Eq. "),
        ("Central ", "Cent. "),
    ):
        found += [form.replace(old, new) for form in found if re.search(rf"\b{re.escape(old)}", form)]
    found += [unaccented(form) for form in found]
    found += [form.replace("'", "’") for form in found if "'" in form]
    return sorted(set(found), key=lambda form: (form != alias, form))


def words_of(cell: str) -> Iterator[str]:
    """The words of a cell that '|' separates. A trailing '+' adds the plural in -s."""
    for word in filter(None, (cell or "").split("|")):
        yield word.removesuffix("+")
        if word.endswith("+"):
            yield word.removesuffix("+") + "s"


def kind_of(word: str, kind: str, cell: str) -> str:
    """The kind of a word of a cell: plurals that '+' makes of adjectives are demonyms."""
    return (
        "demonym"
        if kind == "adjective" and word not in {part.removesuffix("+") for part in cell.split("|")}
        else kind
    )


def items_of(rows: Iterable[dict[str, str]], codes: set[str]) -> dict[str, dict[str, str]]:
    """The rows of state_items.csv by state; raises SeedError where one is of no state that ISO knows, or of a
    state that an earlier row has."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        iso3 = row["iso3"]
        if iso3 not in codes or iso3 in found:
            wrong = "an earlier row has this state" if iso3 in found else "no such state"
            raise SeedError(f"state_items.csv: {iso3}: {wrong}; correct or remove the row")
        found[iso3] = row
    return found


def state_rows(
    words: Iterable[dict[str, str]],
    cautions: Iterable[dict[str, str]],
    items: Iterable[dict[str, str]],
    beginnings: Iterable[dict[str, str]] = (),
) -> tuple[list[dict], list[dict]]:
    """Rows of the states and of their aliases, sorted by key.

    An alias of one state is given once, with the first of the kinds in the order of WORD_KINDS. Raises
    SeedError where the words lack a state, have one that ISO does not, a caution is about a word that is no
    alias, `items` (Wikidata ids and their sources) are not one a state, or `beginnings` are of no state.
    """
    by_state = {row["iso3"]: row for row in words}
    known = iso_states()
    codes = {state[0] for state in known}
    if set(by_state) != codes:
        raise SeedError(
            f"state_words.csv: missing {sorted(codes - set(by_state))}, unknown "
            f"{sorted(set(by_state) - codes)}"
        )
    item = items_of(items, codes)
    began = {row["iso3"]: row["began_on"] for row in beginnings}
    if set(began) - codes:
        raise SeedError(f"state_beginnings.csv: no such states: {sorted(set(began) - codes)}")
    caution = {row["alias"]: row["caution"] for row in cautions}
    states: list[dict[str, str | None]] = []
    aliases: dict[tuple[str, str], dict[str, str | None]] = {}
    for iso3, iso2, common, official, further in known:
        row = by_state[iso3]
        name = row["name"] or plain_name(common)
        capital = next(words_of(row["capitals"]), None)
        until, successor = DISSOLVED.get(iso3, (None, None))
        states.append(
            {
                "iso3": iso3,
                "iso2": iso2,
                "name": name,
                "official_name": official or None,
                "capital": capital,
                "qid": item.get(iso3, {}).get("qid"),
                "qid_source": item.get(iso3, {}).get("qid_source"),
                "began_on": began.get(iso3),
                "dissolved_on": until,
                "continued_by": successor,
            }
        )
        named = [
            (alias, "name")
            for alias in (name, common, official, *further)
            if usable(alias) or (alias and alias == row["name"])
        ]
        for cell, kind in WORD_KINDS.items():
            named += [(word, kind_of(word, kind, row[cell])) for word in words_of(row[cell])]
        for alias, kind in named:
            for form in spellings(alias):
                written_out = form.replace("St. ", "Saint ").replace("St ", "Saint ")
                note = caution.get(form) or caution.get(alias) or caution.get(written_out)
                aliases.setdefault((form, iso3), {"alias": form, "iso3": iso3, "kind": kind, "caution": note})
    stray = set(caution) - {alias for alias, _ in aliases}
    if stray:
        raise SeedError(f"cautions.csv: no alias of any state: {sorted(stray)}")
    return states, [aliases[key] for key in sorted(aliases)]


def write(path: Path, model: type, rows: list[dict]) -> None:
    """The rows as CSV with the model's columns, empty cells for null."""
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, [c.name for c in columns(model)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def build(folder: Path) -> tuple[int, int]:
    """Writes both files into the folder of the reference data; returns the numbers of states and of
    aliases."""
    sources = folder / "sources"
    states, aliases = state_rows(
        *(
            read_rows(sources / f"{name}.csv")
            for name in ("state_words", "cautions", "state_items", "state_beginnings")
        )
    )
    write(folder / "states.csv", States, states)
    write(folder / "state_aliases.csv", StateAliases, aliases)
    return len(states), len(aliases)


if __name__ == "__main__":
    reference = Path(sys.argv[1]) if len(sys.argv) > 1 else settings().seeds / "reference"
    print("{} states, {} aliases".format(*build(reference)))
