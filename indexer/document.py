"""An Article as the index keeps it."""

from __future__ import annotations

from dataclasses import replace

from archive import Site
from indexer.article import Article
from indexer.search.backend import Document, Said
from indexer.search.positions import BLANK_LINE


def local(article: Article, site: Site) -> Article:
    """An article with its times as the newspaper's own clock showed them, as in the index."""
    return replace(
        article,
        published=article.published.astimezone(site.zone) if article.published else None,
        updated=article.updated.astimezone(site.zone) if article.updated else None,
        gone=article.gone.astimezone(site.zone) if article.gone else None,
        versions=tuple(replace(v, seen=v.seen.astimezone(site.zone)) for v in article.versions),
    )


def document(article: Article, site: Site) -> Document:
    """The document of an article; its day is the one that the newspaper's own clock showed."""
    published = article.published.astimezone(site.zone) if article.published else None
    captions = (caption.text for caption in article.captions if caption.text)
    return Document(
        id=article.id,
        url=article.url,
        site=article.site,
        title=article.title,
        text=BLANK_LINE.join((*article.body, *captions)),
        section=article.section,
        published=published,
        day=published.date() if published else None,
        authors=article.authors,
        persons=tuple(dict.fromkeys(p.key for p in article.persons)),
        sources=tuple(s.name for s in article.sources),
        changes=article.changes,
        quotes=tuple(Said(quote.key, quote.text) for quote in article.quotes),
    )
