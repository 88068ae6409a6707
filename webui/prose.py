"""An article's paragraphs as pieces to print: persons as links where they are named first, the
words of a search marked. Pieces are plain text; the template escapes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.search.looked_for import Place


@dataclass(frozen=True, slots=True)
class Words:
    """Some text that is marked as found, or not."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words that lead to one address, or to none."""

    words: tuple[Words, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class _Link:
    start: int
    end: int
    link: str


def prose(
    body: Sequence[str],
    links: Mapping[str, str],
    found: Sequence[Sequence[Place]] = (),
) -> list[tuple[Run, ...]]:
    """The runs of each paragraph.

    Args:
        links: name → address; a name becomes a link where it stands first.
        found: for each paragraph, the places of found words; none given is none found.
    """
    named = _first_mentions(body, links)
    places = list(found) or [()] * len(body)
    return [
        tuple(_runs(text, named.get(number, []), joined(text, places[number])))
        for number, text in enumerate(body)
    ]


def joined(text: str, places: Iterable[Place]) -> tuple[Place, ...]:
    """Places with nothing but white space between them as one."""
    whole: list[Place] = []
    for place in places:
        if whole and not text[whole[-1].end : place.start].strip():
            whole[-1] = Place(whole[-1].start, place.end)
        else:
            whole.append(place)
    return tuple(whole)


def _first_mentions(body: Sequence[str], links: Mapping[str, str]) -> dict[int, list[_Link]]:
    """Paragraph → its links, in order; the longest name is looked for first, so that no part of it
    becomes another's link.
    """
    taken: dict[int, list[_Link]] = {}
    for name in sorted(links, key=len, reverse=True):
        shape = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        for number, text in enumerate(body):
            here = taken.setdefault(number, [])
            place = next((m for m in shape.finditer(text) if _is_free(here, *m.span())), None)
            if place:
                here.append(_Link(*place.span(), links[name]))
                break
    return {number: sorted(here, key=lambda one: one.start) for number, here in taken.items()}


def _is_free(here: Iterable[_Link], start: int, end: int) -> bool:
    return all(end <= one.start or one.end <= start for one in here)


def _runs(text: str, links: Sequence[_Link], places: Sequence[Place]) -> Iterator[Run]:
    end = 0
    for one in links:
        if one.start > end:
            yield Run(tuple(_words(text, end, one.start, places)))
        yield Run(tuple(_words(text, one.start, one.end, places)), one.link)
        end = one.end
    if end < len(text):
        yield Run(tuple(_words(text, end, len(text), places)))


def _words(text: str, start: int, end: int, places: Iterable[Place]) -> Iterator[Words]:
    """The words between two places of a text, cut where a mark begins or ends."""
    for place in places:
        first, last = max(start, place.start), min(end, place.end)
        if first >= last:
            continue
        if first > start:
            yield Words(text[start:first])
        yield Words(text[first:last], found=True)
        start = last
    if start < end:
        yield Words(text[start:end])
