"""The real application over a small real index of invented articles."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive import Settings, Site
from indexer.article import Article, Caption, Person, Source, article_id
from indexer.build import generation
from indexer.document import document
from indexer.naming.people.keys import key
from indexer.pages import PageTable
from indexer.search import engines
from webui import create_app

MOMENT = datetime(2025, 9, 5, 12, 30, tzinfo=UTC)
SITES = {
    "pristan": Site(key="pristan", name="Вестник „Пристан“", address="https://pristan.example/"),
    "fener": Site(key="fener", name="Фенер", address="https://fener.example/"),
}
HOSTILE = '<script>alert("1")</script> & мостът'


def article(slug: str, title: str, *body: str, site: str = "pristan", **fields) -> Article:
    url = f"https://{site}.example/{slug}/"
    defaults = {"section": "Свят", "published": MOMENT, "origin": {"published": "json-ld"}}
    names = fields.pop("persons", ())
    persons = tuple(Person(n, key(n)) if isinstance(n, str) else n for n in names)
    return Article(
        article_id(url), site, url, title, body, persons=persons, **{**defaults, **fields}
    )


def by_id(slug: str, site: str = "pristan") -> str:
    return article_id(f"https://{site}.example/{slug}/")


def articles() -> Iterable[Article]:
    yield article(
        "most", "Мостът над Ведрица отвори", "Мостът отвори днес.", "Кирил Манолов беше там.",
        section="България", authors=("Силвия Хаджиева",), persons=("Кирил Манолов",),
        sources=(Source("БТА", True), Source("Ню Йорк Таймс", False)),
        captions=(Caption("Мостът в Каменград", "Архив"),),
        updated=MOMENT + timedelta(days=2),
    )  # fmt: skip
    yield article(
        "remont", "Ремонтът на моста се бави", "Мостът чака. Кирил Манолов обеща срок.",
        section="България", published=MOMENT - timedelta(days=400), persons=("Кирил Манолов",),
        origin={"published": "url"}, gone=MOMENT,
    )  # fmt: skip
    yield article("bez-data", "Статия за море без дата", "Няма дата.", published=None)
    yield article("hostile", HOSTILE, f"Тялото също: {HOSTILE}", section='Свят"><i>')
    yield article("fener", "Фар край брега", "Кораби и мост от светлина.", site="fener")
    yield article(
        "premiera", "Премиера в театъра", "Хелга Мойлен игра пред пълен салон.", section="Култура",
        persons=("Хелга Мойлен", Person("Пак", "пак", 1, certain=False)),
    )  # fmt: skip
    for n in range(30):
        day = MOMENT - timedelta(days=10 * n)
        person = f"Иван {'БВГДК'[n % 5]}о{'лмнрст'[n // 5]}ов"
        yield article(
            f"more-{n}", f"Море номер {n}", f"{person} плава по морето.", section="Спорт",
            published=day, persons=(person,),
        )  # fmt: skip


def build(index: Path, made: Iterable[Article]) -> None:
    """Write the articles as a generation in use."""
    with generation.writing(index):
        folder = generation.fresh(index)
        table = PageTable(folder / "articles.db")
        backend = engines.opened(folder, create=True)
        kept = list(made)
        with table.change():
            for one in kept:
                table.put(one, one.url)
            table.put_together()
            table.settle_people()
        backend.write([document(one, SITES[one.site]) for one in kept])
        backend.close()
        table.close()
        generation.use(index, folder)


def declare(folder: Path) -> None:
    """Declare SITES in a user's own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, site in SITES.items():
        text = f'name = "{site.name}"\naddress = "{site.address}"\n'
        (folder / f"{name}.toml").write_text(text, "utf-8")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    settings = Settings(data=tmp_path_factory.mktemp("webui"))
    settings.index.mkdir()
    build(settings.index, articles())
    declare(settings.sites)
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def write_index() -> Callable[[Path, Iterable[Article]], None]:
    return build


@pytest.fixture(scope="session")
def id_of() -> Callable[[str], str]:
    return by_id


@pytest.fixture(scope="session")
def hostile() -> str:
    return HOSTILE


@pytest.fixture(scope="session")
def some() -> tuple[Article, ...]:
    return tuple(articles())
