"""One polite, bounded GET: an `Answer` when the server said something, a `Refused` when not."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from urllib3 import BaseHTTPResponse, Timeout
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    IncompleteRead,
    NewConnectionError,
    ProtocolError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as HTTPTimeout

from archive.address import normal_address
from archive.config import Settings
from archive.site import Site
from indexer.crawl.connect import PrivateAddressError, pool_manager
from indexer.crawl.deadline import Deadline
from indexer.crawl.outcome import Outcome

AGENT = "Hronika"
REDIRECTS = 5
RETRIES = 2
LONGEST_WAIT = 60.0
"""Seconds: a longer rest (Retry-After) is not waited out here, but told: `Refused.rest`."""

LONGEST_REST = 30 * 24 * 3600.0
"""Seconds: who asks for more than a month of rest is taken to ask for a month."""

STEP = 1 << 16
MOVED = frozenset({301, 302, 303, 307, 308})
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: 200, 304, a redirect or another status below 500, encodings undone.

    `headers` have lower-case names; `asked` is when.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    asked: datetime

    @property
    def location(self) -> str | None:
        """Where a redirect leads, normalised; None when it is none or leads nowhere usable."""
        where = self.headers.get("location") if self.status in MOVED else None
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


class Fetcher:
    """Asks one site, one request at a time, with a pause between two.

    Args:
        site: its delay, and whether its own host may lie in a private range.
        settings: contact for the User-Agent, seconds and bytes that an answer may take.
    """

    def __init__(self, site: Site, settings: Settings) -> None:
        self.delay = site.delay
        self.requests = 0
        self._settings = settings
        self._deadline = Deadline()
        self._pools = pool_manager(_own_hosts(site), self._deadline)
        self._agent = user_agent(settings.contact)
        self._rested_until = 0.0

    def close(self) -> None:
        """Let the connections go."""
        self._pools.clear()
        self._deadline.close()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        largest: int | None = None,
    ) -> Answer | Refused:
        """One address; redirects are handed back, a busy server is asked again as it says.

        Args:
            etag, modified: validators of what is known, for a conditional request.
            largest: bytes after which the answer is given up; the settings' when None.
        """
        headers = {"User-Agent": self._agent, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        for tries in range(RETRIES + 1):
            said = self._once(url, headers, largest or self._settings.largest)
            if not isinstance(said, Answer) or said.status not in (429, 503):
                break
            wait = retry_after(said.headers.get("retry-after"), said.asked, 4 * self.delay)
            if wait > LONGEST_WAIT or tries == RETRIES:
                asks = f"{said.status}, asks for {wait:.0f} s of rest"
                return Refused(url, Outcome.BUSY, asks, wait if wait > LONGEST_WAIT else 0.0)
            self._rested_until = max(self._rested_until, time.monotonic() + wait)
        if isinstance(said, Answer) and said.status >= 500:
            return Refused(url, Outcome.SERVER_ERROR, str(said.status))
        return said

    def follow(self, url: str, largest: int) -> Answer | Refused:
        """As `get`, through redirects: for robots.txt, sitemaps and feeds, not for pages."""
        at = url
        for _ in range(REDIRECTS + 1):
            said = self.get(at, largest=largest)
            if isinstance(said, Refused) or said.status not in MOVED:
                return said
            if said.location is None:
                return Refused(url, Outcome.BROKEN, "a redirect that leads nowhere")
            at = said.location
        return Refused(url, Outcome.TOO_MANY_REDIRECTS, f"more than {REDIRECTS}")

    def _once(
        self, url: str, headers: Mapping[str, str], largest: int, *, again: bool = True
    ) -> Answer | Refused:
        """One request; a server that had closed the connection meanwhile is asked again, once, as
        RFC 9112 (section 9.3.1) has it.
        """
        self._rest()
        self.requests += 1
        asked = datetime.now(UTC)
        seconds = self._settings.timeout
        try:
            with self._deadline.of(seconds):
                said = self._ask(url, headers, largest, asked)
        except HTTPError as error:
            if again and _was_closed(error) and not self._deadline.passed:
                return self._once(url, headers, largest, again=False)
            said = Refused(url, _reason(error), _told(error))
        finally:
            self._rested_until = time.monotonic() + self.delay
        if self._deadline.passed:  # what came may look whole: it was cut off
            return Refused(url, Outcome.TIMEOUT, f"more than {seconds:g} s")
        return said

    def _ask(
        self, url: str, headers: Mapping[str, str], largest: int, asked: datetime
    ) -> Answer | Refused:
        seconds = self._settings.timeout
        response = self._pools.urlopen(
            "GET",
            url,
            headers=dict(headers),
            timeout=Timeout(total=seconds),
            retries=False,
            redirect=False,
            preload_content=False,
            pool_timeout=seconds,
        )
        body = None
        try:
            body = _body(response, largest)
            named = {name.lower(): value for name, value in response.headers.items()}
        finally:
            if body is None:  # the rest of it is not wanted: the connection cannot be used again
                response.close()
            response.release_conn()  # else the next request would wait for it for ever
        if body is None:
            return Refused(url, Outcome.TOO_LARGE, f"more than {largest} bytes")
        return Answer(url, response.status, named, body, asked)

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
    """A header that a server filled with raw UTF-8, which HTTP clients read as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _own_hosts(site: Site) -> frozenset[tuple[str, int]]:
    parts = urlsplit(site.address)
    if not site.private or not parts.hostname:
        return frozenset()
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return frozenset({(parts.hostname, port)})


def _body(response: BaseHTTPResponse, largest: int) -> bytes | None:
    """The whole body; None when it is larger than may be."""
    parts: list[bytes] = []
    size = 0
    for part in response.stream(STEP, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > largest:
            return None
    return b"".join(parts)


def _reason(error: HTTPError) -> Outcome:
    match error:
        case PrivateAddressError():
            return Outcome.PRIVATE_ADDRESS
        case NewConnectionError() | SSLError():
            return Outcome.UNREACHABLE
        case HTTPTimeout():
            return Outcome.TIMEOUT
        case DecodeError() | IncompleteRead():
            return Outcome.BROKEN
        case ProtocolError():
            cut = any(isinstance(part, IncompleteRead) for part in error.args)
            return Outcome.BROKEN if cut else Outcome.UNREACHABLE
        case _:
            return Outcome.BROKEN


def _was_closed(error: HTTPError) -> bool:
    """Whether nothing came but the end of the connection."""
    return isinstance(error, ProtocolError) and any(
        isinstance(part, ConnectionError) for part in error.args
    )


def _told(error: HTTPError) -> str:
    said = " ".join(str(error).split())
    return re.sub(r"^<?\w*\(host=.*?port=\d+\)>?: ", "", said)[:200]
