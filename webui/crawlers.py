"""/robots.txt and /sitemap.xml: what search engines and other crawlers should read of us.

Articles and the pages of persons; not the endless combinations of facets, nor whole exports.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from flask import Blueprint, Response, abort, current_app, request
from markupsafe import escape
from werkzeug.urls import iri_to_uri

from webui.feeds import instant
from webui.holdings import holdings
from webui.known import address

pages = Blueprint("crawlers", __name__)

# Lists that are narrowed twice, or by what they leave out; articles as seen from a list; captured
# pages, which are the newspaper's; charts of any query; data for programs; whole exports.
FORBIDDEN = (
    "/?*&", "/?-", "/a/*?", "/a/*/snapshot", "/coverage?", "/api/", "/export.", "/opensearch/"
)  # fmt: skip
PART = 2_000  # articles; the 50,000 that sitemaps.org allows would take seconds to unpack
MOST_PARTS = 50_000  # by sitemaps.org
MOST_PERSONS = 49_999
PERSON = 3  # articles of a person whose page is named
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@pages.get("/robots.txt")
def robots() -> Response:
    """Who may read what."""
    rules = [f"Disallow: {path}\n" for path in FORBIDDEN]
    where = urljoin(request.host_url, "/sitemap.xml")
    text = f"User-agent: *\n{''.join(rules)}\nSitemap: {where}\n"
    return Response(text, content_type="text/plain; charset=utf-8")


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """The parts of the sitemap."""
    parts = -(-holdings().library.count() // PART)
    paths = [f"/sitemap-{n}.xml" for n in range(1, parts + 1)]
    changed = instant(holdings().library.state().changed)
    named = [*paths, "/sitemap-people.xml"] if _has("/person/") else paths
    made = (_element("sitemap", path, changed) for path in named)
    return _xml("sitemapindex", made)


@pages.get("/sitemap-<int:part>.xml")
def articles(part: int) -> Response:
    """Some of the articles, by id."""
    there = 0 < part <= MOST_PARTS
    listed = holdings().library.listed(PART, (part - 1) * PART) if there else ()
    made = [_element("url", address(one.id, one.title), one.changed) for one in listed]
    if not made:
        abort(404)
    return _xml("urlset", made)


@pages.get("/sitemap-people.xml")
def people() -> Response:
    """The page of people, and of each person whom a few articles name."""
    if not _has("/person/"):
        abort(404)
    keys = holdings().library.persons_named(PERSON, MOST_PERSONS)
    paths = ["/people", *(f"/person/{key}" for key in keys)]
    return _xml("urlset", (_element("url", path, "") for path in paths))


def _has(path: str) -> bool:
    return any(rule.rule.startswith(path) for rule in current_app.url_map.iter_rules())


def _element(name: str, path: str, changed: str) -> str:
    where = escape(iri_to_uri(urljoin(request.host_url, path)))
    when = f"<lastmod>{escape(changed)}</lastmod>" if changed else ""
    return f"<{name}><loc>{where}</loc>{when}</{name}>\n"


def _xml(root: str, elements: Iterable[str]) -> Response:
    text = f'{HEAD}<{root} xmlns="{SCHEMA}">\n{"".join(elements)}</{root}>\n'
    return Response(text, content_type="application/xml; charset=utf-8")
