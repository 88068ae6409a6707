"""`hronika mcp`, asked by a client of the protocol as assistants have it."""

import asyncio
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archive import Settings
from indexer.assistants.tools import MOST, CannotAnswer, Tools
from indexer.library import Library

HRONIKA = Path(sys.executable).with_name("hronika")
TEXT = (
    "Ракетата падна в морето. „Всичко е наред“, каза кметът Иван Петров. Хората гледаха ракетата."
)
THERE = importlib.util.find_spec("mcp") is not None


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assistants")
    (folder / "sites").mkdir()
    declared = 'name = "Вестник"\naddress = "https://paper.example/"\n'
    (folder / "sites" / "paper.toml").write_text(declared, "utf-8")
    lines = folder / "articles.jsonl"
    rows = (
        {"url": f"https://paper.example/{n}", "title": f"Ракета {n}", "section": "Свят",
         "published": f"2023-09-{n + 1:02}T10:00:00+03:00", "text": f"{TEXT} Това е номер {n}."}
        for n in range(25)
    )  # fmt: skip
    lines.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    for words in (["import", str(lines), "--site", "paper"], ["index"]):
        subprocess.run([HRONIKA, "--data", folder, *words], check=True, capture_output=True)
    return folder


@pytest.fixture
def tools(data: Path) -> Tools:
    return Tools(Library(Settings(data=data).index))


def cited(answer: dict[str, Any]) -> None:
    """An article comes with where, when and its own words."""
    assert answer["address"].startswith("https://paper.example/")
    assert answer["date"].startswith("2023-09-")
    assert answer["quotation"]


def test_a_search_is_cited_and_bounded(tools: Tools) -> None:
    found = tools.search("ракети", section="Свят", since="2023-09", most=1_000)
    assert found["total"] == 25
    assert len(found["articles"]) == MOST
    for one in found["articles"]:
        cited(one)
        assert "<mark>" not in one["quotation"]


def test_an_article_by_id_and_by_address(tools: Tools) -> None:
    by_address = tools.article("http://www.paper.example/3")
    cited(by_address)
    assert by_address == tools.article(by_address["id"])
    assert by_address["text"].startswith("Ракетата падна")
    assert by_address["quotations"] == [{"said": "Всичко е наред", "by": "Иван Петров"}]


def test_a_person_and_what_was_said(tools: Tools) -> None:
    (who,) = tools.person("Петров")["persons"]
    assert (who["name"], who["articles"]) == ("Иван Петров", 25)
    for one in who["newest"]:
        cited(one)
    said = tools.quotations("Иван Петров", most=3)
    assert said["person"] == "Иван Петров"
    assert len(said["quotations"]) == 3
    for one in said["quotations"]:
        cited(one)
        assert one["quotation"] == "Всичко е наред"


def test_what_cannot_be_answered_is_a_sentence(tools: Tools) -> None:
    for asked in (
        lambda: tools.search("ракета", since="вчера"),
        lambda: tools.article("няма"),
        lambda: tools.person("Никой Никога"),
        lambda: tools.quotations("Никой Никога"),
        lambda: tools.related(),
    ):
        with pytest.raises(CannotAnswer, match=r"\.$"):
            asked()


@pytest.mark.skipif(THERE, reason="the extra is installed")
def test_without_the_extra_it_says_what_to_install(data: Path) -> None:
    run = subprocess.run(
        [HRONIKA, "--data", data, "mcp"], capture_output=True, text=True, timeout=60, input=""
    )
    assert run.returncode == 1
    assert run.stderr.startswith("hronika: the package `mcp` is not installed")


@pytest.mark.skipif(not THERE, reason="needs the extra mcp")
def test_over_the_protocol(data: Path) -> None:
    mcp = importlib.import_module("mcp")

    async def ask() -> None:
        command = mcp.StdioServerParameters(
            command=str(HRONIKA), args=["--data", str(data), "mcp"], env={**os.environ}
        )
        async with mcp.Client(command) as client:
            listed = (await client.list_tools()).tools
            assert {t.name for t in listed} == {
                "search", "article", "person", "related", "quotations"
            }  # fmt: skip
            assert all(t.annotations.read_only_hint and t.description for t in listed)
            found = await client.call_tool("search", {"words": "ракети", "most": 2})
            assert not found.is_error
            assert len(found.structured_content["articles"]) == 2
            near = await client.call_tool("related", {"text": TEXT})
            assert not near.is_error
            wrong = await client.call_tool("search", {"words": "а", "since": "вчера"})
            assert wrong.is_error
            assert "is no date" in wrong.content[0].text

    asyncio.run(ask())
