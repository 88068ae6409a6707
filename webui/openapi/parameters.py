"""What may be asked of a list, one parameter after the other; an empty value is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.search.query import FACETS, MOST_PER_PAGE, SORTS, Facet
from webui.language import LazyString, lazy_gettext
from webui.openapi.schemas import SOMETHING, TEXT, Schema, listed, one_of


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: where it stands, what it may be, an example that the sample answers."""

    name: str
    said: LazyString | str
    schema: Schema = field(default_factory=lambda: TEXT)
    where: str = "query"
    example: Any = None
    required: bool = False

    def described(self) -> Mapping[str, Any]:
        """As OpenAPI has it."""
        many = self.schema.get("type") == "array"
        return {
            "name": self.name,
            "in": self.where,
            "description": self.said,
            "required": self.required or self.where == "path",
            "schema": self.schema,
            **({"style": "form", "explode": True} if many else {}),
            **({"example": self.example} if self.example is not None else {}),
        }


_MEANT: Mapping[Facet, LazyString] = {
    "section": lazy_gettext("Раздел; може да се повтаря – който и да е от тях."),
    "person": lazy_gettext("Лице: ключ или име; може да се повтаря."),
    "source": lazy_gettext("Източник; може да се повтаря."),
    "author": lazy_gettext("Автор; може да се повтаря."),
    "site": lazy_gettext("Сайт: ключът му; може да се повтаря."),
}
_WITHOUT = lazy_gettext("Без статиите, които имат тази стойност; може да се повтаря.")
_YEAR = {"type": "string", "pattern": "^([1-9][0-9]{3})?$"}
_DATE = {
    "type": "string",
    "pattern": "^([1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$",
}


def _number(least: int, most: int, default: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most, "default": default}


WORDS = Parameter(
    "q",
    lazy_gettext("Думи; „израз“ в кавички, -без, ИЛИ, лице:, раздел:, източник:, автор:, ракет*."),
    example="море",
)
LIST: tuple[Parameter, ...] = (
    WORDS,
    *(Parameter(facet, _MEANT[facet], listed(TEXT)) for facet in FACETS),
    *(Parameter(f"-{facet}", _WITHOUT, listed(TEXT)) for facet in FACETS),
    Parameter("year", lazy_gettext("Година, 2023."), _YEAR),
    Parameter("month", lazy_gettext("Месец, 2023-09; или 9 до year=2023.")),
    Parameter("day", lazy_gettext("Ден, 2023-09-05."), _DATE),
    Parameter("from", lazy_gettext("От тази дата нататък: 2023, 2023-09 или 2023-09-05."), _DATE),
    Parameter("to", lazy_gettext("До тази дата включително."), _DATE),
    Parameter("sort", lazy_gettext("Подреждане."), one_of("", *SORTS)),
    Parameter("page", lazy_gettext("Страница, от 1; до 10 000 статии навътре."),
              _number(1, 999_999_999, 1)),
    Parameter("per_page", lazy_gettext("Статии на страница."), _number(1, MOST_PER_PAGE, 20)),
    Parameter("literal", lazy_gettext("1: думите точно както са написани."), one_of("", "0", "1")),
)  # fmt: skip
EXPLAIN = Parameter("explain", lazy_gettext("1: защо е намерена всяка статия."))
CURSOR = Parameter(
    "cursor",
    lazy_gettext("next от предишния отговор: списъкът оттам нататък, колкото и да е дълъг."),
)
ID = Parameter("article_id", lazy_gettext("Ключът на статията."), where="path")
PART = Parameter(
    "part", lazy_gettext("Номер на частта, от 1."), {"type": "integer"}, "path", example=1
)
URL = Parameter(
    "url", lazy_gettext("Адрес на статия в сайта на вестника."), SOMETHING, required=True
)
