"""With what articles are named: it changes when the rules or a list do."""

from __future__ import annotations

from pathlib import Path

from indexer import media
from indexer.list_digest import digest_of

NAMING_VERSION = 2
"""To be raised when the rules give other persons or sources; lists are seen to by themselves."""

_HERE = Path(__file__).parent
_LISTS = (
    *sorted(file for kind in ("*.txt", "*.tsv", "*.npz") for file in _HERE.rglob(kind)),
    media.LIST,
)


NAMED_WITH = f"{NAMING_VERSION}.{digest_of(*_LISTS)}"
