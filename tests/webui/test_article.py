"""The article's page."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from webui import citing


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
    assert said(page, "#cite-iso") == (
        "ХАДЖИЕВА, Силвия. Мостът над Ведрица отвори. В: Вестник „Пристан“ [онлайн]. "
        "5 септември 2025 г. Достъпно на: https://pristan.example/most/"
    )
    assert said(page, "#cite-chicago") == (
        "Хаджиева, Силвия. „Мостът над Ведрица отвори“. Вестник „Пристан“, 5 септември 2025 г. "
        "https://pristan.example/most/"
    )
    assert [a.text for a in page.select(".cite a")] == ["BibTeX", "RIS"]


def test_files_for_reference_managers(client: FlaskClient, id_of) -> None:
    bib = client.get(f"/a/{id_of('most')}/cite.bib")
    assert bib.content_type == "application/x-bibtex; charset=utf-8"
    assert bib.headers["Content-Disposition"].startswith("attachment; filename=")
    assert bib.text == (
        f"@online{{hronika-{id_of('most')},\n"
        "  author = {Хаджиева, Силвия},\n"
        "  title = {{Мостът над Ведрица отвори}},\n"
        "  organization = {Вестник „Пристан“},\n"
        "  date = {2025-09-05},\n"
        "  url = {https://pristan.example/most/}\n}\n"
    )
    ris = client.get(f"/a/{id_of('most')}/cite.ris").data.decode().split("\r\n")
    assert ris[:4] == [
        "TY  - NEWS",
        "AU  - Хаджиева, Силвия",
        "TI  - Мостът над Ведрица отвори",
        "T2  - Вестник „Пристан“",
    ]
    assert ris[-2:] == ["ER  - ", ""]
    assert client.get("/a/nobody/cite.bib").status_code == 404


@pytest.mark.parametrize(
    ("name", "parted"),
    [
        ("Силвия Хаджиева", ("Хаджиева", "Силвия")),
        ("Иван Б. Петров-Колев", ("Петров-Колев", "Иван Б.")),
        ("Екип на Телеграф", ("Екип на Телеграф", "")),
        ("БТА", ("БТА", "")),
        ("", ("", "")),
    ],
)
def test_only_names_of_persons_are_turned_round(name: str, parted: tuple[str, str]) -> None:
    assert citing.parted(name) == parted


def test_no_letter_of_a_title_is_a_command_of_tex() -> None:
    hostile = citing.Citation("x", (("А}{", ""),), r"50% & \input{x} $_#", "", None, None, "u{}")
    assert r"50\% \& \textbackslash{}input\{x\} \$\_\#" in hostile.bibtex
    assert "{{А\\}\\{}}" in hostile.bibtex
    assert "url = {u%7B%7D}" in hostile.bibtex


def test_persons_are_links_where_they_are_named_first(show) -> None:
    links = show("most").select(".text > p a.who")
    assert [(a.text, a["href"]) for a in links] == [("Кирил Манолов", "/person/кирилманолов")]
    assert not show("hostile").select(".text a")
    assert [a.text for a in show("premiera").select(".text a.who")] == ["Хелга Мойлен"]


def test_a_list_leads_to_the_article_and_back_with_its_words_marked(client: FlaskClient) -> None:
    listed = BeautifulSoup(client.get("/?q=моста&section=България").text, "lxml")
    hit = next(a["href"] for a in listed.select(".hits h3 a") if "otvori" in a["href"])
    page = BeautifulSoup(client.get(hit).text, "lxml")
    back = page.select_one(".back a")
    assert (back.text, back["href"]) == ("← 2 статии за „моста“", "/?q=моста&section=България")
    assert [mark.text for mark in page.select("h1 mark, .text mark")] == ["Мостът", "Мостът"]
    assert "?" not in page.select_one("link[rel=canonical]")["href"]
    assert "?" not in page.select_one("#link")["value"]


def test_the_way_back_outlives_another_headline(client: FlaskClient, id_of) -> None:
    answer = client.get(f"/a/{id_of('most')}/stara?q=мост")
    assert answer.location.endswith("/mostat-nad-vedritsa-otvori?q=%D0%BC%D0%BE%D1%81%D1%82")


@pytest.mark.parametrize(
    "tail",
    ["", "?utm_source=x", "?from=вчера", "?page=0", "?q=няма-такава-дума-никъде", "?sort=x&q=мост"],
)
def test_no_way_back_where_there_is_no_list(client: FlaskClient, id_of, tail: str) -> None:
    answer = client.get(f"/a/{id_of('most')}/mostat-nad-vedritsa-otvori{tail}")
    assert answer.status_code == 200
    assert 'class="back"' not in answer.text


def test_hostile_words_of_a_search_stay_text(client: FlaskClient, id_of) -> None:
    tail = quote('мост "><script>alert(1)</script>')
    page = client.get(f"/a/{id_of('most')}/mostat-nad-vedritsa-otvori?q={tail}").text
    assert "<script>alert" not in page


def test_a_very_long_list_is_not_carried(client: FlaskClient) -> None:
    tail = "мост" + "".join(f" OR дума{n}" for n in range(60))
    page = BeautifulSoup(client.get(f"/?q={quote(tail)}").text, "lxml")
    assert all("?" not in a["href"] for a in page.select(".hits h3 a"))


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
    data = '[type="application/ld+json"]'
    assert all(script.get("src") for script in page.select(f"script:not({data})"))
    assert not page.select("main i")


@pytest.mark.parametrize("unknown", ["none", "a" * 5000, "%00", "%F0%28%8C%28", "..%2f..%2fetc"])
def test_an_unknown_article_is_not_found(client: FlaskClient, unknown: str) -> None:
    answer = client.get(f"/a/{unknown}/x")
    assert answer.status_code == 404
    assert "Тук няма такава страница." in answer.text
