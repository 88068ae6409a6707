"""Whatever a page or a line holds, reading ends in an article or a reason, in little time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import ARTICLE_JSON, Capture, Site
from indexer.article import Article, NotAnArticle
from indexer.extract import read
from indexer.extract.valid import valid
from indexer.naming import named
from indexer.pages.article_json import dumped, loaded
from webui.demo import SampleSite
from webui.demo.stories import FIRST_LOOK

FETCHED = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
PAPER = Site("paper", "Вестник", "https://paper.example/")
SAMPLE = SampleSite("https://paper.example/")
PATHS = SAMPLE.paths(FIRST_LOOK)[:12]
PROSE = "Общината откри новия мост над реката след две години ремонт, а първи минаха деца. " * 4
DEEP = 5_000  # elements; Python itself recurses a thousand deep


def read_bytes(body: bytes, kind: str = "text/html") -> Article | NotAnArticle:
    """Read, named and stored: none of it raises."""
    capture = Capture(
        "paper", "https://paper.example/1", FETCHED, body, headers={"content-type": kind}
    )
    found = read(capture, PAPER)
    if isinstance(found, Article):
        found = named(found)
        assert loaded(dumped(found)) == replace(found, versions=())
    return found


def page(inside: str, head: str = "") -> bytes:
    kind = "<meta property='og:type' content='article'>"
    text = f"<html><head>{kind}{head}</head><body>{inside}</body></html>"
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "opened",
    [
        "<font><span>",
        "<div>",
        "<ul><li>",
        "<table><tr><td>",
        "<blockquote>",
        "<b><i>",
        "<a href=x>",
    ],
)
@pytest.mark.parametrize("closed", [True, False])
def test_depth_is_no_matter(opened: str, closed: bool) -> None:
    tags = [tag.strip("<>").split()[0] for tag in opened.split("><")]
    ends = "".join(f"</{tag}>" for tag in reversed(tags)) if closed else ""
    body = f"<h1>Мостът</h1>{opened * DEEP}<p>{PROSE}</p>{ends * DEEP}"
    assert isinstance(read_bytes(page(body)), Article | NotAnArticle)


@pytest.mark.parametrize("letter", ["[", '{"a":', '{"@graph":[', '{"author":['])
def test_data_nested_without_end_is_no_data(letter: str) -> None:
    data = letter * 100_000
    script = f'<script type="application/ld+json">{data}</script>'
    assert isinstance(read_bytes(page(f"<h1>Мостът</h1><p>{PROSE}</p>", script)), Article)
    assert read_bytes(data.encode(), ARTICLE_JSON) == NotAnArticle(
        "https://paper.example/1", "not valid JSON"
    )


@pytest.mark.parametrize(
    "name",
    ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "base64",
     "rot13", "hex", "zip", "uu", "x-user-defined", "mbcs", "none", "utf-8-sig", "ascii"],
)  # fmt: skip
def test_a_strange_charset_is_not_believed(name: str) -> None:
    html = page(f"<h1>Мостът</h1><p>{PROSE}</p>", f"<meta charset={name}>")
    body = html.decode().encode("windows-1251")
    for kind in ("text/html", f"text/html; charset={name}"):
        found = read_bytes(body, kind)
        assert isinstance(found, Article)
        assert found.title == "Мостът"


def test_what_nobody_sees_is_gone() -> None:
    assert valid("Ми\u00adтко\u200b \ud83d \u202eх\x00и\u0306") == "Митко \ufffd хй"
    assert valid(valid("е\u0301\ufeff")) == valid("е\u0301")


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8)
    | st.sampled_from(["Article", "NewsArticle", "2023-09-05", "\ud83d", "Мария Петрова"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["@type", "@id", "@graph", "name", "author", "headline", "datePublished"]),
        inner, max_size=4,
    ),
    max_leaves=10,
)  # fmt: skip
KEYS = ["@type", "headline", "author", "datePublished", "dateModified", "articleSection", "@graph"]


@given(st.dictionaries(st.sampled_from(KEYS), values))
def test_linked_data_of_any_type(data: dict[str, object]) -> None:
    linked = json.dumps({"@type": "NewsArticle"} | data)
    script = f'<script type="application/ld+json">{linked}</script>'
    assert isinstance(read_bytes(page(f"<h1>Мостът</h1><p>{PROSE}</p>", script)), Article)


@given(
    st.dictionaries(st.sampled_from(["title", "section", "published", "authors", "text"]), values)
)
def test_lines_of_any_type(data: dict[str, object]) -> None:
    read_bytes(json.dumps({"title": "Мостът"} | data).encode(), ARTICLE_JSON)


any_text = st.text(st.characters(), max_size=30)  # half characters too


@given(any_text, any_text, any_text)
def test_any_text_in_any_field(title: str, name: str, text: str) -> None:
    line = {"title": title, "authors": [name], "section": name, "text": text, "published": name}
    read_bytes(json.dumps(line).encode(), ARTICLE_JSON)
    head = (
        f'<meta name="author" content="{name}"><meta property="article:section" content="{text}">'
    )
    read_bytes(page(f"<h1>{title}</h1><p>{PROSE}{text}</p><figcaption>{name}</figcaption>", head))


@given(st.binary(max_size=300))
def test_any_bytes(body: bytes) -> None:
    read_bytes(body)
    read_bytes(body, ARTICLE_JSON)


def cut(body: bytes, at: int, size: int) -> bytes:
    return body[:at] + body[at + size :]


def doubled(body: bytes, at: int, size: int) -> bytes:
    return body[: at + size] + body[at:]


def spoilt(body: bytes, at: int, size: int) -> bytes:
    return body[:at] + bytes(255 - b for b in body[at : at + size]) + body[at + size :]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PATHS),
    st.lists(
        st.tuples(st.sampled_from([cut, doubled, spoilt]), st.integers(0, 9_000),
                  st.integers(1, 900)),
        min_size=1, max_size=5,
    ),
)  # fmt: skip
def test_pages_cut_doubled_and_spoilt(
    path: str, changes: list[tuple[Callable[[bytes, int, int], bytes], int, int]]
) -> None:
    given_page = SAMPLE.page(path)
    assert given_page is not None
    body = given_page.body
    for change, at, size in changes:
        body = change(body, at, size)
    read_bytes(body)
