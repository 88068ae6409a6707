"""The facets beside a list as rows of links, and what is chosen as chips that can be taken off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from indexer.naming.people.keys import key
from indexer.search.query import ANY_DAY, Choice, Facet, Query
from indexer.search.results import FacetValue, Results
from webui import links
from webui.present import FACET_NAMES

SHOWN = 8  # values of a facet at once
FOLDED = 12  # more of them under «още»; the rest is found by name
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


@dataclass(frozen=True, slots=True)
class Box:
    """One facet: rows at once, rows under «още», how many there are beyond these."""

    facet: Facet
    name: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...]
    beyond: int
    searchable: bool
    typed: str
    handed_on: links.Pairs


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, with the address of the list without it."""

    label: str
    off: str
    excluded: bool = False


def boxes(results: Results, label: Label, inside: Mapping[Facet, str]) -> tuple[Box, ...]:
    """Every facet that can narrow the list (or already does)."""
    made = (
        _box(results.query, facet, values, label, inside.get(facet, ""))
        for facet, values in results.facets.items()
        if facet != "site" or len(values) > 1 or results.query.choice(facet)
    )
    return tuple(box for box in made if box.rows or box.typed)


def _box(
    query: Query, facet: Facet, values: tuple[FacetValue, ...], label: Label, typed: str
) -> Box:
    offered = [v for v in values if v.count or v.selected or v.excluded]
    meant = [v for v in offered if _fits(label(facet, v.label), typed)]
    most = max((v.count for v in offered), default=1)
    rows = tuple(_row(query, facet, v, label, most) for v in meant[: SHOWN + FOLDED])
    return Box(
        facet=facet,
        name=str(FACET_NAMES[facet]),
        rows=rows[:SHOWN],
        more=rows[SHOWN:],
        beyond=len(meant) - len(rows),
        searchable=facet in ("person", "source") and len(offered) > SHOWN,
        typed=typed,
        handed_on=links.without(query),
    )


def _fits(name: str, typed: str) -> bool:
    return all(any(w.startswith(t) for w in _words(name)) for t in _words(typed))


def _words(text: str) -> list[str]:
    return text.casefold().replace("-", " ").split()


def _row(query: Query, facet: Facet, value: FacetValue, label: Label, most: int) -> Row:
    bare = _without(query, facet, value.value)
    choice = bare.choice(facet)
    wanted = replace(choice, wanted=(*choice.wanted, value.value))
    unwanted = replace(choice, unwanted=(*choice.unwanted, value.value))
    chosen = value.selected or value.excluded
    return Row(
        label=label(facet, _as_typed(query.choice(facet), facet, value)),
        count=value.count,
        step=bar_step(value.count, most),
        add=links.tail(bare if chosen else query.with_choice(facet, wanted)),
        exclude="" if chosen else links.tail(query.with_choice(facet, unwanted)),
        state="excluded" if value.excluded else "chosen" if value.selected else "",
    )


def bar_step(count: int, most: int) -> int:
    """How long a bar is, in STEPS; something that is there is seen."""
    return max(1, round(STEPS * count / max(most, 1))) if count else 0


def _as_typed(choice: Choice, facet: Facet, value: FacetValue) -> str:
    """The label; for a chosen value that nothing has, what the address says."""
    if value.count:
        return value.label
    typed = (v for v in (*choice.wanted, *choice.unwanted) if _same(facet, v, value.value))
    return next(typed, value.label)


def _same(facet: Facet, one: str, other: str) -> bool:
    return one == other or (facet == "person" and key(one) == key(other) != "")


def _without(query: Query, facet: Facet, value: str) -> Query:
    choice = query.choice(facet)
    return query.with_choice(facet, Choice(*(
        tuple(v for v in values if not _same(facet, v, value))
        for values in (choice.wanted, choice.unwanted)
    )))  # fmt: skip


def chips(query: Query, label: Label, period: str) -> tuple[Chip, ...]:
    """Everything chosen, in the order of the facets; `period` is how its days are said."""
    return (*_facet_chips(query, label), *_period_chip(query, period))


def _facet_chips(query: Query, label: Label) -> Iterable[Chip]:
    for facet, choice in query.choices.items():
        for value in choice.wanted:
            yield Chip(label(facet, value), links.tail(_without(query, facet, value)))
        for value in choice.unwanted:
            yield Chip(label(facet, value), links.tail(_without(query, facet, value)), True)


def _period_chip(query: Query, period: str) -> Iterable[Chip]:
    if query.period:
        yield Chip(period, links.tail(replace(query, period=ANY_DAY, page=1)))
