"""Pages that are lists of whole posts: the same box again and again, each with a heading or a date.

The vote for the text finds one of them, or all; neither is the page's article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from indexer.extract.evidence import Block, Element, Page
from indexer.extract.evidence.prose import HEADINGS, prose_of
from indexer.extract.when import absolute

MANY = 5  # boxes alike; an article has fewer, or says that it is one
A_DATELINE = 90  # letters
BOXES = frozenset({"div", "article", "section", "li", "tr"})

Kind = tuple[int, str, str]


def is_among_posts(page: Page, text: Element) -> bool:
    """Whether the element of the text is one of many alike, or holds them and nothing else."""
    marked: dict[Kind, dict[int, Element]] = defaultdict(dict)
    for block in _marks(page):
        for box in _around(block.owner):
            marked[_kind(box)].setdefault(box.at, box)
    prose = _prose_of_boxes(page)
    for boxes in marked.values():
        told = [box for box in boxes.values() if prose[box.at]]
        if len(told) >= MANY and any(b.holds(text) or text.holds(b) for b in told):
            return True
    return False


def _marks(page: Page) -> Iterator[Block]:
    """The blocks that begin a post: a heading that is a link, a line with a date."""
    for block in page.blocks:
        if page.boxed[block.owner.at] in ("", "meta"):
            linked = block.owner.tag in HEADINGS and 2 * block.linked > len(block.text)
            dated = len(block.text) <= A_DATELINE and absolute(block.text)
            if linked or dated:
                yield block


def _around(element: Element) -> Iterator[Element]:
    """The three nearest boxes around an element, itself the first if it is one."""
    found: int = 0
    around: Element | None = element
    while around is not None and found < 3:
        if around.tag in BOXES:
            found += 1
            yield around
        around = around.parent


def _kind(box: Element) -> Kind:
    parent = box.parent.at if box.parent is not None else -1
    return parent, box.tag, box.attributes.get("class", "")


def _prose_of_boxes(page: Page) -> Counter[int]:
    """Letters of prose in each element, up to a few levels above the paragraph."""
    held: Counter[int] = Counter()
    for block in page.blocks:
        worth = prose_of(block)
        for box in _around(block.owner) if worth else ():
            held[box.at] += worth
    return held
