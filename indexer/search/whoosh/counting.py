"""A facet counted as the seam wants it: a few values and how many there are, never all of them."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.columnar.request import Counts
from indexer.search.backend import Counted, Counting
from indexer.search.beginnings import begins
from indexer.search.query import Choice


def counted(
    counts: Counts, wanted: Counting, choice: Choice, words: Sequence[tuple[str, ...]]
) -> Counted:
    """What the seam gives of an engine's counts.

    Args:
        words: of each value in `counts.names`; looked at where `wanted.words` are.
    """
    fitting = counts if wanted.among is None else counts.among(wanted.among)
    if wanted.words:
        fitting = fitting.at([n for n, own in enumerate(words) if begins(own, wanted.words)])
    values = fitting.most(wanted.most)
    chosen = (v for v in (*choice.wanted, *choice.unwanted) if v not in values)
    return Counted({**values, **counts.of(chosen)}, len(fitting))
