"""Names found by how their words begin: «йор та» finds «Ню Йорк Таймс»."""

from __future__ import annotations

from indexer import bulgarian


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or of what was typed of it, folded as the index folds words."""
    return tuple(token.text for token in bulgarian.tokens(text))


def begins(name: tuple[str, ...], typed: tuple[str, ...]) -> bool:
    """Whether a name has, for each typed word, a word that begins so.

    Args:
        name, typed: as `words_of` gives them.
    """
    return all(any(word.startswith(start) for word in name) for start in typed)
