"""What a page says of itself to programs (schema.org, as JSON-LD)."""

from __future__ import annotations

from typing import Any

from indexer.article import Article
from webui.present import web_address

CONTEXT = "https://schema.org"
LONGEST = 160  # letters of a description, which is what search engines show


def news_article(article: Article, publisher: str, page: str) -> dict[str, Any]:
    """An article: its original is the newspaper's own page, ours is based on it.

    Args:
        page: the address of our page, whole.
    """
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": article.title,
        "url": page,
        "mainEntityOfPage": page,
        "isBasedOn": web_address(article.url),
        "datePublished": article.published.isoformat() if article.published else None,
        "dateModified": article.updated.isoformat() if article.updated else None,
        "articleSection": article.section,
        "inLanguage": article.language,
        "wordCount": article.words,
        "description": description(article),
        "author": [_person(name) for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher} if publisher else None,
        "mentions": [_person(person.name) for person in article.persons if person.certain],
    }
    return {name: value for name, value in said.items() if value}


def archive(title: str, home: str) -> dict[str, Any]:
    """The archive as a site that can be searched."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": title,
        "url": home,
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{home}?q={{words}}",
            "query-input": "required name=words",
        },
    }


def description(article: Article) -> str:
    """The beginning of the text, in whole words."""
    text = " ".join(article.lead.split())
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}
