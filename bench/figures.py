"""What benchmarks found: figures with their targets, as lines for people and as docs/benchmarks.md."""

import json
import os
import platform
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
                file.write(json.dumps(figure._asdict()) + "\n")


def noted(path: Path) -> list[Figure]:
    """The figures that benchmarks have noted in a file."""
    return [Figure(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def page(figures: list[Figure], scale: float, loads: list[float]) -> str:
    """docs/benchmarks.md: ratios first, since they depend least on the machine; targets beside figures.

    `scale` is the share of the full sizes that was measured, `loads` how many processes wanted to compute
    during the last minute, told several times meanwhile.
    """
    rows = sorted(figures, key=lambda one: FIRST.index(one.unit) if one.unit in FIRST else len(FIRST))
    verdict = {True: "yes", False: "no", None: ""}
    lines = [
        "# Benchmarks",
        "",
        "`make bench` measures and writes this page. Ratios come first: the other figures depend on the "
        f"machine, here {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; "
        "what else it had to do lengthens times by the clock: while this was measured "
        f"{min(loads):.0f} to {max(loads):.0f} processes wanted to compute. Measured at {scale:g} of the "
        "full sizes, which stand in the rows.",
        "",
        "| what | measured | target | met |",
        "| --- | --- | --- | --- |",
        *(
            f"| {one.what} | {number(one.value)} {one.unit} | {one.aim} | {verdict[one.met]} |"
            for one in rows
        ),
    ]
    return "\n".join([*lines, ""])
