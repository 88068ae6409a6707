"""What a backend is asked: a tree of terms, already analysed, free of any engine.

Both engines get the same tree and the same terms, so the same query finds the same articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indexer.article import Change
from indexer.search.query import Facet


@dataclass(frozen=True, slots=True)
class Term:
    """One word: articles with any of `stems`, those with the `exact` form higher.

    With `title` only the title counts.
    """

    exact: str
    stems: tuple[str, ...]
    title: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other: exact forms as quoted, or stems for what a hyphen joined."""

    words: tuple[str, ...]
    exact: bool = True
    slop: int = 1


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """`*` any letters, `?` one."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most `distance` letters away that share the first letter."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class Value:
    """Articles with any of these values of a facet."""

    facet: Facet
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Articles in which any of these persons (keys; none for anybody) says any of these stems;
    anything at all where there are none.
    """

    persons: tuple[str, ...]
    stems: tuple[str, ...] = ()

    def terms(self) -> tuple[str, ...]:
        """The terms of the field of quotations that an engine looks for: see `said_terms`."""
        return tuple(
            f"{person} {stem}" for person in self.persons or ("",) for stem in self.stems or ("",)
        )


@dataclass(frozen=True, slots=True)
class Changed:
    """Articles that were changed in one of these ways after they were published."""

    kinds: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """Articles of the days from `first` to `last`, both included."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Weighted:
    """The same articles, their score multiplied."""

    node: Node
    factor: float


@dataclass(frozen=True, slots=True)
class Preferring:
    """The same articles; what of `preferred` finds them too adds to their scores."""

    node: Node
    preferred: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them; their scores add up."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All but these."""

    node: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article."""


Leaf = (
    Term
    | Phrase
    | Prefix
    | Wildcard
    | Fuzzy
    | Value
    | Quoted
    | Changed
    | Published
    | Everything
    | Nothing
)
Node = Leaf | Weighted | Preferring | And | Or | Not


def positive(node: Node) -> list[Leaf]:
    """The leaves that an article found may hold (nothing under a Not), in reading order."""
    match node:
        case And(nodes) | Or(nodes):
            return [leaf for n in nodes for leaf in positive(n)]
        case Weighted(inner) | Preferring(inner):
            return positive(inner)
        case Not():
            return []
        case _:
            return [node]
