"""Cyrillic words that a Latin spelling may mean, cheapest first.

The lattice of spellings.txt is walked left to right and the cheapest readings of every prefix
are kept (a beam), so the work is linear in the length of the word.
"""

from functools import cache

from .wordlist import lines_of

__all__ = ["Spelled", "spelled"]

Spelled = tuple[float, str, bool]
"""(cost, Cyrillic word, whether a piece of it was shlyokavica)."""

BEAM = 128
"""Readings kept a prefix: the right one of the spelling tests is within the first 40."""

_LONGEST = 60


@cache
def _pieces() -> dict[str, list[Spelled]]:
    table: dict[str, list[Spelled]] = {}
    for line in lines_of("spellings.txt"):
        typed, read, cost, kind = line.split()
        table.setdefault(typed, []).append((float(cost), read, kind == "s"))
    return table


def spelled(typed: str) -> list[Spelled]:
    """Readings of one lower-case word, cheapest first; none when a letter has no reading."""
    if len(typed) > _LONGEST:
        return []
    pieces = _pieces()
    longest = max(map(len, pieces))
    ends: list[dict[str, tuple[float, bool]]] = [{} for _ in range(len(typed) + 1)]
    ends[0][""] = (0.0, False)
    for here in range(len(typed)):
        for size in range(1, min(longest, len(typed) - here) + 1):
            for piece in pieces.get(typed[here : here + size], ()):
                _extend(ends[here], ends[here + size], piece)
        ends[here + 1] = _cheapest(ends[here + 1])
    return sorted((cost, word, slang) for word, (cost, slang) in ends[-1].items())


def _extend(
    begun: dict[str, tuple[float, bool]], reached: dict[str, tuple[float, bool]], piece: Spelled
) -> None:
    added, letters, slang = piece
    for word, (cost, was_slang) in begun.items():
        longer, total = word + letters, cost + added
        if longer not in reached or total < reached[longer][0]:
            reached[longer] = (total, was_slang or slang)


def _cheapest(readings: dict[str, tuple[float, bool]]) -> dict[str, tuple[float, bool]]:
    if len(readings) <= BEAM:
        return readings
    kept = sorted(readings.items(), key=lambda item: (item[1][0], item[0]))[:BEAM]
    return dict(kept)
