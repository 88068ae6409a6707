"""The article's page."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient


@pytest.fixture
def show(client: FlaskClient, id_of):
    def shown(slug: str) -> BeautifulSoup:
        answer = client.get(f"/a/{id_of(slug)}", follow_redirects=True)
        assert answer.status_code == 200
        return BeautifulSoup(answer.text, "lxml")

    return shown


def said(page: BeautifulSoup, selector: str) -> str:
    return " ".join(page.select_one(selector).text.replace("\u00a0", " ").split())


def test_facts_over_and_under_the_title(show) -> None:
    page = show("most")
    assert said(page, ".over") == "България · 5 септември 2025, петък, 15:30 ч."
    assert page.h1.text == "Мостът над Ведрица отвори"
    assert page.title.text == "Мостът над Ведрица отвори – Хроника"
    facts = {d.dt.text: d.dd.text for d in page.select(".byline div")}
    assert facts == {
        "Написа": "Силвия Хаджиева",
        "По информация от": "БТА",
        "Цитира": "Ню Йорк Таймс",
    }


def test_the_text_and_its_captions(show) -> None:
    page = show("most")
    assert [p.text for p in page.select(".text > p")] == [
        "Мостът отвори днес.",
        "Кирил Манолов беше там.",
    ]
    assert said(page, ".captions") == "На снимката: Мостът в Каменград · Архив"


def test_related_articles_say_why(show, id_of) -> None:
    related = show("most").select_one(".hits.small li")
    assert f"/a/{id_of('remont')}/" in related.a["href"]
    assert related.select_one(".facts").text.split(" · ")[1] in (
        "същото лице: Кирил Манолов",
        "същата история",
    )


def test_the_way_to_the_site_and_how_to_cite(show) -> None:
    page = show("most")
    assert page.find("a", string="Виж на сайта")["href"] == "https://pristan.example/most/"
    assert said(page, ".citation") == (
        "Силвия Хаджиева, „Мостът над Ведрица отвори“, Вестник „Пристан“, 5 септември 2025 г., "
        "https://pristan.example/most/"
    )


def test_a_changed_article_says_so(show) -> None:
    assert said(show("most"), ".note") == (
        "Сайтът казва, че е променил тази статия на 7 септември 2025 г. Тук е видяна само така."
    )


def test_a_gone_article_says_so(show) -> None:
    assert "вече я няма на сайта" in said(show("remont"), ".note")


def test_a_date_from_elsewhere_says_where_from(show) -> None:
    assert "(датата е взета от адреса на страницата)" in said(show("remont"), ".over")


def test_a_missing_date_says_so(show) -> None:
    assert "без дата" in said(show("bez-data"), ".over")


def test_a_doubtful_person_says_so(show) -> None:
    persons = [" ".join(li.text.split()) for li in show("premiera").select(".plain-list li")]
    assert persons == ["Хелга Мойлен", "Пак вероятно, само фамилия"]


@pytest.mark.parametrize("slug", ["", "/", "/greshno", "/Mostat-nad-vedritsa-otvori"])
def test_another_slug_is_sent_to_the_right_one(client: FlaskClient, id_of, slug: str) -> None:
    answer = client.get(f"/a/{id_of('most')}{slug}")
    assert answer.status_code == 302
    assert answer.location == f"/a/{id_of('most')}/mostat-nad-vedritsa-otvori"


def test_hostile_text_stays_text(show, hostile: str) -> None:
    page = show("hostile")
    assert page.h1.text == hostile
    assert all(script.get("src") for script in page.select("script"))
    assert not page.select("main i")


@pytest.mark.parametrize("unknown", ["none", "a" * 5000, "%00", "%F0%28%8C%28", "..%2f..%2fetc"])
def test_an_unknown_article_is_not_found(client: FlaskClient, unknown: str) -> None:
    answer = client.get(f"/a/{unknown}/x")
    assert answer.status_code == 404
    assert "Тук няма такава страница." in answer.text
