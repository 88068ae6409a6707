"""Text above a kilobyte goes out as gzip to whoever takes it: 45 KB of a list are 8.

The standard library's zlib; a proxy in front that does the same finds it done. There is no secret
on a page beside what a reader typed, so its length gives nothing away (BREACH).
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator

from flask import Flask, Response, request

LEAST = 1024  # bytes; below it the answer is one packet in any case
LEVEL = 5
GZIP = 31  # zlib's name for the format
_KINDS = ("json", "xml", "javascript", "ndjson")


def compress_answers(app: Flask) -> None:
    """Compress what an application says."""

    @app.after_request
    def compress(response: Response) -> Response:
        if _is_text(response) and response.status_code not in (204, 206, 304):
            response.vary.add("Accept-Encoding")
            if request.accept_encodings.quality("gzip") > 0:
                _compress(response)
        return response


def _is_text(response: Response) -> bool:
    kind = response.mimetype or ""
    plain = "Content-Encoding" not in response.headers
    return plain and (kind.startswith("text/") or kind.endswith(_KINDS))


def _compress(response: Response) -> None:
    if response.is_streamed and not response.direct_passthrough:
        response.response = _stream(response.iter_encoded())
        response.headers.pop("Content-Length", None)
    else:
        response.direct_passthrough = False  # a static file, small enough to be read
        whole = response.get_data()
        if len(whole) < LEAST:
            return
        response.set_data(gzip.compress(whole, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)


def _stream(parts: Iterable[bytes]) -> Iterator[bytes]:
    machine = zlib.compressobj(LEVEL, wbits=GZIP)
    for part in parts:
        if made := machine.compress(part):
            yield made
    yield machine.flush()
