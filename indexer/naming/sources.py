"""Who else's report an article is: credited at its end, or cited in its text.

    «… (с информация от AP, Infobae и EFE)»   credited AP, Infobae, EFE
    «/БТА/» · «Източник: Ройтерс»             credited
    «Според „Ню Йорк Таймс“ …»                cited

A simple rule set: a list of names with spellings (indexer/media.tsv) and, for names that are also
ordinary words («Труд», «Сега»), a word of reporting or quotation marks near them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.article import Source
from indexer.media import QUOTES, SPELLINGS, medium

NEAR = 45  # characters before a name in which a word of reporting counts
LONGEST_NAME = 40  # of a credited medium that the list does not know

_CREDIT = re.compile(
    r"[(\[/]?\s*\b(?:с информация (?:от|на)|по (?:материали|информация) (?:от|на)|по материал на"
    r"|източни(?:к|ци)\s*:|информация\s*:|агенции\s*:|(?<=[(/\[])по)\s*(?P<names>[^()\[\]\n]{2,160}?)\s*[)\]/.]*$",
    re.IGNORECASE,
)
_IN_SLASHES = re.compile(r"[/(\[]\s*(?P<names>[^/()\[\]\n]{2,60}?)\s*[/)\]]\s*\.?$")
_AT_THE_END = re.compile(r"(?<=[.!?“”])\s+(?P<names>[^.!?\n]{2,30})$")
_BETWEEN = re.compile(r"\s*(?:,|;|\s+и\s+|\s+y\s+|\s+and\s+|\s*/\s*)\s*")
_REPORTING = re.compile(
    r"(?:според|съобщи\w*|съобщава\w*|предаде\w*|предава\w*|пише\w*|писа\w*|цитира\w*|заяви\w*|каза\w*"
    r"|посочи\w*|отбеляз\w*|публик\w*|информира\w*|разкри\w*|пред|интервю за|агенция\w*|вестник\w*"
    r"|в-к|в\.|сп\.|списание\w*|телевизия\w*|тв|радио\w*|сайт\w*|портал\w*|изданието|медията|каналът)"
    r"[^.!?\n]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[^.!?\n]{0,12}\b(?:съобщ|преда|пише|писа|цитира|отбеляз|публик|информир|разкри|твърди)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A place of a text that names a source: characters `start` to `end`."""

    start: int
    end: int
    name: str
    credited: bool


_WIDEST = max(spelling.count(" ") for spelling in SPELLINGS) + 1
_FIRST = frozenset(re.split(r"[\s.’']", spelling)[0].casefold() for spelling in SPELLINGS)
"""How names begin: of a hundred words of news one or two, so the rest are passed over at once."""
_WORD = re.compile(r"(?P<head>[^\W_]+)(?:[.’'][^\W_]+)*")


def sources(paragraphs: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources of an article: credited first, then cited, each once, in the text's order."""
    found = [credit for text in paragraphs for credit in credits(text)]
    credited = dict.fromkeys(c.name for c in found if c.credited)
    cited = dict.fromkeys(c.name for c in found if not c.credited and c.name not in credited)
    named = [Source(name, credited=True) for name in credited]
    return (*named, *(Source(name, credited=False) for name in cited))


def credits(paragraph: str) -> list[Credit]:
    """The places of one paragraph that name a source, in its order."""
    line = _CREDIT.search(paragraph) or _IN_SLASHES.search(paragraph) or _bare(paragraph)
    end = line.start() if line else len(paragraph)
    found = [c for c in _cited(paragraph) if c.start < end]
    if line:
        found += _credited(line)
    return found


def _bare(paragraph: str) -> re.Match[str] | None:
    """A known name alone, as a paragraph or behind its last sentence: «… на място. БГНЕС»."""
    whole = re.fullmatch(r"(?P<names>[^.!?\n]{2,40})\.?", paragraph)
    found = whole or _AT_THE_END.search(paragraph)
    return found if found and medium(found["names"]) else None


def _credited(line: re.Match[str]) -> Iterator[Credit]:
    start = line.start("names")
    announced = line.re is _CREDIT
    for piece in _pieces(line["names"]):
        name = line["names"][piece[0] : piece[1]].strip(QUOTES + " ")
        known = medium(name)
        if known or (announced and name[:1].isupper() and len(name) <= LONGEST_NAME):
            shown = known.name if known else name
            yield Credit(start + piece[0], start + piece[1], shown, credited=True)


def _pieces(names: str) -> Iterator[tuple[int, int]]:
    at = 0
    for border in (*_BETWEEN.finditer(names), None):
        end = border.start() if border else len(names)
        if end > at:
            yield at, end
        at = border.end() if border else end


def _cited(paragraph: str) -> Iterator[Credit]:
    words = list(_WORD.finditer(paragraph))
    at = 0
    while at < len(words):
        if words[at]["head"].casefold() not in _FIRST:
            at += 1
            continue
        for width in range(min(_WIDEST, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + width - 1].end()
            known = medium(paragraph[start:end])
            if known and _sure(paragraph, start, end, known.caution):
                yield Credit(start, end, known.name, credited=False)
                at += width - 1
                break
        at += 1


def _sure(paragraph: str, start: int, end: int, caution: int) -> bool:
    if not paragraph[start].isupper() and caution:
        return False
    quoted = paragraph[start - 1 : start] in tuple(QUOTES) and paragraph[end : end + 1] in QUOTES
    said = bool(
        _REPORTING.search(paragraph[max(0, start - NEAR) : start])
        or _AFTER.match(paragraph[end : end + 2 * NEAR])
    )
    return caution <= quoted + said
