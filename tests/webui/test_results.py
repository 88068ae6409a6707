"""The list: facets, chips, dates, pages, the reading of a query, nothing found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, quote

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from archive import Settings
from indexer.article import Article
from indexer.naming.people.keys import key
from webui import create_app


def soup(client: FlaskClient, address: str) -> BeautifulSoup:
    address = address if address.startswith("/") else "/" + address
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "lxml")


def total(page: BeautifulSoup) -> int:
    return int(page.h1.text.split()[0])


def facet(page: BeautifulSoup, name: str) -> dict[str, Tag]:
    rows = page.select(f'[data-facet="{name}"] .values > li')
    return {r.select_one(".label").text: r for r in rows if r.select_one(".label")}


def count(row: Tag) -> int:
    return int(row.select_one(".count").text)


def test_hits_are_marked_and_say_where_from(client: FlaskClient) -> None:
    page = soup(client, "/?q=мост&section=България")
    assert page.title.text == "2 статии за „мост“ · България – Хроника"
    first = page.select(".hits > li")[0]
    assert first.mark.text == "Мостът"
    facts = " ".join(first.select_one(".facts").text.split())
    assert facts == "5 септември 2025, петък · България · източници: БТА, Ню Йорк Таймс"


def test_inside_a_facet_any_and_own_counts_ignored(client: FlaskClient) -> None:
    one = soup(client, "/?section=Спорт")
    assert total(one) == 30
    assert count(facet(one, "section")["България"]) == 2
    both = soup(client, facet(one, "section")["България"].a["href"])
    assert total(both) == 32


def test_between_facets_all(client: FlaskClient) -> None:
    assert total(soup(client, "/?section=България&source=БТА")) == 1


def test_every_offered_count_is_what_it_brings(client: FlaskClient) -> None:
    page = soup(client, "/?q=мост")
    for name in ("section", "person", "source", "author", "site"):
        for label, row in facet(page, name).items():
            assert total(soup(client, row.a["href"])) == count(row), (name, label)


def test_excluded_values_are_gone_and_can_come_back(client: FlaskClient) -> None:
    everything = soup(client, "/?sort=newest")
    without = soup(client, facet(everything, "section")["Спорт"].select_one(".out")["href"])
    assert total(without) == total(everything) - 30
    assert "без: Спорт" in without.select_one(".chips").text
    back = soup(client, without.select_one(".chips a")["href"])
    assert total(back) == total(everything)


def test_chips_take_off_one_or_all(client: FlaskClient) -> None:
    page = soup(client, "/?q=мост&section=България&person=Кирил+Манолов&year=2025")
    chips = page.select(".chips a")
    labels = [" ".join(chip.text.replace("махни", "").split()) for chip in chips]
    assert labels == ["България ×", "Кирил Манолов ×", "2025 ×", "изчисти всичко"]
    left = parse_qs(chips[1]["href"].lstrip("?"))
    assert left == {"q": ["мост"], "section": ["България"], "year": ["2025"]}
    assert parse_qs(chips[3]["href"].lstrip("?")) == {"q": ["мост"]}
    assert "(3)" in page.select_one(".filters > summary").text


def test_a_person_is_the_same_in_another_spelling(client: FlaskClient) -> None:
    page = soup(client, "/?person=кирил манолов")
    row = facet(page, "person")["Кирил Манолов"]
    assert "chosen" in row["class"]
    assert "person" not in parse_qs(row.a["href"].lstrip("?"))


@pytest.mark.parametrize("name", ["person", "-person"])
def test_an_address_with_a_name_leads_to_the_one_with_the_key(client, name: str) -> None:
    answer = client.get(f"/?q=море&{name}=Кирил+МАНОЛОВ&page=2&in-person=бол")
    assert answer.status_code == 301
    assert parse_qs(answer.location.lstrip("/?")) == {
        "q": ["море"], name: [key("Кирил Манолов")], "page": ["2"], "in-person": ["бол"]
    }  # fmt: skip
    assert client.get(answer.location).status_code == 200


def test_rows_and_hits_lead_to_persons_by_key(client: FlaskClient) -> None:
    page = soup(client, "/?q=мост&section=България")
    wanted = [key("Кирил Манолов")]
    row = facet(page, "person")["Кирил Манолов"]
    hit = page.select_one(".hits .names a")
    assert hit.text == "Кирил Манолов"
    assert parse_qs(row.a["href"].lstrip("?"))["person"] == wanted
    assert hit["href"] == f"/person/{wanted[0]}"


def test_a_doubtful_person_is_shown_as_such(client: FlaskClient) -> None:
    labels = set(facet(soup(client, "/?section=Култура"), "person"))
    assert labels == {"Пак (само фамилия)", "Хелга Мойлен"}


def test_a_value_that_nothing_has_stays_so_that_it_can_be_taken_off(client: FlaskClient) -> None:
    page = soup(client, "/?section=Няма+такъв&person=Никой+Никоев")
    assert count(facet(page, "section")["Няма такъв"]) == 0
    assert count(facet(page, "person")["Никой Никоев"]) == 0


def test_dates_open_from_year_to_day(client: FlaskClient) -> None:
    years = soup(client, "/?section=България").select(".dates > .values > li > a")
    assert [y.select_one(".label").text for y in years] == ["2025", "2024"]
    months = soup(client, years[0]["href"]).select(".dates .values .values > li > a")
    assert [m.select_one(".label").text for m in months] == ["септември"]
    days = soup(client, months[0]["href"]).select(".days a")
    assert [(d.text, d["aria-label"]) for d in days] == [("5", "5 септември 2025: 1 статия")]
    chosen = soup(client, days[0]["href"])
    assert total(chosen) == 1
    assert "5 септември 2025" in chosen.select_one(".chips").text


def test_a_period_keeps_the_rest_of_the_search(client: FlaskClient) -> None:
    form = soup(client, "/?q=мост&section=България&year=2024").select_one(".period")
    hidden = {(i["name"], i["value"]) for i in form.select("[type=hidden]")}
    assert hidden == {("q", "мост"), ("section", "България")}
    assert form.select_one("[name=from]")["value"] == "2024-01-01"


def test_many_persons_are_folded_and_found_by_name(client: FlaskClient) -> None:
    page = soup(client, "/?section=Спорт")
    box = page.select_one('[data-facet="person"]')
    assert len(box.select(".values > li")) == 8
    unfold = box.select_one(".unfold")
    assert unfold.text == "още 12 от 22 · Лице"
    page = soup(client, unfold["href"])
    assert page.select_one(".filters").has_attr("open")
    whole = page.select_one("#facet-person")
    assert len(whole.select(".values > li")) == 20
    assert "още 10" in whole.select(".none")[-1].text
    assert len(page.select("#facet-section .values > li")) <= 8
    found = facet(soup(client, "/?section=Спорт&in-person=бол"), "person")
    assert list(found) == ["Иван Болов"]
    none = soup(client, "/?section=Спорт&in-person=хххх").select_one('[data-facet="person"]')
    assert "Няма такова име" in none.text


def test_sites_are_offered_by_name_when_there_are_several(client: FlaskClient) -> None:
    assert list(facet(soup(client, "/?q=мост"), "site")) == ["Вестник „Пристан“", "Фенер"]
    assert not facet(soup(client, "/?q=театър"), "site")


def test_pages_lead_on_and_back(client: FlaskClient) -> None:
    first = soup(client, "/?section=Спорт")
    assert len(first.select(".hits > li")) == 20
    second = soup(client, first.select_one(".pager [rel=next]")["href"])
    assert len(second.select(".hits > li")) == 10
    assert second.select_one(".hits")["start"] == "21"
    assert second.select_one(".pager [rel=prev]")
    assert not second.select_one(".pager [rel=next]")


@pytest.mark.parametrize("page", ["3", "500", "999999999"])
def test_a_page_beyond_the_last_says_so(client: FlaskClient, page: str) -> None:
    beyond = soup(client, f"/?section=Спорт&page={page}")
    assert "не стига" in beyond.select_one(".list").text
    assert beyond.select_one(".pager a")


def test_sorting(client: FlaskClient) -> None:
    links = {a.text: a["href"] for a in soup(client, "/?q=мост").select(".sorts a")}
    assert set(links) == {"най-нови", "най-стари"}
    oldest = soup(client, links["най-стари"]).select(".hits h3")
    assert oldest[0].text == "Ремонтът на моста се бави"
    assert len(soup(client, "/?section=Спорт").select(".sorts a")) == 1


def test_a_latin_spelling_is_said_and_can_be_taken_literally(client: FlaskClient) -> None:
    page = soup(client, "/?q=vedritsa")
    assert total(page) == 1
    reading = page.select_one(".reading")
    assert "vedritsa → ведрица" in " ".join(reading.text.split())
    literal = soup(client, reading.a["href"])
    assert literal.h1.text.startswith("Нищо не намерих")
    assert total(soup(client, literal.select_one(".reading a")["href"])) == 1


def test_a_repair_is_said(client: FlaskClient) -> None:
    page = soup(client, "/?q=" + quote('"мостът'))
    assert "Липсваше затваряща кавичка" in page.select_one(".reading").text


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        ("/?q=мост&section=Култура", "Без ограничението по раздел"),
        ("/?q=мост&year=1999", "За всички дати"),
        ("/?q=мост+вулкан", "Само „мост“"),
        ("/?q=ведрицта", "Може би „ведрица“"),
    ],
)
def test_nothing_found_offers_ways_out_with_their_counts(
    client: FlaskClient, address: str, offered: str
) -> None:
    page = soup(client, address)
    assert page.h1.text.startswith("Нищо не намерих")
    ways = {li.a.text: li for li in page.select(".ways li")}
    assert offered in ways
    assert not page.select(".hits")
    brought = soup(client, ways[offered].a["href"])
    assert brought.h1.text.startswith(ways[offered].select_one(".count").text)


def test_hostile_text_stays_text(client: FlaskClient) -> None:
    page = client.get("/?q=мостът&section=" + quote('Свят"><i>')).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert not BeautifulSoup(page, "lxml").select("main i:not(.bar):not(.column)")


def test_words_of_the_reader_stay_text(client: FlaskClient) -> None:
    attack = '"><img src=x onerror=alert(1)>'
    assert not soup(client, f"/?q={quote(attack)}&person={quote(attack)}").select("img")


def test_headings_stand_in_order(client: FlaskClient) -> None:
    page = soup(client, "/?q=мост")
    assert [h.text for h in page.select("h2")] == ["Филтри", "Статии"]
    levels = [int(h.name[1]) for h in page.select("h1, h2, h3, h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.select_one(".skip")["href"] == "#list"
    assert page.select_one("#list").name == "h2"


def test_filters_are_open_where_a_name_was_looked_for_in_them(client: FlaskClient) -> None:
    page = soup(client, "/?q=море&in-person=кол")
    assert page.select_one(".filters").has_attr("open")
    assert page.select_one("#in-person").has_attr("autofocus")
    assert page.select_one("#told-person").text.startswith("Показани имена:")
    assert not soup(client, "/?q=море").select_one(".filters").has_attr("open")
    nobody = soup(client, "/?q=море&in-person=щщщ")
    assert "Няма такова име в този списък." in nobody.select_one("#facet-person").text


def test_nothing_found_is_not_squeezed_and_shows_what_there_is(client: FlaskClient) -> None:
    page = soup(client, "/?q=мост+-мост+-море")
    assert "alone" in page.select_one(".columns")["class"]
    ways = soup(client, "/?q=мост&section=Спорт").select(".ways > li")
    assert ways
    titles = ways[0].select(".first a")
    assert 1 <= len(titles) <= 3
    assert all(a["href"].startswith("/a/") for a in titles)
    assert not ways[-1].select(".first") or len(ways) == 1


def test_the_paper_is_named_where_there_are_several(client: FlaskClient) -> None:
    papers = {p.text for p in soup(client, "/?q=мост").select(".facts .paper")}
    assert papers == {"Вестник „Пристан“", "Фенер"}
    assert not soup(client, "/?q=премиера").select(".facts .paper")


def test_five_years_are_named_and_the_earlier_ones_behind_one_button(
    tmp_path: Path, write_index, some
) -> None:
    made = [
        replace(some[-1], id=f"x{year}", url=f"https://pristan.example/{year}/",
                published=datetime(year, 3, 1, tzinfo=UTC), persons=())
        for year in range(2004, 2025)
    ]  # fmt: skip
    settings = Settings(data=tmp_path)
    settings.index.mkdir()
    write_index(settings.index, made)
    client = create_app(settings).test_client()
    page = soup(client, "/?sort=newest&year=2006")
    rows = page.select(".dates > .values > li > a > .label")
    assert [row.text for row in rows] == ["2024", "2023", "2022", "2021", "2020", "2006"]
    earlier = page.select(".dates > details")[0]
    assert earlier.summary.text == "по-рано (15)"
    assert earlier.select("li .label")[0].text == "2019"


def test_what_says_the_same_stands_under_the_first(
    tmp_path: Path, write_index: Callable, some: tuple[Article, ...]
) -> None:
    settings = Settings(data=tmp_path)
    settings.index.mkdir()
    text = "Пламък обхвана склада в Камен бряг призори, съобщи пожарната пред медиите. " * 2
    copies = [
        replace(some[0], id=f"copy{n}", url=f"https://pristan.example/copy-{n}/", title=title,
                body=(text,), published=datetime(2025, 9, 1 + n, tzinfo=UTC))
        for n, title in enumerate(("Пламък в Камен бряг", "Пламък в Камен бряг!", "Пламък: склад"))
    ]  # fmt: skip
    write_index(settings.index, [*some, *copies])
    page = soup(create_app(settings).test_client(), "/?q=пламък склад пожарната")
    shown = [hit.h3.a.text for hit in page.select(".hits > li")]
    under = [link.text for link in page.select(".hits .again a")]
    assert len(shown) + len(under) == total(page) == 3
    assert len(shown) == 1
    assert page.select_one(".again summary").text == "още 2 почти същите"
