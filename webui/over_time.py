"""Articles over time as bars that lead to the lists behind them, and the same as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from indexer.search.coverage import Coverage, Unit, counts, steps
from indexer.search.days import period_of
from indexer.search.query import ANY_DAY, Query
from indexer.search.results import DateCount
from webui import links, present

APART = 3  # bars between the label at an end and another
FEW = 13  # bars, up to which each has its label and its count
HEIGHTS = 100  # steps of a bar's height


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, a month or a day: `label` is empty where the one before says enough."""

    label: str
    whole: str
    count: int
    height: int
    link: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """The bars of a query, oldest first."""

    bars: tuple[Bar, ...] = ()

    @property
    def few(self) -> bool:
        """Whether each bar has room for its count."""
        return len(self.bars) <= FEW

    @property
    def filled(self) -> tuple[Bar, ...]:
        """The bars that have any article."""
        return tuple(bar for bar in self.bars if bar.count)


NO_BARS = OverTime()


def over_time(
    covered: Coverage, unit: Unit | None = None, page: Callable[[str], str] | None = None
) -> OverTime:
    """The bars of a coverage, in the unit that fits it or in another.

    Args:
        page: where the bar of a year, month or day leads; its list when None.
    """
    taken, named = steps((covered,), unit)
    return bars(counts(covered, taken, named), page or partial(of_time, covered.query))


def bars(values: Sequence[DateCount], page: Callable[[str], str]) -> OverTime:
    """Counts as bars; one alone shows nothing."""
    if len(values) < 2:
        return NO_BARS
    most = max(value.count for value in values)
    labels = _labels([value.value for value in values])
    return OverTime(
        tuple(
            Bar(
                label=said,
                whole=present.date_words(one.value),
                count=one.count,
                height=height(one.count, most),
                link=page(one.value) if one.count else "",
            )
            for one, said in zip(values, labels, strict=True)
        )
    )


def height(count: int, most: int) -> int:
    """How high a bar is, in HEIGHTS; something that is there is seen."""
    return max(1, round(HEIGHTS * count / max(most, 1))) if count else 0


def of_time(query: Query, value: str) -> str:
    """The list of a query in a year, a month or a day."""
    return "/" + links.tail(replace(query, period=period_of(value) or ANY_DAY, page=1))


def label(value: str) -> str:
    """A year, a month or a day under its bar, short: «2023», «09.23», «5»."""
    year, month, day = (*value.split("-"), "", "")[:3]
    if day:
        return str(int(day))
    return f"{month}.{year[2:]}" if month else year


def _labels(values: Sequence[str]) -> list[str]:
    """A label for each of few; of many for the first, the last, and those that are due between."""
    last = len(values) - 1
    few = len(values) <= FEW
    due = (
        at in (0, last) or (APART <= at <= last - APART and _due(v)) for at, v in enumerate(values)
    )
    return [label(value) if few or told else "" for value, told in zip(values, due, strict=True)]


def _due(value: str) -> bool:
    """Whether a label is due among many: each fifth year, January and July, each fifth day."""
    *_, last = value.split("-")
    match len(value):
        case 4:
            return int(last) % 5 == 0
        case 7:
            return last in ("01", "07")
    return int(last) % 5 == 0
