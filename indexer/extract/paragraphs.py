"""An element's text as paragraphs, whether the page parts them with `p`, `div` or `<br><br>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bs4 import Comment, NavigableString, PageElement, Tag

from indexer.extract.page import clean

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


def paragraphs(
    element: Tag, boxes: frozenset[int], known: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The paragraphs of a body.

    Args:
        boxes: see `Page.boxes`; nothing inside them is read.
        known: lines that are something else: the title, the date line, captions.
    """
    found = (_joined(lines, known) for lines in _collected(element.children, boxes))
    return tuple(text for text in found if text)


def links_and_text(
    nodes: Iterable[PageElement], boxes: frozenset[int]
) -> Iterator[tuple[str, int]]:
    """Each paragraph of some nodes with the number of its letters that are links."""
    for lines in _collected(nodes, boxes):
        yield clean(" ".join(line.text for line in lines)), sum(line.linked for line in lines)


def _collected(nodes: Iterable[PageElement], boxes: frozenset[int]) -> list[list[Line]]:
    collector = _Collector()
    _walk(nodes, boxes, collector)
    collector.new_paragraph()
    return collector.done


@dataclass(slots=True)
class _Level:
    """An element that is being walked."""

    nodes: Iterator[PageElement]
    linked: bool = False
    block: bool = False


def _walk(nodes: Iterable[PageElement], boxes: frozenset[int], out: _Collector) -> None:
    """Write the text of nodes; with a stack of its own, for pages nest as deep as they like."""
    levels = [_Level(iter(nodes))]
    while levels:
        level = levels[-1]
        node = next(level.nodes, None)
        if node is None:
            levels.pop()
            if level.block:
                out.new_paragraph()
        elif isinstance(node, Tag):
            if id(node) not in boxes:
                _enter(node, level, levels, out)
        elif isinstance(node, NavigableString) and not isinstance(node, Comment):
            out.write(re.sub(r"\s+", " ", node), linked=level.linked)


def _enter(tag: Tag, level: _Level, levels: list[_Level], out: _Collector) -> None:
    if tag.name == "br":
        out.new_line()
        return
    block = tag.name in BLOCKS
    if block:
        out.new_paragraph()
    levels.append(_Level(iter(tag.children), level.linked or tag.name == "a", block))


def _joined(lines: list[Line], known: frozenset[str]) -> str:
    """A paragraph's lines as one text; empty when it is furniture."""
    kept = [line for line in lines if clean(line.text) and clean(line.text) not in known]
    text = clean(" ".join(line.text for line in kept))
    linked = sum(line.linked for line in kept)
    if not text or linked > MOSTLY_LINKS * len(text) or _FURNITURE.match(text):
        return ""
    return text
