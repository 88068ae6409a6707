"""What a page does to whoever reads it, it does alone: in this process and in others."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import Capture, Site
from indexer.article import Article, NotAnArticle
from indexer.build import side_by_side
from indexer.build.bounded import Found, within_bounds
from indexer.build.side_by_side import read_all
from indexer.pages.reading import Given

URL = "https://paper.example/1"
PAPER = Site("paper", "Вестник", "https://paper.example/")
NOW = datetime(2026, 9, 1, tzinfo=UTC)


def recurse() -> Found:
    return recurse()


def work_for_ever() -> Found:
    while True:
        with suppress(Exception):
            sum(range(1000))


def take_memory() -> Found:
    held = [bytearray(10_000_000) for _ in range(100)]
    return NotAnArticle(URL, str(len(held)))


def fail() -> Found:
    raise KeyError("x")


def refuse_to_encode() -> Found:
    "\ud83d".encode()
    raise AssertionError


# The signal may meet Python in a collector's callback, which swallows it; the next one does not.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("do", "why"),
    [
        (recurse, "could not be read: RecursionError in "),
        (work_for_ever, "could not be read: it takes more than 0.2 s"),
        (take_memory, "could not be read: it needs more than 200 MB"),
        (fail, "could not be read: KeyError in test_bounds.py:"),
        (refuse_to_encode, "could not be read: UnicodeEncodeError in test_bounds.py:"),
    ],
)
def test_each_failure_is_an_answer(do: Callable[[], Found], why: str) -> None:
    seconds = 0.2 if do is work_for_ever else 30.0
    found = within_bounds(do, URL, seconds=seconds, memory=200_000_000)
    assert isinstance(found, NotAnArticle)
    assert found.reason.startswith(why)
    assert found.url == URL


def test_the_bounds_are_taken_off_again() -> None:
    within_bounds(take_memory, URL, memory=200_000_000)
    within_bounds(work_for_ever, URL, seconds=0.1)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert len(bytearray(300_000_000)) == 300_000_000


def test_a_thread_reads_too() -> None:
    found: list[Found] = []
    thread = threading.Thread(target=lambda: found.append(within_bounds(recurse, URL)))
    thread.start()
    thread.join()
    assert isinstance(found[0], NotAnArticle)


# What a process reads with: the capture's body says what it does to it.


def obey(given: Given) -> Article | NotAnArticle:
    capture = given.capture
    match capture.body:
        case b"end":
            os.kill(os.getpid(), signal.SIGKILL)
        case bytes(body) if body.startswith(b"once "):
            with suppress(FileExistsError):
                Path(body[5:].decode()).touch(exist_ok=False)
                os.kill(os.getpid(), signal.SIGKILL)
        case b"hang":
            time.sleep(60)
    return NotAnArticle(capture.url, f"read {capture.body.decode()}")


def captures(*bodies: str) -> list[Given]:
    return [
        Given(Capture("paper", URL, NOW, body.encode(), id=n), PAPER)
        for n, body in enumerate(bodies)
    ]


def reasons(found: list[tuple[int, Found]]) -> dict[int, str]:
    return {number: one.reason for number, one in found if isinstance(one, NotAnArticle)}


@pytest.mark.parametrize("processes", [1, 2])
def test_a_page_that_ends_its_process_costs_itself(processes: int) -> None:
    given = captures(*(["a"] * 20), "end", *(["b"] * 20), "end", "c")
    found = reasons(list(read_all(given, processes, obey)))
    ended = [number for number, reason in found.items() if "ends the process" in reason]
    assert sorted(ended) == [20, 41]
    assert len(found) == len(given)
    assert multiprocessing.active_children() == []


def test_a_page_that_hangs_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "HUNG", 1.0)
    found = reasons(list(read_all(captures("a", "hang", "b"), 1, obey)))
    assert "takes more than 1 s" in found[1]
    assert (found[0], found[2]) == ("read a", "read b")


def test_a_process_that_is_killed_by_chance_costs_nothing(tmp_path: Path) -> None:
    given = captures(*(["a"] * 50), f"once {tmp_path / 'killed'}", *(["a"] * 50))
    found = reasons(list(read_all(given, 2, obey)))
    assert (tmp_path / "killed").exists()
    assert found[50] == f"read {given[50].capture.body.decode()}"
    assert len(found) == 101


def test_who_stops_early_leaves_no_process() -> None:
    reading = read_all(captures(*map(str, range(500))), 2, obey)
    next(reading)
    reading.close()
    assert multiprocessing.active_children() == []
