"""Word lists of the reading, from the files beside the code that uses them."""

from __future__ import annotations

import re
from pathlib import Path


def rows(path: Path) -> list[list[str]]:
    """The columns of each line of a list; lines that begin with `#` give reasons."""
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def any_of(expressions: list[str]) -> re.Pattern[str]:
    """One expression for several, capitals or not; one that finds nothing for none."""
    return re.compile("|".join(f"(?:{one})" for one in expressions) or r"(?!)", re.IGNORECASE)
