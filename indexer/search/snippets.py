"""Snippets: the place of a text that shows best why it was found, its words marked.

All that comes from a page is escaped; `<mark>` is the only markup that goes out.
"""

from __future__ import annotations

import re
from html import escape

from indexer.search.marks import Mark

WIDTH = 160  # characters of a snippet, two lines of a result
ELLIPSIS = "…"
_WHOLE = re.compile(r"[.!?…][“”\"»)]*\s*$")  # a sentence ends here: nothing is cut off


def marked(text: str, marks: list[Mark]) -> str:
    """A whole text as HTML with its found words in `<mark>`; neighbours stand in one."""
    out, end = [], 0
    for start, stop in _side_by_side(text, marks):
        out += [escape(text[end:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        end = stop
    return "".join([*out, escape(text[end:])])


def _side_by_side(text: str, marks: list[Mark]) -> list[tuple[int, int]]:
    """The places of marks, those with a space alone between them as one."""
    found: list[tuple[int, int]] = []
    for mark in marks:
        if found and text[found[-1][1] : mark.start] in (" ", "\u00a0"):
            found[-1] = (found[-1][0], mark.end)
        else:
            found.append((mark.start, mark.end))
    return found


def snippet(text: str, marks: list[Mark], width: int = WIDTH) -> str:
    """The best place of a text as HTML: `width` characters or a few more, whole words.

    Best is where most different parts of the query stand together, then where most found words
    are, then the earliest. Without a found word, the beginning.

    Args:
        marks: the found words of the text.
    """
    first = _best(marks, width)
    start = _begin(text, marks[first].start if marks else 0, width)
    end = _finish(text, start, start + width)
    inside = [Mark(m.start - start, m.end - start, m.part) for m in marks if start <= m.start < end]
    inside = [m for m in inside if m.end <= end - start]
    before = ELLIPSIS if text[:start].strip() else ""
    after = ELLIPSIS if text[end:].strip() and not _WHOLE.search(text[start:end]) else ""
    shown = marked(text[start:end].replace("\n", " "), inside)
    return before + re.sub(" {2,}", " ", shown).strip() + after


def _best(marks: list[Mark], width: int) -> int:
    """The mark to begin with; one pass with two ends."""
    best, best_worth = 0, (0, 0)
    end, counts = 0, dict[int, int]()
    for start, mark in enumerate(marks):
        while end < len(marks) and marks[end].end <= mark.start + width * 3 // 4:
            counts[marks[end].part] = counts.get(marks[end].part, 0) + 1
            end += 1
        worth = (len(counts), end - start)
        if worth > best_worth:
            best, best_worth = start, worth
        if end > start:
            counts[mark.part] -= 1
            if not counts[mark.part]:
                del counts[mark.part]
        end = max(end, start + 1)
    return best


def _begin(text: str, at: int, width: int) -> int:
    """Where the sentence of a place begins if that is near, else a word not far before it."""
    earliest = max(0, at - width // 4)
    for border in (". ", "! ", "? ", "\n"):
        found = text.rfind(border, earliest, at)
        if found >= 0:
            return found + len(border)
    if earliest == 0:
        return 0
    space = text.find(" ", earliest, at)
    return space + 1 if space >= 0 else at


def _finish(text: str, start: int, at: int) -> int:
    """Where a paragraph ends in the second half, else a word near the end."""
    if at >= len(text):
        return len(text)
    paragraph = text.find("\n", (start + at) // 2, at)
    if paragraph >= 0:
        return paragraph
    space = text.find(" ", at)
    return space if 0 <= space < at + 40 else at
