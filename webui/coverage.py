"""A query over time, alone or beside another: a chart, the same as a table and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from indexer.search.as_table import safe
from indexer.search.coverage import UNITS, Coverage, Unit, counts, steps
from indexer.search.query import ANY_DAY, Facet, Query
from indexer.search.results import DateCount, FacetValue
from webui import links, narrowing, over_time, place_links, present
from webui.holdings import holdings
from webui.language import LazyString, gettext, lazy_gettext
from webui.narrowing import Chip
from webui.place_links import CoverageAsked
from webui.timeline import period_words

pages = Blueprint("coverage", __name__)

WIDTH, HEIGHT = 1000, 100  # of the drawing, in its own units; the page stretches it
GAP = 0.2  # of a step, between bars
UNIT_NAMES = {
    "year": lazy_gettext("по години"),
    "month": lazy_gettext("по месеци"),
    "day": lazy_gettext("по дни"),
}


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A bar of the drawing."""

    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Series:
    """One of the queries: its name, how much there is, and when most."""

    name: str
    reading: str
    total: int
    list: str
    values: tuple[DateCount, ...]
    links: tuple[str, ...]
    peak: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing: bars of the first series, the outline of steps of the second."""

    bars: tuple[Rectangle, ...]
    outline: str
    most: int
    first: str
    middle: str
    last: str


@pages.get("/coverage")
def show() -> ResponseReturnValue:
    """The coverage of one query or two."""
    asked = place_links.coverage_of(request.args)
    library = holdings().library
    covered = [library.coverage(query) for query in (asked.query, asked.other) if query]
    unit, named = steps(tuple(covered), asked.unit)
    series = tuple(_series(one, unit, named) for one in covered)
    if asked.csv:
        return _csv(series, named, unit)
    return render_template(
        "coverage.html",
        query=asked.query,
        other=_other(asked),
        heading=_heading(series),
        series=series,
        chips=_chips(asked, covered[0]),
        same_words=place_links.coverage(Query(words=asked.query.words), _other(asked), asked.unit),
        rows=tuple(_rows(series, named)),
        chart=_chart(series, named),
        unit=unit,
        coarser=asked.unit not in (None, unit),
        units=_units(asked, unit),
        csv=_address(asked, unit=asked.unit, csv=True),
    )


def _series(covered: Coverage, unit: Unit, named: tuple[str, ...]) -> Series:
    values = counts(covered, unit, named)
    peak = max(values, key=lambda one: one.count, default=None)
    words = covered.query.words
    return Series(
        name=f"„{words}“" if words else gettext("всички статии"),
        reading=covered.reading if words and covered.reading != words else "",
        total=covered.total,
        list="/" + links.tail(covered.query),
        values=values,
        links=tuple(over_time.of_time(covered.query, v.value) if v.count else "" for v in values),
        peak=_peak(peak) if peak and peak.count else "",
    )


def _peak(value: DateCount) -> str:
    many = present.articles(value.count)
    return gettext("най-много: %(many)s, %(when)s", many=many,
                   when=present.date_words(value.value))  # fmt: skip


def _heading(series: tuple[Series, ...]) -> str:
    names = [one.name for one in series]
    if len(names) == 2:
        return gettext("%(one)s и %(other)s във времето", one=names[0], other=names[1])
    return gettext("%(one)s във времето", one=names[0])


def _rows(
    series: tuple[Series, ...], named: tuple[str, ...]
) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """The table: a step that no series has anything at is left out."""
    for at, name in enumerate(named):
        cells = [(one.values[at].count, one.links[at]) for one in series]
        if any(count for count, _ in cells):
            yield present.date_words(name), cells


def _chart(series: tuple[Series, ...], named: tuple[str, ...]) -> Chart | None:
    if not named:
        return None
    most = max(value.count for one in series for value in one.values)
    step = WIDTH / len(named)
    first = series[0].values
    return Chart(
        bars=tuple(_bar(value, at, step, most) for at, value in enumerate(first) if value.count),
        outline=_outline(series[1].values, step, most) if len(series) > 1 else "",
        most=most,
        first=present.date_words(named[0]),
        middle=present.date_words(named[len(named) // 2]) if len(named) > 2 else "",
        last=present.date_words(named[-1]) if len(named) > 1 else "",
    )


def _bar(value: DateCount, at: int, step: float, most: int) -> Rectangle:
    height = HEIGHT * value.count / most
    title = f"{present.date_words(value.value)}: {present.articles(value.count)}"
    return Rectangle(
        round(at * step + step * GAP / 2, 2), round(HEIGHT - height, 2),
        round(step * (1 - GAP), 2), round(height, 2), title,
    )  # fmt: skip


def _outline(values: tuple[DateCount, ...], step: float, most: int) -> str:
    """Steps from left to right, a level stretch for each value: seen without colour too."""
    heights = [round(HEIGHT - HEIGHT * value.count / most, 2) for value in values]
    stretches = (f"V{y}H{round((at + 1) * step, 2)}" for at, y in enumerate(heights))
    return f"M0 {heights[0]}" + "".join(stretches)


def _units(asked: CoverageAsked, taken: Unit) -> list[tuple[LazyString, str, bool]]:
    return [(UNIT_NAMES[unit], _address(asked, unit=unit), unit == taken) for unit in UNITS]


def _address(asked: CoverageAsked, unit: Unit | None, *, csv: bool = False) -> str:
    return place_links.coverage(asked.query, _other(asked), unit, csv=csv)


def _other(asked: CoverageAsked) -> str:
    return asked.other.words if asked.other else ""


def _chips(asked: CoverageAsked, covered: Coverage) -> tuple[Chip, ...]:
    """The limits that hold for all that is drawn; each leads to the page without it."""
    query = covered.query

    def page(without: Query) -> str:
        words = asked.query.words
        return place_links.coverage(replace(without, words=words), _other(asked), asked.unit)

    found = [
        Chip(_label(facet, one), page(narrowing.without(query, facet, one.value)), one.excluded)
        for facet, values in covered.chosen.items()
        for one in values
    ]
    if query.period:
        found.append(Chip(period_words(query.period), page(replace(query, period=ANY_DAY))))
    return tuple(found)


def _label(facet: Facet, value: FacetValue) -> str:
    return holdings().site_name(value.label) if facet == "site" else value.label


def _csv(series: tuple[Series, ...], named: tuple[str, ...], unit: Unit) -> Response:
    """Every step with its counts, zeros too; what a spreadsheet would take for a formula is not."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow([unit, *(safe(one.name) for one in series)])
    for at, name in enumerate(named):
        out.writerow([name, *(one.values[at].count for one in series)])
    answer = Response(text.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="coverage.csv"'
    return answer
