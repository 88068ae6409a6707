"""Zones that dates name, and building a time that may not exist."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from types import MappingProxyType

ZONE = (
    r"(?:UTC|GMT)?\s?[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?(?!\d|:)"
    r"|(?:Z|UTC|GMT|EEST|EET|CEST|CET|WEST|WET|MSK)\b(?!\w)"
)
"""A zone behind an hour, as an expression."""

HOURS = MappingProxyType(
    {"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
     "MSK": 3}
)  # fmt: skip
"""Hours east of Greenwich (RFC 2822, 4.3, and the zones of Europe)."""

FIRST, LAST = 1000, 9998
"""Years between which every zone's arithmetic is defined."""

_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")


def zone_of(name: str | None, otherwise: tzinfo | None) -> tzinfo | None:
    """The zone that a name or an offset means."""
    name = (name or "").strip().upper()
    if not name:
        return otherwise
    found = _OFFSET.search(name)
    if not found:
        return timezone(timedelta(hours=HOURS[name])) if HOURS.get(name) else UTC
    minutes = 60 * int(found[2]) + int(found[3] or 0)
    return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes))


def built(
    day: tuple[int, int, int], clock: tuple[int, int, int], zone: tzinfo | None
) -> datetime | None:
    """The moment of a day (year, month, day) and a clock; None where there is none such.

    24:00 is the next day's beginning (ISO 8601-1, 4.3.8.2).
    """
    hour, minute, second = clock
    late = (hour, minute) == (24, 0)
    try:
        moment = datetime(*day, 0 if late else hour, minute, min(second, 59), tzinfo=zone)
        moment += timedelta(days=late)
    except (ValueError, OverflowError):
        return None
    return moment if FIRST <= moment.year <= LAST else None
