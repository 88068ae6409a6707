"""Pages that people saved: whose address and time they are, and what never gets lost on the way."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive, Site
from indexer.crawl import import_paths
from indexer.crawl.importing.marks import address_by_name, mark_of

Saved = Callable[[str, bytes | str], Path]
SITE = Site("proba", "Проба", "http://paper.example/")
HERE = "http://paper.example/novini/show.php?id=73"
THEN = datetime(2011, 3, 11, 10, 0, tzinfo=UTC)
SAVED = f"<!-- saved from url=(0041){HERE} -->"
SINGLE = (
    f"<!--\n Page saved with SingleFile \n url: {HERE} \n"
    " saved date: Fri Mar 11 2011 12:00:00 GMT+0200 (Eastern European Time)\n-->"
)
HTTRACK = (
    "<!-- Mirrored from paper.example/novini/show.php?id=73 by HTTrack Website Copier/3.x"
    " [XR&CO'2010], Fri, 11 Mar 2011 10:00:00 GMT -->"
)


@pytest.mark.parametrize(
    ("mark", "saved"), [(SAVED, None), (SINGLE, THEN), (HTTRACK, THEN)], ids=["ie", "single", "ht"]
)
def test_a_mark_tells_where_a_page_is_from(mark: str, saved: datetime | None) -> None:
    found = mark_of(f"<!DOCTYPE html>\n{mark}\n<html><p>x".encode())
    assert (found.address, found.saved) == (HERE, saved)


def test_an_archived_copy_stands_for_the_page() -> None:
    wayback = f"https://web.archive.org/web/20110311100000/{HERE}"
    found = mark_of(f"<!-- saved from url=(0090){wayback} -->".encode())
    assert (found.address, found.saved and found.saved.date()) == (HERE, THEN.date())


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (SAVED, HERE),
        (SAVED + '<link rel="canonical" href="/novini/73">', "http://paper.example/novini/73"),
        (SAVED + '<link rel="canonical" href="http://other.example/73">', HERE),
        (SAVED + '<link rel="canonical" href="/">', HERE),
        (SAVED + '<base href="http://paper.example/bg/"><link rel="canonical" href="73">',
         "http://paper.example/bg/73"),
        ('<link rel="canonical" href="javascript:void(0)"><link rel="canonical" href="/b">',
         "http://paper.example/b"),
    ],
)  # fmt: skip
def test_the_page_itself_is_believed_first(
    saved: Saved, archive: Archive, head: str, address: str
) -> None:
    import_paths([saved("a.html", head + "<p>x")], SITE, archive)
    assert archive.read(1).url == address


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("paper.example/novini/index.html", "novini/"),
        ("www.paper.example/novini/73.html", "novini/73.html"),
        ("paper.example/novini/show.php?id=73", "novini/show.php?id=73"),
        ("paper.example/novini/show.php@id=73.html", "novini/show.php?id=73"),
        ("paper.example/index.html?p=7.html", "?p=7"),
        ("other/index.html", "other/index.html"),
        ("a b.html", "a%20b.html"),
    ],
)
def test_a_name_stands_for_an_address(name: str, path: str) -> None:
    assert address_by_name(name, SITE) == f"http://paper.example/{path}"


def test_names_in_windows_1251_stay_apart(tmp_path: Path, archive: Archive) -> None:
    folder = os.fsencode(tmp_path / "files")
    os.mkdir(folder)
    for name in ("мост", "река"):
        path = os.path.join(folder, name.encode("windows-1251") + b".html")
        Path(os.fsdecode(path)).write_text(f"<p>{name}", "utf-8")
    import_paths([tmp_path / "files"], SITE, archive)
    assert archive.counts().addresses == 2


@pytest.mark.parametrize("stamp", [0, 315_532_800, 9e9])
def test_a_zero_of_a_disk_is_no_time(saved: Saved, archive: Archive, stamp: float) -> None:
    path = saved("a.html", "<p>a")
    os.utime(path, (stamp, stamp))
    before = datetime.now(UTC)
    import_paths([path], SITE, archive)
    assert archive.read(1).fetched >= before


def test_files_that_name_one_address_are_told(saved: Saved, archive: Archive) -> None:
    link = '<link rel=canonical href="/a/">'
    report = import_paths([saved("1.html", link), saved("2.html", link + "<p>x")], SITE, archive)
    assert report.together == ("http://paper.example/a/",)
    assert archive.counts().versions == 2


def test_a_link_in_a_circle_ends(saved: Saved, archive: Archive, tmp_path: Path) -> None:
    saved("a/b.html", "<p>x")
    (tmp_path / "files" / "a" / "again").symlink_to(tmp_path / "files")
    assert dict(import_paths([tmp_path / "files"], SITE, archive).outcomes) == {"new": 1}


EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:author><wp:author_login>mp</wp:author_login>
<wp:author_display_name>Мария Петрова</wp:author_display_name></wp:author>
<item><title>Мостът</title><link>http://paper.example/most/</link><dc:creator>mp</dc:creator>
<excerpt:encoded>кратко</excerpt:encoded>
<content:encoded><![CDATA[Първи <b>абзац</b>.

Втори &amp; последен.]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2011-03-11 12:00:00</wp:post_date>
<wp:post_date_gmt>2011-03-11 10:00:00</wp:post_date_gmt><wp:post_type>post</wp:post_type>
<wp:status>publish</wp:status><category domain="post_tag">река</category>
<category domain="category">Област</category></item>
<item><title>Чернова</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
<item><title>Снимка</title><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item>
<item><title>Без адрес</title></item>
"""


def test_an_export_of_wordpress(saved: Saved, archive: Archive) -> None:
    report = import_paths([saved("e.xml", EXPORT + "</channel></rss>")], SITE, archive)
    assert dict(report.outcomes) == {"new": 2}
    assert dict(report.passed_over) == {"post (draft)": 1, "attachment (inherit)": 1}
    first, second = (json.loads(capture.body) for capture in archive.stream())
    assert first == {
        "url": "http://paper.example/most/", "title": "Мостът", "section": "Област",
        "published": "2011-03-11 10:00:00 UTC", "authors": "Мария Петрова", "tags": ["река"],
        "text": "<p>Първи <b>абзац</b>.</p><p>Втори &amp; последен.</p>",
    }  # fmt: skip
    assert second["title"] == "Без адрес"


def test_an_export_that_breaks_keeps_what_came_before(saved: Saved, archive: Archive) -> None:
    report = import_paths([saved("e.xml", EXPORT + "<item><title>")], SITE, archive)
    assert dict(report.outcomes) == {"new": 2, "not-xml": 1}


def test_an_export_reads_no_other_file(saved: Saved, archive: Archive, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("тайна", "utf-8")
    evil = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>'
    body = f"<?xml version='1.0'?>{evil}<rss><item><title>а&x;</title></item></rss>"
    import_paths([saved("e.xml", body)], SITE, archive)
    assert all("тайна".encode() not in capture.body for capture in archive.stream())


@given(st.binary(max_size=300), st.text(max_size=40))
def test_nothing_saved_raises(body: bytes, name: str) -> None:
    mark_of(body)
    mark_of(b"<!-- saved from url=(1)" + body)
    assert address_by_name(name.replace("\0", ""), SITE).startswith("http://paper.example/")
