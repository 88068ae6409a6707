"""A server that sends bytes as a script says, well-formed or not: whatever a crawler may meet.

A script is a tuple of steps: bytes to send, seconds to wait, or one of the words below. After the
last step the connection is closed, unless the script ends with STAY.
"""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

RESET: Literal["reset"] = "reset"  # an abortive close: the other side gets ECONNRESET
HANG: Literal["hang"] = "hang"  # say nothing more and wait for the other side to go
STAY: Literal["stay"] = "stay"  # keep the connection for the next question
DRIP = 0.02  # seconds between two bytes of a `Slowly`
LONGEST = 20.0  # seconds that any script runs


@dataclass(frozen=True)
class Slowly:
    """A byte at a time."""

    data: bytes


@dataclass(frozen=True)
class Forever:
    """The same again and again, with a pause."""

    data: bytes
    pause: float = 0.0


Step = bytes | float | Slowly | Forever | str
Script = tuple[Step, ...]


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """A whole answer, well-formed; a header that is given wins."""
    lines = [f"HTTP/1.1 {status}", *headers]
    named = " ".join(headers).lower()
    lines += [f"Content-Type: {kind}"] * ("content-type:" not in named)
    lines += [f"Content-Length: {len(body)}"] * ("content-length:" not in named)
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


@dataclass
class Hostile:
    """The running server: its address, the scripts by path, and what it was asked for."""

    address: str
    scripts: dict[str, Script]
    asked: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)


@contextmanager
def serving(scripts: Mapping[str, Script] | None = None) -> Iterator[Hostile]:
    """Serve scripts by path (`/a#n=1`: by path and cookie) on a free port of loopback; else 404."""
    hostile = Hostile("", dict(scripts or {}))

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                while _one(self.request, hostile):
                    pass

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 64

    with Server(("127.0.0.1", 0), Handler) as server:
        hostile.address = f"http://127.0.0.1:{server.server_address[1]}/"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield hostile
        server.shutdown()
        thread.join()


def _one(connection: socket.socket, hostile: Hostile) -> bool:
    """Answer one question; whether the connection stays."""
    head = b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(65536)
        if not part:
            return False
        head += part
    path = head.split(b" ", 2)[1].decode("latin-1")
    hostile.asked.append(path)
    hostile.heads.append(head)
    missing: Script = (answer(b"no", status="404 Not Found"), STAY)
    cookie = head.partition(b"\r\nCookie: ")[2].partition(b"\r\n")[0].decode("latin-1")
    script = hostile.scripts.get(path, missing)
    script = hostile.scripts.get(f"{path}#{cookie}", script)
    end = time.monotonic() + LONGEST
    for step in script:
        _do(connection, step, end)
    return bool(script) and script[-1] == STAY


def _do(connection: socket.socket, step: Step, end: float) -> None:
    match step:
        case bytes():
            connection.sendall(step)
        case float():
            time.sleep(step)
        case Slowly(data):
            for byte in data:
                connection.sendall(bytes([byte]))
                time.sleep(DRIP)
        case Forever(data, pause):
            while time.monotonic() < end:
                connection.sendall(data)
                time.sleep(pause)
        case "hang":
            connection.settimeout(LONGEST)
            connection.recv(1)
        case "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
