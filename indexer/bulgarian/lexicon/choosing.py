"""Which paradigms a lemma has: the ones that explain the forms that the table gives it.

A form that no paradigm explains (президентка under президент) is a derivation or a slip of the
table and is dropped. A lemma of which the table shows nothing inflects as the lemmas that end
like it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ..paradigms import Evidence, Paradigm, adjectives, nouns, verbs

__all__ = ["Endings", "choose", "possible"]

_LONGEST = 5
_FEWEST = 3


def possible(lemma: str, seen: Evidence) -> list[Paradigm]:
    """Every paradigm that the lemma's shape allows."""
    if len(lemma) < 2:
        return []
    return [*nouns(lemma, seen), *adjectives(lemma, seen), *verbs(lemma)]


def choose(lemma: str, forms: set[str], seen: set[str]) -> list[Paradigm]:
    """The fewest paradigms that explain the forms, the one that explains most first."""
    left = forms - {lemma}
    paradigms = possible(lemma, Evidence(forms, seen))
    chosen: list[Paradigm] = []
    while paradigms:
        best = max(paradigms, key=lambda paradigm: _merit(paradigm, left, seen))
        gain = len(best.forms & left)
        if gain < (2 if chosen else 1):
            break
        chosen.append(best)
        left -= best.forms
    return chosen


def _merit(paradigm: Paradigm, left: set[str], seen: set[str]) -> tuple[int, float]:
    """Forms explained; among equals, forms that exist at all less forms that do not."""
    known = len(paradigm.forms & seen)
    return len(paradigm.forms & left), 2 * known - (len(paradigm.forms) - known)


class Endings:
    """How lemmas inflect by the letters that they end in."""

    def __init__(self, chosen: Mapping[str, Iterable[Paradigm]]) -> None:
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for lemma, paradigms in chosen.items():
            for paradigm in paradigms:
                for size in range(1, _LONGEST + 1):
                    self._kinds[lemma[-size:]][paradigm.kind] += 1

    def guess(self, lemma: str, seen: Evidence) -> list[Paradigm]:
        """The commonest paradigm among lemmas with the same longest ending."""
        by_kind = {paradigm.kind: paradigm for paradigm in reversed(possible(lemma, seen))}
        for size in range(_LONGEST, 0, -1):
            kinds = self._kinds.get(lemma[-size:], Counter())
            for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
                if kind in by_kind and sum(kinds.values()) >= _FEWEST and count > 1:
                    return [by_kind[kind]]
        return []
