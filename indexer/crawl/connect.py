"""Connections that lead to the public internet only, checked on the address that is connected to.

The name is resolved once and that very address is dialled, so a name that answers with a public
address first and a private one later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import ClassVar

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from indexer.crawl.deadline import Deadline

Peer = tuple[str, int]


class PrivateAddressError(HTTPError):
    """The host lies in a loopback, private, link-local or otherwise reserved range."""


class _Guarded(HTTPConnection):
    own: ClassVar[frozenset[Peer]] = frozenset()
    deadline: ClassVar[Deadline]

    def _new_conn(self) -> socket.socket:
        self.deadline.holds(self)
        if (self.host, self.port) in self.own:
            return super()._new_conn()
        addresses = self._resolved()
        private = next((a for a in addresses if not ip_address(a.split("%")[0]).is_global), None)
        if private:
            raise PrivateAddressError(f"{self.host} is {private}")
        return self._dial(addresses)

    def _resolved(self) -> list[str]:
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise NameResolutionError(self.host, self, socket.gaierror(str(error))) from error
        return [str(address[0]) for *_, address in found]

    def _dial(self, addresses: list[str]) -> socket.socket:
        last: OSError | None = None
        for address in addresses:
            try:
                return create_connection(
                    (address, self.port), self.timeout, socket_options=self.socket_options
                )
            except OSError as error:
                last = error
        raise NewConnectionError(self, f"cannot connect: {last}") from last


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


def pool_manager(own: frozenset[Peer], deadline: Deadline) -> PoolManager:
    """One connection a host, to public addresses and to those hosts (name, port) of our own.

    Args:
        deadline: is told of each connection, and ends them when a request has had its time.
    """
    plain = type("_Plain", (_Guarded,), {"own": own, "deadline": deadline})
    secure = type("_Secure", (_GuardedTLS,), {"own": own, "deadline": deadline})
    manager = PoolManager(num_pools=4, maxsize=1, block=True)
    manager.pool_classes_by_scheme = {
        "http": type("_PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("_SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }
    return manager
