"""Bytes → lxml's tree: of bounded depth, without comments, and without what the site drops."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cssselect import HTMLTranslator
from lxml import etree

from indexer.extract.decode import decode

DEEPEST = 512
"""Levels of elements. Browsers stop there as well (Blink's kMaximumHTMLParserDOMTreeDepth)."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
EMPTY = b"<html><body></body></html>"


def tree_of(body: bytes, content_type: str | None) -> etree._Element:
    """The root of a page's tree. Never raises, whatever the bytes are."""
    text = _NOT_IN_XML.sub("\ufffd", decode(body, content_type)).encode() or EMPTY
    parser = _parser()
    root = _parsed(text, parser)
    if any("depth" in error.message for error in parser.error_log):  # it stopped there
        root = _parsed(text, _parser(target=_Shallow()))
    return root if root is not None else etree.fromstring(EMPTY, _parser())


def _parser(**more: Any) -> etree.HTMLParser:
    return etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, **more
    )


def _parsed(text: bytes, parser: etree.HTMLParser) -> etree._Element | None:
    try:
        return etree.fromstring(text, parser)
    except etree.LxmlError:
        return None


class _Shallow:
    """Builds a tree in which what is nested deeper lies side by side at the deepest level."""

    def __init__(self) -> None:
        self._tree = etree.TreeBuilder()
        self._open: list[str] = []
        self._depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._depth >= DEEPEST:
            self._tree.end(self._open.pop())
        name = tag if _NAME.fullmatch(tag) else "span"  # «<h<h1>» is a tag, and no name of one
        self._open.append(name)
        self._depth += 1
        named = {key: value for key, value in attributes.items() if _NAME.fullmatch(key)}
        self._tree.start(name, named)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._depth <= DEEPEST and self._open:
            self._tree.end(self._open.pop())
        self._depth -= 1

    def data(self, text: str) -> None:
        """Text between two of them."""
        if self._open:
            self._tree.data(text)

    def close(self) -> etree._Element:
        """The tree's root."""
        while self._open:
            self._tree.end(self._open.pop())
        return self._tree.close()


def select(root: etree._Element, selector: str) -> list[etree._Element]:
    """The elements that a CSS selector finds, in the page's order."""
    found = _compiled(selector)(root)
    return [node for node in found if isinstance(node.tag, str)]


def drop(root: etree._Element, selectors: tuple[str, ...]) -> None:
    """Take the boxes that a site's reading names out of a tree that nobody has read yet."""
    for selector in selectors:
        for node in select(root, selector):
            parent = node.getparent()
            if parent is not None:
                _keep_tail(node, parent)
                parent.remove(node)


def _keep_tail(node: etree._Element, parent: etree._Element) -> None:
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail


@lru_cache(maxsize=1_000)
def _compiled(selector: str) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(selector))
