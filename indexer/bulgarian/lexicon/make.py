"""Compile the lexicon: `python -m indexer.bulgarian.lexicon.make`, after any change of words/.

simplemma's lemmas ─┐                    ┌→ lexicon.txt   roots and classes of endings
words/more.txt      ├→ lemma → forms ────┤
words/irregular.txt │                    └→ endings.txt   rules for unknown words
words/names.txt    ─┘
"""

from collections.abc import Iterator
from pathlib import Path

from ..paradigms import Evidence, Paradigm
from .choosing import Endings, choose
from .guessing import learn
from .own import apply_irregular, named, own_lemmas
from .source import Source, read_simplemma
from .storing import endings_text, lexicon_text

__all__ = ["lemma_table", "write"]

_DERIVED = ("ние", "ство", "ост", "ица", "ка", "ник", "ист", "ище", "че", "ция", "изъм", "тел")
_CLEAR = 4
"""Forms that the table must show of a lemma before others follow its example."""

_POSSESSIVE = ("ов", "ев", "ин", "йн")


def write(folder: Path) -> None:
    """Write lexicon.txt and endings.txt into the folder; takes about ten seconds."""
    source = read_simplemma()
    table = lemma_table(source)
    rules = learn(table)
    for name, forms in named():
        table[name] = table.get(name, set()) | forms
    for name in source.names - table.keys():
        table[name] = {name}
    (folder / "lexicon.txt").write_text(lexicon_text(table), encoding="utf-8")
    (folder / "endings.txt").write_text(endings_text(rules), encoding="utf-8")


def lemma_table(source: Source) -> dict[str, set[str]]:
    """Every lemma of the language with all its forms; proper names apart."""
    chosen = _chosen(source)
    for lemma, paradigm in own_lemmas():
        chosen[lemma] = [*chosen.get(lemma, []), paradigm]
    table: dict[str, set[str]] = {}
    for lemma, paradigms in chosen.items():
        table[lemma] = {lemma}.union(*(paradigm.forms for paradigm in paradigms))
        for paradigm in paradigms:
            for noun, forms in _verbal_nouns(paradigm, source.seen):
                table[noun] = table.get(noun, set()) | forms
    apply_irregular(table)
    _adopt_orphans(table, source, Endings(chosen))
    return table


def _adopt_orphans(table: dict[str, set[str]], source: Source, endings: Endings) -> None:
    """Derivations that simplemma puts under their base are lemmas of their own: президентка."""
    explained = set(table).union(*table.values())
    for form in sorted(source.seen - explained):
        if form.endswith(_DERIVED) and len(form) > 5:
            for paradigm in endings.guess(form, Evidence((), source.seen)):
                table[form] = {form, *paradigm.forms}


def _chosen(source: Source) -> dict[str, list[Paradigm]]:
    """Lemmas that show many of their forms first; how those inflect helps with the others."""
    common = {lemma: forms for lemma, forms in source.forms.items() if not _surname(lemma, source)}
    clear = {
        lemma: choose(lemma, forms, source.seen)
        for lemma, forms in common.items()
        if len(forms) >= _CLEAR
    }
    endings = Endings(clear)
    chosen = {lemma: choose(lemma, forms, source.seen, endings) for lemma, forms in common.items()}
    for lemma, paradigms in chosen.items():
        if not paradigms and len(lemma) > 3 and lemma not in source.names:
            lone = choose(lemma, source.lone | {lemma}, source.seen, endings)[:1]
            chosen[lemma] = lone or endings.guess(lemma, Evidence((), source.seen))
    return chosen


def _surname(lemma: str, source: Source) -> bool:
    """петков is a surname and stays apart from петкова; готов is none: готовият is a form of it."""
    named = lemma.endswith(_POSSESSIVE) and lemma in source.names
    return named and not {lemma + "ият", lemma + "ото"} & source.forms[lemma]


def _verbal_nouns(verb: Paradigm, seen: set[str]) -> Iterator[tuple[str, set[str]]]:
    """писане, писането, писания; решение, решения: lemmas of their own, not forms of the verb."""
    if not verb.kind.startswith("verb"):
        return
    if verb.kind == "verb-2i":
        stem = verb.lemma[:-1] + "ени"
        yield stem + "е", {stem + ending for ending in ("е", "ето", "я", "ята")}
    stems = {form[:-1] for form in verb.forms if form.endswith(("ах", "ях", "ех"))}
    if verb.kind == "verb-3":
        stems = {verb.lemma[:-1]}
    for stem in stems:
        noun = stem + "не"
        if noun in seen or verb.kind == "verb-3":
            endings = ("не", "нето", "нета", "нетата", "ния", "нията")
            yield noun, {stem + ending for ending in endings}


if __name__ == "__main__":
    write(Path(__file__).parent)
