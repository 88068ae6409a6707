"""The golden tables of tests/words."""

from collections.abc import Iterator
from pathlib import Path

WORDS = Path(__file__).parent.parent / "words"


def lines(name: str) -> Iterator[str]:
    """Lines of a table without reasons and blank lines."""
    for line in (WORDS / name).read_text(encoding="utf-8").splitlines():
        entry = line.split("#", 1)[0].strip()
        if entry:
            yield entry


def paradigms() -> list[list[str]]:
    """Each paradigm's forms, the lemma first."""
    found = []
    for line in lines("paradigms.txt"):
        root, endings = line.split("|")
        found.append([root.strip() + ending.strip("-") for ending in endings.split()])
    return found


def pairs(name: str) -> list[tuple[str, str, str]]:
    """(S or D, word, word): must share a stem, or must not."""
    return [(kind, one, other) for kind, one, other in map(str.split, lines(name))]


def spellings() -> list[tuple[str, str, str]]:
    """(Bulgarian word, a common Latin spelling, its shlyokavica)."""
    return [
        (word, variant, slang) for word, variant, slang in map(str.split, lines("readings.txt"))
    ]
