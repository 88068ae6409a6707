"""The word lists of this package (words/), loaded once."""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "BODIES", "CLUBS", "GIVEN", "NAMED_FOR", "NEVER", "OFFICES", "OPENERS", "PARTICLES", "PLACES",
    "PLACE_KINDS", "PLACE_OPENERS", "SAYS", "SHORT_NAMES", "SURNAME_OPENERS", "folder",
]  # fmt: skip


def folder() -> Path:
    """Where the lists are."""
    return Path(__file__).with_name("words")


def _words(file: str) -> frozenset[str]:
    lines = (folder() / file).read_text("utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


GIVEN = _words("given.txt")
"""Given names, as they are written."""
OFFICES = _words("offices.txt")
"""Lemmas of what introduces a person: offices, callings, kin, forms of address."""
SAYS = _words("says.txt")
"""Lemmas of what a person does and a town does not: saying, mostly."""
NAMED_FOR = _words("named_for.txt")
"""Lemmas of what bears people's names: стадион, болница, улица."""
BODIES = _words("bodies.txt")
"""Capitalised words of bodies, papers and feasts."""
CLUBS = _words("clubs.txt")
"""Words of clubs' and leagues' names."""
NEVER = _words("never.txt")
"""Words that no person's name has."""
PLACE_KINDS = _words("place_kinds.txt")
"""Lemmas of what a place is: село, щат, улица."""
OPENERS = _words("openers.txt")
"""Words that open a sentence and are no part of a name."""
PARTICLES = _words("particles.txt")
_SURNAME_OPENERS_TEXT = "фон дер ван де ди дел льо ла von van der de di del la"
SURNAME_OPENERS = frozenset(_SURNAME_OPENERS_TEXT.split())
"""Particles that a surname alone may begin with: «каза фон дер Лайен»."""
PLACE_OPENERS = _words("place_openers.txt")
"""First words of places whose second may be a name: Сан Педро, Ню Джърси."""
PLACES = frozenset(tuple(place.split("_")) for place in _words("places.txt"))
"""Places by their words."""


def _short_names() -> dict[str, tuple[str, ...]]:
    lines = (folder() / "short_names.txt").read_text("utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {row[0]: tuple(row[1:]) for row in rows}


SHORT_NAMES = _short_names()
"""Pet form of a given name → the full ones that it may stand for."""
