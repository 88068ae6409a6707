"""Words with real frequencies, topics that prefer some of them, and names of persons and sources.

Frequencies: the large Bulgarian list of the package wordfreq (Speer 2022, Apache-2.0 code, CC BY-SA
data), continued by made-up rare forms where the list ends, as a real archive never stops bringing
new words. Needs `pip install .[benchmark]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from wordfreq import get_frequency_dict

SEED = 20261123
RARE_FORMS = 150_000
TOPICS = 300
WORDS_OF_TOPIC = 400
FIRST_CONTENT_RANK = 150  # words before it belong to no topic
PERSONS = 20_000
PERSONS_OF_TOPIC = 60

SECTIONS = {"Политика": 22, "Икономика": 16, "Свят": 15, "Общество": 12, "Спорт": 11, "Култура": 7,
            "Правосъдие": 5, "Здраве": 4, "Образование": 3, "Технологии": 2.5, "Екология": 1.5,
            "Мнения": 1}  # fmt: skip
PARTS = Path(__file__).with_name("names.txt")  # one line each: given names, and parts of the rest
GIVEN, ONSETS, MIDDLES, SYLLABLES = (
    line.split() for line in PARTS.read_text("utf-8").splitlines() if not line.startswith("#")
)
AGENCIES = ("БТА", "Ройтерс", "АФП", "АП", "ДПА")
OTHER_SOURCES = 75

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weighted:
    """Things to draw from: their numbers and the running sum of their shares."""

    members: Ints
    running: Floats

    def draw(self, chances: Floats) -> Ints:
        """The members that numbers from 0 to 1 fall on."""
        at = np.searchsorted(self.running, chances)
        return self.members[np.minimum(at, len(self.members) - 1)]


def weighted(members: Ints, shares: Floats) -> Weighted:
    """Members with shares of any sum."""
    return Weighted(members, np.cumsum(shares / shares.sum()))


@dataclass(frozen=True, slots=True)
class Topic:
    """What articles on one subject share: words, persons, mostly one section."""

    words: Weighted
    persons: Ints
    section: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that articles are made of."""

    words: NDArray[np.object_]
    by_frequency: Weighted
    topics: tuple[Topic, ...]
    topic: Weighted
    section: Weighted
    persons: tuple[str, ...]
    person: Weighted
    sources: tuple[str, ...]
    source: Weighted


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary; always the same one."""
    random = np.random.default_rng(SEED)
    words, shares = _words(random)
    persons = _persons(random)
    person_shares = _zipf(PERSONS, 0.95)
    sections = np.array(list(SECTIONS.values()))
    sources = (*AGENCIES, *(f"Източник {k:02d}" for k in range(OTHER_SOURCES)))
    topics = tuple(_topic(random, shares, person_shares, sections) for _ in range(TOPICS))
    return Vocabulary(
        words=words,
        by_frequency=weighted(np.arange(len(words)), shares),
        topics=topics,
        topic=weighted(np.arange(TOPICS), random.gamma(0.7, 1, TOPICS)),
        section=weighted(np.arange(len(sections)), sections),
        persons=persons,
        person=weighted(np.arange(PERSONS), person_shares),
        sources=sources,
        source=weighted(np.arange(len(sources)), _zipf(len(sources), 1.1)),
    )


def _zipf(count: int, power: float) -> Floats:
    return 1.0 / np.arange(1, count + 1) ** power


def _words(random: np.random.Generator) -> tuple[NDArray[np.object_], Floats]:
    plain = re.compile(r"[а-я]{1,24}")  # noqa: RUF001 - a Cyrillic letter is meant
    listed = get_frequency_dict("bg", wordlist="best")
    known = sorted(((w, f) for w, f in listed.items() if plain.fullmatch(w)),
                   key=lambda pair: (-pair[1], pair[0]))  # fmt: skip
    words = [word for word, _ in known]
    shares = np.array([share for _, share in known])
    bases = random.integers(2000, len(words), RARE_FORMS)
    made = [words[b] + SYLLABLES[k % 10] + SYLLABLES[k // 10 % 10] for k, b in enumerate(bases)]
    new = list(dict.fromkeys(m for m in made if m not in listed))
    tail = shares[-1] * (1 + np.arange(len(new)) / len(words)) ** -1.1
    return np.array(words + new, dtype=object), np.concatenate([shares, tail])


def _persons(random: np.random.Generator) -> tuple[str, ...]:
    found: dict[str, None] = {}
    while len(found) < PERSONS:
        given, onset = random.choice(GIVEN), random.choice(ONSETS)
        found[f"{given} {onset}{random.choice(MIDDLES)}{random.choice(MIDDLES)}ов"] = None
    return tuple(found)


def _topic(random: np.random.Generator, shares: Floats, persons: Floats, sections: Floats) -> Topic:
    low, high = np.log(FIRST_CONTENT_RANK), np.log(len(shares) * 0.6)
    words = np.unique(np.exp(random.uniform(low, high, WORDS_OF_TOPIC)).astype(np.int64))
    liking = shares[words] ** 0.5 * random.gamma(0.5, 1, len(words))
    known = random.choice(PERSONS, PERSONS_OF_TOPIC, p=persons / persons.sum(), replace=False)
    section = random.choice(len(sections), p=sections / sections.sum())
    return Topic(weighted(words, liking), known, int(section))
