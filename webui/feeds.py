"""/feed.atom and /feed.rss: the newest of any list, for whoever follows it.

Atom is RFC 4287, RSS is 2.0. An entry's id is a tag (RFC 4151) made of the article's id, which
outlives a new headline, https and www. A query that finds no article with all of its words, or
that says nothing, is an empty feed with a sentence: nobody is told of what was not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from flask import Blueprint, Response, render_template, request
from flask_babel import get_locale
from werkzeug.urls import iri_to_uri

from indexer.article import Article
from indexer.search.query import Query
from indexer.search.results import Hit, Results
from webui import links, present
from webui.faces import faces
from webui.holdings import holdings
from webui.known import address
from webui.language import gettext

pages = Blueprint("feeds", __name__)

ENTRIES = 50
MINTED = 2026  # the year that a tag names must be one in which its host was the newspaper's
_TAG = re.compile(r"</?mark>")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed tells it; `page` is ours, `original` the newspaper's."""

    id: str
    title: str
    updated: datetime
    published: datetime | None
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    page: str
    original: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A list as a feed; `own` is its address, `page` the list's."""

    id: str
    title: str
    about: str
    language: str
    updated: datetime
    own: str
    page: str
    home: str
    entries: tuple[Entry, ...]


@pages.get("/feed.atom")
def atom() -> Response:
    """A list as Atom."""
    return _answer("feeds/atom.xml", "application/atom+xml", "atom")


@pages.get("/feed.rss")
def rss() -> Response:
    """A list as RSS."""
    return _answer("feeds/rss.xml", "application/rss+xml", "rss")


def _answer(template: str, kind: str, face: str) -> Response:
    asked = links.query_of(request.args)
    text = render_template(template, feed=_feed(asked, face))
    return Response(_FORBIDDEN.sub("", text), content_type=f"{kind}; charset=utf-8")


def _feed(asked: Query, face: str) -> Feed:
    query = replace(asked, sort="newest", page=1, per_page=ENTRIES)
    results = holdings().library.search(query)
    failing = _failing(results)
    entries = () if failing else tuple(_entries(results.hits))
    addresses = faces(asked)
    return Feed(
        id=f"tag:{_host(request.host_url)},{MINTED}:{iri_to_uri(addresses['atom'])}",
        title=_title(results),
        about=failing or gettext("Най-новите статии от този списък."),
        language=str(get_locale()),
        updated=max((e.updated for e in entries), default=holdings().library.state().changed),
        own=_whole(addresses[face]),
        page=_whole(links.address(replace(asked, page=1, sort="newest"))),
        home=request.host_url,
        entries=entries,
    )


def _failing(results: Results) -> str:
    """Why a list is no feed, in one sentence; empty where it is one."""
    if results.partial or not results.total:
        return gettext("Засега няма статия, която отговаря на цялата заявка.")
    query = results.query
    doubtful = results.understood.repairs or not any(map(str.isalnum, query.words))
    if query.words and doubtful:
        everything = holdings().library.search(replace(query, words="", per_page=1))
        if everything.total == results.total:
            return gettext("Заявката не казва какво се търси.")
    return ""


def _title(results: Results) -> str:
    archive = holdings().title
    chosen = (one for values in results.chosen.values() for one in values if one.selected)
    said = ", ".join(filter(None, (results.query.words, *(one.label for one in chosen))))
    return f"{said} – {archive}" if said else archive


def _entries(hits: Iterable[Hit]) -> Iterable[Entry]:
    for hit in hits:
        article = holdings().article(hit.id)
        if article is not None:  # it went between the search and this look
            yield _entry(hit, article)


def _entry(hit: Hit, article: Article) -> Entry:
    return Entry(
        id=f"tag:{_host(hit.url)},{MINTED}:article/{hit.id}",
        title=hit.title,
        updated=_updated(article),
        published=hit.published,
        authors=hit.authors or (holdings().site_name(hit.site),),
        categories=(*((hit.section,) if hit.section else ()), *(p.label for p in hit.persons)),
        page=_whole(address(hit.id, hit.title)),
        original=iri_to_uri(present.web_address(hit.url)),
        summary=unescape(_TAG.sub("", hit.snippet_html)) or article.lead,
    )


def _updated(article: Article) -> datetime:
    """When it said something else last: by the site's word, or as the archive saw it."""
    changes = [one.seen for one in article.versions if one.changed]
    known = [at for at in (article.published, article.updated, *changes) if at]
    seen = [one.seen for one in article.versions]
    return max(known or seen, default=holdings().library.state().changed)


def _whole(path: str) -> str:
    return iri_to_uri(urljoin(request.host_url, path))


def _host(address: str) -> str:
    """The host of a tag: a name in ASCII letters."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return host if re.fullmatch(r"[a-z0-9.-]+", host) else "hronika.invalid"


def instant(moment: datetime) -> str:
    """A moment as RFC 3339 writes it."""
    return moment.replace(microsecond=0).isoformat()


def mail_date(moment: datetime) -> str:
    """A moment as RFC 822 writes it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
