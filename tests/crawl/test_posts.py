"""WordPress's list of posts: all of them, whatever the site gives at a time and says of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from archive import Settings, Site
from indexer.crawl.wordpress import PLACES, posts_address
from tests.crawl.discovering import found_of, numbers


class Blog:
    """WordPress's list of so many posts; `a_page` at a time, or what it was asked for."""

    def __init__(self, paper, posts: int, a_page: int = 100, place: str = PLACES[0]) -> None:
        pages = -(-posts // a_page)
        for number in range(1, pages + 1):
            told = range((number - 1) * a_page + 1, min(number * a_page, posts) + 1)
            body = json.dumps([{"link": f"/n/{n}/", "modified_gmt": ""} for n in told])
            headers = {"X-WP-Total": str(posts), "X-WP-TotalPages": str(pages)}
            paper.pages[posts_address("/", number, None, place)] = (200, headers, body.encode())
        past = posts_address("/", pages + 1, None, place)
        paper.pages[past] = (400, {}, b'{"code": "rest_post_invalid_page_number"}')

    @staticmethod
    def without(paper, *names: str) -> None:
        for status, headers, _ in paper.pages.values():
            for name in names:
                headers.pop(name, None)
            assert status


@pytest.mark.parametrize("without", [(), ("X-WP-TotalPages",), ("X-WP-Total", "X-WP-TotalPages")])
@pytest.mark.parametrize(("posts", "a_page"), [(250, 100), (200, 100), (250, 20), (7, 100)])
def test_all_posts_of_wordpress(
    paper, site: Site, settings: Settings, posts: int, a_page: int, without: tuple[str, ...]
) -> None:
    Blog(paper, posts, a_page)
    Blog.without(paper, *without)
    told = found_of(replace(site, wordpress=True), settings)
    assert numbers(told) == list(range(1, posts + 1))
    assert (told.problems, told.whole) == ([], True)
    pages = -(-posts // a_page)
    assert len(paper.asked) == (pages if "X-WP-Total" not in without else pages + 1)


def test_posts_that_a_sitemap_names_too(paper, site: Site, settings: Settings) -> None:
    Blog(paper, 250)
    paper.sitemap(*(f"/n/{number}/" for number in range(1, 151)))
    told = found_of(replace(site, wordpress=True), settings, "sitemap.xml")
    assert len(told.pages) == 250


def test_fewer_pages_are_said_than_there_are(paper, site: Site, settings: Settings) -> None:
    """A site that gives 20 a page and counts its pages by 100."""
    Blog(paper, 250, 20)
    for _, headers, _ in paper.pages.values():
        headers["X-WP-TotalPages"] = "3"
    assert len(found_of(replace(site, wordpress=True), settings).pages) == 250


def test_a_page_of_posts_that_is_promised_and_fails(paper, site: Site, settings: Settings) -> None:
    Blog(paper, 250)
    paper.pages[posts_address("/", 2, None)] = (500, {}, b"")
    told = found_of(replace(site, wordpress=True), settings)
    assert (len(told.pages), told.whole) == (100, False)
    assert [one.partition(": ")[2] for one in told.problems] == ["server-error (500)"]


def test_posts_that_repeat_have_an_end(paper, site: Site, settings: Settings) -> None:
    body = b'[{"link": "/n/1/"}]'
    for number in range(1, 99):
        paper.pages[posts_address("/", number, None)] = (200, {"X-WP-Total": "999"}, body)
    assert numbers(found_of(replace(site, wordpress=True), settings)) == [1]
    assert len(paper.asked) == 2


@pytest.mark.parametrize(
    "plain", [(404, {}, b""), (200, {}, b"<b>Warning</b>: x\n[]"), (200, {}, b"<html>home</html>")]
)
def test_wordpress_without_rewritten_addresses(
    paper, site: Site, settings: Settings, plain: tuple[int, dict[str, str], bytes]
) -> None:
    paper.pages[posts_address("/", 1, None)] = plain
    Blog(paper, 120, place=PLACES[1])
    told = found_of(replace(site, wordpress=True), settings)
    assert (len(told.pages), told.whole) == (120, True)
    assert len(told.problems) == 1
