"""/metrics: what a worker has answered, how fast, and what it has, in Prometheus' text format.

With several workers each counts its own: every line carries `worker`, and who sums over it has
the whole. A stream counts until its first bytes.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from threading import Lock
from time import perf_counter

from flask import Blueprint, Flask, Response, current_app, g, request

from indexer.errors import IndexProblem
from webui.holdings import holdings

pages = Blueprint("metrics", __name__)

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)  # seconds
_KEY = "hronika.tally"


class Tally:
    """Counts of what was answered; shared by threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()

    def add(self, kind: str, status: int, seconds: float) -> None:
        """One more answer."""
        with self._lock:
            self._answers[kind, status] += 1
            self._seconds[kind] += seconds  # type: ignore[assignment]  # a Counter of floats
            for most in BUCKETS:
                self._buckets[kind, most] += seconds <= most

    def lines(self) -> Iterator[str]:
        """The counts as samples, without names of workers."""
        with self._lock:
            answers, buckets = dict(self._answers), dict(self._buckets)
            seconds = dict(self._seconds)
        yield from _head("hronika_requests_total", "counter", "Answers of this worker.")
        for (kind, status), count in sorted(answers.items()):
            yield _sample("hronika_requests_total", {"kind": kind, "status": str(status)}, count)
        name = "hronika_request_seconds"
        yield from _head(name, "histogram", "Seconds until an answer of this worker began.")
        for kind in sorted(seconds):
            count = sum(n for (one, _), n in answers.items() if one == kind)
            for most in BUCKETS:
                labels = {"kind": kind, "le": str(most)}
                yield _sample(f"{name}_bucket", labels, buckets[kind, most])
            yield _sample(f"{name}_bucket", {"kind": kind, "le": "+Inf"}, count)
            yield _sample(f"{name}_sum", {"kind": kind}, round(seconds[kind], 6))
            yield _sample(f"{name}_count", {"kind": kind}, count)


def count_answers(app: Flask) -> None:
    """Count every answer of an application."""
    tally = app.extensions[_KEY] = Tally()

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        seconds = perf_counter() - g.began if "began" in g else 0.0
        tally.add(request.endpoint or "none", response.status_code, seconds)
        return response


@pages.get("/metrics")
def metrics() -> Response:
    """All samples."""
    tally: Tally = current_app.extensions[_KEY]
    text = "".join(f"{line}\n" for line in (*_index(), *tally.lines()))
    return Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _index() -> Iterator[str]:
    try:
        articles, token = holdings().library.count(), holdings().library.state().token
    except IndexProblem as error:
        articles, token = 0, type(error).__name__
    yield from _head("hronika_articles", "gauge", "Articles that can be found.")
    yield _sample("hronika_articles", {}, articles)
    yield from _head("hronika_index_info", "gauge", "Which index this worker answers from.")
    yield _sample("hronika_index_info", {"generation": token}, 1)


def _head(name: str, kind: str, said: str) -> tuple[str, str]:
    return f"# HELP {name} {said}", f"# TYPE {name} {kind}"


def _sample(name: str, labels: Mapping[str, str], value: float) -> str:
    told = {**labels, "worker": str(os.getpid())}
    inside = ",".join(f'{key}="{text}"' for key, text in told.items())
    return f"{name}{{{inside}}} {value}"
