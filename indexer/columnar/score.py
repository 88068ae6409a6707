"""Scores of documents that a query finds: Whoosh's BM25F, over whole arrays.

Each field's terms are weighed by that field's own length (Zaragoza et al. 2004, as Whoosh has it),
boosts multiply, and the scores of all terms add up. A pattern gives each document its boost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh import query as wq

from indexer.columnar.array_file import Array
from indexer.columnar.expand import PATTERNS
from indexer.columnar.leaf import Statistics
from indexer.columnar.match import Matching
from indexer.columnar.postings import Field
from indexer.columnar.sets import MUCH_SHORTER

FLOAT = np.float32


class Scoring:
    """The scores of some documents of a segment, ascending, that a query was asked for."""

    def __init__(self, matching: Matching, documents: Array, of: Statistics) -> None:
        self.matching, self.leaf, self.of = matching, matching.leaf, of
        self.documents = documents
        self._norms: dict[str, Array] = {}

    def scores(self, query: Any) -> Array:
        """Of each document; 0 where the query does not find it."""
        way = _WAYS.get(type(query))
        return _with_whoosh(self, query) if way is None else way(self, query)

    def constant(self, query: Any, score: float) -> Array:
        """One score for all that a query finds."""
        if score == 0:
            return self.nothing()
        return self.matching.keeps(query, self.documents).astype(FLOAT) * FLOAT(score)

    def nothing(self) -> Array:
        """No score."""
        return np.zeros(len(self.documents), FLOAT)

    def bm25(self, fieldname: str, term: bytes, weights: Array, boost: float) -> Array:
        """BM25 of a term that has these weights in the documents."""
        if not self.leaf.scored(fieldname):
            return weights * FLOAT(boost)
        if fieldname not in self._norms:
            self._norms[fieldname] = self.leaf.norms(fieldname, self.of)[self.documents]
        below = weights + self._norms[fieldname]
        weights = weights * FLOAT(boost * self.of.idf(fieldname, term) * (self.of.k1 + 1))
        weights /= below
        return weights


def _term(scoring: Scoring, query: Any) -> Array:
    leaf, fieldname = scoring.leaf, query.fieldname
    number = scoring.matching.number(fieldname, query.text)
    if number < 0 or query.boost == 0:
        return scoring.nothing()
    field = leaf.field(fieldname)
    assert field is not None
    weights = _weights(scoring, field, number)
    return scoring.bm25(fieldname, field.term(number), weights, query.boost)


def _weights(scoring: Scoring, field: Field, number: int) -> Array:
    """A term's weight in each of the documents, 0 where it does not stand."""
    documents = scoring.documents
    having = scoring.matching.term(field, number)
    weights = field.weight_of(*field.bounds(number))
    if having is documents or (len(having) == len(documents) and _same(having, documents)):
        return weights.astype(FLOAT)
    if len(documents) * MUCH_SHORTER < len(having):
        at = np.searchsorted(having, documents)
        at[at == len(having)] = 0
        return np.where(having[at] == documents, weights[at], 0).astype(FLOAT)
    spread = np.zeros(scoring.leaf.documents, weights.dtype)
    spread[having] = weights
    return spread[documents].astype(FLOAT)


def _same(one: Array, other: Array) -> bool:
    return bool(one[0] == other[0] and one[-1] == other[-1] and np.array_equal(one, other))


def _boosted(query: Any, scores: Array) -> Array:
    """Whoosh does not apply the boost of a compound of one."""
    boost = query.boost if len(query.subqueries) > 1 else 1.0
    return scores if boost == 1 else scores * FLOAT(boost)


def _sum(scoring: Scoring, queries: Any) -> Array:
    total = scoring.nothing()
    for query in queries:
        total += scoring.scores(query)
    return total


def _or(scoring: Scoring, query: Any) -> Array:
    return _boosted(query, _sum(scoring, query.subqueries))


def _and(scoring: Scoring, query: Any) -> Array:
    total = _boosted(query, _sum(scoring, query.subqueries))
    return _inside(scoring, query, total)


def _inside(scoring: Scoring, query: Any, total: Array) -> Array:
    """Scores only where the whole query holds, not where a part of it does."""
    found = scoring.matching.documents(query)
    if found is scoring.documents:
        return total
    return np.where(scoring.matching.keeps(query, scoring.documents), total, FLOAT(0))


def _and_maybe(scoring: Scoring, query: Any) -> Array:
    return _inside(scoring, query, _sum(scoring, (query.a, query.b)))


def _only_a(scoring: Scoring, query: Any) -> Array:
    return _inside(scoring, query, scoring.scores(query.a))


def _phrase(scoring: Scoring, query: Any) -> Array:
    """The sum of its terms' scores where the phrase stands, as Whoosh's span matchers give it."""
    terms = [wq.Term(query.fieldname, word, boost=query.boost) for word in query.words]
    return _inside(scoring, query, _sum(scoring, terms))


def _boost(scoring: Scoring, query: Any) -> Array:
    return scoring.constant(query, query.boost)


def _constant(scoring: Scoring, query: Any) -> Array:
    return scoring.constant(query, query.score)


def _not(scoring: Scoring, query: Any) -> Array:
    return scoring.constant(query, 1.0)


def _nothing(scoring: Scoring, query: Any) -> Array:
    return scoring.nothing()


def _with_whoosh(scoring: Scoring, query: Any) -> Array:
    """Any other class: Whoosh's matcher, document by document."""
    matcher = query.matcher(scoring.leaf.searcher)
    spread = np.zeros(scoring.leaf.documents, FLOAT)
    while matcher.is_active():
        spread[matcher.id()] = matcher.score()
        matcher.next()
    return spread[scoring.documents]


_WAYS: dict[type, Callable[[Scoring, Any], Array]] = {
    wq.Term: _term,
    wq.And: _and,
    wq.Or: _or,
    wq.Not: _not,
    wq.AndNot: _only_a,
    wq.AndMaybe: _and_maybe,
    wq.Require: _only_a,
    wq.ConstantScoreQuery: _constant,
    wq.Every: _boost,
    wq.Phrase: _phrase,
    wq.NumericRange: _boost,
    type(wq.NullQuery): _nothing,
    **dict.fromkeys(PATTERNS, _boost),
}
