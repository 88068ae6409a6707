"""The newspaper's own section, one, under its canonical name."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from indexer.article import Origin
from indexer.extract.page import Page, clean, text_of
from indexer.extract.templates import BREADCRUMBS, SECTION
from indexer.extract.title import chain_of

# What sites put among their sections that is none: fronts, placements, the way home.
NO_SECTION = frozenset(
    {
        "водещи", "водещо", "начало", "начална", "начална страница", "новини", "последни новини",
        "всички новини", "актуално", "топ новини", "важно", "главна", "избрано", "всички",
        "категории", "без категория", "home", "inicio", "news", "uncategorized",
    }
)  # fmt: skip
LONGEST = 60


def section(page: Page, title: str) -> tuple[str, Origin] | None:
    """The section and where it was found; None when the page names none."""
    for name, origin in _candidates(page, title):
        known = page.site.sections.get(name, name)
        if _is_section(known, title, page):
            return known, origin
    return None


def _is_section(name: str, title: str, page: Page) -> bool:
    plain = name.casefold()
    if not name or len(name) > LONGEST or plain in NO_SECTION:
        return False
    return plain not in (title.casefold(), page.site.name.casefold())


def _candidates(page: Page, title: str) -> Iterator[tuple[str, Origin]]:
    yield from ((text_of(tag), "site") for tag in page.select(page.reading.section))
    linked = page.linked.get("articleSection")
    for name in linked if isinstance(linked, list) else [linked]:
        if isinstance(name, str):
            yield clean(name), "json-ld"
    yield page.meta("article:section"), "meta"
    for tag in page.select(SECTION):
        yield text_of(tag), "page"
    yield from ((name, "page") for name in _crumbs(page))
    yield from ((name, "page") for name in _in_title(page))


def _crumbs(page: Page) -> Iterator[str]:
    """Breadcrumbs from the last to the first; the article's own is passed over by its title."""
    for selector in page.present(BREADCRUMBS):
        found = [text_of(tag) for tag in page.soup.select(selector)]
        if found:
            yield from reversed(found)
            return


def _in_title(page: Page) -> Iterator[str]:
    """A part of the window's title, «Site :: Section :: Title», that the page also links to."""
    window = page.soup.title.get_text(" ") if page.soup.title else ""
    links = {text_of(link) for link in page.soup.find_all("a") if isinstance(link, Tag)}
    yield from (part for part in chain_of(clean(window))[:-1] if part in links)
