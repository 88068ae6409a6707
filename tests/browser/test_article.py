"""Versions and captured pages in a real browser; a hostile page can do nothing in its frame."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from archive import Archive, Capture, Settings, Site
from indexer import build
from indexer.article import article_id
from webui import create_app

SITE = "https://pristan.example/"
START = datetime(2026, 3, 1, 6, tzinfo=UTC)
TEXT = (
    "Мостът над реката е затворен от днес, съобщиха от общината в Каменград.",
    "Движението е по обходен път през Ведрина, а опорите ще се оглеждат цяла седмица.",
)
HOSTILE = """<!doctype html><html><head><meta charset="windows-1251">
<meta property="og:type" content="article">
<meta property="article:published_time" content="2026-03-01T08:00:00+02:00">
<meta http-equiv="refresh" content="0;{evil}refresh">
<meta http-equiv="x-dns-prefetch-control" content="on">
<base href="{evil}" target="_top">
<link rel="stylesheet" href="{evil}style.css"><link rel="preconnect" href="{evil}">
<LINK rel="prefetch" href="{evil}prefetch"><link
rel="preload" as="script" href="{evil}preload.js">
<script src="{evil}script.js"></script>
<style>@import "{evil}import.css"; h1 {{ background: url({evil}back.png); color: rgb(1, 2, 3) }}
@font-face {{ font-family: f; src: url({evil}font) }} p {{ font-family: f }}</style></head>
<body onload="top.location = '{evil}onload'"><article><h1>{title}</h1>{text}</article>
<p id="written">Кирилица</p><script>
document.getElementById('written').textContent = 'ran'; top.location = '{evil}top';
fetch('{evil}fetch'); localStorage.x = 1;</script>
<img src="{evil}image.png" onerror="top.location='{evil}error'">
<img id="own" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
<svg><image href="{evil}svg.png"/><script>top.location='{evil}svg'</script></svg>
<iframe src="{evil}frame"></iframe><object data="{evil}object"></object><embed src="{evil}embed">
<video src="{evil}video" autoplay></video><audio src="{evil}audio" autoplay></audio>
<form action="{evil}form"><input name="a" autofocus onfocus="this.form.submit()">
<button id="send">send</button></form>
<a id="out" href="{evil}link" target="_top" ping="{evil}ping">out</a>
<a id="script" href="javascript:top.location='{evil}js'">js</a></body></html>"""


@dataclass(frozen=True)
class Evil:
    """A server that counts whoever comes, though it be but to shake hands."""

    address: str
    came: list[bytes] = field(default_factory=list)


@pytest.fixture(scope="module")
def evil() -> Iterator[Evil]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        made = Evil(f"http://127.0.0.1:{server.getsockname()[1]}/")

        def count() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(0.2)
                    try:
                        made.came.append(connection.recv(1000))
                    except TimeoutError:
                        made.came.append(b"only a connection")

        Thread(target=count, daemon=True).start()
        yield made
        server.shutdown(socket.SHUT_RDWR)


def hostile(evil: str, title: str, *more: str) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (*TEXT, *more))
    return HOSTILE.format(evil=evil, title=title, text=text).encode("cp1251")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, evil: Evil) -> Iterator[str]:
    settings = Settings(data=tmp_path_factory.mktemp("hostile"))
    states = (
        hostile(evil.address, "Затвориха моста"),
        hostile(evil.address, "Мостът падна", "Няма пострадали, каза кметът."),
    )
    with Archive.open(settings.archive, write=True) as archive:
        for day, body in enumerate(states):
            fetched = START + timedelta(days=day)
            headers = {"content-type": "text/html"}
            archive.keep(Capture("pristan", f"{SITE}most", fetched, body, headers=headers))
        build.index(settings.index, archive, {"pristan": Site("pristan", "Пристан", SITE)})
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


PATH = f"/a/{article_id(SITE + 'most')}"


@pytest.mark.parametrize("alone", [False, True])
def test_a_hostile_page_can_do_nothing(
    browser: Browser, address: str, evil: Evil, alone: bool
) -> None:
    context = browser.new_context()
    page = context.new_page()
    where = address + PATH + "/snapshot/1" + ("/page" if alone else "")
    page.goto(where)
    shown: Page = page if alone else page.frames[1]  # type: ignore[assignment]
    page.wait_for_timeout(800)
    assert shown.locator("#written").inner_text() == "Кирилица"
    assert shown.locator("h1").evaluate("e => getComputedStyle(e).color") == "rgb(1, 2, 3)"
    assert shown.locator("#own").evaluate("e => e.naturalWidth") == 1
    shown.locator("#send").click()
    shown.locator("#script").click()
    if not alone:
        shown.locator("#out").click()
    page.wait_for_timeout(600)
    assert page.url == where
    assert evil.came == []
    assert len(context.pages) == 1
    context.close()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
@pytest.mark.parametrize("rest", ["/versions?from=1&to=2", "/snapshot", ""])
def test_axe_finds_nothing(show: Callable[..., Page], rest: str, width: int, dark: bool) -> None:
    page = show(PATH + rest, width, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options)
    ours = [v for v in found.response["violations"] if _is_ours(v)]
    assert ours == []


def _is_ours(violation: dict) -> bool:
    """Whether a violation is of our page, not of the captured one inside the frame."""
    return any(len(node["target"]) == 1 for node in violation["nodes"])


@pytest.mark.parametrize("rest", ["/versions", "/snapshot", ""])
def test_nothing_scrolls_sideways(show: Callable[..., Page], rest: str) -> None:
    page = show(PATH + rest)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (1920, 1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


def test_versions_are_compared_without_scripts(show: Callable[..., Page]) -> None:
    page = show(PATH + "/versions", scripts=False)
    page.get_by_label("от").select_option("2")
    page.get_by_label("до").select_option("1")
    page.get_by_role("button", name="Сравни").click()
    assert page.url.endswith("?from=2&to=1")
    assert "Затвориха моста" in page.locator(".headline ins").first.inner_text()


def test_the_evil_server_would_notice(browser: Browser, address: str, evil: Evil) -> None:
    page = browser.new_page()
    page.set_content(f"<img src='{evil.address}'>")
    page.wait_for_timeout(800)
    page.close()
    assert evil.came
    evil.came.clear()


def test_paper_has_the_text_the_citation_and_the_address(show: Callable[..., Page]) -> None:
    page = show(PATH + "?q=мост", dark=True)
    assert page.locator(".citation").is_hidden()
    page.emulate_media(media="print")
    for gone in (".side", ".search", ".back", ".foot"):
        assert not page.locator(gone).is_visible(), gone
    told = page.locator(".citation").inner_text()
    assert SITE + "most" in told
    assert page.url.split("?")[0] in told
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    marked = "getComputedStyle(document.querySelector('mark')).backgroundColor"
    assert page.evaluate(marked) == "rgba(0, 0, 0, 0)"


def test_the_text_is_a_column_one_can_read(show: Callable[..., Page]) -> None:
    page = show(PATH)
    text, side = (page.locator(one).bounding_box() for one in (".text", ".side"))
    assert text["width"] <= 42 * 16
    assert 0 <= side["x"] - text["x"] - text["width"] <= 100
