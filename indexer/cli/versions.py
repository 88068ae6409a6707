"""`hronika versions`: what an article said over time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

import click

from archive import Settings
from archive.errors import HronikaError
from indexer.article import Article
from indexer.history import Difference, Piece
from indexer.library import Library
from indexer.search.as_json import version_json

MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
NEAR = 12  # words of what stayed that are shown on either side of a change
CALLED = {
    "headline": "the headline",
    "text": "the text",
    "date": "the date",
    "mend": "a small mend",
}


@click.command(epilog="Example: hronika versions https://news.example/most --diff 1 2")
@click.argument("what", metavar="ID|URL")
@click.option("--diff", "pair", nargs=2, type=click.IntRange(1), help="Compare two versions.")
@click.option("--json", "as_json", is_flag=True, help="As data, for programs.")
@click.pass_obj
def versions(settings: Settings, what: str, pair: tuple[int, int] | None, as_json: bool) -> None:
    """List the versions of an article: when each was seen first, and what had changed.

    With --diff, what was taken out [-so-] and put in {+so+}, word by word.
    """
    library = Library(settings.index)
    article = library.article(what) or library.article_at(what)
    if article is None:
        raise HronikaError(f"no article is called {what!r}", "give its id or its address")
    if pair is None:
        _list(article, as_json=as_json)
        return
    found = library.difference(article, *pair)
    if found is None:
        many = len(article.versions)
        raise HronikaError(f"{article.url} has {many} version{'s' * (many > 1)}, from 1 to {many}")
    _compare(found, as_json=as_json)


def _list(article: Article, *, as_json: bool) -> None:
    if as_json:
        told = [version_json(one) for one in article.versions]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(article.title)
    for one in article.versions:
        changed = ", ".join(CALLED[kind] for kind in one.changed)
        click.echo(f"{one.number:4}  {one.seen:%Y-%m-%d %H:%M} UTC  {changed or 'first seen'}")


def _compare(found: Difference, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    click.echo(_marked(found.title))
    click.echo("\n" + _marked(found.body, near=NEAR))


def _marked(pieces: Iterable[Piece], near: int | None = None) -> str:
    return " ".join(_shown(piece, near) for piece in pieces)


def _shown(piece: Piece, near: int | None) -> str:
    before, after = MARKS[piece.kind]
    words = piece.text.split(" ")
    if piece.kind == "same" and near is not None and len(words) > 2 * near:
        words = [*words[:near], "…", *words[-near:]]
    return f"{before}{' '.join(words)}{after}"
