"""Dates for machines: ISO 8601 in its forms, with slashes, and seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from indexer.extract.when.zone import ZONE, built, zone_of

_CLOCK = (
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,12})?)?"
    rf"\s?(?P<half>[ap]\.?m\.?)?\s?(?P<zone>{ZONE})?"
)
_ISO = re.compile(
    r"(?<![\d-])(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)"
    rf"(?:(?:T|,?\s{{1,3}}|\s[-–|]\s){_CLOCK})?",
    re.IGNORECASE,
)
_BASIC = re.compile(
    rf"(?<!\d)(\d{{4}})(\d{{2}})(\d{{2}})T(\d{{2}})(\d{{2}})(\d{{2}})?(?P<zone>{ZONE})?"
)
_DAY = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d{1,9})?|(\d{12,13})")


def from_machine(text: str, reference: datetime) -> datetime | None:
    """The time of a date for machines inside a text; a bare number only where it is all of it."""
    if not text or not any(c.isdigit() for c in text):
        return None
    found = _ISO.search(text)
    if found:
        return _iso(found, reference)
    found = _BASIC.search(text)
    if found:
        year, month, day, hour, minute, second = (int(g or 0) for g in found.groups()[:6])
        zone = zone_of(found["zone"], reference.tzinfo)
        return built((year, month, day), (hour, minute, second), zone)
    found = _DAY.fullmatch(text)
    if found:
        day_of = (int(found[1] + found[2]), int(found[3]), int(found[4]))
        return built(day_of, (0, 0, 0), reference.tzinfo)
    found = _EPOCH.fullmatch(text)
    return _epoch(found, reference) if found else None


def _iso(found: re.Match[str], reference: datetime) -> datetime | None:
    hour = int(found[5] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    clock = (hour, int(found[6] or 0), int(found[7] or 0))
    day = (int(found[1]), int(found[3]), int(found[4]))
    return built(day, clock, zone_of(found["zone"], reference.tzinfo))


def _epoch(found: re.Match[str], reference: datetime) -> datetime | None:
    """Seconds since 1970, or thousandths of them."""
    seconds = int(found[1]) if found[1] else int(found[2]) / 1000
    return datetime.fromtimestamp(seconds, UTC).astimezone(reference.tzinfo)
