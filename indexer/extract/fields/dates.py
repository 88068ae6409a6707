"""When an article was published and last changed: what is meant for machines comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice

from indexer.article import Origin
from indexer.extract.evidence import Element, Page
from indexer.extract.evidence.text import text_of
from indexer.extract.fields.proposal import Proposal, Verdict
from indexer.extract.templates import DATE
from indexer.extract.when import absolute, clock, told, when

LONGEST = 90  # characters of a line that is a date and not a sentence with one in it
ELSEWHERE = frozenset({"card", "related", "aside", "footer", "comments", "next", "menu", "cookies"})
FEW = 5  # lines that may show the time of publication
FURTHEST = timedelta(hours=14)  # from UTC, of any zone
QUARTER = timedelta(minutes=15)
NEAR = 30  # elements between the headline and its `time`
MOST = 40  # lines with a date that are looked at
PUBLISHED = ("article:published_time", "datePublished", "og:published_time", "article:published",
             "date", "DC.date.issued", "dc.date", "DC.date", "pubdate", "publishdate",
             "parsely-pub-date", "sailthru.date", "publication_date", "article.published",
             "dcterms.created", "cXenseParse:recs:publishtime")  # fmt: skip
UPDATED = ("article:modified_time", "og:updated_time", "dateModified", "article:modified",
           "lastmod", "last-modified", "dcterms.modified")  # fmt: skip
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:/|-|$)")
_CHANGED = re.compile(
    r"\b(?:обновен\w*|последн\w+ (?:промяна|редакция|обновяване|актуализация)|променен\w*|"
    r"редактиран\w*|актуализиран\w*|updated|modified|actualizad\w+|last edited)\b",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"(?:^|[\s_-])(?:updated?|modified|dateModified)(?:$|[\s_-])", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:публикуван\w*|публ\.|published|posted|publicad\w+|дата)\b", re.IGNORECASE
)


def published(page: Page, headline: str) -> Verdict[datetime]:
    """The time of publication; none when the page tells none that can be true.

    A line under the headline counts before the same kind of line above it, where old pages list
    other articles.
    """
    base = page.fetched.astimezone(page.site.zone)
    seen: list[Proposal[datetime]] = []
    tried: list[Proposal[datetime]] = []
    chosen: Proposal[datetime] | None = None
    for text, origin, where in _told(page, headline):
        found = when(text, base) if text else None
        if found is None:
            continue
        proposal = Proposal(found, origin, where)
        tried.append(proposal)
        if clock(text) or origin == "url":
            chosen = _with_hour(proposal, seen)
            break
        seen.append(proposal)
    if chosen is None and seen:
        chosen = seen[0]
    if chosen is not None and chosen.origin in ("json-ld", "meta"):
        chosen = replace(chosen, value=_by_the_pages_clock(page, headline, chosen.value))
    return Verdict(chosen, tuple(tried))


def _by_the_pages_clock(page: Page, headline: str, found: datetime) -> datetime:
    """A time in UTC as the page itself shows it: «November 19, 2019 at 8:59 pm» for 02:59 of the
    20th. The moment stays; the day is the reader's.
    """
    if found.utcoffset() != timedelta() or not (found.hour or found.minute):
        return found
    for line in _lines(page, headline)[:FEW]:
        shown = told(_publication(line), found)
        if shown is not None and clock(line):
            apart = shown.replace(tzinfo=UTC, second=0) - found.replace(second=0, microsecond=0)
            if abs(apart) <= FURTHEST and not apart % QUARTER:
                return found.astimezone(timezone(apart))
    return found


def updated(page: Page, since: datetime | None) -> Verdict[datetime]:
    """The time of the last change, where it is later than the publication."""
    base = page.fetched.astimezone(page.site.zone)
    told: list[tuple[str, Origin, str]] = [(m, "json-ld", "dateModified")
                                           for m in page.linked.modified]  # fmt: skip
    told.append((page.meta(*UPDATED), "meta", "article:modified_time"))
    times = (e for e in page.tagged("time") if page.boxed[e.at] not in ELSEWHERE)
    told += [(_machine(e), "page", "time") for e in islice(times, MOST) if _tells_change(e)]
    told += [(part, "text", "a line") for part in _changes(page)]
    tried = [Proposal(f, origin, where) for t, origin, where in told if t and (f := when(t, base))]
    later = (p for p in tried if since is None or p.value > since)
    return Verdict(next(later, None), tuple(tried))


def _with_hour(found: Proposal[datetime], seen: list[Proposal[datetime]]) -> Proposal[datetime]:
    """A better source's day counts; a lesser one's hour is added to it if the days agree."""
    if not seen:
        return found
    if found.origin == "url" or seen[0].value.date() != found.value.date():
        return seen[0]
    return Proposal(found.value, seen[0].origin, seen[0].where)


def _told(page: Page, headline: str) -> Iterator[tuple[str, Origin, str]]:
    for element in page.find(page.reading.published):
        yield _machine(element), "site", "published"
    for text in page.linked.published:
        yield text, "json-ld", "datePublished"
    for name in PUBLISHED:
        yield page.meta(name), "meta", name
    for element in page.find(DATE):
        if page.boxed[element.at] not in ELSEWHERE and not _tells_change(element):
            for text in (_machine(element), text_of(element.node)):
                yield _publication(text), "page", element.tag
    for element in _times(page, headline):
        yield _machine(element), "page", "time"
    for line in _lines(page, headline):
        yield _publication(line), "text", "a line"
    in_url = _IN_URL.search(page.url)
    if in_url:
        parted = "." if in_url[2].isdigit() else " "
        yield parted.join((in_url[3], in_url[2], in_url[1])), "url", "the address"


def _times(page: Page, title: str) -> Iterator[Element]:
    """The `time` next to the headline, in the same box or the first behind it."""
    headline = page.heading(title)
    near = headline.parent if headline is not None else None
    for element in page.tagged("time"):
        behind = headline is not None and 0 < element.at - headline.at <= NEAR
        beside = near is not None and near.holds(element) and near.end - near.at <= NEAR
        own = page.boxed[element.at] not in ELSEWHERE and "datetime" in element.attributes
        if own and (behind or beside) and not _tells_change(element):
            yield element
            return


def _tells_change(element: Element) -> bool:
    """Whether an element calls its time the one of a change."""
    told = (element.attributes.get(name, "") for name in ("class", "itemprop", "pubdate", "id"))
    return bool(_UPDATE.search(" ".join(told)))


def _machine(element: Element) -> str:
    named = (element.attributes.get(n) for n in ("datetime", "content", "title"))
    return next((text for text in named if text), "") or text_of(element.node)


def _publication(text: str) -> str:
    """The part of a line that tells the publication; empty where it tells only a change."""
    changed = _CHANGED.search(text)
    if not changed:
        return text
    given = _GIVEN.search(text)
    if not given:
        return text[: changed.start()] if absolute(text[: changed.start()]) else ""
    return text[given.start() :] if given.start() > changed.start() else text[: changed.start()]


def _changes(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if len(block.text) <= 2 * LONGEST and page.boxed[block.owner.at] not in ELSEWHERE:
            changed = _CHANGED.search(block.text)
            if changed and absolute(block.text):
                given = _GIVEN.search(block.text, changed.end())
                yield block.text[changed.start() : given.start() if given else None]


def _lines(page: Page, headline: str) -> list[str]:
    """Short lines with a full date outside of other boxes, those under the headline first."""
    above: list[str] = []
    under: list[str] = []
    lines = above
    for block in page.blocks:
        boxed = page.boxed[block.owner.at] in ELSEWHERE
        for line in block.lines:
            if line.text == headline and not line.linked:
                lines = under
            if not boxed and 6 <= len(line.text) <= LONGEST and absolute(line.text):
                lines.append(line.text)
    return [*under[:MOST], *above[:MOST]]
