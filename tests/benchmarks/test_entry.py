"""The functions that outside measures call: they run, and give right answers on small input."""

from datetime import UTC, date, datetime

import pytest

from benchmarks import entry

PAGE = """<!doctype html><html lang="bg"><head><title>Учение в морето</title>
<meta property="article:published_time" content="2023-09-05T14:30:00+03:00">
<meta property="og:type" content="article"></head><body><article><h1>Учение в морето</h1>
<p>Президентът Владимир Путин се срещна с министъра в Москва, съобщи агенция „Ройтерс“.</p>
<p>По-късно Путин каза, че учението ще продължи три дни и ще завърши в събота.</p>
<p>С информация от AP и EFE</p></article></body></html>"""


def test_stem() -> None:
    assert set(entry.stem("ракетите").split("|")) & set(entry.stem("ракета").split("|"))
    assert entry.stem("море") != entry.stem("ракета")


def test_persons_and_identity() -> None:
    text = "Президентът Владимир Путин замина.\nПо-късно Путин каза нещо."
    found = entry.persons(text)
    assert [(text[a:b], name) for a, b, name in found] == [
        ("Владимир Путин", "Владимир Путин"),
        ("Путин", "Владимир Путин"),
    ]
    spans = [(a, b) for a, b, _ in found]
    assert entry.identity(text, spans) == ["Владимир Путин"] * 2


def test_sources_and_credits() -> None:
    text = "Това съобщи агенция „Ройтерс“ вчера.\nС информация от AP и EFE"
    assert set(entry.sources(text)) == {"Ройтерс", "AP", "EFE"}
    credited = {text[a:b]: c for a, b, _, c in entry.credits(text)}
    assert credited == {"Ройтерс": False, "AP": True, "EFE": True}


def test_extract() -> None:
    found = entry.extract(PAGE.encode(), "https://paper.example/1", "2023-09-06T10:00:00")
    assert found["title"] == "Учение в морето"
    assert found["date"].date() == date(2023, 9, 5)
    assert found["text"].startswith("Президентът")
    assert "AP" in found["sources"]


def test_what_is_no_article_has_empty_fields() -> None:
    found = entry.extract(b"", "https://paper.example/2")
    assert (found["title"], found["text"], found["authors"]) == (None, "", [])


def test_date() -> None:
    fetched = datetime(2023, 9, 6, 12, tzinfo=UTC)
    found = entry.date("вчера, 14:30", fetched)
    assert found is not None
    assert found.date() == date(2023, 9, 5)
    assert entry.date("без дата", fetched.replace(tzinfo=None)) is None


@pytest.fixture
def answer(tmp_path):
    articles = [
        {"id": 1, "section": "Свят", "date": "2023-09-05", "persons": ["Иван Петров"],
         "sources": ["БТА"], "title": "Ракета в морето", "body": "Падна ракета."},
        {"id": 2, "section": "Спорт", "date": "2024-01-05", "persons": [],
         "sources": [], "title": "Мач", "body": "Ракетата на тенисиста."},
    ]  # fmt: skip
    entry.index(articles, tmp_path / "index")
    return entry.search(tmp_path / "index")


def test_index_and_search(answer) -> None:
    found = answer({"q": "ракета"})
    assert found["total"] == 2
    assert [hit["id"] for hit in found["results"]] == ["1", "2"]
    assert {v["label"]: v["count"] for v in found["facets"]["person"]} == {"Иван Петров": 1}


def test_search_takes_the_parameters_of_the_api(answer) -> None:
    assert answer({"q": "ракета", "section": ["Спорт"]})["total"] == 1
    assert answer({"q": "ракета", "to": "2023-12-31"})["total"] == 1
    assert [h["id"] for h in answer({"sort": "newest"})["results"]] == ["2", "1"]
