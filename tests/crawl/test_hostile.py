"""Whatever a server answers, a crawl ends: each address has one outcome, the rest goes on."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from archive import Archive, Settings, Site
from archive.verify import verify
from indexer.crawl import Outcome, crawl
from indexer.crawl.memory import Memory
from tests.crawl.hostile import STAY, Hostile, Script, answer, serving
from tests.crawl.hostile_answers import LARGEST, PAGE, PAGES, TIMEOUT

DATE = "2025-{:02}-{:02}"


@pytest.fixture
def hostile() -> Iterator[Hostile]:
    with serving() as server:
        yield server


@pytest.fixture
def hasty(settings: Settings) -> Settings:
    return replace(settings, timeout=TIMEOUT, largest=LARGEST)


def a_site(server: Hostile, **scripts: Script) -> Site:
    """A site whose sitemap lists these pages, the first one newest."""
    pages = {f"/{name}": script for name, script in scripts.items()}
    rows = "".join(
        f"<url><loc>{path}</loc><lastmod>{2999 - n}-01-01</lastmod></url>"
        for n, path in enumerate(pages)
    )
    sitemap = answer(f"<urlset>{rows}</urlset>".encode(), kind="text/xml")
    server.scripts |= pages | {"/sitemap.xml": (sitemap, STAY)}
    return Site("proba", "Проба", server.address, private=True, delay=0.0)


def outcomes(settings: Settings, archive: Archive) -> dict[str, str]:
    """Path of an address → what it came to, as memory and archive have it."""
    with closing(Memory(settings.crawl)) as memory:
        told = {one.url: one.reason for one in memory.refusals("proba")}
    told |= {entry.url: "new" for entry in archive.captures()}
    return {"/" + url.split("/", 3)[3]: outcome for url, outcome in told.items()}


def test_the_table_is_long_enough() -> None:
    assert len(PAGES) >= 200
    assert {outcome for outcome, _ in PAGES.values()} >= set(Outcome) - {
        "changed", "unchanged", "robots", "private-address",
    }  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_an_answer_has_its_outcome(
    hostile: Hostile, archive: Archive, hasty: Settings, name: str
) -> None:
    outcome, script = PAGES[name]
    site = a_site(hostile, odd=script, good=(answer(PAGE), STAY))
    began = time.monotonic()
    report = crawl(site, archive, hasty)
    assert time.monotonic() - began < 20
    rests = outcome is Outcome.BUSY  # a server that asks for a long rest may be left alone
    assert rests or dict(report.outcomes) == Counter([outcome, "new"])
    assert outcomes(hasty, archive)["/odd"] == outcome
    assert rests or outcomes(hasty, archive)["/good"] == "new"


def test_all_of_them_on_one_site(hostile: Hostile, archive: Archive, hasty: Settings) -> None:
    """But those that ask for a rest, which end a run."""
    told = [case for case in PAGES.values() if case[0] is not Outcome.BUSY]
    scripts: dict[str, Script] = {}
    for number, (_, script) in enumerate(told):
        scripts |= {f"odd{number}": script, f"good{number}": (answer(PAGE), STAY)}
    report = crawl(a_site(hostile, **scripts), archive, hasty)
    assert report.ok
    assert report.left == 0
    expected = Counter(outcome for outcome, _ in told) + Counter({Outcome.NEW: len(told)})
    assert dict(report.outcomes) == expected
    found = outcomes(hasty, archive)
    assert {found[f"/good{number}"] for number in range(len(told))} == {"new"}
    assert [found[f"/odd{n}"] for n in range(len(told))] == [outcome for outcome, _ in told]
    assert verify(archive.folder).problems == ()
