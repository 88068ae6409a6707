"""The home page and the results: one address, told apart by whether it asks for anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from indexer.search.query import DEEPEST, FACETS, Facet, Query, Sort
from indexer.search.results import Hit, Results, WayOut
from webui import links, narrowing, page_links, place_links, present, timeline
from webui.faces import faces
from webui.holdings import holdings
from webui.language import gettext
from webui.way_back import carried

pages = Blueprint("search", __name__)

MOST_OF_A_WAY = 3  # titles of the best way out
MOST_PAGES_NAMED = 2  # to each side of the page that is shown


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `here` where the reader already is."""

    label: str
    tail: str
    here: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a list: neighbours by number, one before and one after."""

    numbers: tuple[Link, ...]
    before: str
    after: str
    last: int


@pages.get("/")
def index() -> ResponseReturnValue:
    """The home page without parameters, the list with any."""
    query = links.query_of(request.args)
    if query == Query():
        return render_template("home.html", home=holdings().front.look())
    return _listed(query)


def _listed(asked: Query) -> ResponseReturnValue:
    """The list; an address that names persons leads to the one with their keys."""
    typed, unfolded = links.inside(request.args), page_links.unfolded(request.args)
    results = holdings().library.search(asked, typed)
    query = replace(results.query, per_page=asked.per_page)
    if query.choices != asked.choices:
        return redirect(links.address(replace(query, page=asked.page), inside=typed), 301)
    period = timeline.period_words(query.period) if query.period else ""
    heading = _heading(results)
    chips = narrowing.chips(results, _label, period)
    return render_template(
        "results.html",
        results=results,
        query=query,
        heading=heading,
        title=_title(heading, chips),
        boxes=narrowing.boxes(results, _label, typed, unfolded),
        spans=timeline.spans(query, results.dates),
        open_period=bool(query.period) and not timeline.is_whole(query.period),
        chips=chips,
        sorts=_sorts(query),
        pager=_pager(results),
        literally=links.tail(replace(asked, literal=not query.literal, page=1)),
        same_words=links.tail(Query(words=query.words)),
        ways_out=tuple(map(_way_out, results.ways_out)),
        in_time=place_links.coverage(query),
        faces=faces(query, request.host_url),
        carried=carried(query),
        looked_inside=bool(unfolded) or any(typed.values()),
        first_of_way=_first_of(results),
        again=_again(results),
        site_name=holdings().site_name,
    )


def _first_of(results: Results) -> tuple[Hit, ...]:
    """Where nothing was found, the first articles of what would be."""
    if results.total or not results.ways_out:
        return ()
    best = replace(results.ways_out[0].query, page=1, per_page=MOST_OF_A_WAY)
    return holdings().library.search(best).hits


def _again(results: Results) -> Mapping[str, list[Hit]]:
    """Hit's id → those below it that say the same; they stand under it and not for themselves."""
    found: dict[str, list[Hit]] = {}
    for hit in results.hits:
        if hit.repeats:
            found.setdefault(hit.repeats, []).append(hit)
    return found


def _label(facet: Facet, value: str) -> str:
    return holdings().site_name(value) if facet == "site" else value


def _heading(results: Results) -> str:
    words = results.query.words
    if not results.total:
        found = gettext("Нищо не намерих")
    else:
        found = present.articles(results.total, at_least=results.total_relation == "gte")
    return gettext("%(found)s за „%(words)s“", found=found, words=words) if words else found


def _title(heading: str, chips: tuple[narrowing.Chip, ...]) -> str:
    """The heading with what the list is narrowed to: tabs and bookmarks are told apart by it."""
    without = gettext("без:")
    chosen = (f"{without} {c.label}" if c.excluded else c.label for c in chips)
    return " · ".join((heading, *chosen))


def _sorts(query: Query) -> tuple[Link, ...]:
    offered: tuple[Sort, ...] = ("relevance", "newest", "oldest")
    shown = query.sort if query.words or query.sort != "relevance" else "newest"
    return tuple(
        Link(_sort_name(sort), links.tail(replace(query, sort=sort, page=1)), sort == shown)
        for sort in (offered if query.words else offered[1:])
    )


def _sort_name(sort: Sort) -> str:
    names = {
        "relevance": gettext("най-близки"),
        "newest": gettext("най-нови"),
        "oldest": gettext("най-стари"),
    }
    return names[sort]


def _pager(results: Results) -> Pager:
    query = results.query
    last = max(1, min(-(-results.total // query.per_page), DEEPEST // query.per_page))
    near = range(query.page - MOST_PAGES_NAMED, query.page + MOST_PAGES_NAMED + 1)
    numbers = sorted({1, last, *(n for n in near if 1 <= n <= last)})

    def to(page: int) -> str:
        return links.tail(replace(query, page=page)) if 1 <= page <= last else ""

    return Pager(
        numbers=tuple(Link(present.number(n), to(n), n == query.page) for n in numbers),
        before=to(query.page - 1) if query.page <= last else "",
        after=to(query.page + 1),
        last=last,
    )


def _way_out(way: WayOut) -> Link:
    return Link(_way_label(way), links.tail(way.query), count=present.articles(way.count))


def _way_label(way: WayOut) -> str:
    match way.reason:
        case "correction":
            return gettext("Може би „%(words)s“", words=way.label)
        case "fewer-words":
            return gettext("Само „%(words)s“", words=way.label)
    if way.label == "all":
        return gettext("Без всички ограничения")
    if way.label == "date":
        return gettext("За всички дати")
    name = next(str(present.FACET_NAMES[f]).lower() for f in FACETS if f == way.label)
    return gettext("Без ограничението по %(facet)s", facet=name)
