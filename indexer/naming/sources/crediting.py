"""Credits: what stands at a paragraph's end and says whose report it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.media import QUOTES, medium
from indexer.naming.people.lists import PLACES
from indexer.naming.sources.words import OPENERS, kinds_of

__all__ = ["CreditLine", "credit_line", "credited"]

WORDS = 2  # caution of a name that is an ordinary word too: «Сега» alone is a heading
LONGEST_NAME = 40  # characters of a credited medium that the list does not know
MOST_WORDS = 5  # of it
LONGEST_LINE = 160  # characters of names behind what announces them

_OPENER = "|".join(re.escape(opener).replace(r"\ ", r"\s+") for opener in OPENERS)
_ANNOUNCED = re.compile(
    rf"[(\[/]?\s*(?<!\w)(?:{_OPENER}|(?<=[(/\[])(?:по|от))\s*(?P<names>[^()\[\]\n]{{2,{LONGEST_LINE}}}?)"
    r"\s*[)\]/.]*$",
    re.IGNORECASE,
)
_IN_SLASHES = re.compile(r"[/(\[]\s*(?P<names>[^/()\[\]\n]{2,60}?)\s*[/)\]]\s*\.?$")
_AT_THE_END = re.compile(r"(?<=[.!?“”\"])\s+(?P<names>[^.!?\n]{2,30})\.?$")
_ALONE = re.compile(r"(?P<names>[^!?\n]{2,40}?)\.?")
_BETWEEN = re.compile(r"\s*(?:,|;|\s+и\s+|\s+y\s+|\s+and\s+|\s*/\s*)\s*")
_ASIDE = re.compile(r"\s*(?:редактор|автор|превод|репортер|снимк[аи]|текст)\s*:.*$", re.IGNORECASE)
_PLACES = frozenset(" ".join(place) for place in PLACES)


class CreditLine(NamedTuple):
    """Where a paragraph turns into credits, and the names in it."""

    start: int
    names: int
    end: int
    announced: bool


def credit_line(paragraph: str) -> CreditLine | None:
    """The credits at the end of a paragraph, if it has any."""
    tail = max(0, len(paragraph) - 2 * LONGEST_LINE)
    announced = _ANNOUNCED.search(paragraph, tail)
    found = announced or _IN_SLASHES.search(paragraph, tail) or _bare(paragraph, tail)
    if found is None:
        return None
    return CreditLine(found.start(), found.start("names"), found.end("names"), bool(announced))


def _bare(paragraph: str, tail: int) -> re.Match[str] | None:
    """A known name alone, as a paragraph or behind its last sentence: «… на място. БГНЕС»."""
    for found in (_ALONE.fullmatch(paragraph), _AT_THE_END.search(paragraph, tail)):
        known = medium(found["names"].strip(QUOTES + " ")) if found else None
        if found and known and (known.caution < WORDS or found["names"][0] in QUOTES):
            return found
    return None


def credited(paragraph: str, line: CreditLine) -> Iterator[tuple[int, int, str]]:
    """Start, end and shown name of each credited medium."""
    names = _ASIDE.sub("", paragraph[line.names : line.end])
    for start, end in _pieces(names):
        written = names[start:end]
        name = written.strip(QUOTES + " ")
        at = line.names + start + len(written) - len(written.lstrip(QUOTES + " "))
        known = medium(name)
        if known:
            yield at, at + len(name), known.name
        elif line.announced and _may_be_medium(name):
            yield at, at + len(name), name


def _may_be_medium(name: str) -> bool:
    """Whether an announced name that no list knows is one: no town, no scrap of a sentence."""
    words = name.split()
    if not name[:1].isupper() or len(name) > LONGEST_NAME or len(words) > MOST_WORDS:
        return False
    if name in _PLACES or any(kinds_of(word) & {"says", "no", "photo"} for word in words):
        return False
    small = [word for word in words if word[0].islower()]
    return len(small) <= len(words) // 2 and not any(char.isdigit() for char in name[:-1])


def _pieces(names: str) -> Iterator[tuple[int, int]]:
    at = 0
    for border in (*_BETWEEN.finditer(names), None):
        end = border.start() if border else len(names)
        if end > at:
            yield at, end
        at = border.end() if border else end
