"""A newspaper is one small TOML file; this reads it into a frozen `Site`, naming what is wrong.

The shipped declarations lie in `archive/sites/`, a user's own in `DATA/sites/`; these win.
The smallest that is valid has `name` and `address`; docs/sites.md lists every key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from archive.errors import ConfigError, UnknownSite

SHIPPED = Path(__file__).parent / "sites"
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


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

    @property
    def zone(self) -> ZoneInfo:
        """The zone that dates without one are in."""
        return ZoneInfo(self.timezone)

    def reading(self, on: date) -> Reading:
        """The reading that was valid on a day; an empty one when none was declared."""
        return next((r for r in self.readings if r.since <= on), Reading())


def load_site(path: Path) -> Site:
    """Read and check one declaration.

    Raises:
        ConfigError: with the line and the key, on anything that cannot be meant.
    """
    text = _text(path)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else None
        what = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise ConfigError(
            path, f"not valid TOML: {what}", line=line, key=_key_at(text, line)
        ) from None
    return _Checker(path, text).site(raw)


def load_sites(own: Path | None = None) -> dict[str, Site]:
    """All declared sites by key: the shipped ones, then those of the folder `own`, which win."""
    found = {}
    for folder in (SHIPPED, own):
        if folder is not None and folder.is_dir():
            found.update({p.stem: p for p in sorted(folder.glob("*.toml"))})
    return {key: load_site(path) for key, path in sorted(found.items())}


def find_site(key: str, own: Path | None = None) -> Site:
    """One site by its key.

    Raises:
        UnknownSite: it is declared nowhere.
        ConfigError: its file is wrong (another site's broken file does not matter).
    """
    for folder in (own, SHIPPED):
        if folder is not None and KEY.fullmatch(key) and (folder / f"{key}.toml").is_file():
            return load_site(folder / f"{key}.toml")
    where = f" or {own}" if own else ""
    raise UnknownSite(
        f"no site is called {key!r}",
        f"`hronika sites` lists those declared; put {key}.toml into archive/sites{where}",
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(path, f"is not UTF-8 (byte {error.start})") from None
    except OSError as error:
        raise ConfigError(path, f"cannot be read: {error.strerror}") from None


def _key_at(text: str, line: int | None) -> str:
    """The key that a line of TOML assigns, as far as it can be told from the line alone."""
    lines = text.splitlines()
    if not line or line > len(lines):
        return ""
    return lines[line - 1].split("=")[0].strip()[:40]


class _Checker:
    """Turns raw TOML into a Site, remembering the text so that every complaint has its line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text

    def site(self, raw: dict[str, Any]) -> Site:
        if not KEY.fullmatch(self.path.stem):
            raise ConfigError(
                self.path, "a site's file name is lower-case Latin letters, digits, - and _"
            )
        known = {f.name for f in fields(Site)} - {"key", "readings"} | {"reading"}
        self._only(raw, known)
        values = {name: self._value(name, raw[name]) for name in raw if name != "reading"}
        for name in ("name", "address"):
            if not values.get(name):
                raise ConfigError(self.path, "a site needs a name and an address", key=name)
        readings = self._readings(raw.get("reading", []))
        return Site(key=self.path.stem, readings=readings, **values)

    def _value(self, name: str, value: Any) -> Any:
        match name:
            case "name":
                return self._typed(name, value, str, "text").strip()
            case "address":
                return self._address(name, value)
            case "timezone":
                return self._timezone(name, value)
            case "wordpress" | "private":
                return self._typed(name, value, bool, "true or false")
            case "delay":
                return self._delay(name, value)
            case "sections":
                return self._sections(name, value)
            case "a_day":
                return self._a_day(name, value)
            case "articles" | "skip":
                return self._patterns(name, value)
            case _:
                return self._texts(name, value)

    def _address(self, name: str, value: Any) -> str:
        address: str = self._typed(name, value, str, "an address in quotes").strip()
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise self._wrong(name, f"{address!r} is not an http:// or https:// address")
        return address if address.endswith("/") else address + "/"

    def _timezone(self, name: str, value: Any) -> str:
        zone: str = self._typed(name, value, str, 'a zone like "Europe/Madrid"')
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise self._wrong(name, f"{zone!r} is no time zone") from None
        return zone

    def _delay(self, name: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 600:
            raise self._wrong(name, "must be seconds from 0 to 600")
        return float(value)

    def _sections(self, name: str, value: Any) -> Mapping[str, str]:
        table = self._typed(name, value, dict, 'a table of "spelling" = "section"')
        for spelling, canonical in table.items():
            self._typed(spelling, canonical, str, "text")
        return MappingProxyType(dict(table))

    def _a_day(self, name: str, value: Any) -> tuple[int, ...]:
        whole = isinstance(value, list) and all(type(n) is int and n >= 0 for n in value)
        if not whole or len(value) != 2 or value[0] > value[1]:
            raise self._wrong(name, "must be two whole numbers, [least, most]")
        return tuple(value)

    def _patterns(self, name: str, value: Any) -> tuple[str, ...]:
        patterns = self._texts(name, value)
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise self._wrong(name, f"{pattern!r} is no regular expression: {error}") from None
        return patterns

    def _texts(self, name: str, value: Any) -> tuple[str, ...]:
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(t, str) for t in texts):
            raise self._wrong(name, "must be text or a list of texts")
        return tuple(texts)

    def _readings(self, raw: Any) -> tuple[Reading, ...]:
        if not isinstance(raw, list) or not all(isinstance(r, dict) for r in raw):
            raise self._wrong("reading", "must be written as [[reading]]")
        return tuple(sorted(map(self._reading, raw), key=lambda r: r.since, reverse=True))

    def _reading(self, raw: dict[str, Any]) -> Reading:
        self._only(raw, {f.name for f in fields(Reading)})
        selectors = {n: self._texts(n, v) for n, v in raw.items() if n != "since"}
        since = raw.get("since", date.min)
        if type(since) is not date:
            raise self._wrong("since", "must be a date like 2021-05-01, without quotes")
        return Reading(since=since, **selectors)

    def _only(self, raw: Mapping[str, Any], known: set[str]) -> None:
        for name in raw:
            if name not in known:
                raise self._wrong(name, f"unknown key; known are {', '.join(sorted(known))}")

    def _typed(self, name: str, value: Any, kind: type, expected: str) -> Any:
        if not isinstance(value, kind):
            raise self._wrong(name, f"must be {expected}")
        return value

    def _wrong(self, name: str, what: str) -> ConfigError:
        pattern = re.compile(rf"^\s*(\[+\s*)?[\"']?{re.escape(name)}[\"']?\s*[\]=]", re.MULTILINE)
        found = pattern.search(self.text)
        line = self.text.count("\n", 0, found.start()) + 1 if found else None
        if found and self.text[found.start()] == "\n":
            line = self.text.count("\n", 0, found.start(0)) + 2
        return ConfigError(self.path, what, line=line, key=name)
