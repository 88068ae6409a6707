"""A section, a source, an author: the latest of it, over time, who and what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from indexer.search.query import Choice, Facet, Query
from indexer.search.results import FacetValue, Results
from webui import addresses, links, place_links
from webui.holdings import holdings
from webui.language import LazyString, gettext, lazy_gettext
from webui.missing import Missing
from webui.narrowing import bar_step
from webui.over_time import over_time

pages = Blueprint("place", __name__)

LATEST = 12
SHOWN = 12  # values of another facet
KINDS: Mapping[str, LazyString] = {
    "section": lazy_gettext("Раздел"),
    "source": lazy_gettext("Източник"),
    "author": lazy_gettext("Автор"),
}
UNKNOWN: Mapping[str, LazyString] = {
    "section": lazy_gettext("В архива няма такъв раздел."),
    "source": lazy_gettext("В архива няма такъв източник."),
    "author": lazy_gettext("В архива няма такъв автор."),
}
GROUPS: Mapping[Facet, LazyString] = {
    "person": lazy_gettext("Лица"),
    "section": lazy_gettext("Раздели"),
    "source": lazy_gettext("Източници"),
    "author": lazy_gettext("Автори"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A value: its own page, and the list of the articles that it shares with this place."""

    label: str
    page: str
    list: str
    count: int
    step: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Values of one facet under their heading, and how many more there are."""

    heading: str
    ways: tuple[Way, ...]
    beyond: int = 0


@pages.get("/section/<path:value>", defaults={"facet": "section"}, merge_slashes=False)
@pages.get("/source/<path:value>", defaults={"facet": "source"}, merge_slashes=False)
@pages.get("/author/<path:value>", defaults={"facet": "author"}, merge_slashes=False)
def show(facet: Facet, value: str) -> ResponseReturnValue:
    """The page of a facet's value."""
    library = holdings().library
    query = chosen(facet, value)
    results = library.search(query)
    if not results.total:
        advice = gettext("Може името да е друго. Потърсете го с търсачката.")
        raise Missing(str(UNKNOWN[facet]), advice)
    return render_template(
        "place.html",
        kind=KINDS[facet],
        value=value,
        total=results.total,
        list="/" + links.tail(query),
        latest=results.hits,
        time=over_time(library.coverage(query)),
        time_page=place_links.coverage(query),
        groups=groups(results, tuple(other for other in GROUPS if other != facet)),
    )


def chosen(facet: Facet, value: str, latest: int = LATEST) -> Query:
    """The newest articles with one value of a facet."""
    return Query(sort="newest", per_page=latest).with_choice(facet, Choice((value,)))


def groups(results: Results, facets: tuple[Facet, ...]) -> tuple[Group, ...]:
    """What else the articles of a list have, facet by facet; those without a value left out."""
    made = (group(results, facet) for facet in facets)
    return tuple(one for one in made if one.ways)


def group(results: Results, facet: Facet) -> Group:
    """The most frequent values of a facet in a list."""
    values = [v for v in results.facets[facet] if v.count and not v.selected][:SHOWN]
    most = max((v.count for v in values), default=1)
    ways = tuple(_way(results.query, facet, value, most) for value in values)
    beyond = results.sizes[facet] - len(values) - len(results.query.choice(facet).wanted)
    return Group(str(GROUPS[facet]), ways, max(0, beyond))


def _way(query: Query, facet: Facet, value: FacetValue, most: int) -> Way:
    both = Query(period=query.period, choices=query.choices)
    return Way(
        label=value.label,
        page=addresses.place(facet, value.value),
        list="/" + links.tail(both.with_choice(facet, Choice((value.value,)))),
        count=value.count,
        step=bar_step(value.count, most),
        certain=value.certain,
    )
