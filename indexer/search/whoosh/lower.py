"""The tree of terms as Whoosh's own query tree."""

from __future__ import annotations

from whoosh import query as wq

from indexer.search import tree
from indexer.search.days import number
from indexer.search.query import Period
from indexer.search.weights import EXACT, TITLE

END_OF_TIME = 99_999_999


def lower(node: tree.Node, weight: float = 1.0) -> wq.Query:
    """A node of the tree in Whoosh's terms, its scores multiplied by a weight.

    The weight is carried down to the terms: Whoosh's own boost of AndMaybe does not reach them,
    and its DisjunctionMax gives a document the score of another one.
    """
    match node:
        case tree.Weighted(inner, factor):
            return lower(inner, weight * factor)
        case tree.Preferring(inner, preferred):
            return wq.AndMaybe(lower(inner, weight), wq.Or([lower(n, weight) for n in preferred]))
        case tree.Not(inner):
            return wq.And([wq.Every(boost=0.0), wq.Not(lower(inner))])
        case tree.And(nodes):
            return _all(nodes, weight)
        case tree.Or(nodes):
            return wq.Or([lower(n, weight) for n in nodes])
        case _:
            return _leaf(node, weight)


def between(period: Period) -> wq.Query:
    """Articles of a period's days, none of them without a day."""
    low = number(period.first) if period.first else 1
    high = number(period.last) if period.last else END_OF_TIME
    return wq.ConstantScoreQuery(wq.NumericRange("day", low, high), 0.0)


def _leaf(leaf: tree.Leaf, weight: float) -> wq.Query:
    match leaf:
        case tree.Term():
            return _term(leaf, weight)
        case tree.Phrase():
            return _phrase(leaf, weight)
        case tree.Prefix(text):
            return wq.Prefix("exact", text, boost=weight)
        case tree.Wildcard(pattern):
            return wq.Wildcard("exact", pattern, boost=weight)
        case tree.Fuzzy(text, distance):
            return wq.FuzzyTerm("exact", text, boost=weight, maxdist=distance, prefixlength=1)
        case tree.Value(facet, values):
            return wq.Or([wq.Term(facet, value, boost=0.0) for value in values])
        case tree.Quoted():
            return wq.Or([wq.Term("said", term, boost=0.0) for term in leaf.terms()])
        case tree.Changed(kinds):
            return wq.Or([wq.Term("changed", kind, boost=0.0) for kind in kinds])
        case tree.Published(first, last):
            return between(Period(first, last))
        case tree.Everything():
            return wq.Every(boost=0.0)
        case tree.Nothing():
            return wq.NullQuery


def _term(term: tree.Term, weight: float) -> wq.Query:
    in_title = [wq.Term("title", s, boost=TITLE * weight) for s in term.stems]
    if term.title:
        return wq.Or(in_title)
    in_text = [wq.Term("text", s, boost=weight) for s in term.stems]
    required = in_text[0] if len(in_text) == 1 else wq.Or(in_text)
    typed = wq.Term("exact", term.exact, boost=EXACT * weight)
    return wq.AndMaybe(required, wq.Or([*in_title, typed]))


def _phrase(phrase: tree.Phrase, weight: float) -> wq.Query:
    field = "exact" if phrase.exact else "text"
    if len(phrase.words) == 1:
        return wq.Term(field, phrase.words[0], boost=weight)
    return wq.Phrase(field, list(phrase.words), slop=phrase.slop, boost=weight)


def _all(nodes: tuple[tree.Node, ...], weight: float) -> wq.Query:
    """AND, with what is excluded taken off what is asked for."""
    wanted = [lower(n, weight) for n in nodes if not isinstance(n, tree.Not)]
    unwanted = [lower(n.node) for n in nodes if isinstance(n, tree.Not)]
    asked = wq.And(wanted) if len(wanted) > 1 else wanted[0] if wanted else wq.Every(boost=0.0)
    return wq.AndNot(asked, wq.Or(unwanted)) if unwanted else asked
