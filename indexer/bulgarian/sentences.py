"""Where sentences begin and end.

A full stop ends a sentence when a new one can begin after it, unless it belongs to an
abbreviation (abbreviated.txt) or to an initial («Б. Петров»). A blank line always ends one.
"""

import re

from .wordlist import words_of

__all__ = ["sentences"]

_CLOSING = "[\"'\u201c\u201d\u00bb\u2019)\\]]*"
_OPENING = "[\"'\u201e\u201c\u00ab(\\[]*"
_DASH = "[-\u2013\u2014]?"
_BREAK = re.compile(
    r"(?P<line>\n+)"
    rf"|(?P<end>[.!?…]+{_CLOSING})(?=\s+{_OPENING}{_DASH}\s?{_OPENING}[A-Z\u0410-\u042f0-9])"
)
_LAST_WORD = re.compile(r"[\w.-]*$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of a text, without the space around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match.lastgroup == "end" and not _ends(text, start, match.start(), match.group()):
            continue
        _keep(spans, text, start, match.end())
        start = match.end()
    _keep(spans, text, start, len(text))
    return spans


def _keep(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        spans.append((start + left, start + len(piece.rstrip())))


def _ends(text: str, start: int, stop: int, mark: str) -> bool:
    """Whether the mark at `stop` ends the sentence that began at `start`."""
    if mark[0] != "." or len(mark) > 1:
        return True
    found = _LAST_WORD.search(text, max(start, stop - 20), stop)
    word = found.group() if found else ""
    return not (_initial(word) or word.lower() in words_of("abbreviated.txt"))


def _initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()
