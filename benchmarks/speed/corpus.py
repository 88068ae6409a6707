"""A made-up archive of Bulgarian news: the same articles on every machine.

Words come with their real frequencies; a share of an article's words comes from its topic, and
some repeat an earlier word of the article, so that terms cluster as they do in real news.
Articles are made in chunks with a seed each: the first 10,000 of 100,000 are the 10,000.

One article is one line of a TSV: id, section, date (YYYY-MM-DD), persons a|b, sources a|b,
title, body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.speed.vocabulary import SECTIONS, SEED, Ints, Vocabulary, vocabulary

CHUNK = 1000
FIRST_DAY = date(2011, 1, 1)
DAYS = (date(2026, 1, 1) - FIRST_DAY).days
MEDIAN_WORDS, SPREAD, SHORTEST, LONGEST = 310, 0.5, 60, 1800
TITLE_WORDS = 8
SENTENCE_WORDS = 14
FROM_TOPIC = 0.22  # share of an article's words
REPEATED = 0.10
COMMON_RANK = 200  # words before it are not repeated for the topic's sake
IN_TOPICS_SECTION = 0.8
PERSON_COUNTS = np.array([22, 22, 18, 13, 10, 6, 4, 3, 2])  # of 0, 1, 2 … persons, per cent
SOURCE_COUNTS = np.array([30, 45, 18, 7])


@dataclass(frozen=True, slots=True)
class News:
    """One made-up article; `date` as YYYY-MM-DD."""

    id: int
    section: str
    date: str
    persons: tuple[str, ...]
    sources: tuple[str, ...]
    title: str
    body: str

    @property
    def text(self) -> str:
        """Title and body, as every engine indexes them."""
        return f"{self.title}\n{self.body}"

    @property
    def day(self) -> int:
        """The date as yyyymmdd."""
        return int(self.date.replace("-", ""))

    def as_dict(self) -> dict[str, Any]:
        """What benchmarks.entry.index takes."""
        return {name: getattr(self, name) for name in self.__slots__}

    def line(self) -> str:
        """The line of the TSV."""
        lists = "|".join(self.persons), "|".join(self.sources)
        return "\t".join((str(self.id), self.section, self.date, *lists, self.title, self.body))


def parse(line: str) -> News:
    """An article from its line."""
    number, section, day, persons, sources, title, body = line.rstrip("\n").split("\t")
    return News(int(number), section, day, _parts(persons), _parts(sources), title, body)


def read(path: Path) -> Iterator[News]:
    """The articles of a file."""
    with path.open(encoding="utf-8") as file:
        yield from map(parse, file)


def articles(count: int) -> Iterator[News]:
    """The first `count` articles."""
    words = vocabulary()
    for chunk in range(-(-count // CHUNK)):
        for news in _chunk(words, chunk):
            if news.id < count:
                yield news


def ensure(count: int, folder: Path) -> Path:
    """The file of the first `count` articles, made if it is not there."""
    path = folder / f"corpus_{count}.tsv"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        with half.open("w", encoding="utf-8") as file:
            file.writelines(news.line() + "\n" for news in articles(count))
        half.rename(path)
    return path


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("|")) if joined else ()


def _chunk(words: Vocabulary, chunk: int) -> Iterator[News]:
    random = np.random.default_rng((SEED, chunk))
    lengths = random.lognormal(np.log(MEDIAN_WORDS), SPREAD, CHUNK)
    lengths = np.clip(lengths, SHORTEST, LONGEST).astype(int)
    topics = words.topic.draw(random.random(CHUNK))
    for at in range(CHUNK):
        yield _news(words, random, chunk * CHUNK + at, int(lengths[at]), int(topics[at]))


def _news(
    words: Vocabulary, random: np.random.Generator, number: int, length: int, topic: int
) -> News:
    text = words.words[_drawn(words, random, length + TITLE_WORDS, topic)].tolist()
    persons = _persons(words, random, topic)
    for name in persons:
        for at in random.integers(TITLE_WORDS, length, random.integers(1, 4)):
            text[at] = name
    for at in range(TITLE_WORDS + 4, len(text), SENTENCE_WORDS):
        text[at] += "."
    own = random.random() < IN_TOPICS_SECTION
    section = words.topics[topic].section if own else int(words.section.draw(random.random(1))[0])
    day = FIRST_DAY + timedelta(days=int(DAYS * random.random() ** 0.8))
    return News(
        id=number,
        section=list(SECTIONS)[section],
        date=day.isoformat(),
        persons=persons,
        sources=_sources(words, random),
        title=" ".join(text[:TITLE_WORDS]).capitalize(),
        body=" ".join(text[TITLE_WORDS:]) + ".",
    )


def _drawn(words: Vocabulary, random: np.random.Generator, count: int, topic: int) -> Ints:
    """Numbers of an article's words: by frequency, of its topic, or repeated."""
    chosen = words.by_frequency.draw(random.random(count))
    of_topic = random.random(count) < FROM_TOPIC
    chosen[of_topic] = words.topics[topic].words.draw(random.random(int(of_topic.sum())))
    again = np.flatnonzero(random.random(count) < REPEATED)
    earlier = (again * random.random(len(again))).astype(int)
    telling = chosen[earlier] > COMMON_RANK
    chosen[again[telling]] = chosen[earlier[telling]]
    return chosen


def _persons(words: Vocabulary, random: np.random.Generator, topic: int) -> tuple[str, ...]:
    count = int(random.choice(len(PERSON_COUNTS), p=PERSON_COUNTS / PERSON_COUNTS.sum()))
    chosen = words.person.draw(random.random(count))
    local = random.random(count) < 0.5
    known = words.topics[topic].persons
    chosen[local] = known[(len(known) * random.random(int(local.sum())) ** 2).astype(int)]
    return tuple(dict.fromkeys(words.persons[number] for number in chosen))


def _sources(words: Vocabulary, random: np.random.Generator) -> tuple[str, ...]:
    count = int(random.choice(len(SOURCE_COUNTS), p=SOURCE_COUNTS / SOURCE_COUNTS.sum()))
    chosen = words.source.draw(random.random(count))
    return tuple(dict.fromkeys(words.sources[number] for number in chosen))
