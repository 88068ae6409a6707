"""Articles as JSON lines: one object a line with url, title, section, published, authors, text.

A line is kept byte for byte as a resource of type `ARTICLE_JSON`; the extraction reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from archive.address import normal_address
from archive.capture import ARTICLE_JSON, Capture
from archive.site import Site
from indexer.crawl.importing.file_time import saved_at
from indexer.crawl.importing.refusing import refusal
from indexer.crawl.outcome import Refusal

BOM = b"\xef\xbb\xbf"


class _BadLine(ValueError):
    """A line that is no article: reason and detail."""


def read_lines(path: Path, site: Site, largest: int) -> Iterator[Capture | Refusal]:
    """The captures of a file's lines, and a refusal, naming the line, for each that is no article.

    Blank lines are passed over. `fetched` is the file's modification time.
    """
    try:
        fetched = saved_at(path)
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file, largest), 1):
                if line.strip():
                    where = f"{path}:{number}"
                    yield _read(line, where, site, fetched, largest)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        yield refusal(site, str(path), "unreadable", why)


def _lines(file: BinaryIO, largest: int) -> Iterator[bytes]:
    """Lines cut at one byte more than the largest; the rest of a longer one is passed over."""
    first = True
    while line := file.readline(largest + 1):
        yield line.removeprefix(BOM).rstrip(b"\r\n") if first else line.rstrip(b"\r\n")
        first = False
        while len(line) > largest and not line.endswith(b"\n"):
            line = file.readline(largest + 1)


def _read(
    line: bytes, where: str, site: Site, fetched: datetime, largest: int
) -> Capture | Refusal:
    try:
        url = _address(line, site, largest)
    except _BadLine as error:
        reason, detail = error.args
        return refusal(site, where, reason, detail)
    headers = {"content-type": ARTICLE_JSON}
    return Capture(site.key, url, fetched, line, headers=headers, how="import")


def _address(line: bytes, site: Site, largest: int) -> str:
    if len(line) > largest:
        raise _BadLine("too-large", f"more than {largest} bytes")
    try:
        article: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _BadLine("not-json", str(error)) from None
    if not isinstance(article, dict):
        raise _BadLine("not-json", "not an object")
    for key in ("url", "title"):
        if not isinstance(article.get(key), str) or not article[key].strip():
            raise _BadLine("incomplete", f"no {key}")
    url = normal_address(article["url"], site.address)
    if url is None:
        raise _BadLine("incomplete", f"{article['url']!r} is no http address")
    return url
