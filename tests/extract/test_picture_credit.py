"""«Снимка: БТА/Иван Иванов» gives an agency and a photographer."""

from __future__ import annotations

import pytest

from indexer.picture_credit import made_by


@pytest.mark.parametrize(
    ("credit", "agencies", "photographers"),
    [
        ("Снимка: БТА/Иван Иванов", ("БТА",), ("Иван Иванов",)),
        ("Снимки: Мария Петрова, БГНЕС", ("БГНЕС",), ("Мария Петрова",)),
        ("Фото: Мария Петрова и Иван Стоев", (), ("Мария Петрова", "Иван Стоев")),
        ("Photo: Reuters", ("Ройтерс",), ()),
        ("Архив", (), ()),
        ("снимка: фейсбук", (), ()),
        ("", (), ()),
    ],
)
def test_who_made_a_picture(
    credit: str, agencies: tuple[str, ...], photographers: tuple[str, ...]
) -> None:
    found = made_by(credit)
    assert (found.agencies, found.photographers) == (agencies, photographers)
