"""Which documents no engine takes: they are refused whichever engine is behind the seam."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from indexer.history import KINDS
from indexer.search.backend import Document, Said

LONGEST_TERM = 8_191  # bytes of an id or of a facet's value; OpenSearch's `ignore_above` in letters

TEXTS = ("id", "url", "site", "title", "text")
LISTS = ("authors", "persons", "sources")


def unfit(document: Document) -> str | None:
    """Why a document cannot be stored; None when it can."""
    wrong = next(_wrong_types(document), None)
    if wrong is not None:
        return f"{wrong} is of a wrong type"
    if not document.id:
        return "it has no id"
    for name, text in _strings(document):
        size = len(text.encode(errors="replace"))
        if not fits(text):
            return f"{name} has half a character (a lone surrogate)"
        if name not in ("title", "text", "url") and size > LONGEST_TERM:
            return f"{name} has {size} bytes, more than {LONGEST_TERM}"
    return None


def fits(text: str) -> bool:
    """Whether a text is whole characters, so that it has a form in UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _wrong_types(document: Document) -> Iterator[str]:
    yield from (name for name in TEXTS if type(getattr(document, name)) is not str)
    for name in LISTS:
        value = getattr(document, name)
        if type(value) is not tuple or any(type(v) is not str for v in value):
            yield name
    if type(document.quotes) is not tuple or any(
        type(said) is not Said or type(said.key) is not str or type(said.text) is not str
        for said in document.quotes
    ):
        yield "quotes"
    if type(document.changes) is not tuple or set(document.changes) - set(KINDS):
        yield "changes"
    if not isinstance(document.section, str | None):
        yield "section"
    if not isinstance(document.published, datetime | None):
        yield "published"
    if not isinstance(document.day, date | None):
        yield "day"


def _strings(document: Document) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        yield name, getattr(document, name)
    if document.section:
        yield "section", document.section
    for said in document.quotes:
        yield "text", said.text
        yield "quotes", said.key
    yield from ((name, value) for name in LISTS for value in getattr(document, name))
