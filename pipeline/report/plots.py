"""Timelines as inline SVG: a line a state or organisation, a bar a status; ends that are not known to the
day are pale."""

import datetime
from collections.abc import Sequence

from pipeline.report.markup import Markup, element, joined

WIDTH = 1000
HEIGHT = 14
YEARS_SHOWN = 80
TICKS = 5
# A status -> the class of its colour; any other has that of 'other'.
COLOURS = ("member", "candidate", "observer", "partner", "dialogue_partner", "associate", "suspended")


def colour(status: str) -> str:
    """The class of a status's colour."""
    return status if status in COLOURS else "other"


def in_words(status: str) -> str:
    """A status as people read it."""
    return status.replace("_", " ")


class Axis:
    """Days as places from 0 to WIDTH: from the first year of the intervals, eighty years back at most, to
    now."""

    def __init__(self, intervals: Sequence[dict], now: datetime.date):
        begins = [one["from_first"] or one["from_last"] for one in intervals]
        first = min((day.year for day in begins if day), default=now.year - 1)
        self.first = datetime.date(max(min(first, now.year - 1), now.year - YEARS_SHOWN), 1, 1)
        self.last = datetime.date(now.year + 1, 1, 1)

    def place(self, day: datetime.date) -> float:
        """Where a day stands; days before and after the axis at its ends."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(WIDTH * min(max(share, 0), 1), 1)

    def years(self) -> list[int]:
        """The years that are written below it."""
        first, last = self.first.year, self.last.year
        step = max(1, -(-(last - first) // TICKS))
        return list(range(first, last - step // 2, step))


def bar(axis: Axis, start: datetime.date, end: datetime.date, css: str, told: str) -> Markup | None:
    """A bar from a day to a day, with what it tells; nothing where it has no width."""
    left, right = axis.place(start), axis.place(end)
    if right <= left:
        return None
    return element(
        "rect",
        element("title", told),
        x=left,
        y=0,
        width=round(right - left, 1),
        height=HEIGHT,
        class_=css,
    )


def bars(axis: Axis, interval: dict) -> list[Markup]:
    """The bars of an interval: sure days in full colour, possible ones paler."""
    sure = interval["from_last"] or interval["from_first"] or axis.first
    end = axis.last if interval["ongoing"] else interval["to_first"] or interval["last_confirmed_on"] or sure
    begins = interval["from_edtf"] or "?"
    ends = ".." if interval["ongoing"] else interval["to_edtf"] or "?"
    told, css = f"{in_words(interval['status'])}, {begins} to {ends}", colour(interval["status"])
    parts = [
        bar(axis, interval["from_first"] or sure, sure, f"{css} unsure", told),
        bar(axis, sure, max(end, sure), css, told),
        bar(axis, max(end, sure), interval["to_last"] or end, f"{css} unsure", told),
    ]
    return [one for one in parts if one]


def timeline(lines: Sequence[tuple[Markup, Sequence[dict]]], now: datetime.date) -> Markup:
    """A plot of lines: what stands before each, and its intervals in their order."""
    intervals = [one for _, found in lines for one in found if one["status"] != "none"]
    if not intervals:
        return element("p", "No status is dated.", class_="none")
    axis = Axis(intervals, now)
    rows = []
    for label, found in lines:
        drawn = [bar for one in found if one["status"] not in ("none", "unknown") for bar in bars(axis, one)]
        picture = element(
            "svg", *drawn, viewBox=f"0 0 {WIDTH} {HEIGHT}", preserveAspectRatio="none", role="img"
        )
        rows.append(element("div", label, picture, class_="row"))
    years = [
        element("span", year, style=f"left:{axis.place(datetime.date(year, 1, 1)) / WIDTH:.1%}")
        for year in axis.years()
    ]
    scale = element("div", element("span"), element("div", *years, class_="years"), class_="row")
    return element("div", key(intervals), *rows, scale, class_="plot")


def key(intervals: Sequence[dict]) -> Markup:
    """Which colour is which status."""
    shown = list(
        dict.fromkeys(one["status"] for one in intervals if one["status"] not in ("none", "unknown"))
    )
    ordered = sorted(
        shown, key=lambda status: (COLOURS.index(status) if status in COLOURS else len(COLOURS), status)
    )
    chips = [element("li", element("i", class_=colour(status)), in_words(status)) for status in ordered]
    return element("ul", joined(chips), class_="key")
