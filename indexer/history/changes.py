"""Of what kind a change is.

headline   another title          «Затварят моста» → «Мостът падна»
text       other words in the text, a number or a «не» among them even if it is the only one
date       another date of publication
mend       letters, punctuation, a few words: «Каменгард» → «Каменград»
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.article import Change
from indexer.history.difference import common_beginning, difference_of_words, words_of
from indexer.history.wording import Wording

KINDS: tuple[Change, ...] = ("headline", "text", "date", "mend")

FEW_WORDS = 5  # of a text, put in or taken out, that are a mend …
SMALL_SHARE = 0.05  # … and not more than this share of it
SLIP = 2  # letters by which a word of a title may differ

_LETTERS = re.compile(r"[^\W_]+")
_WEIGHTY = re.compile(r"\d|^(?:не|no|not|nunca|няма|без)$", re.IGNORECASE)
"""Words that turn what a sentence says: numbers and denials."""


def changes(before: Wording, after: Wording) -> tuple[Change, ...]:
    """The kinds of change between two wordings, in the order of KINDS; none for equal ones."""
    found: set[Change] = set()
    if before.title != after.title:
        found.add("mend" if _is_slip(before.title, after.title) else "headline")
    if before.body != after.body:
        found.add("mend" if _is_mend(before.body, after.body) else "text")
    if before.published != after.published:
        found.add("date")
    return tuple(kind for kind in KINDS if kind in found)


def _is_slip(before: str, after: str) -> bool:
    """Whether two titles have the same words but for letter case, marks and a slip in one."""
    old, new = _plain(before), _plain(after)
    if old == new:
        return True
    if len(old) != len(new):
        return "".join(old) == "".join(new)  # a space or a hyphen
    other = [(o, n) for o, n in zip(old, new, strict=True) if o != n]
    return len(other) == 1 and not _weighty(other[0]) and _near(*other[0])


def _is_mend(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    old, new = words_of(before), words_of(after)
    gone: list[str] = []
    come: list[str] = []
    for piece in difference_of_words(old, new):
        if piece.kind == "removed":
            gone += _plain(piece.text)
        elif piece.kind == "added":
            come += _plain(piece.text)
    if "".join(gone) == "".join(come):
        return True  # only marks, letter case, a space
    many = max(len(gone), len(come))
    small = many <= FEW_WORDS and many <= max(1.0, SMALL_SHARE * max(len(old), len(new)))
    return small and not _weighty(set(gone) ^ set(come))


def _weighty(words: Iterable[str]) -> bool:
    return any(map(_WEIGHTY.search, words))


def _plain(text: str) -> list[str]:
    return [word.casefold() for word in _LETTERS.findall(text)]


def _near(one: str, other: str) -> bool:
    """Whether words differ by few letters in one place, or by two that changed places."""
    if len(one) == len(other):
        at = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return len(at) <= SLIP and len(one) > len(at) + 1
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > SLIP or len(short) <= SLIP:
        return False
    head = common_beginning(short, long)
    return long.endswith(short[head:])
