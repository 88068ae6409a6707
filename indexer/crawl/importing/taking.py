"""Files and folders taken into the archive, each by its format."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from archive.capture import Capture
from archive.site import Site
from archive.store import Archive
from indexer.crawl.importing.jsonl import read_lines
from indexer.crawl.importing.pages import read_page
from indexer.crawl.outcome import Progress, Refusal

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
                yield read_page(file.path, file.name, site, largest)
            elif suffix in LINES:
                yield from read_lines(file.path, site, largest)
            else:
                what = LATER.get(suffix, "neither .html nor .jsonl")
                now = datetime.now(UTC)
                yield Refusal(site.key, str(file.path), now, "unsupported", what)


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
