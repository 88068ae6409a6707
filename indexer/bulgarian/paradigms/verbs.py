"""Verbs: three conjugations, each a small table of stems.

A verb is its present stem, its aorist stem and the participles made from them:

    пиш-а пиш-еш · писа-х · писа-л · писа-н        (first, with consonant change)
    говор-я говор-иш · говори-х · говори-л · говор-ен   (second)
    гледа-м · гледа-х · гледа-л · гледа-н          (third)

Verbal nouns (писане) are lemmas of their own.
"""

from collections.abc import Iterable, Iterator

from .adjectives import declined, participle
from .paradigm import Paradigm
from .sounds import VOWELS, e_to_ya, first_palatal, hardened, ya_to_e

__all__ = ["conjugated", "verbs"]

_PERSONS = ("х", "хме", "хте", "ха")


def verbs(lemma: str) -> Iterator[Paradigm]:
    """Every conjugation that the first person allows."""
    if lemma.endswith(("ам", "ям")):
        yield Paradigm(lemma, "verb-3", _third(lemma))
        if lemma.endswith(("дам", "ям")):
            yield Paradigm(lemma, "verb-give", _give(lemma))
    elif lemma[-1] in "ая":
        stem = lemma[:-1]
        yield from _second(lemma, stem)
        yield from _first(lemma, stem)


def conjugated(lemma: str, kind: str) -> Paradigm | None:
    """The lemma by one conjugation, when its shape allows it."""
    return next((paradigm for paradigm in verbs(lemma) if paradigm.kind == kind), None)


def _third(lemma: str) -> frozenset[str]:
    """гледам: гледаш, гледах, гледаше, гледал, гледан, гледащ, гледай, гледайки."""
    stem = lemma[:-1]
    endings = ("", "м", "ш", "ме", "те", "т", "й", "йте", "йки", "ше")
    forms = {stem + ending for ending in (*endings, *_PERSONS)}
    for ending in "лнщ":
        forms |= _unchanged(stem + ending)
    return frozenset(forms)


def _second(lemma: str, stem: str) -> Iterator[Paradigm]:
    """говоря: говориш, говорих; видя: видиш, видях; държа: държиш, държах."""
    vowel = "а" if stem[-1] in "жчшщ" else "я"
    present = {lemma, lemma + "т", *(stem + end for end in ("иш", "и", "им", "ите"))}
    present |= _present_parts(stem, vowel)
    yield Paradigm(
        lemma, "verb-2i", frozenset(present | _aorist(stem + "и", "") | participle(stem + "ен"))
    )
    yield Paradigm(lemma, "verb-2a", frozenset(present | _aorist(stem + vowel, "н")))


def _present_parts(front: str, vowel: str) -> set[str]:
    """Imperfect, present participle, gerund and imperative of the first and second conjugation."""
    forms = {front + "еше", front + "ейки"}
    forms |= {front + "е" + person for person in _PERSONS}
    forms |= {front + vowel + person for person in _PERSONS}
    forms |= {front + "ел" + end for end in ("", "а", "о", "и")}
    forms |= {front + vowel + "л" + end for end in ("", "а", "о")}
    forms |= participle(front + "ещ")
    if front[-1] in VOWELS:
        return forms | {front + "й", front + "йте"} | _unchanged(front + vowel + "щ")
    return forms | {front + "и", front + "ете"} | _unchanged(front + vowel + "щ")


def _aorist(stem: str, passive: str) -> set[str]:
    """писа: писах, писа, писахме, писал, and писан when `passive` is н."""
    forms = {stem, *(stem + person for person in _PERSONS)} | participle(stem + "л")
    if stem[-2] in VOWELS:
        forms |= _unchanged(stem + "л")
    return forms | participle(stem + passive) if passive else forms


def _unchanged(masculine: str) -> frozenset[str]:
    """A participle that keeps its vowel: гледал, гледали; устоял, устояли; ценящ, ценящи."""
    return declined(masculine, masculine, masculine)


def _present_first(lemma: str, front: str) -> set[str]:
    vowel = "а" if front[-1] in "жчшщц" else "я"
    forms = {lemma, lemma + "т", *(front + end for end in ("еш", "е", "ем", "ете"))}
    return forms | _present_parts(front, vowel)


def _first(lemma: str, stem: str) -> Iterator[Paradigm]:
    if stem[-1] in VOWELS:
        yield from _vowel_stems(lemma, stem)
        return
    present = _present_first(lemma, stem)
    if stem[-1] == "н":
        forms = present | _aorist(stem + "а", "т")
        yield Paradigm(lemma, "verb-1n", frozenset(forms))
    if lemma[-1] == "а":
        yield Paradigm(lemma, "verb-1a", frozenset(present | _aorist(stem + "а", "н")))
    yield from _hard_aorists(lemma, stem, present)
    yield Paradigm(lemma, "verb-1o", _strong(lemma, stem))
    if e_to_ya(stem) != stem:
        yield Paradigm(lemma, "verb-1oya", _strong(lemma, e_to_ya(stem)))
    yield from _short_aorists(lemma, stem, present)


def _hard_aorists(lemma: str, stem: str, present: set[str]) -> Iterator[Paradigm]:
    """пиша: писах; режа: рязах; къпя: къпах; дремя: дрямах."""
    for number, base in enumerate(hardened(stem)):
        for turned, kind in ((base, "verb-1s"), (e_to_ya(base), "verb-1sya")):
            if turned != base or kind == "verb-1s":
                forms = present | _aorist(turned + "а", "н")
                yield Paradigm(lemma, f"{kind}{number}", frozenset(forms))


def _strong(lemma: str, stem: str) -> frozenset[str]:
    """чета: четох, чел; пека: печеш, пекох, пекъл; вляза: влезеш, влязъл; облека: облякох."""
    soft = ya_to_e(stem)
    front = first_palatal(soft)
    forms = _present_first(lemma, front)
    forms |= {stem + "о" + person for person in _PERSONS}
    if stem[-1] in "тд":
        forms |= participle(stem[:-1] + "л")
    else:
        plural = {soft + "ли" + end for end in ("", "те", "я", "ят")}
        forms |= {stem + "ъл", *(stem + "л" + end for end in ("а", "ата", "о", "ото")), *plural}
    return frozenset(forms | participle(front + "ен"))


def _short_aorists(lemma: str, stem: str, present: set[str]) -> Iterator[Paradigm]:
    """бера: брах; спра: спрях, спрян; взема: взех, взет."""
    head, _, last = stem.rpartition("е")
    if len(last) == 1 and head:
        yield Paradigm(lemma, "verb-1r", frozenset(present | _aorist(head + last + "а", "н")))
    if stem[-1] == "р":
        yield Paradigm(lemma, "verb-1rya", frozenset(present | _aorist(stem + "я", "н")))
    if stem.endswith("ем"):
        yield Paradigm(lemma, "verb-1em", frozenset(present | _aorist(stem[:-1], "т")))


def _vowel_stems(lemma: str, stem: str) -> Iterator[Paradigm]:
    """пия: пих, пит; играя: играх, игран; живея: живях, живян; зная: знаях."""
    present = {lemma, lemma + "т", *(stem + end for end in ("еш", "е", "ем", "ете", "йки"))}
    present |= _present_parts(stem, "я")
    for passive, kind in (("т", "verb-1vt"), ("н", "verb-1vn")):
        yield Paradigm(lemma, kind, frozenset(present | _aorist(stem, passive)))
    if stem[-1] == "е":
        base = stem[:-1] + ("а" if stem[-2] in "жчш" else "я")
        for passive, kind in (("н", "verb-1en"), ("т", "verb-1et")):
            yield Paradigm(lemma, kind, frozenset(present | _aorist(base, passive)))
    yield Paradigm(lemma, "verb-1vya", frozenset(present | _aorist(stem + "я", "н")))


def _give(lemma: str) -> frozenset[str]:
    """дам: дадеш, дадох, дал, даден, дай; ям: ядеш, ядох, ял, яден, яж."""
    base = lemma[:-1] + "д"
    imperative = {lemma[:-1] + end for end in ("й", "йте", "ж", "жте")}
    forms: Iterable[str] = _strong(base + "а", base) - {base + "а"}
    return frozenset({lemma, *forms, *imperative})
