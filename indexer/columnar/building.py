"""A segment in the making: documents pile up as tokens, runs go to disk, all is merged at the end.

Memory is bounded by RUN tokens and by what one field's postings take in the last step; runs,
stored records and the segment itself are files whose names the next writer cleans up after a crash.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.columnar.analysing import Analysed, FieldAnalyser
from indexer.columnar.array_file import Array, Arrays, ArrayWriter, read, smallest
from indexer.columnar.column_building import column_builder
from indexer.columnar.columns import write_forward
from indexer.columnar.merge import Merge, Part
from indexer.columnar.postings import Field, Postings, PostingsWriter
from indexer.columnar.stored import StoredWriter, records_of, write_records
from indexer.columnar.tokens import Tokens

RUN = 3_000_000  # tokens in memory: about 230 MB with what inverting them takes


@dataclass(frozen=True, slots=True)
class Source:
    """A segment that goes into another, without its deleted documents."""

    arrays: Arrays
    deleted: frozenset[int]

    def kept(self) -> Array:
        """The numbers of the documents that stay."""
        alive = np.ones(self.arrays.documents, bool)
        alive[list(self.deleted)] = False
        return np.flatnonzero(alive)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that was analysed.

    Attributes:
        tokens: field → what is indexed.
        columns: field → value as its column takes it.
        stored: field → value.
    """

    tokens: dict[str, Analysed]
    columns: dict[str, Any]
    stored: dict[str, Any]


class Builder:
    """Documents of a new segment; `finish` writes its file."""

    def __init__(self, path: Path, schema: Any, run: int = RUN) -> None:
        self.documents = 0
        self._path, self._schema, self._run = path, schema, run
        self.analysers = {n: FieldAnalyser(f) for n, f in schema.items() if f.indexed}
        self._spelled = {n for n, f in schema.items() if f.separate_spelling()}
        self._tokens: dict[str, Tokens] = {}
        self._lengths = {n: array("I") for n, a in self.analysers.items() if a.scorable}
        self._columns = {n: column_builder(n, f) for n, f in schema.items() if f.column_type}
        self._runs: list[Path] = []
        self._stored = StoredWriter(path.with_suffix(".stored"))

    def add(self, values: dict[str, Any], boosts: dict[str, float], stored: dict[str, Any]) -> None:
        """One more document.

        Args:
            values: field → value.
            boosts: field → factor of its terms' weights.
            stored: what is kept, and what columns hold, where it is not the value itself.

        Raises:
            ValueError: a field takes no such value; the document is then not there at all.
        """
        tokens = {
            name: self.analysers[name].tokens(value, boosts.get(name, 1.0))
            for name, value in values.items()
            if name in self.analysers
        }
        for name in values.keys() & self._spelled:
            field = self._schema[name]
            words = set(field.spellable_words(values[name]))
            tokens[field.spelling_fieldname(name)] = Analysed(sorted(words))
        kept = {**values, **stored}
        columns = {
            name: self._schema[name].to_column_value(value)
            for name, value in kept.items()
            if name in self._columns
        }
        stored = {n: v for n, v in kept.items() if self._schema[n].stored}
        self.take(Prepared(tokens, columns, stored))

    def take(self, document: Prepared) -> None:
        """One more document that was analysed.

        Raises:
            ValueError: a column takes no such value; the document is then not there at all.
        """
        columns = {n: self._columns[n].taken(value) for n, value in document.columns.items()}
        self._stored.add(document.stored)
        for name, found in document.tokens.items():
            self._take(name, found)
        for name, value in columns.items():
            self._columns[name].add(self.documents, value)
        self.documents += 1
        if sum(map(len, self._tokens.values())) > self._run:
            self._flush()

    def finish(self, sources: Sequence[Source] = ()) -> int:
        """Write the segment: the sources' documents, then the new ones. Returns their number."""
        kept = [source.kept() for source in sources]
        before = sum(map(len, kept))
        total = before + self.documents
        parts = [(source.arrays, k) for source, k in zip(sources, kept, strict=True)]
        if self._runs or sources:
            self._flush()
        runs = [read(run) for run in self._runs]
        file = ArrayWriter(self._path)
        try:
            for name, field in self._schema.items():
                if field.indexed:
                    self._write_field(name, field, total, sources, kept, runs, file)
                if field.column_type:
                    self._columns[name].write(name, parts, self.documents, file)
            self._write_stored(sources, kept, file)
            file.close(total)
        except BaseException:
            file.abandon()
            raise
        finally:
            self.abandon()
        return total

    def abandon(self) -> None:
        """Drop the files that were only on the way."""
        self._stored.close()
        for run in self._runs:
            run.unlink(missing_ok=True)

    def _take(self, name: str, found: Analysed) -> None:
        tokens = self._tokens.get(name)
        if tokens is None:
            of = self.analysers[name]
            tokens = Tokens(positions=of.positions, encoding=of.encoding)
            self._tokens[name] = tokens
        added = tokens.add(self.documents, found.terms, found.positions)
        if found.weights is not None:
            tokens.weigh(added, found.weights)
        if name in self._lengths:
            lengths = self._lengths[name]
            lengths.extend([0] * (self.documents - len(lengths)))
            lengths.append(added)

    def _flush(self) -> None:
        """Put the tokens in memory onto disk as a run."""
        path = self._path.with_suffix(f".run{len(self._runs)}")
        self._runs.append(path)
        file = ArrayWriter(path)
        for name, tokens in self._tokens.items():
            tokens.invert().write(name, self.documents, file)
        file.close(self.documents)
        self._tokens = {}

    def _write_field(
        self,
        name: str,
        field: Any,
        total: int,
        sources: Sequence[Source],
        kept: list[Array],
        runs: list[Arrays],
        file: ArrayWriter,
    ) -> None:
        whole = self._field(name, sources, kept, runs)
        totals = whole.totals()
        if not totals.postings:
            return
        into = PostingsWriter(name, total, totals, file)
        turned = (
            totals.position is None and name not in self._lengths and not hasattr(field, "numtype")
        )
        counts, having = [], []
        for some in whole.ranges() if isinstance(whole, Merge) else (whole,):
            into.append(some)
            if turned:
                counts.append(some.counts)
                having.append(some.documents)
        into.close()
        if name in self._lengths:
            file.add(f"len/{name}", smallest(self._all_lengths(name, sources, kept)))
        elif turned:
            write_forward(name, np.concatenate(counts), np.concatenate(having), total, file)

    def _field(
        self, name: str, sources: Sequence[Source], kept: list[Array], runs: list[Arrays]
    ) -> Postings | Merge:
        if not runs and not sources and name in self._tokens:
            return self._tokens.pop(name).invert()
        parts: list[Part] = []
        base = 0
        for source, numbers_kept in zip(sources, kept, strict=True):
            renumbered = None
            if source.deleted:
                renumbered = np.full(source.arrays.documents, -1)
                renumbered[numbers_kept] = base + np.arange(len(numbers_kept))
            parts += _parts(source.arrays, name, renumbered, base)
            base += len(numbers_kept)
        parts += [part for run in runs for part in _parts(run, name, None, base)]
        return Merge(parts)

    def _all_lengths(self, name: str, sources: Sequence[Source], kept: list[Array]) -> Array:
        pieces: list[Array] = []
        for source, numbers_kept in zip(sources, kept, strict=True):
            old = source.arrays.get(f"len/{name}")
            none = np.zeros(len(numbers_kept), np.uint32)
            pieces.append(none if old is None else old[numbers_kept].astype(np.uint32))
        own = self._lengths[name]
        own.extend([0] * (self.documents - len(own)))
        return np.concatenate([*pieces, np.frombuffer(own, np.uint32)])

    def _write_stored(
        self, sources: Sequence[Source], kept: list[Array], file: ArrayWriter
    ) -> None:
        records = [records_of(s.arrays, k) for s, k in zip(sources, kept, strict=True)]
        write_records([*records, self._stored.records()], file)


def _parts(arrays: Arrays, name: str, numbers: Array | None, base: int) -> list[Part]:
    """A file's part in a field: one, or none."""
    if arrays.get(f"post/{name}/start") is None:
        return []
    return [Part(Field(arrays, name), numbers, base)]
