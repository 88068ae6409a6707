"""Words that ask for nothing: packaged, and as an editor changes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import ConfigError
from indexer.pages import PageTable
from indexer.search.backend import Document, SearchBackend
from indexer.search.named import Names
from indexer.search.query import Query
from indexer.search.reading import understand
from indexer.search.tree import Preferring, Term
from indexer.search.wording import load_wording


def own(folder: Path, text: str) -> Path:
    (folder / "light.txt").write_text(text, "utf-8")
    return folder


def test_an_editor_adds_and_takes_out(tmp_path: Path) -> None:
    packaged = load_wording().light
    assert "за" in packaged
    changed = load_wording(own(tmp_path, "# наши\nСнимки  # под всяка статия\n-за  # партия\n\n"))
    assert changed.light == packaged - {"за"} | {"снимки"}
    assert load_wording(tmp_path / "none").light == packaged


@pytest.mark.parametrize("line", ["две думи", "дума1", "--", "<b>"])
def test_a_line_that_is_no_word_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigError, match=r"light\.txt:2: .* is not one word"):
        load_wording(own(tmp_path, f"добре\n{line}\n"))


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "light.txt").write_bytes("снимки".encode("windows-1251"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_wording(tmp_path)


def test_a_query_passes_over_what_is_light(
    backend: SearchBackend, document: Callable[..., Document], tmp_path: Path
) -> None:
    backend.write([document(1, "Снимки на моста")])
    asked = Query("снимки мост")
    plain, _ = understand(asked, Names(backend, articles(tmp_path)))
    assert isinstance(plain, Preferring)
    light = load_wording(own(tmp_path, "снимки"))
    node, _ = understand(asked, Names(backend, articles(tmp_path), light))
    assert isinstance(node, Term)
    assert node.exact == "мост"


def articles(folder: Path) -> PageTable:
    return PageTable(folder / "articles.db")
