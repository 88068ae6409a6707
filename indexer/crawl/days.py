"""What a day brings: compared with what the site's declaration says a normal one does."""

from __future__ import annotations

from datetime import datetime, timedelta

from archive.site import Site
from indexer.crawl.memory import Memory, stamp

DAY = timedelta(days=1)
KEPT = 30 * DAY


def ended(memory: Memory, site: str, when: datetime, new: int, *, whole: bool) -> None:
    """A run ended.

    Args:
        new: pages that it brought.
        whole: it asked for all that was due.
    """
    memory.run("DELETE FROM run WHERE site = ? AND ended < ?", (site, stamp(when - KEPT)))
    memory.run("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?)", (site, stamp(when), new, whole))


def too_few(memory: Memory, site: Site, now: datetime) -> str:
    """In one line that the last day brought less than a normal one; empty when not, or unknown.

    Compared only where that is fair: a whole run ended between one and two days ago, and whatever
    came since was fetched by the runs after it, of which the last is whole, too.
    """
    if not site.a_day:
        return ""
    before = memory.run(
        "SELECT max(ended) FROM run WHERE site = ? AND whole AND ended BETWEEN ? AND ?",
        (site.key, stamp(now - 2 * DAY), stamp(now - DAY)),
    ).fetchone()[0]
    if before is None:
        return ""
    since = "FROM run WHERE site = ? AND ended > ?"
    brought = memory.run(f"SELECT sum(new) {since}", (site.key, before)).fetchone()[0] or 0
    last = f"SELECT whole {since} ORDER BY ended DESC LIMIT 1"
    whole = memory.run(last, (site.key, before)).fetchone()
    least, most = site.a_day
    if brought >= least or not (whole and whole[0]):
        return ""
    return f"a day brought {brought} new pages; normal are {least} to {most}"
