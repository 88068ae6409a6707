"""Who wrote an article: people only; «admin», the editors as a body and agencies are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from indexer.article import Origin
from indexer.extract.page import Page, clean, text_of
from indexer.extract.templates import AUTHORS
from indexer.media import medium

_BEFORE = re.compile(
    r"^(?:от|автор(?:и|ът|ка)?|редактор(?:и)?|публикувано от|публикувана от|текст|by|por)\s*:?\s+"
    r"|^(?:автор|редактор|текст)\s*:\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|\||\s&\s|\sи\s|\sy\s|\sand\s)\s*")
_NOBODY = re.compile(
    r"admin\w*|администратор|редактор\w*|редакци\w*|екип\w*|автор|author|editor|новини|news|guest"
    r"|от екипа.*|.*\b(?:екип|редакция|екипът)\b.*|.*@.*|.*\d.*|https?:.*",
    re.IGNORECASE,
)
LONGEST = 60


def authors(page: Page) -> tuple[tuple[str, ...], Origin] | None:
    """The authors' names and where they were found; None when the page names nobody."""
    for names, origin in _candidates(page):
        people = tuple(dict.fromkeys(n for n in names if _is_person(n, page)))
        if people:
            return people, origin
    return None


def _candidates(page: Page) -> Iterator[tuple[list[str], Origin]]:
    yield [n for t in page.select(page.reading.authors) for n in names_in(text_of(t))], "site"
    yield [n for text in _linked(page.linked.get("author")) for n in names_in(text)], "json-ld"
    yield names_in(page.meta("author", "article:author", "dc.creator")), "meta"
    for selector in page.present(AUTHORS):
        yield [n for t in page.soup.select(selector) for n in names_in(text_of(t))], "page"


def names_in(text: str) -> list[str]:
    """«Автор: Мария Петрова и Иван Стоев» → the two names."""
    bare = _BEFORE.sub("", clean(text))
    return [name for name in _BETWEEN.split(bare) if name]


def _linked(author: Any) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict) and one.get("@type") != "Organization":
            name = one.get("name")
            yield from (n for n in (name if isinstance(name, list) else [name]) if type(n) is str)


def _is_person(name: str, page: Page) -> bool:
    if not 3 <= len(name) <= LONGEST or _NOBODY.fullmatch(name):
        return False
    return name.casefold() != page.site.name.casefold() and not medium(name)
