"""`hronika explain` with and without an index."""

import json
import subprocess
import sys
from pathlib import Path

HRONIKA = Path(sys.executable).with_name("hronika")


def explain(data: Path, *words: str) -> list[dict]:
    command = [HRONIKA, "--data", data, "explain", *words, "--json"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_every_step_of_a_word(tmp_path: Path) -> None:
    rockets, putin = explain(tmp_path, "РАКЕТИТЕ", "putin")
    assert rockets["tokens"][0]["folded"] == "ракетите"
    assert rockets["tokens"][0]["stems"] == ["ракета"]
    assert rockets["tokens"][0]["script"] == "cyrillic"
    assert "путин" in [reading["text"] for reading in putin["readings"]]
