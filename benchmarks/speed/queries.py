"""What is asked: kinds of queries drawn from the corpus, times modes of asking.

kinds   rare, common     one word of 0.02-0.1 % (of 22-38 %) of the articles
        and2 and3 or2 or3  words of 1-12 % that stand together in one article
        phrase           two neighbours of 2-35 %
        prefix           five letters that 20-200 words begin with
modes   top              the ten best by BM25 and the exact total
        facets           the same and the counts of section, month, persons, sources over all hits
        date             the ten newest, total, the four facets
        range            as facets, within three years
        snip             as top, with ten snippets
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from benchmarks.speed.corpus import read

Kind = Literal["rare", "common", "and2", "and3", "or2", "or3", "phrase", "prefix"]
Mode = Literal["top", "facets", "date", "range", "snip"]
Operator = Literal["term", "and", "or", "phrase", "prefix"]
KINDS: tuple[Kind, ...] = ("rare", "common", "and2", "and3", "or2", "or3", "phrase", "prefix")
MODES: tuple[Mode, ...] = ("top", "facets", "date", "range", "snip")
WITH_FACETS = ("facets", "date", "range")
PERIOD = (20180301, 20210228)  # of the mode range: yyyymmdd, both included

EACH = 20
SEED = 7
SAMPLED = 4000  # articles that words standing together are drawn from
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """One query."""

    kind: Kind
    operator: Operator
    terms: tuple[str, ...]


@dataclass(slots=True)
class _Words:
    """Document frequencies and a sample of the articles' words."""

    articles: int
    frequency: Counter[str]
    sample: list[list[str]]

    def within(self, word: str, low: float, high: float, letters: int = 3) -> bool:
        """Whether a word stands in this share of the articles."""
        share = self.frequency[word] / self.articles
        return low <= share <= high and len(word) >= letters

    def band(self, low: float, high: float, letters: int = 3) -> list[str]:
        """All words of that share, sorted."""
        return sorted(w for w in self.frequency if self.within(w, low, high, letters))


def load(folder: Path, corpus: Path) -> list[Question]:
    """The queries of a corpus, drawn once and kept beside it (queries.tsv for the Java side)."""
    path = folder / f"queries_{corpus.stem}.json"
    if not path.exists():
        drawn = list(draw(corpus))
        path.write_text(json.dumps([asdict(q) for q in drawn], ensure_ascii=False), "utf-8")
        lines = (f"{q.kind}\t{q.operator}\t{' '.join(q.terms)}\n" for q in drawn)
        path.with_suffix(".tsv").write_text("".join(lines), "utf-8")
    raw = json.loads(path.read_text("utf-8"))
    return [Question(q["kind"], q["operator"], tuple(q["terms"])) for q in raw]


def draw(corpus: Path, seed: int = SEED) -> Iterator[Question]:
    """EACH queries of every kind."""
    chance = random.Random(seed)
    words = _counted(corpus, chance)
    for kind, low, high, letters in (("rare", 2e-4, 1e-3, 3), ("common", 0.22, 0.38, 2)):
        band = words.band(low, high, letters)
        for word in chance.sample(band, min(EACH, len(band))):
            yield Question(kind, "term", (word,))  # type: ignore[arg-type]
    for operator in ("and", "or"):
        for count in (2, 3):
            for _ in range(EACH):
                terms = _together(words, chance, count)
                yield Question(f"{operator}{count}", operator, terms)  # type: ignore[arg-type]
    for _ in range(EACH):
        yield Question("phrase", "phrase", _neighbours(words, chance))
    for prefix in _prefixes(words, chance):
        yield Question("prefix", "prefix", (prefix,))


def _counted(corpus: Path, chance: random.Random) -> _Words:
    words = _Words(0, Counter(), [])
    for news in read(corpus):
        found = WORD.findall(news.text.lower())
        words.articles += 1
        words.frequency.update(set(found))
        if len(words.sample) < SAMPLED and chance.random() < 0.05:
            words.sample.append(found)
    return words


def _together(words: _Words, chance: random.Random, count: int) -> tuple[str, ...]:
    while True:
        article = chance.choice(words.sample)
        fitting = sorted({w for w in article if words.within(w, 0.01, 0.12)})
        if len(fitting) >= count:
            return tuple(chance.sample(fitting, count))


def _neighbours(words: _Words, chance: random.Random) -> tuple[str, ...]:
    while True:
        article = chance.choice(words.sample)
        at = chance.randrange(len(article) - 1)
        one, other = article[at : at + 2]
        if one != other and all(words.within(w, 0.02, 0.35) for w in (one, other)):
            return (one, other)


def _prefixes(words: _Words, chance: random.Random) -> list[str]:
    forms: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for word, count in words.frequency.items():
        if len(word) >= 5:
            forms[word[:5]] += 1
            hits[word[:5]] += count
    fitting = sorted(
        p for p, n in forms.items()
        if 20 <= n <= 200 and 0.01 <= hits[p] / words.articles <= 0.2
    )  # fmt: skip
    return chance.sample(fitting, min(EACH, len(fitting)))
