"""The parameters of the list of persons and of the coverage over time, as webui.links has those of
lists.

    letter   of /people: the first of a name      page   from 1      q   a name begun
    q2, by, format   of /coverage: another query; year, month, day; html, csv
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from indexer.search.coverage import UNITS, Unit
from indexer.search.query import Choice, Query
from indexer.search.syntax import LONGEST
from webui import links
from webui.refused import Refused

PARAMETERS = ("letter", "q2", "by", "format")


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """What the list of persons is asked for: a name begun, or a letter, or neither."""

    words: str = ""
    letter: str = ""
    page: int = 1


def people_of(args: MultiDict[str, str]) -> PeopleAsked:
    """What an address of the list of persons asks for.

    Raises:
        Refused: a page that is no number.
    """
    letter = links.clean(args.get("letter", ""))[:1].upper()[:1]
    page = links.number_in(args, "page", "bad_page", 999_999)
    return PeopleAsked(links.words_in(args)[:100], letter, page)


def people(letter: str = "", page: int = 1) -> str:
    """A page of the list of persons."""
    asked = [("letter", letter)] if letter else []
    asked += [("page", str(page))] if page > 1 else []
    return "/people" + ("?" if asked else "") + "&".join(map(links.encoded, asked))


def both_persons(key: str, other: str) -> str:
    """The articles with two persons; a key in the words means just its person."""
    return links.tail(Query(words=f"лице:{other}").with_choice("person", Choice((key,))))


@dataclass(frozen=True, slots=True)
class CoverageAsked:
    """A query over time, another beside it (None: alone), the unit (None: what fits)."""

    query: Query
    other: Query | None
    unit: Unit | None
    csv: bool


def coverage_of(args: MultiDict[str, str]) -> CoverageAsked:
    """What an address of the coverage over time asks for; both queries have the same limits.

    Raises:
        Refused: a value that cannot be meant.
    """
    query = replace(links.query_of(args), page=1, per_page=Query().per_page, sort="relevance")
    second = links.clean(args.get("q2", ""))[: LONGEST + 1].strip()
    unit = next((u for u in UNITS if u == args.get("by", "").strip()), None)
    if args.get("by", "").strip() and unit is None:
        raise Refused("bad_unit", "by")
    kind = args.get("format", "").strip()
    if kind not in ("", "html", "csv"):
        raise Refused("bad_format", "format")
    other = replace(query, words=second) if second else None
    return CoverageAsked(query, other, unit, kind == "csv")


def coverage(query: Query, other: str = "", unit: Unit | None = None, *, csv: bool = False) -> str:
    """The page of a query over time."""
    whole = replace(query, page=1, per_page=Query().per_page, sort="relevance")
    asked = [*links.pairs(whole)]
    asked += [("q2", other)] if other else []
    asked += [("by", unit)] if unit else []
    asked += [("format", "csv")] if csv else []
    return "/coverage" + ("?" if asked else "") + "&".join(map(links.encoded, asked))
