"""Results and articles as JSON values, in the shapes that docs/http.md promises."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from indexer.article import Article
from indexer.search.results import FacetValue, Hit, Related, Results


def results(found: Results) -> dict[str, Any]:
    """The answer of /api/search."""
    facets: dict[str, Any] = {f: [_value(v) for v in found.facets[f]] for f in found.facets}
    facets["date"] = [{"value": d.value, "count": d.count} for d in found.dates]
    return {
        "reading": found.understood.text,
        "total": found.total,
        "total_relation": found.total_relation,
        "took_ms": round(found.took_ms, 2),
        "suggestion": found.suggestion,
        "repairs": list(found.understood.repairs),
        "page": found.query.page,
        "per_page": found.query.per_page,
        "results": [hit(one) for one in found.hits],
        "facets": facets,
    }


def hit(one: Hit) -> dict[str, Any]:
    """One line of a list."""
    return {
        "id": one.id,
        "url": one.url,
        "site": one.site,
        "title": one.title,
        "section": one.section,
        "published": _time(one.published),
        "authors": list(one.authors),
        "persons": list(one.persons),
        "sources": list(one.sources),
        "snippet_html": one.snippet_html,
        "score": one.score,
    }


def related(found: tuple[Related, ...]) -> dict[str, Any]:
    """The answer of /api/articles/<id>/related."""
    return {
        "results": [{**hit(r.hit), "reason": r.reason, "shared": list(r.shared)} for r in found]
    }


def article(one: Article) -> dict[str, Any]:
    """The answer of /api/articles/<id>: `persons` are names, `people` say more of each."""
    return {
        "id": one.id,
        "site": one.site,
        "url": one.url,
        "title": one.title,
        "section": one.section,
        "published": _time(one.published),
        "updated": _time(one.updated),
        "gone": _time(one.gone),
        "authors": list(one.authors),
        "text": one.text,
        "captions": [{"text": c.text, "credit": c.credit} for c in one.captions],
        "tags": list(one.tags),
        "persons": [p.name for p in one.persons],
        "people": [
            {"name": p.name, "key": p.key, "mentions": p.mentions, "certain": p.certain}
            for p in one.persons
        ],
        "sources": [{"name": s.name, "credited": s.credited} for s in one.sources],
        "origin": dict(one.origin),
    }


def _value(one: FacetValue) -> dict[str, Any]:
    return {
        "value": one.value,
        "label": one.label,
        "count": one.count,
        "selected": one.selected,
        "excluded": one.excluded,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
