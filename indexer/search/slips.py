"""Which word was meant by a misspelt one: how likely the slip, times how frequent the word.

The noisy channel of Kernighan, Church and Gale (1990), with weights by kind of slip instead of a
matrix: a letter doubled, two swapped, vowels that sound alike where they are not stressed. One
slip goes before two unless the word that takes two is far more frequent.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from pathlib import Path

LETTERS = "".join(map(chr, (*range(0x430, 0x450), *range(0x61, 0x7B))))  # Cyrillic, Latin
TWO_SLIPS = 5.0  # what a second slip costs: e^5 = 150 times as frequent makes up for it
ALIKE = frozenset(
    frozenset(line.split()[0])
    for line in Path(__file__).with_name("alike.txt").read_text("utf-8").splitlines()
    if line[:1] not in ("", "#")
)


def likeliest(typed: str, near: Mapping[str, int], most: int) -> tuple[str, ...]:
    """The words that were meant, the likeliest first.

    Args:
        near: words one or two letters away → in how many articles they stand.
    """
    worth = {word: log(count + 1) - cost(typed, word) for word, count in near.items()}
    return tuple(sorted(worth, key=lambda word: (-worth[word], word))[:most])


def first_letter_slips(typed: str) -> tuple[str, ...]:
    """The words that differ from what was typed by a slip at its first letter."""
    swapped = typed[1::-1] + typed[2:]
    others = (letter + rest for letter in LETTERS for rest in (typed, typed[1:]))
    return tuple(dict.fromkeys(w for w in (swapped, typed[1:], *others) if w and w != typed))


def cost(typed: str, word: str) -> float:
    """How unlikely it is that somebody who meant a word typed another one, in nats."""
    head = _common(typed, word)
    tail = _common(typed[head:][::-1], word[head:][::-1])
    there, meant = typed[head : len(typed) - tail], word[head : len(word) - tail]
    if len(there) + len(meant) == 1:
        letter = there or meant
        beside = word[head - 1 : head] + typed[len(typed) - tail :][:1]
        return 0.0 if letter in beside else 1.0
    if len(there) == len(meant) == 1:
        return 0.5 if frozenset((there, meant)) in ALIKE else 1.5
    return 0.5 if there == meant[::-1] and len(there) == 2 else TWO_SLIPS


def _common(one: str, other: str) -> int:
    both = min(len(one), len(other))
    return next((n for n in range(both) if one[n] != other[n]), both)
