"""One spelling for one address, so that no page is asked for twice under two names."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

MAXIMUM = 2000
"""Longer addresses are traps (endless calendars, mirrored queries); sitemaps.org allows 2,048."""

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id", re.IGNORECASE)
SAFE_PATH = "/%!$&'()*+,;=:@~-._"
SAFE_QUERY = SAFE_PATH + "?"
PORTS = {"http": 80, "https": 443}


def normal_address(address: str, base: str = "") -> str | None:
    """An address as RFC 3986 (section 6) normalises it, ASCII only, without fragment and trackers.

    Args:
        address: as a page or a sitemap spells it.
        base: what a relative one is relative to.

    Returns:
        None when it is not an http(s) address with a host, or is too long.
    """
    cleaned = re.sub(r"[\t\r\n]", "", address.strip())
    if re.fullmatch(r"\w+:/*", cleaned):  # a scheme alone, which `urljoin` takes for its base
        return None
    try:
        parts = urlsplit(urljoin(base, cleaned))
        host, port = _host(parts), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not host:
        return None
    where = host if port in (None, PORTS[scheme]) else f"{host}:{port}"
    path = _escaped(parts.path or "/", SAFE_PATH)
    joined = urlunsplit((scheme, where, urljoin("/", path), _query(parts.query), ""))
    return joined if len(joined) <= MAXIMUM else None


def host_of(address: str) -> str:
    """The host, with its port where that is named."""
    return urlsplit(address).netloc


def root_of(address: str) -> str:
    """The root of the site that an address lies on."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


def same_site(address: str, root: str) -> bool:
    """Whether an address lies on a site: the same host, a leading `www.` apart."""
    return host_of(address).removeprefix("www.") == host_of(root).removeprefix("www.")


def place_of(address: str) -> str:
    """What is equal for the http, https, www and bare spellings of one address: host and path.

    An address that is none stays as it is.
    """
    normal = normal_address(address)
    return normal.partition("://")[2].removeprefix("www.") if normal else address


def path_of(address: str) -> str:
    """Path and query, as robots.txt and a site's patterns match them."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]"
    plain = host if host.isascii() else host.encode("idna").decode("ascii")
    return plain if re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", plain) else ""


def _escaped(text: str, safe: str) -> str:
    escaped = quote(text, safe=safe, errors="replace")
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", escaped)
    return re.sub(r"%[0-9A-Fa-f]{2}", lambda found: found[0].upper(), whole)


def _query(query: str) -> str:
    if TRACKING.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not TRACKING.fullmatch(pair[0])])
    return _escaped(query, SAFE_QUERY)
