"""With what articles are named: it changes when the rules or a list do."""

from __future__ import annotations

from pathlib import Path

from indexer import media
from indexer.list_digest import digest_of

NAMING_VERSION = 1
"""To be raised when the rules give other persons or sources; lists are seen to by themselves."""

_LISTS = (*sorted(Path(__file__).parent.rglob("*.txt")), media.LIST)


NAMED_WITH = f"{NAMING_VERSION}.{digest_of(*_LISTS)}"
