"""The project's own word lists as paradigms.

words/more.txt        kind, then lemmas that inflect by it
words/irregular.txt   lemma = forms   (only these)      lemma + forms   (besides the table's)
                      lemma -         (not a lemma)
                      a form may be written base/kind: all forms of base by that kind
words/names.txt       kind of name, then names
"""

from collections.abc import Iterator

from ..paradigms import NOTHING, Paradigm
from ..wordlist import lines_of
from .choosing import possible

__all__ = ["apply_irregular", "named", "own_lemmas", "spelled_out"]

_ENDINGS = {"whole": (), "river": ("а", "ът"), "range": ("те",), "valley": ("та",)}


def own_lemmas() -> Iterator[tuple[str, Paradigm]]:
    """Lemmas of words/more.txt with their paradigms."""
    for line in lines_of("more.txt"):
        kind, *lemmas = line.split()
        for lemma in lemmas:
            yield lemma, _by_kind(lemma, kind)


def named() -> Iterator[tuple[str, set[str]]]:
    """Proper names of words/names.txt with their few forms: Тодор, Тодоре; Рейн, Рейна."""
    for line in lines_of("names.txt"):
        kind, *names = line.split()
        for name in names:
            if kind in ("man", "woman"):
                yield name, {name, *_vocative(name, kind)}
            else:
                yield name, {name, *(name + ending for ending in _ENDINGS[kind])}


def _vocative(name: str, kind: str) -> tuple[str, ...]:
    """Стефане, Петре; Марийо, Иванке; other names in a vowel or й have none of their own."""
    if kind == "woman":
        changed = name.removesuffix("ка") + "ке" if name.endswith("ка") else name[:-1] + "йо"
        return (changed,) if name.endswith(("ка", "ия")) else ()
    if name.endswith("ър"):
        return (name[:-2] + "ре",)
    return () if name[-1] in "аяоеиуюй" else (name + "е",)


def apply_irregular(table: dict[str, set[str]]) -> None:
    """Change lemma → forms as words/irregular.txt says."""
    for line in lines_of("irregular.txt"):
        lemma, sign, *items = line.split()
        if sign == "-":
            table.pop(lemma, None)
            continue
        forms = {lemma, *spelled_out(lemma, items)}
        table[lemma] = forms if sign == "=" else table.get(lemma, set()) | forms


def spelled_out(lemma: str, items: list[str]) -> Iterator[str]:
    """Forms written in full, or as base/kind; «/kind» is the lemma itself by that kind."""
    for item in items:
        base, slash, kind = item.partition("/")
        if slash:
            yield from _by_kind(base or lemma, kind).forms
        else:
            yield item


def _by_kind(lemma: str, kind: str) -> Paradigm:
    for paradigm in possible(lemma, NOTHING):
        if paradigm.kind == kind:
            return paradigm
    raise ValueError(f"{lemma} cannot inflect as {kind}")
