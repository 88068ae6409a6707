"""The facets beside a list as rows of links, and what is chosen as chips that can be taken off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from indexer.search.beginnings import begins, words_of
from indexer.search.query import ANY_DAY, Choice, Facet, Query
from indexer.search.results import FacetValue, Results
from webui import links, page_links
from webui.present import FACET_NAMES

SHOWN = 8  # values of a facet at once
FOLDED = 12  # more of them, on demand; the rest is found by name
STEPS = 20  # of a bar's width

Label = Callable[[Facet, str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a facet: `step` of STEPS is its bar, the links are tails of addresses."""

    label: str
    count: int
    step: int
    add: str
    exclude: str
    state: str = ""  # chosen, excluded or nothing
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """One facet: rows at once, rows under «още», how many there are beyond these.

    `unfold` is the tail of the page that has the rows under «още», where this one has not, and
    `waiting` how many those are.
    """

    facet: Facet
    name: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...]
    beyond: int
    searchable: bool
    typed: str
    handed_on: links.Pairs
    unfold: str = ""
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, with the address of the list without it."""

    label: str
    off: str
    excluded: bool = False


def boxes(
    results: Results,
    label: Label,
    inside: Mapping[Facet, str],
    unfolded: Collection[Facet] = (),
) -> tuple[Box, ...]:
    """Every facet that can narrow the list (or already does).

    Args:
        inside: what the values of each facet were looked for by.
        unfolded: facets whose further values are shown too.
    """
    made = (
        _box(
            results,
            facet,
            _told(facet, values, label, inside),
            inside.get(facet, ""),
            whole=facet in unfolded or bool(inside.get(facet)),
        )
        for facet, values in results.facets.items()
        if facet != "site" or len(values) > 1 or results.query.choice(facet)
    )
    return tuple(box for box in made if box.rows or box.typed)


def _told(
    facet: Facet, values: tuple[FacetValue, ...], label: Label, inside: Mapping[Facet, str]
) -> tuple[FacetValue, ...]:
    """Values under the names that pages give them; sites are found by these alone."""
    if facet != "site":
        return values
    told = tuple(replace(v, label=label(facet, v.label)) for v in values)
    typed = words_of(inside.get(facet, ""))
    return tuple(v for v in told if not typed or begins(words_of(v.label), typed))


def _box(
    results: Results, facet: Facet, values: tuple[FacetValue, ...], typed: str, *, whole: bool
) -> Box:
    offered = [v for v in values if v.count or v.selected or v.excluded]
    most = max((v.count for v in offered), default=1)
    narrower = links.Narrower(results.query, facet)
    unfoldable = offered[: SHOWN + FOLDED]
    shown = unfoldable if whole else offered[:SHOWN]
    rows = tuple(_row(results.query, facet, v, most, narrower) for v in shown)
    there = results.sizes[facet] - sum(1 for v in shown if v.count)
    return Box(
        facet=facet,
        name=str(FACET_NAMES[facet]),
        rows=rows[:SHOWN],
        more=rows[SHOWN:],
        beyond=there if facet != "site" else len(offered) - len(rows),
        searchable=facet in ("person", "source") and results.sizes[facet] > SHOWN,
        typed=typed,
        handed_on=links.without(results.query),
        unfold=page_links.more(results.query, facet) if len(unfoldable) > len(shown) else "",
        waiting=len(unfoldable) - len(shown),
    )


def _row(query: Query, facet: Facet, value: FacetValue, most: int, narrower: links.Narrower) -> Row:
    chosen = value.selected or value.excluded
    off = links.tail(without(query, facet, value.value)) if chosen else ""
    return Row(
        label=value.label,
        count=value.count,
        step=bar_step(value.count, most),
        add=off or narrower.add(value.value),
        exclude="" if chosen else narrower.exclude(value.value),
        state="excluded" if value.excluded else "chosen" if value.selected else "",
        certain=value.certain,
    )


def bar_step(count: int, most: int) -> int:
    """How long a bar is, in STEPS; something that is there is seen."""
    return max(1, round(STEPS * count / max(most, 1))) if count else 0


def without(query: Query, facet: Facet, value: str) -> Query:
    """The search without one of its chosen or excluded values."""
    choice = query.choice(facet)
    wanted, unwanted = (
        tuple(v for v in values if v != value) for values in (choice.wanted, choice.unwanted)
    )
    return query.with_choice(facet, Choice(wanted, unwanted))


def chips(results: Results, label: Label, period: str) -> tuple[Chip, ...]:
    """Everything chosen, in the order of the facets; `period` is how its days are said."""
    return (*_facet_chips(results, label), *_period_chip(results.query, period))


def _facet_chips(results: Results, label: Label) -> Iterable[Chip]:
    for facet, values in results.chosen.items():
        for one in values:
            off = links.tail(without(results.query, facet, one.value))
            yield Chip(label(facet, one.label), off, one.excluded)


def _period_chip(query: Query, period: str) -> Iterable[Chip]:
    if query.period:
        yield Chip(period, links.tail(replace(query, period=ANY_DAY, page=1)))
