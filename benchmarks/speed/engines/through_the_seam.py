"""The product as its readers use it: documents analysed in Bulgarian, asked through the seam.

It does more than the others: stems and exact forms of each word, title apart, five facets, days.
Words are asked in their exact form, so that the answers can be compared.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from benchmarks.made_documents import document
from benchmarks.speed.corpus import read
from benchmarks.speed.engines.engine import Answer, most
from benchmarks.speed.queries import PERIOD, WITH_FACETS, Mode, Question
from indexer.search import tree
from indexer.search.backend import Found, Request
from indexer.search.marks import Marker
from indexer.search.query import ANY_DAY, Period
from indexer.search.snippets import snippet
from indexer.search.whoosh.backend import WhooshBackend

YEARS = Period(*(datetime.strptime(str(day), "%Y%m%d").date() for day in PERIOD))


class ThroughTheSeam:
    """indexer.search.whoosh."""

    def build(self, corpus: Path, folder: Path) -> None:
        """See Engine."""
        backend = WhooshBackend(folder, create=True)
        backend.write(document(news.as_dict()) for news in read(corpus))
        backend.close()

    def open(self, folder: Path) -> None:
        """See Engine."""
        self._backend = WhooshBackend(folder)

    def run(self, question: Question, mode: Mode) -> Answer:
        """See Engine."""
        counted = mode in WITH_FACETS
        node = _node(question)
        found = self._backend.search(
            Request(
                node,
                period=YEARS if mode == "range" else ANY_DAY,
                sort="newest" if mode == "date" else "relevance",
                facets=("section", "person", "source") if counted else (),
                dates=counted,
            )
        )
        documents = [scored.document for scored in found.documents]
        marker = Marker(node)
        return Answer(
            total=found.total,
            ids=[int(d.id) for d in documents],
            facets=_facets(found, mode) if counted else {},
            snippets=[snippet(d.text, marker.marks(d.text)) for d in documents]
            if mode == "snip"
            else [],
        )


def _node(question: Question) -> tree.Node:
    words = tuple(tree.Phrase((term,)) for term in question.terms)
    match question.operator:
        case "and":
            return tree.And(words)
        case "or":
            return tree.Or(words)
        case "phrase":
            return tree.Phrase(question.terms)
        case "prefix":
            return tree.Prefix(question.terms[0])
        case _:
            return words[0]


def _facets(found: Found, mode: Mode) -> dict[str, dict[str, int]]:
    months: Counter[str] = Counter()
    for day, count in found.days.items():
        if mode != "range" or PERIOD[0] <= day <= PERIOD[1]:
            months[str(day // 100)] += count
    return {
        "section": dict(found.counts["section"]),
        "ym": dict(months),
        "persons": most(found.counts["person"]),
        "sources": most(found.counts["source"]),
    }


ENGINES = {"product": ThroughTheSeam}
