"""Terms a few letters away from a word: all that begin with its first letter are compared at once.

A term whose length, or whose set of letters, is too far off cannot be near; for the few that are
left the distance is reckoned column by column, for all of them together. A word costs a
millisecond or two where walking the terms through an automaton costs a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.columnar.array_file import Array
from indexer.columnar.postings import Field, running

BITS = 63  # of a number that tells a term's letters


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of a field with one first letter.

    Attributes:
        first: the number of the first of them.
        codes: their letters, term after term; `starts` says where each begins.
        letters: for each the set of its letters, a bit for one or a few of them.
    """

    first: int
    codes: Array
    starts: Array
    lengths: Array
    letters: Array

    def near(self, text: str, distance: int) -> Array:
        """The numbers of the terms at most so many letters away, ascending.

        A letter more, less, another, or two neighbours swapped count one (Damerau-Levenshtein,
        no letter touched twice).
        """
        word = _codes(text)
        own = np.bitwise_or.reduce(_bits(word))
        close = np.abs(self.lengths - len(word)) <= distance
        close &= np.bitwise_count(self.letters ^ own) <= 2 * distance
        places = np.flatnonzero(close)
        found = places[self._distances(word, places, distance) <= distance]
        numbers: Array = found + self.first
        return numbers

    def _distances(self, word: Array, places: Array, most: int) -> Array:
        """Distances of terms from a word, right up to `most` and larger beyond."""
        lengths = self.lengths[places]
        width = int(lengths.max(initial=0))
        at = np.minimum(self.starts[places] + np.arange(width)[:, None], len(self.codes) - 1)
        letters = self.codes[at] if len(places) else np.empty((0, 0), np.uint32)
        earlier = before = np.arange(width + 1)[:, None] + np.zeros(len(places), np.int64)
        for i in range(1, len(word) + 1):
            row = np.full_like(before, most + 1)
            row[0] = i
            for j in range(max(1, i - most), min(width, i + most) + 1):
                cost = before[j - 1] + (letters[j - 1] != word[i - 1])
                cost = np.minimum(cost, np.minimum(before[j], row[j - 1]) + 1)
                if i > 1 and j > 1:
                    swapped = (letters[j - 1] == word[i - 2]) & (letters[j - 2] == word[i - 1])
                    cost = np.where(swapped, np.minimum(cost, earlier[j - 2] + 1), cost)
                row[j] = cost
            earlier, before = before, row
        found: Array = before[lengths, np.arange(len(places))]
        return found


def words_with(field: Field, letter: str) -> Words:
    """The terms of a field that begin with a letter."""
    first, last = field.prefixed(letter.encode())
    texts = [term.decode() for term in field.terms_between(first, last)]
    codes = _codes("".join(texts))
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = running(lengths)[:-1].astype(np.int64)
    none = np.empty(0, np.uint64)
    letters = np.bitwise_or.reduceat(_bits(codes), starts) if len(texts) else none
    return Words(first, codes, starts, lengths, letters)


def _codes(text: str) -> Array:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def _bits(codes: Array) -> Array:
    bits: Array = np.uint64(1) << (codes % BITS).astype(np.uint64)
    return bits
