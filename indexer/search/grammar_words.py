"""The words of the search box that mean something of their own, in Bulgarian, English, Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from indexer.article import Change

CHANGES: Mapping[str, tuple[Change, ...]] = MappingProxyType(
    {
        "заглавие": ("headline",),
        "headline": ("headline",),
        "title": ("headline",),
        "titular": ("headline",),
        "текст": ("text",),
        "text": ("text",),
        "texto": ("text",),
        "дата": ("date",),
        "date": ("date",),
        "fecha": ("date",),
        "поправка": ("mend",),
        "mend": ("mend",),
        "errata": ("mend",),
        "да": ("headline", "text", "date"),
        "yes": ("headline", "text", "date"),
        "sí": ("headline", "text", "date"),
        "si": ("headline", "text", "date"),
    }
)
"""What «променена:» may be followed by; «да» is any change but small mends."""

FIELDS = {
    "лице": "person", "лица": "person", "person": "person", "persona": "person",
    "раздел": "section", "рубрика": "section", "section": "section", "sección": "section",
    "източник": "source", "source": "source", "fuente": "source",
    "автор": "author", "author": "author", "autor": "author",
    "сайт": "site", "site": "site", "sitio": "site",
    "цитат": "quote", "quote": "quote", "cita": "quote",
    "променена": "changed", "промяна": "changed", "changed": "changed", "cambio": "changed",
    "след": "after", "от": "after", "after": "after", "from": "after", "desde": "after",
    "преди": "before", "до": "before", "before": "before", "to": "before", "hasta": "before",
    "дата": "on", "date": "on", "fecha": "on",
    "заглавие": "title", "title": "title", "título": "title",
}  # fmt: skip

OPERATORS = {
    "OR": "or", "ИЛИ": "or",
    "AND": "and", "И": "and",
    "NOT": "minus", "НЕ": "minus",  # noqa: RUF001 - the Bulgarian word
}  # fmt: skip
