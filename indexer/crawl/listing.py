"""What a list of pages says, whatever kind of list it is, and the dates in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: the address, absolute, and when it last changed, if the list says so."""

    url: str
    changed: datetime | None = None


MOST_ENTRIES = 200_000
"""Entries of one list that are read; the protocol of sitemaps allows 50,000."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What one list holds.

    Attributes:
        lists: further lists that it names.
        following: where it goes on; empty where it does not say.
        whole: it is of a kind that names all pages of a site, as sitemaps do and feeds do not.
        amiss: why it is only a part; empty when it was read to its end.
    """

    pages: tuple[Listed, ...] = ()
    lists: tuple[Listed, ...] = ()
    following: str = ""
    whole: bool = False
    amiss: str = ""


class NoList(ValueError):
    """An answer that is not the list that was asked for."""


def read_date(text: str) -> datetime | None:
    """A W3C date; one of a day alone counts as that day's end, one without zone as UTC.

    None where it is none, or none that a calendar of four digits has in UTC.
    """
    text = text.strip()
    try:
        when = datetime.fromisoformat(text)
        if len(text) <= 10:
            when += timedelta(days=1)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_any_date(text: str) -> datetime | None:
    """A date of a feed: W3C's, or that of mail (RFC 822 and its successors)."""
    found = read_date(text)
    if found is not None or not text.strip():
        return found
    try:
        when = parsedate_to_datetime(text.strip())
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def joined(base: str, address: str) -> str:
    """An address relative to where it stands; as spelt, where the two do not go together."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address
