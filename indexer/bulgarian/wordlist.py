"""Word lists beside the code: one entry a line, a reason after `#`."""

from functools import cache
from importlib.resources import files

__all__ = ["lines_of", "words_of"]


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """The entries of a list in this package, without reasons, blank lines and outer spaces."""
    text = files(__package__).joinpath("words", name).read_text(encoding="utf-8")
    entries = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(entry for entry in entries if entry)


@cache
def words_of(name: str) -> frozenset[str]:
    """All words of a list, however many stand on a line."""
    return frozenset(word for line in lines_of(name) for word in line.split())
