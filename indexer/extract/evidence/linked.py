"""JSON-LD as typed facts: data of unknown types becomes texts, or nothing.

Sources: schema.org's NewsArticle and BreadcrumbList, JSON-LD 1.1 (node references by `@id`).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.address import normal_address, place_of
from indexer.extract.evidence.text import clean

ARTICLE_TYPES = frozenset(
    {
        "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting",
        "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "Report",
        "LiveBlogPosting", "AskPublicNewsArticle", "SocialMediaPosting", "AdvertiserContentArticle",
        "SatiricalArticle", "TechArticle",
    }
)  # fmt: skip
MOST_NODES = 500  # objects of a page's JSON-LD that are looked at
MOST_TEXTS = 30  # of one property
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|"
                       r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|;)\s*$")  # fmt: skip
_COMMA = re.compile(r",(\s*[}\]])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,10});", re.IGNORECASE)

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a page's JSON-LD says of its article.

    Attributes:
        found: whether it describes an article at all.
        crumbs: the way to the page, from the front on, as BreadcrumbList names it.
        types: of all its objects.
    """

    found: bool = False
    headlines: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    crumbs: tuple[str, ...] = ()
    types: frozenset[str] = field(default_factory=frozenset)


def linked_of(scripts: Iterable[str], url: str, titles: frozenset[str]) -> Linked:
    """The facts of a page's JSON-LD. Never raises.

    Args:
        scripts: what the page's `application/ld+json` elements hold.
        url: the page's address, which tells its own article from others that it lists.
        titles: what else the page says that it is called, in small letters.
    """
    nodes = [node for script in scripts for node in _nodes(_parsed(script))][:MOST_NODES]
    if not nodes:
        return Linked()
    by_id = {str(n["@id"]): n for n in reversed(nodes) if isinstance(n.get("@id"), str | int)}
    for node in nodes:  # where it is described, not only named
        if len(node) > 1 and isinstance(node.get("@id"), str):
            by_id[node["@id"]] = node
    types = frozenset(t for node in nodes for t in _types(node))
    crumbs = next((c for n in nodes if "BreadcrumbList" in _types(n) and (c := _crumbs(n))), ())
    article = _own([n for n in nodes if ARTICLE_TYPES & _types(n)], url, titles)
    if article is None:
        return Linked(crumbs=crumbs, types=types)
    return Linked(
        found=True,
        headlines=texts(article.get("headline")) or texts(article.get("name")),
        sections=texts(article.get("articleSection")),
        published=texts(article.get("datePublished")) or texts(article.get("dateCreated")),
        modified=texts(article.get("dateModified")),
        authors=_people(article.get("author") or article.get("creator"), by_id),
        crumbs=crumbs,
        types=types,
    )


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a property of any type, in order, each once: entities undone, on one line."""
    found: dict[str, None] = {}
    waiting = [value]
    while waiting and len(found) < MOST_TEXTS:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one[:MOST_TEXTS]
        elif isinstance(one, dict):
            waiting[:0] = [one[k] for k in ("@value", "name", "headline", "@id") if k in one][:1]
        elif isinstance(one, str) or (isinstance(one, int | float) and not isinstance(one, bool)):
            found[unescaped(str(one))] = None
    return tuple(text for text in found if text)


def unescaped(text: str) -> str:
    """Text without the entities that some systems escape once more; twice at most."""
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return clean(text)


def _parsed(script: str) -> Any:
    """A script's data; None when it is none, or nested deeper than any data."""
    for text in (script, _COMMA.sub(r"\1", _WRAPPING.sub("", _WRAPPING.sub("", script)))):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[Node]:
    """The objects of a document, outermost first, a bounded number of them."""
    waiting, seen = [value], 0
    while seen < len(waiting) and seen < MOST_NODES:
        found = waiting[seen]
        seen += 1
        if isinstance(found, list):
            waiting.extend(found[:MOST_NODES])
        elif isinstance(found, dict):
            yield found
            waiting.extend(found.get(k) for k in ("@graph", "mainEntity", "mainEntityOfPage",
                                                  "author", "creator", "breadcrumb"))  # fmt: skip


def _types(node: Node) -> frozenset[str]:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(t.rpartition("/")[2] for t in named if isinstance(t, str))


def _own(articles: list[Node], url: str, titles: frozenset[str]) -> Node | None:
    """Of several articles the page's own: by its address, else by its headline."""
    place = place_of(url)
    for node in articles:
        if place in _places(node, url):
            return node
    for node in articles:
        if any(_same(h.casefold(), t) for h in texts(node.get("headline")) for t in titles):
            return node
    alone = articles[0] if len(articles) == 1 else None
    return alone if alone is not None and not _places(alone, url) else _unaddressed(articles, url)


def _unaddressed(articles: list[Node], url: str) -> Node | None:
    """The only one that does not say that it is another page."""
    free = [node for node in articles if not _elsewhere(node, url)]
    return free[0] if len(free) == 1 else None


def _elsewhere(node: Node, url: str) -> bool:
    return bool(_places(node, url))


def _places(node: Node, url: str) -> set[str]:
    named = (*texts(node.get("url")), *texts(node.get("mainEntityOfPage")), *texts(node.get("@id")))
    found = (normal_address(one.partition("#")[0], url) for one in named if "/" in one)
    return {place_of(address) for address in found if address}


def _same(headline: str, title: str) -> bool:
    """Whether two titles are one, or one is the other cut off."""
    cut = headline.rstrip(" .…")
    return bool(cut) and (title.startswith(cut) or cut.startswith(title))


def _crumbs(node: Node) -> tuple[str, ...]:
    items = node.get("itemListElement")
    found = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    found.sort(key=_position)
    names = (texts(one.get("name")) or texts(one.get("item")) for one in found[:MOST_TEXTS])
    return tuple(name[0] for name in names if name and "://" not in name[0])


def _position(item: Node) -> float:
    try:
        return float(item.get("position") or 0)
    except (TypeError, ValueError):
        return 0


def _people(value: Any, by_id: Mapping[str, Node]) -> tuple[str, ...]:
    """The names of persons among authors; organizations are none."""
    given = value if isinstance(value, list) else [value]
    names: list[str] = []
    for one in given[:MOST_TEXTS]:
        if isinstance(one, dict) and isinstance(one.get("@id"), str) and "name" not in one:
            one = by_id.get(one["@id"])
        if isinstance(one, dict) and _types(one) & {"Organization", "NewsMediaOrganization"}:
            continue
        names += texts(one.get("name") if isinstance(one, dict) else one)
    return tuple(name for name in dict.fromkeys(names) if "://" not in name)
