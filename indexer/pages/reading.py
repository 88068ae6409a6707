"""One function from a page's captures to its article; `index` and `rebuild` both use it.

The newest content that reads as an article is the page's. A log-in form, a maintenance page, a «not
found» with 200 or a damaged record that came later does not replace it: each such capture is passed
over, marked with its reason. Of a content that was captured several times the oldest whole record
is read: relative dates («вчера») count from when it was first seen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from archive import Archive, Capture, Entry, Site
from archive.errors import DamagedRecord
from indexer.article import Article, NotAnArticle
from indexer.pages.page import PageRead, Passed

Given = tuple[Capture, Site]
Read = tuple[int, Article | NotAnArticle]
"""A capture's number, and what it was read (and named) as."""

ReadAll = Callable[[Iterable[Given]], Iterator[Read]]
"""Reads captures, in any order; see indexer.build.side_by_side."""

NO_RECORD = "no record of it can be read"


@dataclass(frozen=True, slots=True)
class Captured:
    """A page to be read.

    Attributes:
        contents: what was captured of it, each different content with its records, newest first;
            see Archive.contents.
        known: captures that are known to give no article, read with the same `read_with`.
    """

    url: str
    site: Site
    read_with: str
    named_with: str
    contents: tuple[tuple[Entry, ...], ...]
    known: Mapping[int, Passed] = field(default_factory=dict)


def read_pages(
    pages: Iterable[Captured], archive: Archive, read_all: ReadAll
) -> Generator[PageRead]:
    """What each page comes to, in the order in which that is known.

    Pages whose newest content is no article are gone through again with the one before, until all
    are settled.
    """
    tries: Iterable[_Try] = (_Try(page, deque(page.contents)) for page in pages)
    while True:
        again: list[_Try] = []
        under_way: dict[int, _Try] = {}
        settled: deque[PageRead] = deque()
        for number, found in read_all(_given(tries, archive, under_way, settled)):
            one = under_way.pop(number)
            if isinstance(found, Article):
                settled.append(one.won(number, found))
            else:
                one.passed.append(Passed(number, found.reason))
                again.append(one)
            while settled:
                yield settled.popleft()
        yield from settled
        if not again:
            return
        tries = again


def _given(
    tries: Iterable[_Try],
    archive: Archive,
    under_way: dict[int, _Try],
    settled: deque[PageRead],
) -> Iterator[Given]:
    for one in tries:
        capture = one.next(archive)
        if capture is None:
            settled.append(one.lost())
        else:
            under_way[capture.id] = one
            yield capture, one.page.site


@dataclass(slots=True)
class _Try:
    """A page that is being read: what is left of its contents, and what was passed over."""

    page: Captured
    left: deque[tuple[Entry, ...]]
    passed: list[Passed] = field(default_factory=list)

    def next(self, archive: Archive) -> Capture | None:
        """The next content that is not known to be no article, as its oldest whole record."""
        while self.left:
            records = self.left.popleft()
            known = self.page.known.get(records[0].id)
            if known:
                self.passed.append(known)
            elif (capture := self._whole(records, archive)) is not None:
                return capture
        return None

    def _whole(self, records: tuple[Entry, ...], archive: Archive) -> Capture | None:
        for entry in records:
            try:
                return archive.whole(entry)
            except DamagedRecord as error:
                damaged = Passed(entry.id, f"damaged: {error.what}", again=True)
        self.passed.append(damaged)
        return None

    def won(self, number: int, article: Article) -> PageRead:
        """The page is an article."""
        records = next(c for c in self.page.contents if any(e.id == number for e in c))
        fetched = next(e.fetched for e in records if e.id == number)
        return self._read(article, number, fetched)

    def lost(self) -> PageRead:
        """None of its contents is one: the newest says why."""
        why = self.passed[0] if self.passed else Passed(0, NO_RECORD)
        return self._read(NotAnArticle(self.page.url, why.reason), why.capture, None)

    def _read(
        self, found: Article | NotAnArticle, capture: int, fetched: datetime | None
    ) -> PageRead:
        page = self.page
        return PageRead(
            page.url, page.site.key, found, page.read_with, page.named_with,
            capture, fetched, tuple(self.passed),
        )  # fmt: skip
