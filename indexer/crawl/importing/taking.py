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
from indexer.crawl.importing.wordpress import PASSED_OVER, read_export
from indexer.crawl.outcome import Progress, Refusal

PAGES = frozenset({".html", ".htm"})
LINES = frozenset({".jsonl"})
EXPORTS = frozenset({".xml"})
LATER = MappingProxyType(
    {
        ".warc": "WARC files cannot be imported yet",
        ".gz": "packed files cannot be imported yet; unpack it first",
        ".zip": "packed files cannot be imported yet; unpack it first",
        ".mht": "MHTML files are not taken; save the page as HTML",
        ".mhtml": "MHTML files are not taken; save the page as HTML",
        ".pdf": "PDF files are not taken",
        ".docx": "Word files are not taken",
        ".doc": "Word files are not taken",
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
        passed_over: files of folders that are no pages, by the ending of their name.
        together: pages that came under the address of another file of the same run, with other
            content; both are kept, as versions of one page.
    """

    site: str
    outcomes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    refusals: tuple[Refusal, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    together: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything was taken."""
        return not self.refusals

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.items())
        passed = ", ".join(f"{count} {ending}" for ending, count in self.passed_over.items())
        also = f"; passed over: {passed}" if passed else ""
        return f"{self.site}: {counted or 'nothing to import'}{also}"


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
    passed: Counter[str] = Counter()
    refusals: list[Refusal] = []
    seen: set[int] = set()
    together: list[str] = []
    with archive.batch():
        for done, found in enumerate(_all(list(paths), site, largest, passed), 1):
            if isinstance(found, Refusal) and found.reason == PASSED_OVER:
                passed[found.detail] += 1
                continue
            if isinstance(found, Refusal):
                refusals.append(found)
                outcome = found.reason
            else:
                outcome = archive.keep(found).outcome
                address = hash(found.url)
                if outcome == "changed" and address in seen:
                    together.append(found.url)
                seen.add(address)
            outcomes[outcome] += 1
            if progress:
                progress(Progress(done, 0, found.url, outcome))
    counted, over = dict(outcomes.most_common()), dict(passed.most_common())
    return ImportReport(
        site.key, MappingProxyType(counted), tuple(refusals), MappingProxyType(over),
        tuple(dict.fromkeys(together)),
    )  # fmt: skip


def _all(paths: list[Path], site: Site, largest: int, passed: Counter[str]) -> Iterator[Found]:
    for path in paths:
        for file in _files(path, passed):
            suffix = file.path.suffix.lower()
            if suffix in PAGES:
                yield read_page(file.path, file.name, site, largest)
            elif suffix in LINES:
                yield from read_lines(file.path, site, largest)
            elif suffix in EXPORTS:
                yield from read_export(file.path, site, largest)
            else:
                what = LATER.get(suffix, "neither .html, .jsonl nor .xml")
                now = datetime.now(UTC)
                yield Refusal(site.key, str(file.path), now, "unsupported", what)


def _files(path: Path, passed: Counter[str]) -> Iterator[_File]:
    """The files of a folder that are taken; the others are counted by the ending of their name.

    Links to folders are not followed: they lead out, or in a circle.
    """
    if not path.is_dir():
        yield _File(path, path.name)
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            if file.suffix.lower() in PAGES | LINES:
                yield _File(file, file.relative_to(path).as_posix())
            else:
                passed[file.suffix.lower() or "without an ending"] += 1
