"""Who wrote an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.extract.evidence import Page
from indexer.extract.evidence.page import said
from indexer.extract.fields.dateline import beside_date
from indexer.extract.fields.people import is_full_name, labelled, names_in, why_nobody
from indexer.extract.fields.proposal import Proposal, Verdict, first_plausible
from indexer.extract.fields.title import site_name
from indexer.extract.templates import AUTHORS

METAS = ("author", "article:author", "dc.creator", "DC.creator", "parsely-author", "byl",
         "sailthru.author", "cXenseParse:author")  # fmt: skip
A_BYLINE = 80  # letters of a line that names authors
EDGE = 3  # paragraphs at either end of the text, where lines name authors
LABEL = re.compile(r"^\W*(?:автор|текст|репортер|кореспондент|by|por|written by)\b", re.IGNORECASE)

Names = tuple[str, ...]


def authors(page: Page, title: str, body: tuple[str, ...]) -> Verdict[Names]:
    """The authors' names and where they were found.

    Args:
        body: the article's paragraphs, whose ends may name who wrote them.
    """
    site = site_name(page)

    def people(names: Names) -> Names:
        return tuple(n for n in names if not why_nobody(n, site) and not _is_site(n, page))

    found = (
        Proposal(people(p.value) or p.value, p.origin, p.where)
        for p in _proposals(page, title, body)
        if p.value
    )
    return first_plausible(
        found, lambda names: "" if people(names) else "nobody in person", thorough=page.thorough
    )


def _is_site(name: str, page: Page) -> bool:
    return name.casefold() in (page.site.name.casefold(), page.host)


def _proposals(page: Page, title: str, body: tuple[str, ...]) -> Iterator[Proposal[Names]]:
    own = [n for e in page.find(page.reading.authors) for n in names_in(said(e))]
    yield Proposal(_once(own), "site", "authors")
    linked = [n for text in page.linked.authors for n in names_in(text)]
    yield Proposal(_once(linked), "json-ld", "author")
    yield Proposal(_once(names_in(page.meta(*METAS))), "meta", "author")
    for selector in AUTHORS:
        found = [e for e in page.find((selector,)) if page.boxed[e.at] not in ELSEWHERE]
        names = [n for e in found for n in names_in(said(e, A_BYLINE + 1))]
        yield Proposal(_once(names), "page", selector)
    yield from _bylines(page, title)
    for line in (*body[:EDGE], *reversed(body[-EDGE:])):
        if len(line) <= A_BYLINE and LABEL.search(line) and labelled(line):
            yield Proposal(_once(names_in(line)), "text", "a line of the text")
    last = body[-1] if body else ""
    if len(last) <= A_BYLINE and is_full_name(last):
        yield Proposal((last,), "text", "the last line")


ELSEWHERE = frozenset({"card", "related", "aside", "comments", "next", "caption", "figure"})


def _bylines(page: Page, title: str) -> Iterator[Proposal[Names]]:
    """Lines beside the headline: with a label, or a name next to the date."""
    headline = page.heading(title)
    near = page.blocks[max(0, headline.first - 4) : headline.last + 6] if headline else ()
    for block in near:
        for line in re.split(r"\s*[·•|]\s*", block.text) if len(block.text) <= 200 else ():
            if len(line) <= A_BYLINE and LABEL.search(line) and labelled(line):
                yield Proposal(_once(names_in(line)), "page", "a line beside the headline")
    for beside in beside_date(page, title):
        if beside.own or is_full_name(beside.text):
            yield Proposal(_once(names_in(beside.text)), "page", "beside the date")


def _once(names: list[str]) -> Names:
    return tuple(dict.fromkeys(names))
