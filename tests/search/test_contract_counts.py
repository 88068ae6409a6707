"""What any engine counts: as many values as are shown, those asked for, and how many there are."""

from collections.abc import Callable
from types import MappingProxyType

import pytest

from indexer.search import tree
from indexer.search.backend import Counted, Counting, Document, Request, SearchBackend
from indexer.search.query import NO_CHOICE, Choice, Facet

EVERYTHING = tree.Everything()


def counted(backend: SearchBackend, asked: Counting, choice: Choice = NO_CHOICE) -> Counted:
    choices: dict[Facet, Choice] = {asked.facet: choice} if choice else {}
    request = Request(EVERYTHING, MappingProxyType(choices), count=0, facets=(asked,))
    return backend.search(request).counts[asked.facet]


@pytest.fixture
def papers(backend: SearchBackend, document: Callable[..., Document]) -> SearchBackend:
    """Sources by how often: AP 3, Ню Йорк Таймс 2, EFE 1, БТА 1, Йорк Пост 1."""
    backend.write([document(1, sources=("AP", "Ню Йорк Таймс")), document(2, sources=("БТА",))])
    backend.write([document(3, sources=("AP", "EFE")), document(4, sources=("Йорк Пост",))])
    backend.write([document(5, sources=("AP", "Ню Йорк Таймс"))])
    return backend


def test_the_most_frequent_first_and_equal_ones_by_name(papers: SearchBackend) -> None:
    found = counted(papers, Counting("source", 3))
    assert list(found.values.items()) == [("AP", 3), ("Ню Йорк Таймс", 2), ("EFE", 1)]
    assert found.number == 5


def test_a_chosen_value_is_counted_though_it_is_not_among_the_most(papers: SearchBackend) -> None:
    found = counted(papers, Counting("source", 1), Choice(("БТА",), ("Няма",)))
    assert list(found.values.items()) == [("AP", 3), ("БТА", 1), ("Няма", 0)]
    assert found.number == 5


def test_only_the_number(papers: SearchBackend) -> None:
    assert counted(papers, Counting("source", 0)) == Counted({}, 5)


def test_only_values_with_words_that_begin_so(papers: SearchBackend) -> None:
    assert counted(papers, Counting("source", 9, ("йор",))) == Counted(
        {"Ню Йорк Таймс": 2, "Йорк Пост": 1}, 2
    )
    assert counted(papers, Counting("source", 9, ("та", "ню"))) == Counted({"Ню Йорк Таймс": 2}, 1)
    assert counted(papers, Counting("source", 9, ("орк",))) == Counted({}, 0)


def test_only_values_among_some(papers: SearchBackend) -> None:
    asked = Counting("source", 1, among=("EFE", "AP", "Няма"))
    assert counted(papers, asked, Choice(unwanted=("БТА",))) == Counted({"AP": 3, "БТА": 1}, 2)
    assert counted(papers, Counting("source", 9, among=())) == Counted({}, 0)


def test_completed(papers: SearchBackend) -> None:
    assert papers.complete("source", ("йор",), 9) == ("Ню Йорк Таймс", "Йорк Пост")
    assert papers.complete("source", (), 2) == ("AP", "Ню Йорк Таймс")
    assert papers.complete("author", ("йор",), 9) == ()


def test_values_of_what_was_dropped_are_none(papers: SearchBackend) -> None:
    papers.write([], drop=["id4"])
    assert papers.complete("source", ("йор",), 9) == ("Ню Йорк Таймс",)
    assert counted(papers, Counting("source", 0)).number == 4
