"""Several sites at once: each at its own pace, one thread a host, whatever one of them does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from archive import Archive, Settings, Site
from archive.errors import NotWritable
from archive.verify import verify
from indexer.crawl import Progress, crawl_sites
from indexer.crawl.worker import Workers


@pytest.fixture
def papers(serving: Callable) -> Iterator[Callable[[int], list]]:
    """So many newspapers of eight pages, each on a host of its own."""
    with ExitStack() as stack:

        def start(many: int) -> list:
            found = []
            for number in range(many):
                paper = stack.enter_context(serving(f"127.0.0.{number + 1}"))
                paths = [f"/{n}/" for n in range(8)]
                for path in paths:
                    paper.html(path, f"{number} {path}")
                paper.sitemap(*paths)
                site = Site(f"paper{number}", "x", paper.address, private=True, delay=0.0)
                found.append((paper, site))
            return found

        yield start


def test_several_sites_are_crawled_at_the_same_time(
    papers, archive: Archive, settings: Settings
) -> None:
    found = papers(3)
    sites = [replace(site, delay=0.05) for _, site in found]
    steps: list[Progress] = []
    reports = crawl_sites(sites, archive, settings, progress=steps.append)
    assert [report.site for report in reports] == ["paper0", "paper1", "paper2"]
    assert [dict(report.outcomes) for report in reports] == [{"new": 8}] * 3
    assert {step.site for step in steps} == {"paper0", "paper1", "paper2"}
    moments = [[at for _, _, at in paper.asked] for paper, _ in found]
    assert max(of[0] for of in moments) < min(of[-1] for of in moments), "one after the other"
    for paper, _ in found:
        own = [at for _, _, at in paper.asked]
        assert min(b - a for a, b in pairwise(own)) >= 0.04
        assert paper.most_at_once == 1
    assert archive.counts().addresses == 24
    assert verify(archive.folder).problems == ()


def test_two_sites_of_one_host_share_its_pause(
    papers, archive: Archive, settings: Settings
) -> None:
    ((paper, site),) = papers(1)
    even = replace(site, key="even", articles=("[02468]/$",), delay=0.06)
    odd = replace(site, key="odd", articles=("[13579]/$",), delay=0.02)
    reports = crawl_sites([even, odd], archive, settings)
    assert [dict(report.outcomes) for report in reports] == [{"new": 4}, {"new": 4}]
    pages = [(path, at) for path, _, at in paper.asked if path[1:2].isdigit()]
    assert paper.most_at_once == 1
    between = [b[1] - a[1] for a, b in pairwise(pages) if (int(a[0][1]) + int(b[0][1])) % 2]
    assert len(between) >= 4
    assert min(between) >= 0.05


def test_whatever_one_site_does_the_others_are_crawled(
    papers, archive: Archive, settings: Settings, caplog
) -> None:
    found = papers(4)
    (_, good), (bad, worse), (down, dead), _ = found
    bad.pages["/sitemap.xml"] = (200, {}, b"no list at all")
    down.pages["/robots.txt"] = (503, {}, b"")
    broken = replace(good, key="broken", articles=("(",))  # no declaration can say this
    reports = {
        r.site: r for r in crawl_sites([broken, dead, worse, good, found[3][1]], archive, settings)
    }
    assert dict(reports["paper0"].outcomes) == dict(reports["paper3"].outcomes) == {"new": 8}
    assert "503" in reports["paper2"].stopped
    assert "nothing was found" in reports["paper1"].stopped
    assert "error" in reports["broken"].stopped
    assert "crawl.failed" in caplog.text


def test_what_is_ours_ends_all(papers, settings: Settings, tmp_path: Path) -> None:
    """A full disk is no site's affair; what was kept before is kept."""
    sites = [site for _, site in papers(2)]
    with Archive.open(tmp_path / "read", write=True) as archive:
        settings.crawl.mkdir(parents=True)
        (settings.crawl / "memory.db").mkdir()
        with pytest.raises(NotWritable):
            crawl_sites(sites, archive, settings)


CRAWLER = """
import sys
from pathlib import Path
from archive import Archive, Settings, Site
from indexer.crawl import crawl_sites
sites = [Site(f"paper{n}", "x", at, private=True, delay=0.05) for n, at in enumerate(sys.argv[2:])]
with Archive.open(Path(sys.argv[1]), write=True) as archive:
    settings = Settings(data=Path(sys.argv[1]).parent)
    crawl_sites(sites, archive, settings, progress=lambda p: print(p.outcome, p.url, flush=True))
"""


def test_ctrl_c_keeps_what_was_kept(papers, tmp_path: Path) -> None:
    addresses = [site.address for _, site in papers(3)]
    crawler = subprocess.Popen(
        [sys.executable, "-c", CRAWLER, str(tmp_path / "archive"), *addresses],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert crawler.stdout is not None
    told: list[str] = []
    while sum(line.startswith("new ") for line in told) < 5:
        told.append(crawler.stdout.readline())
    began = time.monotonic()
    os.kill(crawler.pid, signal.SIGINT)
    rest, errors = crawler.communicate(timeout=20)
    assert time.monotonic() - began < 5
    assert errors.strip().endswith("KeyboardInterrupt")
    kept = {line.split()[1] for line in [*told, *rest.splitlines()] if line.startswith("new ")}
    # A keep that was cut off in the middle lies behind the catalogue's end: the next writer takes
    # it up (archive/store.py), as after a kill.
    with Archive.open(tmp_path / "archive", write=True) as archive:
        assert kept <= {entry.url for entry in archive.captures()}
    assert verify(tmp_path / "archive").problems == ()


def test_a_job_that_hangs_holds_up_nobody_else() -> None:
    workers: Workers[str] = Workers()
    hang = threading.Event()
    workers.give("a", "slow", hang.wait, 0.0)
    workers.give("b", "quick", lambda: 7, 0.0)
    done = workers.next(5.0)
    assert done is not None
    assert (done.whose, done.value) == ("quick", 7)
    assert workers.next(0.01) is None
    workers.close()
    hang.set()


def test_what_a_thread_wants_done_is_done_by_the_one_that_keeps() -> None:
    workers: Workers[str] = Workers()
    workers.give("a", "asks", lambda: workers.here(threading.get_ident), 0.0)
    done = workers.next(5.0)
    workers.close()
    assert done is not None
    assert done.value == threading.get_ident()


def test_an_exception_of_a_job_comes_back() -> None:
    workers: Workers[str] = Workers()
    workers.give("a", "bad", lambda: 1 / 0, 0.0)
    done = workers.next(5.0)
    workers.close()
    assert done is not None
    assert isinstance(done.error, ZeroDivisionError)
