"""Who is named, who is credited and who said what in an article that was read: after `extract`,
before the index.

    people      persons: recognised, joined within the document; who is one in the archive
    sources     media and agencies: credited or cited
    quotations  direct speech and its speakers

A pure function of the article, the trained model and the lists beside it: a changed list names the
articles anew without any page being read again.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from archive.address import host_of
from indexer.article import Article, Quote
from indexer.media import medium
from indexer.naming.people import grouped, in_order, mentions
from indexer.naming.quotations import Speech, speech
from indexer.naming.sources import sources
from indexer.naming.version import NAMED_WITH

__all__ = ["NAMED_WITH", "named"]


def named(article: Article) -> Article:
    """The article with its persons, sources and quotations, in the place of any that it had."""
    paragraphs = (article.title, *article.body)
    text = "\n".join(paragraphs)
    found = mentions(text)
    people, owners = grouped(found)
    said = speech(text, found, people, owners)
    starts = [0, *accumulate(len(paragraph) + 1 for paragraph in paragraphs)]
    own = medium(host_of(article.url).removeprefix("www."))
    return replace(
        article,
        persons=in_order(people),
        sources=sources(article.body, own.name if own else ""),
        quotes=tuple(_quote(text, one, starts) for one in said if one.start >= starts[1]),
    )


def _quote(text: str, said: Speech, starts: list[int]) -> Quote:
    number = max(n for n, start in enumerate(starts) if start <= said.start)
    paragraph = starts[number + 1] - 1
    return Quote(
        text=text[said.start : said.end],
        paragraph=number - 1,
        start=said.start - starts[number],
        end=min(said.end, paragraph) - starts[number],
        speaker=said.name,
        key=said.key,
        office=said.office,
        certain=said.certain,
    )
