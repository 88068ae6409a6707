"""The one place that knows which engine a generation of the index has."""

from __future__ import annotations

from pathlib import Path

from indexer.search.backend import SearchBackend
from indexer.search.whoosh.backend import WhooshBackend

FOLDER = "whoosh"  # of a generation's folder


def opened(generation: Path, *, create: bool = False) -> SearchBackend:
    """The engine of a generation, to be closed by who asked for it.

    Args:
        generation: its folder. Whatever the engine keeps lies in it, so that dropping the folder
            drops the engine's index too.
        create: make an empty index where there is none.

    Raises:
        IndexUnusable: there is no index, or one that is damaged.
    """
    return WhooshBackend(generation / FOLDER, create=create)
