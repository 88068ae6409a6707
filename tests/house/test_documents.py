"""Documents fail: a command, setting or word of the shop windows that they do not name is red."""

import importlib
import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from archive.config import Settings
from webui.cli import hronika

ROOT = Path(__file__).parents[2]
WINDOWS = [
    "archive",
    "indexer",
    "indexer.bulgarian",
    "indexer.crawl",
    "indexer.naming",
    "indexer.pages",
    "webui",
]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", sorted(hronika.commands))
def test_every_command_is_documented_with_its_options(name: str) -> None:
    documented = text("docs/commands.md")
    assert re.search(rf"^## hronika {name}\b", documented, re.MULTILINE)
    section = documented.split(f"## hronika {name}\n")[1].split("\n## ")[0]
    for option in hronika.commands[name].params:
        if isinstance(option, click.Option):
            assert any(f"`{flag}" in section for flag in option.opts), option.opts


@pytest.mark.parametrize("name", sorted(hronika.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = hronika.commands[name]
    assert command.help
    assert f"Example: hronika {name}" in (command.epilog or "")


@pytest.mark.parametrize("name", [f.name for f in fields(Settings)])
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in text("docs/settings.md")


@pytest.mark.parametrize("name", WINDOWS)
def test_shop_windows_show_what_is_there(name: str) -> None:
    window = importlib.import_module(name)
    assert window.__doc__
    assert not [shown for shown in window.__all__ if not hasattr(window, shown)]


def test_documents_name_no_file_that_is_not_there() -> None:
    for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"):
        for path in re.findall(
            r"`((?:archive|indexer|webui|tests|docs|data|benchmarks)/[\w./-]+)`", text(name)
        ):
            if not path.startswith(
                ("data/archive", "data/index", "data/sites", "data/crawl", "data/people")
            ):
                assert (ROOT / path.rstrip("/")).exists(), f"{name} names {path}"


def test_every_dependency_has_its_reason() -> None:
    declared = re.findall(r'^    "([a-z0-9-]+)[><=]', text("pyproject.toml"), re.MULTILINE)
    reasons = text("docs/dependencies.md").lower()
    assert [d for d in declared if f"| {d}" not in reasons] == []
