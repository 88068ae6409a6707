"""The articles of a day by section, as a paper has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.search.results import Hit
from webui import addresses


@dataclass(frozen=True, slots=True)
class Sheet:
    """The articles of one section; the name and the page are empty for those without one."""

    section: str
    page: str
    hits: tuple[Hit, ...]


def by_section(hits: Iterable[Hit]) -> tuple[Sheet, ...]:
    """Sections with most articles first, those without one at the end; their order kept inside."""
    by: dict[str, list[Hit]] = {}
    for hit in hits:
        by.setdefault(hit.section or "", []).append(hit)
    ordered = sorted(by.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))
    return tuple(
        Sheet(name, addresses.place("section", name) if name else "", tuple(found))
        for name, found in ordered
    )
