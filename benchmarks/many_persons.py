"""What an archive that names very many people costs a request for all articles.

    python -m benchmarks.many_persons [-n 300000]

In one process, in turns: the seam, which hands over a page's worth of the persons and their
number; and every person handed over and sorted. Only the ratio means anything.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from indexer.columnar import Engine
from indexer.search import tree
from indexer.search.backend import Counting, Document, Request
from indexer.search.named import MOST_VALUES
from indexer.search.whoosh.backend import WhooshBackend, wanted

ROUNDS = 15
EACH = 5  # persons of an article
REQUEST = Request(
    tree.Everything(), sort="newest", facets=(Counting("person", MOST_VALUES),), dates=True
)


def main() -> None:
    """Make an index of so many persons, ask, and print the medians in milliseconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=300_000, help="persons")
    persons = parser.parse_args().n
    with TemporaryDirectory() as folder:
        backend = WhooshBackend(Path(folder), create=True)
        backend.write(_documents(persons))
        engine = backend._fresh().engine
        found = backend.search(REQUEST).counts["person"]
        print(f"{persons} persons, {found.number} counted, {len(found.values)} handed over")
        seam, every = [], []
        for _ in range(ROUNDS):
            seam.append(_ms(lambda: backend.search(REQUEST)))
            every.append(_ms(lambda: _every(engine)))
    print(f"the seam {median(seam):.1f} ms, every value {median(every):.1f} ms")
    print(f"ratio {median(seam) / median(every):.3f}")


def _every(engine: Engine) -> list[str]:
    """All values handed over, and sorted as people see them."""
    counts = engine.search(wanted(REQUEST)).counts["person"].as_dict()
    return sorted(counts, key=lambda value: (-counts[value], value))[:MOST_VALUES]


def _documents(persons: int) -> Iterator[Document]:
    """Enough articles that everybody is in one at least, some in many."""
    for number in range(persons // (EACH - 1)):
        named = [number * (EACH - 1) + n for n in range(EACH - 1)]
        keys = (*(f"person{n:07}" for n in named), f"person{number * number % 997:07}")
        yield Document(
            id=f"{number:07}", url=f"/{number}", site="benchmark", title="Дума", text="",
            persons=tuple(dict.fromkeys(keys)),
        )  # fmt: skip


def _ms(asked: Callable[[], object]) -> float:
    began = perf_counter()
    asked()
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
