"""Words of a query that stand together in an article: what they add to its score.

all words in the title       a title counts by the share of the query that it has
two words as typed, side by side      «АЕЦ Белене» before «АЕЦ … Белене»
two words near each other    within a sentence or so, in any order
"""

from __future__ import annotations

from itertools import pairwise

from indexer.search import tree
from indexer.search.weights import BESIDE, IN_TITLE, NEAR, NEAR_WORDS

MOST_WORDS = 6  # of a query whose closeness is looked at: each pair costs a look at the positions


def together(nodes: tuple[tree.Node, ...]) -> tree.Node:
    """All of some nodes; articles in which the words among them stand together score higher."""
    every = tree.And(nodes)
    terms = [n for n in nodes if isinstance(n, tree.Term) and not n.title and n.stems]
    if not 1 < len(terms) <= MOST_WORDS:
        return every
    titled = tree.And(tuple(tree.Term("", term.stems, title=True) for term in terms))
    preferred: list[tree.Node] = [tree.Weighted(titled, IN_TITLE)]
    for one, other in pairwise(terms):
        first, second = one.stems[0], other.stems[0]
        if first == second:
            continue
        preferred.append(tree.Weighted(tree.Phrase((first, second), exact=False), BESIDE))
        for words in ((first, second), (second, first)):
            near = tree.Phrase(words, exact=False, slop=NEAR_WORDS)
            preferred.append(tree.Weighted(near, NEAR))
    return tree.Preferring(every, tuple(preferred))
