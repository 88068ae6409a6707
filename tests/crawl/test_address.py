"""One spelling for one address."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.address import normal_address

BASE = "https://news.example/svyat/"


@pytest.mark.parametrize(
    ("spelt", "normal"),
    [
        ("HTTPS://News.Example:443/A", "https://news.example/A"),
        ("http://a.example:80", "http://a.example/"),
        ("http://a.example:8080/", "http://a.example:8080/"),
        ("../1/#top", "https://news.example/1/"),
        ("//b.example/x", "https://b.example/x"),
        ("/a/./b/../c", "https://news.example/a/c"),
        (" /a\n/b ", "https://news.example/a/b"),
        ("/новина/", "https://news.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/"),
        ("/%d0%bd/", "https://news.example/%D0%BD/"),
        ("/100%/x y", "https://news.example/100%25/x%20y"),
        ("https://новини.бг/", "https://xn--b1amarcd.xn--90ae/"),
        ("/a?utm_source=x&id=1&fbclid=2", "https://news.example/a?id=1"),
        ("/a?b=1&a=2", "https://news.example/a?b=1&a=2"),
        ("/a?q=дума", "https://news.example/a?q=%D0%B4%D1%83%D0%BC%D0%B0"),
        ("http://user:pw@a.example/", "http://a.example/"),
        ("https://a.example./", "https://a.example/"),
        ("http://[::1]:9/", "http://[::1]:9/"),
    ],
)
def test_spellings(spelt: str, normal: str) -> None:
    assert normal_address(spelt, BASE) == normal


@pytest.mark.parametrize(
    "spelt",
    ["mailto:x@a.example", "javascript:void(0)", "http://", "http://[x/", "http://a:b/",
     "http://a b/", "/" + "x" * 3000, "data:text/html,x", "http://\u2024\u2024/"],
)  # fmt: skip
def test_what_is_no_address(spelt: str) -> None:
    assert normal_address(spelt, BASE) is None


@given(spelt=st.text(max_size=60) | st.text("htp:/.@#?%[]аб ", max_size=30))
def test_any_text_is_an_address_once_and_for_all_or_none(spelt: str) -> None:
    normal = normal_address(spelt, BASE)
    if normal is not None:
        assert re.fullmatch(r"https?://[!-~]+", normal)
        assert normal_address(normal) == normal


@given(st.text() | st.text(alphabet="htps:/w.x-бг@[]%0#?& \\t").map("http://".__add__))
def test_any_text_has_one_normal_form_or_none(text: str) -> None:
    normal = normal_address(text, "https://paper.example/")
    if normal is not None:
        assert normal.isascii()
        assert normal_address(normal) == normal
