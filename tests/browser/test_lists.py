"""A list by keyboard, on a phone, and on screens of every width."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def test_the_first_result_is_two_tab_stops_away(show: Open) -> None:
    page = show("/?q=мост")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Към статиите"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    here = "document.activeElement === document.querySelector('.hits h3 a')"
    assert page.evaluate(here)


def test_names_are_looked_for_on_a_phone_without_scripts(show: Open) -> None:
    page = show("/?sort=newest", 390, scripts=False)
    page.locator(".filters > summary").click()
    box = page.locator("#in-person")
    box.fill("вълч")
    box.press("Enter")
    assert page.locator("#in-person").is_visible()
    assert page.evaluate("document.activeElement.id") == "in-person"
    assert page.locator("#facet-person .values .label").all_inner_texts() == ["Елица Вълчанова"]


def test_narrowing_names_is_told(show: Open) -> None:
    page = show("/?sort=newest")
    told = page.locator("#told-person")
    page.locator("#in-person").press_sequentially("вълч")
    expect(told).to_have_text("Показани имена: 1")
    page.locator("#in-person").fill("щщщ")
    expect(told).to_have_text("Няма такова име в този списък.")
    assert page.locator("#facet-person .values .label").count() == 0
    page.locator("#in-person").fill("")
    expect(told).to_have_text("")
    expect(page.locator("#facet-person .values .label")).to_have_count(8)


def test_more_values_come_where_one_is(show: Open) -> None:
    page = show("/?sort=newest")
    here = page.url
    page.locator("#facet-person .unfold").press("Enter")
    expect(page.locator("#facet-person .values .label")).to_have_count(20)
    assert page.url == here
    ninth = "document.querySelectorAll('#facet-person .values a:first-child')[8]"
    assert page.evaluate(f"document.activeElement === {ninth}")


def test_more_values_without_scripts(show: Open) -> None:
    page = show("/?sort=newest", 390, scripts=False)
    page.locator(".filters > summary").click()
    page.locator("#facet-person .unfold").click()
    expect(page.locator("#facet-person .values .label")).to_have_count(20)
    assert page.locator("#facet-person .values .label").last.is_visible()


def test_without_shows_where_one_points_or_tabs(show: Open) -> None:
    page = show("/?q=мост")
    row = page.locator('[data-facet="section"] .values > li').first
    out = row.locator(".out")
    seen = "e => getComputedStyle(e).opacity"
    assert out.evaluate(seen) == "0"
    out.focus()
    page.wait_for_timeout(300)
    assert out.evaluate(seen) == "1"


@pytest.mark.parametrize("path", ["/?q=мост", "/?q=мост&section=Спорт&year=1999", "/?q=щщщ"])
def test_nothing_scrolls_sideways(show: Open, path: str) -> None:
    page = show(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (1920, 1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


@pytest.mark.parametrize("path", ["/?q=щщщ", "/?sort=newest&in-person=вълч"])
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_axe_finds_nothing(show: Open, path: str, width: int, dark: bool) -> None:
    found = Axe().run(show(path, width, dark=dark), options=RULES)
    assert found.violations_count == 0, found.generate_report()
