"""The lexicon in memory: a word's lemmas in about a microsecond.

A form is split at every place into root and ending; a root that is known gives a dictionary of
its endings, shared by all roots of the same classes.
"""

from collections import defaultdict
from functools import cache
from importlib.resources import files

__all__ = ["lemmas_of", "rules_for"]

_SHORT = (0, 1)
"""Sizes of the endings that any letters may come before."""

_Endings = dict[str, tuple[str, ...]]


class _Lexicon:
    __slots__ = ("roots", "sizes", "whole")

    def __init__(self, lines: list[str]) -> None:
        self.whole: dict[str, tuple[str, ...]] = {}
        self.roots: dict[str, _Endings] = {}
        classes: list[tuple[str, list[str]]] = []
        shared: dict[str, _Endings] = {}
        for line in lines:
            mark = line[0]
            if mark == "=":
                classes.append(_class(line[1:]))
            elif mark == "!":
                form, *lemmas = line[1:].split(" ")
                self.whole[form] = tuple(lemmas)
            elif mark != "#":
                root, _, numbers = line.partition(" ")
                if numbers not in shared:
                    shared[numbers] = _merged([classes[int(each)] for each in numbers.split(" ")])
                self.roots[root] = shared[numbers]
        self.sizes = _sizes({ending for _, endings in classes for ending in endings})


def _class(line: str) -> tuple[str, list[str]]:
    lemma_ending, *endings = ("" if each == "-" else each for each in line.split(" "))
    return lemma_ending, endings


def _merged(classes: list[tuple[str, list[str]]]) -> _Endings:
    """Ending → the endings of the lemmas that it may belong to."""
    merged: dict[str, tuple[str, ...]] = {}
    for lemma_ending, endings in classes:
        for ending in endings:
            merged[ending] = (*merged.get(ending, ()), lemma_ending)
    return merged


def _sizes(endings: set[str]) -> dict[str, tuple[int, ...]]:
    """A word's last two letters → how long its ending can be, longest root first."""
    sizes: dict[str, set[int]] = defaultdict(lambda: {0, 1})
    for ending in endings:
        if len(ending) > 1:
            sizes[ending[-2:]].add(len(ending))
    return {tail: tuple(sorted(found)) for tail, found in sizes.items()}


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(_read("lexicon.txt"))


@cache
def _rules() -> dict[str, tuple[tuple[int, str], ...]]:
    rules = {}
    for line in _read("endings.txt"):
        if line[0] != "#":
            ending, *found = line.split(" ")
            rules[ending.strip("-")] = tuple((int(each[0]), each[1:]) for each in found)
    return rules


def _read(name: str) -> list[str]:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()


def lemmas_of(word: str) -> tuple[str, ...]:
    """The lemmas that a folded form may belong to; empty for an unknown word."""
    lexicon = _lexicon()
    roots, length = lexicon.roots, len(word)
    found = lexicon.whole.get(word, ())
    for size in lexicon.sizes.get(word[-2:], _SHORT):
        cut = length - size
        if cut < 2:
            break
        root = word[:cut]
        if root in roots:
            lemmas = roots[root].get(word[cut:])
            if lemmas is not None:
                if len(lemmas) == 1:  # most are; a comprehension would take twice as long
                    found += (root + lemmas[0],)
                else:
                    found += tuple([root + ending for ending in lemmas])
    return found


def rules_for(ending: str) -> tuple[tuple[int, str], ...]:
    """What forms with this very ending become: (letters to drop, letters to add), or nothing."""
    return _rules().get(ending, ())
