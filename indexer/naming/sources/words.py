"""The words that tell a source (words.tsv), by kind."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

__all__ = ["LIST", "OPENERS", "is_word_of", "kinds_of"]

LIST = Path(__file__).with_name("words.tsv")


def _load() -> tuple[tuple[str, ...], dict[str, frozenset[str]], dict[str, tuple[str, ...]]]:
    openers: list[str] = []
    whole: dict[str, set[str]] = defaultdict(set)
    begun: dict[str, list[str]] = defaultdict(list)
    for line in LIST.read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        kind, words = line.split("\t")
        if kind == "opens":
            openers.append(words)
            continue
        for word in words.split():
            if word.endswith("*"):
                begun[kind].append(word[:-1])
            else:
                whole[kind].add(word)
    return (
        tuple(openers),
        {kind: frozenset(words) for kind, words in whole.items()},
        {kind: tuple(beginnings) for kind, beginnings in begun.items()},
    )


OPENERS, _WHOLE, _BEGUN = _load()
"""What announces credits: «с информация от»."""
_KINDS = sorted({*_WHOLE, *_BEGUN})


@lru_cache(1 << 14)
def kinds_of(word: str) -> frozenset[str]:
    """The kinds that a word, in any case, is of."""
    low = word.lower()
    return frozenset(
        kind
        for kind in _KINDS
        if low in _WHOLE.get(kind, ()) or low.startswith(_BEGUN.get(kind, ("\0",)))
    )


def is_word_of(kind: str, words: re.Match[str] | str) -> bool:
    """Whether some word of a text is of a kind."""
    text = words if isinstance(words, str) else words[0]
    return any(kind in kinds_of(word) for word in text.split())
