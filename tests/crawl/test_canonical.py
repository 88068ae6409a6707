"""The address that a page names as its own, whatever bytes the page is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.canonical import canonical_address

LINK = '<link rel="canonical" href="https://a.example/едно/">'
META = '<meta property="og:url" content="https://a.example/две/">'


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (f"<html><head>{META}{LINK}</head>", "https://a.example/едно/"),
        (f"<html><head>{META}</head>", "https://a.example/две/"),
        (f"<!-- {LINK} -->{META}", "https://a.example/две/"),
        (f"<script>var x = '{LINK}'</script>{META}", "https://a.example/две/"),
        (f"<LINK HREF=/x/ REL='Shortlink CANONICAL'>{LINK}", "/x/"),
        ('<link rel=canonical href="">' + META, "https://a.example/две/"),
        ("<link rel=canonical>" + META, "https://a.example/две/"),
        ('<link rel="canonical" href="/a?x=1&amp;y=2">', "/a?x=1&y=2"),
        ('<link rel="canonical" href="/&#1072;/">', "/а/"),
        ('<link rel="alternate" href="/x/">', None),
        ("<p>нищо</p>", None),
        ("", None),
    ],
)
def test_pages(page: str, address: str | None) -> None:
    assert canonical_address(page.encode()) == address


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert canonical_address(f"<html>{LINK}".encode(encoding)) == "https://a.example/едно/"


def test_zero_bytes_do_not_end_a_page() -> None:
    assert canonical_address(b"\0<p>\0</p>" + LINK.encode()) == "https://a.example/едно/"


def test_only_the_beginning_is_looked_at() -> None:
    assert canonical_address(b"<p>" * 400_000 + LINK.encode()) is None


@given(body=st.binary(max_size=600), end=st.binary(max_size=30))
def test_no_bytes_crash_it(body: bytes, end: bytes) -> None:
    found = canonical_address(body + b'<link rel="canonical" href="/' + end + b'">')
    assert found is None or isinstance(found, str)
