"""The engine: a query and its narrowings over all segments, in one pass.

Opened once for a commit and shared by threads: it holds its segments whole, so that a merge or a
deletion that comes later does not touch it. Nothing in it changes but caches.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import reduce
from math import inf, log
from typing import Any

import numpy as np
from whoosh.scoring import BM25F

from indexer.columnar import vocabulary
from indexer.columnar.array_file import Array
from indexer.columnar.best import Key, best, nearly_best
from indexer.columnar.codec import ColumnarSegment
from indexer.columnar.columns import LOWEST
from indexer.columnar.errors import ColumnarError
from indexer.columnar.facets import allowed, value_counts, within
from indexer.columnar.leaf import Leaf
from indexer.columnar.match import Matching
from indexer.columnar.opened import opened
from indexer.columnar.request import Counts, Fading, Found, Wanted
from indexer.columnar.score import Scoring
from indexer.columnar.stored import fields_of, pieces, record

MOST_IDFS = 4096  # kept
DIGITS = 6  # of a score; behind them the order of additions decides


class Engine:
    """A commit of an index, opened.

    Args:
        index: whose last commit is opened.
        weighting: Whoosh's BM25F with the figures to use.

    Raises:
        DamagedSegment: a file of the index is not as it was written.
    """

    def __init__(self, index: Any, weighting: BM25F | None = None) -> None:
        weighting = weighting or BM25F()
        self.searcher = index.searcher(weighting=weighting)
        self.schema = self.searcher.schema
        self.k1 = float(weighting.K1)
        self._weighting = weighting
        self._leaves = [self._leaf(index, s, base) for s, base in self.searcher.leaf_searchers()
                        if s.doc_count_all()]  # fmt: skip
        self._bases = [leaf.base for leaf in self._leaves]
        self._documents = sum(leaf.documents for leaf in self._leaves)
        self._averages: dict[str, float] = {}
        self._names: dict[str, tuple[list[str], list[Array]]] = {}
        self._idfs: dict[tuple[str, bytes], float] = {}
        self._newest: dict[str, float] = {}

    def search(self, wanted: Wanted) -> Found:
        """Answer a request."""
        parts = [_Part(leaf, wanted) for leaf in self._leaves]
        return Found(
            total=sum(len(part.hits) for part in parts),
            hits=self._hits(parts, wanted),
            counts={name: self._counts(name, parts) for name in wanted.facets},
            numbers=_added([part.numbers() for part in parts]) if wanted.numbers else {},
        )

    def stored(self, document: int) -> dict[str, Any]:
        """The stored fields of a document."""
        leaf = self._leaf_of(document)
        return fields_of(leaf.arrays, document - leaf.base)

    def stored_text(self, document: int, name: str) -> Iterator[str]:
        """A stored text, piece by piece, unpacked only as far as it is asked for.

        Raises:
            ValueError: nothing is stored in such a field.
        """
        leaf = self._leaf_of(document)
        return pieces(record(leaf.arrays, document - leaf.base), name)

    def numbers(self, column: str, documents: list[int]) -> list[Any]:
        """The numbers of documents in a column, None where their segment has no such column."""
        asked = np.array(documents, np.int64)
        found: list[Any] = [None] * len(documents)
        for leaf in self._leaves:
            held = leaf.numbers(column)
            here = np.flatnonzero((asked >= leaf.base) & (asked < leaf.base + leaf.documents))
            if held is not None and len(here):
                values = held.of(asked[here] - leaf.base).tolist()
                for place, value in zip(here.tolist(), values, strict=True):
                    found[place] = value
        return found

    def documents_with(self, fieldname: str, text: str) -> list[int]:
        """The documents, not deleted, that have a term."""
        raw = self.schema[fieldname].to_bytes(text)
        found: list[int] = []
        for leaf in self._leaves:
            field = leaf.field(fieldname)
            number = -1 if field is None else field.find(raw)
            if field is not None and number >= 0:
                having = field.of(number)
                kept = having if leaf.alive is None else having[leaf.alive[having]]
                found += (kept.astype(np.int64) + leaf.base).tolist()
        return found

    def frequency(self, fieldname: str, term: bytes) -> int:
        """The documents that have a term, deleted ones too until a merge."""
        fields = (leaf.field(fieldname) for leaf in self._leaves)
        found = ((field, field.find(term)) for field in fields if field is not None)
        return sum(field.count(number) for field, number in found if number >= 0)

    def near(self, fieldname: str, text: str, distance: int) -> dict[str, int]:
        """Terms at most so many letters away that share the first letter → documents."""
        return vocabulary.near(self._leaves, fieldname, text, distance)

    def begun(self, fieldname: str, text: str, most: int) -> dict[str, int]:
        """Terms that begin so → documents, about so many of each segment's most frequent."""
        return vocabulary.begun(self._leaves, fieldname, text, most)

    def faded(self, leaf: Leaf, fading: Fading) -> Array:
        """What is left of the score of each document of a segment."""
        if fading.column not in self._newest:
            columns = (each.numbers(fading.column) for each in self._leaves)
            self._newest[fading.column] = max((c.largest() for c in columns if c), default=0.0)
        return leaf.faded(fading, self._newest[fading.column])

    def average(self, fieldname: str) -> float:
        """Mean length of a field, over all documents."""
        if fieldname not in self._averages:
            length = float(self.searcher.reader().field_length(fieldname))
            self._averages[fieldname] = length / max(1, self._documents) or 1.0
        return self._averages[fieldname]

    def b(self, fieldname: str) -> float:
        """How much a field's length counts."""
        return float(self._weighting._field_B.get(fieldname, self._weighting.B))

    def close(self) -> None:
        """Nothing is left to let go of: what is mapped goes with the last who holds it."""

    def idf(self, fieldname: str, term: bytes) -> float:
        """As whoosh.scoring.WeightingModel.idf: deleted documents count until a merge."""
        known = self._idfs.get((fieldname, term))
        if known is None:
            if len(self._idfs) >= MOST_IDFS:
                self._idfs.clear()
            having = self.frequency(fieldname, term)
            known = self._idfs[fieldname, term] = log(self._documents / (having + 1)) + 1
        return known

    def _leaf_of(self, document: int) -> Leaf:
        return self._leaves[bisect_right(self._bases, document) - 1]

    def _leaf(self, index: Any, searcher: Any, base: int) -> Leaf:
        reader = searcher.reader()
        segment = reader.segment()
        if not isinstance(segment, ColumnarSegment):
            raise ColumnarError(f"segment {segment} was not written by ColumnarWriter")
        return Leaf(opened(index.storage, segment), reader._terms, searcher, base)

    def _hits(self, parts: list[_Part], wanted: Wanted) -> list[tuple[int, float]]:
        """The page asked for: the best of each segment, then the best of those."""
        if not wanted.count:
            return []
        many = wanted.start + wanted.count
        candidates = [
            (key, part.leaf.base + number)
            for part in parts
            for key, number in part.best(many, self)
        ]
        candidates.sort()
        score = not wanted.order
        page = candidates[wanted.start : many]
        return [(number, -key[0] if score else 0.0) for key, number in page]

    def _counts(self, name: str, parts: list[_Part]) -> Counts:
        names, numbers = self._merged_names(name)
        if len(parts) == 1:
            return Counts(names, parts[0].counts(name))
        total = np.zeros(len(names), np.int64)
        for part, number in zip(parts, numbers, strict=True):
            total[number] += part.counts(name)
        return Counts(names, total)

    def _merged_names(self, name: str) -> tuple[list[str], list[Array]]:
        """All terms of a field in order, and for each segment the numbers of its terms in them."""
        known = self._names.get(name)
        if known is None:
            fields = [leaf.field(name) for leaf in self._leaves]
            several = [[] if field is None else field.terms() for field in fields]
            terms = sorted(set().union(*several))
            number = {term: n for n, term in enumerate(terms)}
            maps = [np.array([number[t] for t in own], np.int64) for own in several]
            known = self._names[name] = ([term.decode() for term in terms], maps)
        return known


class _Part:
    """A request over one segment."""

    def __init__(self, leaf: Leaf, wanted: Wanted) -> None:
        self.leaf, self._wanted = leaf, wanted
        self._matching = Matching(leaf)
        found = self._matching.documents(wanted.query)
        if leaf.alive is not None:
            found = found.compress(leaf.alive[found])
        self._found = found
        self._through = {n.field: allowed(leaf, n, found) for n in wanted.narrowings}
        self._within = None if wanted.span is None else within(leaf, wanted.span, found)
        self.hits = self._passing()

    def counts(self, name: str) -> Array:
        """Counts of a field's values, its own narrowing ignored."""
        hits = self._passing(but=name) if name in self._through else self.hits
        return value_counts(self.leaf, name, hits)

    def numbers(self) -> dict[int, int]:
        """Counts of the column's numbers, the span ignored."""
        column = self.leaf.numbers(self._wanted.numbers)
        hits = self.hits if self._within is None else self._passing(span=False)
        return {} if column is None else column.counted(hits)

    def best(self, count: int, engine: Engine) -> list[tuple[tuple[Any, ...], int]]:
        """The best hits, each with what orders it: smaller is better."""
        wanted = self._wanted
        if not len(self.hits):
            return []
        hits, first = self._by_column() if wanted.order else self._by_score(count, engine)

        def second(at: Array) -> Array:
            return self._numbers(wanted.ties, hits[at])

        keys: list[Key] = [lambda at: first[at], second, lambda at: -self._ranks(hits[at])]
        picked = best(count, len(hits), keys)
        named = self._names(hits[picked])
        values = zip(first[picked].tolist(), second(picked).tolist(), named,
                     hits[picked].tolist(), strict=True)  # fmt: skip
        return [((_key(one), _key(two), name), number) for one, two, name, number in values]

    def _by_score(self, count: int, engine: Engine) -> tuple[Array, Array]:
        """The hits that may be among the best, and their scores, rounded."""
        scores = Scoring(self._matching, self.hits, engine).scores(self._wanted.query)
        if self._wanted.fading is not None:
            scores = scores * engine.faded(self.leaf, self._wanted.fading)[self.hits]
        near = nearly_best(scores, count, 10.0 ** (1 - DIGITS))
        return self.hits[near], np.round(scores[near].astype(np.float64), DIGITS)

    def _by_column(self) -> tuple[Array, Array]:
        """All hits and what orders them, larger is better."""
        hits, wanted = self.hits, self._wanted
        return hits, self._numbers(wanted.order, hits, ascending=wanted.ascending)

    def _numbers(self, column: str, hits: Array, *, ascending: bool = False) -> Array:
        numbers = self.leaf.numbers(column) if column else None
        if numbers is None:
            return np.full(len(hits), LOWEST)
        return numbers.ranks(hits, ascending=ascending)

    def _names(self, hits: Array) -> list[bytes]:
        """What orders hits that are equal in all else."""
        field = self.leaf.field(self._wanted.key) if self._wanted.key else None
        one = self.leaf.one(self._wanted.key) if self._wanted.key else None
        if field is None or one is None:
            return [b""] * len(hits)
        terms = one[hits].tolist()
        return [field.term(n) if n < field.size else b"" for n in terms]

    def _ranks(self, hits: Array) -> Array:
        one = self.leaf.one(self._wanted.key) if self._wanted.key else None
        return (hits if one is None else one[hits]).astype(np.int64)

    def _passing(self, but: str = "", *, span: bool = True) -> Array:
        """The hits that every narrowing lets through, or every other one."""
        masks = [mask for name, mask in self._through.items() if name != but]
        if span and self._within is not None:
            masks.append(self._within)
        if not masks:
            return self._found
        return self._found.compress(reduce(np.logical_and, masks))


def _key(rank: float) -> float:
    """What orders hits of all segments, smaller is better; the same where there is no number."""
    return inf if rank in (LOWEST, -inf) else -rank


def _added(several: list[dict[int, int]]) -> dict[int, int]:
    if len(several) == 1:
        return several[0]
    total: dict[int, int] = {}
    for one in several:
        for number, count in one.items():
            total[number] = total.get(number, 0) + count
    return total
