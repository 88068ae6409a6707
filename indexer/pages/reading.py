"""One function from a page's captures to its article; `index` and `rebuild` both use it.

The newest content that reads as an article is the page's. A log-in form, a maintenance page, a «not
found» with 200 or a damaged record that came later does not replace it: each such capture is passed
over, marked with its reason. Of a content that was captured several times the oldest whole record
is read: relative dates («вчера») count from when it was first seen.

The older contents are read too, for what the page said over time (indexer.history).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from archive import Archive, Capture, Entry, Site
from archive.errors import DamagedRecord
from indexer.article import Article, NotAnArticle
from indexer.history import Seen, Wording, versions, wording
from indexer.pages.page import PageRead, Passed

MOST_CONTENTS = 50
"""Different contents of one page that are read: the newest, and the very first."""

NO_RECORD = "no record of it can be read"

Content = tuple[Entry, ...]
"""The records that hold the same bytes, oldest first."""


class Given(NamedTuple):
    """A capture to be read; `named`: its persons, sources and quotations are wanted, too."""

    capture: Capture
    site: Site
    named: bool = True


Read = tuple[int, Article | NotAnArticle]
"""A capture's number, and what it was read (and named) as."""

ReadAll = Callable[[Iterable[Given]], Iterator[Read]]
"""Reads captures, in any order; see indexer.build.side_by_side."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A page to be read.

    Attributes:
        contents: what was captured of it, each different content with its records, newest first;
            see Archive.contents.
        known: captures that are known to give no article, read with the same `read_with`.
        wordings: what captures are known to say, read with the same.
    """

    url: str
    site: Site
    read_with: str
    named_with: str
    contents: tuple[Content, ...]
    known: Mapping[int, Passed] = field(default_factory=dict)
    wordings: Mapping[int, Wording] = field(default_factory=dict)

    @property
    def looked_at(self) -> tuple[Content, ...]:
        """The contents that are read."""
        if len(self.contents) <= MOST_CONTENTS:
            return self.contents
        return (*self.contents[: MOST_CONTENTS - 1], self.contents[-1])


def read_pages(
    pages: Iterable[Captured], archive: Archive, read_all: ReadAll
) -> Generator[PageRead]:
    """What each page comes to, in the order in which that is known.

    Pages whose newest content is no article are gone through again with the one before, until all
    are settled.
    """
    tries: Iterable[_Try] = (_Try(page) for page in pages)
    while True:
        turn = _Turn()
        for number, found in read_all(turn.given(tries, archive)):
            turn.told(number, found)
            while turn.settled:
                yield turn.settled.popleft()
        yield from turn.settled
        if not turn.again:
            return
        tries = turn.again


@dataclass(slots=True)
class _Turn:
    """Pages gone through once: captures handed out, and what came of them."""

    under_way: dict[int, _Try] = field(default_factory=dict)
    settled: deque[PageRead] = field(default_factory=deque)
    again: list[_Try] = field(default_factory=list)

    def given(self, tries: Iterable[_Try], archive: Archive) -> Iterator[Given]:
        for one in tries:
            for given in one.asked(archive):
                self.under_way[given.capture.id] = one
                one.waiting += 1
                yield given
            one.asking = False
            self._come_out(one)

    def told(self, number: int, found: Article | NotAnArticle) -> None:
        one = self.under_way.pop(number)
        one.waiting -= 1
        one.told(number, found)
        self._come_out(one)

    def _come_out(self, one: _Try) -> None:
        """A page of which nothing is asked any more: it is settled, or goes on."""
        if one.asking or one.waiting:
            return
        page = one.outcome()
        if page is None:
            self.again.append(one)
        else:
            self.settled.append(page)


class _Try:
    """A page that is being read: what its contents were read as so far."""

    def __init__(self, page: Captured) -> None:
        self.page = page
        self.waiting = 0
        self.asking = True
        self._left = deque(page.looked_at)
        self._passed: dict[int, Passed] = {}
        self._wordings: dict[int, Wording] = {}
        self._candidate: tuple[int, Content] | None = None
        self._article: Article | None = None
        self._first = True

    def asked(self, archive: Archive) -> Iterator[Given]:
        """What is to be read now: the next content that may stand for the page, and at the first
        time all that may tell what the page said before.
        """
        self.asking, self._candidate = True, None
        while self._left and self._candidate is None:
            content = self._left.popleft()
            capture = self._opened(content, archive)
            if capture is not None:
                self._candidate = capture.id, content
                yield Given(capture, self.page.site)
        if self._first:
            self._first = False
            yield from self._before(archive)

    def _before(self, archive: Archive) -> Iterator[Given]:
        for content in tuple(self._left):
            known = self.page.wordings.get(content[0].id)
            if known is not None:
                self._wordings[content[0].id] = known
            elif (capture := self._opened(content, archive)) is not None:
                yield Given(capture, self.page.site, named=False)

    def told(self, number: int, found: Article | NotAnArticle) -> None:
        """What a capture was read as."""
        if isinstance(found, NotAnArticle):
            self._passed[number] = Passed(number, found.reason)
            return
        self._wordings[number] = wording(found)
        if self._candidate is not None and number == self._candidate[0]:
            self._article = found

    def outcome(self) -> PageRead | None:
        """The page; None while a content that may stand for it is left."""
        if self._article is not None and self._candidate is not None:
            number, content = self._candidate
            fetched = next(e.fetched for e in content if e.id == number)
            return self._read(self._article, number, fetched)
        if self._left:
            return None
        passed = self._in_order()
        why = passed[0] if passed else Passed(0, NO_RECORD)
        return self._read(NotAnArticle(self.page.url, why.reason), why.capture, None)

    def _opened(self, content: Content, archive: Archive) -> Capture | None:
        """A content that is not known to be no article, as its oldest whole record."""
        known = self.page.known.get(content[0].id)
        if known is not None:
            self._passed[known.capture] = known
        if any(entry.id in self._passed for entry in content):
            return None
        for entry in content:
            try:
                return archive.whole(entry)
            except DamagedRecord as error:
                damaged = Passed(entry.id, f"damaged: {error.what}", again=True)
        self._passed[damaged.capture] = damaged
        return None

    def _in_order(self) -> tuple[Passed, ...]:
        """What was passed over, the newest content first."""
        order = (entry.id for content in self.page.looked_at for entry in content)
        return tuple(self._passed[number] for number in order if number in self._passed)

    def _read(
        self, found: Article | NotAnArticle, capture: int, fetched: datetime | None
    ) -> PageRead:
        page = self.page
        said = versions(self._seen()) if isinstance(found, Article) else ()
        return PageRead(
            page.url, page.site.key, found, page.read_with, page.named_with, capture, fetched,
            self._in_order(),
            self._wordings if len(page.looked_at) > 1 else {},
            said if len(said) > 1 else (),
        )  # fmt: skip

    def _seen(self) -> Iterator[Seen]:
        """Every record of every content that is an article."""
        for content in self.page.looked_at:
            read = next((e.id for e in content if e.id in self._wordings), None)
            if read is not None:
                said = self._wordings[read]
                yield from (Seen(entry.fetched, read, said) for entry in content)
