"""Looking for a name in the facet of an archive that names more people than are handed out."""

from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from archive import Settings
from indexer.article import Article, Person, article_id
from indexer.naming.people.keys import key
from indexer.search.named import MOST_VALUES
from webui import create_app

PEOPLE = 420
RARE = "Мартин-Асен Йовков"


def name(number: int) -> str:
    first, last = divmod(number, 21)
    return f"{'АБВГДЕЖЗИКЛМНОПРСТУФ'[first]}ан {'БВГДЖЗКЛМНПРСТФХЦЧШЩ'[last - 1]}олев"


@pytest.fixture(scope="module")
def client(tmp_path_factory, write_index) -> FlaskClient:
    """Everybody is in two articles, RARE in one: he is the last of the list."""
    settings = Settings(data=tmp_path_factory.mktemp("many"))
    settings.index.mkdir()
    articles = []
    for number in range(2 * PEOPLE + 1):
        url = f"https://pristan.example/{number}/"
        who = RARE if number == 2 * PEOPLE else name(number % PEOPLE)
        person = Person(who, key(who))
        articles.append(Article(article_id(url), "pristan", url, "Т", ("Т",), persons=(person,)))
    write_index(settings.index, articles)
    return create_app(settings).test_client()


def box(client: FlaskClient, address: str) -> BeautifulSoup:
    page = BeautifulSoup(client.get("/" + address.removeprefix("/")).text, "lxml")
    found = page.select_one('[data-facet="person"]')
    assert found is not None
    return found


def labels(client: FlaskClient, address: str) -> list[str]:
    return [label.text for label in box(client, address).select(".label")]


@pytest.mark.parametrize("typed", ["йовк", "Йовков", "асен", "мар йов", "ИОВКОВ"])
def test_a_name_beyond_those_handed_out_is_found(client: FlaskClient, typed: str) -> None:
    assert PEOPLE > 2 * MOST_VALUES
    assert labels(client, f"/?sort=newest&in-person={typed}") == [RARE]


def test_how_many_more_there_are_is_true(client: FlaskClient) -> None:
    there = len({key(name(number)) for number in range(PEOPLE)}) + 1
    folded = box(client, "/?sort=newest")
    assert f"още 12 от {there - 8}" in folded.select_one(".unfold").text
    whole = box(client, folded.select_one(".unfold")["href"])
    assert f"още {there - 20} " in whole.select(".none")[-1].text
    assert len(whole.select(".values .label")) == 20
    some = box(client, "/?sort=newest&in-person=ан")
    assert "Няма" not in some.text


def test_a_name_that_is_not_there_is_said(client: FlaskClient) -> None:
    assert "Няма такова име" in box(client, "/?sort=newest&in-person=няматакъв").text


def test_what_is_chosen_stays_a_chip_while_another_name_is_looked_for(client: FlaskClient) -> None:
    address = f"/?sort=newest&person={key(RARE)}&in-person=барбола"
    page = BeautifulSoup(client.get("/" + address.removeprefix("/")).text, "lxml")
    chip = page.select_one(".chips a")
    assert chip.text.split(" ×")[0] == RARE
    assert parse_qs(chip["href"].lstrip("?")) == {"sort": ["newest"]}
