"""The line that tells the date, and what stands beside the date in it: a section, a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from indexer.extract.body.furniture import is_date_line, without_date
from indexer.extract.evidence import Block, Page
from indexer.extract.evidence.prose import prose_of
from indexer.extract.evidence.text import text_of
from indexer.extract.when import absolute

MOST = 20  # elements in a line of facts
LONGEST = 120  # letters of a line of facts
_PARTS = re.compile(r"\s*[·•|●∙]\s*|\s+[–—/]\s+")
_COUNTS = re.compile(
    r"\d|мин(?:ути?|\.)|четене|коментар|преглед|видян|read|min|comment|views|updated|обновен|промян",
    re.IGNORECASE,
)


class Beside(NamedTuple):
    """A piece of text in the date's line.

    Attributes:
        own: it has an element of its own, as a name beside `<time>` has.
        apart: a sign parts it from the date («24 юли 2026 · Издания»); else only the date's end
            does («5 септември 2023, Петър Стоянов»).
    """

    text: str
    own: bool
    apart: bool


def beside_date(page: Page, title: str) -> Iterator[Beside]:
    """What stands beside the date in the lines around the headline."""
    for block in _datelines(page, title):
        inside = set(_own_elements(block))
        for part in _PARTS.split(block.text):
            dated = absolute(part)
            rest = " ".join(without_date(part).split()).strip(" ,.:;-–") if dated else part
            if len(rest) > 2 and not _COUNTS.search(rest) and "@" not in rest:
                yield Beside(rest, rest in inside, not dated)


def _datelines(page: Page, title: str) -> Iterator[Block]:
    """Short blocks with a full date near the headline: above it, or between it and the text."""
    headline = page.heading(title)
    if headline is None:
        return
    for block in page.blocks[max(0, headline.first - 4) : headline.last + 6]:
        if block.at >= headline.last and prose_of(block) and not is_date_line(block.text):
            return
        own = page.boxed[block.owner.at] in ("", "meta")
        if own and len(block.text) <= LONGEST and absolute(block.text):
            yield block


def _own_elements(block: Block) -> Iterator[str]:
    inside = block.owner.node.iter("span", "a", "b", "strong", "em", "i", "small")
    for node in islice(inside, MOST):
        yield text_of(node, LONGEST)
