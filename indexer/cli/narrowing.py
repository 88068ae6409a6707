"""The options that narrow a search, for every command that has one."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, TypeVar

import click

from indexer.search.days import period_of
from indexer.search.query import SORTS, Choice, Facet, Period

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--section", multiple=True, help="Only this section; may be repeated."),
    click.option("--person", multiple=True, help="Only articles that name this person."),
    click.option("--source", multiple=True, help="Only articles with this source."),
    click.option("--author", multiple=True, help="Only articles by this author."),
    click.option("--site", multiple=True, help="Only articles of this newspaper."),
    click.option("--from", "first", metavar="DATE", help="From this day, month or year on."),
    click.option("--to", "last", metavar="DATE", help="Up to this day, month or year."),
    click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True),
)


def narrowed(command: Command) -> Command:
    """Give a command the facets, the days and the order as options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def choices(facets: dict[str, tuple[str, ...]]) -> MappingProxyType[Facet, Choice]:
    """What was chosen of each facet."""
    return MappingProxyType({f: Choice(v) for f, v in facets.items() if v})  # type: ignore[misc]


def period(first: str | None, last: str | None) -> Period:
    """The days between --from and --to.

    Raises:
        click.BadParameter: one of them is no date.
    """
    return Period(
        _day(first, "--from").first if first else None, _day(last, "--to").last if last else None
    )


def _day(text: str, option: str) -> Period:
    found = period_of(text)
    if found is None:
        wanted = "a day 2023-09-05, a month 2023-09 or a year 2023"
        raise click.BadParameter(f"{text!r} is not {wanted}", param_hint=option)
    return found
