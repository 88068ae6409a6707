"""The article's text: the site's own element, a known theme's, or where most prose stands."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import trafilatura
from bs4 import Tag

from indexer.article import Origin
from indexer.extract import captions
from indexer.extract.page import Page, clean, text_of
from indexer.extract.paragraphs import links_and_text, paragraphs, without_boxes
from indexer.extract.templates import BODY
from indexer.extract.when import absolute

ENOUGH = 200  # letters of prose before an element is believed to be the body
A_SENTENCE = 60  # letters of a paragraph that speaks for an element being the body
HOLDERS = ("article", "main", "section", "div", "td", "body")


def body(page: Page, title: str) -> tuple[tuple[str, ...], Origin] | None:
    """The paragraphs and where they were found; None when there is no prose on the page."""
    known = frozenset((title, *captions.lines(page), *_dated(page)))
    for element, origin in _candidates(page):
        found = paragraphs(without_boxes(element, page), known)
        if sum(map(len, found)) >= ENOUGH or (found and origin == "site"):
            return found, origin
    found = tuple(p for p in _trafilatura(page) if p not in known)
    return (found, "text") if found else None


def _candidates(page: Page) -> Iterator[tuple[Tag, Origin]]:
    for element in page.select(page.reading.body):
        yield element, "site"
    for selector in page.present(BODY):
        found = page.soup.select_one(selector)
        if found is not None:
            yield found, "page"
    owner = _owner(page)
    if owner is not None:
        yield owner, "text"


def _owner(page: Page) -> Tag | None:
    """The element that most prose belongs to directly, not through an element inside it."""
    best, most = None, 0
    if page.soup.body is None:
        return None
    root = without_boxes(page.soup.body, page)
    for element in [root, *root.find_all(HOLDERS)]:
        prose = _prose(element)
        if prose > most:
            best, most = element, prose
    return best


def _prose(element: Tag) -> int:
    """Letters of paragraphs that are this element's own: its text and its `p`, links left out."""
    own = Tag(name=element.name)
    for child in element.contents:
        if not isinstance(child, Tag) or not (child.name in HOLDERS or child.find(HOLDERS)):
            own.append(copy.copy(child))
    return sum(len(text) - linked for text, linked in links_and_text(own) if len(text) > A_SENTENCE)


def _dated(page: Page) -> Iterator[str]:
    """Short elements that hold the date: furniture when they stand inside the body."""
    for tag in page.soup.find_all(["i", "em", "small", "span", "time", "font", "b", "p", "div"]):
        line = text_of(tag)
        if len(line) < 90 and absolute(line):
            yield line


def _trafilatura(page: Page) -> tuple[str, ...]:
    text = trafilatura.extract(str(page.soup), include_comments=False, include_tables=False)
    return tuple(clean(line) for line in (text or "").splitlines() if clean(line))
