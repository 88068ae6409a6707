"""The headline, without the site's name and the section that some pages hang on to it."""

from __future__ import annotations

import re

from indexer.article import Origin
from indexer.extract.page import Page, clean, text_of
from indexer.extract.templates import TITLE

_CHAIN = re.compile(r"\s*(?:::|»|›|→|\|)\s*")
_TAIL = re.compile(r"\s+[-–—]\s+")
LONGEST = 400


def title(page: Page) -> tuple[str, Origin] | None:
    """The headline and where it was found; None when the page has none."""
    for text, origin in _candidates(page):
        found = without_site(text, page)
        if found and len(found) <= LONGEST:
            return found, origin
    return None


def _candidates(page: Page) -> list[tuple[str, Origin]]:
    linked = page.linked.get("headline")
    found: list[tuple[str, Origin]] = [
        (page.first(page.reading.title), "site"),
        (clean(linked) if isinstance(linked, str) else "", "json-ld"),
        (page.first(TITLE), "page"),
        (page.meta("og:title", "twitter:title"), "meta"),
        (_only_heading(page), "page"),
        (page.soup.title.get_text(" ") if page.soup.title else "", "page"),
    ]
    return [(clean(text), origin) for text, origin in found]


def _only_heading(page: Page) -> str:
    """The h1, where there is just one and it is not the logo."""
    headings = {text_of(h) for h in page.soup.find_all("h1")} - {"", site_name(page)}
    return headings.pop() if len(headings) == 1 else ""


def site_name(page: Page) -> str:
    """The name that the page gives its site."""
    return page.meta("og:site_name") or page.site.name


def without_site(text: str, page: Page) -> str:
    """A title without the site's name at either end, and the last link of a chain «A :: B :: C»."""
    names = {name.casefold() for name in (page.site.name, site_name(page)) if name}
    chain = [part for part in chain_of(text) if part.casefold() not in names]
    if not chain:
        return ""
    if "::" in text or len(chain) < len(chain_of(text)):
        text = max(chain, key=len)
    for mark in reversed(list(_TAIL.finditer(text))):
        if text[mark.end() :].casefold() in names:
            return text[: mark.start()]
    return text


def chain_of(text: str) -> list[str]:
    """The parts of «Site :: Section :: Title»; a single one where nothing parts them."""
    return [part.strip() for part in _CHAIN.split(text) if part.strip()]
