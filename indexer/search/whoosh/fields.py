"""The fields of the Whoosh index, and a Document turned into them.

title text    stems        exact    forms as they stand: title, paragraphs, captions
changed       how an article was changed: one term a kind
said          what is said by whom: a term a speaker and stem, and one a speaker
section person source author site   one term a value, counted for the facets
day published                       columns: yyyymmdd and seconds since 1970, 0 when unknown
document                            the Document itself, for results and snippets
"""

from __future__ import annotations

from typing import Any

from whoosh import columns, fields

from indexer.search.backend import Document
from indexer.search.document_json import dumped
from indexer.search.query import FACETS
from indexer.search.quoted import said_terms
from indexer.search.whoosh.analysers import ExactAnalyzer, StemAnalyzer

NO_DAY = 0


def schema() -> fields.Schema:
    """The schema of an index; index folders are always opened with it, never with their own."""
    facets = {facet: fields.KEYWORD(commas=False) for facet in FACETS}
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        title=fields.TEXT(analyzer=StemAnalyzer()),
        text=fields.TEXT(analyzer=StemAnalyzer()),
        exact=fields.TEXT(analyzer=ExactAnalyzer(), spelling=False),
        said=fields.KEYWORD(commas=False, scorable=False),
        changed=fields.KEYWORD(commas=False, scorable=False),
        day=fields.COLUMN(columns.NumericColumn("i")),
        published=fields.COLUMN(columns.NumericColumn("q")),
        document=fields.STORED,
        **facets,
    )


def to_fields(document: Document) -> dict[str, Any]:
    """What Whoosh's writer is given for a document."""
    searched = document.searched
    values: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "text": searched,
        "exact": searched,
        "day": int(f"{document.day:%Y%m%d}") if document.day else NO_DAY,
        "published": int(document.published.timestamp()) if document.published else 0,
        "document": dumped(document),
    }
    if document.changes:
        values["changed"] = list(document.changes)
    said = said_terms(document)
    if said:
        values["said"] = list(said)
    for facet in FACETS:
        names = document.values(facet)
        if names:
            values[facet] = list(names)
    return values
