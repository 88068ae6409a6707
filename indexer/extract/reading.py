"""One page read: its fields, its text, whether it is an article, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.capture import Capture
from archive.fit import unfit
from archive.site import Site
from indexer.article import Article, NotAnArticle, Origin, article_id
from indexer.extract.body import Text, body
from indexer.extract.evidence import Page, gather
from indexer.extract.evidence.text import text_of
from indexer.extract.fields import captions
from indexer.extract.fields.authors import authors
from indexer.extract.fields.dates import published, updated
from indexer.extract.fields.proposal import Verdict
from indexer.extract.fields.section import section
from indexer.extract.fields.title import title
from indexer.extract.imported import read_imported
from indexer.extract.kind import refreshed_to, why_no_article
from indexer.extract.templates import TAGS

Fields = dict[str, Verdict[Any]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page was read as, and why each field is what it is.

    Attributes:
        found: the article, or why there is none.
        fields: what was proposed for each field, by the field's name.
        text: how the text was found; None when there is none.
    """

    found: Article | NotAnArticle
    fields: Mapping[str, Verdict[Any]]
    text: Text | None = None


def read(capture: Capture, site: Site) -> Article | NotAnArticle:
    """The article that a capture holds, or why it holds none."""
    return reading_of(capture, site).found


def reading_of(capture: Capture, site: Site, *, thorough: bool = False) -> Reading:
    """The article that a capture holds, or why it holds none, and how that was decided.

    Args:
        thorough: gather every proposal for a field, not only until one is taken.
    """
    kind = (capture.content_type or "").lower()
    if kind.startswith("application/json"):
        return Reading(read_imported(capture, site), {})
    reason = _no_page(capture)
    if reason:
        return Reading(NotAnArticle(capture.url, reason), {})
    page = gather(capture, site, thorough=thorough)
    elsewhere = refreshed_to(page)
    if elsewhere:
        return Reading(NotAnArticle(page.url, f"leads on to {elsewhere}"), {})
    return _read(page, capture)


def _no_page(capture: Capture) -> str:
    """Why bytes are no page at all; empty when they may be one."""
    match unfit(capture.body, capture.content_type):
        case "empty":
            return "an empty page"
        case "binary":
            return "not a page: binary data"
        case "another type":
            return f"not a page: {(capture.content_type or '').partition(';')[0].lower()}"
    return ""


def _read(page: Page, capture: Capture) -> Reading:
    headline = title(page)
    if headline.value is None:
        return Reading(NotAnArticle(page.url, "no headline"), {"title": headline})
    text = body(page, frozenset((headline.value, *captions.lines(page))))
    dated = published(page, headline.value)
    fields: Fields = {"title": headline, "published": dated}
    reason = why_no_article(page, headline.value, text, dated=dated.value is not None)
    if reason or text is None:
        return Reading(NotAnArticle(page.url, reason or "no text"), fields, text)
    fields |= {
        "section": section(page, headline.value),
        "updated": updated(page, dated.value),
        "authors": authors(page, headline.value, text.paragraphs),
    }
    return Reading(_article(page, capture, fields, text), fields, text)


def _article(page: Page, capture: Capture, fields: Fields, text: Text) -> Article:
    chosen = {name: verdict.chosen for name, verdict in fields.items() if verdict.chosen}
    origin: dict[str, Origin] = {name: proposal.origin for name, proposal in chosen.items()}
    return Article(
        id=article_id(page.url),
        site=page.site.key,
        url=page.url,
        body=text.paragraphs,
        captions=captions.captions(page, text.paragraphs),
        tags=tuple(dict.fromkeys(text_of(e.node) for e in page.find(TAGS))),
        origin={**origin, "text": text.origin},
        capture=capture.id,
        **{name: proposal.value for name, proposal in chosen.items()},
    )
