"""Which documents of a segment a Whoosh query finds, as whole arrays.

Answers for every query class: those not known here are left to Whoosh's own matchers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh import query as wq
from whoosh.fields import NUMERIC

from indexer.columnar.array_file import Array
from indexer.columnar.columns import Numbers
from indexer.columnar.expand import PATTERNS, expanded
from indexer.columnar.leaf import NONE, Leaf
from indexer.columnar.phrase import phrase
from indexer.columnar.postings import Field
from indexer.columnar.sets import intersection, union

NUMERIC_FROM = -1  # stands for "no such term"


class Matching:
    """One query over one segment; keeps what every node found, for scoring."""

    def __init__(self, leaf: Leaf) -> None:
        self.leaf = leaf
        self._found: dict[int, Array] = {}
        self._terms: dict[tuple[str, int], Array] = {}
        self._numbers: dict[tuple[str, Any], int] = {}

    def documents(self, query: Any) -> Array:
        """The documents that a query finds, ascending; deleted ones may be among them."""
        known = self._found.get(id(query))
        if known is None:
            way = _WAYS.get(type(query), _with_whoosh)
            known = self._found[id(query)] = way(self, query)
        return known

    def number(self, fieldname: str, text: Any) -> int:
        """The number of a term; -1 where the segment has none such."""
        key = fieldname, text
        if key not in self._numbers:
            self._numbers[key] = _number(self.leaf, fieldname, text)
        return self._numbers[key]

    def term(self, field: Field, number: int) -> Array:
        """The documents of a term."""
        key = field.name, number
        if key not in self._terms:
            self._terms[key] = field.of(number)
        return self._terms[key]

    def keeps(self, query: Any, documents: Array) -> Array:
        """For each of the documents whether a query finds it."""
        if isinstance(query, wq.ConstantScoreQuery):
            return self.keeps(query.child, documents)
        if type(query) is wq.Not:
            return ~self.keeps(query.query, documents)
        if type(query) is wq.NumericRange:
            column = _column(self.leaf, query)
            if column is not None:
                return column.within(query.start, query.end, documents)
        mask = np.zeros(self.leaf.documents, bool)
        mask[self.documents(query)] = True
        kept: Array = mask[documents]
        return kept


def _number(leaf: Leaf, fieldname: str, text: Any) -> int:
    field = leaf.field(fieldname)
    if field is None:
        return NUMERIC_FROM
    try:
        raw = leaf.searcher.schema[fieldname].to_bytes(text)
    except ValueError:
        return NUMERIC_FROM
    return field.find(raw)


def _term(matching: Matching, query: Any) -> Array:
    number = matching.number(query.fieldname, query.text)
    field = matching.leaf.field(query.fieldname)
    return matching.term(field, number) if field is not None and number >= 0 else NONE


def _and(matching: Matching, query: Any) -> Array:
    """Sets first, the smallest before; what only narrows is asked of what is left."""
    subs = list(query.subqueries)
    narrowing = [s for s in subs if _only_narrows(s)]
    finding = [s for s in subs if not _only_narrows(s)]
    if not finding and narrowing:
        finding, narrowing = narrowing[:1], narrowing[1:]
    if not finding:
        return NONE
    found = sorted((matching.documents(s) for s in finding), key=len)
    left = found[0]
    for documents in found[1:]:
        left = intersection(left, documents, matching.leaf.documents)
    for sub in narrowing:
        if type(sub) is not wq.Every:
            left = left.compress(matching.keeps(sub, left))
    return left


def _only_narrows(query: Any) -> bool:
    if isinstance(query, wq.ConstantScoreQuery):
        return _only_narrows(query.child)
    return type(query) in (wq.Not, wq.NumericRange) or _is_all(query)


def _is_all(query: Any) -> bool:
    return type(query) is wq.Every and query.fieldname is None


def _or(matching: Matching, query: Any) -> Array:
    found = [matching.documents(s) for s in query.subqueries]
    found = [documents for documents in found if len(documents)]
    if len(found) < 2:
        return found[0] if found else NONE
    return union(found, matching.leaf.documents)


def _and_not(matching: Matching, query: Any) -> Array:
    found = matching.documents(query.a)
    return found.compress(~matching.keeps(query.b, found))


def _first(matching: Matching, query: Any) -> Array:
    return matching.documents(query.a)


def _both(matching: Matching, query: Any) -> Array:
    found = matching.documents(query.a)
    return found.compress(matching.keeps(query.b, found))


def _not(matching: Matching, query: Any) -> Array:
    every = np.arange(matching.leaf.documents)
    return every.compress(~matching.keeps(query.query, every))


def _child(matching: Matching, query: Any) -> Array:
    return matching.documents(query.child)


def _every(matching: Matching, query: Any) -> Array:
    if query.fieldname is None:
        return np.arange(matching.leaf.documents)
    field = matching.leaf.field(query.fieldname)
    return NONE if field is None else union([field.of_many(0, field.size)], matching.leaf.documents)


def _phrase(matching: Matching, query: Any) -> Array:
    leaf = matching.leaf
    field = leaf.field(query.fieldname)
    numbers = [matching.number(query.fieldname, word) for word in query.words]
    if field is None or not numbers or min(numbers) < 0:
        return NONE
    if field.positions is None:
        return _with_whoosh(matching, query)
    having = {number: matching.term(field, number) for number in numbers}
    return phrase(field, numbers, having, query.slop, leaf.documents)


def _expanded(matching: Matching, query: Any) -> Array:
    return expanded(matching.leaf, query)


def _range(matching: Matching, query: Any) -> Array:
    column = _column(matching.leaf, query)
    if column is None:
        return _with_whoosh(matching, query)
    every = np.arange(matching.leaf.documents)
    return every.compress(column.within(query.start, query.end, every))


def _column(leaf: Leaf, query: Any) -> Numbers | None:
    """The column that answers a range; None where only Whoosh's terms do.

    A document may have several numbers in the terms and only one in the column.
    """
    name = query.fieldname
    column, field = leaf.numbers(name), leaf.field(name)
    kind = leaf.searcher.schema[name]
    if column is None or query.startexcl or query.endexcl:
        return None
    if field is None or not isinstance(kind, NUMERIC):
        return column
    if kind.numtype is not int or kind.decimal_places:
        return None
    first, last = field.prefixed(b"\0")
    exact = int(field.start[last]) - int(field.start[first])
    return column if exact == column.count(leaf.documents) else None


def _nothing(matching: Matching, query: Any) -> Array:
    return NONE


def _with_whoosh(matching: Matching, query: Any) -> Array:
    """Any other class: Whoosh's matcher, document by document."""
    searcher = matching.leaf.searcher
    found = sorted(set(query.matcher(searcher, searcher.boolean_context()).all_ids()))
    return np.array(found, np.intp)


_WAYS: dict[type, Callable[[Matching, Any], Array]] = {
    wq.Term: _term,
    wq.And: _and,
    wq.Or: _or,
    wq.Not: _not,
    wq.AndNot: _and_not,
    wq.AndMaybe: _first,
    wq.Require: _both,
    wq.ConstantScoreQuery: _child,
    wq.Every: _every,
    wq.Phrase: _phrase,
    wq.NumericRange: _range,
    type(wq.NullQuery): _nothing,
    **dict.fromkeys(PATTERNS, _expanded),
}
