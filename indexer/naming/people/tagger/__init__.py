"""A trained tagger of the names of persons: text → spans, sure or doubtful.

    capitals   headlines in capitals, read as small letters
    words      text → words; runs of capitalised words, the only places where a name can be
    features   a word's traits, worked out once; kinds of the words around it
    weights    the trained weights (model.npz), summed by word
    chain      marginals over the runs
    document   the second look: what the document says of a word elsewhere
    edges      where a found name really begins and ends
    training/  how model.npz was made

Two linear-chain models (Lafferty, McCallum, Pereira 2001), the second over the first's
probabilities. docs/people.md says what they were trained on and how well they do.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.naming.people.tagger.capitals import as_small
from indexer.naming.people.tagger.chain import Floats
from indexer.naming.people.tagger.document import (
    BEGINS,
    GOES_ON,
    Own,
    Second,
    beside_names,
    own_names,
    second_look,
)
from indexer.naming.people.tagger.edges import trimmed
from indexer.naming.people.tagger.features import (
    AROUND,
    EDGE,
    joint,
    kinds_around,
    kinds_of,
    traits,
)
from indexer.naming.people.tagger.weights import Sums, Weights
from indexer.naming.people.tagger.words import Words, runs_of, words_of

__all__ = ["MODEL", "Span", "Tagger"]

MODEL = Path(__file__).with_name("model.npz")
SIDES = 2 * AROUND + 1


class Span(NamedTuple):
    """Characters `start` to `end` of a text name a person; `sure`: how probably, 0 to 1."""

    start: int
    end: int
    sure: float


class Tagger:
    """The trained models; may be shared by threads, one text at a time.

    Args:
        file: where the models are.
    """

    def __init__(self, file: Path = MODEL) -> None:
        self._first = Weights.load(file, "first")
        self._second = Weights.load(file, "second")
        self._labels = len(self._first.chain.labels)
        self._by_word = Sums(SIDES * self._labels)
        self._by_kinds = Sums(self._labels)
        self._by_look = Sums(len(self._second.chain.labels))
        self._one_at_a_time = Lock()

    def spans(self, text: str) -> list[Span]:
        """The names of persons in a text, in its order; linear time."""
        words = words_of(text)
        words = words._replace(texts=as_small(words.texts))
        runs = runs_of(words.texts)
        if not runs:
            return []
        with self._one_at_a_time:
            for kept in (self._by_word, self._by_kinds, self._by_look):
                kept.clear_if_full()
            return self._chosen(words, runs)

    def _chosen(self, words: Words, runs: list[tuple[int, int]]) -> list[Span]:
        at = [n for start, end in runs for n in range(start, end)]
        lengths = [end - start for start, end in runs]
        kinds = kinds_of(words.texts, runs)
        emissions = self._first_look(words.texts, kinds, np.array(at))
        told = self._first.chain.marginals(emissions, lengths)
        looked = second_look(words.texts, kinds, at, lengths, told)
        emissions = self._second_sums(looked)
        final = self._second.chain.marginals(emissions, lengths)
        best = self._second.chain.best(emissions, lengths)
        return _spans(words, at, lengths, best, final)

    def _first_look(self, words: list[str], kinds: list[str], at: NDArray[np.int64]) -> Floats:
        wanted = np.zeros(len(words) + 2 * AROUND, bool)
        for side in range(SIDES):
            wanted[at + side] = True
        numbers = self._numbers(words, wanted)
        joined = self._joined(kinds, at)
        total = np.zeros((len(at), self._labels), np.float32)
        rows = self._by_word.rows.reshape(-1, SIDES, self._labels)
        for side in range(SIDES):
            total += rows[numbers[at + side], side]
        return total + self._by_kinds.rows[joined]

    def _numbers(self, words: list[str], wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
        known, kept = self._by_word.number, self._by_word
        numbers = np.zeros(len(wanted), np.int64)
        edge = known.get("")
        numbers[:AROUND] = numbers[-AROUND:] = (
            kept.keep("", self._row(EDGE.near)) if edge is None else edge
        )
        for at in np.flatnonzero(wanted[AROUND:-AROUND]).tolist():
            word = words[at]
            number = known.get(word)
            if number is None:
                seen = traits(word)
                number = kept.keep(word, self._row(dict.fromkeys((*seen.own, *seen.near))))
            numbers[at + AROUND] = number
        return numbers

    def _row(self, names: Iterable[str]) -> Floats:
        return self._first.sum_of(names, SIDES * self._labels)

    def _joined(self, kinds: list[str], at: NDArray[np.int64]) -> list[int]:
        known, kept, numbers = self._by_kinds.number, self._by_kinds, []
        for place in at.tolist():
            around = kinds_around(kinds, place)
            number = known.get(around)
            if number is None:
                number = kept.keep(around, self._first.sum_of(joint(around), self._labels))
            numbers.append(number)
        return numbers

    def _second_sums(self, looked: list[Second]) -> Floats:
        known, kept, numbers = self._by_look.number, self._by_look, []
        width = len(self._second.chain.labels)
        for own, beside in looked:
            for part in (own, beside):
                number = known.get(part)
                if number is None:
                    names = own_names(part) if isinstance(part, Own) else beside_names(part)
                    number = kept.keep(part, self._second.sum_of(names, width))
                numbers.append(number)
        both: Floats = kept.rows[numbers].reshape(-1, 2, width).sum(axis=1)
        return both


def _spans(
    words: Words, at: list[int], lengths: list[int], best: list[int], told: Floats
) -> list[Span]:
    sure = (told[:, BEGINS] + told[:, GOES_ON]).tolist()
    found, start = [], 0
    for size in lengths:
        place, beyond = start, start + size
        while place < beyond:
            if best[place] not in (BEGINS, GOES_ON):
                place += 1
                continue
            end = place + 1
            while end < beyond and best[end] == GOES_ON:
                end += 1
            probability = min(sure[place:end])
            first, last = trimmed(words.texts, at[place], at[end - 1] + 1, probability)
            if first < last:
                found.append(Span(words.starts[first], words.end(last - 1), probability))
            place = end
        start = beyond
    return found
