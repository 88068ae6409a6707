"""What one answer of a site comes to: kept, refused, gone, or led elsewhere."""

from __future__ import annotations

from datetime import datetime

from archive.capture import Capture
from archive.entry import Entry, Kept
from archive.errors import ArchiveError
from archive.fit import unfit
from archive.site import Site
from archive.store import Archive
from indexer.crawl.clock import Clock
from indexer.crawl.fetch import MOVED, Answer, Refused
from indexer.crawl.frontier import Frontier, Turn, why_not
from indexer.crawl.gone import Vanished
from indexer.crawl.memory import Memory
from indexer.crawl.moving import Elsewhere, Hops, dead_end, forward
from indexer.crawl.outcome import Outcome, Refusal
from indexer.crawl.refresh import refresh_of
from indexer.crawl.schedule import Due
from indexer.crawl.text import text_of

FOUND = 302  # what a page that sends its readers on stands for


class Answers:
    """Takes the answers of one run of a site; each address comes to exactly one outcome."""

    def __init__(
        self,
        site: Site,
        archive: Archive,
        memory: Memory,
        frontier: Frontier,
        vanished: Vanished,
        clock: Clock,
    ) -> None:
        self.site, self.archive, self.memory = site, archive, memory
        self.frontier, self.vanished, self.clock = frontier, vanished, clock
        self.elsewhere = Elsewhere(site)
        self._hops = Hops(memory, site.key)

    def take(self, turn: Turn, said: Answer | Refused) -> Outcome:
        """Keep what is to be kept of an answer, and remember what became of the address."""
        if isinstance(said, Refused):
            return self.refuse(turn.url, said.outcome, said.detail)
        where = said.location if said.status in MOVED else None
        self.elsewhere.answered(where)
        match said.status:
            case 200:
                return self._page(turn, said)
            case 304:
                return self._unmodified(turn, said)
            case 404 | 410:
                return self._gone(turn, said.asked, str(said.status))
            case status if status in MOVED and where is None:
                return self.refuse(turn.url, Outcome.CLIENT_ERROR, "a redirect that leads nowhere")
            case status if status in MOVED and where is not None:
                return self._moved(turn, said.asked, where, status)
            case status:
                return self.refuse(turn.url, Outcome.CLIENT_ERROR, str(status))

    def refuse(self, url: str, reason: Outcome, detail: str = "") -> Outcome:
        """An address gives nothing; whatever led to it leads nowhere."""
        self.memory.refuse(Refusal(self.site.key, url, self.clock(), reason, detail))
        self._hops.pop(url)
        return reason

    def _page(self, turn: Turn, said: Answer) -> Outcome:
        kind = said.headers.get("content-type")
        why = unfit(said.body, kind)
        if why is not None:
            refusal = Outcome.EMPTY if why == "empty" else Outcome.NOT_HTML
            return self.refuse(turn.url, refusal, kind or "")
        if where := refresh_of(said.body, turn.url):
            return self._moved(turn, said.asked, where, FOUND)
        return self._keep(turn, self._capture(said))

    def _capture(self, said: Answer) -> Capture:
        return Capture(
            site=self.site.key,
            url=said.url,
            fetched=said.asked,
            body=said.body,
            headers=said.headers,
            lines=said.lines,
            peer=said.peer,
            request=said.request,
        )

    def _keep(self, turn: Turn, capture: Capture) -> Outcome:
        before = self.archive.last(capture.url)
        kept = self.archive.keep(capture)
        if before is None:
            self._looked(turn, kept, same=False)
        else:
            same, digest = self._same_text(before, kept, capture)
            self._looked(turn, kept, same=same, digest=digest)
        self._reached(turn.url, capture)
        return Outcome(kept.outcome)

    def _unmodified(self, turn: Turn, said: Answer) -> Outcome:
        before = self.archive.last(turn.url)
        if before is None or not (before.etag or before.modified):
            detail = "304 to what was never asked"
            return self.refuse(turn.url, Outcome.CLIENT_ERROR, detail)
        kept = self.archive.unmodified(
            self.site.key, turn.url, said.asked, said.headers,
            lines=said.lines, peer=said.peer, request=said.request,
        )  # fmt: skip
        same, digest = self._same_text(before, kept, before)
        self._looked(turn, kept, same=same, digest=digest, unmodified=True)
        self._reached(turn.url, before)
        return Outcome(kept.outcome)

    def _same_text(
        self, before: Entry, kept: Kept, page: Capture | Entry
    ) -> tuple[bool, str | None]:
        """Whether a page says what it said when it was looked at last, and the digest of its text
        where that was read.

        Other bytes may say the same: a counter, a nonce, rotating boxes are no news. The same bytes
        may be news: when a kill came between the archive and the memory.
        """
        known = self.memory.at(before.url)
        remembered = known.capture in (0, before.id)
        if kept.outcome == "unchanged" and remembered:
            return True, None
        digest = self._text_of(page)
        then = known.text_digest
        if then is None:
            then = self._text_of(before.id if remembered else known.capture)
        return digest == then, digest

    def _text_of(self, page: Capture | Entry | int) -> str | None:
        """A digest of a page's text; None when its record is lost or cannot be read."""
        number = page.id if isinstance(page, Entry) else page
        try:
            capture = self.archive.read(number) if isinstance(number, int) else number
            return text_of(capture, self.site)
        except ArchiveError:
            return None

    def _looked(
        self,
        turn: Turn,
        kept: Kept,
        *,
        same: bool,
        digest: str | None = None,
        unmodified: bool = False,
    ) -> None:
        self.memory.looked(
            self.site.key, turn.url, self.clock(), same=same, digest=digest, listed=turn.listed,
            news=turn.due is Due.CHANGED, unmodified=unmodified, capture=kept.id,
        )  # fmt: skip

    # Addresses that lead to others

    def _moved(self, turn: Turn, asked: datetime, where: str, status: int) -> Outcome:
        if where in (*turn.via, turn.url) or turn.last_hop:
            return self.refuse(turn.url, Outcome.TOO_MANY_REDIRECTS, where)
        if why := dead_end(self.site, turn.url, where):
            return self._gone(turn, asked, why)
        if why := why_not(self.site, where):
            return self.refuse(turn.url, Outcome.REDIRECT, f"{where}: {why}")
        self.memory.refuse(Refusal(self.site.key, turn.url, self.clock(), Outcome.REDIRECT, where))
        self._hops.add(turn.url, where, asked, status)
        added = self.frontier.add(where, Due.NEW, via=(*turn.via, turn.url))
        if not added and not self.frontier.waits(where):
            self._was_asked(where, asked)
        return Outcome.REDIRECT

    def _was_asked(self, where: str, asked: datetime) -> None:
        """The end of a redirect had its turn before: what became of it is known."""
        entry = self.archive.last(where)
        if why := self.vanished.why(where):
            self._lost(where, asked, why)
        elif entry is not None and self.memory.at(where).refused is None:
            self._reached(where, entry)
        else:
            self._hops.pop(where)

    def _reached(self, url: str, page: Capture | Entry) -> None:
        """A page came: what led to it for good is the same article from now on, if it is one."""
        led = [one for one in self._hops.pop(url) if one.lasting]
        if led and self._text_of(page):
            forward(self.archive, self.site, led, url)

    def _gone(self, turn: Turn, asked: datetime, detail: str) -> Outcome:
        self.vanished.add(turn.url, self.clock(), asked, detail)
        self._lost(turn.url, asked, detail)
        return Outcome.GONE

    def _lost(self, end: str, asked: datetime, detail: str) -> None:
        why = f"leads to {end}, which answers {detail}" if detail.isdigit() else detail
        for one in self._hops.pop(end):
            self.vanished.add(one.url, self.clock(), asked, why)
