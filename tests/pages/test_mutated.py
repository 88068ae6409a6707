"""Golden pages cut, doubled, nested, blown up and mixed: each ends in an answer, none in an error.

`HRONIKA_EXAMPLES=20000 pytest tests/pages/test_mutated.py` tries as many as a release has to hold.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import Capture, Site
from indexer.article import Article
from indexer.extract import reading_of
from indexer.naming import named

EXAMPLES = int(os.environ.get("HRONIKA_EXAMPLES", "150"))
PAGES = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*/*.html"))]
URL = "https://vesti.example/oblast/lodkar"
SITE = Site.undeclared(URL, "vesti")
NOW = datetime(2024, 6, 1, tzinfo=UTC)
ODD = (
    b"\0", b"\xff\xfe", b"<!--", b"]]>", b"<![CDATA[", b"</", b"<p", b"&#x110000;", b"<title>",
    b"\xed\xa0\x80", b"<plaintext>", b"<svg><style>", b"<table><p>", b"<a href='//[::1'>",
    b"<base href='http://[x'>", b"<frameset>", b"<h1><h1>",
    b"<meta http-equiv=refresh content='0;url='>",
)  # fmt: skip

Mutation = Callable[[bytes], bytes]


def cut(start: int, length: int) -> Mutation:
    return lambda page: page[: start % (len(page) + 1)] + page[start % (len(page) + 1) + length :]


def doubled(start: int, length: int) -> Mutation:
    def mutate(page: bytes) -> bytes:
        at = start % (len(page) + 1)
        return page[: at + length] + page[at:]

    return mutate


def inserted(start: int, what: bytes) -> Mutation:
    def mutate(page: bytes) -> bytes:
        at = start % (len(page) + 1)
        return page[:at] + what + page[at:]

    return mutate


def swapped(first: int, second: int) -> Mutation:
    """Two tags change places."""

    def mutate(page: bytes) -> bytes:
        tags = [found.span() for found in re.finditer(rb"<[^>]*>", page)]
        if len(tags) < 2:
            return page
        (a, b), (c, d) = sorted((tags[first % len(tags)], tags[second % len(tags)]))
        return page[:a] + page[c:d] + page[b:c] + page[a:b] + page[d:] if b <= c else page

    return mutate


def renamed(one: int, name: bytes) -> Mutation:
    """All elements of a kind become another kind."""

    def mutate(page: bytes) -> bytes:
        kinds = sorted(set(re.findall(rb"<([a-z0-9]+)", page)))
        kind = kinds[one % len(kinds)] if kinds else b"p"
        return re.sub(rb"(</?)" + kind + rb"\b", rb"\1" + name, page)

    return mutate


AT = st.integers(0, 20_000)
NAMES = st.sampled_from(
    [b"div", b"a", b"td", b"form", b"figure", b"time", b"h1", b"li", b"script", b"nav", b"b",
     b"head", b"title", b"select", b"iframe"]
)  # fmt: skip
MUTATIONS = st.one_of(
    st.builds(cut, AT, st.integers(1, 3_000)),
    st.builds(doubled, AT, st.integers(1, 3_000)),
    st.builds(inserted, AT, st.sampled_from(ODD)),
    st.builds(inserted, AT, st.binary(max_size=12)),
    st.builds(inserted, AT, st.builds(bytes.__mul__, st.sampled_from(ODD), st.integers(1, 400))),
    st.builds(swapped, AT, AT),
    st.builds(renamed, st.integers(0, 30), NAMES),
)


def read_all(body: bytes) -> None:
    """Every way to read a page, and what comes after."""
    found = reading_of(Capture("vesti", URL, NOW, body), SITE, thorough=True).found
    if isinstance(found, Article):
        article = named(found)
        "".join((article.title, article.text, article.section or "", *article.authors)).encode()
        assert article.published is None or article.published.astimezone(UTC) <= NOW.replace(day=2)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(PAGES), st.lists(MUTATIONS, min_size=1, max_size=6))
def test_a_mutated_page_is_read(page: bytes, mutations: list[Mutation]) -> None:
    for mutate in mutations:
        page = mutate(page)
    read_all(page)


@settings(max_examples=max(20, EXAMPLES // 10), deadline=None)
@given(st.sampled_from(PAGES), st.sampled_from(PAGES), AT)
def test_two_pages_in_one(one: bytes, other: bytes, at: int) -> None:
    read_all(one[: at % len(one)] + other)


DEEP = (b"div", b"p", b"b", b"a href=/x", b"h1", b"table", b"time", b"li", b"blockquote", b"figure",
        b"section class=related", b"span")  # fmt: skip


@pytest.mark.parametrize("tag", DEEP)
@pytest.mark.parametrize("closed", [True, False])
def test_a_page_nested_fifty_thousand_deep(tag: bytes, closed: bool) -> None:
    end = (b"</" + tag.split()[0] + b">") * 50_000 if closed else b""
    read_all(PAGES[0].replace(b"<p>", (b"<" + tag + b">") * 50_000 + b"<p>", 1) + end)


@pytest.mark.parametrize(
    "blown",
    [
        b"<p class='" + b"related " * 125_000 + b"'>",
        b"<a href='" + b"/x" * 500_000 + b"'>",
        b"<meta property='og:title' content='" + b"x" * 1_000_000 + b"'>",
        b"<time datetime='" + b"2024-05-14 " * 100_000 + b"'>",
        b"<p>" + "Водата спадна. ".encode() * 60_000,
        b"<p>" + b"2024 " * 200_000,
        b"<script type='application/ld+json'>" + b"[" * 500_000,
        b"<script type='application/ld+json'>[" + b'{"@type":"Article"},' * 50_000,
        b"<h1>" + b"1.2.3.4.5 " * 100_000 + b"</h1>",
        b"<figcaption>" + b"| " * 300_000,
    ],
    ids=lambda b: b[:20].decode(),
)
def test_a_page_with_one_thing_of_a_megabyte(blown: bytes) -> None:
    page = PAGES[0]
    read_all(page.replace(b"<body", blown + b"<body", 1))
    read_all(page.replace(b"<p>", blown + b"<p>", 1))
