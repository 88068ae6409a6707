"""Query ↔ address: nobody else (but place_links) knows the names of parameters.

    q        the words                       from, to   days: 2023, 2023-09, 2023-09-05, 05.09.2023
    section  person  source  author  site    a facet; may repeat (any of them); -person=… excludes
    year     2023                            month      2023-09 (or 9 beside year=2023)
    day      2023-09-05                      sort       relevance, newest, oldest
    page     from 1                          per_page   1 to 100
    literal  1: take the words as typed
    in-person, in-source   show only the values of the facet whose name has a word that begins so

The value of a person is the key; a name instead of it is understood, and leads to the key.

What stands in an address twice but may not repeat counts once, the first time. Parameters of other
names are passed over, for addresses come with tracking tails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote_plus

from werkzeug.datastructures import MultiDict

from indexer.search.days import period_of
from indexer.search.query import FACETS, MOST_PER_PAGE, SORTS, Choice, Facet, Period, Query, Sort
from indexer.search.searching import NOTHING_TYPED
from indexer.search.syntax import LONGEST
from webui.refused import Code, Refused

Pairs = tuple[tuple[str, str], ...]

PARAMETERS = (
    "q", *FACETS, *(f"-{facet}" for facet in FACETS),
    "year", "month", "day", "from", "to", "sort", "page", "per_page", "literal",
    "lang", "more",
    *(f"in-{facet}" for facet in FACETS),
)  # fmt: skip

MOST_CHOSEN = 50  # values of one facet in an address; a person's hand does not get that far
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]+")
_DEFAULT = Query()


def query_of(args: MultiDict[str, str]) -> Query:
    """The search that an address asks for.

    Raises:
        Refused: a value that cannot be meant, with the parameter's name.
    """
    return Query(
        words=words_in(args),
        choices=MappingProxyType({f: c for f in FACETS if (c := _choice(args, f))}),
        period=_period(args),
        sort=_sort(args),
        page=number_in(args, "page", "bad_page", 999_999_999),
        per_page=number_in(args, "per_page", "bad_per_page", MOST_PER_PAGE),
        literal=_literal(args),
    )


def pairs(query: Query) -> Pairs:
    """The parameters of a search, defaults left out, in one order whatever order they came in."""
    found: list[tuple[str, str]] = [("q", query.words)] if query.words else []
    for facet in FACETS:
        choice = query.choice(facet)
        found += [(facet, value) for value in choice.wanted]
        found += [(f"-{facet}", value) for value in choice.unwanted]
    found += _dates(query.period)
    if query.sort != _DEFAULT.sort:
        found.append(("sort", query.sort))
    if query.page != _DEFAULT.page:
        found.append(("page", str(query.page)))
    if query.per_page != _DEFAULT.per_page:
        found.append(("per_page", str(query.per_page)))
    if query.literal:
        found.append(("literal", "1"))
    return tuple(found)


def listed(query: Query) -> Query:
    """The same list under an address that is not the home page's: all articles, newest first."""
    return replace(query, sort="newest") if query == _DEFAULT else query


def tail(query: Query) -> str:
    """A search as `?…`; letters that are not ASCII stay as they are, pages are UTF-8."""
    return "?" + "&".join(map(encoded, pairs(listed(query))))


class Narrower:
    """The addresses of a search with one more value of a facet, from the first page on; as `tail`
    has them, made of the parts that all of them share.
    """

    def __init__(self, query: Query, facet: Facet) -> None:
        self._facet = facet
        there = pairs(replace(query, page=1))
        before = {name for f in FACETS[: FACETS.index(facet)] for name in (f, f"-{f}")}
        add = sum(name in before or name in ("q", facet) for name, _ in there)
        exclude = add + sum(name == f"-{facet}" for name, _ in there)
        self._add, self._exclude = (
            ("?" + "".join(f"{encoded(p)}&" for p in there[:at]),
             "".join(f"&{encoded(p)}" for p in there[at:]))
            for at in (add, exclude)
        )  # fmt: skip

    def add(self, value: str) -> str:
        """With the value as one of those that may be."""
        head, rest = self._add
        return f"{head}{self._facet}={_quoted(value)}{rest}"

    def exclude(self, value: str) -> str:
        """Without the articles that have the value."""
        head, rest = self._exclude
        return f"{head}-{self._facet}={_quoted(value)}{rest}"


def address(query: Query, path: str = "/", inside: Mapping[Facet, str] = NOTHING_TYPED) -> str:
    """The page (or another face) of a search.

    Args:
        inside: what the values of each facet are looked for by.
    """
    typed = (f"&in-{facet}={_quoted(text)}" for facet, text in inside.items() if text)
    return path + tail(query) + "".join(typed)


def facet_tail(facet: Facet, value: str) -> str:
    """All articles with one value of a facet."""
    return tail(Query().with_choice(facet, Choice(wanted=(value,))))


def without(query: Query, *names: str) -> Pairs:
    """The parameters that a form hands on, those that it asks for itself left out."""
    return tuple(pair for pair in pairs(replace(query, page=1)) if pair[0] not in names)


def inside(args: MultiDict[str, str]) -> Mapping[Facet, str]:
    """What the values of a facet are narrowed to by name; no part of the search itself."""
    return {f: clean(args.get(f"in-{f}", ""))[:100] for f in FACETS}


DATES = ("year", "month", "day", "from", "to")


def words_in(args: MultiDict[str, str]) -> str:
    """The words that an address has, no longer than one letter beyond what is read."""
    return clean(args.get("q", ""))[: LONGEST + 1].strip()


def clean(text: str) -> str:
    """What somebody typed without control characters."""
    return _CONTROL.sub(" ", text).strip()


def _choice(args: MultiDict[str, str], facet: Facet) -> Choice:
    return Choice(_values(args, facet), _values(args, f"-{facet}"))


def _values(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    given = (clean(value)[:LONGEST].strip() for value in args.getlist(name))
    values = tuple(dict.fromkeys(value for value in given if value))
    if len(values) > MOST_CHOSEN:
        raise Refused("too_many", name)
    return values


def _period(args: MultiDict[str, str]) -> Period:
    """The days that all of year, month, day, from and to allow."""
    limits = [_covered(args, "year"), _month(args), _covered(args, "day")]
    firsts = [p.first for p in (*limits, _covered(args, "from")) if p and p.first]
    lasts = [p.last for p in (*limits, _covered(args, "to")) if p and p.last]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first and last and first > last:
        raise Refused("bad_period", "to" if args.get("to") else "from")
    return Period(first, last)


def _month(args: MultiDict[str, str]) -> Period | None:
    year, month = args.get("year", "").strip(), args.get("month", "").strip()
    if year and re.fullmatch(r"[0-9]{1,2}", month):
        return _dated(f"{year}-{month}", "month")
    return _dated(month, "month") if month else None


def _covered(args: MultiDict[str, str], name: str) -> Period | None:
    value = args.get(name, "").strip()
    return _dated(value, name) if value else None


def _dated(text: str, name: str) -> Period:
    period = period_of(text) if text.isascii() or text.endswith("г.") else None  # noqa: RUF001
    if period is None:
        raise Refused("bad_date", name)
    return period


def _sort(args: MultiDict[str, str]) -> Sort:
    value = args.get("sort", "").strip()
    for sort in SORTS:
        if value in ("", sort):
            return sort if value else _DEFAULT.sort
    raise Refused("bad_sort", "sort")


def number_in(args: MultiDict[str, str], name: str, code: Code, most: int) -> int:
    """A parameter that is a number from 1; `code` is what it is refused with."""
    value = args.get(name, "").strip()
    if not value:
        return 1 if name == "page" else _DEFAULT.per_page
    if not re.fullmatch(r"[0-9]{1,9}", value) or not 1 <= int(value) <= most:
        raise Refused(code, name)
    return int(value)


def _literal(args: MultiDict[str, str]) -> bool:
    value = args.get("literal", "").strip()
    if value not in ("", "0", "1"):
        raise Refused("bad_literal", "literal")
    return value == "1"


def _dates(period: Period) -> Iterable[tuple[str, str]]:
    first, last = period.first, period.last
    for name, text in _whole(first, last):
        if period_of(text) == period:
            return [(name, text)]
    named = (("from", first), ("to", last))
    return [(name, day.isoformat()) for name, day in named if day is not None]


def _whole(first: date | None, last: date | None) -> Iterable[tuple[str, str]]:
    """The year, month and day that a period might be."""
    if first is None or last is None:
        return ()
    text = first.isoformat()
    return (("year", text[:4]), ("month", text[:7]), ("day", text))


def encoded(pair: tuple[str, str]) -> str:
    """A parameter as it stands in an address."""
    return f"{pair[0]}={_quoted(pair[1])}"


@lru_cache(maxsize=1 << 15)
def _quoted(value: str) -> str:
    return "".join(c if c > "\x7f" and c.isalpha() else quote_plus(c) for c in value)
