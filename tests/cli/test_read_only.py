"""A data folder that cannot be written (a backup, a snapshot): readers answer, writers say so."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from archive import Archive, Capture

HRONIKA = Path(sys.executable).with_name("hronika")
WITHOUT_ROOT_S_RIGHTS = """
import ctypes, os, sys
DROP, DAC_OVERRIDE, DAC_READ_SEARCH = 24, 1, 2
for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
    ctypes.CDLL(None).prctl(DROP, capability, 0, 0, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Permissions hold for root too, in what is run this way; others need nothing."""

LINE = {"title": "Ракета", "section": "Свят", "text": "Министър Иван Петров каза, че тръгва. /БТА/"}


def command(data: Path, *words: str) -> list[str]:
    return [sys.executable, "-c", WITHOUT_ROOT_S_RIGHTS, str(HRONIKA), "--data", str(data), *words]


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(data, *words), capture_output=True, text=True, timeout=60)


def rights(data: Path, change: str) -> None:
    subprocess.run(["chmod", "-R", change, str(data)], check=True)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy as a snapshot takes it: the catalogue's last rows stand in its log alone."""
    root = tmp_path_factory.mktemp("read-only")
    live, copy = root / "live", root / "copy"
    (live / "sites").mkdir(parents=True)
    declared = 'name = "Вестник"\naddress = "https://paper.example/"\n'
    (live / "sites" / "paper.toml").write_text(declared, "utf-8")
    lines = root / "articles.jsonl"
    rows = (json.dumps({"url": f"https://paper.example/{n}", **LINE}) for n in range(3))
    lines.write_text("\n".join(rows))
    for words in (("import", str(lines), "--site", "paper"), ("index",)):
        assert run(live, *words).returncode == 0
    with Archive.open(live / "archive", write=True) as archive:
        before = archive.read(1)
        archive.keep(Capture("paper", before.url, before.fetched.replace(year=2040), b"<p>later"))
        shutil.copytree(live, copy)
    copy.joinpath("archive", "catalogue.db-shm").unlink()
    rights(copy, "a-w")
    yield copy
    rights(copy, "u+w")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("search", "ракета"), "3 articles"),
        (("verify",), "4 records in 1 files: all is whole"),
        (("verify", "--deep"), "all is whole"),
        (("read", "https://paper.example/2"), "Иван Петров"),
        (("read", "--capture", "4"), "not an article: no headline"),
        (("people", "Иван Петров"), "3 articles"),
    ],
)
def test_who_reads_is_answered(data: Path, words: tuple[str, ...], answer: str) -> None:
    result = run(data, *words)
    assert answer in result.stdout + result.stderr, result
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("index",), ("rebuild",), ("recatalogue",), ("crawl", "paper"), ("update", "paper"),
        ("import", "articles.jsonl", "--site", "paper"), ("people", "merge", "А Б", "В Г"),
    ],
)  # fmt: skip
def test_who_writes_is_told_in_one_line(data: Path, words: tuple[str, ...]) -> None:
    result = run(data, *words)
    (line,) = result.stderr.splitlines()
    assert result.returncode == 1
    assert "cannot write" in line
    assert str(data) in line


def test_pages_are_served(data: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = command(data, "serve", "--port", str(port), "--workers", "1")
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address, "it does not start"
            with urlopen(f"{address}api/search?q=raketa", timeout=20) as answer:
                assert json.load(answer)["total"] == 3
        finally:
            process.terminate()
