"""An index folder whose writers are columnar; all else is Whoosh's FileIndex."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from indexer.columnar.writer import ColumnarWriter


class ColumnarIndex(FileIndex):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's index on this codec.

    Args:
        folder: of the index, which must have been created.
        schema: used instead of the one that is pickled into the index.

    Raises:
        whoosh.index.IndexError: there is no index there.
    """

    def __init__(self, folder: Path, schema: Any) -> None:
        super().__init__(FileStorage(str(folder)), schema=schema)

    @classmethod
    def make(cls, folder: Path, schema: Any) -> ColumnarIndex:
        """Create an empty index in a folder, unless it holds one."""
        folder.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(folder))
        if TOC._latest_generation(storage, "MAIN") < 0:
            TOC.create(storage, schema)
        return cls(folder, schema)

    def writer(self, procs: int = 1, **options: Any) -> ColumnarWriter:
        """A writer; see ColumnarWriter for its options."""
        return ColumnarWriter(self, procs=procs, **options)

    def up_to_date_with(self, generation: int) -> bool:
        """Whether nothing was committed since a generation."""
        return bool(self.latest_generation() == generation)
