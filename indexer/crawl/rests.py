"""Until when a site is left alone: it asked for that, or it bans us."""

from __future__ import annotations

from datetime import datetime

from indexer.crawl.memory import Memory, stamp, time_of


def rests(memory: Memory, site: str, now: datetime) -> str:
    """Why a site is not to be asked now, in one line; empty when it may be."""
    sql = "SELECT rests_until, why FROM site WHERE key = ? AND rests_until > ?"
    row = memory.run(sql, (site, stamp(now))).fetchone()
    until = time_of(row[0]) if row else None
    if until is None:
        return ""
    return f"left alone until {until:%Y-%m-%d %H:%M} UTC: {row[1]}"


def lay_to_rest(memory: Memory, site: str, until: datetime, why: str) -> None:
    """A site is to be left alone until a moment."""
    memory.run(
        "INSERT INTO site (key, rests_until, why) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET rests_until = excluded.rests_until, why = excluded.why",
        (site, stamp(until), why),
    )


def wake(memory: Memory, site: str) -> None:
    """A site may be asked again."""
    memory.run("UPDATE site SET rests_until = NULL, why = '' WHERE key = ?", (site,))
