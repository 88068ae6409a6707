"""Adjectives and the participles that inflect as they do."""

from collections.abc import Iterator

from .paradigm import Evidence, Paradigm
from .sounds import VOWELS, e_to_ya, without_fleeting, ya_to_e

__all__ = ["adjectives", "declined", "participle"]


def declined(masculine: str, hard: str, soft: str) -> frozenset[str]:
    """The nine forms: добър · добр-а, -ата, -о, -ото (hard) · добр-и, -ият, -ия, -ите (soft)."""
    hard_forms = (hard + ending for ending in ("а", "ата", "о", "ото"))
    soft_forms = (soft + ending for ending in ("и", "ият", "ия", "ите"))
    return frozenset({masculine, *hard_forms, *soft_forms})


def participle(masculine: str) -> frozenset[str]:
    """A participle: написан, -а, -о, -и; видял, видяла, видели; видян, видени."""
    return declined(masculine, masculine, ya_to_e(masculine))


def adjectives(lemma: str, seen: Evidence) -> Iterator[Paradigm]:
    """Every declension that the lemma's shape allows and the table does not contradict."""
    if lemma.endswith("и"):
        stem = lemma[:-1]
        short = {stem} if stem + "и" in seen and stem in seen else set()
        yield Paradigm(lemma, "adj", declined(lemma, stem, stem) | short)
        return
    for kind, hard, soft in _stems(lemma):
        yield Paradigm(lemma, kind, declined(lemma, hard, soft))
    if lemma.endswith("н"):
        yield Paradigm(lemma, "adj-soft", _soft(lemma))


def _stems(lemma: str) -> Iterator[tuple[str, str, str]]:
    """нов: нов-а; бял: бял-а, бел-и; добър: добр-а; тесен: тясн-а, тесн-и."""
    yield "adj", lemma, ya_to_e(lemma)
    short = without_fleeting(lemma)
    if short != lemma and lemma.endswith(("ен", "ър", "ъл", "ък", "ъв", "ем", "ел")):
        yield "adj-short", short, short
        if e_to_ya(short) != short:
            yield "adj-short-ya", e_to_ya(short), short
        if lemma[-3] in VOWELS:
            yield "adj-short", lemma[:-2] + lemma[-1], lemma[:-2] + lemma[-1]


def _soft(lemma: str) -> frozenset[str]:
    """син, синя, синьо, сини."""
    endings = ("", "я", "ята", "ьо", "ьото", "и", "ият", "ия", "ите")
    return frozenset(lemma + ending for ending in endings)
