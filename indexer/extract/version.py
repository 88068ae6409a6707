"""With what pages are read: when it changes, `index` reads them again."""

from __future__ import annotations

from indexer import media
from indexer.list_digest import digest_of

READING_VERSION = 3
"""To be raised when a change of reading gives another article for some page."""

READ_VERSION = f"{READING_VERSION}.{digest_of(media.LIST)}"
