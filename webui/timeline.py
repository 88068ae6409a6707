"""The date facet: years as bars; of the chosen year its months; of the chosen month its days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer.search.days import period_of
from indexer.search.query import ANY_DAY, Period, Query
from indexer.search.results import DateCount
from webui import links, present
from webui.language import gettext
from webui.narrowing import bar_step


@dataclass(frozen=True, slots=True)
class Span:
    """A year, a month or a day: its links and what is open under it."""

    label: str
    whole: str
    count: int
    step: int
    link: str
    chosen: bool
    inner: tuple[Span, ...] = ()


def spans(query: Query, counts: tuple[DateCount, ...]) -> tuple[Span, ...]:
    """Years ascending, the months and days of the chosen ones inside them."""
    return _level(query, counts, "", 4)


def _level(query: Query, counts: tuple[DateCount, ...], under: str, size: int) -> tuple[Span, ...]:
    here = [c for c in counts if len(c.value) == size and c.value.startswith(under)]
    most = max((c.count for c in here), default=1)
    return tuple(_span(query, counts, c, most) for c in here)


def _span(query: Query, counts: tuple[DateCount, ...], one: DateCount, most: int) -> Span:
    period = period_of(one.value) or ANY_DAY
    chosen = period == query.period
    up = period_of(one.value[:-3]) if len(one.value) > 4 else None
    target = (up or ANY_DAY) if chosen else period
    return Span(
        label=present.date_label(one.value),
        whole=present.date_words(one.value),
        count=one.count,
        step=bar_step(one.count, most),
        link=links.tail(replace(query, period=target, page=1)),
        chosen=chosen,
        inner=_level(query, counts, one.value, len(one.value) + 3),
    )


def is_whole(period: Period) -> bool:
    """Whether a period is one year, one month or one day."""
    return bool(_whole(period))


def period_words(period: Period) -> str:
    """How a period is said on its chip: «2023», «септември 2023», «от 1 май до 3 юни 2023»."""
    whole = _whole(period)
    return present.date_words(whole) if whole else " ".join(_ends(period))


def _whole(period: Period) -> str:
    found = (v for n, v in links.pairs(Query(period=period)) if n in ("year", "month", "day"))
    return next(found, "")


def _ends(period: Period) -> Iterable[str]:
    first, last = period.first, period.last
    if first:
        said = present.day_of_year if last and last.year == first.year else present.short_day
        yield gettext("от %(day)s", day=said(first))
    if last:
        yield gettext("до %(day)s", day=present.short_day(last))
