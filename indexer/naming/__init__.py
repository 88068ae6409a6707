"""Who is named and who is credited in an article that was read: after `extract`, before the index.

    people     persons: recognised, joined within the document, their keys
    sources    media and agencies: credited or cited

A pure function of the article and the lists beside it: a changed list names the articles anew
without any page being read again.
"""

from __future__ import annotations

from dataclasses import replace

from indexer.article import Article
from indexer.naming.people import persons
from indexer.naming.sources import sources
from indexer.naming.version import NAMED_WITH

__all__ = ["NAMED_WITH", "named"]


def named(article: Article) -> Article:
    """The article with its persons and sources, in the place of any that it had."""
    return replace(
        article,
        persons=persons((article.title, *article.body)),
        sources=sources(article.body),
    )
