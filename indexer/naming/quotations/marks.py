"""Where a text is in quotation marks, or speaks behind a dash.

    „…“  „…”  "…"  «…»  “…”     also mixed and nested; the outermost pair is one stretch
    – …                         a paragraph that opens with a dash: a turn of a talk

A mark opens where a word follows it and none stands before it; it closes where a word or a stop
stands before it. A mark that never closes ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from indexer.naming.quotations.reading import is_saying

__all__ = ["Stretch", "dashed", "quoted"]

MARKS = '„“”"«»‟'
LONGEST = 3000  # characters of a quotation
_MARK = re.compile(f"[{MARKS}]|\n")
_TURN = re.compile(r"^[ \t]*[-–—][ \t]+(?=\S)", re.MULTILINE)
_NEXT_WORD = re.compile(r"\s*[,–-]\s*(?:още |пък |така |както )?([^\W\d_]+)")
_NEXT_MARK = re.compile(r"\s*[„\"“«]")
_BEFORE = frozenset("([{/-–—:;,=…")


class Stretch(NamedTuple):
    """Characters `start` to `end` of a text, without the marks.

    Attributes:
        kind: in marks, or behind a dash.
        depth: 0 for the outermost.
    """

    start: int
    end: int
    kind: Literal["marks", "dash"] = "marks"
    depth: int = 0


def quoted(text: str) -> list[Stretch]:
    """The stretches in quotation marks, by their beginnings; linear time."""
    found: list[Stretch] = []
    open_: list[tuple[int, str]] = []
    closed = 0
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if mark == "\n":
            if open_ and _ends_here(text, open_, at):
                over = open_[0][0] < closed and _was_over(text[closed + 1 : at])
                found.append(_stretch(text, open_[0][0], closed if over else at, 0))
                open_.clear()
            continue
        if open_ and _closes(text, at, mark, open_[-1][1]):
            start, _ = open_.pop()
            found.append(_stretch(text, start, at, len(open_)))
            closed = at
        elif _opens(text, at, mark):
            if open_ and open_[0][0] < closed and _was_over(text[closed + 1 : at]):
                found.append(_stretch(text, open_[0][0], closed, 0))
                open_.clear()
            open_.append((at + 1, mark))
        elif open_ and mark != "„":
            start, _ = open_.pop()
            found.append(_stretch(text, start, at, len(open_)))
    if open_:
        over = open_[0][0] < closed and _was_over(text[closed + 1 :])
        found.append(_stretch(text, open_[0][0], closed if over else len(text), 0))
    return sorted(s for s in found if s.end > s.start)


def _stretch(text: str, start: int, end: int, depth: int) -> Stretch:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, min(end, start + LONGEST), depth=depth)


def _opens(text: str, at: int, mark: str) -> bool:
    before = text[at - 1 : at]
    after = text[at + 1 : at + 2]
    if not after or (after.isspace() and mark not in "„«"):
        return False
    if mark in "„«":
        return True
    return not before or before.isspace() or before in _BEFORE or before in MARKS


def _closes(text: str, at: int, mark: str, opened: str) -> bool:
    if mark in "„«" and not (mark == "«" and opened == "»"):
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "”»" or (mark == "“" and opened == "„"):
        return True
    if before.isspace():
        return False
    return not after or not (after.isalnum())


def _was_over(between: str) -> bool:
    """Whether one mark closed two: «„… рекъл: „Не“, разказва тя. „Проблемът …»."""
    found = _NEXT_WORD.match(between)
    return found is not None and is_saying(found[1])


def _ends_here(text: str, open_: list[tuple[int, str]], at: int) -> bool:
    """Whether an open stretch ends with a paragraph: the next opens its own, or none closes it."""
    start = open_[0][0]
    if _NEXT_MARK.match(text, at + 1):
        return True
    closing = next((m for m in _MARK.finditer(text, at + 1) if m.group() != "\n"), None)
    if closing is None or closing.start() - start > LONGEST:
        return True
    return _opens(text, closing.start(), closing.group()) and closing.group() != "“"


def dashed(text: str) -> Iterator[Stretch]:
    """The paragraphs that open with a dash: turns of a talk, or a list."""
    for match in _TURN.finditer(text):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield Stretch(match.end(), _end(text, end), "dash")


def _end(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end
