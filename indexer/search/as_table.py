"""Rows as CSV (RFC 4180) for spreadsheets: UTF-8 with its mark, and no cell is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from io import StringIO

from indexer.search.matching import Row

COLUMNS = tuple(field.name for field in fields(Row))
BOM = "\ufeff"
BETWEEN = "; "  # the names of one cell
# What a spreadsheet takes for the beginning of a formula, in narrow and in wide letters.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """The head, then each row, as a line of text that ends with CRLF."""
    yield BOM + _line(COLUMNS)
    for row in rows:
        yield _line(_cell(getattr(row, name)) for name in COLUMNS)


def _cell(value: str | datetime | tuple[str, ...] | None) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat()
        case str():
            return safe(value)
        case _:
            return safe(BETWEEN.join(value))


def safe(text: str) -> str:
    """A cell that no spreadsheet reckons: an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
