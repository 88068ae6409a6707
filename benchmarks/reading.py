"""Pages read a second, against trafilatura with metadata, alternating in one run.

    python -m benchmarks.reading [FOLDER of .html files]

Without a folder the golden pages and the sample newspaper's are read. Prints the medians of the
ratios of five rounds: reading alone, and with persons and sources named.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import trafilatura

from archive import Capture, Site
from indexer.article import Article
from indexer.extract import read
from indexer.naming import named

ROUNDS = 5
SITE = Site.undeclared("https://page.example/", "page")
GOLDEN = Path(__file__).parents[1] / "tests" / "pages"


def main() -> None:
    """Measure and print."""
    logging.disable(logging.CRITICAL)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLDEN
    pages = [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
    rounds = [_round(pages) for _ in range(ROUNDS)]
    size = sum(map(len, pages)) / len(pages) / 1000
    theirs, ours, named_too = (median(times) for times in zip(*rounds, strict=True))
    print(f"{len(pages)} pages of {size:.0f} KB; ms a page: trafilatura {theirs:.2f},"
          f" reading {ours:.2f}, with names {named_too:.2f}")  # fmt: skip
    print(f"times as fast: reading {median(t / o for t, o, _ in rounds):.2f},"
          f" with names {median(t / n for t, _, n in rounds):.2f}")  # fmt: skip


def _round(pages: list[bytes]) -> tuple[float, float, float]:
    """Milliseconds a page of each, page by page in turn."""
    spent = [0.0, 0.0, 0.0]
    for body in pages:
        for number, do in enumerate((_theirs, _read, _named)):
            spent[number] += _time(do, body)
    return tuple(1000 * s / len(pages) for s in spent)  # type: ignore[return-value]


def _time(do: Callable[[bytes], object], body: bytes) -> float:
    start = time.perf_counter()
    do(body)
    return time.perf_counter() - start


def _theirs(body: bytes) -> object:
    return trafilatura.bare_extraction(body, with_metadata=True)


def _read(body: bytes) -> object:
    return read(Capture("page", "https://page.example/1", datetime.now(UTC), body), SITE)


def _named(body: bytes) -> object:
    found = _read(body)
    return named(found) if isinstance(found, Article) else found


if __name__ == "__main__":
    main()
