"""Settings: file, environment and command line, each over the one before."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Settings, load_settings
from archive.config import writable
from archive.errors import ConfigError, NotWritable


def test_nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(env={}) == Settings()


def test_each_over_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hronika.toml").write_text('data = "от"\nport = 9\ntimeout = 5\n', "utf-8")
    assert load_settings(env={}).data == Path("от")
    assert load_settings(env={"HRONIKA_DATA": "env"}).data == Path("env")
    both = load_settings(env={"HRONIKA_DATA": "env"}, data=Path("line"))
    assert (both.data, both.port, both.timeout) == (Path("line"), 9, 5.0)
    assert (both.archive, both.index) == (Path("line/archive"), Path("line/index"))


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [("\nporrt = 1", 2, "porrt"), ('port = "x"', 1, "port"), ("port = true", 1, "port")],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, line: int, key: str) -> None:
    (tmp_path / "h.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path / "h.toml", {})
    assert (caught.value.line, caught.value.key) == (line, key)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path / "none.toml", {})


def test_a_folder_below_a_file_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable, match="--data"):
        writable(tmp_path / "file" / "data")
