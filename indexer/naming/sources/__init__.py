"""Who else's report an article is: credited at its end, or cited in its text.

    «… (с информация от AP, Infobae и EFE)»   credited AP, Infobae, EFE
    «/БТА/» · «Източник: Ройтерс»             credited
    «Според „Ню Йорк Таймс“ …»                cited

    crediting   lines that announce credits, names behind the last sentence
    citing      media named in a sentence, and whether as a source
    words       the words that tell (words.tsv)

The media and their spellings are a list (indexer/media.tsv); a medium whose name is also an
ordinary word counts only in quotation marks or beside a word of reporting. The paper itself is no
source of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from indexer.article import Source
from indexer.naming.sources.citing import cited
from indexer.naming.sources.crediting import credit_line, credited

__all__ = ["Credit", "credits", "sources"]


class Credit(NamedTuple):
    """A place of a text that names a source: characters `start` to `end`."""

    start: int
    end: int
    name: str
    credited: bool


def sources(paragraphs: tuple[str, ...], own: str = "") -> tuple[Source, ...]:
    """The sources of an article: credited first, then cited, each once, in the text's order.

    Args:
        own: the medium that the article stands in, by the name that is shown.
    """
    found = [credit for text in paragraphs for credit in credits(text) if credit.name != own]
    first = dict.fromkeys(c.name for c in found if c.credited)
    then = dict.fromkeys(c.name for c in found if not c.credited and c.name not in first)
    named = [Source(name, credited=True) for name in first]
    return (*named, *(Source(name, credited=False) for name in then))


def credits(paragraph: str) -> list[Credit]:
    """The places of one paragraph that name a source, in its order; linear time."""
    line = credit_line(paragraph)
    end = line.start if line else len(paragraph)
    found = [Credit(*place, credited=False) for place in cited(paragraph, end)]
    if line:
        found += [Credit(*place, credited=True) for place in credited(paragraph, line)]
    return found
