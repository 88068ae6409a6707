"""The line that tells the date, and what stands beside the date in it: a section, a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.extract.body.furniture import without_date
from indexer.extract.evidence import Block, Page
from indexer.extract.evidence.text import text_of
from indexer.extract.when import absolute

LONGEST = 120  # letters of a line of facts
_PARTS = re.compile(r"\s*[·•|●∙]\s*|\s+[–—/]\s+")
_COUNTS = re.compile(
    r"\d|мин(?:ути?|\.)|четене|коментар|преглед|видян|read|min|comment|views|updated|обновен|промян",
    re.IGNORECASE,
)


def beside_date(page: Page, *, own: bool) -> Iterator[str]:
    """What stands beside the date in the line around the headline.

    «24 юли 2026 · Издания» names the section in the date's own text; «<time>…</time> · <span>Змей
    </span>» gives a name an element of its own.

    Args:
        own: what has its own element; else what shares the date's text.
    """
    for block in _datelines(page):
        inside = set(_own_elements(block))
        for part in _PARTS.split(block.text):
            rest = " ".join(without_date(part).split()).strip(" ,.:;-–") if absolute(part) else part
            if len(rest) > 2 and not _COUNTS.search(rest) and (rest in inside) == own:
                yield rest


def _datelines(page: Page) -> Iterator[Block]:
    """Short blocks with a full date near the headline: above it or between it and the text."""
    headline = next(page.tagged("h1"), None)
    if headline is None:
        return
    for block in page.blocks[max(0, headline.first - 4) : headline.last + 6]:
        own = page.boxed[block.owner.at] in ("", "meta")
        if own and len(block.text) <= LONGEST and absolute(block.text):
            yield block


def _own_elements(block: Block) -> Iterator[str]:
    for node in block.owner.node.iter("span", "a", "b", "strong", "em", "i", "small"):
        yield text_of(node)
