"""Results and articles as JSON: what `/api/search`, `hronika search --json` and exports say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from indexer.article import Article, NotAnArticle, Version
from indexer.search.query import Facet, Period
from indexer.search.results import FacetValue, Hit, Related, Results


def results_json(results: Results, *, explained: bool = False) -> dict[str, Any]:
    """The shape of /api/search (docs/http.md); `explained` adds to each hit why it was found."""
    facets: dict[str, Any] = {
        facet: [_value(facet, v) for v in values] for facet, values in results.facets.items()
    }
    facets["date"] = [{"value": d.value, "count": d.count} for d in results.dates]
    return {
        "reading": results.understood.text,
        "repairs": list(results.understood.repairs),
        "total": results.total,
        "total_relation": results.total_relation,
        "took_ms": round(results.took_ms, 2),
        "suggestion": results.suggestion,
        "without": list(results.without),
        "some": results.some,
        "date": period_json(results.query.period) if results.said_date else None,
        "results": [hit_json(h) | (_why(h) if explained else {}) for h in results.hits],
        "facets": facets,
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """One article of a list."""
    return {
        "id": hit.id,
        "url": hit.url,
        "title": hit.title,
        "section": hit.section,
        "published": _time(hit.published),
        "authors": list(hit.authors),
        "persons": [person.label for person in hit.persons],
        "sources": list(hit.sources),
        "site": hit.site,
        "snippet_html": hit.snippet_html,
        "score": hit.score,
        "repeats": hit.repeats or None,
    }


def _why(hit: Hit) -> dict[str, Any]:
    return {"why": {"title": hit.in_title, "text": hit.in_text, "score": hit.score}}


def related_json(related: Related) -> dict[str, Any]:
    """A related article with the reason."""
    return {**hit_json(related.hit), "reason": related.reason, "shared": list(related.shared)}


def article_json(article: Article | NotAnArticle) -> dict[str, Any]:
    """What a page was read as: `hronika read --json`."""
    if isinstance(article, NotAnArticle):
        return {"not_an_article": article.reason, "url": article.url}
    return {
        "id": article.id,
        "url": article.url,
        "site": article.site,
        "title": article.title,
        "section": article.section,
        "published": _time(article.published),
        "updated": _time(article.updated),
        "authors": list(article.authors),
        "language": article.language,
        "words": article.words,
        "text": article.text,
        "captions": [{"text": c.text, "credit": c.credit} for c in article.captions],
        "pictures_by": {
            "agencies": _once(name for c in article.captions for name in c.made_by.agencies),
            "photographers": _once(n for c in article.captions for n in c.made_by.photographers),
        },
        "tags": list(article.tags),
        "persons": [p.name for p in article.persons],
        "sources": [{"name": s.name, "credited": s.credited} for s in article.sources],
        "origin": dict(article.origin),
        "gone": _time(article.gone),
        "versions": [version_json(one) for one in article.versions],
    }


def period_json(period: Period) -> dict[str, Any]:
    """The first and the last day of a period."""
    days = {"from": period.first, "to": period.last}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def version_json(version: Version) -> dict[str, Any]:
    """A version of an article."""
    return {"n": version.number, "seen": _time(version.seen), "changed": list(version.changed)}


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def archived_json(article: Article, aliases: Iterable[str]) -> dict[str, Any]:
    """An article of the archive, as `/api/articles/<id>` answers: its persons whole.

    Args:
        aliases: the addresses that it has beside its own.
    """
    persons = [
        {
            "name": person.name,
            "key": person.key,
            "mentions": person.mentions,
            "certain": person.certain,
            "by": person.by,
        }
        for person in article.persons
    ]
    quotes = [asdict(quote) for quote in article.quotes]
    return {**article_json(article), "persons": persons, "quotes": quotes, "aliases": list(aliases)}


def _value(facet: Facet, value: FacetValue) -> dict[str, Any]:
    doubt = {"certain": value.certain} if facet == "person" else {}
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
        "excluded": value.excluded,
        **doubt,
    }


def _time(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
