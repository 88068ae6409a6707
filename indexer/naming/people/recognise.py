"""Where a text names a person, by simple rules over capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

WORD = r"(?:(?:О[’'])?[А-ЯЁЍ][а-яёѝ]+|(?:O[’'])?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)"
HYPHENED = rf"{WORD}(?:-[А-Яа-яA-Za-zѝ]+)*"
PARTICLE = r"(?:фон|дер|ван|де|ди|да|ла|льо|бин|ибн|ал|del?|la|von|van)"
_NAMES = re.compile(
    rf"(?<![\w-])(?:(?:[А-ЯA-Z]\.\s?)?{HYPHENED}|[А-ЯA-Z]\.\s?{HYPHENED}|[А-Я][а-я]?(?=\s))"
    rf"(?:\s(?:{PARTICLE}\s){{0,2}}(?:{HYPHENED}|[А-Я]\.\s?{HYPHENED}|[IVX]{{1,4}}\b)){{0,3}}"
)
_SURNAME = re.compile(
    r".{2,}(?:ов|ев|ёв|ова|ева|ски|ска|чки|чка|шки|шка|ин|ина|енко|чук|ич|ян|швили|дзе|оглу)"
)
MOST_WORDS = 4
BEFORE = 60  # characters before a name in which a title counts


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that may name a person.

    `weak` is a single capitalised word that nothing introduces: it counts only where the document
    has a person of that name.
    """

    start: int
    end: int
    name: str
    weak: bool = False

    @property
    def full(self) -> bool:
        """Whether two words or more are there."""
        return " " in self.name


def _words(file: str) -> frozenset[str]:
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


GIVEN = _words("given.txt")
NEVER = _words("never.txt")
OPENERS = _words("openers.txt")
PLACE_OPENERS = _words("place_openers.txt")
TITLES = _words("titles.txt")
_TITLE = re.compile(
    rf"(?:^|[\s(„])(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})"
    r"(?:(?:\s(?:на|по|за)\s(?:[а-я]+\s?){1,2}){0,2})\s$"
)
_SAYS = re.compile(rf"^(?:,[^,.]{{3,60}},)?\s(?:{'|'.join(sorted(_words('verbs.txt')))})\b")


def mentions(text: str) -> list[Mention]:
    """The mentions of persons in a paragraph, in its order; `identify` decides whose they are."""
    return [m for match in _NAMES.finditer(text) for m in _mention(text, match)]


def _mention(text: str, match: re.Match[str]) -> Iterator[Mention]:
    words = _without_opener(list(re.finditer(r"\S+", match[0])))
    at = next((i for i in range(len(words) - 1) if _begins(words, i)), None)
    if at is not None:
        yield _made(match, words[at:])
    elif any(word[0] in NEVER for word in words) or not words:
        return
    elif len(words) > 1 and (_SURNAME.fullmatch(words[-1][0]) or _is_introduced(text, match)):
        yield _made(match, words)
    elif len(words) == 1:
        yield replace(_made(match, words), weak=not _is_named(text, match))


def _without_opener(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words behind one that opens the sentence or is a title with a capital letter."""
    first = words[0][0]
    is_opener = first in OPENERS or first.lower() in TITLES or first.startswith(("По-", "Най-"))
    return words[1:] if is_opener else words


def _begins(words: list[re.Match[str]], at: int) -> bool:
    """Whether a name begins here: a given name or an initial, not the second half of a place."""
    word = words[at][0]
    before = words[at - 1][0] if at else ""
    return (word in GIVEN or _is_initial(word)) and before not in PLACE_OPENERS


def _made(match: re.Match[str], words: list[re.Match[str]]) -> Mention:
    capitals = [i for i, word in enumerate(words) if word[0][0].isupper()][:MOST_WORDS]
    words = words[: capitals[-1] + 1]
    start, end = match.start() + words[0].start(), match.start() + words[-1].end()
    return Mention(start, end, " ".join(word[0] for word in words))


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _is_introduced(text: str, match: re.Match[str]) -> bool:
    return bool(_TITLE.search(text[max(0, match.start() - BEFORE) : match.start()]))


def _is_named(text: str, match: re.Match[str]) -> bool:
    """One word: introduced by a title, or like a surname and followed by a verb of saying."""
    says = bool(_SAYS.match(text[match.end() : match.end() + BEFORE]))
    inside = text[max(0, match.start() - BEFORE) : match.start()].rstrip()[-1:] not in (
        "",
        ".",
        "!",
        "?",
        "…",
        ":",
        "„",
    )
    return _is_introduced(text, match) or (says and (inside or bool(_SURNAME.fullmatch(match[0]))))
