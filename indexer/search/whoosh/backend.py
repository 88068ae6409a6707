"""The seam on a Whoosh index in a folder of its own.

Schema, analysers and the query tree are Whoosh's; hits, scores and counts come from
`indexer.columnar`, whose searchers keep their segments through any merge. Whoosh's stock codec
gives the same answers a hundred times slower: the contract suite holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index

from indexer.columnar import ColumnarIndex, Engine, Narrowing, Span, Wanted
from indexer.columnar.errors import ColumnarError, IndexLocked
from indexer.errors import IndexBusy, IndexUnusable
from indexer.search import tree
from indexer.search.backend import Document, Found, Request, Scored
from indexer.search.days import number
from indexer.search.document_json import loaded
from indexer.search.query import Facet
from indexer.search.whoosh.fields import schema, to_fields
from indexer.search.whoosh.lower import END_OF_TIME, lower

MOST_SIMILAR = 5
PATIENCE = 60.0  # seconds that a writer waits for another


class WhooshBackend:
    """An engine of the seam; see `indexer.search.backend.SearchBackend`.

    Raises:
        IndexUnusable: the folder holds no index, or one that is damaged; it says which file.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self._folder = folder
        try:
            opened = ColumnarIndex.make if create else ColumnarIndex
            self._index = opened(folder, schema())
            self._opened = self._index.latest_generation(), Engine(self._index)
        except (whoosh_index.IndexError, OSError, ValueError, ColumnarError) as error:
            raise IndexUnusable(folder, str(error)) from None

    def write(self, put: Iterable[Document], drop: Iterable[str] = ()) -> int:
        """See SearchBackend."""
        try:
            writer = self._index.writer(timeout=PATIENCE)
        except IndexLocked as error:
            raise IndexBusy(str(error), "try again later") from None
        stored = 0
        try:
            for name in drop:
                writer.delete_by_term("id", name)
            for document in put:
                writer.update_document(**to_fields(document))
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
            try:
                engine = Engine(self._index)
            except ColumnarError as error:
                raise IndexUnusable(self._folder, str(error)) from None
            self._opened = latest, engine
        return engine


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
