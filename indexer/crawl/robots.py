"""robots.txt as RFC 9309 reads it: absent means allowed, a failing server means refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from protego import Protego

from archive.address import normal_address
from indexer.crawl.fetch import AGENT, Answer, Fetcher, Refused

LARGEST = 500 * 1024
"""Bytes that are read; RFC 9309 (2.5) asks for at least so many. What lies behind them is not."""

SLOWEST = 600.0
"""Seconds: a Crawl-delay above ten minutes is taken for a mistake and counted as ten minutes."""

OTHER = "-"  # stands for every agent that is not us; no agent's name
_AGENT_LINE = re.compile(
    r"^([ \t]*user[ -]?agent[ \t]*[: \t])([^\n\r#]*)", re.IGNORECASE | re.MULTILINE
)
_TOKEN = re.compile(r"[\w-]*")


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site's robots.txt says to us.

    Attributes:
        delay: seconds between two requests that it asks for.
        sitemaps: the addresses that its Sitemap lines name.
        refused: why nothing may be asked at all, when the server did not answer; else None.
        rules: as protego has them.
    """

    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    refused: Refused | None = None
    rules: Protego | None = field(default=None, repr=False)

    def allows(self, url: str) -> bool:
        """Whether the rules let us ask for an address."""
        return self.rules is None or bool(self.rules.can_fetch(url, AGENT))


def fetch_robots(fetcher: Fetcher, root: str) -> Robots:
    """Ask a site for its robots.txt.

    4xx (but 429) means that there are no rules; no answer, 5xx and 429 that all is forbidden
    (RFC 9309, 2.3.1.3 and 2.3.1.4).
    """
    said = fetcher.follow(urljoin(root, "/robots.txt"), LARGEST, part=True)
    if isinstance(said, Refused):
        return Robots(refused=said)
    return read_robots(said, root) if said.status == 200 else Robots()


def read_robots(said: Answer, root: str) -> Robots:
    """What a robots.txt that came says."""
    body = said.body.rpartition(b"\n")[0] if said.more else said.body
    coding = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    rules = Protego.parse(_AGENT_LINE.sub(_named, body.decode(coding, "replace")))
    named = (normal_address(address, root) for address in rules.sitemaps)
    sitemaps = tuple(dict.fromkeys(a for a in named if a))
    return Robots(_delay(rules), sitemaps, rules=rules)


def _delay(rules: Protego) -> float:
    asked = float(rules.crawl_delay(AGENT) or 0)
    rate = rules.request_rate(AGENT)
    if rate is not None and rate.requests:
        asked = max(asked, rate.seconds / rate.requests)
    return min(asked, SLOWEST)


def _named(line: re.Match[str]) -> str:
    """A line that names an agent: us by our product token alone, whatever stands behind it
    (`Hronika/1.0 (+mail)`, as our own User-Agent is), and everybody else by one name.
    """
    name = line[2].strip()
    token = _TOKEN.match(name)
    if token and token[0].lower() == AGENT.lower():
        name = AGENT
    return f"{line[1]} {name if name in ('', '*', AGENT) else OTHER}"
