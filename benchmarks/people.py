"""How well persons are found, by kind of name, and how fast.

    python -m benchmarks.people [FOLDER|FILE.jsonl.gz]

FOLDER holds marked texts (tests/quality/people/held is the default), FILE SlavicNER as JSON lines.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from indexer.naming.people import mentions
from indexer.naming.people.lists import PARTICLES
from indexer.naming.people.tagger.training.gold import Gold, own_texts, slavic_ner

HELD = Path("tests/quality/people/held")
BULGARIAN = ("ов", "ев", "ова", "ева", "ски", "ска", "чки", "шки")
RUSSIAN = ("енко", "ович", "евич", "ин", "ина", "чук")


def kind_of(name: str) -> str:
    """The kind of a name, the first that it is of."""
    words = name.split()
    low = name.lower()
    if name.isascii():
        return "Latin letters"
    if len(words) == 1:
        return "one word"
    if any(word[-1] == "." for word in words):
        return "initials"
    if any(word.lower() in PARTICLES for word in words):
        return "particles"
    if len(words) == 3 and all(len(word) <= 5 for word in words):
        return "Asian"
    if low.endswith(BULGARIAN):
        return "Bulgarian"
    return "Russian" if low.endswith(RUSSIAN) else "other foreign"


@dataclass
class Score:
    """Mentions with the exact span: found, wrong, missed; and by kind."""

    found: int = 0
    wrong: int = 0
    missed: int = 0
    by_kind: dict[str, Counter[bool]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        return self.found / max(self.found + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Of what is there, the share that was found."""
        return self.found / max(self.found + self.missed, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.found / max(2 * self.found + self.wrong + self.missed, 1)

    def recall_of(self, kind: str) -> float:
        """The recall of one kind of name."""
        counted = self.by_kind.get(kind, Counter())
        return counted[True] / max(counted.total(), 1)


def measured(texts: Iterable[Gold]) -> Score:
    """The score over some texts."""
    score = Score()
    for gold in texts:
        wanted = {(m.start, m.end) for m in gold.named if m.kind == "P"}
        got = {(m.start, m.end) for m in mentions(gold.text)}
        score.found += len(wanted & got)
        score.wrong += len(got - wanted)
        score.missed += len(wanted - got)
        for start, end in wanted:
            kind = kind_of(gold.text[start:end])
            score.by_kind.setdefault(kind, Counter())[(start, end) in got] += 1
    return score


def main() -> None:
    """Print the scores of a folder or file."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else HELD
    texts = list(own_texts(given) if given.is_dir() else slavic_ner(given))
    mentions(texts[0].text)
    start = time.perf_counter()
    score = measured(texts)
    seconds = time.perf_counter() - start
    print(f"precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}")
    for kind, counted in sorted(score.by_kind.items(), key=lambda item: -item[1].total()):
        print(f"  {kind:14} {score.recall_of(kind):.3f} of {counted.total()}")
    print(f"{len(texts) / seconds:.0f} texts a second")


if __name__ == "__main__":
    main()
