"""A disk that is full: one line, nothing lost, and on with it when there is room."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from archive import Archive
from archive.errors import NotWritable
from archive.verify import verify
from webui.cli import hronika

MORE, ARTICLES = 150, 100
SIZE = 14 << 20  # bytes: room for archive and index of both


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def run(disk: Path, *words: str) -> Result:
    return CliRunner().invoke(hronika, ["--data", str(disk / "data"), *words])


def lines(path: Path, numbers: range) -> str:
    dice = Random(1)
    with path.open("w") as file:
        for number in numbers:
            text = " ".join(f"дума{dice.randrange(10**6)}" for _ in range(200))
            url = f"https://paper.example/{number}"
            file.write(json.dumps({"url": url, "title": f"Ракета {number}", "text": text}) + "\n")
    return str(path)


def fill(disk: Path, room: int) -> None:
    """Leave so many bytes."""
    there = os.statvfs(disk)
    with disk.joinpath("fill").open("wb") as file:
        file.write(bytes(max(0, there.f_bavail * there.f_bsize - room)))


@pytest.mark.parametrize("room", [0, 60_000])
@pytest.mark.parametrize("command", ["import", "index", "rebuild", "recatalogue"])
def test_a_full_disk(disk: Path, tmp_path: Path, command: str, room: int) -> None:
    (disk / "data" / "sites").mkdir(parents=True)
    declared = 'name = "В"\naddress = "https://paper.example/"\n'
    (disk / "data" / "sites" / "paper.toml").write_text(declared, "utf-8")
    first = lines(tmp_path / "first.jsonl", range(ARTICLES))
    more = lines(tmp_path / "more.jsonl", range(ARTICLES, ARTICLES + MORE))
    taken = ("import", more, "--site", "paper")
    assert run(disk, "import", first, "--site", "paper").exit_code == 0
    assert run(disk, "index").exit_code == 0
    if command in ("index", "rebuild"):
        assert run(disk, *taken).exit_code == 0
    words = taken if command == "import" else (command,)
    fill(disk, room)
    result = run(disk, *words)
    assert result.exit_code == 0 or isinstance(result.exception, NotWritable), result
    assert room or result.exit_code == 1
    for problem in verify(disk / "data" / "archive").problems:
        assert "not in the catalogue" in problem.reason
        assert "an import takes in" in problem.remedy
    assert "100 articles" in run(disk, "search", "ракета").output or result.exit_code == 0
    (disk / "fill").unlink()
    for again in (words, taken, ("index",), ("recatalogue",), ("rebuild",)):
        done = run(disk, *again)
        assert done.exit_code == 0, done
    with Archive.open(disk / "data" / "archive") as archive:
        assert archive.counts().captures == ARTICLES + MORE
    assert run(disk, "verify").exit_code == 0
