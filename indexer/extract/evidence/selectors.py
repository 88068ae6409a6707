"""What must stand on a page for a CSS selector to find anything there."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMED = re.compile(r"[.#]([\w-]+)")
_EQUAL = re.compile(r"\[\s*(?:class|id|itemprop|rel)\s*~?=\s*[\"']?([\w-]+)[\"']?\s*\]")


@lru_cache(maxsize=4_000)
def needed(selector: str) -> frozenset[str]:
    """The classes, ids and values of itemprop and rel that a selector asks for; few pages have
    any of the hundred that themes use, and asking the tree for each took two thirds of reading.
    """
    if ":" in selector or "," in selector:
        return frozenset()
    return frozenset((*_NAMED.findall(selector), *_EQUAL.findall(selector)))
