"""Several ways to the element that holds the article's text; each has its own blind spots.

owner     most prose belongs to it directly
scored    paragraphs score for their parents (the rule of Arc90's Readability, 2009)
run       the best run of blocks, prose for and furniture against it (Kadane's maximum
          subarray over the classes of Pomikálek's jusText, 2011)
article   the `article` or `main` around the headline
theme     an element that a known theme gives the text
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from indexer.extract.evidence import Block, Element, Page
from indexer.extract.evidence.prose import A_SENTENCE
from indexer.extract.templates import BODY

HOLDERS = frozenset({"article", "main", "section", "div", "td", "body", "form", "center", "font"})
MOST = 0.5  # of the page's prose: a theme's element that holds less is another box of the theme


class Way(NamedTuple):
    """An element that a way leads to."""

    name: str
    element: Element


def ways(page: Page) -> list[Way]:
    """Where each way leads, where it leads anywhere."""
    own = [block for block in page.blocks if not page.boxed[block.owner.at]]
    prose = {block.at: page.prose[block.at + 1] - page.prose[block.at] for block in own}
    all_of_it = sum(prose.values())
    if not all_of_it:
        return _short(page)
    found = [*_theme(page, all_of_it), *_article(page, all_of_it)]
    for name, element in (
        ("owner", _owner(own, prose)),
        ("scored", _scored(own, prose)),
        ("run", _run(own, prose)),
    ):
        if element is not None:
            found.append(Way(name, element))
    return found


def _short(page: Page) -> list[Way]:
    """Of a text without a sentence, the theme's element, or the `article`."""
    for name, found in (("theme", page.find(BODY)), ("article", page.tagged("article", "main"))):
        for element in found:
            if page.within(element):
                return [Way(name, element)]
    return []


def prose_within(page: Page, element: Element) -> int:
    """Letters of prose inside an element, outside of boxes."""
    return sum(page.prose[b.at + 1] - page.prose[b.at] for b in page.within(element))


def _theme(page: Page, all_of_it: int) -> Iterator[Way]:
    for element in page.find(BODY):
        if prose_within(page, element) >= MOST * all_of_it:
            yield Way("theme", element)
            return


def _article(page: Page, all_of_it: int) -> Iterator[Way]:
    for element in page.tagged("article", "main"):
        if prose_within(page, element) >= MOST * all_of_it:
            yield Way("article", element)
            return


def _owner(own: list[Block], prose: dict[int, int]) -> Element | None:
    """The element that most prose belongs to directly, not through an element inside it."""
    held: dict[Element, int] = defaultdict(int)
    for block in own:
        holder = _holder(block.owner)
        if holder is not None:
            held[holder] += prose[block.at]
    return max(held, key=held.__getitem__) if held else None


def _scored(own: list[Block], prose: dict[int, int]) -> Element | None:
    scores: dict[Element, float] = defaultdict(float)
    for block in own:
        if not prose[block.at]:
            continue
        worth = 1 + block.text.count(",") + min(prose[block.at] / 100, 3)
        holder = _holder(block.owner)
        for share in (1.0, 0.5):
            if holder is None:
                break
            scores[holder] += worth * share
            holder = _holder(holder.parent)
    return max(scores, key=scores.__getitem__) if scores else None


def _run(own: list[Block], prose: dict[int, int]) -> Element | None:
    """The element around the run of blocks with the most prose and the least furniture."""
    best = total = first = 0
    ends: tuple[Block, Block] | None = None
    for number, block in enumerate(own):
        if total <= 0:
            total, first = 0, number
        total += prose[block.at] or -min(len(block.text) + block.linked, 2 * A_SENTENCE)
        if total > best:
            best, ends = total, (own[first], block)
    return _around(*ends) if ends else None


def _around(first: Block, last: Block) -> Element | None:
    element: Element | None = first.owner
    while element is not None and not element.holds(last.owner):
        element = element.parent
    return _holder(element)


def _holder(element: Element | None) -> Element | None:
    """The nearest element from here up that may hold a text."""
    while element is not None and element.tag not in HOLDERS:
        element = element.parent
    return element
