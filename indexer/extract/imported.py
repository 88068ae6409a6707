"""Articles that came as data, one JSON object each: nothing to look for, all to check."""

from __future__ import annotations

import json
from typing import Any

from archive.capture import Capture
from archive.site import Site
from indexer.article import Article, NotAnArticle, Origin, article_id
from indexer.extract.page import clean
from indexer.extract.when import when


def read_imported(capture: Capture, site: Site) -> Article | NotAnArticle:
    """An article from a line of JSONL: url, title, section, published, authors, text."""
    try:
        raw = json.loads(capture.body)
    except ValueError:
        return NotAnArticle(capture.url, "not valid JSON")
    title = _text(raw, "title")
    body = tuple(p for p in map(clean, str(raw.get("text") or "").split("\n")) if p)
    if not title:
        return NotAnArticle(capture.url, "no title")
    given: dict[str, Origin] = {k: "import" for k in raw if raw[k]}
    return Article(
        id=article_id(capture.url),
        site=site.key,
        url=capture.url,
        title=title,
        body=body,
        section=site.sections.get(_text(raw, "section"), _text(raw, "section")) or None,
        published=when(_text(raw, "published"), capture.fetched.astimezone(site.zone)),
        authors=_names(raw.get("authors")),
        origin=given,
        capture=capture.id,
    )


def _text(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    return clean(value) if isinstance(value, str) else ""


def _names(value: Any) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(clean(n) for n in given if isinstance(n, str) and clean(n)))
