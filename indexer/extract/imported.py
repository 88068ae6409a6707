"""Articles that came as data, one JSON object each: nothing to look for, all to check.

What somebody gives is believed: a date of 1936 too, and a date after the file was written. Values
of other types are understood where they can mean only one thing; a date that is none is told.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lxml import etree

from archive.capture import Capture
from archive.log import fields
from archive.site import Site
from indexer.article import Article, Caption, NotAnArticle, Origin, article_id
from indexer.extract.evidence.linked import texts, unescaped
from indexer.extract.evidence.text import clean
from indexer.extract.evidence.walk import Walk
from indexer.extract.when import told

FIELDS = ("title", "section", "published", "updated", "authors", "tags", "captions", "text")
MOST = 80  # letters of a value that a message repeats

_MARKUP = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|span|img)\b[^>]*>",
                     re.IGNORECASE)  # fmt: skip
_NAMES = re.compile(r"\s*[,;]\s*")
log = logging.getLogger(__name__)


def read_imported(capture: Capture, site: Site) -> Article | NotAnArticle:
    """An article from a line of JSONL; see FIELDS and docs/sites.md for what it may hold."""
    try:
        raw: Any = json.loads(capture.body)
    except (ValueError, RecursionError):
        return NotAnArticle(capture.url, "not valid JSON")
    if not isinstance(raw, dict):
        return NotAnArticle(capture.url, "no JSON object")
    title = _text(raw.get("title"))
    if not title:
        return NotAnArticle(capture.url, "no title")
    section = next(iter(texts(raw.get("section"))), "")
    return Article(
        id=article_id(capture.url),
        site=site.key,
        url=capture.url,
        title=title,
        body=_paragraphs(raw.get("text")),
        section=site.sections.get(section, section) or None,
        published=_time(raw, "published", capture, site),
        updated=_time(raw, "updated", capture, site),
        authors=_authors(raw.get("authors")),
        captions=tuple(Caption(text) for text in texts(raw.get("captions"))),
        tags=texts(raw.get("tags")),
        origin=_origins(raw),
        capture=capture.id,
    )


def _text(value: Any) -> str:
    """A value on one line; a number is what it says, whatever else is no text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return clean(str(value))
    return unescaped(value) if isinstance(value, str) else ""


def _time(raw: Mapping[str, Any], name: str, capture: Capture, site: Site) -> datetime | None:
    given = _text(raw.get(name))
    found = told(given, capture.fetched.astimezone(site.zone)) if given else None
    if found is None and raw.get(name):
        said = fields(url=capture.url, field=name, value=str(raw[name])[:MOST])
        log.warning("import.no_date", extra=said)
    return found.astimezone(site.zone) if found else None


def _paragraphs(value: Any) -> tuple[str, ...]:
    """The paragraphs of a text, or of a list of them; of HTML those that it marks."""
    given = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
    lines = (line for one in given for line in _lines(one))
    return tuple(text for text in map(clean, lines) if text)


def _lines(text: str) -> list[str]:
    if not _MARKUP.search(text):
        return text.split("\n")
    try:
        root = etree.fromstring(f"<div>{text}</div>", etree.HTMLParser(remove_comments=True))
    except (etree.LxmlError, ValueError):
        return [_MARKUP.sub(" ", line) for line in text.split("\n")]
    return [block.text for block in Walk().run(root).blocks]


def _authors(value: Any) -> tuple[str, ...]:
    """Names: a list, one, or several parted by commas; each a text or an object with a `name`."""
    named = (one for text in texts(value) for one in _NAMES.split(text))
    return tuple(dict.fromkeys(name for name in named if name))


def _origins(raw: Mapping[str, Any]) -> dict[str, Origin]:
    return {name: "import" for name in FIELDS if raw.get(name)}
