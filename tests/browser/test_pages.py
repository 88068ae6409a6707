"""Pages as they are seen: nothing for axe to find, no sideways scroll, no scripts needed."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Open = Callable[..., Page]

PAGES = {
    "home": "/",
    "results": "/?q=мост&section=България&-person=Живко+Тенев",
    "month": "/?month=2025-05",
    "reading": "/?q=vedritsa+%22мост",
    "beyond": "/?sort=newest&page=400",
    "nothing": "/?q=мост&section=Спорт&year=1999",
    "person": "/person/живкотенев",
    "namesakes": "/person/Елица",
    "people": "/people",
    "letter": "/people?letter=Е",
    "section": "/section/България",
    "day": "/day/2025-05-12",
    "month of the calendar": "/day/2025-05",
    "year": "/day/2025",
    "coverage": "/coverage?q=мост&q2=пожар",
    "coverage by day": "/coverage?by=day&year=2025",
    "error": "/няма-такава",
    "refused": "/?from=вчера",
    "api": "/api",
    "help": "/help",
    "english": "/?q=мост&lang=en",
    "spanish": "/?lang=es",
    "spanish help": "/help?lang=es",
}
LOOKS = [(1280, False), (375, True)]
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def open_everything(page: Page) -> None:
    """Every <details> open, the filters of a phone among them."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def article(show: Open) -> str:
    """The path of the article of the seed's anatomy."""
    page = show("/?q=Фрейтас+Пак+Лисабон")
    return page.locator(".hits h3 a").first.get_attribute("href")


def path_of(name: str, show: Open) -> str:
    return article(show) if name == "article" else PAGES[name]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_there(show: Open, address: str, name: str) -> None:
    status = show("/").request.get(address + PAGES[name]).status
    assert status == {"error": 404, "refused": 400}.get(name, 200)


@pytest.mark.parametrize(("width", "dark"), LOOKS)
@pytest.mark.parametrize("name", [*PAGES, "article"])
def test_axe_finds_nothing(show: Open, name: str, width: int, dark: bool) -> None:
    page = show(path_of(name, show), width, dark=dark)
    open_everything(page)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_axe_would_find_something(show: Open) -> None:
    page = show("/")
    page.locator("label").evaluate("label => label.remove()")
    page.locator("input").evaluate("input => input.removeAttribute('placeholder')")
    assert Axe().run(page, options=RULES).violations_count == 1


@pytest.mark.parametrize("name", [*PAGES, "article"])
def test_nothing_scrolls_sideways(show: Open, name: str) -> None:
    page = show(path_of(name, show))
    open_everything(page)
    for width in (1280, 861, 640, 375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


def test_the_console_is_silent_and_nothing_comes_from_elsewhere(show: Open, address: str) -> None:
    page = show("/")
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for path in (*PAGES.values(), article(show)):
        page.goto(address + path)
    told = [text for text in told if "status of 40" not in text]
    assert told == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_the_filters_stand_beside_the_list_on_a_desk(show: Open) -> None:
    page = show("/?q=мост")
    assert page.locator(".filters > summary").is_hidden()
    assert page.locator('[data-facet="section"] .values a').first.is_visible()


def test_the_filters_are_behind_one_button_on_a_phone(show: Open) -> None:
    page = show("/?q=мост&section=България", 375, scripts=False)
    value = page.locator('[data-facet="section"] .values a').first
    assert page.locator(".filters > summary").inner_text() == "Филтри (1)"
    assert not value.is_visible()
    page.locator(".filters > summary").click()
    assert value.is_visible()


def test_a_search_is_narrowed_without_scripts(show: Open) -> None:
    page = show("/", scripts=False)
    page.get_by_role("searchbox").fill("мост")
    page.get_by_role("button", name="Търси").click()
    before = page.locator("h1").inner_text()
    page.locator('[data-facet="section"]').get_by_role("link", name="България").first.click()
    assert page.locator(".chips").inner_text().startswith("България ×")
    assert page.locator("h1").inner_text() != before
    page.go_back()
    assert page.locator("h1").inner_text() == before
    page.locator(".hits h3 a").first.click()
    assert page.locator(".text p").count() > 1


def test_names_are_narrowed_while_one_types(show: Open) -> None:
    page = show("/?sort=newest")
    facet = page.locator('[data-facet="person"]')
    facet.get_by_role("searchbox").press_sequentially("вълч")
    shown = facet.locator(".values > li:visible .label").all_inner_texts()
    assert shown == ["Елица Вълчанова"]


def test_the_keyboard_skips_to_the_content(show: Open) -> None:
    page = show("/?q=мост")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # the first leads to the list
    skip = page.get_by_role("link", name="Към съдържанието")
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_focus_is_seen(show: Open) -> None:
    page = show("/?q=мост")
    for _ in range(8):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_print_leaves_the_furniture_out(show: Open) -> None:
    page = show(article(show))
    page.emulate_media(media="print")
    assert not page.locator(".search").is_visible()
    assert page.locator(".text p").first.is_visible()


def test_pages_and_scripts_are_light(show: Open, address: str) -> None:
    page = show("/")
    scripts = [one.get_attribute("src") for one in page.locator("script[src]").all()]
    assert sum(len(page.request.get(address + one).body()) for one in scripts) < 15_000
    for path in ("/?sort=newest", "/?q=на&year=2025&section=България&section=Свят"):
        assert len(page.request.get(address + path).body()) < 60_000, path
