"""The article's text: the site's own element, a known theme's, or where most prose stands."""

from __future__ import annotations

from collections.abc import Iterator

import trafilatura
from bs4 import PageElement, Tag

from indexer.article import Origin
from indexer.extract import captions
from indexer.extract.page import Page, clean, short_text
from indexer.extract.paragraphs import links_and_text, paragraphs
from indexer.extract.templates import BODY
from indexer.extract.when import absolute

ENOUGH = 200  # letters of prose before an element is believed to be the body
A_DATE_LINE = 89  # letters of a line that is a date and no sentence with one in it
A_SENTENCE = 60  # letters of a paragraph that speaks for an element being the body
HOLDERS = ("article", "main", "section", "div", "td", "body")


def body(page: Page, title: str) -> tuple[tuple[str, ...], Origin] | None:
    """The paragraphs and where they were found; None when there is no prose on the page."""
    known = frozenset((title, *captions.lines(page), *_dated(page)))
    boxes = page.boxes()
    for element, origin in _candidates(page, boxes):
        found = paragraphs(element, boxes, known)
        if sum(map(len, found)) >= ENOUGH or (found and origin == "site"):
            return found, origin
    found = tuple(p for p in _trafilatura(page) if p not in known)
    return (found, "text") if found else None


def _candidates(page: Page, boxes: frozenset[int]) -> Iterator[tuple[Tag, Origin]]:
    for element in page.select(page.reading.body):
        yield element, "site"
    for selector in page.present(BODY):
        found = page.soup.select_one(selector)
        if found is not None:
            yield found, "page"
    owner = _owner(page, boxes)
    if owner is not None:
        yield owner, "text"


def _owner(page: Page, boxes: frozenset[int]) -> Tag | None:
    """The element that most prose belongs to directly, not through an element inside it."""
    best, most = None, 0
    for element in _holders(page.soup.body, boxes) if page.soup.body else ():
        prose = _prose(element, boxes)
        if prose > most:
            best, most = element, prose
    return best


def _holders(root: Tag, boxes: frozenset[int]) -> Iterator[Tag]:
    """The elements outside of boxes that may hold a text, in the page's order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element is root or element.name in HOLDERS:
            yield element
        inner = [c for c in element.children if isinstance(c, Tag) and id(c) not in boxes]
        waiting.extend(reversed(inner))


def _prose(element: Tag, boxes: frozenset[int]) -> int:
    """Letters of paragraphs that are this element's own: its text and its `p`, links left out."""
    own = [c for c in element.children if not _holds(c)]
    texts = links_and_text(own, boxes)
    return sum(len(text) - linked for text, linked in texts if len(text) > A_SENTENCE)


def _holds(node: PageElement) -> bool:
    return isinstance(node, Tag) and (node.name in HOLDERS or node.find(HOLDERS) is not None)


def _dated(page: Page) -> Iterator[str]:
    """Short elements that hold the date: furniture when they stand inside the body."""
    for tag in page.soup.find_all(["i", "em", "small", "span", "time", "font", "b", "p", "div"]):
        line = short_text(tag, A_DATE_LINE)
        if line and absolute(line):
            yield line


def _trafilatura(page: Page) -> tuple[str, ...]:
    text = trafilatura.extract(str(page.soup), include_comments=False, include_tables=False)
    return tuple(clean(line) for line in (text or "").splitlines() if clean(line))
