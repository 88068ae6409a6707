"""The media and agencies that are known, by all their spellings (media.tsv).

Reading asks it, for an agency's byline is no author; naming asks it, for a medium is a source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

LIST = Path(__file__).with_name("media.tsv")
QUOTES = "\"„“”«»'"


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium by the name that is shown; `caution`: how sure a mention must be, 0 to 2."""

    name: str
    caution: int


def medium(name: str) -> Medium | None:
    """The medium or agency of a name, in any of its spellings."""
    return SPELLINGS.get(_folded(name))


def _load() -> dict[str, Medium]:
    found: dict[str, Medium] = {}
    for line in LIST.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, caution, spellings = line.split("\t")
            for spelling in (name, *filter(None, spellings.split(";"))):
                found.setdefault(_folded(spelling), Medium(name, int(caution)))
    return found


def _folded(name: str) -> str:
    """One form for all ways of quoting and parting a name; single words keep their case."""
    bare = re.sub(rf"[{QUOTES}\s–—-]+", " ", name).strip()
    return bare.casefold() if " " in bare else bare


SPELLINGS: Mapping[str, Medium] = MappingProxyType(_load())
"""Every spelling, folded."""
