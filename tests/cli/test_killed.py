"""kill -9 at random moments of import, index and rebuild: nothing is lost, nothing is there twice.

HRONIKA_KILLS says how often; few by default, 300 and more on demand. Crawls are killed in
tests/crawl, the archive's own writing and `recatalogue` in tests/archive.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive import Archive
from webui.cli import hronika

HRONIKA = Path(sys.executable).with_name("hronika")
KILLS = int(os.environ.get("HRONIKA_KILLS", "2"))
ARTICLES = 150
TEXT = "Министър Иван Петров каза пред БТА, че строежът ще бъде готов през май. " * 5


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(hronika, ["--data", str(data), *words])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "sites").mkdir(parents=True)
    declared = 'name = "В"\naddress = "https://paper.example/"\n'
    (folder / "sites" / "paper.toml").write_text(declared, "utf-8")
    return folder


def lines(path: Path, version: int) -> str:
    """Articles that each say something else in every version."""
    with path.open("w") as file:
        for number in range(ARTICLES):
            url = f"https://paper.example/{number}"
            row = {"url": url, "title": f"Мост {number}", "text": f"{TEXT}Версия {version}."}
            file.write(json.dumps(row) + "\n")
    os.utime(path, (1.7e9 + version, 1.7e9 + version))
    return str(path)


@pytest.mark.parametrize("killed", ["import", "index", "rebuild"])
def test_killed_at_any_moment(data: Path, tmp_path: Path, killed: str) -> None:
    dice, took = random.Random(7), 0.0
    for version in range(KILLS + 1):
        given = lines(tmp_path / f"version-{version}.jsonl", version)
        taken = ("import", given, "--site", "paper")
        words = taken if killed == "import" else (killed,)
        if killed != "import":
            assert run(data, *taken).exit_code == 0
        took = max(took, _kill(data, words, dice.uniform(0.2, took) if version else None))
        for again in (taken, (killed,) if killed != "import" else ("index",), ("verify",)):
            done = run(data, *again)
            assert done.exit_code == 0, (version, done.output)
    with Archive.open(data / "archive") as archive:
        addresses = Counter(entry.url for entry in archive.captures())
    assert len(addresses) == ARTICLES
    assert set(addresses.values()) == {KILLS + 1}
    found = json.loads(run(data, "search", f'"Версия {KILLS}"', "--json").stdout)
    assert found["total"] == ARTICLES


def _kill(data: Path, words: tuple[str, ...], after: float | None) -> float:
    """Run a command and kill it after some seconds, or see how long it takes."""
    begun = time.monotonic()
    command = [HRONIKA, "--data", data, *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        if after is not None:
            time.sleep(after)
            process.send_signal(signal.SIGKILL)
    return time.monotonic() - begun
