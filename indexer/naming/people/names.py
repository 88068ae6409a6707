"""A name's parts, and when two full names may be one person's.

    «Урсула фон дер Лайен»   given урсула · last фондерлаиен, лаиен
    «Бойко Методиев Борисов» given боико · middle методиев · last борисов
    «Ким Чен-ун»             one with «Ким Чен Ун»: hyphens and spaces part nothing

The rules are those of docs/people.md: -ов and -ова are never one, an initial or a pet form fits,
a middle name need not be there, one letter may differ in a long word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from indexer.naming.people.keys import key
from indexer.naming.people.lists import PARTICLES, SHORT_NAMES, SURNAME_OPENERS

__all__ = [
    "Name",
    "consonants",
    "fits",
    "is_family",
    "near",
    "others_of",
    "owned_words",
    "same_person",
    "shown",
    "taken_apart",
]

ALIKE = 6  # letters of words that may differ by one
SWAPPED = 5  # letters of words that may have two neighbours swapped
ASIAN = 5  # letters at most of each word of a name whose surname stands first
_GENDERED = ("а", "и")
_BULGARIAN = ("ов", "ев", "ова", "ева", "ски", "ска")
_PATRONYMIC = ("ович", "евич", "овна", "евна")
_FAMILY = ("ови", "еви")
FEWEST_CONSONANTS = 3  # of a surname that may be known by them
_VOWELS = re.compile("[аеиоуъюяьaeiouy]")
_DOUBLED = re.compile(r"(.)\1+")
_VOICELESS = str.maketrans("бвгджз", "пфктшс")


class Name(NamedTuple):
    """The keys of a name's parts.

    Attributes:
        given: of the first word; empty for a word alone.
        middle: of those between.
        last: of the surname, its particles with it.
        halves: of a double surname; of one behind particles, without them.
        whole: of all together.
        initial: whether the first word is a letter with a point.
        asian: whether the surname may stand first.
    """

    given: str
    middle: tuple[str, ...]
    last: str
    halves: tuple[str, ...]
    whole: str
    initial: bool = False
    asian: bool = False


@lru_cache(1 << 15)
def taken_apart(form: str) -> Name:
    """The parts of a name as it is written."""
    words = [word for word in form.split() if key(word)]
    if not words:
        return Name("", (), "", (), "")
    start = _surname_at(words)
    last = words[start:]
    halves = [key(half) for half in last[-1].split("-") if key(half)]
    if len(last) > 1 or len(halves) > 1:
        halves.append(key(last[-1]))
    whole = key(form)
    parts = form.replace("-", " ").split()
    asian = len(parts) == 3 and all(len(part) <= ASIAN and part[-1] != "." for part in parts)
    if start == 0:
        return Name("", (), key(" ".join(last)), tuple(halves), whole)
    return Name(
        key(words[0]),
        tuple(key(word) for word in words[1:start]),
        key(" ".join(last)),
        tuple(halves),
        whole,
        initial=len(words[0]) == 2 and words[0][1] == ".",
        asian=asian,
    )


def _surname_at(words: list[str]) -> int:
    """Where the surname begins: at the first particle behind the given name, or at the last word;
    a numeral belongs to the word before it («Фелипе VI»).
    """
    if words[0].lower() in SURNAME_OPENERS and len(words) > 1:
        return 0
    for at in range(1, len(words) - 1):
        if words[at].lower() in PARTICLES:
            return at
    return len(words) - 1


def near(one: str, other: str) -> bool:
    """Whether two keys differ no more than a slip of the pen: a letter in words of six or more,
    two neighbours swapped in words of five; never in a final -а or -и.
    """
    if one == other:
        return True
    if not one or not other or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if one.rstrip("аи") == other.rstrip("аи"):
        return False
    shorter = min(len(one), len(other))
    if len(one) == len(other) >= SWAPPED and _swapped(one, other):
        return True
    return shorter >= ALIKE and _one_letter(one, other)


def _swapped(one: str, other: str) -> bool:
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differ) != 2 or differ[1] - differ[0] != 1:
        return False
    return one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]


def _one_letter(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    long, short = (one, other) if len(one) > len(other) else (other, one)
    at = next((n for n, (a, b) in enumerate(zip(long, short, strict=False)) if a != b), len(short))
    return long[at + 1 :] == short[at:]


def fits(given: str, other: str) -> bool:
    """Whether two keys of given names may be one person's: a slip, an initial, a pet form."""
    if near(given, other):
        return True
    if min(len(given), len(other)) == 1:
        return given[:1] == other[:1]
    return other in SHORT_KEYS.get(given, ()) or given in SHORT_KEYS.get(other, ())


SHORT_KEYS = {key(short): frozenset(map(key, full)) for short, full in SHORT_NAMES.items()}


_FULL_KEYS: dict[str, set[str]] = {}
for _short, _fulls in SHORT_KEYS.items():
    for _full in _fulls:
        _FULL_KEYS.setdefault(_full, set()).add(_short)


def others_of(given: str) -> frozenset[str]:
    """The pet forms of a given name, and the names that it is a pet form of."""
    return SHORT_KEYS.get(given, frozenset()) | _FULL_KEYS.get(given, set())


def same_person(one: Name, other: Name) -> bool:
    """Whether two full names may be one person's, were there nobody else."""
    if one.whole == other.whole:
        return True
    if one.asian or other.asian:
        return False
    if _heard_alike(one, other):
        return True
    if fits(one.given, other.given) and _one_surname(one, other):
        return not (one.middle and other.middle) or _middles_fit(one.middle, other.middle)
    return _second_surname(one, other) or _second_surname(other, one)


def _heard_alike(one: Name, other: Name) -> bool:
    """«Саймън Коувъни» and «Саймън Ковини»: a foreign name that papers spell by ear, so that the
    consonants are one and the vowels are not.
    """
    if one.last.endswith(_BULGARIAN) or other.last.endswith(_BULGARIAN):
        return False
    bones = consonants(one.last)
    return (
        len(bones) >= FEWEST_CONSONANTS
        and one.last[0] == other.last[0]
        and one.given[:1] == other.given[:1]
        and bones == consonants(other.last)
        and consonants(one.given) == consonants(other.given)
        and one.initial == other.initial
    )


@lru_cache(1 << 15)
def consonants(word: str) -> str:
    """The consonants of a key, voiced and voiceless as one, doubled ones as one."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word).translate(_VOICELESS))


def _one_surname(one: Name, other: Name) -> bool:
    return near(one.last, other.last) or one.last in other.halves or other.last in one.halves


def _middles_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(fits(a, b) for a in one for b in other)


def _second_surname(long: Name, short: Name) -> bool:
    """«Педро Санчес Перес-Кастехон» and «Педро Санчес»; no «Иван Петров Колев», «Иван Петров»."""
    if not long.middle or short.middle or long.given != short.given:
        return False
    first = long.middle[0]
    return first == short.last and not first.endswith(_BULGARIAN + _PATRONYMIC)


def owned_words(name: Name) -> Iterator[str]:
    """The keys of what may stand for a full name alone, as a surname."""
    yield name.last
    yield from name.halves
    if name.asian:
        yield name.given
    if name.middle and not name.middle[0].endswith(_BULGARIAN + _PATRONYMIC):
        yield name.middle[0]


def is_family(form: str) -> bool:
    """Whether a name is a family's: «Борисови», «Тервел Замфирови»."""
    return form.lower().endswith(_FAMILY) and len(form) > ALIKE


def shown(form: str) -> str:
    """A name as it is shown: one in capitals gets small letters."""
    if not form.isupper() or "." in form:
        return form
    return " ".join(
        word if set(word) <= set("IVX") else "-".join(part.capitalize() for part in word.split("-"))
        for word in form.split()
    )
