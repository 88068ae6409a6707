"""What stands under pictures, text and credit apart: «текст | Архив», «Снимка: БТА»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from indexer.article import Caption
from indexer.extract.evidence import Element, Page
from indexer.extract.evidence.text import clean, text_of
from indexer.extract.templates import CAPTIONS
from indexer.media import medium

LONGEST = 400
SURE = 60  # letters of a paragraph that tell it from others
MOST = 100  # pictures of a page
ELSEWHERE = frozenset({"card", "related", "aside", "footer", "comments", "next", "menu"})
_CREDIT = re.compile(
    r"^(?P<text>.*?)[\s,;|/(\[–-]*(?P<credit>(?<!\w)(?:снимк[аи]|фото(?:графия|графии)?|photos?"
    r"|photo by|foto|кадър|източник|credit|image|автор|pictures?)\s*[:©–-]\s*[^|)\]]{2,80})[)\]]?$",
    re.IGNORECASE,
)
_AFTER_BAR = re.compile(r"^(?P<text>.*?)\s*[|©]\s*(?P<credit>[^|©]{2,60})$")
_IN_BRACKETS = re.compile(r"^(?P<text>.+?)\s*[(\[/](?P<credit>[^()\[\]/]{2,40})[)\]/]$")


def captions(page: Page, text: tuple[str, ...]) -> tuple[Caption, ...]:
    """The captions of the article's pictures, in order, each once.

    Args:
        text: the article's paragraphs: a picture above them leads the article.
    """
    begins = _beginning(page, text)
    found = (replace(split(line), lead=at < begins) for line, at in _standing(page).items())
    return tuple(dict.fromkeys(c for c in found if c.text or c.credit))


def lines(page: Page) -> list[str]:
    """The captions as they stand on the page."""
    return list(_standing(page))


def _beginning(page: Page, text: tuple[str, ...]) -> int:
    """The number of the block with which a text begins."""
    start = text[0][:SURE] if text else ""
    found = (block.at for block in page.blocks if start and block.text.startswith(start))
    return next(found, 0)


def _standing(page: Page) -> dict[str, int]:
    """The captions as they stand on the page, and the block that each stands at."""
    found = [*page.find(page.reading.captions), *_named(page)]
    named = [(text_of(element.node), element.first) for element in found if _own(page, element)]
    standing: dict[str, int] = {}
    for text, at in named or _under_pictures(page):
        if text and len(text) <= LONGEST:
            standing.setdefault(text, at)
    return standing


def split(text: str) -> Caption:
    """A caption's text and its credit."""
    for pattern in (_CREDIT, _AFTER_BAR):
        found = pattern.match(text)
        if found:
            return Caption(found["text"].strip(" |–-/"), found["credit"].strip())
    bracketed = _IN_BRACKETS.match(text)
    if bracketed and medium(bracketed["credit"]):
        return Caption(bracketed["text"].strip(), bracketed["credit"].strip())
    return Caption("", text) if medium(text) else Caption(text)


def _named(page: Page) -> Iterator[Element]:
    """Elements that call themselves captions, innermost, and what themes call so."""
    found = {element.at: element for element in page.find(CAPTIONS)}
    captioned = (e for e in page.elements if e.mark == "caption" and e.last > e.first)
    marked = list(islice(captioned, MOST))
    for element in marked:
        inner = [e for e in marked if e is not element and element.holds(e)]
        if not inner and not _holds_picture_only(element):
            found.setdefault(element.at, element)
    for figure in islice(page.tagged("figure"), MOST):
        filled = any(figure.holds(element) for element in found.values())
        if page.boxed[figure.at] == "figure" and not filled and figure.last > figure.first:
            found.setdefault(figure.at, figure)
    until = 0  # a credit inside of a caption is a part of it
    for element in (found[at] for at in sorted(found)):
        if element.at >= until and not _in_a_link(element):
            until = element.end
            yield element


def _in_a_link(element: Element) -> bool:
    """Whether it labels a link to another page and no picture."""
    around = element.parent
    while around is not None and around.tag in ("a", "span", "div", "p"):
        if around.tag == "a":
            return not any(True for _ in around.node.iter("img", "picture"))
        around = around.parent
    return False


def _holds_picture_only(element: Element) -> bool:
    return not text_of(element.node, 10)


def _own(page: Page, element: Element) -> bool:
    """Whether a caption is outside the boxes of other articles."""
    around = element.parent
    return around is None or page.boxed[around.at] not in ELSEWHERE


def _under_pictures(page: Page) -> Iterator[tuple[str, int]]:
    """Small print that follows an image with nothing between but a line break."""
    for element in islice(page.tagged("img"), MOST):
        if page.boxed[element.at] in ELSEWHERE:
            continue
        after, tail = element.node.getnext(), element.node.tail
        while after is not None and not (tail or "").strip() and after.tag == "br":
            after, tail = after.getnext(), after.tail
        small = after is not None and after.tag in ("small", "em", "i", "font")
        if small and not (tail or "").strip():
            yield clean(text_of(after)), element.first
