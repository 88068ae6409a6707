"""Which segments a commit merges: few enough to search quickly, seldom enough to write little."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

FACTOR = 3  # a segment this many times larger than all that is merged stays as it is
MOST = 4  # segments left after a commit
DELETED = 0.25  # share of deleted documents from which a segment is written anew


def chosen(segments: Sequence[Any], added: int) -> list[Any]:
    """The segments that go into the new one of `added` documents.

    From the smallest on, each that is not FACTOR times larger than what is merged before it; so
    sizes grow by FACTOR and a document is written again about log3(all / batch) times.
    """
    by_size = sorted(segments, key=lambda s: s.doc_count())
    picked: list[Any] = []
    total = added
    for place, segment in enumerate(by_size):
        too_many = len(by_size) - place + 1 > MOST
        small = segment.doc_count() <= FACTOR * total
        worn = segment.deleted_count() > DELETED * segment.doc_count_all()
        if small or too_many or worn:
            picked.append(segment)
            total += segment.doc_count()
    return [s for s in segments if s in picked]
