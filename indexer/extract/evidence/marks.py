"""What an element's name, role, class and id say about it, before anyone looks inside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from indexer.extract.phrases import rows

TAGS = MappingProxyType(
    {
        "nav": "menu", "aside": "aside", "footer": "footer", "form": "form", "button": "button",
        "dialog": "cookies", "menu": "menu", "search": "menu", "figcaption": "caption",
        "label": "form",
    }
)  # fmt: skip
ROLES = MappingProxyType(
    {
        "navigation": "menu", "complementary": "aside", "dialog": "cookies", "search": "menu",
        "contentinfo": "footer", "alertdialog": "cookies", "menu": "menu", "menubar": "menu",
    }
)  # fmt: skip
INLINE = frozenset(
    {
        "a", "abbr", "b", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small",
        "span", "strong", "sub", "sup", "time", "u",
    }
)  # fmt: skip
"""Parts of a sentence: of these only captions and what is hidden are boxes."""

STATES = frozenset({"no", "not", "has", "with", "without", "show", "showing", "hide", "allow",
                    "enable", "disable", "supports", "layout"})  # fmt: skip
"""What follows these says what an element has beside it, not what it is: «no-share»."""

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def mark_of(tag: str, attributes: Mapping[str, str]) -> str:
    """What an element is suspected to be; empty when nothing speaks against it."""
    found = TAGS.get(tag)
    if found or not attributes:
        return found or ""
    role = attributes.get("role", "")
    if role in ROLES:
        return ROLES[role]
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return "hidden"
    if "style" in attributes and _HIDDEN.search(attributes["style"]):
        return "hidden"
    named, number = attributes.get("class", ""), attributes.get("id", "")
    mark = _mark(f"{named} {number}") if named or number else ""
    if mark and tag in INLINE:
        return mark if mark == "caption" and tag != "a" else ""
    return mark


@lru_cache(maxsize=20_000)
def _mark(named: str) -> str:
    if len(named) > 1_000:
        return ""
    for name in named.split():
        words = [part.lower() for part in _PARTS.findall(name)]
        pairs = [f"{a}-{b}" for a, b in pairwise(words)]
        free = [w for w, before in zip(words, ["", *words], strict=False) if before not in STATES]
        for word in (name.lower(), *pairs, *free):
            if word in WORDS:
                return WORDS[word]
    return ""


_LIST = rows(Path(__file__).with_name("boxes.tsv"))
WORDS = MappingProxyType({word: mark for mark, words in _LIST for word in words.split()})
