"""robots.txt as RFC 9309 reads it: absent means allowed, a failing server means refused."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from protego import Protego

from archive.address import normal_address
from indexer.crawl.fetch import AGENT, Answer, Fetcher, Refused
from indexer.crawl.outcome import Outcome

LARGEST = 512 * 1024
"""RFC 9309 (2.5) asks crawlers to read at least 500 KiB."""

SLOWEST = 600.0
"""Seconds: a Crawl-delay above ten minutes is taken for a mistake and counted as ten minutes."""


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site's robots.txt says to us.

    Attributes:
        text: its content; empty when there is none.
        delay: seconds between two requests that it asks for.
        sitemaps: the addresses that its Sitemap lines name.
        refused: why nothing may be asked at all, when the server did not answer; else None.
    """

    text: str = ""
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    refused: Refused | None = None

    def rules(self) -> Protego:
        """The rules, for `allowed`."""
        return Protego.parse(self.text)


def allowed(rules: Protego, url: str) -> bool:
    """Whether the rules let us ask for an address."""
    return bool(rules.can_fetch(url, AGENT))


def fetch_robots(fetcher: Fetcher, root: str) -> Robots:
    """Ask a site for its robots.txt.

    4xx (but 429) means that there are no rules; no answer, 5xx and 429 that all is forbidden
    (RFC 9309, 2.3.1.3 and 2.3.1.4).
    """
    said = fetcher.follow(urljoin(root, "/robots.txt"), LARGEST)
    if isinstance(said, Refused):
        return Robots() if said.outcome is Outcome.TOO_LARGE else Robots(refused=said)
    return read_robots(said, root) if said.status == 200 else Robots()


def read_robots(said: Answer, root: str) -> Robots:
    """What a robots.txt that came says."""
    text = said.body.decode("utf-8-sig", "replace")
    rules = Protego.parse(text)
    named = (normal_address(address, root) for address in rules.sitemaps)
    return Robots(text, _delay(rules), tuple(dict.fromkeys(a for a in named if a)))


def _delay(rules: Protego) -> float:
    asked = float(rules.crawl_delay(AGENT) or 0)
    rate = rules.request_rate(AGENT)
    if rate is not None and rate.requests:
        asked = max(asked, rate.seconds / rate.requests)
    return min(asked, SLOWEST)
