"""A Document as one text: what an engine stores, and what results and snippets are made of."""

from __future__ import annotations

import json
from datetime import datetime

from indexer.search.backend import Document, Said


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
            "changes": document.changes,
            "quotes": [(said.key, said.text) for said in document.quotes],
        },
        ensure_ascii=False,
    )


def loaded(text: str) -> Document:
    """A Document from its JSON; its day follows from `published`, which keeps its zone."""
    raw = json.loads(text)
    published = datetime.fromisoformat(raw["published"]) if raw["published"] else None
    raw["published"] = published
    raw["day"] = published.date() if published else None
    raw |= {name: tuple(raw[name]) for name in ("authors", "persons", "sources", "changes")}
    raw["quotes"] = tuple(Said(key, said) for key, said in raw["quotes"])
    return Document(**raw)
