"""Imports point one way, webui → indexer → archive; leaves import nothing of ours; no cycles."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINE = ["archive", "indexer", "webui"]


def modules(package: str) -> Iterator[Path]:
    return (p for p in (ROOT / package).rglob("*.py") if "__pycache__" not in p.parts)


def imported(path: Path) -> Iterator[str]:
    """Absolute names of what a module imports, wherever in it."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    package = parts if path.name == "__init__.py" else parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def resolved(names: set[str], known: Collection[str]) -> set[str]:
    """Of «from package import module» the module alone, not its package's window."""
    there = {name for name in names if name in known}
    return {n for n in there if not any(other.startswith(n + ".") for other in there)}


@pytest.mark.parametrize("package", LINE)
def test_imports_point_along_the_line(package: str) -> None:
    later = LINE[LINE.index(package) + 1 :]
    against = [
        f"{path.relative_to(ROOT)} → {name}"
        for path in modules(package)
        for name in imported(path)
        if name.split(".")[0] in later
    ]
    assert not against


@pytest.mark.parametrize("leaf", ["indexer/bulgarian", "indexer/columnar"])
def test_leaves_import_nothing_of_ours_but_themselves(leaf: str) -> None:
    own = leaf.replace("/", ".")
    for path in modules(leaf):
        for name in imported(path):
            inside = name == own or name.startswith(own + ".") or own.startswith(name + ".")
            assert inside or name.split(".")[0] not in LINE, f"{path.name} imports {name}"


def test_reading_knows_nothing_of_names_nor_names_of_reading() -> None:
    for room, other in (("extract", "naming"), ("naming", "extract")):
        for path in modules(f"indexer/{room}"):
            met = [n for n in imported(path) if n.startswith(f"indexer.{other}")]
            assert not met, f"{path.name} imports {met}"


def test_the_language_knows_no_search_engine() -> None:
    names = {n.split(".")[0] for p in modules("indexer/bulgarian") for n in imported(p)}
    assert "whoosh" not in names


def test_only_the_engine_s_own_rooms_know_whoosh() -> None:
    rooms = (ROOT / "indexer/search/whoosh", ROOT / "indexer/columnar")
    outside = [p for package in LINE for p in modules(package) if not {*p.parents} & {*rooms}]
    knowing = [p for p in outside if any(n.split(".")[0] == "whoosh" for n in imported(p))]
    assert not knowing


def test_pages_know_neither_sql_nor_whoosh_nor_parsers() -> None:
    shown = [p for p in modules("webui") if "demo" not in p.parts]
    names = {n.split(".")[0] for path in shown for n in imported(path)}
    assert names.isdisjoint({"sqlite3", "whoosh", "bs4", "lxml", "warcio"})


def test_no_module_is_in_an_import_cycle() -> None:
    graph = {}
    for package in LINE:
        for path in modules(package):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            graph[name] = set(imported(path)) - {name}
    edges = {name: resolved(targets, graph.keys()) for name, targets in graph.items()}
    while leaves := [name for name, targets in edges.items() if not targets]:
        for name in leaves:
            del edges[name]
        edges = {name: targets & edges.keys() for name, targets in edges.items()}
    assert not edges


def test_imports_stand_at_the_top() -> None:
    for package in LINE:
        for path in modules(package):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    inner = [
                        n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)
                    ]
                    assert not inner, f"{path}:{node.lineno} imports inside {node.name}"
