"""Tables from the figures of runs: builds, ratios by mode, agreement of the answers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import geometric_mean, median
from typing import Any

from benchmarks.speed.queries import KINDS, MODES

PREFIXES = "prefix/"  # their scores are constant: any ten hits are right


@dataclass(slots=True)
class Figures:
    """All rounds of one engine: query → milliseconds, query → answers."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, list[list[Any]]] = field(default_factory=dict)


def report(results: Path, count: int, reference: str, *, processor: bool = False) -> str:
    """All tables as Markdown.

    Args:
        reference: the engine that ratios are to.
        processor: CPU time instead of wall time.
    """
    figures = _read(results, count, int(processor))
    lines = [*_builds(results, count)]
    if reference in figures:
        lines += _ratios("p50", median, figures, reference)
        lines += _ratios("p95", percentile95, figures, reference)
        lines += _milliseconds(figures)
        lines += _agreement(figures, reference)
    return "\n".join(lines)


def percentile95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def agreement(one: list[Any], other: list[Any]) -> tuple[bool, bool, float]:
    """Whether two answers share their total and their facets; the share of common ids."""
    common = len(set(one[5]) & set(other[5])) / max(1, len(other[5]))
    return one[0] == other[0], one[1:5] == other[1:5], common


def _read(results: Path, count: int, clock: int) -> dict[str, Figures]:
    found: dict[str, Figures] = {}
    for path in sorted(results.glob(f"query_*_{count}.json")):
        run = json.loads(path.read_text("utf-8"))
        figures = found.setdefault(run["engine"], Figures())
        figures.answers = figures.answers or run["answers"]
        for name, pairs in run["times"].items():
            figures.times[name] += [pair[clock] for pair in pairs]
    return found


def _builds(results: Path, count: int) -> Iterator[str]:
    yield f"| build of {count} | documents/s | documents/CPU-s | index MB | peak MB |"
    yield "|---|---|---|---|---|"
    for path in sorted(results.glob(f"build_*_{count}.json")):
        run = json.loads(path.read_text("utf-8"))
        name, *numbers = run.values()
        yield f"| {name} | " + " | ".join(f"{n:.0f}" for n in numbers) + " |"


def _ratios(
    title: str,
    middle: Callable[[list[float]], float],
    figures: dict[str, Figures],
    reference: str,
) -> Iterator[str]:
    """Geometric means over the kinds of queries of the ratios to the reference."""
    yield f"\n| {title}, times {reference} | " + " | ".join(figures) + " |"
    yield "|---" * (len(figures) + 1) + "|"
    base = figures[reference].times
    for mode in MODES:
        names = [f"{kind}/{mode}" for kind in KINDS]
        row = []
        for engine in figures.values():
            ratios = [middle(engine.times[n]) / middle(base[n]) for n in names
                      if engine.times.get(n) and base.get(n)]  # fmt: skip
            row.append(f"{geometric_mean(ratios):.2f}" if ratios else "–")
        yield f"| {mode} | " + " | ".join(row) + " |"


def _milliseconds(figures: dict[str, Figures]) -> Iterator[str]:
    yield "\n| median ms | " + " | ".join(figures) + " |"
    yield "|---" * (len(figures) + 1) + "|"
    for mode in MODES:
        for kind in KINDS:
            times = [engine.times.get(f"{kind}/{mode}") for engine in figures.values()]
            row = (f"{median(t):.2f}" if t else "–" for t in times)
            yield f"| {kind}/{mode} | " + " | ".join(row) + " |"


def _agreement(figures: dict[str, Figures], reference: str) -> Iterator[str]:
    yield f"\n| answers as {reference}'s | totals | facets | common ids of the best ten |"
    yield "|---|---|---|---|"
    for name, engine in figures.items():
        pairs = [
            (query, agreement(one, other))
            for query, answers in engine.answers.items()
            for one, other in zip(answers, figures[reference].answers[query], strict=False)
        ]
        totals, facets = (sum(a[k] for _, a in pairs) for k in (0, 1))
        ids = [a[2] for q, a in pairs if not q.startswith(PREFIXES) and not q.endswith("/date")]
        share = sum(ids) / max(1, len(ids))
        yield f"| {name} | {totals}/{len(pairs)} | {facets}/{len(pairs)} | {share:.2f} |"
