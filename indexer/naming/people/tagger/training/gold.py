"""Annotated texts: what is named where."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["Gold", "Named", "marked", "own_texts", "slavic_ner"]

_KINDS = {"LOC": "L", "ORG": "O"}
_MARKED = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")


class Named(NamedTuple):
    """Characters of a text that name something: P person, L place, O body, M else; and whom."""

    start: int
    end: int
    kind: str
    who: str


class Gold(NamedTuple):
    """A text and what is named in it, in its order; `other` says whether more than persons are."""

    text: str
    named: tuple[Named, ...]
    other: bool


def slavic_ner(file: Path) -> Iterator[Gold]:
    """The documents of a file of JSON lines: text, persons, other."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            named = [Named(m["start"], m["end"], "P", m["canonical"]) for m in row["persons"]]
            named += [
                Named(m["start"], m["end"], _KINDS.get(m["type"], "M"), m["canonical"])
                for m in row["other"]
            ]
            yield Gold(row["text"], tuple(sorted(named)), other=True)


def marked(text: str) -> Gold:
    """A text whose persons are marked: «треньорът [[Гърмидолов|Стоян Гърмидолов]]»."""
    pieces, named, at, size = [], [], 0, 0
    for match in _MARKED.finditer(text):
        pieces += [text[at : match.start()], match[1]]
        start = size + match.start() - at
        size = start + len(match[1])
        named.append(Named(start, size, "P", match[2] or match[1]))
        at = match.end()
    return Gold("".join((*pieces, text[at:])), tuple(named), other=False)


def own_texts(folder: Path) -> Iterator[Gold]:
    """The marked texts of a folder's files, in each parted by a line «***»."""
    for file in sorted(folder.glob("*.txt")):
        for text in file.read_text("utf-8").split("\n***\n"):
            yield marked(text.strip())
