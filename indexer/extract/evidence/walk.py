"""The one walk over a page's tree: its elements, and its text as blocks.

A block is what a reader sees as one paragraph, whether the page parts paragraphs with `p`, `div`,
cells or two line breaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from indexer.extract.evidence.marks import mark_of
from indexer.extract.evidence.text import UNREAD, clean

BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "blockquote",
        "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "thead", "tr", "td",
        "th", "caption", "pre", "hr", "center", "address", "dl", "dt", "dd", "details", "summary",
        "body", "form", "fieldset", "figure", "figcaption", "hgroup", "button", "label", "menu",
        "dialog", "search",
    }
)  # fmt: skip

NAMES = frozenset({"class", "id", "itemprop", "rel"})


class Line(NamedTuple):
    """A piece of text between two breaks, and how many of its letters are links."""

    text: str
    linked: int


@dataclass(slots=True, eq=False)
class Element:
    """An element of the page; made by the walk, changed by nobody after it.

    Attributes:
        at: its number in the page's order; what is inside it has the numbers up to `end`.
        mark: what its name says that it is, before anyone looks inside; see `marks`.
        first, last: the blocks inside it are those from `first` up to, not with, `last`.
    """

    node: etree._Element
    tag: str
    at: int
    parent: Element | None
    attributes: dict[str, str]
    mark: str = ""
    first: int = 0
    last: int = 0
    end: int = 0

    @property
    def spelt(self) -> str:
        """Its name with id and classes, as a selector has them."""
        classes = "".join(f".{name}" for name in self.attributes.get("class", "").split()[:4])
        named = self.attributes.get("id", "")
        return f"{self.tag}{'#' + named if named else ''}{classes}"

    def holds(self, other: Element) -> bool:
        """Whether another element is inside this one, or is this one."""
        return self.at <= other.at < self.end


class Block(NamedTuple):
    """One paragraph as a reader sees it.

    Attributes:
        at: its number among the page's blocks.
        owner: the innermost block-level element that it belongs to.
        linked: letters of the text that are links.
    """

    at: int
    owner: Element
    lines: tuple[Line, ...]
    text: str
    linked: int


@dataclass(slots=True)
class Walk:
    """What the walk gathers.

    Attributes:
        elements, blocks: in the page's order.
        names: every value of class, id, itemprop and rel on the page.
    """

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    _open: list[Element] = field(default_factory=list)
    _owners: list[Element] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _lined: int = 0

    def run(self, root: etree._Element) -> Walk:
        """Walk a tree; linear in its size, whatever its depth."""
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, node in steps:
            if event == "end":
                self._leave(node)
            elif node.tag in UNREAD:
                self._open.append(self._element(node))
                steps.skip_subtree()
            else:
                self._enter(node)
        self._end_block()
        return self

    def _element(self, node: etree._Element) -> Element:
        items = node.items()
        tag, attributes = node.tag, _NONE
        if items:
            attributes = dict(items)
            for name, value in items:
                if name in NAMES:
                    self.names.add(value)
        mark = mark_of(tag, attributes)
        parent = self._open[-1] if self._open else None
        found = Element(node, tag, len(self.elements), parent, attributes, mark)
        self.elements.append(found)
        return found

    def _enter(self, node: etree._Element) -> None:
        element = self._element(node)
        tag = element.tag
        if tag in BLOCKS or element.mark:
            if self._parts or self._lines:
                self._end_block()
            self._owners.append(element)
        elif tag == "br":
            self._end_line(paragraph=True)
        elif tag == "a":
            self._links += 1
        self._lined += tag == "pre"
        element.first = len(self.blocks)
        self._open.append(element)
        if node.text:
            self._write(node.text)

    def _leave(self, node: etree._Element) -> None:
        element = self._open.pop()
        tag = element.tag
        if (tag in BLOCKS or element.mark) and tag not in UNREAD:
            if self._parts or self._lines:
                self._end_block()
            self._owners.pop()
        elif tag == "a":
            self._links -= 1
        self._lined -= tag == "pre"
        element.last, element.end = len(self.blocks), len(self.elements)
        if node.tail:
            self._write(node.tail)

    def _write(self, text: str) -> None:
        if self._lined and "\n" in text:
            first, *lines = text.split("\n")
            self._say(first)
            for line in lines:
                self._end_line(paragraph=True)
                self._say(line)
        else:
            self._say(text)

    def _say(self, text: str) -> None:
        if not text or text.isspace():
            if self._parts:
                self._parts.append(" ")
            return
        self._parts.append(text)
        if self._links:
            self._linked += len(text.strip())

    def _end_line(self, *, paragraph: bool) -> None:
        """One break ends a line, two in a row a paragraph."""
        if self._parts:
            text = clean("".join(self._parts))
            if text:
                self._lines.append(Line(text, min(self._linked, len(text))))
            self._parts, self._linked = [], 0
        elif paragraph:
            self._end_block()

    def _end_block(self) -> None:
        self._end_line(paragraph=False)
        if self._lines:
            lines = tuple(self._lines)
            text = " ".join(line.text for line in lines)
            linked = sum(line.linked for line in lines)
            owner = self._owners[-1] if self._owners else self.elements[0]
            self.blocks.append(Block(len(self.blocks), owner, lines, text, linked))
            self._lines = []


_NONE: dict[str, str] = {}
