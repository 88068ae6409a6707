"""The second look: what the whole document says of a word that a sentence leaves open.

    «… говори проф. Нарасимхан …» … «Нарасимхан смята»     found for sure once, found everywhere
    «Азия Биби» … «в Азия»                                  a part of a name, and a place beside

The first look's probabilities become features, with what was found of the same word elsewhere in
the document: as the last or first word of a full name, alone, inside something else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.bulgarian import fold as folded
from indexer.naming.people.tagger.chain import Floats

__all__ = ["BEGINS", "FIRST_LABELS", "GOES_ON", "SECOND_LABELS", "Held", "Second", "beside_names",
           "own_names", "second_look", "seen"]  # fmt: skip

FIRST_LABELS = ("O", "BP", "IP", "BL", "IL", "BO", "IO", "BM", "IM")
"""The first look: outside; begin and inside of a person, a place, a body, anything else named."""
SECOND_LABELS = ("O", "BP", "IP")
BEGINS, GOES_ON = 1, 2
fold = lru_cache(1 << 16)(folded)
_STEPS = (0.02, 0.1, 0.3, 0.6, 0.85, 0.97)
HALF = 0.5
ROLES = ("last", "first", "one", "else", "mid")


Elsewhere = tuple[str, ...]
"""How surely a word has each role in another place of the document."""


def step(probability: float) -> int:
    """A probability as one of seven steps."""
    return bisect_right(_STEPS, probability)


class Held:
    """The two surest places of each role of a word: enough to say how sure another place is."""

    __slots__ = ("_best",)

    def __init__(self) -> None:
        self._best: dict[str, tuple[float, int, float]] = {}

    def add(self, role: str, at: int, sure: float) -> None:
        """Take in a place, by its number."""
        best, where, second = self._best.get(role, (-1.0, -1, -1.0))
        if sure > best:
            best, where, second = sure, at, best
        elif sure > second:
            second = sure
        self._best[role] = best, where, second

    def elsewhere(self, at: int) -> Elsewhere:
        """How surely the word has each role in another place; «-» where it has not."""
        found = []
        for role in ROLES:
            best, where, second = self._best.get(role, (-1.0, -1, -1.0))
            sure = second if where == at else best
            found.append("-" if sure < 0 else str(step(sure)))
        return tuple(found)


_NOWHERE = Held()


def seen(
    words: Sequence[str], at: Sequence[int], runs: Sequence[int], told: Floats
) -> dict[str, Held]:
    """Folded word → the roles that the first look gives it.

    Args:
        at: the number of each word that stands in a run.
        runs: how many words each run has.
        told: the first look's probabilities, a row each word of `at`.
    """
    found: dict[str, Held] = defaultdict(Held)
    best = told.argmax(axis=1).tolist()
    person = (told[:, BEGINS] + told[:, GOES_ON]).tolist()
    other = told[:, 3:].sum(axis=1).tolist()
    start = 0
    for size in runs:
        end = start + size
        _names_of_run(found, words, at[start:end], best[start:end], person[start:end])
        start = end
    for number, sure in zip(at, other, strict=True):
        if sure > HALF:
            found[fold(words[number])].add("else", number, sure)
    return found


def _names_of_run(
    found: dict[str, Held],
    words: Sequence[str],
    at: Sequence[int],
    best: Sequence[int],
    person: Sequence[float],
) -> None:
    place, size = 0, len(at)
    while place < size:
        if best[place] not in (BEGINS, GOES_ON):
            place += 1
            continue
        end = place + 1
        while end < size and best[end] == GOES_ON:
            end += 1
        sure = min(person[place:end])
        for number in range(place, end):
            role = _role(number - place, end - place)
            found[fold(words[at[number]])].add(role, at[number], sure)
        place = end


def _role(place: int, size: int) -> str:
    if size == 1:
        return "one"
    return "first" if place == 0 else "last" if place == size - 1 else "mid"


class Own(NamedTuple):
    """What the second look goes by at a word itself."""

    begins: int
    goes_on: int
    person: int
    other: int
    kind: str
    in_small: bool
    elsewhere: Elsewhere


class Beside(NamedTuple):
    """What it goes by around a word; None beyond the run."""

    own: Elsewhere
    before: Elsewhere | None
    after: Elsewhere | None
    kind_before: str


class Second(NamedTuple):
    """All that the second look goes by at one word; equal parts weigh equal."""

    own: Own
    beside: Beside


def second_look(
    words: Sequence[str],
    kinds: Sequence[str],
    at: Sequence[int],
    runs: Sequence[int],
    told: Floats,
) -> list[Second]:
    """What the second look goes by, of each word of `at` in its order.

    Args:
        kinds: of the words, two more before and behind.
    """
    known = seen(words, at, runs, told)
    small = {word for word in words if word.islower()}
    elsewhere = [known.get(fold(words[n]), _NOWHERE).elsewhere(n) for n in at]
    rows = told.tolist()
    found, start = [], 0
    for size in runs:
        for place in range(start, start + size):
            number, row = at[place], rows[place]
            before = elsewhere[place - 1] if place > start else None
            after = elsewhere[place + 1] if place + 1 < start + size else None
            found.append(
                Second(
                    _own(row, kinds[number + 2], words[number].lower() in small, elsewhere[place]),
                    Beside(elsewhere[place], before, after, kinds[number + 1]),
                )
            )
        start += size
    return found


def _own(row: Sequence[float], kind: str, in_small: bool, elsewhere: Elsewhere) -> Own:
    begins, goes_on = row[BEGINS], row[GOES_ON]
    person, other = step(begins + goes_on), step(sum(row[3:]))
    return Own(step(begins), step(goes_on), person, other, kind, in_small, elsewhere)


def own_names(own: Own) -> list[str]:
    """The features of a word itself."""
    begins, goes_on, person, other, kind, in_small, elsewhere = own
    last, _, one, otherwise, _ = elsewhere
    return [
        f"pB{begins}", f"pI{goes_on}", f"p{person}", f"o{other}",
        f"po{person}{other}", f"px{person}{last}{otherwise}", f"pk{person}{kind}",
        f"pl{person}{last}", f"ps{person}{one}", f"pp{begins}{goes_on}", f"lo{in_small}",
    ]  # fmt: skip


def beside_names(beside: Beside) -> list[str]:
    """The features of what the document says of a word and of those beside it."""
    own, before, after, kind_before = beside
    last, first, one, otherwise, _ = own
    names = [f"{role}{sure}" for role, sure in zip(ROLES, own, strict=True)]
    names += [f"x{last}{otherwise}", f"y{last}{one}{otherwise}{first}", f"z{last} {kind_before}"]
    if after:
        names += [f"+l{after[0]}", f"+f{after[1]}", f"+lf{first}{after[0]}"]
    if before:
        names += [f"~f{before[1]}", f"~l{before[0]}", f"~lf{before[1]}{last}"]
    return names
