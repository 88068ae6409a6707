"""Whether a page is an article, and what else it is; judged by the article first."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from indexer.extract.body import Text
from indexer.extract.evidence import Block, Page
from indexer.extract.phrases import any_of, rows
from indexer.extract.posts import is_among_posts
from indexer.extract.templates import BODY
from indexer.extract.when import absolute

LONG = 1_000  # letters of prose of its own that make an article of a page
TEASERS = 5  # cards that lead elsewhere; more of them than text make a list
SOME = 400  # the same, where a known theme says where the text is
A_TITLE = 15  # letters of a link that may be another article's title
DATES = 5  # lines with a date; an article has its own, and few more
A_DATELINE = 90
A_LOGIN = 300  # letters around a password's field

_KINDS = rows(Path(__file__).with_name("kinds.tsv"))
_TITLES, _WITHIN, _TEXTS = (
    tuple((reason, any_of(told)) for reason, where, *told in _KINDS if where == place)
    for place in ("title", "within", "text")
)
STANDING = "a standing page"
LIST = "a list of articles"
MISSING = "says that it is not found"
STANDING_CLASSES = frozenset({"page-template-default", "page-template", "node-type-page",
                              "privacy-policy", "page-contact"})  # fmt: skip
LIST_CLASSES = frozenset({"archive", "category", "search-results", "tag", "author", "blog",
                          "search", "page-front", "path-frontpage", "view-category"})  # fmt: skip
ARTICLE_CLASSES = frozenset({"single", "single-post", "node-type-article", "article-page",
                             "page-node-type-article", "postid", "view-article"})  # fmt: skip
LIST_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"})
STANDING_TYPES = frozenset({"ContactPage", "AboutPage", "CheckoutPage", "FAQPage", "Product"})


def refreshed_to(page: Page) -> str:
    """Where `<meta http-equiv=refresh>` leads at once; empty when it stays."""
    for element in page.tagged("meta"):
        if element.attributes.get("http-equiv", "").lower() == "refresh":
            found = re.match(r"\s*([\d.]+)\s*[;,]\s*url\s*=\s*['\"]?([^'\">]+)",
                             element.attributes.get("content", ""), re.IGNORECASE)  # fmt: skip
            if found and float(found[1].strip(".") or 0) <= 10:
                return found[2].strip()
    return ""


def why_no_article(page: Page, title: str, found: Text | None, *, dated: bool) -> str:
    """Why a page is none; empty when it is an article.

    Args:
        title, found: what was read of it.
        dated: whether it tells a date of publication.
    """
    text = found.paragraphs if found else ()
    letters = sum(map(len, text))
    told = _told(title, text, letters)
    if told == MISSING:
        return told
    if _declared(page):
        return ""
    if told and not (told in (STANDING, LIST) and page.linked.found):
        return told
    if _login(page, letters) and not dated and not page.says_article:
        return "a form to log in"
    element = found.choice.element if found and found.choice else None
    if element is not None and not page.says_article and is_among_posts(page, element):
        return LIST
    return _by_content(page, letters, dated=dated)


def _told(title: str, text: tuple[str, ...], letters: int) -> str:
    """What a page calls itself that is no article; empty where it does not."""
    name = title.strip(" .:!?–-|")
    for reason, expression in _TITLES:
        if expression.fullmatch(name):
            return reason
    for reason, expression in _WITHIN:
        if letters < LONG and expression.search(title):
            return reason
    for reason, expression in _TEXTS:
        if letters < LONG and expression.search(f"{title} {' '.join(text[:1])}"):
            return reason
    return ""


def _by_content(page: Page, letters: int, *, dated: bool) -> str:
    says, classes = page.says_article, _classes(page)
    front = urlsplit(page.url).path in ("", "/") and not urlsplit(page.url).query
    if dated and letters >= LONG and not front:
        return ""
    listed = bool(classes & LIST_CLASSES) and not classes & ARTICLE_CLASSES
    if not page.linked.found and (front or (_is_list(page, letters, dated) and not says)):
        return LIST
    if not says and not dated and (listed or page.linked.types & LIST_TYPES):
        return LIST
    if not page.linked.found and not dated and _is_standing(page, classes):
        return STANDING
    if dated or says or letters >= (SOME if _in_theme(page) else LONG):
        return ""
    return "no date of publication, and little text" if letters else "no text"


def _in_theme(page: Page) -> bool:
    """Whether a known theme's element for an article's text is on the page."""
    return any(not page.boxed[element.at] for element in page.find(BODY))


def _is_standing(page: Page, classes: frozenset[str]) -> bool:
    if classes & ARTICLE_CLASSES:
        return False
    numbered = any(name.startswith("page-id-") for name in classes)
    return numbered or bool(classes & STANDING_CLASSES or page.linked.types & STANDING_TYPES)


def _declared(page: Page) -> bool:
    """Whether the site's declaration knows the address as an article's."""
    path = "/" + page.url.split("://", 1)[-1].partition("/")[2]
    return any(re.search(pattern, path) for pattern in page.site.articles)


def _is_list(page: Page, letters: int, dated: bool) -> bool:
    """Whether more of the page leads elsewhere than is its own text.

    An article with a date stands beside lists of others; a list has a date for each of them.
    """
    if dated and sum(map(_is_dated, page.blocks)) < DATES:
        return False
    cards = [b for b in page.blocks if page.boxed[b.owner.at] in ("card", "")
             and b.linked * 2 > len(b.text) > A_TITLE]  # fmt: skip
    return len(cards) >= TEASERS and (letters < LONG or sum(len(b.text) for b in cards) > letters)


def _is_dated(block: Block) -> bool:
    return len(block.text) <= A_DATELINE and absolute(block.text)


def _login(page: Page, letters: int) -> bool:
    fields = page.tagged("input")
    asks = any(e.attributes.get("type", "").lower() == "password" for e in fields)
    return asks and letters < A_LOGIN


def _classes(page: Page) -> frozenset[str]:
    found = next(page.tagged("body"), None)
    return frozenset(found.attributes.get("class", "").split()) if found else frozenset()
