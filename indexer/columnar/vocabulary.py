"""The terms of a field over all segments: those near a word, those that begin so."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from indexer.columnar.leaf import Leaf


def near(leaves: Iterable[Leaf], fieldname: str, text: str, distance: int) -> dict[str, int]:
    """Terms at most so many letters away that share the first letter → documents."""
    found: dict[str, int] = {}
    for leaf in leaves:
        field = leaf.field(fieldname)
        if field is None:
            continue
        for number in leaf.near(fieldname, text, distance):
            term = field.term(number).decode()
            found[term] = found.get(term, 0) + field.count(number)
    return found


def begun(leaves: Iterable[Leaf], fieldname: str, text: str, most: int) -> dict[str, int]:
    """Terms that begin so → documents, about so many of each segment's most frequent."""
    found: dict[str, int] = {}
    for leaf in leaves:
        field = leaf.field(fieldname)
        if field is None:
            continue
        first, last = field.prefixed(text.encode())
        counts = np.diff(field.start[first : last + 1].astype(np.int64))
        for place in np.argsort(-counts, kind="stable")[:most].tolist():
            term = field.term(first + place).decode()
            found[term] = found.get(term, 0) + int(counts[place])
    return found
