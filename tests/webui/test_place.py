"""The pages of sections, sources and authors."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from archive import Settings
from indexer.article import Article, article_id
from webui import addresses, create_app


def soup(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "lxml")


def total(client: FlaskClient, address: str) -> int:
    return int(soup(client, address).h1.text.split()[0])


def groups(page: BeautifulSoup) -> dict[str, list[str]]:
    made = {s.h2.text: s for s in page.select(".beside section")}
    return {name: [li.a.text for li in s.select(".ways-to li")] for name, s in made.items()}


def test_a_section_has_its_latest_and_who_is_in_it(client: FlaskClient) -> None:
    page = soup(client, "/section/България")
    assert page.title.text == "Раздел България – 2 статии – Хроника"
    assert [h.text for h in page.select(".hits h3")] == [
        "Мостът над Ведрица отвори",
        "Ремонтът на моста се бави",
    ]
    assert groups(page) == {
        "Лица": ["Кирил Манолов"],
        "Източници": ["БТА", "Ню Йорк Таймс"],
        "Автори": ["Силвия Хаджиева"],
    }
    assert page.select_one(".beside .ways-to a")["href"] == "/person/кирилманолов"


@pytest.mark.parametrize("place", ["/section/Спорт", "/source/БТА", "/author/Силвия Хаджиева"])
def test_every_count_is_what_its_link_brings(client: FlaskClient, place: str) -> None:
    page = soup(client, place)
    for link in page.select(".ways-to .count"):
        assert total(client, link["href"]) == int(link.contents[0]), link["href"]
    whole = page.select_one(".lead a")
    assert total(client, whole["href"]) == int(whole.text.split()[0])


def test_over_time_it_leads_to_the_lists(client: FlaskClient) -> None:
    page = soup(client, "/section/Спорт")
    rows = {row.a["href"]: int(row.td.text) for row in page.select(".as-table tbody tr")}
    assert sum(rows.values()) == 30
    assert len(rows) == len(page.select(".years a"))
    for address, count in rows.items():
        assert total(client, address) == count


def test_more_than_are_shown_are_said(client: FlaskClient) -> None:
    page = soup(client, "/section/Спорт")
    assert len(groups(page)["Лица"]) == 12
    assert "и още 18" in page.select_one(".beside .none").text


@pytest.mark.parametrize("facet", ["section", "source", "author"])
@pytest.mark.parametrize("value", ["няма", "<script>", "%00", "a/b", "%F0%9F%99%82", "а" * 3000])
def test_an_unknown_one_is_said(client: FlaskClient, facet: str, value: str) -> None:
    page = soup(client, f"/{facet}/{value}", 404)
    assert page.h1.text.startswith("В архива няма такъв")
    assert page.select_one(".search input")


def test_a_value_with_marks_has_its_page(client: FlaskClient) -> None:
    name = 'Свят"><i>'
    assert soup(client, f"/section/{quote(name, safe='')}").h1.text == name


def test_lists_and_articles_lead_to_the_places(client: FlaskClient) -> None:
    hit = soup(client, "/?q=мост&section=България").select_one(".hits > li")
    links = {a.text: a["href"] for a in hit.select(".facts a, .names a")}
    assert links["България"] == "/section/България"
    assert links["Кирил Манолов"] == "/person/кирилманолов"
    assert links["БТА"] == "/source/БТА"
    article = soup(client, client.get(hit.a["href"], follow_redirects=True).request.path)
    links = {" ".join(a.text.split()): a["href"] for a in article.select(".piece a[href^='/']")}
    assert links["България"] == "/section/България"
    assert links["Силвия Хаджиева"] == "/author/Силвия%20Хаджиева"
    assert links["БТА"] == "/source/БТА"
    assert links["Кирил Манолов"] == "/person/кирилманолов"
    assert links["5 септември 2025, петък"] == "/day/2025-09-05"


def test_every_page_leads_to_persons_and_days(client: FlaskClient) -> None:
    for address in ("/", "/?q=мост", "/people"):
        links = [a["href"] for a in soup(client, address).select("nav.places a")]
        assert links == ["/people", "/day", "/help"], address


def test_a_name_with_a_slash_has_its_page(tmp_path, write_index) -> None:
    settings = Settings(data=tmp_path)
    settings.index.mkdir()
    names = ("Бизнес/Имоти", "a//b", "С ? и #", "100%", "Ñandú & Co.")
    made = [
        Article(article_id(f"https://a.example/{n}"), "pristan", f"https://a.example/{n}", "Т", (),
                section=name, authors=(name,))
        for n, name in enumerate(names)
    ]  # fmt: skip
    write_index(settings.index, made)
    client = create_app(settings).test_client()
    for facet in ("section", "author"):
        for name in names:
            assert soup(client, addresses.place(facet, name)).h1.text == name
