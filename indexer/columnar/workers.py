"""Processes that index side by side: each makes a segment of its own, which a commit then merges.

Documents are handed round in batches. What goes wrong in a process is raised by the next call
here, and nothing is committed; when this process dies, the others clear away what they wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from indexer.columnar.array_file import Arrays, read
from indexer.columnar.building import Builder
from indexer.columnar.errors import WorkerFailed

BATCH = 250  # documents handed over at once
PATIENCE = 5.0  # seconds until a process that was told to end is made to

Given = tuple[dict[str, Any], dict[str, float], dict[str, Any]]
"""What Builder.add takes."""


class Workers:
    """A few processes, started with the first full batch.

    Args:
        path: of the segment in the making; theirs are named after it.
        schema: of the index.
        run: tokens that all of them keep in memory together.
        count: how many processes.
    """

    def __init__(self, path: Path, schema: Any, run: int, count: int) -> None:
        self._paths = [path.with_suffix(f".w{number}.columns") for number in range(count)]
        self._schema, self._run = schema, run // count
        self._batch: list[Given] = []
        self._started: list[tuple[Any, Connection]] = []
        self._turn = 0
        self.documents = 0

    def add(self, document: Given) -> None:
        """One more document, for whichever process comes next.

        Raises:
            WorkerFailed: a process could not index what it was given before.
        """
        self._batch.append(document)
        self.documents += 1
        if len(self._batch) == BATCH:
            self._hand_over()

    def finish(self) -> Iterator[Arrays]:
        """The segments that were made; `abandon` removes them.

        Raises:
            WorkerFailed: a process could not index what it was given.
        """
        if self._batch:
            self._hand_over()
        for _, pipe in self._started:
            self._send(pipe, None)
        counts = [self._answer(pipe) for _, pipe in self._started]
        return (read(path) for path, count in zip(self._paths, counts, strict=False) if count)

    def abandon(self) -> None:
        """End the processes and remove their files."""
        for process, pipe in self._started:
            pipe.close()
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()
        self._started.clear()
        for path in self._paths:
            for left in path.parent.glob(f"{path.stem}.*"):
                left.unlink(missing_ok=True)

    def _hand_over(self) -> None:
        if self._turn == len(self._started) < len(self._paths):
            self._start(self._paths[self._turn])
        self._send(self._started[self._turn][1], self._batch)
        self._batch = []
        self._turn = (self._turn + 1) % len(self._paths)

    def _start(self, path: Path) -> None:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(there, path, self._schema, self._run))
        process.start()
        there.close()
        self._started.append((process, here))

    def _send(self, pipe: Connection, batch: list[Given] | None) -> None:
        try:
            pipe.send(batch)
        except OSError:
            self._answer(pipe)
            raise

    def _answer(self, pipe: Connection) -> int:
        """How many documents a process has indexed."""
        try:
            answer = pipe.recv()
        except (EOFError, OSError):
            raise WorkerFailed("a process that was indexing has ended before its time") from None
        if isinstance(answer, str):
            raise WorkerFailed(answer)
        return int(answer)


def _work(pipe: Connection, path: Path, schema: Any, run: int) -> None:
    builder = Builder(path, schema, run)
    try:
        while (batch := pipe.recv()) is not None:
            for document in batch:
                builder.add(*document)
        pipe.send(builder.finish())
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        pass  # whoever gave the work has gone
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")
    finally:
        builder.abandon()
