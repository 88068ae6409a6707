"""Documents of another index, of any codec, put together again from its postings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from indexer.columnar.analysing import FieldAnalyser, Posting
from indexer.columnar.building import Prepared

BAND = 5_000  # documents put together at once: each band looks through all terms

Postings = dict[int, dict[str, list[Posting]]]


def documents_of(
    reader: Any, schema: Any, analysers: Mapping[str, FieldAnalyser]
) -> Iterator[Prepared]:
    """The documents of a reader that are not deleted, in order.

    Args:
        reader: any Whoosh reader.
        schema: of the index they go to; fields that it lacks stay behind.
        analysers: of its indexed fields.

    Raises:
        ValueError: a field keeps positions here, and none in the other index.
    """
    for leaf, _ in reader.leaf_readers():
        columns = {
            name: leaf.column_reader(name, translate=False)
            for name, field in schema.items()
            if field.column_type and name in leaf.schema and leaf.has_column(name)
        }
        for first in range(0, leaf.doc_count_all(), BAND):
            band = range(first, min(first + BAND, leaf.doc_count_all()))
            found = _postings(leaf, analysers, band)
            for number in band:
                if not leaf.is_deleted(number):
                    tokens = {n: analysers[n].gathered(p) for n, p in found[number].items()}
                    yield Prepared(
                        tokens,
                        {name: column[number] for name, column in columns.items()
                         if name in tokens or not schema[name].indexed},
                        {n: v for n, v in leaf.stored_fields(number).items() if n in schema},
                    )  # fmt: skip


def _postings(leaf: Any, analysers: Mapping[str, FieldAnalyser], band: range) -> Postings:
    found: Postings = defaultdict(lambda: defaultdict(list))
    for name, analyser in analysers.items():
        for term in leaf.lexicon(name) if name in leaf.schema else ():
            matcher = leaf.postings(name, term)
            if analyser.positions and not matcher.supports("positions"):
                raise ValueError(f"field {name} has no positions in the other index")
            if matcher.is_active() and matcher.id() < band.start:
                matcher.skip_to(band.start)
            while matcher.is_active() and matcher.id() < band.stop:
                places = (
                    matcher.value_as("positions")
                    if analyser.positions
                    else [0] * (matcher.value_as("frequency") if analyser.counted else 1)
                )
                found[matcher.id()][name].append((term, matcher.weight(), places))
                matcher.next()
    return found
