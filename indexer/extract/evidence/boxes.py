"""Which elements are no part of any text, asked of what they hold.

A name makes an element a suspect («related», `aside`, «share»); themes put the same words on what
wraps the whole page (`body.showing-comments`, `main.has-sidebar`, the form of ASP.NET). So one that
holds the headline is acquitted, and one that holds more prose than all that nobody suspects: twice
as much where its kind often holds prose of its own (a column beside, a footer), and comments only
where nothing before them is prose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from urllib.parse import urlsplit

from indexer.extract.evidence.prose import HEADINGS
from indexer.extract.evidence.walk import Block, Element

ENOUGH = 200  # letters of prose that a suspect has to hold to be the text
NEVER = frozenset({"caption", "button", "menu", "tags"})  # whatever they hold
OFTEN_LONG = frozenset({"aside", "related", "footer", "next", "cookies"})
OTHERS = frozenset({"card", "related", "aside", "comments", "next"})
"""Boxes that hold what other articles, or other people, say."""

LINKS = 0.3  # letters of links for each letter of prose; a column of other articles has more
A_HEAD = 40  # elements of an article in which its headline stands
A_CALL = 400  # letters around a button that belong to it
CARDS = frozenset({"div", "li", "article", "section", "a", "td", "tr", "figure"})
A_FEW = 3  # alike side by side
A_TEASER = 300  # letters of a card; a part of an article has more of its own
_BUTTON = re.compile(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.IGNORECASE)
_IN_FIGURES = frozenset({"table", "blockquote", "pre", "ul", "ol"})


def boxed(
    elements: Sequence[Element], blocks: Sequence[Block], prose: Sequence[int], host: str
) -> tuple[str, ...]:
    """For each element why it is no part of any text, or nothing; what is inside a box is one.

    Args:
        host: of the page, without `www.`.
    """
    found = [""] * len(elements)
    alike: dict[tuple[int, str, str], list[Element]] = defaultdict(list)
    court = _Court(elements, blocks, prose, host)
    for element in elements:
        parent = element.parent
        above = found[parent.at] if parent is not None else ""
        found[element.at] = above or court.verdict(element)
        if not found[element.at] and element.tag in CARDS and parent is not None:
            name = element.attributes.get("class", "")
            alike[parent.at, element.tag, name].append(element)
    for cards in alike.values():
        if len(cards) >= A_FEW:
            court.judge_cards(cards, found)
    return tuple(found)


class _Court:
    """Judges suspects by what they hold."""

    def __init__(
        self, elements: Sequence[Element], blocks: Sequence[Block], prose: Sequence[int], host: str
    ) -> None:
        self.elements, self.blocks, self.prose, self.host = elements, blocks, prose, host
        self._all = tuple(accumulate((len(b.text) for b in blocks), initial=0))
        self._linked = tuple(accumulate((b.linked for b in blocks), initial=0))
        self.headline = _headline(elements, blocks)
        self.free = self._unsuspected()
        self.article = _article_of(self.headline)

    def _unsuspected(self) -> int:
        """Letters of the page's prose that no suspect holds."""
        held = until = 0
        for element in self.elements:
            if element.mark and element.first >= until and element.last > element.first:
                held += self.held(element)
                until = element.last
        return self.prose[-1] - held

    def held(self, element: Element) -> int:
        """Letters of prose inside an element."""
        return self.prose[element.last] - self.prose[element.first]

    def letters(self, element: Element) -> tuple[int, int]:
        """Letters inside an element, and how many of them are links."""
        first, last = element.first, element.last
        return self._all[last] - self._all[first], self._linked[last] - self._linked[first]

    def verdict(self, element: Element) -> str:
        """Why an element is a box; empty when it is none."""
        if element.tag == "figure":
            return "" if _holds_text(element) else "figure"
        if element.tag == "article" and self._is_next(element):
            return "next"
        if not element.mark:
            return "call" if self._is_call(element) else ""
        if self.headline is not None and element.holds(self.headline):
            return ""
        if element.mark == "embed" and self.held(element):
            return ""  # somebody's words that the article shows
        return "" if self._is_text(element) else element.mark

    def _is_next(self, element: Element) -> bool:
        """Whether an `article` behind the headline's own begins with a headline itself: the next
        one of a page that goes on without end.
        """
        own = self.article
        if own is None or element.at < own.end:
            return False
        return any(e.tag == "h1" for e in self.elements[element.at : element.end][:A_HEAD])

    def _is_text(self, suspect: Element) -> bool:
        held = self.held(suspect)
        if suspect.mark in NEVER or held < ENOUGH or held < self.free:
            return False
        if suspect.mark == "comments":
            return self.free < ENOUGH and self.prose[suspect.first] < ENOUGH
        if suspect.mark in OFTEN_LONG and held < 2 * self.free:
            return False
        return self.letters(suspect)[1] <= LINKS * held

    def _is_call(self, element: Element) -> bool:
        """A few words around a button: «Разкажи своята история», and the button itself."""
        if element.tag not in ("div", "section", "p", "td") or element.end - element.at > 40:
            return False
        if not 0 < element.last - element.first <= 6 or 3 * self.held(element) > self.prose[-1]:
            return False
        return self.letters(element)[0] <= A_CALL and self._has_button(element)

    def _has_button(self, element: Element) -> bool:
        inside = self.elements[element.at : element.end]
        return any(e.tag == "a" and _BUTTON.search(e.attributes.get("class", "")) for e in inside)

    def judge_cards(self, cards: list[Element], found: list[str]) -> None:
        """Boxes that are alike and each lead elsewhere: a grid of other articles."""
        teasers = sum(map(self._is_teaser, cards))
        if teasers < A_FEW or 2 * teasers < len(cards):
            return
        if self.headline is not None and any(card.holds(self.headline) for card in cards):
            return
        for card in cards:
            for number in range(card.at, card.end):
                found[number] = found[number] or "card"

    def _is_teaser(self, card: Element) -> bool:
        letters, linked = self.letters(card)
        inside = self.elements[card.at : card.end] if card.end - card.at <= 200 else ()
        links = [e for e in inside if e.tag == "a" and e.attributes.get("href")]
        if not links or not 0 < letters <= A_TEASER or not _all_here(links, self.host):
            return False
        heading = any(e.tag in HEADINGS for e in inside)
        return 2 * linked >= letters or (heading and linked > 0)


def _headline(elements: Sequence[Element], blocks: Sequence[Block]) -> Element | None:
    """The first h1 with text that is no link, as a logo is; the first with any where all are."""
    headings = [e for e in elements if e.tag == "h1" and e.last > e.first]
    for element in headings:
        inside = blocks[element.first : element.last]
        if any(2 * block.linked < len(block.text) for block in inside):
            return element
    return headings[0] if headings else None


def _article_of(headline: Element | None) -> Element | None:
    """The innermost `article` around the headline."""
    around = headline
    while around is not None and around.tag != "article":
        around = around.parent
    return around


def _holds_text(figure: Element) -> bool:
    """Whether a figure is a table or a quotation and no picture."""
    inside = {node.tag for node in figure.node.iter(*_IN_FIGURES, "img", "picture")}
    return bool(inside & _IN_FIGURES) and not inside & {"img", "picture"}


def _all_here(links: list[Element], host: str) -> bool:
    """Whether links stay on the site, as those of related articles do."""
    return all(_host(link.attributes["href"]) in ("", host) for link in links)


def _host(address: str) -> str:
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return "?"
