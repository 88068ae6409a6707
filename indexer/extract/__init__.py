"""Capture → Article: what a page says, field by field, each in the file of its name.

    decode → page → title → section → dates → authors → body → captions

A pure function of the capture and the site's declaration: the same input gives the same article.
It ends with the text: who is named in it is `indexer.naming`'s.
What is doubtful is absent; each field says where it was found.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archive.address import host_of, normal_address
from archive.capture import Capture
from archive.fit import unfit
from archive.site import Site
from indexer.article import Article, NotAnArticle, Origin, article_id
from indexer.extract.authors import authors
from indexer.extract.body import body
from indexer.extract.canonical import canonical_address
from indexer.extract.captions import captions
from indexer.extract.dates import published, updated
from indexer.extract.imported import read_imported
from indexer.extract.page import Page, parse, text_of
from indexer.extract.section import section
from indexer.extract.templates import TAGS
from indexer.extract.title import title
from indexer.extract.version import READ_VERSION

__all__ = ["READ_VERSION", "read"]

TEASERS = 5  # headings that are links; an article has fewer outside its related boxes
LONG = 1_000  # letters of prose that make an article even of a page without a date


def read(capture: Capture, site: Site) -> Article | NotAnArticle:
    """The article that a capture holds, or why it holds none."""
    kind = (capture.content_type or "").lower()
    if kind.startswith("application/json"):
        return read_imported(capture, site)
    reason = _no_page(capture)
    if reason:
        return NotAnArticle(capture.url, reason)
    url = _address(capture)
    page = parse(capture, url, site)
    return _read(page, capture)


def _address(capture: Capture) -> str:
    """The page's canonical address, if it is believable: of the same host, and not its front."""
    named = normal_address(canonical_address(capture.body) or "", capture.url)
    if not named or host_of(named) != host_of(capture.url):
        return capture.url
    return capture.url if urlsplit(named).path in ("", "/") else named


def _read(page: Page, capture: Capture) -> Article | NotAnArticle:
    headline = title(page)
    if headline is None:
        return NotAnArticle(page.url, "no headline")
    text = body(page, headline[0])
    if text is None:
        return NotAnArticle(page.url, "no text")
    dated = published(page, headline[0])
    if _is_list(page):
        return NotAnArticle(page.url, "a list of articles")
    if not _is_article(page, text[0], dated is not None):
        return NotAnArticle(page.url, "no date of publication, and little text")
    placed = section(page, headline[0])
    changed = updated(page, dated[0] if dated else None)
    written = authors(page)
    found = {"title": headline, "section": placed, "published": dated, "updated": changed,
             "authors": written, "text": text}  # fmt: skip
    origin: dict[str, Origin] = {name: value[1] for name, value in found.items() if value}
    return Article(
        id=article_id(page.url),
        site=page.site.key,
        url=page.url,
        title=headline[0],
        body=text[0],
        section=placed[0] if placed else None,
        published=dated[0] if dated else None,
        updated=changed[0] if changed else None,
        authors=written[0] if written else (),
        captions=captions(page),
        tags=_tags(page),
        origin=origin,
        capture=capture.id,
    )


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


def _is_article(page: Page, text: tuple[str, ...], dated: bool) -> bool:
    path = page.url.split("://", 1)[-1].partition("/")[2]
    if any(re.search(pattern, "/" + path) for pattern in page.site.articles):
        return True
    return dated or page.says_article or sum(map(len, text)) >= LONG


def _is_list(page: Page) -> bool:
    """A front page or a section's: headings that lead elsewhere, and no claim to be an article."""
    headings = page.soup.select("h2 a[href], h3 a[href], h4 a[href]")
    outside = [h for h in headings if h.find_parent(["aside", "nav", "footer"]) is None]
    front = urlsplit(page.url).path in ("", "/") and not urlsplit(page.url).query
    return not page.says_article and (front or len(outside) >= TEASERS)


def _tags(page: Page) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text_of(tag) for tag in page.select(TAGS)))
