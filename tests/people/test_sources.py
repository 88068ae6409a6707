"""Media that are credited or cited, and those that are only named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.naming.sources import credits, sources


def found(text: str) -> dict[str, bool]:
    return {credit.name: credit.credited for credit in credits(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Край. (с информация от AP, Infobae и EFE)", {"AP": True, "Infobae": True, "EFE": True}),
        ("Край. /БТА/", {"БТА": True}),
        ("Край. /от БТА/", {"БТА": True}),
        ("Източник: Ройтерс", {"Ройтерс": True}),
        ("Fuente: Europa Press", {"Европа прес": True}),
        ("Край на текста. БГНЕС", {"БГНЕС": True}),
        ("Според „Ню Йорк таймс“ това е така.", {"Ню Йорк Таймс": False}),
        ("Това съобщи БТА.Той замина.", {"БТА": False}),
        ("Заяви той пред “Труд“ вчера.", {"Труд": False}),
        ("Пише вестник „Сега“.", {"Сега": False}),
        ("Предаде Агенция Франс – Прес.", {"АФП": False}),
        ("Съобщава mediapool.bg.", {"Mediapool": False}),
    ],
)
def test_sources_are_found_and_told_apart(text: str, expected: dict[str, bool]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Президентът на Република България пристигна.",
        "Реката Марица преля край Пловдив.",
        "Спря трудът, сега чакаме новия стандарт.",
        "Източник: Ухан, Китай.",
        "Снимка: БТА",
        "Изтеглете приложението на Vesti.bg.",
        "Пишете на редактор@trud.bg.",
        "Ваксината Спутник V е одобрена.",
        "Екип",
        "Водата спря. Сега",
        "4. Русия – 1 291 687 заразени",
        "Източник: задържаният е дал обяснения пред съда в Перник вчера",
    ],
)
def test_what_is_no_source(text: str) -> None:
    assert found(text) == {}


def test_the_paper_itself_is_none() -> None:
    text = ("Пред „Телеграф“ кметът каза да. Това съобщи и БТА.",)
    assert [s.name for s in sources(text, own="Телеграф")] == ["БТА"]


def test_a_name_is_credited_before_it_is_cited() -> None:
    text = ("Това съобщи Ройтерс.", "Източник: Ройтерс, БТА")
    assert [(s.name, s.credited) for s in sources(text)] == [("Ройтерс", True), ("БТА", True)]


@given(st.text(alphabet="БТА източник: АП /()„“.,\n-–Труд.bg@", max_size=200))
def test_places_slice_the_text(text: str) -> None:
    for credit in credits(text):
        assert 0 <= credit.start < credit.end <= len(text)
