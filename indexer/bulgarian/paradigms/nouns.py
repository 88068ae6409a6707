"""Nouns: one function a declension.

`seen` are the forms that the word table attests; it chooses between possible plurals and
articles (съд: съдове, съдилища; ден: дни, деня). With nothing attested the regular form stands.
"""

from collections.abc import Iterator

from .paradigm import Evidence, Paradigm, attested, with_article
from .sounds import (
    VOWELS,
    first_palatal,
    second_palatal,
    swapped,
    without_fleeting,
    ya_to_e,
)

__all__ = ["feminine", "masculine", "nouns", "soft_feminine"]

_SOFT = ("тел", "ар", "яр")
_PERSON = ("тел", "ник", "ин", "ист", "ец", "ар", "ак", "як", "ант", "ент", "ор", "ър", "ал")


def nouns(lemma: str, seen: Evidence) -> Iterator[Paradigm]:
    """Every declension that the lemma's shape allows."""
    last = lemma[-1]
    if last in "ая":
        yield feminine(lemma, seen)
    elif last in "оеиую":
        yield neuter(lemma, seen)
        if last in "ие":
            yield plural_only(lemma)
    else:
        yield masculine(lemma, seen)
        yield soft_feminine(lemma, seen)
    if last in "а":
        yield plural_only(lemma)


def masculine(lemma: str, seen: Evidence) -> Paradigm:
    """президент, президента, президентът, президенти, президентите; край, края, краят."""
    forms = {lemma, *_articles(lemma, seen), *_vocatives(lemma, seen)}
    candidates = _plurals(lemma)
    plurals = attested(candidates, seen) or [_usual_plural(lemma, candidates)]
    forms.update(with_article(plurals))
    return Paradigm(lemma, "noun-m", frozenset(forms))


def _articles(lemma: str, seen: Evidence) -> Iterator[str]:
    """съда, съдът; учителя, учителят; брега, брегът; гърба, гърбът; деня, денят; туризма."""
    plain = without_fleeting(lemma) if lemma.endswith("зъм") else lemma
    if lemma[-1] == "й":
        yield from (lemma[:-1] + "я", lemma[:-1] + "ят")
        return
    for base in dict.fromkeys((lemma, ya_to_e(lemma), swapped(lemma), without_fleeting(lemma))):
        hard, soft = (base + "а", base + "ът"), (base + "я", base + "ят")
        usual = base == plain and not lemma.endswith(_SOFT)
        if usual or hard[1] in seen:
            yield from hard
        if (base == lemma and lemma.endswith(_SOFT)) or soft[1] in seen:
            yield from soft


def _plurals(lemma: str) -> list[str]:
    """Every plural that the shape allows, the likeliest first."""
    if lemma[-1] == "й":
        stem = lemma[:-1]
        return [stem + "и", lemma + "ове", stem + "еве", stem + "ища"]
    short = without_fleeting(lemma)
    found = [second_palatal(lemma) + "и"]
    if lemma.endswith("ин"):
        found.append(lemma[:-2] + "и")
    for base in dict.fromkeys((lemma, short, ya_to_e(lemma), ya_to_e(short), swapped(lemma))):
        found += [second_palatal(base) + "и", base + "ове", base + "ьове", base + "е"]
        found += [base + "а", base + "ища", base + "я", base + "еве", base + "и"]
    singular = {lemma + "а", lemma + "я"}
    return [form for form in dict.fromkeys(found) if form not in singular]


def _usual_plural(lemma: str, candidates: list[str]) -> str:
    """варненци, граждани, министри, ученици; monosyllables take -ове: градове."""
    if lemma.endswith(("ец", "ър", "ъл", "зъм")) and len(lemma) > 4:
        return second_palatal(without_fleeting(lemma)) + "и"
    if lemma.endswith(("анин", "янин")):
        return lemma[:-2] + "и"
    if sum(letter in VOWELS for letter in lemma) == 1 and lemma[-1] != "й":
        return lemma + "ове"
    return candidates[0]


def _vocatives(lemma: str, seen: Evidence) -> Iterator[str]:
    """президенте, учителю, академико, отче; where attested, or for persons."""
    if lemma.endswith("ец"):
        forms = [without_fleeting(lemma)[:-1] + "че", lemma[:-2] + "че"]
    elif lemma.endswith(_SOFT):
        forms = [lemma + "ю", lemma + "е"]
    elif lemma[-1] == "й":
        forms = [lemma[:-1] + "ю"]
    elif lemma[-1] in "кгх":
        forms = [lemma + "о", first_palatal(lemma) + "е"]
    else:
        forms = [lemma + "е", lemma + "о"]
    person = lemma.endswith(_PERSON) and len(lemma) > 5
    yield from (form for form in forms if form in seen or (person and form == forms[0]))


def feminine(lemma: str, seen: Evidence) -> Paradigm:
    """жена, жената, жени, жените, жено; партия, партии; промяна, промени; ръка, ръце."""
    stem = lemma[:-1]
    forms = {lemma, lemma + "та"}
    candidates = [stem + "и", ya_to_e(stem) + "и", second_palatal(stem) + "е", stem + "е"]
    plurals = attested(dict.fromkeys(candidates), seen) or candidates[:1]
    forms.update(with_article(plurals))
    vocatives = (stem + "о", stem + "ьо", stem + "е", stem + "йо")
    forms.update(form for form in vocatives if form in seen)
    return Paradigm(lemma, "noun-f", frozenset(forms))


def soft_feminine(lemma: str, seen: Evidence) -> Paradigm:
    """радост, радостта, радости; песен, песента, песни; мисъл, мисълта, мисли."""
    short = without_fleeting(lemma)
    candidates = list(dict.fromkeys((lemma + "и", short + "и", ya_to_e(lemma) + "и")))
    plurals = attested(candidates, seen) or candidates[:1]
    return Paradigm(lemma, "noun-i", frozenset({lemma, lemma + "та", *with_article(plurals)}))


def neuter(lemma: str, seen: Evidence) -> Paradigm:
    """село, селото, села, селата; място, места; решение, решения; куче, кучета; такси, таксита."""
    candidates = _neuter_plurals(lemma)
    plurals = attested(candidates, seen) or candidates[:1]
    return Paradigm(lemma, "noun-n", frozenset({lemma, lemma + "то", *with_article(plurals)}))


def _neuter_plurals(lemma: str) -> list[str]:
    stem = lemma[:-1]
    if lemma[-1] == "о":
        soft = ya_to_e(stem)
        found = [stem + "а", soft + "а", stem + "ета", stem + "еса", soft + "ене", soft + "ена"]
        return [*found, lemma + "та", first_palatal(stem) + "и", stem + "е"]
    if lemma[-1] != "е":
        return [lemma + "та"]
    if lemma.endswith("не"):
        return [stem + "ия", lemma + "та", stem + "а"]
    if lemma.endswith("ие"):
        return [stem + "я"]
    if lemma.endswith(("ще", "це")):
        return [stem + "а", lemma + "та"]
    return [lemma + "та", stem + "а", stem + "я", stem + "ена", stem + "еса", stem + "ия"]


def plural_only(lemma: str) -> Paradigm:
    """финанси, финансите; очила, очилата."""
    return Paradigm(lemma, "noun-p", frozenset(with_article([lemma])))
