"""What an article said over time: /a/<id>/versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from indexer.article import Article, Version
from indexer.history import Piece
from webui import page_links, present
from webui.holdings import holdings
from webui.known import address, known
from webui.language import gettext
from webui.missing import Missing

pages = Blueprint("versions", __name__)

BREAK = "\n\n"  # between the paragraphs of a Piece

Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs side by side that all changed, or all stayed as they were."""

    changed: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side; `old` is the earlier one asked for, which may be the newer."""

    old: Version
    new: Version
    title: Paragraph
    body: tuple[Stretch, ...]
    same: bool
    """Whether title and text are word for word the same."""


@pages.get("/a/<article_id>/versions")
def show(article_id: str) -> ResponseReturnValue:
    """The versions, and what is between two of them."""
    article = known(article_id)
    pair = page_links.compared(request.args, len(article.versions) or 1)
    return render_template(
        "versions.html",
        article=article,
        back=address(article.id, article.title),
        site=holdings().site_name(article.site),
        compared=_compared(article, *pair) if article.versions else None,
        comparison=page_links.comparison,
    )


def no_version(article: Article) -> Missing:
    """What to say where a version is asked for that an article does not have."""
    last = present.number(len(article.versions))
    return Missing(
        gettext("Тази статия няма версия с такъв номер."),
        gettext("Версиите ѝ са от 1 до %(last)s.", last=last),
    )


def _compared(article: Article, before: int, after: int) -> Comparison | None:
    found = holdings().library.difference(article, before, after)
    if found is None:
        raise no_version(article)
    if len(article.versions) == 1:
        return None
    by_number = {one.number: one for one in article.versions}
    return Comparison(
        by_number[before],
        by_number[after],
        found.title,
        tuple(_stretches(paragraphs(found.body))),
        all(piece.kind == "same" for piece in (*found.title, *found.body)),
    )


def paragraphs(pieces: Iterable[Piece]) -> Iterator[Paragraph]:
    """The pieces of a text paragraph by paragraph; what was taken out or put in across the end of
    one is cut there.
    """
    here: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split(BREAK)
        here += [Piece(piece.kind, first)] if first else []
        for other in others:
            if here:
                yield tuple(here)
            here = [Piece(piece.kind, other)] if other else []
    if here:
        yield tuple(here)


def _stretches(found: Iterable[Paragraph]) -> Iterator[Stretch]:
    for changed, several in groupby(found, key=_is_changed):
        yield Stretch(changed, tuple(several))


def _is_changed(paragraph: Paragraph) -> bool:
    return any(piece.kind != "same" for piece in paragraph)
