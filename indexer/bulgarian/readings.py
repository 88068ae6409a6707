"""What a typed word may mean: itself, Cyrillic in Latin letters, or the wrong keyboard.

    readings("putin", known)  →  putin (literal, 0) · путин (transliteration, …)

Words of the index decide: a reading that the index knows comes before every one that it does not,
and among known ones the spelling's cost weighs against how common the word is.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .fold import fold
from .keyboard import LAYOUTS, to_cyrillic, to_latin
from .spelling import spelled
from .stems import stems

__all__ = ["Known", "Reading", "all_readings", "best", "readings"]

Known = Callable[[Iterable[str]], Mapping[str, int]]
"""Folded forms or stems → number of documents of the index that have each; 0 when unknown.

An index may lie on another machine, so it is asked for all forms at once, and then for the stems of
those that it does not know.
"""

UNKNOWN = 10.0
"""Added to the cost of a reading that the index does not know."""

ONLY_STEM = 0.7
"""Added when the index knows the stem but not the typed form."""

_LATIN_SPELLING = 0.5
_KEYBOARD = 1.9
_MOST = 12
_LATIN = re.compile("[a-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a typed word: its folded text, its cost (literal: 0) and how it was read.

    `kind` is "literal", "transliteration", "shlyokavica", "keyboard-bds", "keyboard-phonetic" or
    "keyboard-phonetic-2006"; `hits` is what the index knows of it.
    """

    text: str
    cost: float
    kind: str
    hits: int = 0


def readings(word: str, known: Known) -> list[Reading]:
    """The readings of a typed word, the literal one first with cost 0, then by cost.

    `word` is what stands between two spaces of the query: a wrong layout puts letters on the keys
    of punctuation («;» is м), so it must not be tokenised first.
    """
    return all_readings((word,), known)[word]


def all_readings(words: Iterable[str], known: Known) -> dict[str, list[Reading]]:
    """The readings of several words; the index is asked twice, however many they are."""
    candidates = {word: list(_candidates(word.lower().strip(), fold(word))) for word in words}
    if not candidates:
        return {}
    texts = dict.fromkeys(r.text for found in candidates.values() for r in found)
    forms = known(dict.fromkeys((*map(fold, candidates), *texts)))
    unknown = (text for text in texts if not forms[text])
    by_stem = known(dict.fromkeys(stem for text in unknown for stem in stems(text)))
    return {word: _ranked(word, found, forms, by_stem) for word, found in candidates.items()}


def _ranked(
    word: str, candidates: list[Reading], forms: Mapping[str, int], by_stem: Mapping[str, int]
) -> list[Reading]:
    typed = fold(word)
    found: dict[str, Reading] = {}
    for reading in candidates:
        weighed = _weighed(reading, forms, by_stem)
        if weighed.text != typed and (
            weighed.text not in found or weighed.cost < found[weighed.text].cost
        ):
            found[weighed.text] = weighed
    others = sorted(found.values(), key=lambda reading: (reading.cost, reading.text))
    return [Reading(typed, 0.0, "literal", forms[typed]), *others[:_MOST]]


def best(word: str, known: Known) -> Reading:
    """The literal reading when the index has it, else the cheapest one that the index has."""
    literal, *others = readings(word, known)
    if literal.hits or any(known(stems(literal.text)).values()):
        return literal
    return next((reading for reading in others if reading.hits), literal)


def _candidates(raw: str, typed: str) -> Iterator[Reading]:
    if _CYRILLIC.search(typed):
        for layout in LAYOUTS:
            yield Reading(to_latin(typed, layout), _KEYBOARD, layout)
        return
    if not _LATIN.search(typed):
        return
    for cost, text, slang in spelled(typed):
        yield Reading(
            text, max(0.1, cost + _LATIN_SPELLING), "shlyokavica" if slang else "transliteration"
        )
    for layout in LAYOUTS:
        text = to_cyrillic(raw, layout)
        if text.isalpha():
            yield Reading(text, _KEYBOARD, layout)


def _weighed(reading: Reading, forms: Mapping[str, int], by_stem: Mapping[str, int]) -> Reading:
    hits = forms[reading.text]
    if hits:
        return replace(reading, cost=reading.cost + _rarity(hits), hits=hits)
    hits = max((by_stem[stem] for stem in stems(reading.text)), default=0)
    extra = ONLY_STEM + _rarity(hits) if hits else UNKNOWN
    return replace(reading, cost=reading.cost + extra, hits=hits)


def _rarity(hits: int) -> float:
    """0 for a word in a million documents, 0.6 for a word in one."""
    return max(0.0, 0.6 - 0.1 * math.log10(hits))
