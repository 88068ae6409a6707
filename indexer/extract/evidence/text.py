"""Text on one line, valid, as every field compares and stores it."""

from __future__ import annotations

from lxml import etree

from indexer.extract.valid import valid

UNREAD = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
        "textarea", "audio", "video", "canvas", "map", "title", "datalist",
    }
)  # fmt: skip
"""Elements whose text nobody reads on the page."""

LONGEST = 2_000  # letters of an element that is a fact and not the text itself
MOST_NODES = 300  # elements inside of one


def clean(text: str) -> str:
    """Valid text on one line: white space folded."""
    return " ".join(valid(text).split())


def text_of(node: etree._Element, most: int = LONGEST) -> str:
    """An element's text on one line, a space where it has a break; cut after `most` letters, and
    after so many elements that a page of nothing else costs no more than its size.
    """
    parts: list[str] = []
    letters = 0
    for part in _parts(node):
        parts.append(part)
        letters += len(part)
        if letters > most:
            break
    return clean("".join(parts))[:most]


def _parts(node: etree._Element):  # type: ignore[no-untyped-def]
    walk = etree.iterwalk(node, events=("start", "end"))
    for (event, each), _ in zip(walk, range(2 * MOST_NODES), strict=False):
        if event == "start":
            if each is not node and each.tag in UNREAD:
                walk.skip_subtree()
            elif each.tag == "br":
                yield " "
            elif each.text:
                yield each.text
        elif each is not node and each.tail:
            yield each.tail
