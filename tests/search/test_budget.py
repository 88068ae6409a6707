"""A query has a budget: whatever is typed, the engine is asked for a bounded number of things."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from indexer.pages import PageTable
from indexer.search import tree
from indexer.search.backend import (
    Document,
    Found,
    Request,
    SearchBackend,
    TextField,
    Written,
)
from indexer.search.named import Names
from indexer.search.query import Facet, Query
from indexer.search.reading import MOST_PATTERNS, understand
from indexer.search.searching import answer
from indexer.search.ways_out import MOST, MOST_CORRECTED, MOST_WORDS

LETTERS = "бвгджзклмнпрстфхцчшщ"


class Asked:
    """An engine that counts what it is asked; the engine behind it answers."""

    def __init__(self, backend: SearchBackend) -> None:
        self._backend = backend
        self.times: Counter[str] = Counter()
        self.patterns = 0

    def write(self, put: Iterable[Document], drop: Iterable[str] = ()) -> Written:
        return self._backend.write(put, drop)

    def search(self, request: Request) -> Found:
        self.times["search"] += 1
        found = tree.positive(request.node)
        patterns = [n for n in found if isinstance(n, tree.Prefix | tree.Wildcard | tree.Fuzzy)]
        self.patterns = max(self.patterns, len(patterns))
        return self._backend.search(request)

    def scan(self, request: Request) -> Iterator[Document]:
        return self._backend.scan(request)

    def get(self, ids: Iterable[str]) -> tuple[Document, ...]:
        return self._backend.get(ids)

    def frequencies(self, field: TextField, terms: Iterable[str]) -> Mapping[str, int]:
        self.times["frequencies"] += 1
        return self._backend.frequencies(field, terms)

    def complete(self, facet: Facet, words: tuple[str, ...], most: int) -> tuple[str, ...]:
        self.times["complete"] += 1
        return self._backend.complete(facet, words, most)

    def similar(self, form: str) -> tuple[str, ...]:
        self.times["similar"] += 1
        return self._backend.similar(form)

    def count(self) -> int:
        return self._backend.count()

    def close(self) -> None:
        self._backend.close()


@pytest.fixture
def asked(backend: SearchBackend, document: Callable[..., Document]) -> Asked:
    backend.write([document(1, "Ракета", "Ракетата падна в морето.", section="Свят")])
    return Asked(backend)


@pytest.fixture
def names(asked, tmp_path: Path) -> Names:
    return Names(asked, PageTable(tmp_path / "articles.db"))


def unknown(count: int) -> str:
    """Words that no article has, each other than the others."""
    return " ".join(f"ъъ{a}ъ{b}" for a in LETTERS for b in LETTERS)[: count * 6 - 1]


@pytest.mark.parametrize("words", [1, 3, 20, 60])
def test_so_many_words_are_corrected(asked, names: Names, words: int) -> None:
    answer(Query(unknown(words)), asked, names)
    assert asked.times["similar"] == min(words, MOST_CORRECTED)
    assert asked.times["search"] <= 1 + MOST + (words if words <= MOST_WORDS else 0)


@pytest.mark.parametrize("script", ["cyrillic", "latin"])
def test_sixty_words_cost_the_engine_no_more_questions_than_six(
    asked, names: Names, script: str
) -> None:
    times = []
    for count in (6, 60):
        typed = unknown(count)
        typed = typed.translate(dict(zip(map(ord, LETTERS), "bvgdjzklmnprstfhcqwx", strict=True)))
        asked.times.clear()
        understand(Query(unknown(count) if script == "cyrillic" else typed), names)
        times.append(asked.times["frequencies"])
    assert times[0] == times[1]


@pytest.mark.parametrize("pattern", ["ракет*", "рак*та", "раке?а", "ракитата~", "ракити~2"])
def test_more_patterns_than_the_budget_are_dropped_and_named(
    asked, names: Names, pattern: str
) -> None:
    for count, repairs in ((MOST_PATTERNS, ()), (18, ("too-many-patterns",))):
        found = answer(Query(" OR ".join([pattern] * count)), asked, names)
        assert found.understood.repairs == repairs
        assert found.total == 1
        assert asked.patterns == MOST_PATTERNS


def test_patterns_in_brackets_are_of_the_same_budget(asked, names: Names) -> None:
    found = answer(Query("(ра* -(рб* рв*)) OR (рг* рд* ре*)"), asked, names)
    assert found.understood.repairs == ("too-many-patterns",)
    assert asked.patterns <= MOST_PATTERNS


def test_more_latin_words_than_the_budget_are_taken_as_typed_and_that_is_said(names: Names) -> None:
    few, many = (" ".join(f"raketa{'a' * n}" for n in range(count)) for count in (5, 50))
    assert understand(Query(few), names)[1].repairs == ()
    assert understand(Query(many), names)[1].repairs == ("too-many-readings",)
    assert understand(Query(many, literal=True), names)[1].repairs == ()
