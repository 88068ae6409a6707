"""What became of an address: exactly one of these, and what the report counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class Outcome(StrEnum):
    """The closed list; all but the first three are the reasons of refusals."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"  # 404 or 410
    ROBOTS = "robots"  # robots.txt forbids it; it was not asked for
    REDIRECT = "redirect"  # leads to another address, which has an outcome of its own
    TOO_MANY_REDIRECTS = "too-many-redirects"
    PRIVATE_ADDRESS = "private-address"  # loopback, private or link-local range
    NOT_HTML = "not-html"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    BROKEN = "broken"  # ends early, or its encoding cannot be undone
    CLIENT_ERROR = "client-error"  # 401, 403 and the other 4xx
    BUSY = "busy"  # 429 or 503, and again after waiting
    SERVER_ERROR = "server-error"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"  # no such host, no connection, no TLS


class Unanswered(Exception):
    """What ends a request before there is an answer; inside the fetcher only, which tells it."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome, self.detail = outcome, detail


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address (of an import: a file or a line of it) that gave nothing to keep, and why.

    `reason` is an `Outcome`, or one of an import's own: unsupported, unreadable, not-json,
    incomplete.
    """

    site: str
    url: str
    when: datetime
    reason: str
    detail: str = ""


OFFLINE = frozenset({Outcome.BUSY, Outcome.SERVER_ERROR, Outcome.TIMEOUT, Outcome.UNREACHABLE})
"""What says something of the server and nothing of the page: many in a row end a crawl."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a crawl or an import, for whoever draws a bar.

    Attributes:
        done, total: addresses (crawl) or files and lines (import); a total of 0 is not known yet.
        url: what was just done.
        outcome: what became of it, or the stage of work.
        site: whose it is, of a crawl.
    """

    done: int
    total: int
    url: str
    outcome: str
    site: str = ""


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What a crawl did.

    Attributes:
        site: the site's key.
        outcomes: how many addresses came to what; every address asked for is counted once.
        found: addresses that the site names; `not_due` of the known ones were left alone, `left`
            are due and were not asked for because of the limit or because the crawl was stopped.
        requests: HTTP requests in all, robots.txt and sitemaps included.
        problems: what else went wrong, a line each.
        stopped: why the crawl ended early or came to nothing, in one line; empty when neither.
    """

    site: str
    outcomes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    found: int = 0
    not_due: int = 0
    left: int = 0
    requests: int = 0
    problems: tuple[str, ...] = ()
    stopped: str = ""

    @property
    def ok(self) -> bool:
        """Whether the crawl came to its end."""
        return not self.stopped

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.items())
        rest = f"; {self.not_due} not due" if self.not_due else ""
        rest += f"; {self.left} left for the next time" if self.left else ""
        said = f"{self.site}: {counted or 'nothing to fetch'}{rest} ({self.requests} requests)"
        return f"{said}; stopped: {self.stopped}" if self.stopped else said
