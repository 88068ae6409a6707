"""Train the tagger and write model.npz.

    python -m indexer.naming.people.tagger.training.train DATA [--own FOLDER] [--out FILE]

DATA holds train.jsonl.gz (SlavicNER, Bulgarian) and lists/ (see docs/people.md for where each is
from). The same data give the same file. Needs the extra `train` (python-crfsuite: L-BFGS over a
linear chain, L1 and L2).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import numpy as np
import pycrfsuite

from indexer.naming.people.tagger import MODEL
from indexer.naming.people.tagger.capitals import as_small
from indexer.naming.people.tagger.document import (
    FIRST_LABELS,
    SECOND_LABELS,
    beside_names,
    own_names,
    second_look,
)
from indexer.naming.people.tagger.features import (
    AROUND,
    EDGE,
    joint,
    kinds_around,
    kinds_of,
    near_names,
    traits,
)
from indexer.naming.people.tagger.training.copies import Lists, copy_of
from indexer.naming.people.tagger.training.gold import Gold, Named, own_texts, slavic_ner
from indexer.naming.people.tagger.weights import packed
from indexer.naming.people.tagger.words import Words, runs_of, words_of

SEED = 7
COPIES = 3  # of each text, beside it
OWN_COPIES = 8
FOLDS = 3
FIRST = {"c1": 0.06, "c2": 0.05, "max_iterations": 150, "feature.possible_transitions": True}
SECOND = {"c1": 0.05, "c2": 0.05, "max_iterations": 150, "feature.possible_transitions": True}

Sequence_ = tuple[list[list[str]], list[str]]
"""The features of the words of a run, and their labels."""


def main(arguments: Sequence[str]) -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--own", type=Path, help="marked texts of our own")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--copies", type=int, default=COPIES)
    options = parser.parse_args(arguments)
    texts = list(slavic_ner(options.data / "train.jsonl.gz"))
    own = list(own_texts(options.own)) if options.own else []
    lists = Lists.load(options.data / "lists", _bodies(texts))
    make(texts, own, lists, options.out, options.copies)


def _bodies(texts: Iterable[Gold]) -> list[str]:
    named = (t.text[m.start : m.end] for t in texts for m in t.named if m.kind in "OM")
    return [name for name in named if name[0].isupper()]


def make(texts: list[Gold], own: list[Gold], lists: Lists, out: Path, copies: int) -> None:
    """Train both looks: the second on what first looks say that have not seen the text."""
    random = Random(SEED)
    held: list[tuple[int, Gold]] = []
    for number, gold in enumerate(texts):
        many = [gold, *(copy_of(gold, lists, random) for _ in range(copies))]
        held += [(number % FOLDS, each) for each in many]
    if own:
        labelled = _with_others(own, _trained(_all(held), FIRST), random, lists)
        held += [(number % FOLDS, each) for number, each in labelled]
    rows = [(fold, list(_sequences(gold))) for fold, gold in held]
    parts: dict[str, np.ndarray] = {}
    models = [
        _trained((s for f, part in rows if f != n for s in part), FIRST) for n in range(FOLDS)
    ]
    first = _trained((s for _, part in rows for s in part), FIRST)
    second = _trained((s for fold, gold in held for s in _second(gold, models[fold])), SECOND)
    for name, model, labels, column in (
        ("first", first, FIRST_LABELS, _column),
        ("second", second, SECOND_LABELS, lambda attribute: (attribute, 0)),
    ):
        for part, array in _exported(model, labels, column).items():
            parts[f"{name}.{part}"] = array
    np.savez_compressed(out, **parts)  # type: ignore[arg-type]


def _all(held: Iterable[tuple[int, Gold]]) -> Iterator[Sequence_]:
    for _, gold in held:
        yield from _sequences(gold)


def _trained(rows: Iterable[Sequence_], settings: Mapping[str, float]) -> pycrfsuite.Tagger:
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in rows:
        trainer.append(features, labels)
    trainer.set_params(dict(settings))
    file = tempfile.NamedTemporaryFile(suffix=".crf", delete=False)  # noqa: SIM115
    trainer.train(file.name)
    tagger = pycrfsuite.Tagger()
    tagger.open(file.name)
    Path(file.name).unlink()
    return tagger


def _sequences(gold: Gold) -> Iterator[Sequence_]:
    words = _read(gold)
    labels = _labels(words, gold)
    for start, end in runs_of(words.texts):
        yield attributes(words.texts, start, end), _whole(labels[start:end])


def _read(gold: Gold) -> Words:
    words = words_of(gold.text)
    return words._replace(texts=as_small(words.texts))


def attributes(words: Sequence[str], start: int, end: int) -> list[list[str]]:
    """The features of the words of a run, the offset before each."""
    kinds = kinds_of(words, [(start, end)])
    found = []
    for at in range(start, end):
        own = [f"0{name}" for name in traits(words[at]).own]
        for offset in (o for o in range(-AROUND, AROUND + 1) if o):
            inside = 0 <= at + offset < len(words)
            near = traits(words[at + offset]).near if inside else EDGE.near
            own += [f"{offset:+d}{name}" for name in near_names(offset, near)]
        found.append([*own, *joint(kinds_around(kinds, at))])
    return found


def _labels(words: Words, gold: Gold) -> list[str]:
    starts = words.starts
    ends = [words.end(at) for at in range(len(starts))]
    labels = ["O"] * len(starts)
    for mention in sorted(gold.named, key=lambda m: (m.kind != "P", m.start - m.end)):
        first = bisect_left(ends, mention.start + 1)
        beyond = bisect_left(starts, mention.end)
        if all(label == "O" for label in labels[first:beyond]):
            for at in range(first, beyond):
                labels[at] = ("B" if at == first else "I") + mention.kind
    return labels


def _whole(labels: list[str]) -> list[str]:
    """Labels of a run that begins inside something: its first word begins it."""
    return [
        "B" + label[1:] if label[0] == "I" and (not n or labels[n - 1][1:] != label[1:]) else label
        for n, label in enumerate(labels)
    ]


def _told(words: Sequence[str], model: pycrfsuite.Tagger) -> np.ndarray:
    known, rows = set(model.labels()), []
    for start, end in runs_of(words):
        model.set(attributes(words, start, end))
        rows += [
            [model.marginal(label, n) if label in known else 0.0 for label in FIRST_LABELS]
            for n in range(end - start)
        ]
    return np.array(rows, np.float32).reshape(-1, len(FIRST_LABELS))


def _second(gold: Gold, model: pycrfsuite.Tagger) -> Iterator[Sequence_]:
    words = _read(gold)
    runs = runs_of(words.texts)
    at = [n for start, end in runs for n in range(start, end)]
    kinds = kinds_of(words.texts, runs)
    lengths = [end - start for start, end in runs]
    looked = second_look(words.texts, kinds, at, lengths, _told(words.texts, model))
    names = [own_names(own) + beside_names(beside) for own, beside in looked]
    labels = _labels(words, gold)
    labels = [label if label[-1] == "P" else "O" for label in labels]
    place = 0
    for start, end in runs:
        yield names[place : place + end - start], _whole(labels[start:end])
        place += end - start


def _with_others(
    own: list[Gold], model: pycrfsuite.Tagger, random: Random, lists: Lists
) -> list[tuple[int, Gold]]:
    """Texts of ours, where only persons are marked, with places and bodies as a model sees them."""
    found = []
    for number, gold in enumerate(own):
        whole = Gold(gold.text, tuple(sorted((*gold.named, *_seen(gold, model)))), other=True)
        many = (whole, *(copy_of(whole, lists, random) for _ in range(OWN_COPIES)))
        found += [(number, each) for each in many]
    return found


def _seen(gold: Gold, model: pycrfsuite.Tagger) -> list[Named]:
    """The places, bodies and other things that a model sees where no person is marked."""
    words = _read(gold)
    labels = _labels(words, gold)
    at = [n for start, end in runs_of(words.texts) for n in range(start, end)]
    named: list[Named] = []
    for row, place in zip(_told(words.texts, model), at, strict=True):
        label = FIRST_LABELS[int(row.argmax())]
        if label[0] not in "BI" or label[1] == "P" or labels[place] != "O":
            continue
        start, end = words.starts[place], words.end(place)
        before = named[-1] if named else None
        if before and label[0] == "I" and before.kind == label[1] and start - before.end <= 1:
            named[-1] = before._replace(end=end)
        else:
            named.append(Named(start, end, label[1], f"own-{place}"))
    return named


def _column(attribute: str) -> tuple[str, int]:
    """A feature's name, and where the weights of its offset begin, in labels."""
    if attribute[0] in "+-0" and attribute[1:2]:
        offset = 0 if attribute[0] == "0" else int(attribute[:2])
        name = attribute[1:] if attribute[0] == "0" else attribute[2:]
        return name, offset + AROUND
    return attribute, 0


def _exported(
    model: pycrfsuite.Tagger, labels: Sequence[str], column: Callable[[str], tuple[str, int]]
) -> dict[str, np.ndarray]:
    info = model.info()
    number = {label: n for n, label in enumerate(labels)}
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for (attribute, label), weight in info.state_features.items():
        name, block = column(attribute)
        weights[name][block * len(labels) + number[label]] = weight
    steps = np.zeros((len(labels), len(labels)), np.float32)
    for (before, after), weight in info.transitions.items():
        steps[number[before], number[after]] = weight
    return packed(labels, weights, steps)


if __name__ == "__main__":
    main(sys.argv[1:])
