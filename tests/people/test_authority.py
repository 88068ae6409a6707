"""Which of the archive's names are one person: each rule, and that nothing hangs on the order."""

import random
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from indexer.naming.people.authority import Entry, Whom, resolved, rounded, sound, well_known
from indexer.naming.people.decisions import Decisions, parsed
from indexer.naming.people.keys import key


def entry(form: str, articles: int = 1, beside: Iterable[str] = ()) -> Entry:
    return Entry(key(form), form, articles, " " in form, frozenset(map(key, beside)))


def who(*entries: Entry, decisions: str = "") -> dict[str, Whom]:
    held = parsed(decisions.splitlines()) if decisions else Decisions()
    found = resolved(entries, held)
    forms = {e.key: e.form for e in entries}
    return {forms[k]: Whom(forms.get(w.key, w.key), w.by) for k, w in found.items()}


def test_a_middle_name_more_is_the_same_person() -> None:
    found = who(entry("Бойко Борисов", 9), entry("Бойко Методиев Борисов"))
    assert found["Бойко Методиев Борисов"] == ("Бойко Борисов", "name")


def test_two_middle_names_are_two_people() -> None:
    found = who(entry("Иван Петров Колев"), entry("Иван Димитров Колев"))
    assert {w.key for w in found.values()} == {"Иван Петров Колев", "Иван Димитров Колев"}


def test_an_initial_is_the_only_one_who_fits() -> None:
    assert who(entry("Петър Колев", 5), entry("П. Колев"))["П. Колев"].key == "Петър Колев"
    open_ = who(entry("Петър Колев", 5), entry("Павел Колев", 5), entry("П. Колев"))
    assert open_["П. Колев"] == ("П. Колев", "")


def test_a_foreign_name_spelt_by_ear() -> None:
    found = who(entry("Джереми Корбин", 9), entry("Джеръми Корбин", 2))
    assert found["Джеръми Корбин"] == ("Джереми Корбин", "slip")


def test_a_bulgarian_surname_with_another_letter_is_another() -> None:
    found = who(entry("Иван Маринов", 50), entry("Иван Миринов"))
    assert found["Иван Миринов"].key == "Иван Миринов"


def test_a_pet_form_that_an_article_has_beside_the_name() -> None:
    crowd = [entry(f"{name} Вуцов") for name in ("Анна", "Борис", "Вера", "Галя", "Дора", "Ема")]
    crowd += [entry("Светослав Вуцов", 9, ["Светльо Вуцов"]), entry("Светлин Вуцов", 9)]
    crowd.append(entry("Светльо Вуцов", 4, ["Светослав Вуцов"]))
    assert who(*crowd)["Светльо Вуцов"] == ("Светослав Вуцов", "name")


def test_a_pet_form_that_two_may_have_stays_alone() -> None:
    found = who(entry("Светослав Вуцов", 9), entry("Светлин Вуцов", 9), entry("Светльо Вуцов"))
    assert found["Светльо Вуцов"].key == "Светльо Вуцов"


def test_latin_letters() -> None:
    found = who(entry("Владимир Путин", 9), entry("Vladimir Putin"))
    assert found["Vladimir Putin"] == ("Владимир Путин", "latin")


def test_a_surname_alone_at_nine_of_ten() -> None:
    assert who(entry("Иво Калев", 9), entry("Ани Калев", 1), entry("Калев"))["Калев"] == (
        "Иво Калев",
        "surname",
    )
    assert who(entry("Иво Калев", 8), entry("Ани Калев", 2), entry("Калев"))["Калев"].by == ""
    assert who(entry("Иво Калев", 1), entry("Калев"))["Калев"].by == ""


def test_a_wife_has_her_own_surname() -> None:
    found = who(entry("Иво Калев", 9), entry("Калева", 3))
    assert found["Калева"] == ("Калева", "")


def test_a_surname_that_everybody_knows() -> None:
    assert resolved([entry("Тръмп", 3)])["тръмп"] == (key("Доналд Тръмп"), "known")
    assert well_known("Найджъл Фарадж") == "Найджъл Фараж"
    assert well_known("Стоян Гърмидолов") == "Стоян Гърмидолов"


def test_editors_win() -> None:
    merged = who(
        entry("Гришо Топалов"), entry("Гриша Топалов", 9), decisions="Гришо Топалов = Гриша Топалов"
    )
    assert {w.key for w in merged.values()} == {"Гришо Топалов"}
    apart = who(
        entry("Бойко Борисов", 9), entry("Бойко Методиев Борисов"),
        decisions="Бойко Борисов != Бойко Методиев Борисов",
    )  # fmt: skip
    assert apart["Бойко Методиев Борисов"].key == "Бойко Методиев Борисов"
    hidden = who(entry("Васил Левски", 9), entry("Левски"), decisions="-Васил Левски")
    assert hidden["Васил Левски"] == ("", "hidden")
    assert hidden["Левски"] == ("", "hidden")


def test_names_of_one_person_sound_alike() -> None:
    pairs = [
        ("Верхофстат", "Верхофстад"), ("Коувъни", "Ковини"), ("Путин", "Putin"),
        ("Крамп-Каренбауер", "Каренбауер"), ("Борисов", "Borisov"), ("Шойгу", "Шоигу"),
    ]  # fmt: skip
    for one, other in pairs:
        assert sound(one) == sound(other)
    assert sound("Иванов") != sound("Петров")


def test_many_articles_are_counted_by_steps() -> None:
    assert [rounded(n) for n in range(10)] == list(range(10))
    assert all(rounded(n) <= n < 1.25 * rounded(n) for n in range(10, 5_000))
    assert rounded(1_000) == rounded(1_001)


GIVEN = ("Иван", "Ива", "И.", "Иванка", "Пешо", "Петър", "Ivan", "")
LAST = ("Колев", "Колева", "Колев-Кралев", "Koliv", "Колеф")


@given(
    st.lists(
        st.tuples(st.sampled_from(GIVEN), st.sampled_from(LAST), st.integers(1, 30)),
        unique_by=lambda t: key(f"{t[0]} {t[1]}"), max_size=12,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_in_which_names_came_changes_nothing(
    rows: list[tuple[str, str, int]], shuffle: random.Random
) -> None:
    entries = [entry(f"{given} {last}".strip(), articles) for given, last, articles in rows]
    straight = resolved(entries)
    shuffle.shuffle(entries)
    assert resolved(entries) == straight
    for whom in straight.values():
        assert straight.get(whom.key, whom).key == whom.key  # never two steps
