"""An element's text as paragraphs, whether the page parts them with `p`, `div` or `<br><br>`."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import Comment, NavigableString, Tag

from indexer.extract.page import Page, clean
from indexer.extract.templates import NOT_THE_BODY

BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "main", "header", "blockquote", "ul", "ol", "li", "h2",
        "h3", "h4", "h5", "h6", "h1", "table", "tbody", "tr", "td", "th", "pre", "hr", "center",
        "address", "dl", "dt", "dd", "details", "summary", "body", "form", "fieldset",
    }
)  # fmt: skip
MOSTLY_LINKS = 0.6  # of a paragraph's letters: it leads elsewhere and is no part of the body

_FURNITURE = re.compile(
    r"^(?:прочетете (?:още|също)|прочети (?:още|повече)|вижте (?:още|също|повече)|виж (?:още|също)"
    r"|четете (?:още|също)|още по темата|още от|свързани (?:статии|новини)|подобни (?:новини|публ)"
    r"|реклама\W*$|сподели|споделете|етикети\s*:|ключови думи\s*:|тагове\s*:|close\W*$|затвори\W*$"
    r"|версия за печат|последвайте ни|абонирай|харесайте|коментари\W*\d*\W*$|вижте тази публикация"
    r"|advertisement\W*$|публикувано на\W|снимк[аи]\s*:|lee también|read more)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Line:
    """A piece of text between two breaks, and how many of its letters are links."""

    text: str = ""
    linked: int = 0


@dataclass(slots=True)
class _Collector:
    """Gathers lines into paragraphs while the tree is walked."""

    done: list[list[Line]] = field(default_factory=list)
    open: list[Line] = field(default_factory=lambda: [Line()])

    def write(self, text: str, *, linked: bool) -> None:
        self.open[-1].text += text
        self.open[-1].linked += len(text.strip()) if linked else 0

    def new_line(self) -> None:
        """One break ends a line, two in a row a paragraph."""
        if self.open[-1].text.strip():
            self.open.append(Line())
        else:
            self.new_paragraph()

    def new_paragraph(self) -> None:
        if any(line.text.strip() for line in self.open):
            self.done.append(self.open)
        self.open = [Line()]


def without_boxes(element: Tag, page: Page) -> Tag:
    """A copy of an element without what is no part of the body; the page stays as it is."""
    body = copy.copy(element)
    boxes = page.present((*NOT_THE_BODY, *page.reading.drop))
    for tag in body.select(", ".join(boxes)) if boxes else ():
        if not tag.decomposed:
            tag.decompose()
    return body


def paragraphs(element: Tag, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The paragraphs of a body from which the boxes were taken.

    Args:
        known: lines that are something else: the title, the date line, captions.
    """
    collector = _Collector()
    _walk(element, collector, linked=False)
    collector.new_paragraph()
    found = (_joined(lines, known) for lines in collector.done)
    return tuple(text for text in found if text)


def _walk(node: Tag, out: _Collector, *, linked: bool) -> None:
    for child in node.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, NavigableString):
            out.write(re.sub(r"\s+", " ", child), linked=linked)
        elif isinstance(child, Tag):
            _step(child, out, linked=linked or child.name == "a")


def _step(tag: Tag, out: _Collector, *, linked: bool) -> None:
    if tag.name == "br":
        out.new_line()
        return
    block = tag.name in BLOCKS
    if block:
        out.new_paragraph()
    _walk(tag, out, linked=linked)
    if block:
        out.new_paragraph()


def _joined(lines: list[Line], known: frozenset[str]) -> str:
    """A paragraph's lines as one text; empty when it is furniture."""
    kept = [line for line in lines if clean(line.text) and clean(line.text) not in known]
    text = clean(" ".join(line.text for line in kept))
    linked = sum(line.linked for line in kept)
    if not text or linked > MOSTLY_LINKS * len(text) or _FURNITURE.match(text):
        return ""
    return text


def links_and_text(element: Tag) -> Iterator[tuple[str, int]]:
    """Each paragraph of an element with the number of its letters that are links."""
    collector = _Collector()
    _walk(element, collector, linked=False)
    collector.new_paragraph()
    for lines in collector.done:
        yield clean(" ".join(line.text for line in lines)), sum(line.linked for line in lines)
