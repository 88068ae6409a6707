"""A real browser on the real application over the sample newspaper."""

import importlib.util
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright
from werkzeug.serving import make_server

from archive import Archive, Capture, Settings, declared_sites
from indexer import build
from webui import create_app
from webui.demo import SampleSite, sample_folder

FETCHED = (datetime(2026, 9, 10, 8, tzinfo=UTC), datetime(2026, 9, 20, 8, tzinfo=UTC))

_spec = importlib.util.spec_from_file_location("chromium", Path(__file__).with_name("chromium.py"))
chromium = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(chromium)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the application serves the sample newspaper's two looks."""
    settings = Settings(data=tmp_path_factory.mktemp("browser"))
    settings.sites.mkdir()
    (settings.sites / "pristan.toml").write_bytes((sample_folder() / "site.toml").read_bytes())
    with Archive.open(settings.archive, write=True) as archive:
        _keep(archive, SampleSite("http://127.0.0.1:8100/"))
        build.index(settings.index, archive, declared_sites(settings.sites)[0])
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _keep(archive: Archive, site: SampleSite) -> None:
    with archive.batch():
        for look, fetched in enumerate(FETCHED, 1):
            for story in site.at(look):
                page = site.page(story.path, look)
                url = site.address + story.path.lstrip("/")
                headers = {"content-type": page.content_type}
                archive.keep(Capture("pristan", url, fetched, page.body, headers=headers))
        for story in set(site.at(1)) - set(site.at(2)):
            url = site.address + story.path.lstrip("/")
            if not any(other.path == story.path for other in site.at(2)):
                archive.bury(url, "pristan", FETCHED[1], "gone")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium.path()
    if program is None:
        pytest.skip("no Chromium here: run `make browser`, or install chromium")
    with sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(
                executable_path=program, args=list(chromium.ARGUMENTS)
            )
        except Error as error:
            pytest.skip(f"{program} does not start: {error.message.splitlines()[0]}")
        yield running
        running.close()


@pytest.fixture
def show(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page at a width, in a colour scheme, with or without scripts."""
    contexts = []

    def opened(path: str, width: int = 1280, *, dark: bool = False, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="bg-BG",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
