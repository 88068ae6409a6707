"""What the tagger sees of a word: names of features, and the kind that pairs are made of.

Each word has traits that depend on nothing but the word, so they are worked out once and kept.
The tagger weighs the traits of a word and of its three neighbours on both sides, and the kinds of
the five words around it together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.bulgarian import fold
from indexer.bulgarian.lexicon import lemmas_of
from indexer.naming.people.lists import (
    BODIES,
    CLUBS,
    GIVEN,
    NAMED_FOR,
    OFFICES,
    PARTICLES,
    PLACE_KINDS,
    PLACE_OPENERS,
    PLACES,
    SAYS,
)

__all__ = [
    "AROUND",
    "Traits",
    "flags_of",
    "is_initial",
    "joint",
    "kinds_around",
    "kinds_of",
    "near_names",
    "traits",
]

AROUND = 3
"""Neighbours on each side whose traits count."""
_SMALL_TEXT = (
    "и на от в във с със за по до че като се към при пред след между според не да е са или "
    "но а у му ѝ той тя ще бе беше който която край чрез без над под из срещу and de of "
    "the y en"
)
SMALL = frozenset(_SMALL_TEXT.split())
"""Frequent small words, each a kind of its own."""
_ENDINGS = (
    ("ов", re.compile(r".{2,}(?:ов|ев|ьов|ёв)$")),
    ("ова", re.compile(r".{2,}(?:ов|ев)а$")),
    ("ски", re.compile(r".{2,}(?:ск|шк|чк)[иа]$")),
    ("ич", re.compile(r".{2,}(?:ич|енко|чук|ян|швили|дзе|оглу|сон|ман|берг|щайн|ин|ина)$")),
)
_ARTICLES = ("ът", "ят", "та", "то", "те")
_ARTICLE = re.compile(r".{3,}(?:ът|ят|та|то|те)$")
_PLACE_BEGINS = frozenset(place[0] for place in PLACES)
_PLACE_WORDS = frozenset(word for place in PLACES for word in place[1:])
_PLACE_ALONE = frozenset(place[0] for place in PLACES if len(place) == 1)
LONGEST_INITIAL = 3  # letters, the point among them
_SHORTEST = 5  # letters of a word whose article is taken off though the lexicon does not know it
_MARKS = frozenset(".,„“”\"«»()–—-:;!?/…'’")


class Traits(NamedTuple):
    """Of one word: its kind, its features where it stands itself, and as a neighbour."""

    kind: str
    own: tuple[str, ...]
    near: tuple[str, ...]


EDGE = Traits("^", (), ("^",))
"""Beyond the beginning and the end."""


@lru_cache(1 << 16)
def traits(word: str) -> Traits:
    """The traits of a word, number or mark."""
    shape = _shape(word)
    if not word[0].isalpha():
        kind = word if word in _MARKS else shape if shape in ("9", "NL") else "?"
        return Traits(kind, (), (f"s={shape}",))
    low = fold(word.rstrip(".")) if len(word) > 2 else fold(word)
    if word[0].islower():
        return _small(low, shape)
    return _capital(word, low, shape)


def _small(low: str, shape: str) -> Traits:
    lemma = _lemma(low)
    near = [f"w={low}", f"l={lemma}", f"3={low[-3:]}", f"s={shape}"]
    kind = low if low in SMALL else "p" if low in PARTICLES else "x"
    for name, held in (("Q", PLACE_KINDS), ("T", OFFICES), ("V", SAYS), ("B", NAMED_FOR)):
        if lemma in held or low in held:
            told = name + "d" if name in "QB" and lemma != low and _ARTICLE.match(low) else name
            near.append(told)
            kind = told
    return Traits(kind, (f"w={low}",), tuple(near))


def _capital(word: str, low: str, shape: str) -> Traits:
    title = "-".join(part.capitalize() for part in low.split("-")) if word.isupper() else word
    lemma = _lemma(low)
    flags = _flags(title, low, lemma)
    own = [f"s={shape}", f"w={low}", f"n={min(len(low), 12)}", *flags]
    own += [f"{size}={low[-size:]}" for size in (1, 2, 3, 4)]
    own += [f"-{size}={low[:size]}" for size in (2, 3, 4)]
    if "-" in low:
        own += [f"H={part[-3:]}" for part in low.split("-")]
        own.append("HG" if title.split("-")[0] in GIVEN else "H")
    near = [f"s={shape}", f"w={low}", f"2={low[-2:]}", *flags]
    if "K" in flags:
        own.append(f"l={lemma}")
        near.append(f"l={lemma}")
    kind = flags[0] if flags else "U"
    return Traits(shape + kind, tuple(own), tuple(near))


def _flags(title: str, low: str, lemma: str) -> list[str]:
    """What the lists and the lexicon say of a capitalised word, the strongest first."""
    first = title.split("-")[0]
    told = (
        ("G", title in GIVEN or first in GIVEN),
        ("T", lemma in OFFICES or low in OFFICES or low.split("-")[-1] in OFFICES),
        ("B", lemma in NAMED_FOR or low in NAMED_FOR),
        ("L", title in _PLACE_ALONE),
        ("L1", title in _PLACE_BEGINS and title not in _PLACE_ALONE),
        ("L2", title in _PLACE_WORDS),
        ("P1", title in PLACE_OPENERS),
        ("C", title in CLUBS),
        ("N", title in BODIES),
        ("F", low in SMALL),
        *((f"S{name}", bool(ending.match(low))) for name, ending in _ENDINGS),
        ("K", lemma != low),
        ("A", lemma != low and bool(_ARTICLE.match(low))),
        ("k", lemma == low and bool(lemmas_of(low))),
        ("n", _has_article(low)),
    )
    return [flag for flag, holds in told if holds]


def _has_article(low: str) -> bool:
    """Whether the lexicon knows a form of the word with an article: a common noun, no name."""
    return any(low in lemmas_of(low + article) for article in _ARTICLES)


@lru_cache(1 << 14)
def flags_of(word: str) -> tuple[str, ...]:
    """What the lists and the lexicon say of a capitalised word: G a given name, T what introduces
    a person, L a place, K a form of a common word, A with an article …
    """
    low = fold(word.rstrip(".")) if len(word) > 2 else fold(word)
    title = "-".join(part.capitalize() for part in low.split("-")) if word.isupper() else word
    return tuple(_flags(title, low, _lemma(low)))


def is_initial(word: str) -> bool:
    """Whether a word is the beginning of a name with a point: «С.», «Дж.»."""
    return word[-1] == "." and len(word) <= LONGEST_INITIAL and word[0].isupper()


def _lemma(low: str) -> str:
    found = lemmas_of(low)
    if found:
        return found[0]
    return low[:-2] if low.endswith(("ът", "ят")) and len(low) > _SHORTEST else low


def _shape(word: str) -> str:
    first = word[0]
    if first.isdigit():
        return "9"
    if first == "\n":
        return "NL"
    if not first.isalpha():
        return first
    script = "l" if first < "\u0250" else ""
    if word[-1] == "." and len(word) <= LONGEST_INITIAL:
        return script + ("I" if first.isupper() else "i")
    if word.isupper():
        return script + ("I" if len(word) == 1 else "C" if len(word) > 4 else "c")
    if first.isupper():
        inside = word[1:]
        return script + ("X" if inside.islower() or "-" in word else "M")
    return script + ("x" if word.islower() else "m")


def kinds_of(words: Sequence[str], runs: Sequence[tuple[int, int]]) -> list[str]:
    """The kinds of words, two more beyond each edge; only those around runs are worked out."""
    kinds = ["^"] * (len(words) + 4)
    for start, end in runs:
        for at in range(max(start - 2, 0), min(end + 2, len(words))):
            kinds[at + 2] = traits(words[at]).kind
    return kinds


def near_names(offset: int, near: Sequence[str]) -> Sequence[str]:
    """The traits of a neighbour that count at a distance; fewer of the farthest."""
    if abs(offset) < AROUND:
        return near
    return [name for name in near if name[0] in "wlsTVGBCQ^"]


def kinds_around(kinds: Sequence[str], at: int) -> tuple[str, str, str, str, str]:
    """The kinds of five words; `kinds` has two beyond each edge."""
    return kinds[at], kinds[at + 1], kinds[at + 2], kinds[at + 3], kinds[at + 4]


def joint(around: tuple[str, str, str, str, str]) -> tuple[str, ...]:
    """The features that kinds of neighbours make together."""
    b2, b1, own, a1, a2 = around
    return (
        f"a {b1} {own}",
        f"b {own} {a1}",
        f"c {b1} {own} {a1}",
        f"d {b2} {b1} {own}",
        f"e {own} {a1} {a2}",
    )
