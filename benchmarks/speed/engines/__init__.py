"""One engine a file. `load(name)` imports only the one that a process runs."""

from __future__ import annotations

from importlib import import_module

from benchmarks.speed.engines.engine import Answer, Engine

__all__ = ["NAMES", "Answer", "Engine", "load"]

NAMES = {
    "product": "through_the_seam",
    "columnar": "columnar",
    "columnar_segments": "columnar",
    "columnar_processes": "columnar",
    "columnar_compiled": "columnar",
    "whoosh": "stock_whoosh",
    "tantivy": "tantivy_engine",
    "tantivy_one": "tantivy_engine",
    "sqlite_fts5": "sqlite_fts5",
}
"""Engine → its module. Lucene runs in Java: see benchmarks.speed.lucene."""


def load(name: str) -> Engine:
    """An engine by its name."""
    module = import_module(f"benchmarks.speed.engines.{NAMES[name]}")
    engine: Engine = module.ENGINES[name]()
    return engine
