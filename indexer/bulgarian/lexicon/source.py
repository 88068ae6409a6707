"""The lemmas that the lexicon is made of: simplemma's table and the project's own word lists."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

__all__ = ["Source", "read_simplemma"]

_WORD = re.compile("[а-я]+").fullmatch
_NAME = re.compile("[А-Я][а-я]+").fullmatch
_REFLEXIVE = re.compile(r"-\(?с[еи]\)?$")


@dataclass(slots=True)
class Source:
    """Lemmas with the forms that the table gives them, all forms it knows, and its names."""

    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    seen: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    @property
    def lone(self) -> set[str]:
        """Forms that the table gives no lemma but themselves: «кръвта»."""
        return {lemma for lemma, forms in self.forms.items() if len(forms) == 1}


def read_simplemma() -> Source:
    """simplemma's Bulgarian table (package MIT; data: ODbL and CC BY-SA, see docs/bulgarian.md)."""
    source = Source()
    for form, lemma in DefaultDictionaryFactory().get_dictionary("bg").items():
        lemma = _REFLEXIVE.sub("", lemma)
        if _WORD(form):
            source.seen.add(form)
        if _WORD(lemma):
            source.forms[lemma].add(lemma)
            if _WORD(form):
                source.forms[lemma].add(form)
        source.names.update(name.lower() for name in (form, lemma) if _NAME(name))
    return source
