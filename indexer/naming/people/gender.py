"""Whether a name is a woman's or a man's, where it tells."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.naming.people.identify import Known
from indexer.naming.people.names import taken_apart

__all__ = ["women_and_men"]

_MEN_IN_A_TEXT = "никола илия сава тома лука савва миша ваня саша коста кузма добри"
_MEN_IN_A = frozenset(_MEN_IN_A_TEXT.split())
_FEMININE = ("ова", "ева", "ска", "ина")
_MASCULINE = ("ов", "ев", "ски", "ин")


def women_and_men(people: Sequence[Known]) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of those whose names are a woman's, and of those whose are a man's."""
    women, men = set(), set()
    for number, known in enumerate(people):
        name = taken_apart(known.name)
        if name.last.endswith(_FEMININE):
            women.add(number)
        elif name.last.endswith(_MASCULINE):
            men.add(number)
        elif name.given and name.given not in _MEN_IN_A:
            if name.given.endswith(("а", "я")):
                women.add(number)
            elif name.given[-1] not in "аяеиоуъью":
                men.add(number)
    return frozenset(women), frozenset(men)
