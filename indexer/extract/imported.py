"""Articles that came as data, one JSON object each: nothing to look for, all to check."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from archive.capture import Capture
from archive.site import Site
from indexer.article import Article, NotAnArticle, Origin, article_id
from indexer.extract.evidence.text import clean
from indexer.extract.when import when

FIELDS = ("title", "section", "published", "authors", "text")


def read_imported(capture: Capture, site: Site) -> Article | NotAnArticle:
    """An article from a line of JSONL: url, title, section, published, authors, text."""
    try:
        raw: Any = json.loads(capture.body)
    except (ValueError, RecursionError):
        return NotAnArticle(capture.url, "not valid JSON")
    if not isinstance(raw, dict):
        return NotAnArticle(capture.url, "no JSON object")
    title = _text(raw.get("title"))
    if not title:
        return NotAnArticle(capture.url, "no title")
    published = when(_text(raw.get("published")), capture.fetched.astimezone(site.zone))
    section = _text(raw.get("section"))
    return Article(
        id=article_id(capture.url),
        site=site.key,
        url=capture.url,
        title=title,
        body=_paragraphs(raw.get("text")),
        section=site.sections.get(section, section) or None,
        published=published.astimezone(site.zone) if published else None,
        authors=_names(raw.get("authors")),
        origin=_origins(raw),
        capture=capture.id,
    )


def _text(value: Any) -> str:
    """A value on one line; a number is what it says, whatever else is no text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return clean(str(value))
    return clean(value) if isinstance(value, str) else ""


def _paragraphs(value: Any) -> tuple[str, ...]:
    """The paragraphs of a text, or of a list of them."""
    given = value if isinstance(value, list) else [value]
    lines = (line for one in given if isinstance(one, str) for line in one.split("\n"))
    return tuple(text for text in map(clean, lines) if text)


def _names(value: Any) -> tuple[str, ...]:
    """One name or a list; each a text, or an object with a `name` as schema.org has it."""
    given = value if isinstance(value, list) else [value]
    named = (one.get("name") if isinstance(one, dict) else one for one in given)
    return tuple(dict.fromkeys(name for one in named if (name := _text(one))))


def _origins(raw: Mapping[str, Any]) -> dict[str, Origin]:
    return {name: "import" for name in FIELDS if raw.get(name)}
