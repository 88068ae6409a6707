"""One capture read within bounds: whatever a page does, it ends in one stated outcome.

Reading is Python over lxml: a signal stops the one, the address space's limit the other. What
neither stops (a library's crash, a loop inside of it) ends the process, and `side_by_side` sees to
that.
"""

from __future__ import annotations

import logging
import resource
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive import Capture, Site
from archive.log import fields
from indexer.article import Article, NotAnArticle
from indexer.extract import read
from indexer.naming import named
from indexer.pages import UNREADABLE
from indexer.pages.reading import Given

SECONDS = 10  # of CPU for one page; the slowest of 4,080 pages of the sample's kind takes .2
MEMORY = 500_000_000  # bytes beside what the process has already
log = logging.getLogger(__name__)
ROOM = Path(__file__).parents[1]

Found = Article | NotAnArticle


class TooLong(BaseException):
    """A page takes more than its time; no `except Exception` on the way holds it back."""


def read_page(capture: Capture, site: Site) -> Found:
    """The article of a capture, its persons and sources named, or why there is none."""
    return within_bounds(lambda: _named(read(capture, site)), capture.url)


def read_given(given: Given) -> Found:
    """What a capture is read as; named where that is wanted."""
    capture, site, wanted = given
    return (
        read_page(capture, site)
        if wanted
        else within_bounds(lambda: read(capture, site), capture.url)
    )


def within_bounds(
    do: Callable[[], Found],
    url: str,
    *,
    seconds: float | None = None,
    memory: int | None = None,
) -> Found:
    """What reading a page comes to; that it failed is an answer too, and never raised.

    Args:
        seconds: of CPU; SECONDS when None.
        memory: bytes beside what the process has already; MEMORY when None.
    """
    seconds, memory = seconds or SECONDS, memory or MEMORY
    try:
        with _memory(memory), _time(seconds):
            return do()
    except TooLong:
        why = f"it takes more than {seconds:g} s"
    except MemoryError:
        why = f"it needs more than {memory // 1_000_000} MB"
    except Exception as error:  # the boundary: no page stops the line
        why = f"{type(error).__name__} in {_place(error)}"
        log.debug("page.failed", extra=fields(url=url), exc_info=error)
    log.warning("page.unreadable", extra=fields(url=url, why=why))
    return NotAnArticle(url, UNREADABLE + why)


def _named(found: Found) -> Found:
    return named(found) if isinstance(found, Article) else found


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # only the first thread gets signals; then `side_by_side` alone sees to the time
        return
    before = signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)  # again each second, should one be lost
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _too_long(*_: object) -> None:
    raise TooLong


@contextmanager
def _memory(memory: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _address_space() + memory
    limited = wanted if soft == resource.RLIM_INFINITY else min(soft, wanted)
    resource.setrlimit(resource.RLIMIT_AS, (limited, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    """Bytes that the process has mapped."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _place(error: Exception) -> str:
    """File and line of ours in which an error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if _is_ours(f.filename)]
    last = (ours or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _is_ours(file: str) -> bool:
    return Path(file).is_relative_to(ROOM) and file != __file__
