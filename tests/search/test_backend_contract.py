"""What any engine behind the seam must do; run on every one that conftest.BACKENDS names."""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType

import pytest

from indexer import bulgarian
from indexer.search import tree
from indexer.search.backend import Counted, Counting, Document, Request, SearchBackend, Written
from indexer.search.query import Choice, Facet, Period


def word(text: str) -> tree.Term:
    return tree.Term(text, bulgarian.stems(text))


def counting(*facets: Facet) -> tuple[Counting, ...]:
    return tuple(Counting(facet, 100) for facet in facets)


def found(backend: SearchBackend, node: tree.Node, **asked: object) -> list[str]:
    request = Request(node, count=100, **asked)  # type: ignore[arg-type]
    return [scored.document.id for scored in backend.search(request).documents]


@pytest.fixture
def news(backend: SearchBackend, document: Callable[..., Document]):
    rockets = document(
        1,
        "Ракети над морето",
        "Учението продължи три дни.",
        section="Свят",
        persons=("иванпетров",),
        sources=("AP", "EFE"),
        published="2023-09-05T10:00:00",
    )
    exercise = document(
        2,
        "Учение в Китай",
        "Ракетата падна в морето.",
        section="Свят",
        persons=("иванпетров", "аннаилиева"),
        published="2023-09-06T10:00:00",
    )
    match = document(
        3,
        "Футболен мач",
        "Мачът завърши без голове.",
        section="Спорт",
        authors=("Мария Колева",),
        published="2024-01-10T10:00:00",
    )
    undated = document(4, "Без дата", "Старо учение без дата.", published=None, site="other")
    backend.write([rockets, exercise, match, undated])
    return backend


def test_a_word_finds_its_forms(news: SearchBackend) -> None:
    assert set(found(news, word("ракета"))) == {"id1", "id2"}
    assert found(news, word("мачове")) == ["id3"]
    assert found(news, word("хокей")) == []


def test_the_title_counts_for_more_than_the_text(news: SearchBackend) -> None:
    assert found(news, word("ракета")) == ["id1", "id2"]
    assert found(news, word("учение"))[0] == "id2"


def test_the_typed_form_counts_for_more_than_another(
    backend: SearchBackend, document: Callable[..., Document]
) -> None:
    backend.write(
        [document(1, "Новина", "Падна ракетата."), document(2, "Новина", "Падна ракета.")]
    )
    assert found(backend, word("ракетата")) == ["id1", "id2"]
    assert found(backend, word("ракета")) == ["id2", "id1"]


def test_only_the_title(news: SearchBackend) -> None:
    node = tree.Term("", bulgarian.stems("учение"), title=True)
    assert found(news, node) == ["id2"]


def test_and_or_not(news: SearchBackend) -> None:
    rocket, exercise = word("ракета"), word("учение")
    assert set(found(news, tree.And((rocket, exercise)))) == {"id1", "id2"}
    assert set(found(news, tree.Or((word("мач"), rocket)))) == {"id1", "id2", "id3"}
    assert found(news, tree.And((exercise, tree.Not(rocket)))) == ["id4"]
    assert set(found(news, tree.Not(rocket))) == {"id3", "id4"}
    assert found(news, tree.Or((tree.Not(tree.Everything()), word("мач")))) == ["id3"]
    assert found(news, tree.Nothing()) == []


def test_a_phrase_needs_neighbours_in_order(news: SearchBackend) -> None:
    assert found(news, tree.Phrase(("падна", "в", "морето"))) == ["id2"]
    assert found(news, tree.Phrase(("морето", "падна"))) == []
    assert found(news, tree.Phrase(("ракета", "падна"))) == []
    stems = tuple(bulgarian.stems(w)[0] for w in ("ракети", "падна"))
    assert found(news, tree.Phrase(stems, exact=False)) == ["id2"]


def test_a_phrase_does_not_run_over_paragraphs(
    backend: SearchBackend, document: Callable[..., Document]
) -> None:
    backend.write([document(1, "Край", "Първи ред.\n\nВтори ред.")])
    assert found(backend, tree.Phrase(("първи", "ред"))) == ["id1"]
    assert found(backend, tree.Phrase(("ред", "втори"))) == []
    assert found(backend, tree.Phrase(("край", "първи"))) == []


def test_prefix_wildcard_fuzzy(news: SearchBackend) -> None:
    assert set(found(news, tree.Prefix("ракет"))) == {"id1", "id2"}
    assert found(news, tree.Wildcard("фут*н")) == ["id3"]
    assert found(news, tree.Wildcard("м?ч")) == ["id3"]
    assert set(found(news, tree.Fuzzy("учинието"))) == {"id1"}


def test_counts_ignore_the_own_facet(news: SearchBackend) -> None:
    choices = MappingProxyType({"section": Choice(("Спорт",))})
    request = Request(
        tree.Everything(), choices, facets=counting("section", "person", "site"), count=0
    )
    answer = news.search(request)
    assert answer.total == 1
    assert answer.counts["section"] == Counted({"Свят": 2, "Спорт": 1}, 2)
    assert answer.counts["person"] == Counted({}, 0)
    assert answer.counts["site"] == Counted({"paper": 1}, 1)


def test_or_inside_a_facet_and_between_facets(news: SearchBackend) -> None:
    either = MappingProxyType({"section": Choice(("Спорт", "Свят"))})
    assert set(found(news, tree.Everything(), choices=either)) == {"id1", "id2", "id3"}
    both = MappingProxyType({"section": Choice(("Свят",)), "person": Choice(("аннаилиева",))})
    assert found(news, tree.Everything(), choices=both) == ["id2"]


def test_exclude(news: SearchBackend) -> None:
    without = MappingProxyType({"person": Choice(unwanted=("аннаилиева",))})
    assert set(found(news, word("ракета"), choices=without)) == {"id1"}
    answer = news.search(Request(word("ракета"), without, facets=counting("person")))
    assert answer.counts["person"] == Counted({"иванпетров": 2, "аннаилиева": 1}, 2)


def test_a_period_and_the_days(news: SearchBackend) -> None:
    period = Period(date(2023, 9, 6), date(2023, 12, 31))
    answer = news.search(Request(tree.Everything(), period=period, dates=True))
    assert [s.document.id for s in answer.documents] == ["id2"]
    assert answer.days == {20230905: 1, 20230906: 1, 20240110: 1}
    assert found(news, tree.Published(date(2024, 1, 1), None)) == ["id3"]
    assert set(found(news, tree.Published(None, date(2023, 9, 5)))) == {"id1"}


def test_order_by_date(news: SearchBackend) -> None:
    assert found(news, tree.Everything(), sort="newest") == ["id3", "id2", "id1", "id4"]
    assert found(news, tree.Everything(), sort="oldest") == ["id4", "id1", "id2", "id3"]


def test_pages_follow_each_other(news: SearchBackend) -> None:
    every = Request(tree.Everything(), sort="newest", count=2)
    first, second = (
        news.search(every),
        news.search(Request(tree.Everything(), sort="newest", start=2, count=2)),
    )
    assert [s.document.id for s in (*first.documents, *second.documents)] == [
        "id3",
        "id2",
        "id1",
        "id4",
    ]
    assert first.total == second.total == 4


def test_values_inside_a_query(news: SearchBackend) -> None:
    node = tree.Or((tree.Value("source", ("EFE",)), tree.Value("author", ("Мария Колева",))))
    assert set(found(news, node)) == {"id1", "id3"}


def test_a_document_is_replaced_by_its_id(
    news: SearchBackend, document: Callable[..., Document]
) -> None:
    news.write([document(3, "Хокеен мач", "Друг текст.")])
    assert found(news, word("хокеен")) == ["id3"]
    assert found(news, word("футболен")) == []
    assert news.count() == 4


def test_documents_can_be_dropped(news: SearchBackend) -> None:
    assert news.write([], drop=["id1", "unknown"]) == Written(dropped=1)
    assert news.count() == 3
    assert found(news, word("ракета")) == ["id2"]


def test_a_failing_write_can_be_repeated(
    news: SearchBackend, document: Callable[..., Document]
) -> None:
    def documents(broken: bool):
        yield document(9, "Нова ракета")
        if broken:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        news.write(documents(broken=True))
    assert news.write(documents(broken=False)) == Written(stored=1)
    assert news.count() == 5


def test_documents_come_back_as_they_went_in(
    backend: SearchBackend, document: Callable[..., Document]
) -> None:
    whole = document("x", "Заглавие „с кавички“", "Първи.\n\nВтори <b>.", section="Свят",
                     persons=("а", "б"), sources=("AP",), authors=("Иван, Петров",))  # fmt: skip
    backend.write([whole])
    assert backend.get(["missing", "idx"]) == (whole,)


def test_frequencies_of_a_field(news: SearchBackend) -> None:
    stem = bulgarian.stems("ракета")[0]
    assert news.frequencies("text", [stem, "няматакава"]) == {stem: 2, "няматакава": 0}
    assert news.frequencies("title", [stem]) == {stem: 1}
    assert news.frequencies("exact", ["ракетата"]) == {"ракетата": 1}
    assert news.frequencies("exact", []) == {}


def test_similar_words(news: SearchBackend) -> None:
    assert "ракетата" in news.similar("ракитата")


def test_an_empty_index_answers(backend: SearchBackend) -> None:
    answer = backend.search(Request(word("ракета"), facets=counting("section"), dates=True))
    assert (answer.total, answer.documents, answer.counts["section"], answer.days) == (
        0,
        (),
        Counted({}, 0),
        {},
    )
    assert backend.count() == 0
    assert backend.complete("person", (), 5) == ()
    assert list(backend.scan(Request(tree.Everything()))) == []
    assert backend.similar("ракета") == ()
    assert backend.get(["id1"]) == ()


def test_scores_fade_with_age_and_an_exact_title_is_not_drowned(
    backend: SearchBackend, document: Callable[..., Document]
) -> None:
    backend.write(
        [
            document(1, "Новина", "Падна ракета.", published="2023-01-01T10:00:00"),
            document(2, "Новина", "Падна ракета.", published="2023-12-31T10:00:00"),
            document(3, "Новина", "Падна ракета.", published=None),
            document(4, "Ракета падна", "Падна ракета.", published="2013-01-01T10:00:00"),
        ]
    )
    assert found(backend, word("ракета"))[0] == "id4"
    assert found(backend, word("ракета"), fading=0.3) == ["id4", "id2", "id1", "id3"]
    scores = [
        scored.score
        for scored in backend.search(Request(word("ракета"), fading=0.3)).documents
        if scored.document.id != "id4"
    ]
    assert scores[1] / scores[0] == pytest.approx(0.7 + 0.3 * 0.5 ** (364 / 90), abs=1e-4)
    assert scores[2] / scores[0] == pytest.approx(0.7, abs=1e-4)


def test_forms_that_begin_so_the_most_frequent_first(news: SearchBackend) -> None:
    assert news.beginning("уч", 5) == ("учение", "учението")
    assert news.beginning("ракета", 1) == ("ракетата",)
    assert news.beginning("хокей", 5) == ()
    assert news.beginning("", 5) == ()


def test_another_write_is_another_generation(
    backend: SearchBackend, document: Callable[..., Document]
) -> None:
    seen = [backend.generation()]
    for n in range(3):
        backend.write([document(n, "Море", "Море.")])
        seen.append(backend.generation())
    assert backend.generation() == seen[-1]
    assert len(set(seen)) == 4
