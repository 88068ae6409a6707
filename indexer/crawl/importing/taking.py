"""Files and folders taken into the archive, each by its format."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from archive.capture import Capture
from archive.site import Site
from archive.store import Archive
from indexer.crawl.importing.jsonl import read_lines
from indexer.crawl.importing.kinds import NOT_TAKEN, Kind, is_export, kind_of
from indexer.crawl.importing.pages import read_page
from indexer.crawl.importing.refusing import PASSED_OVER, refusal
from indexer.crawl.importing.warc import read_records, read_wacz
from indexer.crawl.importing.wordpress import read_export
from indexer.crawl.outcome import Progress, Refusal

LARGEST = 10_000_000
Found = Capture | Refusal


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        outcomes: how many pages and lines came to what; every one is counted once.
        refusals: those that were not taken; `url` holds the file, with `:LINE` for a JSON line.
        passed_over: what is no page: files of folders by the ending of their name, records of
            other crawlers and posts of exports by what they are.
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
        for file in _files(path):
            try:
                kind = kind_of(file.path)
            except OSError as error:
                why = (error.strerror or str(error)).lower()
                yield refusal(site, str(file.path), "unreadable", why)
                continue
            if kind == "export" and file.path != path and not is_export(file.path):
                kind = "none"
            suffix = file.path.suffix.lower()
            if kind != "none":
                yield from _read(file, kind, site, largest)
            elif file.path == path or suffix in NOT_TAKEN:
                what = NOT_TAKEN.get(suffix, "neither a page, .jsonl, .xml nor WARC")
                yield refusal(site, str(file.path), "unsupported", what)
            else:
                passed[suffix or "without an ending"] += 1


def _read(file: _File, kind: Kind, site: Site, largest: int) -> Iterator[Found]:
    match kind:
        case "page":
            yield read_page(file.path, file.name, site, largest)
        case "lines":
            yield from read_lines(file.path, site, largest)
        case "export":
            yield from read_export(file.path, site, largest)
        case "warc":
            yield from read_records(file.path, site, largest)
        case _:
            yield from read_wacz(file.path, site, largest)


def _files(path: Path) -> Iterator[_File]:
    """The files of a folder, in the order of their names.

    Links to folders are not followed: they lead out, or in a circle.
    """
    if not path.is_dir():
        yield _File(path, path.name)
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            yield _File(file, file.relative_to(path).as_posix())
