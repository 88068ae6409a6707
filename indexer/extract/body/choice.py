"""Which of the ways' elements is the text: the one that the others agree with most."""

from __future__ import annotations

from typing import NamedTuple

from indexer.extract.body.ways import Way, prose_within
from indexer.extract.evidence import Block, Element, Page
from indexer.extract.evidence.prose import A_SENTENCE, prose_of

LEVELS = 4  # elements around the chosen one that are looked at
OTHER = 0.5  # letters that are no prose, for each letter of prose that is won


class Choice(NamedTuple):
    """The chosen element, which ways led to it, and how much the others agree (0 to 1)."""

    element: Element
    ways: tuple[str, ...]
    agreement: float


def choose(page: Page, found: list[Way]) -> Choice | None:
    """The element whose text has most in common with what all ways lead to."""
    if not found:
        return None
    letters = {way.element: _letters(page, way.element) for way in found}

    def agreement(element: Element) -> float:
        return sum(_common(element, w.element, letters) for w in found) / len(found)

    best = max(letters, key=agreement)  # of equals the first, as the ways are ordered
    names = tuple(way.name for way in found if way.element is best)
    return Choice(_widened(page, best), names, agreement(best))


def _widened(page: Page, element: Element) -> Element:
    """The element, or one around it that adds prose and nothing that leads elsewhere: a lead above
    the text, or the greater part of it in the same place.
    """
    best, around = element, element.parent
    for level in range(LEVELS):
        if around is None or around.tag == "body":
            break
        outside = [b for b in page.within(around) if not best.holds(b.owner)]
        if any(2 * block.linked > len(block.text) for block in outside):
            break
        if any(_of_another_article(block, best) for block in outside):
            break
        if _adds_text(page, best, outside, beside=level == 0):
            best = around
        around = around.parent
    return best


def _of_another_article(block: Block, element: Element) -> bool:
    """Whether a block is in an `article` that does not hold the element: the next one of a page
    that goes on without end.
    """
    around: Element | None = block.owner
    while around is not None and around.tag != "article":
        around = around.parent
    return around is not None and not around.holds(element)


def _adds_text(page: Page, element: Element, outside: list[Block], *, beside: bool) -> bool:
    prose = sum(map(prose_of, outside))
    if prose < A_SENTENCE or sum(len(b.text) for b in outside) > (1 + OTHER) * prose:
        return False
    after = sum(prose_of(b) for b in outside if b.at >= element.last)
    return not after or (beside and 2 * after > prose_within(page, element))


def _letters(page: Page, element: Element) -> int:
    return sum(len(block.text) for block in page.within(element))


def _common(one: Element, other: Element, letters: dict[Element, int]) -> float:
    """F1 of the letters of two elements: one holds the other, or they have nothing in common."""
    if not (one.holds(other) or other.holds(one)):
        return 0.0
    less, more = sorted((letters[one], letters[other]))
    return 2 * less / (less + more) if more else 0.0
