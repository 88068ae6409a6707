"""Checks what a site's TOML file says, naming file, line and key of what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import HTMLTranslator, SelectorError

from archive.address import normal_address
from archive.errors import ConfigError
from archive.newspaper import Reading, Site

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
TABLE = re.compile(r"^[ \t]*\[\[[ \t]*reading[ \t]*\]\]", re.MULTILINE)


class Declaration:
    """Turns raw TOML into a Site.

    Args:
        path: the file, for messages; its name without `.toml` is the site's key.
        text: what the file holds, so that every complaint has its line.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self._start = 0

    def site(self, raw: dict[str, Any]) -> Site:
        """The site that the parsed file declares.

        Raises:
            ConfigError: with line and key, on anything that cannot be meant.
        """
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
        """The address as pages and lists are compared with it: small letters, punycode, no :443."""
        address: str = self._typed(name, value, str, "an address in quotes").strip()
        normal = None if re.search(r"\s", address) else normal_address(address)
        if normal is None:
            raise self._wrong(name, f"{address!r} is not an http:// or https:// address")
        return normal if normal.endswith("/") else normal + "/"

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

    def _selectors(self, name: str, value: Any) -> tuple[str, ...]:
        selectors = self._texts(name, value)
        for selector in selectors:
            try:
                HTMLTranslator().css_to_xpath(selector)
            except SelectorError as error:
                what = (str(error) or "it is not understood").splitlines()[0]
                raise self._wrong(name, f"{selector!r} is no CSS selector: {what}") from None
        return selectors

    def _readings(self, raw: Any) -> tuple[Reading, ...]:
        if not isinstance(raw, list) or not all(isinstance(r, dict) for r in raw):
            raise self._wrong("reading", "must be written as [[reading]]")
        tables = [found.end() for found in TABLE.finditer(self.text)] or [0]
        readings: list[Reading] = []
        for number, one in enumerate(raw):
            self._start = tables[min(number, len(tables) - 1)]
            reading = self._reading(one)
            if any(reading.since == other.since for other in readings):
                raise self._wrong("since", "two readings begin on the same day")
            readings.append(reading)
        self._start = 0
        return tuple(sorted(readings, key=lambda r: r.since, reverse=True))

    def _reading(self, raw: dict[str, Any]) -> Reading:
        self._only(raw, {f.name for f in fields(Reading)})
        selectors = {n: self._selectors(n, v) for n, v in raw.items() if n != "since"}
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
        key = re.escape(name)
        pattern = re.compile(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{key}[\"']?[ \t]*[\].=]", re.MULTILINE)
        found = pattern.search(self.text, self._start)
        line = self.text.count("\n", 0, found.start()) + 1 if found else None
        return ConfigError(self.path, what, line=line, key=name)
