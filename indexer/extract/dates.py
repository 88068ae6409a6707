"""When an article was published and last changed: what is meant for machines comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from bs4 import Tag

from indexer.article import Origin
from indexer.extract.page import Page, text_of
from indexer.extract.templates import DATE
from indexer.extract.when import absolute, clock, when

ELSEWHERE = (
    "aside, nav, footer, #comments, [class*=comment], [class*=related], [class*=next-article]"
)
LONGEST = 90  # characters of a line that is a date and not a sentence with one in it
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")

Dated = tuple[datetime, Origin]


def published(page: Page, headline: str) -> Dated | None:
    """The time of publication and its origin; None when the page tells none that can be true.

    A line under the headline counts before the same kind of line above it, where old pages list
    other articles.
    """
    base = page.fetched.astimezone(page.site.zone)
    seen: list[tuple[datetime, Origin, str]] = []
    for text, origin in _told(page, headline):
        found = when(text, base)
        if found is None:
            continue
        if clock(text) or origin == "url":
            return _with_hour(found, origin, seen)
        seen.append((found, origin, text))
    return (seen[0][0], seen[0][1]) if seen else None


def updated(page: Page, since: datetime | None) -> Dated | None:
    """The time of the last change, where it is later than the publication."""
    base = page.fetched.astimezone(page.site.zone)
    linked = page.linked.get("dateModified")
    told: list[tuple[str, Origin]] = [
        (linked if isinstance(linked, str) else "", "json-ld"),
        (page.meta("article:modified_time", "og:updated_time", "dateModified"), "meta"),
    ]
    for text, origin in told:
        found = when(text, base)
        if found and (since is None or found > since):
            return found, origin
    return None


def _with_hour(found: datetime, origin: Origin, seen: list[tuple[datetime, Origin, str]]) -> Dated:
    """A better source's day counts; a lesser one's hour is added to it if the days agree."""
    if seen and (origin == "url" or seen[0][0].date() != found.date()):
        return seen[0][0], seen[0][1]
    return found, seen[0][1] if seen else origin


def _told(page: Page, headline: str) -> Iterator[tuple[str, Origin]]:
    linked = page.linked.get("datePublished")
    for tag in page.select(page.reading.published):
        yield _machine_or_text(tag), "site"
    yield linked if isinstance(linked, str) else "", "json-ld"
    yield page.meta("article:published_time", "datePublished", "og:published_time"), "meta"
    yield page.meta("date", "DC.date.issued", "pubdate", "parsely-pub-date"), "meta"
    for tag in page.select(DATE):
        if _inside_article(tag):
            yield _machine_or_text(tag), "page"
            yield text_of(tag), "page"
    for line in _lines(page, headline):
        yield line, "text"
    in_url = _IN_URL.search(page.url)
    if in_url:
        yield f"{in_url[3]}.{in_url[2]}.{in_url[1]}", "url"


def _machine_or_text(tag: Tag) -> str:
    return str(tag.get("datetime") or tag.get("content") or tag.get("title") or text_of(tag))


def _inside_article(tag: Tag) -> bool:
    return tag.find_parent(["aside", "nav"]) is None and not any(
        re.search("related|comment|next-article", " ".join(parent.get("class") or []))
        for parent in tag.parents
    )


def _lines(page: Page, headline: str) -> list[str]:
    """Short lines with a full date outside of other boxes, those under the headline first."""
    above: list[str] = []
    under: list[str] = []
    lines = above
    elsewhere = {id(tag) for tag in page.soup.select(ELSEWHERE)}
    for text in page.soup.find_all(string=True):
        line = str(text).strip()
        if line == headline and text.find_parent(["a", "title"]) is None:
            lines = under
        if not 6 <= len(line) <= LONGEST or text.parent is None or not absolute(line):
            continue
        if text.parent.name in ("script", "style", "title"):
            continue
        if not any(id(parent) in elsewhere for parent in text.parents):
            lines.append(line)
    return under + above
