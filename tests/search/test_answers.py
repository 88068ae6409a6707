"""Above the seam: results, ways out of an empty list, related articles, the overview."""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType

import pytest

from indexer.article import Article, Person
from indexer.naming.people.keys import key
from indexer.pages import PageTable
from indexer.search.dates import by_date
from indexer.search.days import period_of
from indexer.search.named import Names
from indexer.search.overview import overview
from indexer.search.query import DEEPEST, Choice, Period, Query
from indexer.search.related import Like, related, telling
from indexer.search.results import DateCount, FacetValue, Named, Results
from indexer.search.searching import answer, hits

STORY = [
    "Общината затвори моста над Ведрица за ремонт. Шофьорите чакат по час.",
    "Ремонтът на моста над Ведрица закъснява, защото доставката на греди се забави.",
    "Мостът над Ведрица отвори след ремонта. Първи минаха шофьорите на автобуси.",
    "Футболният отбор спечели купата след дузпи. Вратарят спаси две.",
    "Отборът загуби, вратарят е контузен и няма да играе за купата.",
    "Библиотеката подарява книги на децата от училището.",
]


@pytest.fixture
def articles(tmp_path) -> PageTable:
    table = PageTable(tmp_path / "articles.db")
    ivan = Person("Иван Колев", "иванколев", 2)
    for number, person in ((0, ivan), (1, Person("Иван  Колев", "иванколев")), (2, ivan)):
        url = f"https://paper.example/{number}"
        named = Article(f"id{number}", "paper", url, "Т", (), persons=(person,))
        table.put(named, url)
    table.put_together()
    table.settle_people()
    return table


@pytest.fixture
def names(backend, document, articles) -> Names:
    backend.write(
        document(
            number,
            text.split(".")[0],
            text,
            section="Спорт" if "тбор" in text else "България",
            persons=("иванколев",) if number < 3 else (),
            published=f"2024-0{number + 1}-10T10:00:00",
        )
        for number, text in enumerate(STORY)
    )
    return Names(backend, articles)


@pytest.fixture
def ask(backend, names) -> Callable[..., Results]:
    def search(words: str, **asked: object) -> Results:
        return answer(Query(words, **asked), backend, names)  # type: ignore[arg-type]

    return search


def chosen(**facets: str) -> MappingProxyType:
    return MappingProxyType({facet: Choice((value,)) for facet, value in facets.items()})


def test_a_person_is_chosen_by_any_spelling_and_shown_by_name(ask) -> None:
    found = ask("мост", choices=chosen(person="Иван КОЛЕВ"))
    assert found.total == 3
    value = found.facets["person"][0]
    ivan = key("Иван Колев")
    assert value == FacetValue(ivan, "Иван Колев", 3, selected=True)
    assert found.query.choice("person") == Choice((ivan,))
    assert found.chosen["person"] == (value,)
    assert found.hits[0].persons == (Named(ivan, "Иван Колев"),)
    assert ask("мост", choices=chosen(person=ivan)).query == found.query


def test_a_person_in_the_words(ask) -> None:
    assert ask("лице:Колев").total == 3
    assert ask('лице:"Колев Иван"').total == 3
    assert ask("лице:Петров").total == 0


def test_a_chosen_value_that_finds_nothing_stays(ask) -> None:
    found = ask("мост", choices=chosen(section="Култура"))
    assert found.total == 0
    first = found.facets["section"][0]
    assert (first.value, first.count, first.selected) == ("Култура", 0, True)
    nobody = ask("мост", choices=chosen(person="Никой Никоев")).chosen["person"]
    assert nobody == (FacetValue("Никой Никоев", "Никой Никоев", 0, selected=True),)


def test_ways_out_name_what_would_find_something(ask) -> None:
    found = ask("мост", choices=chosen(section="Спорт"))
    assert [(w.reason, w.label, w.count) for w in found.ways_out] == [
        ("without-filter", "section", 3)
    ]
    fewer = ask("мост жираф")
    assert [(w.reason, w.label, w.count) for w in fewer.ways_out] == [("fewer-words", "мост", 3)]
    assert fewer.suggestion is None


def test_a_slip_is_corrected(ask) -> None:
    found = ask("вратарат")
    assert found.suggestion == "вратарят"
    assert found.ways_out[0].count == 2
    assert ask(found.suggestion).total == 2


def test_every_way_out_finds_what_it_promises(ask) -> None:
    for words in ("мост жираф слон", "вратарат купата", "библеотеката"):
        for way in ask(words).ways_out:
            assert ask(way.query.words).total == way.count


def test_absurd_pages_are_brought_into_their_limits(ask) -> None:
    assert ask("мост", page=10**9, per_page=10**9).query.page == DEEPEST // 100
    assert ask("мост", page=-5).query.page == 1


def test_related_articles_tell_their_reason(backend, names) -> None:
    found = related(Like(STORY[0], ("иванколев",), "id0"), 5, backend, names)
    assert {one.hit.id for one in found[:2]} == {"id1", "id2"}
    assert "id0" not in {one.hit.id for one in found}
    assert all(one.reason in ("same-story", "same-persons") for one in found[:2])
    assert found[0].shared == ("Иван Колев",)


def test_a_draft_without_a_word_of_the_archive_has_no_relations(backend, names) -> None:
    assert related(Like("xyz 123"), 5, backend, names) == ()
    assert telling("", backend, frozenset()) == {}


def test_the_overview(backend, names) -> None:
    seen = overview(backend, names)
    assert seen.articles == 6
    assert (f"{seen.first:%Y-%m-%d}", f"{seen.last:%Y-%m-%d}") == ("2024-01-10", "2024-06-10")
    assert [(v.value, v.count) for v in seen.week] == [("България", 1)]
    assert seen.years == (DateCount("2024", 6),)


def test_dates_are_as_fine_as_the_period() -> None:
    days = {20230905: 2, 20230906: 1, 20231001: 4, 20240101: 8}
    years = [("2023", 7), ("2024", 8)]
    months = [("2023-09", 3), ("2023-10", 4)]

    def counted(period: Period) -> list[tuple[str, int]]:
        return [(d.value, d.count) for d in by_date(days, period)]

    assert counted(Period()) == years
    assert counted(Period(date(2023, 1, 1), date(2023, 12, 31))) == years + months
    september = Period(date(2023, 9, 1), date(2023, 9, 30))
    assert counted(september) == [*years, *months, ("2023-09-05", 2), ("2023-09-06", 1)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-9-5", "2023-09-05", "2023-09-05"),
        ("05.09.2023", "2023-09-05", "2023-09-05"),
        ("09.2023", "2023-09-01", "2023-09-30"),
        ("5/9/2023 г.", "2023-09-05", "2023-09-05"),
    ],
)
def test_days_as_people_type_them(text: str, first: str, last: str) -> None:
    assert period_of(text) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "вчера", "2023-13", "31.02.2023", "0000", "2023-09-05-01"])
def test_what_is_no_day(text: str) -> None:
    assert period_of(text) is None


def test_a_bare_surname_hides_nobody_who_bears_it(backend, document, tmp_path) -> None:
    table = PageTable(tmp_path / "bare.db")
    persons = (
        Person("Румен Колев", key("Румен Колев")),
        Person("Колев", key("Колев"), certain=False),
        Person("Асен Колевски", key("Асен Колевски")),
    )
    for number, person in enumerate(persons):
        url = f"https://paper.example/{number}"
        table.put(Article(f"id{number}", "paper", url, "Т", ("Т",), persons=(person,)), url)
    table.put_together()
    table.settle_people()
    backend.write(document(n, persons=(person.key,)) for n, person in enumerate(persons))
    names = Names(backend, table)
    for typed, total in (("лице:Колев", 2), ('лице:"Румен Колев"', 1), ("лице:Колевски", 1)):
        assert answer(Query(typed), backend, names).total == total
    found = answer(Query("лице:Колев"), backend, names)
    certain = {value.label: value.certain for value in found.facets["person"]}
    assert certain == {"Румен Колев": True, "Колев": False}


@pytest.mark.parametrize("words", ["", "мост", "лице:Путин", "преди:2099 мост", "няматакава"])
def test_hits_alone_are_those_of_the_answer(backend, names, words: str) -> None:
    query = Query(words=words, per_page=3)
    assert hits(query, backend, names) == answer(query, backend, names).hits
