"""Who made a picture: «Снимка: БТА/Иван Иванов» names an agency and a photographer."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.media import medium

_LABEL = re.compile(
    r"^\W*(?:снимк[аи]|фото(?:графия|графии|граф)?|photos?(?: by)?|foto|кадър|източник|credit|"
    r"image|автор|pictures?)\s*[:©–-]\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[/,;|]\s*|\s+(?:\u0438|via|for)\s+")
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){1,3}")


class MadeBy(NamedTuple):
    """The agencies and the persons that a credit names."""

    agencies: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()


def made_by(credit: str) -> MadeBy:
    """Who a picture's credit names; what is no agency and no full name («Архив») is nobody."""
    parts = [part for part in _BETWEEN.split(_LABEL.sub("", credit).strip(" .()[]")) if part]
    known = [(part, medium(part)) for part in parts]
    agencies = dict.fromkeys(found.name for _, found in known if found)
    people = dict.fromkeys(part for part, found in known if not found and _is_name(part))
    return MadeBy(tuple(agencies), tuple(people))


def _is_name(text: str) -> bool:
    """Two to four words that each begin with a capital letter."""
    return bool(_NAME.fullmatch(text)) and all(word[0].isupper() for word in text.split())
