"""Suggestions while one types: a combobox by keys and by mouse, nothing lost without it."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def typed(page: Page, text: str) -> None:
    page.get_by_role("combobox").press_sequentially(text)
    page.get_by_role("listbox").wait_for()


@pytest.mark.parametrize("path", ["/", "/?q=мост"])
def test_a_person_is_chosen_by_keys(show: Open, path: str) -> None:
    page = show(path)
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("")
    typed(page, "Елица Вълч")
    expect(box).to_have_attribute("aria-expanded", "true")
    options = page.get_by_role("option").all_inner_texts()
    wanted = next(n for n, text in enumerate(options) if text.endswith("лице"))
    assert options[wanted].startswith("Елица Вълчанова")
    for _ in range(wanted + 1):
        page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", f"suggestion-{wanted}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/*")
    assert "Елица Вълчанова" in page.inner_text("main")


def test_a_word_keeps_what_was_chosen(show: Open) -> None:
    page = show("/?q=б&section=България")
    page.get_by_role("combobox").fill("")
    typed(page, "мост")
    page.get_by_role("option").filter(has_text="дума").first.click()
    page.wait_for_url("**q=*")
    assert page.locator(".chips").inner_text().startswith("България")


def test_the_language_goes_on(show: Open) -> None:
    page = show("/?lang=es")
    typed(page, "Елица Вълч")
    page.get_by_role("option").filter(has_text="persona").first.click()
    page.wait_for_url("**/person/*lang=es")


def test_escape_closes_and_the_arrows_go_round(show: Open) -> None:
    page = show("/")
    typed(page, "мост")
    page.keyboard.press("ArrowUp")
    last = page.get_by_role("option").last
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    assert box.input_value() == "мост"
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")


def test_leaving_the_box_closes(show: Open) -> None:
    page = show("/")
    typed(page, "мост")
    page.keyboard.press("Tab")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")


def test_a_stroke_leads_to_the_box(show: Open) -> None:
    page = show("/?q=мост")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#in-person").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "in-person"
    assert page.locator("#in-person").input_value() == "/"


def test_a_hostile_title_stays_text(show: Open) -> None:
    page = show("/")
    bad = "<img src=x onerror=document.title='ran'>"
    answer = {"persons": [], "titles": [{"id": "a", "title": bad}], "sections": [bad],
              "sources": [], "words": []}  # fmt: skip
    page.route("**/api/suggest*", lambda route: route.fulfill(json=answer))
    typed(page, "мост")
    assert page.locator("#suggestions img").count() == 0
    assert page.get_by_role("option").first.inner_text().startswith("<img")


def test_nobody_answers_and_the_box_still_searches(show: Open) -> None:
    page = show("/")
    page.route("**/api/suggest*", lambda route: route.abort())
    page.get_by_role("combobox").press_sequentially("мост")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")


def test_without_scripts_it_is_a_box(show: Open) -> None:
    assert show("/", scripts=False).get_by_role("searchbox").count() == 1


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True), (320, False)])
def test_axe_finds_nothing_while_they_are_open(show: Open, width: int, dark: bool) -> None:
    page = show("/?q=мост", width, dark=dark)
    page.get_by_role("combobox").fill("")
    typed(page, "мос")
    page.keyboard.press("ArrowDown")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
