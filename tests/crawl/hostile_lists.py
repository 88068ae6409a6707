"""Lists of pages, hostile or merely odd: which pages each must give, and what is said of it."""

# ruff: noqa: E501 (a table, with a row a line where it can be)

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass

from tests.crawl.hostile import HANG, RESET, Script, Slowly, answer

XML = "text/xml"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


@dataclass(frozen=True)
class Case:
    """A list's answer.

    Attributes:
        pages: the numbers of the pages `/1` … that it must give.
        problem: what its problem line ends with; empty where there is none.
    """

    script: Script
    pages: tuple[int, ...] = ()
    problem: str = ""


def url(number: int, more: str = "") -> str:
    return f"<url><loc>/{number}</loc>{more}</url>"


def xml(text: str | bytes, *headers: str) -> Script:
    body = text if isinstance(text, bytes) else text.encode()
    return (answer(body, *headers, kind=XML),)


def urlset(*urls: str) -> str:
    return f"<urlset>{''.join(urls)}</urlset>"


def dated(text: str) -> Case:
    return Case(xml(urlset(url(1, f"<lastmod>{text}</lastmod>"))), (1,))


def posts(body: bytes, *headers: str) -> Script:
    return (answer(body, *headers, kind="application/json"),)


def rss(*items: str, more: str = "") -> str:
    told = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel>{more}{told}</channel></rss>'


ZIPPED = gzip.compress(urlset(*(url(n) for n in range(1, 9))).encode())
HALF = gzip.compress(urlset(*(url(n) for n in range(1, 900))).encode(), 0)
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 9}">' for n in range(12))
FILLED = b"<urlset>" + b" " * (61 << 20) + b"<url><loc>/2</loc></url></urlset>"

SITEMAPS: dict[str, Case] = {
    "undeclared prefixes": Case(
        xml(urlset(url(1, "<image:image><image:loc>/i</image:loc></image:image>"),
                   url(2, "<news:news><news:title>x</news:title></news:news>"))), (1, 2)),
    **{f"lastmod {text!r}": dated(text) for text in (
        "0001-01-01T00:00:00+02:00", "9999-12-31", "9999-12-31T23:59:59-12:00", "вчера", "2026-13-45",
        "2026", "", "0", "1e309", "NaN", "-1", "2025-03-03T10:00:00+99:99", "x" * 9000,
        "2025-W10", "0000-00-00", "2025-03-03 10:00", "<b/>", "20250303T100000Z")},
    "no default namespace": Case(xml(urlset(url(1))), (1,)),
    "another namespace": Case(xml('<s:urlset xmlns:s="x"><s:url><s:loc>/1</s:loc></s:url></s:urlset>'),
                              (1,)),
    "CDATA": Case(xml(urlset("<url><loc><![CDATA[/1]]></loc></url>")), (1,)),
    "a bare ampersand": Case(xml(urlset("<url><loc>/1?a=1&b=2</loc></url>")), (1,)),
    "white space around": Case(xml(urlset("<url><loc>\n /1\n </loc></url>")), (1,)),
    "a mark of UTF-8": Case(xml(b"\xef\xbb\xbf\n" + urlset(url(1)).encode()), (1,)),
    "UTF-16": Case(xml(urlset(url(1)).encode("utf-16")), (1,)),
    "UTF-16 that says so": Case(
        xml(f'<?xml version="1.0" encoding="utf-16"?>{urlset(url(1))}'.encode("utf-16")), (1,)),
    "windows-1251": Case(
        xml(f'<?xml version="1.0" encoding="windows-1251"?><!-- Д -->{urlset(url(1))}'
            .encode("cp1251")), (1,)),
    "an encoding that is none": Case(
        xml(f'<?xml version="1.0" encoding="nonsense"?>{urlset(url(1))}'), (1,)),
    "a list inside of a list": Case(xml(f"<urlset>{urlset(url(1))}{url(2)}</urlset>"), (1, 2)),
    "a comment inside": Case(xml(f"<!-- x --><urlset><!-- {url(9)} -->{url(1)}</urlset>"), (1,)),
    "cut in a tag": Case(xml(f"<urlset>{url(1)}{url(2)}<url><lo"), (1, 2), "ends early"),
    "cut between": Case(xml(f"<urlset>{url(1)}{url(2)}"), (1, 2), "ends early"),
    "cut in an address": Case(xml(f"<urlset>{url(1)}<url><loc>/2"), (1,), "ends early"),
    "not closed rightly": Case(xml(f"<urlset>{url(1)}<url><loc>/2</url></urlset>"), (1, 2), "ends early"),
    "garbage behind": Case(xml(urlset(url(1)) + "<b>garbage"), (1,)),
    "nested 100,000 deep": Case(xml("<urlset>" + url(1) + "<a>" * 100_000), (1,), "ends early"),
    "gzip": Case(xml(ZIPPED), (1, 2, 3, 4, 5, 6, 7, 8)),
    "gzip as coding and as file": Case(
        xml(gzip.compress(ZIPPED), "Content-Encoding: gzip"), (1, 2, 3, 4, 5, 6, 7, 8)),
    "gzip of two members": Case(
        xml(gzip.compress(f"<urlset>{url(1)}".encode()) + gzip.compress(f"{url(2)}</urlset>".encode())),
        (1, 2)),
    "gzip that ends early": Case(xml(HALF[:200]), (1, 2, 3, 4, 5, 6, 7), "its gzip ends early"),
    "gzip with a wrong sum": Case(
        xml(ZIPPED[:-8] + b"\0\0\0\0" + ZIPPED[-4:]), (), "(Error -3 while decompressing data:"
        " incorrect data check)"),
    "gzip that is none": Case(xml(b"\x1f\x8b\x08broken"), (), ")"),
    "a coding that ends early": Case(xml(ZIPPED[:-9], "Content-Encoding: gzip"), (), "ends early)"),
    "lines": Case((answer(b"http://{host}/1\r\n\r\nhttp://{host}/2\n", kind="text/plain"),), (1, 2)),
    "odd lines": Case(
        (answer(b"# pages\nhttp://{host}/1 \n/2\nhttp://\n", kind="text/plain"),), (1,),
        "2 of 4 lines are no addresses"),
    "only odd lines": Case((answer(b"one\ntwo"),), (), "is neither XML nor a list of addresses"),
    "HTML": Case((answer(b"<!DOCTYPE html><html><a href='/1'>x</a></html>"),), (), "is a <html>"),
    "JSON": Case((answer(b'{"a": 1}'),), (), "is neither XML nor a list of addresses"),
    "nothing": Case(xml(""), (), "is neither XML nor a list of addresses"),
    "only a declaration": Case(xml('<?xml version="1.0"?>'), (), "is no XML"),
    "no page": Case(xml("<urlset></urlset>"), (), "lists nothing"),
    "NUL bytes": Case(xml(b"\0" * 999), (), "is neither XML nor a list of addresses"),
    "RSS": Case(xml(rss("<link>/1</link>", "<link>/2</link>")), (1, 2)),
    "Atom": Case(xml('<feed><entry><link href="/1"/></entry></feed>'), (1,)),
    "billion laughs": Case(
        xml(f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><urlset><url><loc>&l12;</loc></url></urlset>'),
        (), "ends early"),
    "a file's entity": Case(
        xml(f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            f"{urlset('<url><loc>&e;</loc></url>', url(1))}"), (1,)),
    "a DTD elsewhere": Case(
        xml(f'<!DOCTYPE urlset SYSTEM "http://{{host}}/dtd">{urlset(url(1))}'), (1,)),
    "an address of 9 MB": Case(xml(urlset(f"<url><loc>/{'x' * 9_000_000}</loc></url>", url(1))), (1,)),
    "addresses that are none": Case(
        xml(urlset("<url><loc>http://[x/</loc></url>", "<url/>", "<url><loc/></url>",
                   "<url><loc>javascript:x</loc></url>", url(1))), (1,)),
    "addresses of others": Case(
        xml(urlset("<url><loc>https://elsewhere.example/1</loc></url>", url(1))), (1,)),
    "60 MB": Case(xml(FILLED.replace(b"<urlset>", b"<urlset><url><loc>/1</loc></url>", 1)), (1,),
                  "is larger than 52428800 bytes"),
    "50 MB of nonsense": Case(xml(b"<urlset><url><loc>/1</loc></url>" + b"\xff" * 50_000_000), (1,), "ends early"),
    "20 MB of windows-1251": Case(
        xml(("<?xml version='1.0' encoding='windows-1251'?>" + urlset(url(1)) + f"<!--{'д' * 20_000_000}-->").encode("cp1251")), (1,)),
    "a bomb of 60 MB": Case(
        xml(gzip.compress(FILLED.replace(b"<urlset>", b"<urlset><url><loc>/1</loc></url>", 1))), (1,),
        "is larger than 52428800 bytes"),
    "an index of itself": Case(
        xml("<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>")),
    "an index of one that is missing": Case(
        xml("<sitemapindex><sitemap><loc>/gone.xml</loc></sitemap></sitemapindex>"), (),
        "gone.xml: answers 404"),
    "an index of others' sitemaps": Case(
        xml("<sitemapindex><sitemap><loc>http://10.0.0.1/s.xml</loc></sitemap></sitemapindex>")),
    **{str(status): Case((answer(b"", status=f"{status} X"),), (), f"answers {status}")
       for status in (204, 401, 403, 404, 410, 451)},
    "500": Case((answer(b"", status="500 X"),), (), "server-error (500)"),
    "a long rest": Case(
        (answer(b"", "Retry-After: 9999", status="429 X"),), (), "busy (429, asks for 9999 s of rest)"),
    "silence": Case((HANG,), (), "timeout (more than 0.5 s)"),
    "a drip": Case((HEAD + b"\r\n", Slowly(b"<urlset>" + b" " * 99)), (), "timeout (more than 0.5 s)"),
    "a reset": Case((RESET,), (), "unreachable (the connection ends without an answer)"),
    "a body that ends early": Case(
        (HEAD + b"Content-Length: 999\r\n\r\n<urlset>",), (), "(received 8 bytes, expected 999))"),
    "a redirect to itself": Case(
        (answer(b"", "Location: /s.xml", status="302 X"),), (), "too-many-redirects (more than 5)"),
    "a redirect into a private range": Case(
        (answer(b"", "Location: http://10.0.0.1/", status="302 X"),), (),
        "private-address (10.0.0.1 is 10.0.0.1)"),
    "a redirect to nowhere": Case(
        (answer(b"", "Location: file:///etc", status="302 X"),), (),
        "broken (a redirect that leads nowhere)"),
}  # fmt: skip

FEEDS: dict[str, Case] = {
    **{f"a date {text!r}": Case(
        xml(rss(f"<link>/1</link><pubDate>{text}</pubDate>")), (1,)) for text in (
        "Mon, 03 Mar 0000 10:00:00 GMT", "Mon, 03 Mar 10000 10:00:00 GMT", "Пон, 03 Мар 2025",
        "Fri, 31 Dec 9999 23:59:59 -1200", "Mon, 32 Foo 2025 99:99:99", "", "x" * 9000,
        "Mon, 03 Mar 2025 10:00:00 +9999", "0001-01-01T00:00:00+02:00")},
    "an entry without a link": Case(xml(rss("<title>x</title>", "<link>/1</link>")), (1,)),
    "a lasting id for a link": Case(
        xml(rss("<guid>http://{host}/1</guid>", '<guid isPermaLink="false">x</guid>')), (1,)),
    "the address before it was counted": Case(
        xml(rss("<link>http://feeds.example/x</link><feedburner:origLink>/1</feedburner:origLink>")),
        (1,)),
    "a link that is relative to the feed": Case(xml(rss("<link>../1</link>")), (1,)),
    "a link that is relative to xml:base": Case(
        xml('<feed xml:base="/a/b/"><entry xml:base="../../"><link href="1"/></entry></feed>'), (1,)),
    "Atom's links": Case(
        xml('<feed><link href="/9"/><entry><link rel="self" href="/8"/><link rel="alternate" '
            'href="/1"/><source><link href="/7"/></source></entry></feed>'), (1,)),
    "RSS 1.0": Case(
        xml('<rdf:RDF><channel><link>/9</link></channel><item rdf:about="x"><link>/1</link></item>'
            "</rdf:RDF>"), (1,)),
    "windows-1251": Case(
        xml(('<?xml version="1.0" encoding="windows-1251"?>'
             + rss("<title>Новина</title><link>/1</link>")).encode("cp1251")), (1,)),
    "HTML's entities": Case(xml(rss("<title>&nbsp;&laquo;x&raquo;</title><link>/1</link>")), (1,)),
    "cut": Case(xml(rss("<link>/1</link>", "<link>/2</link>")[:-30]), (1,), "ends early"),
    "no entry": Case(xml(rss()), (), "lists nothing"),
    "HTML": Case((answer(b"<html><p>x</html>"),), (), "is a <html>"),
}  # fmt: skip

POSTS: dict[str, Case] = {
    "nested 100,000 deep": Case(posts(b"[" * 100_000), (), "is no JSON"),
    "huge numbers": Case(posts(b'[{"link": "/1", "modified_gmt": ' + b"9" * 4000 + b"}]"), (1,)),
    "larger numbers": Case(posts(b'[{"link": "/1", "id": ' + b"9" * 5000 + b"}]"), (), "is no JSON"),
    "NaN": Case(posts(b'[{"link": "/1", "modified_gmt": NaN}, Infinity]'), (1,)),
    "objects for texts": Case(
        posts(json.dumps([{"link": {"rendered": "/9"}}, {"link": "/1", "modified_gmt": {"a": []}},
                          {"link": None}, ["link"], "link", None]).encode()), (1,)),
    "year 1": Case(posts(b'[{"link": "/1", "modified_gmt": "0001-01-01T00:00:00+02:00"}]'), (1,)),
    "a warning before it": Case(
        posts(b'<br />\n<b>Warning</b>: foreach() in /x.php<br />\n[{"link": "/1"}]'), (), "is no JSON"),
    "cut": Case(posts(b'[{"link": "/1"}, {"lin'), (), "is no JSON"),
    "an error": Case(posts(b'{"code": "rest_no_route"}'), (), "is no list of posts"),
    "no post": Case(posts(b"[]"), (), "lists nothing"),
    "odd totals": Case(
        posts(b'[{"link": "/1"}]', "X-WP-Total: \xb2", "X-WP-TotalPages: -1"), (1,)),
    "huge totals": Case(posts(b'[{"link": "/1"}]', f"X-WP-Total: {'9' * 5000}"), (1,)),
    "a mark of UTF-8": Case(posts(b'\xef\xbb\xbf[{"link": "/1"}]'), (1,)),
    "bytes that are none": Case(posts(b'[{"link": "/1\xff"}]'), (), "is no JSON"),
    "401": Case((answer(b"{}", status="401 X"),), (), "answers 401"),
}  # fmt: skip
