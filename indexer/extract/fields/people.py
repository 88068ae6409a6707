"""Which names are people who wrote: «admin», the editors as a body and agencies are none."""

from __future__ import annotations

import re

from indexer.extract.evidence.text import clean
from indexer.media import medium

LONGEST = 60
_BEFORE = re.compile(
    r"^\W*(?:от|автор(?:и|ът|ка|ката)?|редактор(?:и|ът)?|публикувано от|публикувана от|текст(?:ът)?"
    r"|репортер|кореспондент|журналист|интервю(?:то)?|снимки и текст|текст и снимки|написа|пише"
    r"|by|written by|posted by|author|reporter|por|texto|escrito por)\s*(?::|\||-|–)?\s+"
    r"|^\W*(?:автор(?:и|ът)?|редактор|текст|by|author|por)\s*:\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|\||·|•|\s&\s|\s/\s|\sи\s|\sy\s|\sand\s|\se\s(?=[A-ZÁÉÍÓÚ]))\s*")
_NOBODY = re.compile(
    r"admin\w*|администратор|редактор\w*|редакци\w*|екип\w*|автор\w*|author|editor(?:ial)?|новини"
    r"|news|guest|гост|анонимен|anonymous|user\w*|webmaster|staff|redacci[oó]n|desk|newsroom"
    r"|от екипа.*|.*\b(?:екип|редакция|екипът|staff|team|desk|redacción)\b.*|.*@.*|.*\d.*"
    r"|.*https?:.*"
    r"|последвай.*|виж .*|всички .*|още .*|more .*|follow.*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_](?:[\w.’'`-]*)(?:\s+[\w.’'`\"„“-]+){0,4}")


def names_in(text: str) -> list[str]:
    """«Автор: Мария Петрова и Иван Стоев» → the two names."""
    bare = _BEFORE.sub("", clean(text))
    return [name.strip(" .,:-–") for name in _BETWEEN.split(bare) if name.strip(" .,:-–")]


def why_nobody(name: str, site: str) -> str:
    """Why a name is no person who writes; empty when it may be one."""
    if not 2 < len(name) <= LONGEST:
        return "too short or too long for a name"
    if _NOBODY.fullmatch(name):
        return "nobody in person"
    if not _NAME.fullmatch(name):
        return "no name"
    if name.casefold() == site.casefold() or medium(name):
        return "a medium"
    return ""


def is_full_name(text: str) -> bool:
    """Two to four words that begin with capitals, as a byline without a label has them."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(w[0].isupper() and not w.isupper() for w in words)


def labelled(text: str) -> str:
    """What follows «Автор:» at the beginning of a line; empty without such a label."""
    found = _BEFORE.match(text)
    return text[found.end() :] if found else ""
