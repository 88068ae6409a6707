"""Direct speech and its speakers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.naming.people import grouped, mentions
from indexer.naming.quotations import Speech, speech
from indexer.naming.quotations.marks import quoted


def said(text: str) -> list[Speech]:
    found = mentions(text)
    return speech(text, found, *grouped(found))


def told(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.name) for s in said(text)]


WORDS = "Ще построим моста до края на годината"


@pytest.mark.parametrize(
    "text",
    [
        f"„{WORDS}“, каза кметът Стоян Гърмидолов.",
        f'"{WORDS}", обяви Стоян Гърмидолов пред журналисти.',
        f"«{WORDS}», допълни още Стоян Гърмидолов.",
        f"„{WORDS}”. Това заяви Стоян Гърмидолов.",
        f"Стоян Гърмидолов каза: „{WORDS}“.",
        f"По думите на Стоян Гърмидолов „{WORDS}“.",
        f"Стоян Гърмидолов дойде. „{WORDS}“, каза той.",
        f"Кметът Стоян Гърмидолов дойде навреме. „{WORDS}“, обясни кметът.",
        f"„{WORDS}“ – така Стоян Гърмидолов отговори на въпроса.",
        f"Стоян Гърмидолов: „{WORDS}“",
    ],
)
def test_a_speaker_after_before_by_pronoun_and_by_office(text: str) -> None:
    assert told(text) == [(WORDS, "Стоян Гърмидолов")]


def test_the_speaker_goes_on() -> None:
    text = f"„{WORDS}“, каза Ива Тонева. „Парите са осигурени, чакаме само разрешение“."
    assert [name for _, name in told(text)] == ["Ива Тонева", "Ива Тонева"]


def test_a_pronoun_goes_by_gender() -> None:
    text = f"Ива Тонева и Стоян Гърмидолов дойдоха. „{WORDS}“, каза тя."
    assert told(text) == [(WORDS, "Ива Тонева")]


def test_who_is_only_spoken_to_or_of_is_no_speaker() -> None:
    text = f"„{WORDS}“, каза говорител на Стоян Гърмидолов."
    assert told(text) == [(WORDS, "")]
    text = f"„{WORDS}“, заявиха от общината пред Стоян Гърмидолов."
    assert told(text) == [(WORDS, "")]


def test_an_office_without_a_name_is_kept_as_words() -> None:
    found = said(f"„{WORDS}“, разказа шофьорът на автобуса.")
    assert [(s.name, s.office) for s in found] == [("", "шофьорът")]


def test_a_name_that_only_the_verb_tells() -> None:
    assert told(f"„{WORDS}“, разказа Мелтем.") == [(WORDS, "Мелтем")]
    assert told(f"„{WORDS}“, съобщи Ройтерс.") == [(WORDS, "")]
    assert told(f"„{WORDS}“, обяви Москва.") == [(WORDS, "")]


@pytest.mark.parametrize(
    "text",
    [
        "Филмът „Уроците на Блага от морето“ тръгва по кината.",
        "Фирмата „Пътстрой и синове“ спечели търга.",
        "Той е „експерт“ по всичко.",
        "Купиха вестник „Тихи новини от града“ и си тръгнаха.",
        "Корабът „Бял облак“ спря на кея.",
    ],
)
def test_names_titles_and_irony_are_no_speech(text: str) -> None:
    assert told(text) == []


def test_a_quotation_inside_another_is_part_of_it() -> None:
    text = "„Казах им: „Не мърдайте оттук“, и тръгнах към моста“, разказа Стоян Гърмидолов."
    assert [name for _, name in told(text)] == ["Стоян Гърмидолов"]


def test_one_mark_that_closes_two() -> None:
    text = f"„Той ми рече: „{WORDS}”, разказва Ива Тонева. „Друго не помня от тази вечер”."
    assert [name for _, name in told(text)] == ["Ива Тонева", "Ива Тонева"]


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    text = f"„{WORDS}, каза Ива Тонева.\nДруг абзац без никакви кавички в него."
    assert all("Друг абзац" not in words for words, _ in told(text))


def test_an_interview() -> None:
    text = (
        "Треньорът Стоян Гърмидолов говори пред вестника.\n"
        "- Как мина подготовката на отбора?\n"
        "- Много добре, момчетата са здрави и гладни за победи.\n"
        "- Кога се връщат контузените?\n"
        "- След две седмици, ако лекарите разрешат това."
    )
    assert [name for _, name in told(text)] == ["", "Стоян Гърмидолов"] * 2


@given(st.text(alphabet='Иван Колев каза той„“”"«»–-.,:?!\n', max_size=300))
def test_speech_lies_in_the_text_in_order(text: str) -> None:
    found = said(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert [s.start for s in found] == sorted(s.start for s in found)


@pytest.mark.parametrize(
    "piece",
    ["„", "“", '"', '"а', "„Иван“, ", "- а?\n", f"„{WORDS}“, каза Иван Колев. ", "каза, ", "„а\n"],
)
def test_a_long_text_of_one_thing_is_answered(piece: str) -> None:
    """In linear time: one that is not would not come back for minutes."""
    text = piece * (200_000 // len(piece))
    assert all(one.end <= len(text) for one in said(text))


def test_marks_are_paired_as_they_are_meant() -> None:
    for text, inside in (
        ("„а“ и „б“", ["а", "б"]), ("„а” и \"б\"", ["а", "б"]), ("«а» „б", ["а", "б"]),
        ('той каза "не" и си тръгна', ["не"]), ("5\" екран", []), ("“а“", ["а"]),
    ):  # fmt: skip
        assert [text[s.start : s.end] for s in quoted(text)] == inside
