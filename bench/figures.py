"""What benchmarks found: figures with their targets, as lines for people and as docs/benchmarks.md."""

import json
import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

RATIO = "x"
EXPONENT = "as exponent"
# What depends least on the machine comes first.
FIRST = (RATIO, EXPONENT)
NOTED_IN = "BENCH_FIGURES"  # the file that takes the figures of a benchmark that runs for the page


class Figure(NamedTuple):
    """What was measured, its value and unit, and the target: at most, or with `least` at least so much."""

    what: str
    value: float
    unit: str
    target: float | None = None
    least: bool = False

    @property
    def aim(self) -> str:
        """The target in words."""
        if self.target is None:
            return ""
        return f"{'≥' if self.least else '≤'} {number(self.target)} {self.unit}"

    @property
    def met(self) -> bool | None:
        """Whether it reaches its target; None where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.least else self.value <= self.target


class Noted(NamedTuple):
    """A figure, the benchmark that measured it, and how many processes wanted to compute meanwhile."""

    figure: Figure
    benchmark: str
    load: float


def number(value: float) -> str:
    """A number in few digits."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"


def tell(figures: Iterable[Figure]) -> None:
    """Print figures, and note them where the page is to be written."""
    noted = os.environ.get(NOTED_IN)
    for figure in figures:
        aim = f" (target {figure.aim}{'' if figure.met else ', missed'})" if figure.target is not None else ""
        print(f"  {figure.what}: {number(figure.value)} {figure.unit}{aim}", flush=True)
        if noted:
            with open(noted, "a", encoding="utf-8") as file:
                line = Noted(figure, Path(sys.argv[0]).stem, os.getloadavg()[0])
                file.write(json.dumps({**line._asdict(), "figure": figure._asdict()}) + "\n")


def noted(path: Path) -> list[Noted]:
    """What benchmarks have noted in a file: of each its last figures."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [Noted(Figure(**line["figure"]), line["benchmark"], line["load"]) for line in lines]
    return list({(one.benchmark, one.figure.what): one for one in found}.values())


def page(found: list[Noted], benchmarks: list[str]) -> str:
    """docs/benchmarks.md: ratios first, since they depend least on the machine; targets beside figures.

    `benchmarks` are the names of all that there are: those of which nothing was noted are told.
    """
    rows = [one.figure for one in found]
    rows.sort(key=lambda one: FIRST.index(one.unit) if one.unit in FIRST else len(FIRST))
    loads = [one.load for one in found]
    missing = [name for name in benchmarks if name not in {one.benchmark for one in found}]
    verdict = {True: "yes", False: "no", None: ""}
    lines = [
        "# Benchmarks",
        "",
        "`make bench` measures and writes this page. Ratios come first: the other figures depend on the "
        f"machine, here {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; "
        "what else it had to do lengthens times by the clock: while this was measured "
        f"{min(loads):.0f} to {max(loads):.0f} processes wanted to compute. Sizes stand in the rows."
        + (f" Not measured this time: {', '.join(missing)}." if missing else ""),
        "",
        "| what | measured | target | met |",
        "| --- | --- | --- | --- |",
        *(
            f"| {one.what} | {number(one.value)} {one.unit} | {one.aim} | {verdict[one.met]} |"
            for one in rows
        ),
    ]
    return "\n".join([*lines, ""])
