"""A newspaper's declaration: what is read, and how a mistake is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive import Settings, declared_sites, find_site, load_site
from archive.address import normal_address
from archive.cli import recatalogue_command, sites
from archive.errors import ConfigError, UnknownSite
from archive.newspaper import Reading, Site
from archive.site import SHIPPED
from indexer.crawl.frontier import belongs

Write = Callable[[str], Path]
SMALLEST = 'name = "Проба"\naddress = "https://news.example"\n'
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def declare(text: str, name: str = "proba.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return declare


def test_the_smallest_declaration(write: Write) -> None:
    site = load_site(write(SMALLEST))
    assert (site.key, site.name, site.address) == ("proba", "Проба", "https://news.example/")
    assert site.zone.key == "Europe/Sofia"
    assert site.reading(date(2024, 1, 1)) == Reading()


def test_a_redesign_keeps_the_old_reading(write: Write) -> None:
    text = SMALLEST + '[[reading]]\ntitle = "h2"\n[[reading]]\nsince = 2022-05-01\ntitle = ["h1"]\n'
    site = load_site(write(text))
    assert site.reading(date(2022, 4, 30)).title == ("h2",)
    assert site.reading(date(2022, 5, 1)).title == ("h1",)


@pytest.mark.parametrize(
    ("added", "line", "key"),
    [
        ('nmae = "x"', 3, "nmae"),
        ("delay = -1", 3, "delay"),
        ("delay = nan", 3, "delay"),
        ("\n\ndelay = true", 5, "delay"),
        ('timezone = "Europe/Sofiya"', 3, "timezone"),
        ('timezone = "../../etc"', 3, "timezone"),
        ("private = 1", 3, "private"),
        ('skip = ["a", "("]', 3, "skip"),
        ("feeds = [1]", 3, "feeds"),
        ("a_day = [9, 1]", 3, "a_day"),
        ("sections = 1", 3, "sections"),
        ('[sections]\n"свят" = 2', 4, "свят"),
        ("[reading]\ntitle = 'h1'", 3, "reading"),
        ("[[reading]]\ntitle = 'h1'\n[[reading]]\ntitle = 'h1['", 6, "title"),
        ('[[reading]]\nsince = "2022-01-01"', 4, "since"),
        ("[[reading]]\nauthor = 'b'", 4, "author"),
        ("delay = ", 3, "delay"),
    ],
)
def test_a_mistake_is_named_by_line_and_key(write: Write, added: str, line: int, key: str) -> None:
    path = write(SMALLEST + added)
    with pytest.raises(ConfigError) as caught:
        load_site(path)
    assert (caught.value.line, caught.value.key) == (line, key)
    assert str(caught.value).startswith(f"{path}:{line}: ")


@pytest.mark.parametrize(
    "address",
    ["news.example", "ftp://news.example/", "https://", "http://[x", "http://a b/", "http://a:x/"],
)
def test_an_address_must_be_one(write: Write, address: str) -> None:
    with pytest.raises(ConfigError, match="is not an http"):
        load_site(write(f'name = "x"\naddress = "{address}"'))


def test_a_site_without_name(write: Write) -> None:
    with pytest.raises(ConfigError, match="needs a name and an address"):
        load_site(write('address = "https://a.example"'))


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes("name = «Хроника»".encode("cp1251"))
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load_site(tmp_path / "x.toml")


def test_the_users_own_declaration_wins(tmp_path: Path, write: Write) -> None:
    write('name = "Моят"\naddress = "https://my.example/"', "espania.toml")
    assert find_site("espania", tmp_path).name == "Моят"
    assert declared_sites(tmp_path)[0]["espania"].name == "Моят"
    assert find_site("espania").name == "Информационен сайт на българите в Испания"


@pytest.mark.parametrize("key", ["nikoy", "../espania", "", "ESPANIA"])
def test_an_unknown_site(tmp_path: Path, key: str) -> None:
    with pytest.raises(UnknownSite, match="hronika sites"):
        find_site(key, tmp_path)


def test_the_shipped_declarations_are_sound() -> None:
    assert {path.stem for path in SHIPPED.glob("*.toml")} == set(declared_sites()[0])


def test_sites_lists_and_checks(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert CliRunner().invoke(sites, obj=settings).exit_code == 0
    settings.sites.mkdir()
    (settings.sites / "kriv.toml").write_text(SMALLEST + "delay = -1", "utf-8")
    shown = CliRunner().invoke(sites, obj=settings)
    assert shown.exit_code == 1
    assert "espania" in shown.output
    assert "kriv.toml:3: must be seconds from 0 to 600 (key 'delay')" in shown.output
    as_json = json.loads(CliRunner().invoke(sites, ["--json"], obj=settings).output)
    assert (as_json["kriv"]["line"], as_json["kriv"]["key"]) == (3, "delay")
    assert as_json["espania"]["timezone"] == "Europe/Madrid"


def test_recatalogue_says_what_it_found(tmp_path: Path) -> None:
    done = CliRunner().invoke(recatalogue_command, obj=Settings(data=tmp_path))
    assert "0 captures of 0 addresses" in done.output


def test_every_key_of_a_declaration_is_documented() -> None:
    text = (DOCS / "sites.md").read_text("utf-8")
    keys = {f.name for f in fields(Site)} - {"key", "readings"} | {"reading"}
    missing = [k for k in keys | {f.name for f in fields(Reading)} if f"| `{k}` |" not in text]
    assert missing == []


def test_the_documented_example_is_valid(write: Write) -> None:
    text = (DOCS / "sites.md").read_text("utf-8")
    example = text.split("```toml\n")[2].split("```")[0]
    site = load_site(write(example))
    unused = [f.name for f in fields(Site) if getattr(site, f.name) in ((), {}, False, "")]
    assert unused == []


def test_every_setting_is_documented() -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    assert [f.name for f in fields(Settings) if f"| `{f.name}` |" not in text] == []


def test_what_reading_depends_on_has_a_digest() -> None:
    site = Site("proba", "Проба", "https://proba.example/", sections={"sviat": "Свят"})
    assert site.reading_digest == replace(site, delay=9.0, feeds=("/feed",)).reading_digest
    changed = (
        replace(site, timezone="Europe/Madrid"), replace(site, sections={}),
        replace(site, articles=("/a/",)), replace(site, name="Друга"),
        replace(site, readings=(Reading(title=("h2",)),)),
    )  # fmt: skip
    assert len({one.reading_digest for one in (site, *changed)}) == 6


def test_one_broken_file_takes_nothing_from_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text('name = "Счупен', "utf-8")
    (tmp_path / "whole.toml").write_text(
        'name = "Цял"\naddress = "https://whole.example/"', "utf-8"
    )
    sites, faults = declared_sites(tmp_path)
    assert sites["whole"].name == "Цял"
    assert set(faults) == {"broken"}
    assert faults["broken"].line == 1


@pytest.mark.parametrize(
    "spelt",
    ["https://Paper.Example", "https://paper.example:443/", "HTTPS://PAPER.EXAMPLE/#top"],
)
def test_an_address_is_compared_in_one_spelling(write: Write, spelt: str) -> None:
    site = load_site(write(f'name = "Проба"\naddress = "{spelt}"'))
    assert site.address == "https://paper.example/"


def test_a_cyrillic_address_is_the_one_that_is_asked_for(write: Write) -> None:
    site = load_site(write('name = "Вестник"\naddress = "https://вестник.бг/"'))
    assert site.address == "https://xn--b1agjinxh.xn--90ae/"
    assert belongs(site, normal_address("https://ВЕСТНИК.бг/новини/1") or "")
    assert belongs(site, "https://www.xn--b1agjinxh.xn--90ae/a")


def test_two_readings_of_one_day_are_refused(write: Write) -> None:
    text = """name = "Проба"
address = "https://proba.example/"
[[reading]]
since = 2021-05-01
[[reading]]
since = 2021-05-01
"""
    with pytest.raises(ConfigError, match=r":6: two readings begin on the same day"):
        load_site(write(text))
