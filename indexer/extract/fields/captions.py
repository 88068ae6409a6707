"""What stands under pictures, text and credit apart: «текст | Архив», «Снимка: БТА»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from indexer.article import Caption
from indexer.extract.evidence import Element, Page
from indexer.extract.evidence.text import clean, text_of
from indexer.extract.templates import CAPTIONS
from indexer.media import medium

LONGEST = 400
MOST = 100  # pictures of a page
ELSEWHERE = frozenset({"card", "related", "aside", "footer", "comments", "next", "menu"})
_CREDIT = re.compile(
    r"^(?P<text>.*?)[\s,;|/(\[–-]*(?P<credit>(?<!\w)(?:снимк[аи]|фото(?:графия|графии)?|photos?"
    r"|photo by|foto|кадър|източник|credit|image|автор|pictures?)\s*[:©–-]\s*[^|)\]]{2,80})[)\]]?$",
    re.IGNORECASE,
)
_AFTER_BAR = re.compile(r"^(?P<text>.*?)\s*[|©]\s*(?P<credit>[^|©]{2,60})$")
_IN_BRACKETS = re.compile(r"^(?P<text>.+?)\s*[(\[/](?P<credit>[^()\[\]/]{2,40})[)\]/]$")


def captions(page: Page) -> tuple[Caption, ...]:
    """The captions of the article's pictures, in order, each once."""
    found = (split(text) for text in lines(page))
    return tuple(dict.fromkeys(c for c in found if c.text or c.credit))


def lines(page: Page) -> list[str]:
    """The captions as they stand on the page."""
    found = [*page.find(page.reading.captions), *_named(page)]
    named = [text_of(element.node) for element in found if _own(page, element)]
    texts = named or list(_under_pictures(page))
    return [text for text in dict.fromkeys(texts) if text and len(text) <= LONGEST]


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


def _under_pictures(page: Page) -> Iterator[str]:
    """Small print that follows an image with nothing between but a line break."""
    for element in islice(page.tagged("img"), MOST):
        if page.boxed[element.at] in ELSEWHERE:
            continue
        after, tail = element.node.getnext(), element.node.tail
        while after is not None and not (tail or "").strip() and after.tag == "br":
            after, tail = after.getnext(), after.tail
        small = after is not None and after.tag in ("small", "em", "i", "font")
        if small and not (tail or "").strip():
            yield clean(text_of(after))
