"""The ways in which real sites misbehave, each at a path of its own under /trouble/.

Nothing links here; a crawler's test asks for the path it wants.

    500             an error page                    redirect        302 to the home page
    503, 429        Retry-After: 1, every time       loop            a circle of two redirects
    503-once        503 first, the page afterwards   private         302 to a private address
    slow            waits `slow_seconds`             wrong-charset   windows-1251 called utf-8
    huge            `huge_bytes` of HTML             bomb            `huge_bytes`, gzipped small
    truncated       less than Content-Length says    bad-gzip        gzip in name only
    binary          random bytes as text/html        empty           200 without a body
"""

import gzip
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

_HTML = "text/html; charset=utf-8"
_FORBIDDEN_ADDRESS = "http://10.255.255.1/private/"


@dataclass(frozen=True)
class Answer:
    """What is sent; after `delay` seconds; `cut` closes the connection after the body."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": _HTML})
    delay: float = 0.0
    cut: bool = False


class Knobs(Protocol):
    """What a trouble may know of its server."""

    slow_seconds: float
    huge_bytes: int

    def asked(self, path: str) -> int:
        """How many requests came for this path, the present one included."""


Trouble = Callable[[Knobs, str], Answer]


def _status(status: int) -> Trouble:
    def answer(_: Knobs, __: str) -> Answer:
        headers = {"Content-Type": _HTML} | ({"Retry-After": "1"} if status != 500 else {})
        return Answer(status, _page(f"Грешка {status}"), headers)

    return answer


def _once(knobs: Knobs, path: str) -> Answer:
    return _status(503)(knobs, path) if knobs.asked(path) == 1 else Answer(body=_page("Пак тук"))


def _redirect(where: str) -> Trouble:
    return lambda _, __: Answer(302, b"", {"Location": where})


def _slow(knobs: Knobs, _: str) -> Answer:
    return Answer(body=_page("Бавно"), delay=knobs.slow_seconds)


def _huge(knobs: Knobs, _: str) -> Answer:
    return Answer(body=_page("Дълго").ljust(knobs.huge_bytes))


def _bomb(knobs: Knobs, _: str) -> Answer:
    headers = {"Content-Type": _HTML, "Content-Encoding": "gzip"}
    return Answer(body=gzip.compress(b" " * knobs.huge_bytes, mtime=0), headers=headers)


def _bad_gzip(_: Knobs, __: str) -> Answer:
    return Answer(body=_page("Несвито"), headers={"Content-Encoding": "gzip"})


def _truncated(_: Knobs, __: str) -> Answer:
    body = _page("Прекъснато")
    headers = {"Content-Type": _HTML, "Content-Length": str(len(body) + 1000)}
    return Answer(body=body, headers=headers, cut=True)


def _wrong_charset(_: Knobs, __: str) -> Answer:
    return Answer(body=_page("Грешно обявена кодировка").decode().encode("cp1251"))


def _binary(_: Knobs, __: str) -> Answer:
    return Answer(body=random.Random(1).randbytes(20_000))


def _empty(_: Knobs, __: str) -> Answer:
    return Answer()


def _page(title: str) -> bytes:
    return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>Проба за робота.</p>".encode()


TROUBLES: Mapping[str, Trouble] = {
    "/trouble/500": _status(500),
    "/trouble/503": _status(503),
    "/trouble/503-once": _once,
    "/trouble/429": _status(429),
    "/trouble/slow": _slow,
    "/trouble/huge": _huge,
    "/trouble/bomb": _bomb,
    "/trouble/bad-gzip": _bad_gzip,
    "/trouble/truncated": _truncated,
    "/trouble/wrong-charset": _wrong_charset,
    "/trouble/binary": _binary,
    "/trouble/empty": _empty,
    "/trouble/redirect": _redirect("/"),
    "/trouble/loop": _redirect("/trouble/loop/2"),
    "/trouble/loop/2": _redirect("/trouble/loop"),
    "/trouble/private": _redirect(_FORBIDDEN_ADDRESS),
}
