"""The article that an address names, and the address that an article has."""

from __future__ import annotations

from flask import abort, url_for

from indexer.article import Article
from webui import present
from webui.holdings import holdings


def known(article_id: str) -> Article:
    """The article with an id; whoever asks for another is told that there is none (404)."""
    article = holdings().article(article_id)
    if article is None:
        abort(404)
    return article


def address(article_id: str, title: str) -> str:
    """The path of an article's page."""
    return url_for("article.show", article_id=article_id, slug=present.slug(title))


def has_page(article: Article) -> bool:
    """Whether the archive should have a page of it; what came as data has none."""
    return bool(article.versions) and "import" not in article.origin.values()
