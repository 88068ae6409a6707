"""An archive of more than twenty years: its dates fit on every screen."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from werkzeug.serving import make_server

from archive import Archive, Capture, Settings, Site
from indexer import build
from webui import create_app

SITE = "https://pristan.example/"
YEARS = range(2003, 2026)
Open = Callable[..., Page]


def story(year: int) -> bytes:
    text = "Мостът над реката е затворен от днес, съобщиха от общината в Каменград."
    more = f"Това е новината на {year} година, а опорите ще се оглеждат цяла седмица."
    return (
        "<html><head><meta charset=utf-8><meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='{year}-03-01T08:00:00+02:00'></head>"
        f"<body><article><h1>Мостът през {year}</h1><p>{text}</p><p>{more}</p></article></body>"
    ).encode()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data=tmp_path_factory.mktemp("years"))
    with Archive.open(settings.archive, write=True) as archive:
        for year in YEARS:
            fetched = datetime(year, 3, 2, tzinfo=UTC)
            headers = {"content-type": "text/html; charset=utf-8"}
            url = f"{SITE}most-{year}"
            archive.keep(Capture("pristan", url, fetched, story(year), headers=headers))
        build.index(settings.index, archive, {"pristan": Site("pristan", "Пристан", SITE)})
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/?q=мост", "/?q=мост&year=2004"])
def test_nothing_scrolls_sideways(show: Open, path: str) -> None:
    page = show(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (1920, 1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


def test_the_date_facet_leaves_room_for_the_persons(show: Open) -> None:
    page = show("/?q=мост")
    assert page.locator(".dates").bounding_box()["height"] < 300
    assert page.locator(".dates > .values .label").all_inner_texts() == [
        "2025", "2024", "2023", "2022", "2021",
    ]  # fmt: skip
    page.locator(".dates > details summary").first.click()
    assert page.locator(".dates > details .label:visible").count() == len(YEARS) - 5


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
def test_axe_finds_nothing(show: Open, width: int, dark: bool) -> None:
    page = show("/?q=мост&month=2004-03", width, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
