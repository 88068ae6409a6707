"""No article has all words of a query: those that have most of them.

    «спират тока във Варна утре щипоргонка»   a word that stands nowhere is left out and named
    «ремонт метро кмет пожар»                 articles with three of the four, then with two

Only words are left out, never a phrase, a filter or what a minus excludes; at least two words and
half of all stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from indexer.search import tree
from indexer.search.closeness import together

MOST_WORDS = 10  # of a query of which some may be left out
MOST_WAYS = 64  # of leaving words out that are tried at once
FEWEST = 2  # words that stay

Total = Callable[[tree.Node], int]


@dataclass(frozen=True, slots=True)
class Loosened:
    """What is asked instead.

    Attributes:
        node: the tree.
        without: words that no article has, as they were looked for.
        of: how many of the other words an article has at least; 0 where it has all of them.
    """

    node: tree.Node
    without: tuple[str, ...]
    of: int = 0


def loosened(node: tree.Node, total: Total) -> Loosened | None:
    """What a query that finds nothing can be loosened to; None where nothing is near it."""
    inner = node.node if isinstance(node, tree.Preferring) else node
    if not isinstance(inner, tree.And):
        return None
    words = [n for n in inner.nodes if word_of(n)]
    kept = tuple(n for n in inner.nodes if not word_of(n))
    if not FEWEST < len(words) <= MOST_WORDS:
        return None
    known = [word for word in words if total(tree.And((*kept, word)) if kept else word)]
    without = tuple(word_of(word) for word in words if word not in known)
    fewest = max(FEWEST, (len(words) + 1) // 2)
    for many in range(len(known), fewest - 1, -1):
        ways = list(_ways(known, kept, many))
        asked = ways[0] if len(ways) == 1 else tree.Or(tuple(ways))
        if ways and total(asked):
            return Loosened(asked, without, 0 if many == len(known) else many)
    return None


def word_of(node: tree.Node) -> str:
    """The word that a node asks for; empty for one that asks for something else."""
    match node:
        case tree.Term(exact, _, False):
            return exact
        case tree.Weighted(inner):
            return word_of(inner)
        case tree.Or(nodes):
            found = list(map(word_of, nodes))
            return found[0] if all(found) else ""
        case _:
            return ""


def _ways(words: list[tree.Node], kept: tuple[tree.Node, ...], many: int) -> Iterator[tree.Node]:
    """Every way to take so many of some words, in bounds."""
    for number, some in enumerate(combinations(words, many)):
        if number == MOST_WAYS:
            return
        yield together((*kept, *some))
