"""Media named in a sentence, and whether they are named as a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.media import QUOTES, SPELLINGS, Medium, medium
from indexer.naming.sources.words import kinds_of

__all__ = ["cited"]

BEFORE = 60  # characters before a name in which a word of reporting counts
BEHIND = 40  # characters behind
NEAR = 4  # words before a name among which a verb of reporting counts
_WORD = re.compile(r"(?P<head>[^\W_]+)(?:[’'][^\W_]+|\.[a-zа-я][^\W_]*)*")
_PIECE = re.compile(r"[^\s„“”\"«»(),;:–]+|[,;:(]")
_OPENING = frozenset(QUOTES)
_APART = re.compile(r"\n|\s[–—-]\s\d")
_OF_MEDIA = re.compile(
    r"(?:агенция|вестник|радио|телевизия|списание|сайт)\w*\s|^(?:в|сп)\.", re.IGNORECASE
)
_STOP = re.compile(r"[.!?…]\s")
_WIDEST = max(spelling.count(" ") for spelling in SPELLINGS) + 1
_FIRST = frozenset(re.split(r"[\s.’']", spelling)[0].casefold() for spelling in SPELLINGS)
"""How names begin: of a hundred words of news one or two, so the rest are passed over at once."""
_COUNTRY = re.compile(
    r"\s(?:България|Ирландия|Сърбия|Турция|Корея|Китай|Чехия|Македония|V|Лайт|M)\b"
)


def cited(paragraph: str, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and shown name of each medium that is named as a source before `end`."""
    words = list(_WORD.finditer(paragraph, 0, end))
    at = 0
    while at < len(words):
        found = None
        if _may_begin(paragraph, words[at]):
            found = _longest(paragraph, words, at)
        if found is None:
            at += 1
            continue
        known, start, stop, width = found
        if _is_source(paragraph, start, stop, known):
            yield start, stop, known.name
        at += width


def _may_begin(paragraph: str, word: re.Match[str]) -> bool:
    """Whether a medium's name may begin with a word: one that the list has, with a capital, in
    Latin letters or in quotation marks.
    """
    head = word["head"]
    if head.casefold() not in _FIRST:
        return False
    if not head.islower() or head[0] < "\u0250":
        return True
    return paragraph[word.start() - 1 : word.start()] in _OPENING


def _longest(
    paragraph: str, words: list[re.Match[str]], at: int
) -> tuple[Medium, int, int, int] | None:
    """The longest known name that begins with a word."""
    start = words[at].start()
    for width in range(min(_WIDEST, len(words) - at), 0, -1):
        end = words[at + width - 1].end()
        name = paragraph[start:end]
        if not _APART.search(name) and (known := medium(name)):
            return known, start, end, width
    head = words[at]["head"]
    known = medium(head)
    return (known, start, start + len(head), 1) if known else None


def _is_source(paragraph: str, start: int, end: int, known: Medium) -> bool:
    name = paragraph[start:end]
    if "." in name and name[-1] != ".":
        return not _is_advertised(paragraph, start, end)
    is_sure = not known.caution or bool(_OF_MEDIA.search(name))
    if not is_sure and not paragraph[start].isupper():
        return _is_quoted(paragraph, start, end) and _is_reporting(paragraph, start, end)
    if _COUNTRY.match(paragraph, end) or _is_advertised(paragraph, start, end):
        return False
    if is_sure:
        return True
    told = _is_reporting(paragraph, start, end)
    return known.caution <= told + _is_quoted(paragraph, start, end)


def _is_quoted(paragraph: str, start: int, end: int) -> bool:
    return paragraph[start - 1 : start] in tuple(QUOTES) and paragraph[end : end + 1] in QUOTES


def _is_advertised(paragraph: str, start: int, end: int) -> bool:
    """«изтеглете приложението на Vesti.bg», «Снимка: БТА»: named, and no source."""
    if paragraph[start - 1 : start] == "@":
        return True
    before = _before(paragraph, start)[-2:]
    if before and "of" in kinds_of(before[-1]):
        before = []  # «на първата си страница вестник …»
    around = (*before, *_PIECE.findall(paragraph[end : end + BEHIND])[:1])
    return any(kinds_of(word) & {"no", "photo"} for word in around)


def _is_reporting(paragraph: str, start: int, end: int) -> bool:
    """Whether a word of reporting stands beside a name: «предаде», «вестник», «според», «пише»."""
    words = _before(paragraph, start)
    last = kinds_of(words[-1]) if words else frozenset()
    if last & {"of", "by", "says"} or (paragraph[end : end + 1] == ":" and not words):
        return True
    near = [kinds_of(word) for word in words[-NEAR:]]
    if any("of" in kinds or "says" in kinds for kinds in near):
        return True
    behind = paragraph[end : end + BEHIND]
    stop = _STOP.search(behind)
    behind = behind[: stop.start()] if stop else behind
    return any("says" in kinds_of(word) for word in _PIECE.findall(behind)[:3])


def _before(paragraph: str, start: int) -> list[str]:
    text = paragraph[max(0, start - BEFORE) : start]
    for stop in _STOP.finditer(text):
        word = text[: stop.start()].rsplit(None, 1)[-1:] or [""]
        if word[0].lower() not in ("в", "сп"):
            text = text[stop.end() :]
            break
    return [
        word.rstrip(",;:(") or word for word in text.replace("„", " ").replace('"', " ").split()
    ]
