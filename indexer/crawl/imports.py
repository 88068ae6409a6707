"""Takes in files: saved pages and folders of them, and articles as JSON lines."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from archive.address import normal_address
from archive.capture import Capture, Refusal
from archive.site import Site
from archive.store import Archive
from indexer.crawl.jsonl import read_lines
from indexer.crawl.outcome import Progress
from indexer.crawl.run import looks_like_text
from indexer.extract.canonical import canonical_address

PAGES = frozenset({".html", ".htm"})
LINES = frozenset({".jsonl"})
LATER = MappingProxyType(
    {
        ".warc": "WARC files cannot be imported yet",
        ".gz": "packed files cannot be imported yet; unpack it first",
        ".xml": "WordPress exports cannot be imported yet",
    }
)
LARGEST = 10_000_000
Found = Capture | Refusal


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        outcomes: how many pages and lines came to what; every one is counted once.
        refusals: those that were not taken; `url` holds the file, with `:LINE` for a JSON line.
    """

    site: str
    outcomes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    refusals: tuple[Refusal, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything was taken."""
        return not self.refusals

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.items())
        return f"{self.site}: {counted or 'nothing to import'}"


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    """Its path within the folder that was given: the page's address if it names none itself."""


def import_paths(
    paths: Iterable[Path],
    site: Site,
    archive: Archive,
    *,
    progress: Callable[[Progress], None] | None = None,
    largest: int = LARGEST,
) -> ImportReport:
    """Take files and folders into the archive; what cannot be taken is told, the rest goes on.

    A page's `fetched` is its file's modification time: a saved page was fetched no later than
    that, and «вчера» in it counts from there.

    Args:
        archive: open for writing.
        largest: bytes of the largest page or line.
    """
    outcomes: Counter[str] = Counter()
    refusals: list[Refusal] = []
    with archive.batch():
        for done, found in enumerate(_all(list(paths), site, largest), 1):
            if isinstance(found, Refusal):
                refusals.append(found)
                outcome = found.reason
            else:
                outcome = archive.keep(found).outcome
            outcomes[outcome] += 1
            if progress:
                progress(Progress(done, 0, found.url, outcome))
    return ImportReport(site.key, MappingProxyType(dict(outcomes.most_common())), tuple(refusals))


def _all(paths: list[Path], site: Site, largest: int) -> Iterator[Found]:
    for path in paths:
        for file in _files(path):
            suffix = file.path.suffix.lower()
            if suffix in PAGES:
                yield _page(file, site, largest)
            elif suffix in LINES:
                yield from read_lines(file.path, site, largest)
            else:
                what = LATER.get(suffix, "neither .html nor .jsonl")
                yield _refusal(site, file.path, "unsupported", what)


def _files(path: Path) -> Iterator[_File]:
    if not path.is_dir():
        yield _File(path, path.name)
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            if file.suffix.lower() in PAGES | LINES:
                yield _File(file, file.relative_to(path).as_posix())


def _page(file: _File, site: Site, largest: int) -> Found:
    try:
        modified = file.path.stat().st_mtime
        with file.path.open("rb") as opened:
            body = opened.read(largest + 1)
    except OSError as error:
        return _refusal(site, file.path, "unreadable", (error.strerror or str(error)).lower())
    if not body.strip():
        return _refusal(site, file.path, "empty", "")
    if len(body) > largest:
        return _refusal(site, file.path, "too-large", f"more than {largest} bytes")
    if not looks_like_text(body):
        return _refusal(site, file.path, "not-html", "binary")
    return Capture(
        site=site.key,
        url=page_address(body, file.name, site),
        fetched=min(datetime.fromtimestamp(modified, UTC), datetime.now(UTC)),
        body=body,
        headers={"content-type": "text/html"},
        how="import",
    )


def page_address(body: bytes, name: str, site: Site) -> str:
    """A saved page's address: the one that it names, or the site's with the file's path.

    Args:
        name: the file's path within the folder that was imported, with `/`.
    """
    named = canonical_address(body)
    address = normal_address(named, site.address) if named else None
    by_name = site.address + quote(name, errors="replace")
    return address or normal_address(by_name) or site.address


def _refusal(site: Site, path: Path, reason: str, detail: str) -> Refusal:
    return Refusal(site.key, str(path), datetime.now(UTC), reason, detail)
