"""The product's functions under the names that outside measures call; thin adapters, no rules.

stem · persons · identity · sources · credits · extract · date · index · search
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MultiDict

from archive.capture import Capture
from archive.site import Site
from benchmarks import made_index
from indexer import bulgarian
from indexer.article import Article
from indexer.extract import read
from indexer.extract.when import told
from indexer.naming import named
from indexer.naming.people import Mention, attributed, grouped, mentions, well_known
from indexer.naming.quotations import speech
from indexer.naming.sources import Credit
from indexer.naming.sources import credits as credits_of
from indexer.search.as_json import results_json
from webui.links import query_of

SITE = "measured"
NO_ARTICLE: Mapping[str, Any] = {
    "title": None, "date": None, "section": None, "authors": [], "text": "", "captions": [],
    "sources": [],
}  # fmt: skip


def stem(word: str) -> str:
    """The terms of one lower-cased word, joined by `|` where there are several."""
    return bulgarian.stem(word)


def persons(text: str) -> list[tuple[int, int, str]]:
    """Start, end, and the facet's value of every mention of a person."""
    found = mentions(text)
    named = zip(found, attributed(found), strict=True)
    return [(m.start, m.end, well_known(name)) for m, name in named if name]


def identity(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The facet's value of each given mention."""
    given = [Mention(start, end, " ".join(text[start:end].split())) for start, end in spans]
    return [well_known(name) for name in attributed(given)]


def quotes(text: str) -> list[tuple[int, int, str]]:
    """Start, end and speaker of every direct quotation; an empty name where nobody is named."""
    found = mentions(text)
    return [(s.start, s.end, s.name) for s in speech(text, found, *grouped(found))]


def sources(text: str) -> list[str]:
    """Every source of a text, credited or cited, once."""
    return list(dict.fromkeys(credit.name for _, credit in _credits(text)))


def credits(text: str) -> list[tuple[int, int, str, bool]]:
    """Start, end, name of every place that names a source, and whether it is credited there."""
    return [(at + c.start, at + c.end, c.name, c.credited) for at, c in _credits(text)]


def extract(
    html: bytes,
    url: str,
    fetched: datetime | str | None = None,
    content_type: str | None = None,
) -> dict[str, Any]:
    """What a page says; empty fields where it is no article."""
    found = read(*_capture(html, url, fetched, content_type))
    if not isinstance(found, Article):
        return dict(NO_ARTICLE)
    article = named(found)
    return {
        "title": article.title,
        "date": article.published,
        "section": article.section,
        "authors": list(article.authors),
        "text": article.text,
        "captions": [{"text": c.text, "credit": c.credit} for c in article.captions],
        "caption": [
            " | ".join(filter(None, (c.text, c.credit))) for c in article.captions if c.lead
        ],
        "sources": _printed(article),
    }


def date(text: str, fetched: datetime) -> datetime | None:
    """The time that a text tells, read at a time."""
    return told(
        text, fetched if fetched.tzinfo else fetched.replace(tzinfo=Site.undeclared("", SITE).zone)
    )


def index(articles: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Index articles: dicts with id, section, date, persons, sources, title, body."""
    made_index.make(articles, Path(folder))


def search(folder: Path) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """A function from the parameters of /api/search (lists where they repeat) to its answer."""
    library = made_index.Library(Path(folder))

    def answer(parameters: Mapping[str, Any]) -> dict[str, Any]:
        return results_json(library.search(query_of(MultiDict(_texts(parameters)))))

    return answer


def _lines(text: str) -> list[tuple[int, str]]:
    """The paragraphs of a text with their offsets."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    return lines


def _printed(article: Article) -> list[str]:
    """The credited sources as the page prints them."""
    found = [(p, c) for p in article.body for c in credits_of(p) if c.credited]
    return list(dict.fromkeys(p[c.start : c.end] for p, c in found))


def _credits(text: str) -> list[tuple[int, Credit]]:
    return [(start, credit) for start, line in _lines(text) for credit in credits_of(line)]


def _capture(
    html: bytes, url: str, fetched: datetime | str | None, content_type: str | None
) -> tuple[Capture, Site]:
    site = Site.undeclared(url, SITE)
    if isinstance(fetched, str):
        fetched = datetime.fromisoformat(fetched)
    moment = fetched or datetime.now(UTC)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=site.zone)
    headers = {"content-type": content_type} if content_type else {}
    return Capture(SITE, url, aware, html, headers=headers), site


def _texts(parameters: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Parameters as an address has them, a list as the same name several times."""
    pairs = []
    for name, value in parameters.items():
        several = value if isinstance(value, (list, tuple)) else [value]
        pairs += [(name, str(v)) for v in several if v is not None]
    return pairs
