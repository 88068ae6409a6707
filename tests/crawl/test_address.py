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
        (r"\svyat\1?q=\x", "https://news.example/svyat/1?q=%5Cx"),
        (r"\\b.example\x#\y", "https://b.example/x"),
        ("/a/b/..", "https://news.example/a/"),
        ("/../..", "https://news.example/"),
        ("//a.example//b//./c/", "https://a.example//b//c/"),
        ("/100%/x y", "https://news.example/100%25/x%20y"),
        ("https://новини.бг/", "https://xn--b1amarcd.xn--90ae/"),
        ("/a?utm_source=x&id=1&fbclid=2", "https://news.example/a?id=1"),
        ("/a?b=1&a=2", "https://news.example/a?b=1&a=2"),
        ("/a?q=дума", "https://news.example/a?q=%D0%B4%D1%83%D0%BC%D0%B0"),
        ("/a?q=%EF%FA%F2&utm_source=z", "https://news.example/a?q=%EF%FA%F2"),
        ("/a?utm_source=z&q=%ef%fa%f2&_ga=1.2", "https://news.example/a?q=%EF%FA%F2"),
        ("/a?a=1;b=2&utm_medium=x&flag", "https://news.example/a?a=1;b=2&flag"),
        ("/a?a=1;b=2", "https://news.example/a?a=1;b=2"),
        ("/a?flag", "https://news.example/a?flag"),
        ("/a?a=1;utm_source=x;b=2", "https://news.example/a?a=1;b=2"),
        ("/a?utm_source", "https://news.example/a"),
        ("/a?&&id=1", "https://news.example/a?&&id=1"),
        ("/a?q=1+2%2B3&fbclid=x", "https://news.example/a?q=1+2%2B3"),
        ("/n.jsp;jsessionid=1A2B.node1?id=5", "https://news.example/n.jsp?id=5"),
        ("/n;JSESSIONID=1A/x", "https://news.example/n/x"),
        ("/n%3Bjsessionid=1A", "https://news.example/n"),
        ("/n;PHPSESSID=1A2b", "https://news.example/n"),
        ("/a?PHPSESSID=1a2b&id=1", "https://news.example/a?id=1"),
        ("/a?id=1&phpsessid=1a2b", "https://news.example/a?id=1"),
        ("/a.asp?ASPSESSIONIDQSRBACDT=X&id=1", "https://news.example/a.asp?id=1"),
        (f"/a?sid={'0af' * 11}&id=1", "https://news.example/a?id=1"),
        ("/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "https://news.example/a.aspx"),
        ("http://user:pw@a.example/", "http://a.example/"),
        ("https://a.example./", "https://a.example/"),
        ("http://[::1]:9/", "http://[::1]:9/"),
    ],
)
def test_spellings(spelt: str, normal: str) -> None:
    assert normal_address(spelt, BASE) == normal


@pytest.mark.parametrize(
    "address",
    ["/a?sid=5", "/a?s=word", "/a?session_id=12", "/a?id=1&sid=svyat", "/utm_source=x", "/a;v=1/b",
     "/a?xutm_source=1", "/a?q=utm_source", "/a?ref=x", "/a?page=2", "/jsessionid=1", "/a?q=a;b",
     "/(S(1))/a", "/a?token=0123456789abcdef0123456789abcdef", "/a?ga=1", "/a?q=;jsessionid"],
)  # fmt: skip
def test_what_tells_pages_apart_stays(address: str) -> None:
    assert normal_address(address, BASE) == "https://news.example" + address


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


PIECES = st.sampled_from(
    ["a=1", "b", "", "=", "q=%EF%FA%F2", "q=%d0%bf", "x=a;y=b", "z=1+2", "u=%26utm_source%3D1",
     "utm_source=z", "UTM_Medium", "fbclid=%EF", "_ga=1", "PHPSESSID=1", f"sid={'0f' * 16}",
     "sid=3"]
)  # fmt: skip
CUT = re.compile(r"utm_source=z|UTM_Medium|fbclid=%EF|_ga=1|PHPSESSID=1|sid=(?:0f)+")


@given(pieces=st.lists(PIECES, max_size=6))
def test_what_is_not_cut_of_a_query_keeps_its_bytes(pieces: list[str]) -> None:
    """And in its order; two addresses that differ in it stay two."""
    normal = normal_address("https://a.example/n?" + "&".join(pieces))
    assert normal is not None
    assert normal_address(normal) == normal
    kept = [piece for piece in pieces if not CUT.fullmatch(piece)]
    told = normal.partition("?")[2].lower()
    assert [one for one in told.split("&") if one] == [one.lower() for one in kept if one]


@given(path=st.lists(st.sampled_from(
    ["a", "..", ".", "", ";jsessionid=1", "n;jsessionid=1;x=2", ".;jsessionid=1", "%3bPHPSESSID=2",
     "(S(lit3py55t21z5v55vlm25s55))", "%2e", "x;sid=3"]), max_size=6))  # fmt: skip
def test_a_path_without_its_session_has_one_form(path: list[str]) -> None:
    normal = normal_address("https://a.example/" + "/".join(path))
    assert normal is not None
    assert normal_address(normal) == normal
    assert "jsessionid" not in normal
    assert "PHPSESSID" not in normal
