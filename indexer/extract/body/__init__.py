"""The article's text: several ways to its element, a vote, and what is no part of it taken off."""

from __future__ import annotations

from typing import NamedTuple

from indexer.article import Origin
from indexer.extract.body.choice import Choice, choose
from indexer.extract.body.paragraphs import paragraphs
from indexer.extract.body.ways import Way, ways
from indexer.extract.evidence import Page

__all__ = ["Text", "body"]


class Text(NamedTuple):
    """An article's paragraphs and how they were found.

    Attributes:
        ways: where each way led; empty where the site itself names the element.
    """

    paragraphs: tuple[str, ...]
    origin: Origin
    choice: Choice | None = None
    ways: tuple[Way, ...] = ()


def body(page: Page, known: frozenset[str]) -> Text | None:
    """The paragraphs; None when there is no text on the page.

    Args:
        known: lines that are something else: the title, captions.
    """
    for element in page.find(page.reading.body):
        found = paragraphs(page, element, known)
        if found:
            return Text(found, "site")
    led = ways(page)
    choice = choose(page, led)
    found = paragraphs(page, choice.element, known) if choice else ()
    if not found or choice is None:
        return None
    origin: Origin = "page" if "theme" in choice.ways else "text"
    return Text(found, origin, choice, tuple(led))
