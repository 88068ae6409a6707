"""WordPress exports (WXR): each published post becomes one article as data.

Source: WordPress eXtended RSS 1.2 (wp-admin/includes/export.php of WordPress); paragraphs as
WordPress shows them, a blank line between two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from archive.address import normal_address
from archive.capture import ARTICLE_JSON, Capture
from archive.site import Site
from indexer.crawl.importing.file_time import saved_at
from indexer.crawl.importing.refusing import PASSED_OVER, refusal
from indexer.crawl.outcome import Refusal

UNSET = "0000-00-00 00:00:00"  # of a draft
_BLANK = re.compile(r"\n\s*\n")
_MARKED = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote)\b", re.IGNORECASE)


def read_export(path: Path, site: Site, largest: int) -> Iterator[Capture | Refusal]:
    """The captures of an export's posts, and a refusal for each that is none.

    Bounded memory: an item is let go when the next begins. Where the XML breaks, what came before
    counts.
    """
    authors: dict[str, str] = {}
    try:
        fetched = saved_at(path)
        with path.open("rb") as file:
            steps = etree.iterparse(file, events=("end",), resolve_entities=False, no_network=True,
                                    recover=False, huge_tree=True)  # fmt: skip
            for _, element in steps:
                kind = etree.QName(element).localname
                if kind == "author":
                    said = _said(element)
                    authors[said.get("author_login", "")] = said.get("author_display_name", "")
                elif kind == "item":
                    yield _read(element, authors, site, fetched, str(path), largest)
                    element.clear()
    except etree.XMLSyntaxError as error:
        yield refusal(site, f"{path}:{error.lineno or 1}", "not-xml", error.msg or "")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        yield refusal(site, str(path), "unreadable", why)


def _read(
    item: etree._Element,
    authors: dict[str, str],
    site: Site,
    fetched: datetime,
    path: str,
    largest: int,
) -> Capture | Refusal:
    said = _said(item)
    where = f"{path}:{item.sourceline or 0}"
    kind, status = said.get("post_type", "post"), said.get("status", "publish")
    if kind != "post" or status != "publish":
        return refusal(site, where, PASSED_OVER, f"{kind} ({status})")
    title = said.get("title", "").strip()
    if not title:
        return refusal(site, where, "incomplete", "no title")
    address = _address(said, title, site)
    article = {
        "url": address,
        "title": title,
        "published": _published(said),
        "section": _section(item),
        "authors": authors.get(said.get("creator", "")) or said.get("creator"),
        "tags": _terms(item, "post_tag"),
        "text": _text(said.get("encoded", "")),
    }
    body = json.dumps({k: v for k, v in article.items() if v}, ensure_ascii=False).encode(
        "utf-8", "replace"
    )
    if len(body) > largest:
        return refusal(site, where, "too-large", f"more than {largest} bytes")
    headers = {"content-type": ARTICLE_JSON}
    return Capture(site.key, address, fetched, body, headers=headers, how="import")


def _said(element: etree._Element) -> dict[str, str]:
    """The texts of an element's children by their names; of two `encoded` the content's."""
    found: dict[str, str] = {}
    for child in element.iterchildren("*"):
        name = etree.QName(child)
        if not (name.localname == "encoded" and "excerpt" in (name.namespace or "")):
            found.setdefault(name.localname, child.text or "")
    return found


def _address(said: dict[str, str], title: str, site: Site) -> str:
    for name in ("link", "guid"):
        named = normal_address(said.get(name, "").strip(), site.address)
        if said.get(name, "").strip() and named:
            return named
    number = said.get("post_id", "").strip()
    by_title = f"?p={number}" if number.isdigit() else quote(title[:80].replace(" ", "-"))
    return normal_address(site.address + by_title) or site.address


def _published(said: dict[str, str]) -> str:
    utc, local = said.get("post_date_gmt", UNSET), said.get("post_date", UNSET)
    if utc != UNSET and utc:
        return f"{utc} UTC"
    return local if local not in (UNSET, "") else said.get("pubDate", "")


def _section(item: etree._Element) -> str:
    return next(iter(_terms(item, "category")), "")


def _terms(item: etree._Element, domain: str) -> list[str]:
    found = (c for c in item.iterchildren("category") if c.get("domain") == domain)
    return [c.text.strip() for c in found if c.text and c.text.strip()]


def _text(content: str) -> str:
    """The content with its paragraphs marked as WordPress marks them when it shows a post."""
    if _MARKED.search(content):
        return content
    return "".join(f"<p>{part.strip()}</p>" for part in _BLANK.split(content) if part.strip())
