"""kill -9 at random moments of a crawl of several sites: nothing lost, nothing twice.

A few kills each time; `HRONIKA_KILLS=300 pytest tests/crawl/test_killed.py -s` for a long run,
which tells what it found. A round begins with sites whose pages are all changed, is killed until a
crawl comes to its end, and is then counted.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive import Archive, Settings
from archive.verify import verify
from indexer.crawl.memory import Memory

KILLS = int(os.environ.get("HRONIKA_KILLS", "4"))
SITES = 3
HTML = {"Content-Type": "text/html"}
PAGES = 30
DAY = timedelta(days=1)
CRAWLER = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from archive import Archive, Settings, Site
from indexer.crawl import crawl_sites
folder, now, *addresses = sys.argv[1:]
sites = [Site(f"paper{n}", "x", at, private=True, delay=0.0) for n, at in enumerate(addresses)]
settings = Settings(data=Path(folder))
with Archive.open(settings.archive, write=True) as archive:
    print("open", flush=True)
    reports = crawl_sites(sites, archive, settings, now=datetime.fromisoformat(now))
assert all(report.ok for report in reports), reports
"""


PROSE = "Общината откри новия мост над реката след две години ремонт, а първи минаха деца. " * 4


def article(title: str) -> bytes:
    """A page that reads as an article: the lists' news of others are not believed for long."""
    return (
        "<html><head><meta charset=utf-8><meta property='og:type' content='article'></head><body>"
        f"<article><h1>Мостът {title}</h1><p>{PROSE}</p></article></body></html>"
    ).encode()


def turn_over(papers: list, version: int) -> None:
    """From now on every page has another text, but the first of each site, which is gone."""
    for number, paper in enumerate(papers):
        for page in range(PAGES):
            paper.pages[f"/{page}/"] = (200, HTML, article(f"{number} {page} {version}"))
        paper.pages[f"/moved{version}/"] = (301, {"Location": f"/target{version}/"}, b"")
        body = article(f"{number} target {version}")
        paper.pages[f"/target{version}/"] = (200, HTML, body)
        if version:
            paper.pages["/0/"] = (404, {}, b"")
        changed = (datetime.now(UTC) + version * DAY).isoformat()
        rows = "".join(
            f"<url><loc>{paper.address}{name}/</loc><lastmod>{changed}</lastmod></url>"
            for name in (*range(PAGES), f"moved{version}")
        )
        paper.pages["/sitemap.xml"] = (200, {}, f"<urlset>{rows}</urlset>".encode())


def started(settings: Settings, version: int, papers: list) -> subprocess.Popen[str]:
    now = datetime.now(UTC) + version * DAY * 1.01
    addresses = [paper.address for paper in papers]
    crawler = subprocess.Popen(
        [sys.executable, "-c", CRAWLER, str(settings.data), now.isoformat(), *addresses],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert crawler.stdout is not None
    crawler.stdout.readline()
    return crawler


def test_kill_9_at_random_moments(serving, tmp_path: Path) -> None:
    settings, chance = Settings(data=tmp_path / "killed"), random.Random(14)
    killed, version, lasts = 0, 0, 1.0
    with ExitStack() as stack:
        papers = [stack.enter_context(serving(f"127.0.0.{n + 1}")) for n in range(SITES)]
        while killed < KILLS:
            turn_over(papers, version)
            for _ in range(8):
                crawler, began = started(settings, version, papers), time.monotonic()
                time.sleep(chance.uniform(0, lasts))
                if crawler.poll() is not None:
                    break
                os.kill(crawler.pid, signal.SIGKILL)
                crawler.communicate()
                killed += 1
            else:
                crawler, began = started(settings, version, papers), time.monotonic()
            _, errors = crawler.communicate(timeout=60)
            assert crawler.returncode == 0, errors
            lasts = min(2.0, max(0.2, time.monotonic() - began))
            version += 1
            whole(settings, papers, version)
        counts = counted(settings)
    told = f"\n{killed} kills in {version} rounds: {counts}, 0 lost, 0 twice"
    print(told)  # noqa: T201 - for the long run


def whole(settings: Settings, papers: list, versions: int) -> None:
    """Each page of each version is there once, and nothing else is."""
    with Archive.open(settings.archive) as archive:
        kept = Counter((c.url, c.body) for c in archive.stream())
    assert set(kept.values()) == {1}, "kept twice"
    for number, paper in enumerate(papers):
        for version in range(versions):
            names = range(1 if version else 0, PAGES)
            for name in (*names, f"target{version}"):
                text = f"{number} {str(name).rstrip('0123456789') or name} {version}"
                found = kept.pop((f"{paper.address}{name}/", article(text)), 0)
                assert found, f"lost: {name} {text}"
    assert not kept, f"never served: {list(kept)[:3]}"
    assert verify(settings.archive).problems == ()
    with closing(Memory(settings.crawl)) as memory:
        for paper in papers:
            missed = memory.at(paper.address + "0/").missed
            assert missed <= versions - 1
            assert missed or versions == 1, "a page that is gone was forgotten"


def counted(settings: Settings) -> str:
    with Archive.open(settings.archive) as archive:
        return f"{archive.counts().captures} captures of {archive.counts().addresses} addresses"
