"""What any engine does with many documents, several writes, and documents that do not fit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from indexer import bulgarian
from indexer.search import tree
from indexer.search.backend import Counting, Document, Request, SearchBackend, Written
from indexer.search.fit import LONGEST_TERM
from indexer.search.query import Period
from tests.search.conftest import BACKENDS, make

DOCUMENTS, PERSONS, WRITES = 10_050, 3_000, 3


def number(n: int) -> Document:
    """All alike but for the day, of which there are a hundred, and the person."""
    day = f"2023-{1 + n % 100 // 28:02}-{1 + n % 28:02}T10:00:00"
    return make(f"{n:05}", "Дума", persons=(f"лице{n % PERSONS:04}",), published=day)


@pytest.fixture(scope="module", params=BACKENDS)
def many(request, tmp_path_factory):
    opened = BACKENDS[request.param](tmp_path_factory.mktemp("many") / "index")
    for write in range(WRITES):
        opened.write(number(n) for n in range(DOCUMENTS) if n % WRITES == write)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def in_order() -> list[str]:
    """The newest first, then by id."""
    documents = map(number, range(DOCUMENTS))
    return [d.id for d in sorted(documents, key=lambda d: (-d.published.timestamp(), d.id))]


@pytest.mark.parametrize("node", [tree.Everything(), tree.Term("дума", bulgarian.stems("дума"))])
@pytest.mark.parametrize("start", [0, 4_990, 10_000, 10_040, 20_000])
def test_ties_are_ordered_across_writes_however_deep(
    many: SearchBackend, in_order, node, start
) -> None:
    found = many.search(Request(node, start=start, count=20))
    assert [s.document.id for s in found.documents] == in_order[start : start + 20]
    assert (found.total, found.relation) == (DOCUMENTS, "eq")


def test_of_many_values_only_the_most_are_handed_out(many: SearchBackend) -> None:
    asked = Request(tree.Everything(), count=0, facets=(Counting("person", 20),))
    found = many.search(asked).counts["person"]
    assert found.number == PERSONS
    assert list(found.values.items()) == [(f"лице{n:04}", 4) for n in range(20)]


def test_a_scan_gives_everything_in_order(many: SearchBackend, in_order) -> None:
    asked = Request(tree.Everything(), sort="newest", start=7, count=3)
    assert [d.id for d in many.scan(asked)] == in_order
    period = Period(date(2023, 1, 1), date(2023, 1, 1))
    some = [d.id for d in many.scan(replace(asked, period=period))]
    assert some == [one for one in in_order if number(int(one[2:])).day == period.first]


def test_a_scan_is_not_disturbed_by_writers(
    backend: SearchBackend, document: Callable[..., Document]
) -> None:
    backend.write(document(n) for n in range(20))
    scanned = backend.scan(Request(tree.Everything(), sort="newest"))
    first = next(scanned)
    backend.write([], drop=[f"id{n}" for n in range(20)])
    assert {first.id, *(d.id for d in scanned)} == {f"id{n}" for n in range(20)}
    assert backend.count() == 0


BAD = {
    "half a character in the title": {"title": "Половин \ud83d"},
    "half a character in the text": {"text": "Половин \ud83d"},
    "half a character in a source": {"sources": ("AP", "\udc00")},
    "a title that is no text": {"title": None},
    "a number for a section": {"section": 7},
    "a list of persons": {"persons": ["иванпетров"]},
    "a text for a day": {"day": "2023-09-05"},
    "a huge section": {"section": "я" * LONGEST_TERM},
    "a huge author": {"authors": ("a" * (LONGEST_TERM + 1),)},
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_document_that_does_not_fit_is_refused_by_name(
    backend: SearchBackend, document: Callable[..., Document], bad: dict[str, object]
) -> None:
    backend.write([document(2, "Стара дума")])
    wrong = replace(document(2), **bad)  # type: ignore[arg-type]
    written = backend.write([document(1), wrong, document(3)])
    assert (written.stored, written.dropped, set(written.refused)) == (2, 0, {"id2"})
    assert written.refused["id2"]
    assert [d.title for d in backend.get(["id1", "id2", "id3"])] == [
        "Заглавие", "Стара дума", "Заглавие"
    ]  # fmt: skip
    assert backend.count() == 3


def test_the_second_of_one_id_is_refused(
    backend: SearchBackend, document: Callable[..., Document]
) -> None:
    written = backend.write([document(1, "Първо"), document(1, "Второ")])
    assert (written.stored, list(written.refused)) == (1, ["id1"])
    assert [d.title for d in backend.get(["id1"])] == ["Първо"]


def test_what_is_at_the_limit_is_stored_and_found(
    backend: SearchBackend, document: Callable[..., Document]
) -> None:
    name = "я" * (LONGEST_TERM // 2)
    assert backend.write([document(1, section=name, text="ъ" * 40_000)]) == Written(stored=1)
    node = tree.Value("section", (name,))
    assert backend.search(Request(node)).total == 1
