"""The seam on Whoosh's stock codec: the reference that the product's engine must equal.

The plain way: every hit is looked at in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh import columns, fields
from whoosh import index as whoosh_index
from whoosh.scoring import BM25F
from whoosh.support.levenshtein import damerau_levenshtein

from indexer.errors import IndexUnusable
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
from indexer.search.document_json import loaded
from indexer.search.fit import fits, unfit
from indexer.search.query import FACETS, Facet
from indexer.search.query import NO_CHOICE as NONE
from indexer.search.slips import first_letter_slips, likeliest
from indexer.search.weights import HALF_LIFE, K1, B
from indexer.search.whoosh.fields import schema, to_fields
from indexer.search.whoosh.lower import lower
from tests.search.counting import Counted as CountedAll
from tests.search.counting import count, handed_out

MEMORY_MB = 128  # of Whoosh's writer before it spills
SEPARATOR = "\x1f"  # ASCII's unit separator: stands in no name
DIGITS = 6  # of a score; beyond them the order of additions decides
MOST_SIMILAR = 5


class StockBackend:
    """An engine of the seam; see `indexer.search.backend.SearchBackend`.

    Raises:
        IndexUnusable: the folder holds no index, or one that cannot be read.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        try:
            if create and not whoosh_index.exists_in(str(folder)):
                folder.mkdir(parents=True, exist_ok=True)
                self._index = whoosh_index.create_in(str(folder), stock_schema())
            self._index = whoosh_index.open_dir(str(folder), schema=stock_schema())
        except (whoosh_index.IndexError, OSError, ValueError) as error:
            raise IndexUnusable(folder, str(error)) from None
        self._searcher = self._index.searcher(weighting=BM25F(B=B, K1=K1))

    def write(self, put: Iterable[Document], drop: Iterable[str] = ()) -> Written:
        """See SearchBackend."""
        writer = self._index.writer(limitmb=MEMORY_MB)
        stored: set[str] = set()
        refused: dict[str, str] = {}
        try:
            dropped = sum(writer.delete_by_term("id", name) for name in drop if fits(name))
            for document in put:
                why = unfit(document) or ("it is given twice" if document.id in stored else None)
                if why is None:
                    writer.update_document(**stock_fields(document))
                    stored.add(document.id)
                else:
                    refused[str(document.id)] = why
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        return Written(len(stored), dropped, refused)

    def search(self, request: Request) -> Found:
        """See SearchBackend."""
        searcher = self._fresh()
        query = lower(request.node)
        columns = _Columns(searcher.reader())
        found = count(searcher.docs_for_query(query), columns.values, columns.day, request)
        ranked = self._ranked(searcher, query, found, request, columns)
        page = ranked[request.start : request.start + request.count]
        choices = request.choices
        return Found(
            total=len(found.documents),
            documents=tuple(Scored(_document(searcher, n), score) for n, score in page),
            counts={
                a.facet: Counted(*handed_out(found.counts[a.facet], a, choices.get(a.facet, NONE)))
                for a in request.facets
            },
            days=dict(found.days),
        )

    def scan(self, request: Request) -> Iterator[Document]:
        """See SearchBackend."""
        every = replace(request, start=0, count=self.count(), facets=(), dates=False)
        return (scored.document for scored in self.search(every).documents)

    def get(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """See SearchBackend."""
        searcher = self._fresh()
        numbers = (searcher.document_number(id=name) for name in ids)
        return tuple(_document(searcher, n) for n in numbers if n is not None)

    def frequencies(self, field: TextField, terms: Iterable[str]) -> Mapping[str, int]:
        """See SearchBackend."""
        reader = self._fresh().reader()
        return {term: int(reader.doc_frequency(field, term)) for term in terms}

    def complete(self, facet: Facet, words: tuple[str, ...], most: int) -> tuple[str, ...]:
        """See SearchBackend."""
        asked = Request(tree.Everything(), count=0, facets=(Counting(facet, most, words),))
        return tuple(self.search(asked).counts[facet].values)

    def similar(self, form: str) -> tuple[str, ...]:
        """See SearchBackend."""
        reader = self._fresh().reader()
        most = 1 if len(form) < 6 else 2
        near = {word for word in map(bytes.decode, reader.lexicon("exact"))
                if word[:1] == form[:1] and damerau_levenshtein(word, form) <= most}  # fmt: skip
        near |= set(first_letter_slips(form))
        counts = {word: int(reader.doc_frequency("exact", word)) for word in near - {form}}
        return likeliest(form, {word: n for word, n in counts.items() if n}, MOST_SIMILAR)

    def beginning(self, start: str, most: int) -> tuple[str, ...]:
        """See SearchBackend."""
        reader = self._fresh().reader()
        lexicon = map(bytes.decode, reader.lexicon("exact"))
        words = [word for word in lexicon if start and word.startswith(start)]
        return tuple(sorted(words, key=lambda w: (-reader.doc_frequency("exact", w), w))[:most])

    def count(self) -> int:
        """See SearchBackend."""
        return int(self._fresh().doc_count())

    def generation(self) -> int:
        """See SearchBackend."""
        return int(self._index.latest_generation())

    def close(self) -> None:
        """See SearchBackend."""
        self._searcher.close()
        self._index.close()

    def _fresh(self) -> Any:
        """The searcher of the last commit; an older one stays open for whoever still uses it."""
        if not self._searcher.up_to_date():
            self._searcher = self._index.searcher(weighting=BM25F(B=B, K1=K1))
        return self._searcher

    def _ranked(
        self, searcher: Any, query: Any, found: CountedAll, request: Request, columns: _Columns
    ) -> list[tuple[int, float]]:
        if not found.documents:  # an empty filter would be no filter to Whoosh
            return []
        if request.sort == "relevance" and not isinstance(request.node, tree.Everything):
            hits = searcher.search(query, filter=set(found.documents), limit=None)
            newest = max(columns.published(n) for n in range(searcher.doc_count_all()))
            scored = [
                (number, round(score * left(request, newest - columns.published(number)), DIGITS))
                for score, number in hits.top_n
            ]
        else:
            scored = [(number, 0.0) for number in found.documents]
        sign = 1 if request.sort == "oldest" else -1
        ids = {n: searcher.stored_fields(n)["id"] for n, _ in scored}
        return sorted(scored, key=lambda s: (-s[1], sign * columns.published(s[0]), ids[s[0]]))


def left(request: Request, age: float) -> float:
    """What is left of a score at an age in seconds."""
    return 1 - request.fading + request.fading * 0.5 ** (age / HALF_LIFE / 86_400)


def stock_schema() -> fields.Schema:
    """The product's schema with days as terms, and the facets' values in columns."""
    made = schema()
    for name, bits in (("day", 32), ("published", 64)):
        made.remove(name)
        made.add(name, fields.NUMERIC(int, bits=bits, sortable=True))
    for facet in FACETS:
        made.add(column_of(facet), fields.COLUMN(columns.VarBytesColumn()))
    return made


def stock_fields(document: Document) -> dict[str, Any]:
    """What the writer is given."""
    joined = {column_of(f): SEPARATOR.join(document.values(f)).encode() for f in FACETS}
    return {**to_fields(document), **joined}


def column_of(facet: str) -> str:
    """The name of the column that holds a facet's values."""
    return f"{facet}_column"


class _Columns:
    """A reader's columns, each opened when first asked for."""

    def __init__(self, reader: Any) -> None:
        self._facets = {f: _opened(reader, column_of(f)) for f in FACETS}
        self.day: Callable[[int], int] = _opened(reader, "day")
        self.published: Callable[[int], int] = _opened(reader, "published")

    def values(self, facet: Facet, document: int) -> tuple[str, ...]:
        """A document's values of a facet."""
        return _split(bytes(self._facets[facet](document)))


def _opened(reader: Any, name: str) -> Callable[[int], Any]:
    column = reader.column_reader(name) if reader.has_column(name) else None
    return column.__getitem__ if column is not None else lambda _: 0


@lru_cache(maxsize=65_536)
def _split(joined: bytes) -> tuple[str, ...]:
    return tuple(joined.decode().split(SEPARATOR)) if joined else ()


def _document(searcher: Any, number: int) -> Document:
    return loaded(searcher.stored_fields(number)["document"])
