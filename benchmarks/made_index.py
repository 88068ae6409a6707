"""An index of made articles: data/index as the product builds it, without an archive behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.made_documents import SITE, document
from indexer.article import Article, Person, Source
from indexer.build import generation
from indexer.library import Library
from indexer.naming.people import key
from indexer.pages import PageTable
from indexer.search import engines

__all__ = ["Library", "make"]

BATCH = 100_000  # articles of one commit


def make(given: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Build the index of articles and bring it into use."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = iter(given)
    with generation.writing(folder):
        fresh = generation.fresh(folder)
        table = PageTable(fresh / "articles.db")
        backend = engines.opened(fresh, create=True)
        while batch := list(islice(articles, BATCH)):
            with table.change():
                backend.write(_kept(batch, table))
        with table.change():
            table.put_together()
            table.settle_people()
        backend.close()
        table.close()
        generation.use(folder, fresh)


def _kept(batch: list[Mapping[str, Any]], table: PageTable) -> Iterator[Any]:
    for given in batch:
        made = document({**given, "persons": dict.fromkeys(map(key, given["persons"]))})
        table.put(_article(given, made.url, made.published), made.url)
        yield made


def _article(given: Mapping[str, Any], url: str, published: Any) -> Article:
    return Article(
        id=str(given["id"]),
        site=SITE,
        url=url,
        title=given["title"],
        body=(given["body"],),
        section=given["section"] or None,
        published=published,
        persons=tuple(Person(name, key(name)) for name in given["persons"]),
        sources=tuple(Source(name, credited=True) for name in given["sources"]),
    )
