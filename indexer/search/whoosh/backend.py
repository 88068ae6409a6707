"""The seam on a Whoosh index in a folder of its own.

Schema, analysers and the query tree are Whoosh's; hits, scores and counts come from
`indexer.columnar`, whose searchers keep their segments through any merge. Whoosh's stock codec
gives the same answers a hundred times slower: the contract suite holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from whoosh.scoring import BM25F

from indexer.columnar import ColumnarIndex, Engine, Fading, Narrowing, Span, Wanted
from indexer.columnar.errors import IndexLocked
from indexer.columnar.request import Counts
from indexer.errors import IndexBusy, IndexUnusable
from indexer.search import tree
from indexer.search.backend import (
    Counted,
    Counting,
    Document,
    Found,
    Request,
    Scored,
    TextField,
    Written,
)
from indexer.search.beginnings import words_of
from indexer.search.days import number
from indexer.search.document_json import loaded
from indexer.search.fit import fits, unfit
from indexer.search.query import NO_CHOICE, Choice, Facet
from indexer.search.slips import first_letter_slips, likeliest
from indexer.search.weights import HALF_LIFE, K1, B
from indexer.search.whoosh.counting import counted
from indexer.search.whoosh.fields import schema, to_fields
from indexer.search.whoosh.lower import END_OF_TIME, lower

MOST_SIMILAR = 5
OVER = 20  # times as many words of each segment as are asked for
A_DAY = 86_400  # seconds, in which `published` is kept
PATIENCE = 60.0  # seconds that a writer waits for another
EVERYTHING = 1 << 31  # more documents than a segment holds


class WhooshBackend:
    """An engine of the seam; see `indexer.search.backend.SearchBackend`.

    Raises:
        IndexUnusable: the folder holds no index, or one that is damaged; it says which file.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self._folder = folder
        with _usable(folder):
            opened = ColumnarIndex.make if create else ColumnarIndex
            self._index = opened(folder, schema())
            self._opened = _Commit(self._index)

    def write(self, put: Iterable[Document], drop: Iterable[str] = ()) -> Written:
        """See SearchBackend; here a write that fails changes nothing."""
        try:
            writer = self._index.writer(timeout=PATIENCE)
        except IndexLocked as error:
            raise IndexBusy(str(error), "try again later") from None
        try:
            written = _written(writer, put, drop)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        return written

    def search(self, request: Request) -> Found:
        """See SearchBackend."""
        commit = self._fresh()
        found = commit.engine.search(wanted(request))
        return Found(
            total=found.total,
            documents=tuple(Scored(_document(commit.engine, n), score) for n, score in found.hits),
            counts={
                asked.facet: commit.counted(
                    found.counts[asked.facet], asked, request.choices.get(asked.facet, NO_CHOICE)
                )
                for asked in request.facets
            },
            days={day: count for day, count in found.numbers.items() if day},
        )

    def scan(self, request: Request) -> Iterator[Document]:
        """See SearchBackend."""
        engine = self._fresh().engine
        bare = replace(request, start=0, count=EVERYTHING, facets=(), dates=False)
        return (_document(engine, number) for number, _ in engine.search(wanted(bare)).hits)

    def get(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """See SearchBackend."""
        engine = self._fresh().engine
        numbers = (n for name in ids for n in engine.documents_with("id", name))
        return tuple(_document(engine, n) for n in numbers)

    def frequencies(self, field: TextField, terms: Iterable[str]) -> Mapping[str, int]:
        """See SearchBackend."""
        engine = self._fresh().engine
        return {term: engine.frequency(field, term.encode(errors="replace")) for term in terms}

    def complete(self, facet: Facet, words: tuple[str, ...], most: int) -> tuple[str, ...]:
        """See SearchBackend."""
        commit = self._fresh()
        everything = Wanted(lower(tree.Everything()), facets=(facet,), count=0)
        counts = commit.engine.search(everything).counts[facet]
        return tuple(commit.counted(counts, Counting(facet, most, words), NO_CHOICE).values)

    def similar(self, form: str) -> tuple[str, ...]:
        """See SearchBackend."""
        near = self._fresh().engine.near("exact", form, 1 if len(form) < 6 else 2)
        near |= {w: n for w, n in self.frequencies("exact", first_letter_slips(form)).items() if n}
        near.pop(form, None)
        return likeliest(form, near, MOST_SIMILAR)

    def beginning(self, start: str, most: int) -> tuple[str, ...]:
        """See SearchBackend."""
        found = self._fresh().engine.begun("exact", start, OVER * most) if start else {}
        return tuple(sorted(found, key=lambda word: (-found[word], word))[:most])

    def count(self) -> int:
        """See SearchBackend."""
        return int(self._fresh().engine.searcher.doc_count())

    def generation(self) -> int:
        """See SearchBackend."""
        return int(self._fresh().generation)

    def close(self) -> None:
        """See SearchBackend."""
        self._index.close()

    def _fresh(self) -> _Commit:
        """The last commit; one before serves whoever still uses it."""
        commit = self._opened
        with _usable(self._folder):
            if self._index.latest_generation() != commit.generation:
                commit = self._opened = _Commit(self._index)
        return commit


@contextmanager
def _usable(folder: Path) -> Iterator[None]:
    """Whatever opening an index meets, as the one thing that it means for who asks.

    The TOC of a commit is a pickle without a checksum: a damaged one raises anything.
    """
    try:
        yield
    except Exception as error:
        raise IndexUnusable(folder, f"{type(error).__name__}: {error}") from error


class _Commit:
    """The last commit of an index, and the words of its facets' values once they are needed."""

    def __init__(self, index: ColumnarIndex) -> None:
        self.generation = index.latest_generation()
        self.engine = Engine(index, BM25F(B=B, K1=K1))
        self._words: dict[Facet, list[tuple[str, ...]]] = {}

    def counted(self, counts: Counts, asked: Counting, choice: Choice) -> Counted:
        """A facet's counts as they were asked for."""
        if asked.words and asked.facet not in self._words:
            self._words[asked.facet] = [words_of(name) for name in counts.names]
        return counted(counts, asked, choice, self._words.get(asked.facet, ()))


def _written(writer: Any, put: Iterable[Document], drop: Iterable[str]) -> Written:
    """Every document that fits given to a writer. What replaces another is added first: one that
    is refused leaves what was there."""
    stored: set[str] = set()
    refused: dict[str, str] = {}
    dropped = sum(writer.delete_by_term("id", name) for name in drop if fits(name))
    for document in put:
        why = unfit(document) or ("it is given twice" if document.id in stored else None)
        try:
            if why is None:
                writer.add_document(**to_fields(document))
                writer.delete_by_term("id", document.id)
                stored.add(document.id)
        except ValueError as error:
            why = str(error)
        if why is not None:
            refused[str(document.id)] = why
    return Written(len(stored), dropped, MappingProxyType(refused))


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
        facets=tuple(asked.facet for asked in request.facets),
        numbers="day" if request.dates else "",
        order="" if by_score else "published",
        ascending=request.sort == "oldest",
        ties="published",
        key="id",
        start=request.start,
        count=request.count,
        fading=Fading("published", request.fading, HALF_LIFE * A_DAY) if request.fading else None,
    )


def _span(request: Request) -> Span:
    period = request.period
    low = number(period.first) if period.first else 1
    return Span("day", low, number(period.last) if period.last else END_OF_TIME)


def _document(engine: Engine, number: int) -> Document:
    stored: Any = engine.stored(number)["document"]
    return loaded(stored)
