"""One run of one engine, in the process that this is called in; what it measured goes to a file."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.speed.engines import Answer, load
from benchmarks.speed.queries import KINDS, MODES, Question

Timed = list[tuple[float, float]]
"""Milliseconds of wall and of CPU time, one pair a query."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where things lie.

    Attributes:
        root: holds data/ (corpus, queries), indexes/, results/.
        count: articles of the corpus.
    """

    root: Path
    count: int

    @property
    def data(self) -> Path:
        """Folder of the corpus and the queries."""
        return self.root / "data"

    @property
    def corpus(self) -> Path:
        """The corpus' file."""
        return self.data / f"corpus_{self.count}.tsv"

    def index(self, engine: str) -> Path:
        """Folder of an engine's index."""
        return self.root / "indexes" / f"{engine}_{self.count}"

    def result(self, name: str) -> Path:
        """File of a run's figures."""
        return self.root / "results" / f"{name}_{self.count}.json"


def build(engine: str, place: Place) -> dict[str, Any]:
    """Index the corpus; documents a second, a CPU second, size, peak memory."""
    folder = place.index(engine)
    folder.mkdir(parents=True)
    began = perf_counter()
    made = load(engine)
    made.build(place.corpus, folder)
    seconds = perf_counter() - began
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processes = getattr(made, "processes", 0)  # beside its own; each as large as the largest
    processor = sum(u.ru_utime + u.ru_stime for u in used)
    return {
        "engine": engine,
        "documents_a_second": place.count / seconds,
        "documents_a_cpu_second": place.count / processor,
        "megabytes": sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6,
        "peak_megabytes": (used[0].ru_maxrss + processes * used[1].ru_maxrss) / 1024,
    }


def ask(engine: str, place: Place, questions: list[Question], repeats: int, budget: float) -> Any:
    """Run every kind of query in every mode; times, and the answers for comparison.

    Args:
        repeats: measured passes after one that warms up.
        budget: seconds for one kind in one mode; what is slower is measured on fewer queries.
    """
    opened = load(engine)
    opened.open(place.index(engine))
    times: dict[str, Timed] = {}
    answers: dict[str, list[list[Any]]] = {}
    for mode in MODES:
        for kind in KINDS:
            chosen = [q for q in questions if q.kind == kind]
            name = f"{kind}/{mode}"
            times[name], answers[name] = [], []
            runs = ((q, lambda q=q, mode=mode: opened.run(q, mode)) for q in chosen)
            _measure(list(runs), repeats, budget, times[name], answers[name])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"engine": engine, "times": times, "answers": answers, "peak_megabytes": peak}


def _measure(
    runs: list[tuple[Question, Callable[[], Answer]]],
    repeats: int,
    budget: float,
    times: Timed,
    answers: list[list[Any]],
) -> None:
    began = perf_counter()
    for again in range(repeats + 1):
        for _, run in runs:
            wall, processor = perf_counter(), process_time()
            answer = run()
            spent = (perf_counter() - wall) * 1e3, (process_time() - processor) * 1e3
            slow = spent[0] * len(runs) * (repeats + 1) > budget * 1e3
            if again or slow:
                times.append(spent)
            if not again:
                answers.append(list(comparable(answer)))
            if perf_counter() - began > budget and len(times) >= 3:
                return


def comparable(answer: Answer) -> Iterator[Any]:
    """What two engines' answers must share: total, counts of each facet; then the ids."""
    yield answer.total
    for facet in ("section", "ym", "persons", "sources"):
        yield sorted(answer.facets.get(facet, {}).values())
    yield answer.ids


def save(path: Path, figures: Any) -> None:
    """Keep a run's figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures), "utf-8")
