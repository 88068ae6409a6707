"""Terms that a pattern stands for: prefix, wildcard, fuzzy, regular expression, term range.

A prefix and a range cost what their postings do. Of the others' terms the MOST frequent are taken.
"""

from __future__ import annotations

from heapq import nlargest
from typing import Any

from whoosh import query as wq

from indexer.columnar.array_file import Array
from indexer.columnar.leaf import NONE, Leaf
from indexer.columnar.postings import Field
from indexer.columnar.sets import union

MOST = 1024  # terms that a wildcard or a fuzzy word stands for in a segment: the most frequent ones
PATTERNS = (wq.Prefix, wq.Wildcard, wq.FuzzyTerm, wq.Regex, wq.TermRange, wq.Variations)


def expanded(leaf: Leaf, query: Any) -> Array:
    """The documents with any term that fits."""
    field = leaf.field(query.fieldname)
    if field is None:
        return NONE
    if type(query) is wq.Prefix and query.text:
        text = leaf.searcher.schema[query.fieldname].to_bytes(query.text)
        first, last = field.prefixed(text)
        return union([field.of_many(first, last)], leaf.documents)
    numbers = _fitting(leaf, field, query)
    if len(numbers) > MOST and type(query) is not wq.TermRange:
        numbers = nlargest(MOST, numbers, key=field.count)
    return union([field.of(number) for number in numbers], leaf.documents)


def _fitting(leaf: Leaf, field: Field, query: Any) -> list[int]:
    """The numbers of the terms that fit."""
    if type(query) is wq.FuzzyTerm and 0 < query.prefixlength <= len(query.text):
        head = query.text[: query.prefixlength].encode()
        near = leaf.near(query.fieldname, query.text, query.maxdist)
        return (
            near if query.prefixlength == 1 else [n for n in near if field.term(n).startswith(head)]
        )
    to_bytes = leaf.searcher.schema[query.fieldname].to_bytes
    fitting = query._btexts(leaf.searcher.reader())
    numbers = (field.find(t if isinstance(t, bytes) else to_bytes(t)) for t in fitting)
    return [number for number in numbers if number >= 0]
