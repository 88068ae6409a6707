"""2,000 articles of random numbers for words: totals and facets of 200 queries by brute force."""

import json
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from archive import Archive, Site
from indexer import Choice, Library, Period, Query, build
from indexer.crawl import import_paths

ARTICLES, QUERIES, VOCABULARY = 2_000, 200, 300
SECTIONS = ["Свят", "Спорт", "Култура", "Икономика", "Здраве"]
MEDIA = ["AP", "EFE", "БТА", "Ройтерс"]
AUTHORS = [f"Автор {letter}" for letter in "АБВГДЕЖЗ"]
DAY = date(2022, 1, 1)


def invented(chance: random.Random, number: int) -> dict:
    words = [str(chance.randint(1000, 1000 + VOCABULARY)) for _ in range(chance.randint(5, 40))]
    credit = chance.sample(MEDIA, chance.randint(0, 3))
    day = DAY + timedelta(days=chance.randint(0, 1500))
    return {
        "url": f"https://paper.example/{number}",
        "title": " ".join(words[:4]),
        "section": chance.choice(SECTIONS),
        "published": f"{day}T12:00:00+02:00",
        "authors": chance.sample(AUTHORS, chance.randint(0, 2)),
        "sources": credit,
        "words": set(words),
        "text": " ".join(words[4:])
        + (f"\n\n(с информация от {', '.join(credit)})" if credit else ""),
    }


@pytest.fixture(scope="module")
def articles() -> list[dict]:
    chance = random.Random(2026)
    return [invented(chance, number) for number in range(ARTICLES)]


@pytest.fixture(scope="module")
def library(articles: list[dict], tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("numbers")
    lines = folder / "articles.jsonl"
    fields = ("url", "title", "section", "published", "authors", "text")
    rows = ({name: article[name] for name in fields} for article in articles)
    lines.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    site = Site("paper", "Вестник", "https://paper.example/")
    with Archive.open(folder / "archive", write=True) as archive:
        assert import_paths([lines], site, archive).outcomes == {"new": ARTICLES}
        assert build.index(folder / "index", archive, {"paper": site}).articles == ARTICLES
    return Library(folder / "index")


def asked(chance: random.Random) -> tuple[Query, list[str]]:
    words = [str(chance.randint(1000, 1000 + VOCABULARY)) for _ in range(chance.randint(0, 2))]
    choices = {
        "section": choice(chance, SECTIONS),
        "source": choice(chance, MEDIA),
        "author": choice(chance, AUTHORS),
    }
    first = DAY + timedelta(days=chance.randint(0, 1500)) if chance.random() < 0.3 else None
    last = DAY + timedelta(days=chance.randint(0, 1500)) if chance.random() < 0.3 else None
    chosen = MappingProxyType({facet: c for facet, c in choices.items() if c})
    either = " OR ".join(words) if chance.random() < 0.5 else " ".join(words)
    return Query(either, chosen, Period(first, last)), words


def choice(chance: random.Random, values: list[str]) -> Choice:
    if chance.random() < 0.6:
        return Choice()
    some = chance.sample(values, chance.randint(1, 3))
    cut = chance.randint(0, len(some))
    return Choice(tuple(some[:cut]), tuple(some[cut:]))


def has_words(article: dict, query: Query, words: list[str]) -> bool:
    if not words:
        return True
    together = any if " OR " in query.words else all
    return together(word in article["words"] for word in words)


def passes(article: dict, query: Query, facet: str) -> bool:
    values = {article["section"]} if facet == "section" else set(article[f"{facet}s"])
    chosen = query.choice(facet)
    wanted = not chosen.wanted or bool(values & set(chosen.wanted))
    return wanted and not values & set(chosen.unwanted)


def within(article: dict, query: Query) -> bool:
    day = date.fromisoformat(article["published"][:10])
    first, last = query.period.first or date.min, query.period.last or date.max
    return first <= day <= last


def counted(articles: list[dict], query: Query, words: list[str], facet: str) -> Counter:
    """The counts of a facet by the definition: every condition but the facet's own choice."""
    others = [f for f in ("section", "source", "author") if f != facet]
    counts: Counter = Counter()
    for article in articles:
        if not has_words(article, query, words) or not all(
            passes(article, query, f) for f in others
        ):
            continue
        if facet == "date":
            counts[article["published"][:4]] += 1
        elif within(article, query):
            values = [article["section"]] if facet == "section" else article[f"{facet}s"]
            counts.update(set(values))
    return counts


def test_totals_and_facets_are_those_of_brute_force(articles: list[dict], library: Library) -> None:
    chance = random.Random(1)
    found_something = 0
    for _ in range(QUERIES):
        query, words = asked(chance)
        results = library.search(query)
        right = [
            a
            for a in articles
            if has_words(a, query, words)
            and within(a, query)
            and all(passes(a, query, f) for f in ("section", "source", "author"))
        ]
        assert results.total == len(right), query
        found_something += bool(right)
        for facet in ("section", "source", "author"):
            given = {v.value: v.count for v in results.facets[facet] if v.count}
            assert given == counted(articles, query, words, facet), (query, facet)
        years = {d.value: d.count for d in results.dates if len(d.value) == 4}
        assert years == counted(articles, query, words, "date"), query
    assert found_something > QUERIES / 2
