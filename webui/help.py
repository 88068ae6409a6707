"""/help: how to search, in the reader's language; each example is a search that works."""

from __future__ import annotations

from flask import Blueprint, render_template

from indexer.search.query import Query
from webui import links
from webui.languages import chosen

pages = Blueprint("help", __name__)


@pages.get("/help")
def show() -> str:
    """The page; a whole template for each language, for it is prose."""
    return render_template("help.html", prose=f"help/{chosen()}.html", example=_example)


def _example(words: str) -> str:
    return "/" + links.tail(Query(words=words))
