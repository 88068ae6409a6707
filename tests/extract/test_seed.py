"""The article the project started from, where it lies beside the repository."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import Capture, Site
from indexer.article import Article
from indexer.extract import read
from indexer.naming import named

SEED = Path(__file__).parents[3] / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the seed article lies elsewhere")


@pytest.fixture(scope="module")
def expected() -> dict:
    return json.loads((SEED / "expected.json").read_text("utf-8"))


@pytest.fixture(params=["page-newspaper.html", "page-plain-1251.html"])
def article(request: pytest.FixtureRequest, expected: dict) -> Article:
    site = Site("espania", expected["site"], "https://novini.example/", timezone="Europe/Madrid")
    body = (SEED / request.param).read_bytes()
    now = datetime(2024, 1, 1, tzinfo=UTC)
    found = read(Capture("espania", "https://novini.example/x", now, body, how="import"), site)
    assert isinstance(found, Article)
    return named(found)


def test_its_facts(article: Article, expected: dict) -> None:
    assert article.title == expected["title"]
    assert article.section == expected["section"]
    assert article.published == datetime.fromisoformat(expected["published"])
    assert [(c.text, c.credit) for c in article.captions] == [
        (expected["caption"], expected["caption_credit"])
    ]
    assert list(article.authors) == expected["authors"]


def test_its_text(article: Article, expected: dict) -> None:
    assert len(article.body) == expected["body_paragraphs"]
    assert article.body[0].startswith(expected["body_starts"])
    assert article.body[-1].endswith(expected["body_ends"])
    assert [never for never in expected["never_in_body"] if never in article.text] == []


def test_its_sources(article: Article, expected: dict) -> None:
    assert [s.name for s in article.sources if s.credited] == expected["credited_sources"]
    assert [s.name for s in article.sources if not s.credited] == expected["cited_sources"]


def test_its_persons(article: Article, expected: dict) -> None:
    assert {p.name for p in article.persons} == set(expected["persons"])
    assert [p.name for p in article.persons if not p.certain] == ["Уотсън"]
