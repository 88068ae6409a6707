"""The writer: Whoosh's own interface, lock, TOC and deletions over a Builder.

A commit writes the new segment, sees it onto the disk, then the TOC that names it, and replaces
the TOC's name in one step. Whatever is cut off before that leaves the last commit as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from whoosh.index import TOC, clean_files
from whoosh.writing import SegmentWriter, UnknownFieldError

from indexer.columnar.building import RUN, Builder, Source
from indexer.columnar.codec import ColumnarCodec
from indexer.columnar.errors import ColumnarError, IndexLocked
from indexer.columnar.opened import opened, path_of
from indexer.columnar.policy import chosen
from indexer.columnar.reading import TermsReader
from indexer.columnar.reassembling import documents_of
from indexer.columnar.values import check
from indexer.columnar.workers import Workers

HOLDER = "WRITER"  # file that names who holds the lock
STEP = 0.05  # seconds between two looks at the lock


class ColumnarWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Adds, replaces and deletes documents; nothing is seen before `commit`.

    Args:
        timeout: seconds to wait for another writer.
        run: tokens kept in memory (RUN).
        procs: processes that analyse and invert; with more than one, a value that its field does
            not take is told as WorkerFailed by a later call, and the whole commit is lost.

    Raises:
        IndexLocked: another process still writes after `timeout`.
        ValueError: the schema wants what this codec does not keep, see `values.check`.
    """

    def __init__(
        self, ix: Any, timeout: float = 0.0, run: int = RUN, procs: int = 1, **_: Any
    ) -> None:
        self._index, self.storage, self.indexname = ix, ix.storage, ix.indexname
        self.writelock = _locked(ix, Path(ix.storage.folder) / HOLDER, timeout)
        try:
            info = ix._read_toc()
            self.codec = ColumnarCodec()
            self.generation = info.generation + 1
            self.schema, self.segments = info.schema, info.segments
            self.newsegment = self.codec.new_segment(self.storage, self.indexname)
            self._run, self._procs = run, procs
            self._begin()
        except BaseException:
            self.writelock.release()
            raise
        self._setup_doc_offsets()
        self.is_closed, self._searcher = False, None
        self.merge, self.optimize, self.mergetype = True, False, None
        self._terms: dict[Any, TermsReader] = {}

    def add_field(self, fieldname: str, fieldspec: Any, **how: Any) -> None:
        """Give the schema one more field.

        Raises:
            ColumnarError: documents were added before.
            ValueError: the field wants what this codec does not keep.
        """
        self._change_schema(lambda schema: schema.add(fieldname, fieldspec, **how))

    def remove_field(self, fieldname: str) -> None:
        """Take a field from the schema; its data goes when its segment is merged.

        Raises:
            ColumnarError: documents were added before.
        """
        self._change_schema(lambda schema: schema.remove(fieldname))

    def add_reader(self, reader: Any) -> None:
        """Add the documents of another index.

        Raises:
            ValueError: a field keeps positions here and none there; part of the documents were
                added, and only `cancel` makes sense.
        """
        self._check_state()
        for document in documents_of(reader, self.schema, self._builder.analysers):
            self._builder.take(document)

    def add_document(self, **fields: Any) -> None:
        """See whoosh.writing.IndexWriter.

        Raises:
            UnknownFieldError: the schema has no such field.
            ValueError: a field takes no such value; nothing of the document is kept.
        """
        self._check_state()
        values = {n: v for n, v in fields.items() if not n.startswith("_") and v is not None}
        unknown = [name for name in values if name not in self.schema]
        if unknown:
            raise UnknownFieldError(f"No field named {unknown[0]!r}")
        stored = {n[8:]: v for n, v in fields.items() if n.startswith("_stored_")}
        every = float(fields.get("_boost", 1.0))
        boosts = {n: float(fields.get(f"_{n}_boost", every)) for n in values}
        if self._workers is None:
            self._builder.add(values, boosts, stored)
        else:
            self._workers.add((values, boosts, stored))

    def update_document(self, **fields: Any) -> None:
        """Add a document in the place of the committed ones with its unique values."""
        for name in self._unique_fields(fields):
            self.delete_by_term(name, fields[name])
        self.add_document(**fields)

    def delete_by_term(self, fieldname: str, text: Any, searcher: Any = None) -> int:
        """Delete the committed documents that have a term; returns how many."""
        self._check_state()
        raw = text if isinstance(text, bytes) else self.schema[fieldname].to_bytes(text)
        count = 0
        for segment in self.segments:
            field = self._reader(segment).field(fieldname)
            number = -1 if field is None else field.find(raw)
            documents = field.of(number).tolist() if field is not None and number >= 0 else ()
            for document in documents:
                count += not segment.is_deleted(document)
                segment.delete_document(document)
        return count

    def commit(self, mergetype: Any = None, optimize: Any = None, merge: Any = None) -> None:
        """Bring everything into use; `optimize` merges all into one, `merge=False` nothing."""
        self._check_state()
        try:
            segments = self._written(
                self.optimize if optimize is None else optimize,
                self.merge if merge is None else merge,
            )
            toc = TOC(self.schema, segments, self.generation)
            toc.write(_Durable(self.storage), self.indexname)
            clean_files(self.storage, self.indexname, self.generation, segments)
            if self._index._schema:  # that the index was opened with
                self._index._schema = self.schema
        finally:
            self._end()

    def cancel(self) -> None:
        """Forget everything since the last commit."""
        self._check_state()
        self._end()

    def doc_count(self) -> int:
        """Documents added."""
        given = 0 if self._workers is None else self._workers.documents
        return given + self._builder.documents

    def _begin(self) -> None:
        """Start the new segment."""
        check(self.schema)
        path, run, procs = path_of(self.storage, self.newsegment), self._run, self._procs
        self._builder = Builder(path, self.schema, run)
        self._workers = Workers(path, self.schema, run, procs) if procs > 1 else None

    def _change_schema(self, change: Callable[[Any], None]) -> None:
        """Work on a copy: nothing is changed if it fails, or if the writer is cancelled."""
        self._check_state()
        if self.doc_count():
            raise ColumnarError("the schema cannot change after documents were added")
        schema = deepcopy(self.schema)
        change(schema)
        check(schema)
        self._builder.abandon()
        self.schema = schema
        self._begin()

    def _written(self, optimize: bool, merge: bool) -> list[Any]:
        """The segments after the commit, the new one written."""
        added = self.doc_count()
        merged = chosen(self.segments, added) if merge else []
        going = list(self.segments) if optimize else merged
        gone = [s for s in self.segments if s.doc_count() == 0 and (merge or optimize)]
        staying = [s for s in self.segments if s not in going and s not in gone]
        going = [s for s in going if s not in gone]
        alone = len(going) == 1 and not going[0].has_deletions()
        if not added and (not going or alone):
            return [*staying, *going]
        sources = [Source(opened(self.storage, s), frozenset(s.deleted_docs())) for s in going]
        if self._workers is not None:
            sources += [Source(arrays, frozenset()) for arrays in self._workers.finish()]
        self.newsegment.set_doc_count(self._builder.finish(sources))
        self.newsegment.vectors = frozenset(n for n, f in self.schema.items() if f.vector)
        return [*staying, self.newsegment]

    def _reader(self, segment: Any) -> TermsReader:
        if segment not in self._terms:
            self._terms[segment] = TermsReader(opened(self.storage, segment))
        return self._terms[segment]

    def _end(self) -> None:
        self._builder.abandon()
        if self._workers is not None:
            self._workers.abandon()
        if self._searcher is not None:
            self._searcher._orig_close()
            self._searcher = None
        self.is_closed = True
        self.writelock.release()


class _Durable:
    """The storage as TOC.write uses it: contents reach the disk before their name does."""

    def __init__(self, storage: Any) -> None:
        self._storage, self._folder = storage, Path(storage.folder)

    def create_file(self, name: str) -> Any:
        return self._storage.create_file(name)

    def rename_file(self, before: str, name: str, safe: bool = False) -> None:
        _sync(self._folder / before, os.O_RDWR)
        _sync(self._folder, os.O_RDONLY)
        (self._folder / before).rename(self._folder / name)
        _sync(self._folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _locked(ix: Any, holder: Path, timeout: float) -> Any:
    lock = ix.lock("WRITELOCK")
    until = monotonic() + timeout
    while not lock.acquire():
        if monotonic() >= until:
            named = holder.read_text("ascii") if holder.exists() else "another process"
            raise IndexLocked(f"{holder.parent} is being written by {named}")
        sleep(STEP)
    holder.write_text(f"process {os.getpid()}", "ascii")
    return lock
