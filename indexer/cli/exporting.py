"""`hronika export`: every article of a list as data, on standard output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal

import click

from archive import Settings, declared_sites
from indexer.article import Article
from indexer.cli.narrowing import choices, narrowed, period
from indexer.document import local
from indexer.library import Library
from indexer.search.as_json import archived_json
from indexer.search.as_table import csv_lines
from indexer.search.matching import Matching
from indexer.search.query import Query, Sort
from indexer.search.wording import load_wording

Format = Literal["csv", "json", "jsonl"]


@click.command(epilog='Example: hronika export "пожар" --format csv --from 2023 > fires.csv')
@click.argument("words", metavar="QUERY")
@click.option(
    "--format",
    "form",
    type=click.Choice(("csv", "json", "jsonl")),
    default="jsonl",
    show_default=True,
    help="A table, one JSON array, or one JSON object a line.",
)
@narrowed
@click.pass_obj
def export(
    settings: Settings,
    /,
    words: str,
    form: Format,
    first: str | None,
    last: str | None,
    sort: Sort,
    **facets: tuple[str, ...],
) -> None:
    """Print every article that a query finds as data; an empty query finds all."""
    library = Library(settings.index, load_wording(settings.words))
    found = library.matching(Query(words, choices(facets), period(first, last), sort))
    for text in _written(form, found, library, settings):
        click.echo(text, nl=False)


def _written(form: Format, found: Matching, library: Library, settings: Settings) -> Iterator[str]:
    if form == "csv":
        return csv_lines(found.rows())
    objects = _objects(found, library, settings)
    return (f"{one}\n" for one in objects) if form == "jsonl" else _array(objects)


def _objects(found: Matching, library: Library, settings: Settings) -> Iterator[str]:
    sites, _ = declared_sites(settings.sites)
    for article_id in found.ids():
        article: Article | None = library.article(article_id)
        if article is None:
            continue
        shown = local(article, sites[article.site]) if article.site in sites else article
        yield json.dumps(archived_json(shown, library.aliases(article)), ensure_ascii=False)


def _array(objects: Iterator[str]) -> Iterator[str]:
    before = "[\n"
    for one in objects:
        yield before + one
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"
