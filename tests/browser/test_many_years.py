"""An archive of 35 years: its bars stay inside the page, whatever its width."""

from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from archive import Archive, Capture, Settings, declared_sites
from indexer import build
from webui import create_app

YEARS = range(1990, 2025)
PAGE = """<html lang="bg"><head><title>Годината {0}</title>
<meta property="og:type" content="article">
<meta property="article:published_time" content="{0}-05-05T12:00:00+03:00"></head>
<body><article><h1>Годината {0} на моста</h1><p>Мостът над реката беше ремонтиран през {0} година,
а кметът обеща още един до края на следващата.</p><p>Жителите чакат отговор от общината, която
не каза колко ще струва ремонтът и кога ще започне той.</p></article></body></html>"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data=tmp_path_factory.mktemp("years"))
    settings.sites.mkdir()
    declared = 'name = "Стар"\naddress = "https://star.example/"\n'
    (settings.sites / "star.toml").write_text(declared, "utf-8")
    fetched = datetime(2025, 1, 1, tzinfo=UTC)
    headers = {"content-type": "text/html; charset=utf-8"}
    with Archive.open(settings.archive, write=True) as archive:
        with archive.batch():
            for year in YEARS:
                url, body = f"https://star.example/{year}/most", PAGE.format(year).encode()
                archive.keep(Capture("star", url, fetched, body, headers=headers))
        build.index(settings.index, archive, declared_sites(settings.sites)[0])
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/", "/coverage?q=мост", "/coverage?by=month", "/day/1999"])
def test_nothing_scrolls_sideways(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(locale="bg-BG")
    page.goto(address + path)
    for width in (1920, 1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
    page.close()


def test_every_year_is_a_target_that_can_be_hit(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800}, locale="bg-BG")
    page.goto(address)
    assert page.locator(".years a").count() == len(YEARS)
    rules = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=rules)
    assert found.violations_count == 0, found.generate_report()
    page.locator(".years a").last.click()
    assert page.locator("h1").inner_text() == "1 статия"
    page.close()
