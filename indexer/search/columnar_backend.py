"""The seam on a Whoosh index of the columnar codec: milliseconds where Whoosh's own takes seconds.

Schema, analysers and the query tree are Whoosh's, as in `whoosh_backend`; hits, scores and counts
come from `indexer.columnar`, which keeps its segments through any merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from whoosh import columns, fields
from whoosh import index as whoosh_index

from indexer.columnar import ColumnarIndex, Engine, Narrowing, Span, Wanted
from indexer.columnar.errors import ColumnarError
from indexer.errors import IndexUnusable
from indexer.search import tree
from indexer.search.backend import Document, Found, Request, Scored
from indexer.search.facets import number
from indexer.search.lower import END_OF_TIME, lower
from indexer.search.query import FACETS, Facet
from indexer.search.schema import column_of, loaded, schema, to_fields

MOST_SIMILAR = 5
PATIENCE = 60.0  # seconds that a writer waits for another


class ColumnarBackend:
    """An engine of the seam; see `indexer.search.backend.SearchBackend`.

    Raises:
        IndexUnusable: the folder holds no index, or one that is damaged; it says which file.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        try:
            opened = ColumnarIndex.make if create else ColumnarIndex
            self._index = opened(folder, columnar_schema())
            self._opened = self._index.latest_generation(), Engine(self._index)
        except (whoosh_index.IndexError, OSError, ValueError, ColumnarError) as error:
            raise IndexUnusable(folder, str(error)) from None

    def write(self, put: Iterable[Document], drop: Iterable[str] = ()) -> int:
        """See SearchBackend."""
        writer = self._index.writer(timeout=PATIENCE)
        kept = set(self._index.schema.names())
        stored = 0
        try:
            for name in drop:
                writer.delete_by_term("id", name)
            for document in put:
                values = to_fields(document)
                writer.update_document(**{n: v for n, v in values.items() if n in kept})
                stored += 1
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        return stored

    def search(self, request: Request) -> Found:
        """See SearchBackend."""
        engine = self._fresh()
        found = engine.search(wanted(request))
        days = {day: count for day, count in found.numbers.items() if day}
        return Found(
            total=found.total,
            documents=tuple(Scored(_document(engine, n), score) for n, score in found.hits),
            counts={facet: found.counts[facet].as_dict() for facet in request.facets},
            days=days,
        )

    def get(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """See SearchBackend."""
        engine = self._fresh()
        numbers = (n for name in ids for n in engine.documents_with("id", name))
        return tuple(_document(engine, n) for n in numbers)

    def frequencies(self, terms: Iterable[str], *, exact: bool = False) -> Mapping[str, int]:
        """See SearchBackend."""
        reader = self._fresh().searcher.reader()
        field = "exact" if exact else "text"
        return {term: int(reader.doc_frequency(field, term)) for term in terms}

    def values(self, facet: Facet) -> tuple[str, ...]:
        """See SearchBackend."""
        reader = self._fresh().searcher.reader()
        return tuple(term.decode() for term in reader.lexicon(facet))

    def similar(self, form: str) -> tuple[str, ...]:
        """See SearchBackend."""
        corrector = self._fresh().searcher.reader().corrector("exact")
        distance = 1 if len(form) < 6 else 2
        return tuple(corrector.suggest(form, limit=MOST_SIMILAR, maxdist=distance, prefix=1))

    def count(self) -> int:
        """See SearchBackend."""
        return int(self._fresh().searcher.doc_count())

    def close(self) -> None:
        """See SearchBackend."""
        self._index.close()

    def _fresh(self) -> Engine:
        """The engine of the last commit; one before serves whoever still uses it."""
        generation, engine = self._opened
        latest = self._index.latest_generation()
        if latest != generation:
            engine = Engine(self._index)
            self._opened = latest, engine
        return engine


def columnar_schema() -> fields.Schema:
    """The schema with columns as this codec counts them: the facets' own terms are enough."""
    made = schema()
    for facet in FACETS:
        made.remove(column_of(facet))
    for name, bits in (("day", "i"), ("published", "q")):
        made.remove(name)
        made.add(name, fields.COLUMN(columns.NumericColumn(bits)))
    return made


def wanted(request: Request) -> Wanted:
    """A request in the engine's terms."""
    by_score = request.sort == "relevance" and not isinstance(request.node, tree.Everything)
    return Wanted(
        query=lower(request.node),
        narrowings=tuple(
            Narrowing(facet, choice.wanted, choice.unwanted)
            for facet, choice in request.choices.items()
        ),
        span=_span(request) if request.period else None,
        facets=request.facets,
        numbers="day" if request.dates else "",
        order="" if by_score else "published",
        ascending=request.sort == "oldest",
        ties="published",
        key="id",
        start=request.start,
        count=request.count,
    )


def _span(request: Request) -> Span:
    period = request.period
    low = number(period.first) if period.first else 1
    return Span("day", low, number(period.last) if period.last else END_OF_TIME)


def _document(engine: Engine, number: int) -> Document:
    stored: Any = engine.stored(number)["document"]
    return loaded(stored)
