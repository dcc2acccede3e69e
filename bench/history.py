"""How the reference history agrees with state-years of other data: `python -m bench.history FILE.csv`.

Made for the Correlates of War IGO data, which are not part of the project. The columns are org, iso3, year
and status (1 full, 2 associate, 3 observer, others are skipped); gzip is unpacked. A status
counts for a year if it holds on 31 December. What the file is known to have wrong is a list with reasons,
seeds/reference/sources/cow_faults.csv, and is left out.
"""

import argparse
import collections
import csv
import datetime
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.edtf import parse
from pipeline.settings import ROOT

REFERENCE = ROOT / "seeds" / "reference"
CLASSES = {"1": {"member"}, "2": {"associate"}, "3": {"observer", "dialogue_partner", "partner", "candidate"}}


class Spell(NamedTuple):
    """A status of a state: the first and last possible days of its beginning and its end."""

    status: str
    from_first: datetime.date
    from_last: datetime.date
    to_first: datetime.date
    to_last: datetime.date

    def on(self, day: datetime.date) -> bool | None:
        """Whether it held on a day; None where the dates do not say."""
        if day < self.from_first or day >= self.to_last:
            return False
        return True if self.from_last <= day < self.to_first else None


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, compressed or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def spell(row: dict[str, str]) -> Spell:
    """A row of the membership history as days."""
    begins = parse(row["from_edtf"])
    first, last = begins.first or datetime.date.min, begins.last or datetime.date.max
    if not row["to_edtf"]:
        ends = datetime.date.max if row["to_known"] == "true" else last
        return Spell(row["status"], first, last, ends, datetime.date.max)
    ends = parse(row["to_edtf"])
    return Spell(row["status"], first, last, ends.first or last, ends.last or datetime.date.max)


def history() -> dict[tuple[str, str], list[Spell]]:
    """The spells of each organisation and state."""
    spells = collections.defaultdict(list)
    for row in read_csv(REFERENCE / "membership_history.csv"):
        if row["status"]:
            spells[row["org"], row["iso3"]].append(spell(row))
    return spells


def lists() -> dict[str, list[tuple[set[str], datetime.date, datetime.date]]]:
    """The complete lists of each organisation: classes, first and last day."""
    found = collections.defaultdict(list)
    for row in read_csv(REFERENCE / "coverage.csv"):
        classes = set().union(*CLASSES.values()) if row["status"] == "any" else {row["status"]}
        last = parse(row["complete_to"]).first if row["complete_to"] else datetime.date.max
        found[row["org"]].append((classes, parse(row["complete_from"]).last, last))
    return found


def faults() -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Years of each organisation and state in which the file is known to be wrong."""
    found = collections.defaultdict(list)
    for row in read_csv(REFERENCE / "sources" / "cow_faults.csv"):
        found[row["org"], row["iso3"]].append((int(row["first_year"]), int(row["last_year"])))
    return found


def verdicts(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each state-year of a known organisation: the organisation, how it fares, the row.

    'agrees'; 'vague' where the history has the status but its dates do not reach so far; 'denied' where it
    says that the state had none of that class; 'missing' where it says nothing; 'fault' where the file is
    known to be wrong.
    """
    spells, complete, wrong = history(), lists(), faults()
    known = {row["org"] for row in read_csv(REFERENCE / "organisations.csv")}
    for row in rows:
        org, iso3, classes = row["org"], row["iso3"], CLASSES.get(row["status"])
        if org not in known or classes is None:
            continue
        year, day = int(row["year"]), datetime.date(int(row["year"]), 12, 31)
        held = [one.on(day) for one in spells[org, iso3] if one.status in classes]
        if any(first <= year <= last for first, last in wrong[org, iso3]):
            yield org, "fault", row
        elif True in held:
            yield org, "agrees", row
        elif None in held:
            yield org, "vague", row
        elif any(classes <= listed and first <= day <= last for listed, first, last in complete[org]):
            yield org, "denied", row
        else:
            yield org, "missing", row


def main() -> None:
    """Print agreement by organisation, and the state-years that a complete list denies."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("path", type=Path, help="the state-years, CSV")
    options.add_argument("--from-year", type=int, default=0, help="the first year to compare")
    options.add_argument("--denied", action="store_true", help="the denied state-years, one a line")
    chosen = options.parse_args()
    counts: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    denied = collections.defaultdict(list)
    for org, verdict, row in verdicts(read_csv(chosen.path)):
        if int(row["year"]) >= chosen.from_year:
            counts[org][verdict] += 1
            if verdict == "denied":
                denied[org, row["iso3"], row["status"]].append(int(row["year"]))
    names = ("agrees", "vague", "missing", "denied", "fault")
    print(f"{'org':14}" + "".join(f"{name:>9}" for name in names) + f"{'share':>9}")
    total = collections.Counter()
    for org, found in [*sorted(counts.items()), ("all", total)]:
        judged = sum(found.values()) - found["fault"]
        share = f"{found['agrees'] / judged:9.3f}" if judged else f"{'-':>9}"
        print(f"{org:14}" + "".join(f"{found[name]:9}" for name in names) + share)
        total.update(found)
    if chosen.denied:
        for (org, iso3, status), years in sorted(denied.items()):
            print(org, iso3, status, f"{min(years)}-{max(years)}", len(years))


if __name__ == "__main__":
    main()
