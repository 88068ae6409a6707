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


class Endings:
    """How lemmas inflect by the letters that they end in."""

    def __init__(self, chosen: Mapping[str, Iterable[Paradigm]]) -> None:
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for lemma, paradigms in chosen.items():
            for paradigm in paradigms:
                for size in range(1, _LONGEST + 1):
                    self._kinds[lemma[-size:]][paradigm.kind] += 1

    def usual(self, lemma: str) -> Counter[str]:
        """Classes of the lemmas that share the longest ending with this one, with their counts."""
        for size in range(_LONGEST, 0, -1):
            kinds = self._kinds.get(lemma[-size:], Counter())
            if kinds.total() >= _FEWEST and max(kinds.values()) > 1:
                return kinds
        return Counter()

    def guess(self, lemma: str, seen: Evidence) -> list[Paradigm]:
        """The commonest paradigm among lemmas with the same longest ending."""
        by_kind = {paradigm.kind: paradigm for paradigm in reversed(possible(lemma, seen))}
        kinds = self.usual(lemma)
        for kind in sorted(kinds, key=lambda kind: (-kinds[kind], kind)):
            if kind in by_kind:
                return [by_kind[kind]]
        return []


def choose(
    lemma: str, forms: set[str], seen: set[str], endings: Endings | None = None
) -> list[Paradigm]:
    """The fewest paradigms that explain the forms, the one that explains most first.

    Where two explain as much, `endings` decides: the table shows of театрален only театралните,
    which a feminine noun explains as well as an adjective.
    """
    left = forms - {lemma}
    paradigms = possible(lemma, Evidence(forms, seen))
    usual = endings.usual(lemma) if endings else Counter[str]()
    chosen: list[Paradigm] = []
    while paradigms:
        best = max(paradigms, key=lambda paradigm: _merit(paradigm, left, seen, usual))
        gain = len(best.forms & left)
        if gain < (2 if chosen else 1):
            break
        chosen.append(best)
        left -= best.forms
    return chosen


def _merit(
    paradigm: Paradigm, left: set[str], seen: set[str], usual: Counter[str]
) -> tuple[int, int, int]:
    """Forms explained; how usual the class is; forms that exist less those that do not."""
    known = len(paradigm.forms & seen)
    return len(paradigm.forms & left), usual[paradigm.kind], 3 * known - len(paradigm.forms)
