"""Terms that a pattern stands for: prefix, wildcard, fuzzy, regular expression, term range."""

from __future__ import annotations

from typing import Any

import numpy as np
from whoosh import query as wq

from indexer.columnar.array_file import Array
from indexer.columnar.leaf import NONE, Leaf

PATTERNS = (wq.Prefix, wq.Wildcard, wq.FuzzyTerm, wq.Regex, wq.TermRange, wq.Variations)


def expanded(leaf: Leaf, query: Any) -> Array:
    """The documents with any term that fits."""
    field = leaf.field(query.fieldname)
    if field is None:
        return NONE
    if type(query) is wq.Prefix and query.text:
        text = leaf.searcher.schema[query.fieldname].to_bytes(query.text)
        first, last = field.prefixed(text)
        return _union(leaf, [field.of_many(first, last)])
    fitting = query._btexts(leaf.searcher.reader())
    to_bytes = leaf.searcher.schema[query.fieldname].to_bytes
    numbers = (field.find(t if isinstance(t, bytes) else to_bytes(t)) for t in fitting)
    return _union(leaf, [field.of(number) for number in numbers if number >= 0])


def _union(leaf: Leaf, several: list[Array]) -> Array:
    if len(several) == 1 and len(several[0]) < 2:
        return several[0]
    mask = np.zeros(leaf.documents, bool)
    for documents in several:
        mask[documents] = True
    return np.flatnonzero(mask)
