"""One lemma with all its forms."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

__all__ = ["NOTHING", "Evidence", "Paradigm", "attested", "with_article"]


@dataclass(frozen=True, slots=True)
class Paradigm:
    """A lemma, the class it inflects by (such as "noun-m") and every form of it."""

    lemma: str
    kind: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Forms that the word table gives the lemma (`own`), and all forms that it knows (`known`)."""

    own: Collection[str] = ()
    known: Collection[str] = ()

    def __contains__(self, form: str) -> bool:
        return form in self.own


NOTHING = Evidence()
"""No evidence: every lemma inflects by rule."""


def with_article(plurals: Iterable[str]) -> Iterator[str]:
    """Plurals and the same with the article: жени-те, мъже-те, села-та, крака-та."""
    for plural in plurals:
        yield plural
        yield plural + ("те" if plural[-1] in "ие" else "та")


def attested(candidates: Iterable[str], seen: Evidence) -> list[str]:
    """Those candidates that are seen under the lemma; else the one whose article is seen at all."""
    forms = list(candidates)
    own = [form for form in forms if any(each in seen.own for each in with_article([form]))]
    if own:
        return own
    return [form for form in forms if [*with_article([form])][1] in seen.known][:1]
