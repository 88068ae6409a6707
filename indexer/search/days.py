"""Days as people type them: «2023», «2023-09», «2023-09-05», «05.09.2023»; and as numbers."""

from __future__ import annotations

import calendar
import re
from datetime import date

from indexer.search.query import Period

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BULGARIAN = re.compile(
    r"(?:(?:(\d{1,2})[./])?(\d{1,2})[./])(\d{4})(?:\s*\u0433\.?)?"
)  # U+0433 abbreviates the year's word


def period_of(text: str) -> Period | None:
    """The days that a year, a month or a day covers; None when it is none of them."""
    text = text.strip()
    iso = _ISO.fullmatch(text)
    local = _BULGARIAN.fullmatch(text)
    if iso:
        return _period(iso[1], iso[2], iso[3])
    if local:
        return _period(local[3], local[2], local[1])
    return None


def number(day: date) -> int:
    """A day as yyyymmdd."""
    return int(f"{day:%Y%m%d}")


def _period(year: str, month: str | None, day: str | None) -> Period | None:
    try:
        if month is None:
            return Period(date(int(year), 1, 1), date(int(year), 12, 31))
        if day is None:
            last = calendar.monthrange(int(year), int(month))[1]
            return Period(date(int(year), int(month), 1), date(int(year), int(month), last))
        only = date(int(year), int(month), int(day))
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Period(only, only)
