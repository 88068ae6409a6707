"""Captures read side by side in several processes, handed on in their order.

Extraction takes most of a rebuild and needs nothing but the capture and its site. A few chunks are
read ahead, so that the processes go on while what came before is being indexed.
"""

from __future__ import annotations

import copyreg
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from types import MappingProxyType
from typing import Any

from archive import Capture, Site
from indexer.article import Article, NotAnArticle
from indexer.errors import ReaderEnded
from indexer.extract import read

CHUNK = 25  # captures handed over at once
AHEAD = 8  # chunks under way for each process

Given = tuple[Capture, Site | None]
"""A capture and its site's declaration; without one it is passed on unread."""


@dataclass(frozen=True, slots=True)
class Read:
    """A capture's number and address, and what was read in it; None where nothing was."""

    id: int
    url: str
    found: Article | NotAnArticle | None


def read_all(given: Iterable[Given], processes: int) -> Generator[Read]:
    """Read captures, in this process if `processes` is 1; close what is given back.

    Raises:
        ReaderEnded: a process was killed.
    """
    if processes < 2:
        yield from map(_read, given)
        return
    chunks = _chunks(given)
    with ProcessPoolExecutor(processes, get_context("spawn"), signal.signal, _IGNORED) as pool:
        waiting: deque[Future[list[Read]]] = deque()
        try:
            for some in chunks:
                waiting.append(pool.submit(_read_several, some))
                if len(waiting) > AHEAD * processes:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise ReaderEnded from None
        finally:
            pool.shutdown(cancel_futures=True)


_IGNORED = (signal.SIGINT, signal.SIG_IGN)
"""A Ctrl-C is for the process that gave the work: it ends the others."""


def _chunks(given: Iterable[Given]) -> Iterator[list[Given]]:
    iterator = iter(given)
    while some := list(islice(iterator, CHUNK)):
        yield some


def _read_several(given: list[Given]) -> list[Read]:
    return list(map(_read, given))


def _read(given: Given) -> Read:
    capture, site = given
    return Read(capture.id, capture.url, None if site is None else read(capture, site))


def _mapping(raw: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(raw)


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    return _mapping, (dict(mapping),)


copyreg.pickle(MappingProxyType, _reduced)  # Python itself has no way to hand one to a process
