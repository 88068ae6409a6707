"""When two spellings are one name: their keys are equal.

The rules were measured on SlavicNER: lower case; hyphens
and spaces dropped; й=и, э=е, ё=е, ѝ=и, ы=и, щ=шт, дж=ж, иа=ия; doubled letters one; -ский=-ски;
a word of mixed script folded to Cyrillic. Tokens keep their order and are never sorted.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer import bulgarian

_LETTERS = str.maketrans({"й": "и", "э": "е", "ё": "е", "ѝ": "и", "ы": "и", "щ": "шт"})
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """The key of a name or of one word of it; empty for what has no letters."""
    return "".join(_token_key(token.text) for token in bulgarian.tokens(name))


def token_keys(name: str) -> tuple[str, ...]:
    """The keys of a name's words, as spaces (not hyphens) part them."""
    return tuple(k for k in map(key, name.split()) if k)


def _token_key(word: str) -> str:
    word = re.sub("ский$", "ски", word).replace("дж", "ж").replace("иа", "ия")
    return _DOUBLED.sub(r"\1", word.translate(_LETTERS))
