"""Every article of the sample newspaper is read as its truth says."""

import json
from datetime import UTC, datetime

import pytest

from archive import Capture, Site
from indexer.article import Article, NotAnArticle
from indexer.extract import read
from indexer.media import medium
from indexer.naming import named
from indexer.naming.sources import credits, sources
from webui.demo import SampleSite, sample_folder

ADDRESS = "http://127.0.0.1:8100/"
PAPER = Site("pristan", "Вестник „Пристан“", ADDRESS, timezone="Europe/Madrid")
FETCHED = datetime(2026, 10, 1, tzinfo=UTC)
TRUTH = [
    json.loads(line)
    for line in (sample_folder() / "expected.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def site() -> SampleSite:
    return SampleSite(ADDRESS)


def article(site: SampleSite, path: str, look: int) -> Article | NotAnArticle:
    page = site.page(path, look)
    assert page is not None
    headers = {"content-type": page.content_type}
    capture = Capture("pristan", ADDRESS[:-1] + path, FETCHED, page.body, headers=headers)
    found = read(capture, PAPER)
    return named(found) if isinstance(found, Article) else found


def canonical(names: list[str]) -> set[str]:
    """Printed names of sources («ЕФЕ», «Europa Press») as the project shows them."""
    return {found.name for name in names for found in sources((f"Източник: {name}",))}


@pytest.mark.parametrize("truth", TRUTH, ids=lambda t: f"{t['path']}@{t['looks'][0]}")
def test_an_article_is_read_as_its_truth_says(site: SampleSite, truth: dict) -> None:
    found = article(site, truth["path"], truth["looks"][0])
    assert isinstance(found, Article)
    assert found.title == truth["title"]
    assert found.section == truth["section"]
    assert found.published == datetime.fromisoformat(truth["published"])
    assert list(found.authors) == truth["authors"]
    assert len(found.body) == truth["paragraphs"]
    assert found.text.startswith(truth["starts"])
    assert found.text.endswith(truth["ends"])
    shown = [{"text": c.text, "credit": c.credit} for c in found.captions]
    assert shown == truth["captions"]
    assert list(found.tags) == truth["tags"]
    assert {s.name for s in found.sources if s.credited} == canonical(truth["credited"])
    assert {s.name for s in found.sources if not s.credited} == canonical(truth["cited"])


@pytest.mark.parametrize("truth", TRUTH, ids=lambda t: f"{t['path']}@{t['looks'][0]}")
def test_no_furniture_gets_into_the_text(site: SampleSite, truth: dict) -> None:
    found = article(site, truth["path"], truth["looks"][0])
    assert isinstance(found, Article)
    for furniture in ("Close", "Прочетете още", "бисквитки", "Споделете", "Етикети"):
        assert furniture not in found.text


def test_most_persons_are_found_by_name(site: SampleSite) -> None:
    """Of the persons named in full; some truths have a fuller form than their article."""
    wanted = found_of_them = invented = 0
    for truth in TRUTH:
        found = article(site, truth["path"], truth["looks"][0])
        assert isinstance(found, Article)
        names = {person.name for person in found.persons if person.certain}
        wanted += len(truth["persons"])
        found_of_them += len(names & set(truth["persons"]))
        invented += len(names - set(truth["persons"]))
    assert found_of_them / wanted >= 0.90
    assert invented / (invented + found_of_them) <= 0.08


@pytest.mark.parametrize("path", ["/", "/ispaniya/", "/kontakti/"])
def test_pages_that_are_no_articles_say_why(site: SampleSite, path: str) -> None:
    found = article(site, path, 1)
    assert isinstance(found, NotAnArticle)
    assert found.reason


def test_credits_slice_the_text() -> None:
    line = "Краят. (с информация от AP, Infobae и EFE)"
    assert [(line[c.start : c.end], c.name) for c in credits(line)] == [
        ("AP", "AP"),
        ("Infobae", "Infobae"),
        ("EFE", "EFE"),
    ]
    assert medium("Ройтерс")
    assert not medium("Иван Петров")
