"""Others read what we write: warcio, and pywb as a process of its own, never imported.

pywb is under GPL-3 and stands in no list of dependencies: `make replay` installs it beside the
project's own environment and runs this. Without it these tests are skipped, and say so.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Capture

BESIDE = Path(sys.prefix) / "replay" / "bin"
WAYBACK = shutil.which("wayback", path=f"{BESIDE}{os.pathsep}{os.environ['PATH']}")
BEFORE = Path(__file__).with_name("before")
START = 60.0  # seconds that pywb has to start

replayed = pytest.mark.skipif(
    WAYBACK is None, reason="pywb is not there: `make replay` installs it and replays our files"
)


@dataclass
class Answer:
    """What pywb said."""

    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[[str, str], Answer]
CYRILLIC = "<html><head></head><body><p>Ракета над морето</p></body></html>".encode("windows-1251")
LINES = (
    ("Content-Type", "text/html; charset=windows-1251"),
    ("ETag", '"1"'),
    ("Set-Cookie", "a=1"),
    ("Set-Cookie", "b=2"),
    ("X-Title", "Ракета".encode().decode("latin-1")),
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks a running pywb for an address at a time, and does not follow redirects."""
    root = tmp_path_factory.mktemp("replay")
    _fill(root / "archive")
    _manage(root, "init", "hronika")
    _manage(root, "add", "hronika", *map(str, (root / "archive" / "warc").iterdir()))
    port = _free_port()
    command = [str(WAYBACK), "--port", str(port), "--bind", "127.0.0.1", "-t", "2"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=root, **quiet)  # type: ignore[call-overload]
    try:
        _wait_for(port)
        yield lambda when, url: _asked(port, f"/hronika/{when}id_/{url}")
    finally:
        process.terminate()
        process.wait()


def _fill(folder: Path) -> None:
    start = datetime(2025, 3, 3, 12, tzinfo=UTC)
    url = "https://news.example/{}/".format
    asked = b"GET /a/ HTTP/1.1\r\nHost: news.example\r\n\r\n"
    common = {"lines": LINES, "peer": "192.0.2.7", "request": asked}
    with Archive.open(folder, write=True) as archive:
        archive.keep(Capture("p", url("a"), start, CYRILLIC, **common))  # type: ignore[arg-type]
        again = start + timedelta(days=1)
        archive.keep(Capture("p", url("a"), again, CYRILLIC, **common))  # type: ignore[arg-type]
        archive.unmodified("p", url("a"), start + timedelta(days=2), lines=(("ETag", '"2"'),))
        archive.keep(Capture("p", url("old"), start, b"<p>old"))
        archive.forward(url("old"), "p", url("a"), start + timedelta(days=1), 308)
        archive.keep(Capture("p", url("gone"), start, b"<p>gone", lines=LINES[:1]))
        archive.bury(url("gone"), "p", start + timedelta(days=1), "answers 410")
        kind = {"content-type": "text/html; charset=utf-8"}
        page = "<p>Внесена".encode()
        archive.keep(Capture("p", url("saved"), start, page, headers=kind, how="import"))


def _manage(root: Path, *words: str) -> None:
    manager = Path(str(WAYBACK)).with_name("wb-manager")
    done = subprocess.run([manager, *words], cwd=root, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("pywb does not start")


def _asked(port: int, path: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())


def test_warcio_finds_nothing_wrong(tmp_path: Path) -> None:
    _fill(tmp_path / "archive")
    files = [*(tmp_path / "archive" / "warc").iterdir(), *BEFORE.iterdir()]
    command = [sys.executable, "-m", "warcio.cli", "check", "-v", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
    assert "fail" not in done.stdout
    assert done.stdout.count("digest pass") == 15


@replayed
@pytest.mark.parametrize(
    "when",
    ["20250303120000", "20250304120000", "20250305120000", "20250401000000"],
    ids=["the page", "the same bytes again", "a 304", "any time"],
)
def test_a_page_in_windows_1251_is_replayed_at_every_look(ask: Ask, when: str) -> None:
    answer = ask(when, "https://news.example/a/")
    assert (answer.status, answer.body) == (200, CYRILLIC)
    assert answer.headers["Content-Type"] == "text/html; charset=windows-1251"


@replayed
def test_what_moved_redirects(ask: Ask) -> None:
    answer = ask("20250304120000", "https://news.example/old/")
    assert answer.status == 308
    assert answer.headers["Location"].endswith("https://news.example/a/")
    assert ask("20250303120000", "https://news.example/old/").body == b"<p>old"


@replayed
def test_what_is_gone_is_there_still(ask: Ask) -> None:
    answer = ask("20250401000000", "https://news.example/gone/")
    assert (answer.status, answer.body) == (200, b"<p>gone")


@replayed
def test_an_imported_page_is_replayed(ask: Ask) -> None:
    answer = ask("20250303120000", "https://news.example/saved/")
    assert (answer.status, answer.body.decode()) == (200, "<p>Внесена")
