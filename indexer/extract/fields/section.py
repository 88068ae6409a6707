"""The newspaper's own section, one, under its canonical name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from indexer.extract.evidence import Block, Page
from indexer.extract.evidence.linked import unescaped
from indexer.extract.evidence.text import clean, text_of
from indexer.extract.fields.dateline import beside_date
from indexer.extract.fields.people import is_full_name
from indexer.extract.fields.proposal import Proposal, Verdict, first_plausible
from indexer.extract.fields.title import chain_of, site_name
from indexer.extract.templates import BREADCRUMBS, SECTION

# What sites put among their sections that is none: fronts, placements, the way home, and the
# kinds of content of their software.
NO_SECTION = frozenset(
    {
        "водещи", "водещо", "начало", "начална", "начална страница", "новини", "последни новини",
        "всички новини", "актуално", "топ новини", "важно", "главна", "избрано", "всички",
        "категории", "без категория", "home", "inicio", "news", "uncategorized", "статии", "статия",
        "публикации", "публикация", "article", "articles", "post", "posts", "page", "story",
        "новина", "noticias", "portada", "frontpage", "top stories", "latest", "latest news",
        "още", "повече", "more", "меню", "menu", "архив", "archive", "назад", "back", "blogposting",
        "newsarticle", "default", "main", "general", "admin", "рубрики", "раздели", "sin categoría",
    }
)  # fmt: skip
LONGEST = 60
AN_EYEBROW = 40  # letters of a link right above the headline
AROUND = 20  # elements before and behind the headline
SHORT = frozenset({"a", "span", "div", "p", "li", "strong", "b"})
_CATEGORY = re.compile(
    r"(?:^|[\s_-])(?:(?:category|categories|cat|rubric|rubrika|kategoriya|kicker|eyebrow)"
    r"(?:[_-](?:name|title|link|label))?|section[_-](?:name|title|link|label))(?:$|\s)",
    re.IGNORECASE,
)
NEAR = 3  # blocks above the headline


def section(page: Page, title: str) -> Verdict[str]:
    """The section and where it was found."""

    def against(name: str) -> str:
        return _against(name, title, page)

    named = (
        Proposal(page.site.sections.get(p.value, p.value), p.origin, p.where)
        for p in _proposals(page, title)
    )
    return first_plausible(named, against, thorough=page.thorough)


def _against(name: str, title: str, page: Page) -> str:
    plain = name.casefold().strip(" .:#")
    if not plain or len(name) > LONGEST:
        return "empty" if not plain else f"more than {LONGEST} letters"
    if plain in NO_SECTION:
        return "a front, a placement or a kind of content"
    if not re.search(r"[^\W\d_]{2}", plain) or "://" in plain:
        return "no word"
    if plain in (page.site.name.casefold(), site_name(page).casefold(), page.host):
        return "the site's name"
    short, headline = plain.rstrip(" .…"), title.casefold()
    if headline == plain or (len(short) > 20 and headline.startswith(short)):
        return "the headline"
    return ""


def _proposals(page: Page, title: str) -> Iterator[Proposal[str]]:
    for element in page.find(page.reading.section):
        yield Proposal(unescaped(text_of(element.node)), "site", "section")
    for name in page.linked.sections:
        yield Proposal(name, "json-ld", "articleSection")
    for property_ in ("article:section", "articleSection"):
        for name in page.all_of(property_):
            yield Proposal(name, "meta", property_)
    for element in page.find(SECTION):
        if page.boxed[element.at] not in ELSEWHERE:
            name = unescaped(text_of(element.node))
            yield Proposal(name, "page", element.attributes.get("class", "a"))
    for name in reversed(page.linked.crumbs):
        yield Proposal(name, "json-ld", "BreadcrumbList")
    for name in _crumbs(page):
        yield Proposal(name, "page", "breadcrumbs")
    yield from (Proposal(name, "page", "title") for name in _in_title(page))
    yield from _called_so(page, title)
    yield from _eyebrow(page, title)
    for beside in beside_date(page, title):
        if beside.apart and not beside.own and not is_full_name(beside.text):
            yield Proposal(beside.text, "page", "beside the date")
    yield from _by_address(page)


ELSEWHERE = frozenset({"card", "related", "aside", "footer", "comments", "next"})


def _crumbs(page: Page) -> Iterator[str]:
    """Breadcrumbs from the last to the first; the article's own is passed over by its title."""
    for selector in BREADCRUMBS:
        found = [text_of(element.node) for element in page.find((selector,))]
        if found:
            yield from reversed(found)
            return


def _in_title(page: Page) -> Iterator[str]:
    """A part of the window's title, «Site :: Section :: Title», that the page also links to."""
    window = next((text_of(e.node) for e in page.tagged("title")), "")
    parts = chain_of(clean(window))
    if len(parts) > 1:
        links = {text_of(element.node, LONGEST + 1) for element in page.tagged("a")}
        yield from (part for part in parts if part in links)


def _called_so(page: Page, title: str) -> Iterator[Proposal[str]]:
    """A short element near the headline whose class calls it a category."""
    headline = page.heading(title)
    if headline is None:
        return
    near = page.elements[max(0, headline.at - AROUND) : headline.end + AROUND]
    for element in near:
        named = element.attributes.get("class", "") if element.tag in SHORT else ""
        if named and _CATEGORY.search(named) and page.boxed[element.at] in ("", "meta"):
            yield Proposal(text_of(element.node, LONGEST + 1), "page", element.spelt)


def _eyebrow(page: Page, title: str) -> Iterator[Proposal[str]]:
    """A short link right above the headline, as papers set the section there."""
    headline = page.heading(title)
    if headline is None:
        return
    for block in reversed(page.blocks[max(0, headline.first - NEAR) : headline.first]):
        if _is_eyebrow(page, block):
            yield Proposal(block.text, "page", "a link above the headline")


def _is_eyebrow(page: Page, block: Block) -> bool:
    if page.boxed[block.owner.at] or len(block.text) > AN_EYEBROW or not block.text:
        return False
    return block.linked == len(block.text.replace(" ", "")) or block.linked == len(block.text)


def _by_address(page: Page) -> Iterator[Proposal[str]]:
    """The name of a link of the menu whose address is the beginning of the page's own."""
    own = urlsplit(page.url).path
    if own.count("/") < 2:
        return
    found: dict[str, str] = {}
    first = own.split("/")[1]
    for element in page.tagged("a"):
        href = element.attributes.get("href", "")
        path = _path(page.url, href) if first in href else ""
        if 3 <= len(path) < len(own) and own.startswith(path.rstrip("/") + "/"):
            found.setdefault(path.rstrip("/"), text_of(element.node, LONGEST + 1))
    for path in sorted(found, key=len, reverse=True):
        yield Proposal(found[path], "url", path)


def _path(base: str, href: str) -> str:
    try:
        there = urlsplit(urljoin(base, href.strip()))
        same = there.netloc.removeprefix("www.") == urlsplit(base).netloc.removeprefix("www.")
    except ValueError:
        return ""
    return there.path if same and not there.query else ""
