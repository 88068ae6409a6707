"""`hronika people`: who is who, and what editors decide, in force with the next `hronika index`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HRONIKA = Path(sys.executable).with_name("hronika")
SITE = 'name = "П"\naddress = "https://paper.example/"\n'
NAMES = ("Гриша Топалов", "Гриша Топалов", "Гришо Топалчев", "Вера Минкова")


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [HRONIKA, "--data", data, *words], capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("people")
    (data / "sites").mkdir()
    (data / "sites" / "paper.toml").write_text(SITE, "utf-8")
    rows = [
        {
            "url": f"https://paper.example/{number}",
            "title": f"Новина {number}",
            "published": "2025-09-05",
            "text": f"Тенисистът {name} спечели турнира в града. „Това беше труден мач за мен“,"
            f" каза {name} след края на срещата пред репортери.",
        }
        for number, name in enumerate(NAMES)
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (data / "articles.jsonl").write_text(lines, "utf-8")
    assert run(data, "import", str(data / "articles.jsonl"), "--site", "paper").returncode == 0
    assert run(data, "index").returncode == 0
    return data


def shown(data: Path, name: str) -> list[tuple[str, int, list[str]]]:
    found = json.loads(run(data, "people", "show", name, "--json").stdout or "[]")
    return [(p["name"], p["articles"], [s["form"] for s in p["spellings"]]) for p in found]


def test_who_is_who(archive: Path) -> None:
    told = run(archive, "people", "Топалов")
    assert told.returncode == 0
    assert told.stdout.startswith("Гриша Топалов: 2 articles, 2 quotations\n")
    nobody = run(archive, "people", "Никой Никоев")
    assert nobody.returncode == 1
    assert "nobody in the archive is called «Никой Никоев»" in nobody.stderr


def test_decisions_come_and_go(archive: Path) -> None:
    assert shown(archive, "Топалчев") == [("Гришо Топалчев", 1, ["Гришо Топалчев"])]
    assert run(archive, "people", "merge", "Гриша Топалов", "Гришо Топалчев").returncode == 0
    assert shown(archive, "Топалчев") == [("Гришо Топалчев", 1, ["Гришо Топалчев"])]
    assert run(archive, "index").returncode == 0
    merged = [("Гриша Топалов", 3, ["Гриша Топалов", "Гришо Топалчев"])]
    assert shown(archive, "Топалчев") == shown(archive, "Топалов") == merged
    found = json.loads(run(archive, "search", "цитат:Топалчев", "--json").stdout)
    assert found["total"] == 3
    assert run(archive, "people", "hide", "Вера Минкова").returncode == 0
    assert run(archive, "people", "rename", "Гриша Топалов", "Григорий Топалов").returncode == 0
    assert run(archive, "rebuild").returncode == 0
    assert shown(archive, "Минкова") == []
    assert shown(archive, "Топалов")[0][:2] == ("Григорий Топалов", 3)
    for _ in range(2):
        assert "taken back" in run(archive, "people", "undo").stderr
    assert run(archive, "index").returncode == 0
    assert shown(archive, "Минкова") == [("Вера Минкова", 1, ["Вера Минкова"])]


def test_a_decision_that_contradicts_is_refused(archive: Path, tmp_path: Path) -> None:
    file = archive / "people.txt"
    before = file.read_text("utf-8")
    assert run(archive, "people", "hide", "Стоян Колев").returncode == 0
    refused = run(archive, "people", "merge", "Иван Иванов", "Стоян Колев")
    assert refused.returncode == 1
    assert "hidden above" in refused.stderr
    file.write_text(before, "utf-8")


def test_a_broken_line_is_named_and_the_rest_holds(archive: Path) -> None:
    file = archive / "people.txt"
    before = file.read_text("utf-8")
    file.write_text(before + "Само име\n-Вера Минкова\n", "utf-8")
    told = run(archive, "index")
    assert told.returncode == 0
    line = before.count("\n") + 1
    assert f"people.txt, line {line}: «Само име»" in told.stderr
    assert shown(archive, "Минкова") == []
    file.write_bytes(b"\xff\xfe")
    told = run(archive, "index")
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert "people.txt" in told.stderr
    file.write_text(before, "utf-8")
