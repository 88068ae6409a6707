"""Counts of days as years, months and days: as fine as the chosen period asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from indexer.search.query import Period
from indexer.search.results import DateCount


def by_date(days: Mapping[int, int], period: Period) -> tuple[DateCount, ...]:
    """Every year; of a period inside one year its months; of one inside a month its days.

    Args:
        days: yyyymmdd → articles.
    """
    years = Counter[str]()
    months = Counter[str]()
    single = Counter[str]()
    year, month = _inside(period)
    for number, count in days.items():
        text = f"{number:08d}"
        years[text[:4]] += count
        if text[:4] == year:
            months[f"{text[:4]}-{text[4:6]}"] += count
        if text[:6] == month:
            single[f"{text[:4]}-{text[4:6]}-{text[6:]}"] += count
    counted = (*sorted(years.items()), *sorted(months.items()), *sorted(single.items()))
    return tuple(DateCount(value, count) for value, count in counted)


def _inside(period: Period) -> tuple[str, str]:
    """The year and the month (yyyymm) that a period lies in, each empty when it spans several."""
    if period.first is None or period.last is None or period.first.year != period.last.year:
        return "", ""
    same_month = period.first.month == period.last.month
    return f"{period.first:%Y}", f"{period.first:%Y%m}" if same_month else ""
