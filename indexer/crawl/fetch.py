"""One polite, bounded GET: an `Answer` when the server said something, a `Refused` when not."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from h11 import Request

from archive.address import normal_address, same_site
from archive.config import Settings
from archive.site import Site
from indexer.crawl.connect import Host, Wire, host_of
from indexer.crawl.cookies import given, leads_to_itself
from indexer.crawl.deadline import Deadline
from indexer.crawl.exchange import Lines, Said, exchange, is_plain, request_of
from indexer.crawl.outcome import Outcome, Unanswered

AGENT = "Hronika"
REDIRECTS = 5
RETRIES = 2
LONGEST_WAIT = 60.0
"""Seconds: a longer rest (Retry-After) is not waited out here, but told: `Refused.rest`."""

LONGEST_REST = 30 * 24 * 3600.0
"""Seconds: who asks for more than a month of rest is taken to ask for a month."""

OPEN = 4  # connections kept for the next request, one a host
MOVED = frozenset({301, 302, 303, 307, 308})
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: 200, 304, a redirect or another status below 500, encodings undone.

    Attributes:
        headers: for look-ups: names in lower case, values of a name that came several times joined.
        asked: when.
        lines: the header lines as they came, in order: names as sent, values as Latin-1 has them.
        request: the bytes that were sent.
        peer: the IP address that answered.
        more: the body is the first part of a larger one.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    asked: datetime
    lines: Lines = ()
    request: bytes = field(default=b"", repr=False)
    peer: str = ""
    more: bool = False

    @property
    def location(self) -> str | None:
        """Where a redirect leads, normalised; None when it is none or leads nowhere usable."""
        if self.status not in MOVED:
            return None
        first = (value for name, value in self.lines if name.lower() == "location")
        where = next(first, self.headers.get("location"))
        return normal_address(_raw_utf8(where), self.url) if where else None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing came that could be kept.

    `rest` is how many seconds a busy server (429, 503) asks to be left alone; 0 when it does not
    say, or says no more than was waited.
    """

    url: str
    outcome: Outcome
    detail: str = ""
    rest: float = 0.0

    def __str__(self) -> str:
        return f"{self.outcome} ({self.detail})" if self.detail else str(self.outcome)


class Fetcher:
    """Asks one site, one request at a time, with a pause between two.

    Args:
        site: its delay, and whether its own host may lie in a private range.
        settings: contact for the User-Agent, seconds and bytes that an answer may take.

    Attributes:
        delay: seconds between two requests.
        requests: how many were sent.
        allows: whether the site's robots.txt lets us ask for an address of the site.
    """

    def __init__(self, site: Site, settings: Settings) -> None:
        self.delay = site.delay
        self.requests = 0
        self.allows: Callable[[str], bool] = lambda _: True
        self._site, self._settings = site, settings
        self._own = frozenset({host_of(urlsplit(site.address))} if site.private else ())
        self._wires: dict[tuple[str, Host], Wire] = {}
        self._agent = user_agent(settings.contact)
        self._rested_until = 0.0

    def close(self) -> None:
        """Let the connections go."""
        while self._wires:
            self._wires.popitem()[1].close()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        largest: int | None = None,
        part: bool = False,
    ) -> Answer | Refused:
        """One address; redirects are handed back, a busy server is asked again as it says.

        A page that sets a cookie and leads to itself is asked once more, with that cookie.

        Args:
            url: as `normal_address` gives it.
            etag, modified: validators of what is known, for a conditional request.
            largest: bytes after which the answer is given up; the settings' when None.
            part: the first bytes of a larger answer are enough.
        """
        if not is_plain(url):
            return Refused(url, Outcome.UNREACHABLE, "is no http address")
        if same_site(url, self._site.address) and not self.allows(url):
            return Refused(url, Outcome.ROBOTS, "robots.txt forbids it")
        headers = {"User-Agent": self._agent, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        most = largest or self._settings.largest
        said = self._patiently(url, headers, most, part=part)
        cookie = given(said.lines) if isinstance(said, Answer) else ""
        if isinstance(said, Answer) and cookie and leads_to_itself(url, said.location, said.body):
            return self._patiently(url, {**headers, "Cookie": cookie}, most, part=part)
        return said

    def follow(self, url: str, largest: int, *, part: bool = False) -> Answer | Refused:
        """As `get`, through redirects: for robots.txt, sitemaps and feeds, not for pages."""
        at = url
        for _ in range(REDIRECTS + 1):
            said = self.get(at, largest=largest, part=part)
            if isinstance(said, Refused) or said.status not in MOVED:
                return said
            if said.location is None:
                return Refused(url, Outcome.BROKEN, "a redirect that leads nowhere")
            at = said.location
        return Refused(url, Outcome.TOO_MANY_REDIRECTS, f"more than {REDIRECTS}")

    def _patiently(
        self, url: str, headers: Mapping[str, str], largest: int, *, part: bool
    ) -> Answer | Refused:
        for tries in range(RETRIES + 1):
            said = self._once(url, headers, largest, part=part)
            if not isinstance(said, Answer) or said.status not in (429, 503):
                break
            wait = retry_after(said.headers.get("retry-after"), said.asked, 4 * self.delay)
            if wait > LONGEST_WAIT or tries == RETRIES:
                asks = f"{said.status}, asks for {wait:.0f} s of rest"
                return Refused(url, Outcome.BUSY, asks, wait if wait > LONGEST_WAIT else 0.0)
            self._rested_until = max(self._rested_until, time.monotonic() + wait)
        if isinstance(said, Answer) and not 200 <= said.status < 500:
            return Refused(url, Outcome.SERVER_ERROR, str(said.status))
        return said

    def _once(
        self, url: str, headers: Mapping[str, str], largest: int, *, part: bool
    ) -> Answer | Refused:
        self._rest()
        asked = datetime.now(UTC)
        deadline = Deadline(self._settings.timeout)
        try:
            request = request_of(url, headers)
            wire, said = self._exchanged(url, request, largest, deadline, part=part)
        except Unanswered as error:
            return Refused(url, error.outcome, error.detail)
        finally:
            self._rested_until = time.monotonic() + self.delay
        return Answer(
            url, said.status, said.headers, said.body, asked, said.lines, said.request, wire.peer,
            said.more,
        )  # fmt: skip

    def _exchanged(
        self, url: str, request: Request, largest: int, deadline: Deadline, *, part: bool
    ) -> tuple[Wire, Said]:
        """Ask over the connection that is open, or over a new one. What an old one brings that is
        no answer is taken for its end, and asked again (RFC 9112, 9.3.1).
        """
        parts = urlsplit(url)
        key = (parts.scheme, host_of(parts))
        wire = self._wires.pop(key, None)
        if wire is not None and wire.idle:
            wire.deadline = deadline
            try:
                return wire, self._asked(wire, key, request, largest, part=part)
            except Unanswered as error:
                if wire.answered or error.outcome is Outcome.TIMEOUT:
                    raise
        elif wire is not None:
            wire.close()
        wire = Wire.to(*key, self._own, deadline)
        return wire, self._asked(wire, key, request, largest, part=part)

    def _asked(
        self, wire: Wire, key: tuple[str, Host], request: Request, largest: int, *, part: bool
    ) -> Said:
        self.requests += 1
        lasts = False
        try:
            said = exchange(wire, request, largest, part=part)
            lasts = said.lasts
        finally:
            if lasts:
                self._wires[key] = wire
                if len(self._wires) > OPEN:
                    self._wires.pop(next(iter(self._wires))).close()
            else:
                wire.close()
        return said

    def _rest(self) -> None:
        pause = self._rested_until - time.monotonic()
        if pause > 0:
            time.sleep(pause)


def user_agent(contact: str) -> str:
    """The User-Agent: name, version, and whom to write to."""
    try:
        number = version("hronika")
    except PackageNotFoundError:
        number = "0"
    return f"{AGENT}/{number}" + (f" (+{contact})" if contact else "")


def retry_after(value: str | None, now: datetime, otherwise: float) -> float:
    """Seconds that a Retry-After header asks for: a number or a date (RFC 9110, 10.2.3).

    At most `LONGEST_REST`; `otherwise` where it says nothing that can be meant.
    """
    said = (value or "").strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]*)?", said):
        return min(float(said), LONGEST_REST)
    try:
        until = parsedate_to_datetime(said)
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        return min(max(0.0, (aware - now).total_seconds()), LONGEST_REST)
    except (ValueError, OverflowError):
        return otherwise


def _raw_utf8(value: str) -> str:
    """A header that a server filled with raw UTF-8, which is read as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
