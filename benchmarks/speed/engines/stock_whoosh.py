"""Whoosh with its stock codec: facets from columns, no stored field loaded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from whoosh import columns, fields, highlight, index
from whoosh import query as wq
from whoosh.analysis import LowercaseFilter, RegexTokenizer
from whoosh.scoring import BM25F

from benchmarks.speed.corpus import News, read
from benchmarks.speed.engines.engine import FACETS, Answer, most
from benchmarks.speed.queries import PERIOD, WITH_FACETS, Mode, Question

MEMORY_MB = 256
NAMES = ("persons", "sources")


def schema() -> fields.Schema:
    """The plain schema that all engines have: words, and four columns for facets."""
    joined = {f: fields.COLUMN(columns.VarBytesColumn()) for f in FACETS}
    return fields.Schema(
        id=fields.STORED,
        text=fields.TEXT(analyzer=RegexTokenizer(r"\w+") | LowercaseFilter(), stored=True),
        title=fields.STORED,
        published=fields.NUMERIC(int, sortable=True),
        **joined,
    )


def to_fields(news: News) -> dict[str, Any]:
    """What the writer is given."""
    joined = (news.section, str(news.day // 100), "|".join(news.persons), "|".join(news.sources))
    return {
        "id": news.id,
        "text": news.text,
        "title": news.title,
        "published": news.day,
        **{facet: value.encode() for facet, value in zip(FACETS, joined, strict=True)},
    }


def whoosh_query(question: Question) -> wq.Query:
    """A question in Whoosh's terms."""
    words = [wq.Term("text", term) for term in question.terms]
    match question.operator:
        case "and":
            return wq.And(words)
        case "or":
            return wq.Or(words)
        case "phrase":
            return wq.Phrase("text", list(question.terms))
        case "prefix":
            return wq.Prefix("text", question.terms[0])
        case _:
            return words[0]


class StockWhoosh:
    """One segment, as its writer leaves it."""

    def build(self, corpus: Path, folder: Path) -> None:
        """See Engine."""
        writer = index.create_in(str(folder), schema()).writer(limitmb=MEMORY_MB)
        for news in read(corpus):
            writer.add_document(**to_fields(news))
        writer.commit()

    def open(self, folder: Path) -> None:
        """See Engine."""
        self._searcher = index.open_dir(str(folder)).searcher(weighting=BM25F())
        self._fragments = highlight.ContextFragmenter(maxchars=200)
        reader = self._searcher.reader()
        self._columns = {name: reader.column_reader(name) for name in (*FACETS, "published")}

    def run(self, question: Question, mode: Mode) -> Answer:
        """See Engine."""
        query = whoosh_query(question)
        if mode == "range":
            query = wq.And([query, wq.ConstantScoreQuery(wq.NumericRange("published", *PERIOD), 0)])
        if mode == "date":
            return self._by_date(query)
        hits = self._searcher.search(query, limit=10)
        hits.fragmenter = self._fragments
        counted = mode in WITH_FACETS
        documents = self._searcher.docs_for_query(query) if counted else ()
        return Answer(
            total=len(hits),
            ids=[hit["id"] for hit in hits],
            facets=self._facets(list(documents)) if counted else {},
            snippets=[h.highlights("text", top=2) for h in hits] if mode == "snip" else [],
        )

    def _by_date(self, query: wq.Query) -> Answer:
        documents = list(self._searcher.docs_for_query(query))
        published = self._columns["published"]
        newest = sorted(documents, key=lambda d: (-published[d], d))[:10]
        ids = [self._searcher.stored_fields(d)["id"] for d in newest]
        return Answer(len(documents), ids, self._facets(documents))

    def _facets(self, documents: list[int]) -> dict[str, dict[str, int]]:
        found = {}
        for facet in FACETS:
            column = self._columns[facet]
            joined = Counter(column[d] for d in documents)
            counts: Counter[str] = Counter()
            for values, count in joined.items():
                for value in filter(None, values.decode().split("|")):
                    counts[value] += count
            found[facet] = most(counts) if facet in NAMES else dict(counts)
        return found


ENGINES = {"whoosh": StockWhoosh}
