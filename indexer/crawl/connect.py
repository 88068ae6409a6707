"""Connections that lead to the public internet only, checked on the address that is connected to.

The name is resolved once and that very address is dialled, so a name that answers with a public
address first and a private one later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Any, Self
from urllib.parse import SplitResult

from indexer.crawl.deadline import Deadline
from indexer.crawl.outcome import Outcome, Unanswered

Host = tuple[str, int]

STEP = 1 << 16
PORTS = {"http": 80, "https": 443}
UNICAST = IPv6Network("2000::/3")
"""All of version 6 that is given out; mapped, compatible and site-local ones lie outside."""

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last four bytes are an address of version 4."""


def host_of(parts: SplitResult) -> Host:
    """Name and port that a plain address is asked at."""
    return parts.hostname or "", parts.port or PORTS[parts.scheme]


class Wire:
    """One open connection, read by lines and by bytes; every wait ends with its `deadline`.

    Attributes:
        peer: the address that it leads to, as text.
        heard: something came since the question.
        answered: what came began as an answer does.
    """

    def __init__(self, connected: socket.socket, peer: str, deadline: Deadline) -> None:
        self._socket, self.peer, self.deadline = connected, peer, deadline
        self._read = bytearray()
        self.heard = self.answered = False

    @classmethod
    def to(cls, scheme: str, host: Host, own: frozenset[Host], deadline: Deadline) -> Self:
        """Connect, for https with TLS and a certificate that is checked.

        Args:
            own: hosts that may lie in a private range.

        Raises:
            Unanswered: it leads into a private range, or to nobody.
        """
        connected, peer = _dialled(host, _addresses(host, own, deadline), deadline)
        if scheme == "https":
            connected = _secured(connected, host[0], deadline)
        return cls(connected, peer, deadline)

    @property
    def idle(self) -> bool:
        """Whether nothing came that nobody asked for, nor the end."""
        if self._read:
            return False
        try:
            self._socket.settimeout(0)
            self._socket.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError):
            return True
        except OSError:
            pass
        return False

    def close(self) -> None:
        """Let it go."""
        with suppress(OSError):
            self._socket.close()

    def send(self, request: bytes) -> None:
        """Send the whole of it."""
        self._within(self._socket.sendall, request)

    def line(self, most: int) -> bytes:
        """The next line without its end.

        Raises:
            Unanswered: it is longer than `most` bytes, or the connection ends within it.
        """
        end = self._read.find(b"\n")
        while end < 0 and len(self._read) <= most:
            looked = len(self._read)
            if not self._more():
                raise Unanswered(Outcome.BROKEN, "ends within a line")
            end = self._read.find(b"\n", looked)
        if not 0 <= end <= most:
            raise Unanswered(Outcome.BROKEN, f"a line of more than {most} bytes")
        line = bytes(self._read[:end])
        del self._read[: end + 1]
        return line.removesuffix(b"\r")

    def some(self, most: int) -> bytes:
        """What comes next, at most so many bytes; nothing at the end of the connection."""
        if not self._read and not self._more():
            return b""
        part = bytes(self._read[:most])
        del self._read[:most]
        return part

    def _more(self) -> bool:
        part: bytes = self._within(self._socket.recv, STEP)
        self._read += part
        self.heard = self.heard or bool(part)
        return bool(part)

    def _within(self, do: Callable[[Any], Any], what: Any) -> Any:
        self._socket.settimeout(self.deadline.left())
        try:
            return do(what)
        except TimeoutError:
            raise self.deadline.passed() from None
        except OSError as error:
            said = error.strerror or type(error).__name__
            raise Unanswered(Outcome.BROKEN, f"the connection is lost ({said})") from None


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and so is the one that it carries: of
    version 4 in one of version 6 (6to4, NAT64).
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return found.is_global and not found.is_multicast
    if found in NAT64:
        return is_public(str(IPv4Address(int(found) & 0xFFFFFFFF)))
    if found.sixtofour is not None:  # Python counts these as public since 3.11.4 only
        return is_public(str(found.sixtofour))
    return found in UNICAST and found.is_global


def _addresses(host: Host, own: frozenset[Host], deadline: Deadline) -> list[str]:
    found = _resolved(host, deadline)
    private = None if host in own else next((a for a in found if not is_public(a)), None)
    if private:
        raise Unanswered(Outcome.PRIVATE_ADDRESS, f"{host[0]} is {private}")
    return found


def _resolved(host: Host, deadline: Deadline) -> list[str]:
    """The addresses of a name. The system's resolver cannot be interrupted, but left behind."""
    found: list[list[str] | str] = []

    def resolve() -> None:
        try:
            told = socket.getaddrinfo(*host, type=socket.SOCK_STREAM)
            found.append(list(dict.fromkeys(str(address[0]) for *_, address in told)))
        except (OSError, UnicodeError) as error:
            found.append(str(error))

    resolver = threading.Thread(target=resolve, daemon=True)
    resolver.start()
    resolver.join(deadline.left())
    if not found:
        raise deadline.passed()
    if isinstance(found[0], str):
        raise Unanswered(Outcome.UNREACHABLE, f"{host[0]} has no address ({found[0]})")
    return found[0]


def _dialled(host: Host, addresses: list[str], deadline: Deadline) -> tuple[socket.socket, str]:
    why = "it has no address"
    for number, address in enumerate(addresses):
        share = deadline.left() / (len(addresses) - number)
        try:
            connected = socket.create_connection((address, host[1]), share)
        except OSError as error:
            why = f"{address}: {error.strerror or error}"
        else:
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connected, address
    deadline.left()
    raise Unanswered(Outcome.UNREACHABLE, f"cannot connect to {host[0]} ({why})")


def _secured(plain: socket.socket, name: str, deadline: Deadline) -> socket.socket:
    try:
        plain.settimeout(deadline.left())
        return _trust().wrap_socket(plain, server_hostname=name)
    except TimeoutError:
        plain.close()
        raise deadline.passed() from None
    except (OSError, ValueError) as error:  # ValueError: a name that no certificate can have
        plain.close()
        raise Unanswered(Outcome.UNREACHABLE, f"no TLS with {name} ({error})") from None


@cache
def _trust() -> ssl.SSLContext:
    trust = ssl.create_default_context()
    trust.set_alpn_protocols(["http/1.1"])
    return trust
