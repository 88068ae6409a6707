"""The lexicon on disk, made small: lemmas that inflect alike share a class of endings.

lexicon.txt   =<lemma's ending> <endings>      class 0, 1, 2 … in order; «-» is the empty ending
              !<form> <lemma> …                forms with no root in common with their lemma
              <root> <class> …                 the rest
endings.txt   <ending> <letters to drop><letters to add> …
"""

from collections import defaultdict
from collections.abc import Mapping

from .guessing import Rule

__all__ = ["endings_text", "lexicon_text"]

_SHORTEST_ROOT = 2

_LICENCE = """\
# Compiled by indexer.bulgarian.lexicon.make from the Bulgarian table of simplemma 1.1.2 (package:
# MIT; table: lemmatization lists of M. Mechura, ODbL 1.0, and Wiktionary, CC BY-SA 4.0) and from
# words/ of this package (Apache-2.0). As a database this file is under the ODbL 1.0, what comes
# from Wiktionary under CC BY-SA 4.0. See docs/bulgarian.md.
"""


def lexicon_text(table: Mapping[str, set[str]]) -> str:
    """lexicon.txt for lemma → forms."""
    classes: dict[tuple[str, ...], int] = {}
    roots: dict[str, list[int]] = defaultdict(list)
    whole: dict[str, list[str]] = defaultdict(list)
    for lemma in sorted(table):
        forms = table[lemma] | {lemma}
        root = _common_root(min(forms), max(forms))
        if len(root) < _SHORTEST_ROOT:
            for form in sorted(forms):
                whole[form].append(lemma)
            continue
        shape = (lemma[len(root) :], *sorted(form[len(root) :] for form in forms))
        roots[root].append(classes.setdefault(shape, len(classes)))
    lines = ["=" + " ".join(ending or "-" for ending in shape) for shape in classes]
    lines += [f"!{form} {' '.join(lemmas)}" for form, lemmas in sorted(whole.items())]
    lines += [f"{root} {' '.join(map(str, found))}" for root, found in sorted(roots.items())]
    return _LICENCE + "\n".join(lines) + "\n"


def _common_root(first: str, last: str) -> str:
    """The letters that two forms begin with: of the first and the last, all between share them."""
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]


def endings_text(rules: Mapping[str, tuple[Rule, ...]]) -> str:
    """endings.txt for the rules for unknown words."""
    lines = (
        f"{ending or '-'} {' '.join(f'{drop}{added}' for drop, added in found)}"
        for ending, found in sorted(rules.items())
    )
    return _LICENCE + "\n".join(lines) + "\n"
