"""A person's page and the list of persons."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from archive import Settings
from indexer.article import Article, Person, Quote, article_id
from indexer.naming.people.keys import key
from webui import create_app

NOON = datetime(2025, 9, 5, 12, 30, tzinfo=UTC)
MANOLOV = "Кирил Манолов"
HOSTILE = "О'Хара \"<b>Зла</b>"
CROWD = [f"{first} Иванов" for first in ("Асен", "Боян", "Васил", "Гено", "Дамян", "Емил", "Жеко")]


def one(number: int, *names: str, section: str = "Свят", **fields) -> Article:
    url = f"https://pristan.example/{number}/"
    persons = fields.pop("persons", tuple(Person(name, key(name)) for name in names))
    title = fields.pop("title", f"Статия {number} за {names[0] if names else 'никого'}")
    fields = {"published": NOON - timedelta(days=40 * number), **fields}
    text = (f"{', '.join(names)} говори.",)
    return Article(
        article_id(url), "pristan", url, title, text, section=section, persons=persons, **fields
    )


def made() -> list[Article]:
    said = "Мостът ще бъде готов до края на годината"
    quoted = (Quote(said, 0, 0, 9, MANOLOV, key(MANOLOV), certain=True),)
    numbers = iter(range(1_000))
    several = [
        one(next(numbers), "Иван Иванов", section=s) for s in ("Спорт", "Крими", "Култура") * 2
    ]
    crowd = [one(next(numbers), name) for name in CROWD]
    bridge = [one(next(numbers), MANOLOV, "Хелга Мойлен", section="България") for _ in range(4)]
    latin = [one(next(numbers), "Kiril Manolov")]
    others = [one(next(numbers), "Петър Роев") for _ in range(8)]
    others += [one(next(numbers), "Тервел Колев", "Росица") for _ in range(3)]
    return [
        *several, *crowd, *bridge, *latin, *others,
        one(next(numbers), MANOLOV, quotes=quoted, published=NOON + timedelta(days=1)),
        one(next(numbers), HOSTILE, published=None),
        one(next(numbers), persons=(Person("Пак", "пак", 1, certain=False),)),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory, write_index) -> FlaskClient:
    settings = Settings(data=tmp_path_factory.mktemp("persons"))
    settings.index.mkdir()
    write_index(settings.index, made())
    return create_app(settings).test_client()


def soup(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "lxml")


def person(client: FlaskClient, name: str) -> BeautifulSoup:
    return soup(client, f"/person/{quote(key(name), safe='')}")


def under(page: BeautifulSoup, heading: str) -> BeautifulSoup:
    return next(s for s in page.select("section") if s.h2 and s.h2.text.startswith(heading))


def total(client: FlaskClient, address: str) -> int:
    return int(soup(client, address).h1.text.split()[0])


def test_says_how_many_and_from_when_to_when(client: FlaskClient) -> None:
    page = person(client, MANOLOV)
    assert page.title.text == "Кирил Манолов – 5 статии – Хроника"
    assert page.h1.text == MANOLOV
    lead = " ".join(page.select_one(".lead").text.split())
    assert lead.startswith("5 статии, от ")
    assert lead.endswith(" до 6 септември 2025 г.")
    assert page.select(".lead time a")[1]["href"] == "/day/2025-09-06"


def test_bars_and_table_say_the_same_and_lead_to_the_lists(client: FlaskClient) -> None:
    page = person(client, "Петър Роев")
    bars = {a["href"]: int(a.select_one(".count, .unseen + .unseen").text) for a in
            page.select(".years a")}  # fmt: skip
    rows = {r.a["href"]: int(r.td.text) for r in under(page, "Във времето").select("tbody tr")}
    assert bars == rows
    assert sum(bars.values()) == 8
    for address, count in bars.items():
        assert total(client, address) == count


def test_every_count_is_what_its_link_brings(client: FlaskClient) -> None:
    page = person(client, MANOLOV)
    for link in page.select(".ways-to a.count"):
        assert total(client, link["href"]) == int(link.contents[0]), link["href"]


def test_who_occurs_beside_leads_to_them(client: FlaskClient) -> None:
    beside = under(person(client, MANOLOV), "Заедно").select("li > a:first-child")
    assert [a.text for a in beside] == ["Хелга Мойлен"]
    assert soup(client, beside[0]["href"]).h1.text == "Хелга Мойлен"


def test_beside_somebody_of_one_word_the_count_is_no_link(client: FlaskClient) -> None:
    beside = under(person(client, "Тервел Колев"), "Заедно")
    assert beside.a.text == "Росица"
    assert beside.select_one(".count").name == "span"
    assert not beside.select("a.count")


def test_quotations_have_their_day_and_article(client: FlaskClient) -> None:
    said = under(person(client, MANOLOV), "Какво е казано")
    assert said.blockquote.text.strip() == "„Мостът ще бъде готов до края на годината“"
    assert said.time.text == "6 септември 2025\u00a0г."
    assert client.get(said.select_one(".facts a")["href"]).status_code == 200


def test_a_common_name_in_far_sections_may_be_several_people(client: FlaskClient) -> None:
    assert "Възможно е да са няколко души" in person(client, "Иван Иванов").text
    assert "няколко души" not in person(client, MANOLOV).text


def test_part_of_a_name_is_said_to_be_one(client: FlaskClient) -> None:
    assert "само част от името" in soup(client, "/person/пак").text
    assert "само част от името" not in person(client, MANOLOV).text


def test_a_name_leads_to_the_one_who_bears_it(client: FlaskClient) -> None:
    for name in (MANOLOV, "Манолов", "манолов кирил"):
        answer = client.get(f"/person/{name}")
        assert answer.status_code == 301, name
        assert unquote(answer.headers["Location"]) == "/person/кирилманолов"


def test_a_key_that_stands_for_somebody_else_leads_there(client: FlaskClient) -> None:
    answer = client.get("/person/kirilmanolov")
    assert (answer.status_code, unquote(answer.headers["Location"])) == (
        301,
        "/person/кирилманолов",
    )
    rows = under(person(client, MANOLOV), "Как е изписано").select("tbody tr")
    assert [row.th.text for row in rows] == [MANOLOV, "Kiril Manolov"]
    assert rows[1].select_one(".words").text == "на латиница"


def test_it_can_be_compared_over_time(client: FlaskClient) -> None:
    heading = under(person(client, MANOLOV), "Във времето").h2
    assert soup(client, heading.a["href"]).select_one(".chips a").text.startswith(MANOLOV)


def test_a_name_of_several_lists_them(client: FlaskClient) -> None:
    page = soup(client, "/person/Иванов")
    names = [a.text for a in page.select(".persons a")]
    assert names[0] == "Иван Иванов"
    assert sorted(names[1:]) == sorted(CROWD)
    assert "8 лица" in page.select_one(".lead").text


@pytest.mark.parametrize("name", ["няматакъв", "%00", "🙂", "..%2F..", "а" * 3000, "Иван%20Няма"])
def test_an_unknown_person_is_said(client: FlaskClient, name: str) -> None:
    page = soup(client, f"/person/{name}", 404)
    assert page.h1.text == "В архива няма лице с такова име."
    assert page.select_one(".search input")
    answer = client.get(f"/person/{name}", headers={"Accept": "application/json"})
    assert answer.json["error"]["code"] == "not_found"


def test_what_a_newspaper_wrote_is_escaped(client: FlaskClient) -> None:
    answer = client.get("/people")
    assert "<b>Зла" not in answer.text
    link = BeautifulSoup(answer.text, "lxml").find("a", string=HOSTILE)
    assert soup(client, link["href"]).h1.text == HOSTILE


def test_the_list_has_those_of_most_articles_first(client: FlaskClient) -> None:
    page = soup(client, "/people")
    rows = [(li.a.text, li.select_one(".count").contents[0]) for li in page.select(".persons li")]
    assert rows[:3] == [("Петър Роев", "8"), ("Иван Иванов", "6"), (MANOLOV, "5")]


def test_by_letter_in_order(client: FlaskClient) -> None:
    page = soup(client, "/people")
    letters = {a.text: a["href"] for a in page.select(".letters a")}
    assert list(letters)[:3] == ["По честота", "А", "Б"]
    assert [a.text for a in soup(client, letters["И"]).select(".persons a")] == ["Иван Иванов"]
    assert [a.text for a in soup(client, "/people?letter=к").select(".persons a")] == [MANOLOV]


@pytest.mark.parametrize("typed", ["мано", "кир ман", "Manolov", "МАНОЛОВ"])
def test_search_inside_in_any_letters(client: FlaskClient, typed: str) -> None:
    assert [a.text for a in soup(client, f"/people?q={typed}").select(".persons a")] == [MANOLOV]


def test_a_list_that_has_nobody_says_so(client: FlaskClient) -> None:
    assert "Няма лице" in soup(client, "/people?q=няматакъв").text
    assert "Няма лице" in soup(client, "/people?letter=Щ").text
    assert "не стига" in soup(client, "/people?page=999999").text
    assert client.get("/people?page=x").status_code == 400


def test_pages_are_bounded(tmp_path, write_index) -> None:
    settings = Settings(data=tmp_path)
    settings.index.mkdir()
    names = (f"{a}ан {b}оев" for a in "БГДЖЗКЛМНПРС" for b in "БВГДЖЗКЛМНПР")
    write_index(settings.index, [one(n, name) for n, name in enumerate(names)])
    client = create_app(settings).test_client()
    first = soup(client, "/people")
    assert len(first.select(".persons li")) == 100
    second = soup(client, first.select_one(".pager [rel=next]")["href"])
    assert len(second.select(".persons li")) == 44
    assert not second.select_one(".pager [rel=next]")
    assert second.select_one(".pager [rel=prev]")["href"] == "/people"
