"""A person of the archive in one look: spellings, time, sections, quotations, who occurs beside.

What is counted comes from the engine's facets, so it costs what one search costs; spellings and
quotations come from the table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from indexer.naming.people.keys import token_keys
from indexer.pages import Articles, Spelling
from indexer.search import tree
from indexer.search.backend import Counting, Found, Request, SearchBackend
from indexer.search.dates import by_date
from indexer.search.named import Names
from indexer.search.query import ANY_DAY, Choice, Facet
from indexer.search.results import DateCount, FacetValue

__all__ = ["Beside", "Profile", "association", "profile"]

SECTIONS = 50
LOOKED_AT = 200  # persons in the same articles, most articles first
BESIDE = 12  # of them that are shown
FEWEST = 3  # articles together, below which nothing is said
FEWEST_SHARE = 0.01
COMMON = 8  # persons who bear a surname, from which a name may be several people's
TOGETHER = 0.6  # of a person's articles in one section, from which it is one person's


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who occurs with a person more than chance: in `count` articles together; `strength`
    is Dunning's log-likelihood ratio.
    """

    key: str
    label: str
    count: int
    strength: float


@dataclass(frozen=True, slots=True)
class Profile:
    """A person.

    Attributes:
        articles: that name the person. first, last: the days of the oldest and the newest.
        quotes: how many quotations there are.
        several: whether the name may be several people's.
        years: mentions over time.
    """

    key: str
    name: str
    certain: bool
    articles: int
    first: date | None
    last: date | None
    quotes: int
    several: bool
    spellings: tuple[Spelling, ...]
    years: tuple[DateCount, ...]
    sections: tuple[FacetValue, ...]
    beside: tuple[Beside, ...]

    def as_json(self) -> dict[str, Any]:
        """As data."""
        return {
            "key": self.key,
            "name": self.name,
            "certain": self.certain,
            "articles": self.articles,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "quotes": self.quotes,
            "several": self.several,
            "spellings": [asdict(spelling) for spelling in self.spellings],
            "sections": [{"value": s.value, "count": s.count} for s in self.sections],
            "years": [{"value": y.value, "count": y.count} for y in self.years],
            "beside": [asdict(one) for one in self.beside],
        }


def profile(key: str, backend: SearchBackend, articles: Articles, names: Names) -> Profile | None:
    """The person with a key; None where no article names one."""
    named = articles.labels([key]).get(key)
    if named is None:
        return None
    chosen: Mapping[Facet, Choice] = {"person": Choice((key,))}
    found = backend.search(
        Request(
            tree.Everything(), choices=chosen, count=0, dates=True,
            facets=(Counting("section", SECTIONS),),
        )
    )  # fmt: skip
    together = backend.search(
        Request(tree.Value("person", (key,)), count=0, facets=(Counting("person", LOOKED_AT),))
    )
    days = sorted(found.days)
    return Profile(
        key=key,
        name=named[0],
        certain=named[1],
        articles=found.total,
        first=_day(days[0]) if days else None,
        last=_day(days[-1]) if days else None,
        quotes=articles.count_quotes(key),
        several=_several(named[0], found, articles),
        spellings=articles.spellings(key),
        years=by_date(found.days, ANY_DAY),
        sections=names.facet(Counting("section", SECTIONS), found.counts["section"], Choice()),
        beside=_beside(key, found.total, together.counts["person"].values, backend, names),
    )


def _several(name: str, found: Found, articles: Articles) -> bool:
    """Whether a name may be several people's: one that many share, in sections far apart."""
    sections = list(found.counts["section"].values.values())
    spread = len(sections) > 1 and max(sections) < TOGETHER * sum(sections)
    words = token_keys(name)
    common = len(words) > 1 and articles.bearers(words[-1]) >= COMMON
    return spread and common and found.total >= FEWEST


def _beside(
    key: str, own: int, counts: Mapping[str, int], backend: SearchBackend, names: Names
) -> tuple[Beside, ...]:
    """Who occurs with a person by association, not by fame."""
    floor = max(FEWEST, FEWEST_SHARE * own)
    others = [k for k, count in counts.items() if k != key and count >= floor]
    if not others:
        return ()
    among = Counting("person", len(others), among=tuple(others))
    everywhere = backend.search(Request(tree.Everything(), count=0, facets=(among,)))
    total = backend.count()
    whole = everywhere.counts["person"].values
    weighed = [(association(counts[k], own, whole[k], total), k) for k in others if k in whole]
    best = sorted(((-strength, k) for strength, k in weighed if strength > 0))[:BESIDE]
    labels = names.persons(k for _, k in best)
    return tuple(
        Beside(k, label.label, counts[k], round(-strength, 1))
        for (strength, k), label in zip(best, labels, strict=True)
    )


def association(both: int, one: int, other: int, total: int) -> float:
    """How much more than chance two things occur together: the log-likelihood ratio of Dunning
    (Accurate Methods for the Statistics of Surprise and Coincidence, 1993); negative where less.
    """
    table = ((both, one - both), (other - both, total - one - other + both))
    expected = one * other / total if total else 0.0
    ratio = 2.0 * (
        _entropy(n for row in table for n in row)
        - _entropy(sum(row) for row in table)
        - _entropy(sum(column) for column in zip(*table, strict=True))
    )
    return ratio if both > expected else -abs(ratio)


def _entropy(counts: Iterable[int]) -> float:
    numbers = [n for n in counts if n > 0]
    whole = sum(numbers)
    return sum(n * math.log(n / whole) for n in numbers) if whole else 0.0


def _day(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)
