"""tantivy through tantivy-py: search and aggregation are two calls, so two passes over the hits."""

from __future__ import annotations

from pathlib import Path

import tantivy

from benchmarks.speed.corpus import News, read
from benchmarks.speed.engines.engine import FACETS, LISTED, Answer
from benchmarks.speed.queries import PERIOD, WITH_FACETS, Mode, Question

HEAP = 600_000_000
SIZES = {"section": 12, "ym": 400, "persons": LISTED, "sources": LISTED}
COUNTS = {f: {"terms": {"field": f, "size": SIZES[f]}} for f in FACETS}


class Tantivy:
    """As it comes: two indexing threads, the segments that its merging leaves."""

    threads = 2

    def build(self, corpus: Path, folder: Path) -> None:
        """See Engine."""
        schema = _schema()
        index = tantivy.Index(schema, path=str(folder))
        _register(index)
        writer = index.writer(heap_size=HEAP, num_threads=self.threads)
        for news in read(corpus):
            writer.add_document(tantivy.Document.from_dict(_fields(news), schema))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """See Engine."""
        index = tantivy.Index.open(str(folder))
        _register(index)
        index.reload()
        self._schema, self._searcher = index.schema, index.searcher()
        period = tantivy.Query.range_query(
            self._schema, "published", tantivy.FieldType.Unsigned, *PERIOD, True, True
        )
        self._period = tantivy.Query.const_score_query(period, 0.0)

    def run(self, question: Question, mode: Mode) -> Answer:
        """See Engine."""
        query = self._query(question)
        if mode == "range":
            must = tantivy.Occur.Must
            query = tantivy.Query.boolean_query([(must, query), (must, self._period)])
        order = {"order_by_field": "published"} if mode == "date" else {}
        found = self._searcher.search(query, limit=10, count=True, **order)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        return Answer(
            total=found.count,
            ids=[d["id"][0] for d in documents],
            facets=self._facets(query) if mode in WITH_FACETS else {},
            snippets=self._snippets(query, documents) if mode == "snip" else [],
        )

    def _query(self, question: Question) -> tantivy.Query:
        schema, terms = self._schema, question.terms
        words = [tantivy.Query.term_query(schema, "text", term, "freq") for term in terms]
        match question.operator:
            case "and":
                return tantivy.Query.boolean_query([(tantivy.Occur.Must, w) for w in words])
            case "or":
                return tantivy.Query.boolean_query([(tantivy.Occur.Should, w) for w in words])
            case "phrase":
                return tantivy.Query.phrase_query(schema, "text", list(terms))
            case "prefix":
                return tantivy.Query.regex_query(schema, "text", terms[0] + ".*")
            case _:
                return words[0]

    def _facets(self, query: tantivy.Query) -> dict[str, dict[str, int]]:
        found = self._searcher.aggregate(query, COUNTS)
        return {
            facet: {str(bucket["key"]): bucket["doc_count"] for bucket in counts["buckets"]}
            for facet, counts in found.items()
        }

    def _snippets(self, query: tantivy.Query, documents: list[tantivy.Document]) -> list[str]:
        maker = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "text")
        maker.set_max_num_chars(200)
        return [maker.snippet_from_doc(d).to_html() for d in documents]


class TantivyOne(Tantivy):
    """One indexing thread and one segment."""

    threads = 1


def _schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    made.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    made.add_text_field("text", stored=True, tokenizer_name="news")
    made.add_text_field("title", stored=True, tokenizer_name="news", index_option="basic")
    for name in ("section", "persons", "sources"):
        made.add_text_field(
            name, stored=True, fast=True, tokenizer_name="raw", index_option="basic"
        )
    made.add_unsigned_field("published", stored=True, indexed=True, fast=True)
    made.add_unsigned_field("ym", fast=True)
    return made.build()


def _register(index: tantivy.Index) -> None:
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    index.register_tokenizer("news", words.filter(tantivy.Filter.lowercase()).build())


def _fields(news: News) -> dict[str, object]:
    return {
        "id": news.id,
        "text": news.text,
        "title": news.title,
        "section": news.section,
        "persons": list(news.persons),
        "sources": list(news.sources),
        "published": news.day,
        "ym": news.day // 100,
    }


ENGINES = {"tantivy": Tantivy, "tantivy_one": TantivyOne}
