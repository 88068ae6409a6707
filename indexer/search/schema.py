"""The fields of the Whoosh index, and a Document turned into them and back.

title text    stems        exact    forms as they stand: title, paragraphs, captions
section person source author site   one term a value, counted for the facets
day published                       columns: yyyymmdd and seconds since 1970, 0 when unknown
document                            the Document itself, for results and snippets
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from whoosh import columns, fields

from indexer.search.analysis import BLANK_LINE, ExactAnalyzer, StemAnalyzer
from indexer.search.backend import Document
from indexer.search.query import FACETS

NO_DAY = 0


def schema() -> fields.Schema:
    """The schema of an index; index folders are always opened with it, never with their own."""
    facets = {facet: fields.KEYWORD(commas=False) for facet in FACETS}
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        title=fields.TEXT(analyzer=StemAnalyzer()),
        text=fields.TEXT(analyzer=StemAnalyzer()),
        exact=fields.TEXT(analyzer=ExactAnalyzer(), spelling=False),
        day=fields.COLUMN(columns.NumericColumn("i")),
        published=fields.COLUMN(columns.NumericColumn("q")),
        document=fields.STORED,
        **facets,
    )


def to_fields(document: Document) -> dict[str, Any]:
    """What Whoosh's writer is given for a document."""
    searched = searched_text(document)
    values: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "text": searched,
        "exact": searched,
        "day": int(f"{document.day:%Y%m%d}") if document.day else NO_DAY,
        "published": int(document.published.timestamp()) if document.published else 0,
        "document": dumped(document),
    }
    for facet in FACETS:
        names = document.values(facet)
        if names:
            values[facet] = list(names)
    return values


def searched_text(document: Document) -> str:
    """All that a word of a query may stand in: title, paragraphs, captions."""
    return document.title + BLANK_LINE + document.text


def dumped(document: Document) -> str:
    """A Document as JSON."""
    return json.dumps(
        {
            "id": document.id,
            "url": document.url,
            "site": document.site,
            "title": document.title,
            "text": document.text,
            "section": document.section,
            "published": document.published.isoformat() if document.published else None,
            "authors": document.authors,
            "persons": document.persons,
            "sources": document.sources,
        },
        ensure_ascii=False,
    )


def loaded(text: str) -> Document:
    """A Document from its JSON; its day follows from `published`, which keeps its zone."""
    raw = json.loads(text)
    published = datetime.fromisoformat(raw["published"]) if raw["published"] else None
    raw["published"] = published
    raw["day"] = published.date() if published else None
    raw |= {name: tuple(raw[name]) for name in ("authors", "persons", "sources")}
    return Document(**raw)
