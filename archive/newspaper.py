"""One newspaper as a value: its addresses, its pace, and where an article's parts sit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Reading:
    """Where an article's parts sit on the pages of one time: CSS selectors, tried in order.

    A redesign adds a reading with its `since` and keeps the old one: old captures are still read
    with the selectors that fit them.
    """

    since: date = date.min
    title: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """One newspaper.

    Attributes:
        key: the file's name without `.toml`.
        name: as readers know it, and as its pages append it to titles.
        address: root of the site, ending in `/`.
        timezone: of dates that name none (IANA name).
        sitemaps, feeds: addresses, absolute or from the root; robots.txt is always asked too.
        wordpress: ask `/wp-json/wp/v2/posts` for the list of articles.
        delay: seconds between two requests; a robots.txt that asks for more gets more.
        private: addresses on loopback or in private ranges may be fetched.
        articles, skip: regular expressions on the path: what is one, what is never asked for.
        sections: the site's own spellings → the one canonical name.
        readings: newest first.
        a_day: how many articles a normal day brings, as (least, most).
    """

    key: str
    name: str
    address: str
    timezone: str = "Europe/Sofia"
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    wordpress: bool = False
    delay: float = 1.0
    private: bool = False
    articles: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    sections: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    readings: tuple[Reading, ...] = ()
    a_day: tuple[int, ...] = ()

    @classmethod
    def undeclared(cls, url: str, key: str) -> Self:
        """A newspaper that nobody declares, from the address of one of its pages."""
        parts = urlsplit(url)
        return cls(key, key, f"{parts.scheme}://{parts.netloc}/")

    @property
    def reading_digest(self) -> str:
        """What changes when a page of the site would be read otherwise: 12 hexadecimal digits.

        The site's pace and lists are the crawler's business and are left out.
        """
        readings = [
            [getattr(reading, f.name) for f in fields(reading)] for reading in self.readings
        ]
        told = (self.name, self.address, self.timezone, self.articles)
        said = json.dumps([*told, sorted(self.sections.items()), readings], default=str)
        return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()

    @property
    def zone(self) -> ZoneInfo:
        """The zone that dates without one are in."""
        return ZoneInfo(self.timezone)

    def reading(self, on: date) -> Reading:
        """The reading that was valid on a day; an empty one when none was declared."""
        return next((r for r in self.readings if r.since <= on), Reading())
