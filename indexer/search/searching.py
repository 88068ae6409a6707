"""A Query answered: understood, asked of the engine, and made into Results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter
from types import MappingProxyType

from indexer.search import tree
from indexer.search.asking import bounded, request, total
from indexer.search.backend import Document, Scored, SearchBackend
from indexer.search.dates import by_date
from indexer.search.dating import dated
from indexer.search.loosening import loosened
from indexer.search.marks import Marker
from indexer.search.named import Names
from indexer.search.query import FACETS, Facet, Query
from indexer.search.quoted import found_in
from indexer.search.reading import understand
from indexer.search.repeats import repeats
from indexer.search.results import Hit, Results
from indexer.search.snippets import marked, snippet
from indexer.search.ways_out import meant_otherwise, ways_out

Inside = Mapping[Facet, str]
FEW = 5  # articles found, up to which a misspelt word is looked for
NOTHING_TYPED: Inside = MappingProxyType({})


def answer(
    query: Query, backend: SearchBackend, names: Names, inside: Inside = NOTHING_TYPED
) -> Results:
    """Search, count, cut snippets; where nothing is found, look for ways out.

    Args:
        inside: facet → beginnings of words; only its values with such words are handed out.
    """
    began = perf_counter()
    query = replace(bounded(query), choices=names.inside(query.choices))
    query, said_date = dated(query, backend, names)
    node, understood = understand(query, names)
    wanted = tuple(names.counting(facet, inside.get(facet, "")) for facet in FACETS)
    found = backend.search(replace(request(query, node), facets=wanted, dates=True))
    easier = None if found.total else loosened(node, lambda n: total(query, n, backend))
    if easier is not None:
        node = easier.node
        found = backend.search(replace(request(query, node), facets=wanted, dates=True))
    marker = Marker(node)
    said = [leaf for leaf in tree.positive(node) if isinstance(leaf, tree.Quoted)]
    results = Results(
        query=query,
        understood=understood,
        total=found.total,
        hits=_hits(found.documents, partial(hit, marker=marker, names=names, said=said)),
        facets=MappingProxyType(
            {w.facet: names.facet(w, found.counts[w.facet], query.choice(w.facet)) for w in wanted}
        ),
        sizes=MappingProxyType({facet: c.number for facet, c in found.counts.items()}),
        chosen=MappingProxyType(
            {f: names.chosen(f, found.counts[f], c) for f, c in query.choices.items()}
        ),
        total_relation=found.relation,
        dates=by_date(found.days, query.period),
        without=easier.without if easier else (),
        some=easier.of if easier else 0,
        said_date=said_date,
    )
    return replace(_with_ways_out(results, backend, names), took_ms=(perf_counter() - began) * 1000)


def hits(query: Query, backend: SearchBackend, names: Names) -> tuple[Hit, ...]:
    """The articles of a query alone: nothing is counted, no way out is looked for."""
    query = replace(bounded(query), choices=names.inside(query.choices))
    query, _ = dated(query, backend, names)
    node, _ = understand(query, names)
    marker = Marker(node)
    found = backend.search(request(query, node))
    return _hits(found.documents, partial(hit, marker=marker, names=names))


def _with_ways_out(results: Results, backend: SearchBackend, names: Names) -> Results:
    """Nothing was found, or only part of what was asked for: what would find something."""
    query = results.query
    asked = query.words or query.choices or query.period
    if not asked or (results.total > FEW and not results.partial):
        return results
    if results.total and not results.partial:
        meant = meant_otherwise(query, results.total, lambda q: _total(q, backend, names), backend)
        ways = (meant,) if meant else ()
        return replace(results, ways_out=ways, suggestion=meant.query.words if meant else None)
    out = ways_out(query, lambda q: _total(q, backend, names), backend)
    correction = next((w.query.words for w in out if w.reason == "correction"), None)
    return replace(results, ways_out=out, suggestion=correction)


def _hits(found: Sequence[Scored], made: Callable[[Scored], Hit]) -> tuple[Hit, ...]:
    same = repeats([scored.document for scored in found])
    return tuple(replace(made(one), repeats=of) for one, of in zip(found, same, strict=True))


def hit(scored: Scored, marker: Marker, names: Names, said: Sequence[tree.Quoted] = ()) -> Hit:
    """One line of the list; its snippet is the quotation where one was asked for."""
    document: Document = scored.document
    quotation = found_in(document.quotes, said) if said else None
    shown = quotation.text if quotation else document.text
    in_title, in_text = marker.marks(document.title), marker.marks(shown)
    return Hit(
        id=document.id,
        url=document.url,
        title=document.title,
        title_html=marked(document.title, in_title),
        snippet_html=snippet(shown, in_text),
        site=document.site,
        section=document.section,
        published=document.published,
        authors=document.authors,
        persons=names.persons(document.persons),
        sources=document.sources,
        score=scored.score,
        in_title=len(in_title),
        in_text=len(in_text),
    )


def _total(query: Query, backend: SearchBackend, names: Names) -> int:
    return total(query, understand(query, names)[0], backend)
