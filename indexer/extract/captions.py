"""What stands under pictures, text and credit apart: «текст | Архив», «Снимка: БТА»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import NavigableString, PageElement, Tag

from indexer.article import Caption
from indexer.extract.page import Page, text_of
from indexer.extract.templates import CAPTIONS
from indexer.media import medium

LONGEST = 400
_CREDIT = re.compile(
    r"^(?P<text>.*?)[\s,;|(\[–-]*(?P<credit>\b(?:снимк[аи]|фото(?:графия)?|photo|foto|кадър|източник)\s*[:©–-]\s*"
    r"[^|)\]]{2,60})[)\]]?$",
    re.IGNORECASE,
)
_AFTER_BAR = re.compile(r"^(?P<text>.*?)\s*[|©]\s*(?P<credit>[^|]{2,60})$")


def captions(page: Page) -> tuple[Caption, ...]:
    """The captions of the article's pictures, in order, each once."""
    found = (split(text) for text in lines(page))
    return tuple(dict.fromkeys(c for c in found if c.text or c.credit))


def lines(page: Page) -> list[str]:
    """The captions as they stand on the page."""
    tags = [*page.select(page.reading.captions), *page.select(CAPTIONS)]
    named = [text_of(tag) for tag in tags if tag.find_parent(["aside", "nav"]) is None]
    texts = named or list(_under_pictures(page))
    return [text for text in dict.fromkeys(texts) if text and len(text) <= LONGEST]


def split(text: str) -> Caption:
    """A caption's text and its credit."""
    for pattern in (_CREDIT, _AFTER_BAR):
        found = pattern.match(text)
        if found:
            return Caption(found["text"].strip(" |–-"), found["credit"].strip())
    return Caption("", text) if medium(text) else Caption(text)


def _under_pictures(page: Page) -> Iterator[str]:
    """Small print that follows an image with nothing between but a line break."""
    for image in page.soup.find_all("img"):
        if image.find_parent(["nav", "aside", "header", "footer"]) is not None:
            continue
        after = image.next_sibling
        while after is not None and _is_gap(after):
            after = after.next_sibling
        if isinstance(after, Tag) and after.name in ("small", "em", "i", "font"):
            yield text_of(after)


def _is_gap(node: PageElement) -> bool:
    if isinstance(node, NavigableString):
        return not node.strip()
    return isinstance(node, Tag) and node.name == "br"
