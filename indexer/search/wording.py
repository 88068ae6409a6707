"""Word lists that an editor may change, as one frozen value that is handed in.

    light    words that ask for nothing in a query of several: «за», «как», «the»

The packaged lists hold unless `DATA/words/<list>.txt` adds to them; a line there is one word, a
reason behind `#`, and a word with a minus before it is taken out of the packaged list.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.errors import ConfigError

PACKAGED = Path(__file__).parent
LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that a search treats in a way of their own, in small letters."""

    light: frozenset[str] = frozenset()


def load_wording(folder: Path | None = None) -> Wording:
    """The packaged lists and what a folder adds to them.

    Args:
        folder: `DATA/words`; it may be missing.

    Raises:
        ConfigError: a line is not one word, or a file is not UTF-8; with its line.
    """
    words = _read(PACKAGED / "light_words.txt")
    own = folder / f"{LIGHT}.txt" if folder is not None else None
    added = _read(own) if own is not None and own.exists() else ()
    kept = {word for word in (*words, *added) if not word.startswith("-")}
    return Wording(frozenset(kept - {word[1:] for word in added if word.startswith("-")}))


def _read(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise ConfigError(path, f"is not UTF-8 (byte {error.start})") from None
    except OSError as error:
        raise ConfigError(path, f"cannot be read: {error.strerror}") from None
    found = []
    for number, line in enumerate(lines, 1):
        word = line.split("#", 1)[0].strip().lower()
        if not word:
            continue
        if len(word.split()) > 1 or not word.removeprefix("-").isalpha():
            raise ConfigError(path, f"{word!r} is not one word", line=number)
        found.append(word)
    return tuple(found)
