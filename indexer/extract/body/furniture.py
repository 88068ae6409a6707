"""Lines that stand in a text and that nobody wrote: whole short lines, never openings of prose."""

from __future__ import annotations

import re
from pathlib import Path

from indexer.extract.phrases import rows
from indexer.extract.when import absolute

LONGEST = 90  # letters of a line that is furniture
_LISTS = {"whole": "", "label": "", "date": "", "credit": ""}
for _, _how, _told in rows(Path(__file__).with_name("furniture.tsv")):
    _LISTS[_how] += f"|{_told}"
_WHOLE, _LABELS = (frozenset(_LISTS[how].split("|")) - {""} for how in ("whole", "label"))
_AROUND = re.compile(rf"\b(?:{_LISTS['date'][1:]})\b", re.IGNORECASE)
CREDIT = re.compile(rf"^\W*(?:{_LISTS['credit'][1:]})\b|^/.{{2,40}}/\W*$|©", re.IGNORECASE)

_OF_A_PICTURE = re.compile(r"^\W*(?:снимк[аи]|фото|photo|foto)\s*[:–-]\s*.{2,50}$", re.IGNORECASE)
_LABEL = re.compile(r"^\W*([^:]{2,40}?)\s*(?::|$)")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_DATE = re.compile(
    r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{1,2}\s+[^\W\d_]{3,10}\.?,?\s+\d{4}"
    r"|[a-z]{3,10}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}:\d{2}(?::\d{2})?",
    re.IGNORECASE,
)
A_NAME = 30  # letters beside a date that may be an author, a section, a count


def is_furniture(text: str, linked: int) -> bool:
    """Whether a line is furniture by its words.

    Args:
        linked: how many of its letters are links.
    """
    if len(text) > LONGEST and linked < len(text) // 2:
        return False
    bare = _EDGES.sub("", text).casefold()
    if not bare:
        return not any(c.isdigit() for c in text)
    if _OF_A_PICTURE.match(text) and linked < len(text) and text[-1] not in ".!?…":
        return True
    if bare in _WHOLE or text.strip(" .:…").casefold() in _LABELS:
        return True
    label = _LABEL.match(text)
    named = label[1].casefold() if label and ":" in text else ""
    return named in _LABELS and (linked > 0 or len(text) <= LONGEST)


def without_date(text: str) -> str:
    """What is left of a line without its date and the words that belong to dates."""
    return _AROUND.sub(" ", _DATE.sub(" ", text))


def is_date_line(text: str) -> bool:
    """Whether a line is a date with at most a name beside it, and no sentence with a date in it."""
    if len(text) > LONGEST or not absolute(text):
        return False
    rest = re.sub(r"[\W\d_]+", " ", without_date(text)).strip()
    return len(rest) <= A_NAME and not (rest and text.rstrip().endswith((".", "!", "?"))
                                        and len(rest.split()) > 2)  # fmt: skip
