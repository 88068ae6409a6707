"""One spelling for one address, so that no page is asked for twice under two names."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

MAXIMUM = 2000
"""Longer addresses are traps (endless calendars, mirrored queries); sitemaps.org allows 2,048."""

_TRACKING = (
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|yclid|msclkid|twclid|ttclid|igshid|mc_[ce]id|_ga|_gl"
    r"|_openstat|_hs(?:enc|mi)|mkt_tok|__twitter_impression"
)
_SESSIONS = r"phpsessid|jsessionid|aspsessionid[a-z]{8}|oscsid|zenid|cftoken"
_LASTING = r"sid|s|sess(?:ion)?_?id"  # names of other things as well: only before a session's value
_PARAMETER = re.compile(
    rf"(?:^|[&;])(?:(?:{_TRACKING}|{_SESSIONS})=[^&;]*|(?:{_LASTING})=[0-9a-f]{{32,64}})(?=[&;]|$)"
    rf"|(?:^|&)(?:{_TRACKING}|{_SESSIONS})(?=&|$)",
    re.IGNORECASE,
)
_IN_PATH = re.compile(
    rf"(?:;|%3B)(?:(?:{_SESSIONS})=[^/;]*|(?:{_LASTING})=[0-9a-f]{{32,64}})(?=[/;]|$)"
    r"|/\([A-Z]\([0-9a-z]{24}\)\)(?=/)",  # ASP.NET without cookies
    re.IGNORECASE,
)
SAFE_PATH = "/%!$&'()*+,;=:@~-._"
SAFE_QUERY = SAFE_PATH + "?"
PORTS = {"http": 80, "https": 443}


def normal_address(address: str, base: str = "") -> str | None:
    """An address as RFC 3986 (section 6) normalises it, ASCII only.

    Without fragment, and without what tells visitors apart and no pages: trackers and session ids.
    They are cut as text; what stands beside them keeps its very bytes.

    Args:
        address: as a page or a sitemap spells it.
        base: what a relative one is relative to.

    Returns:
        None when it is not an http(s) address with a host, or is too long.
    """
    cleaned = _forward(re.sub(r"[\t\r\n]", "", address.strip()))
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
    path = _IN_PATH.sub("", _escaped(parts.path or "/", SAFE_PATH)) or "/"
    joined = urlunsplit((scheme, where, _without_dots(path), _query(parts.query), ""))
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


def _forward(address: str) -> str:
    """Backslashes before query and fragment as slashes, as the URL Standard (4.4) has them."""
    if "\\" not in address:
        return address
    way, mark, rest = re.split(r"([?#]|\Z)", address, maxsplit=1)
    return way.replace("\\", "/") + mark + rest


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


def _without_dots(path: str) -> str:
    """A path that begins with a slash, without `.` and `..` (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept) + "/" * (bool(kept) and segments[-1] in (".", ".."))


def _query(query: str) -> str:
    escaped = _escaped(query, SAFE_QUERY)
    cut = _PARAMETER.sub("", escaped)
    return escaped if cut == escaped else cut.lstrip("&;")
