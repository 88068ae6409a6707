"""Where a text names a person: what the tagger finds, as mentions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from indexer.naming.people.tagger import Tagger

__all__ = ["Mention", "mentions"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a person: characters `start` to `end`; `sure`: how probably, 0 to 1."""

    start: int
    end: int
    name: str
    sure: float = 1.0


@cache
def _tagger() -> Tagger:
    return Tagger()


def mentions(text: str) -> list[Mention]:
    """The mentions of persons in a text, in its order; `identify` decides whose they are."""
    spans = _tagger().spans(text)
    return [Mention(s.start, s.end, " ".join(text[s.start : s.end].split()), s.sure) for s in spans]
