"""A Query as the request that an engine is asked."""

from __future__ import annotations

from dataclasses import replace

from indexer.search import tree
from indexer.search.backend import Request, SearchBackend
from indexer.search.query import DEEPEST, MOST_PER_PAGE, Query
from indexer.search.weights import FADING, FADING_ALONE


def bounded(query: Query) -> Query:
    """The query within what is answered: page and page size brought into their limits."""
    per_page = min(max(1, query.per_page), MOST_PER_PAGE)
    page = min(max(1, query.page), DEEPEST // per_page)
    return replace(query, per_page=per_page, page=page)


def request(query: Query, node: tree.Node) -> Request:
    """What the engine is asked for a query, nothing counted yet."""
    sort = query.sort
    if sort == "relevance" and isinstance(node, tree.Everything):
        sort = "newest"
    return Request(
        node=node,
        choices=query.choices,
        period=query.period,
        sort=sort,
        start=query.before + (query.page - 1) * query.per_page,
        count=query.per_page,
        fading=FADING if len(tree.positive(node)) > 1 else FADING_ALONE,
    )


def total(query: Query, node: tree.Node, backend: SearchBackend) -> int:
    """How many articles a tree finds within a query's choices and period."""
    return backend.search(replace(request(query, node), count=0)).total
