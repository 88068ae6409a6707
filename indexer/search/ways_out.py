"""Nothing was found, or next to nothing: searches near it that would find something, or more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from indexer import bulgarian
from indexer.search.backend import SearchBackend
from indexer.search.query import ANY_DAY, FACETS, NO_CHOICE, Query
from indexer.search.results import WayOut

MOST = 4  # offered
MOST_WORDS = 6  # of a query of which one may be left out
MOST_CORRECTED = 3  # words; a query with more slips is none that one letter mends
COMMONER = 50  # times as many articles as the word that was typed
FAR_MORE = 10  # times as many as were found
SHORTEST = 4  # letters of a word that is corrected


def ways_out(
    query: Query, total: Callable[[Query], int], backend: SearchBackend
) -> tuple[WayOut, ...]:
    """The searches that would find something: corrected, without a filter, with fewer words."""
    found: list[WayOut] = []
    for way in _candidates(query, backend):
        count = total(way.query)
        if count:
            found.append(replace(way, count=count))
        if len(found) == MOST:
            break
    return tuple(found)


def _candidates(query: Query, backend: SearchBackend) -> Iterator[WayOut]:
    yield from _corrected(query, backend)
    yield from _without_filters(query)
    yield from _fewer_words(query)


def meant_otherwise(
    query: Query, found: int, total: Callable[[Query], int], backend: SearchBackend
) -> WayOut | None:
    """A correction of a search that finds next to nothing, if it finds far more."""
    for way in _corrected(query, backend, found):
        count = total(way.query)
        return replace(way, count=count) if count >= FAR_MORE * found else None
    return None


def _corrected(query: Query, backend: SearchBackend, found: int = 0) -> Iterator[WayOut]:
    """The query with words that no article has (or next to none, where some are found) replaced by
    the likeliest ones that many have.
    """
    words = query.words
    doubtful = _doubtful(query.words, backend, found)
    for token, articles in list(doubtful.items())[:MOST_CORRECTED]:
        near = backend.similar(token.text)
        if near and (not articles or _is_commoner(near[0], articles, backend)):
            typed = re.escape(query.words[token.start : token.end])
            words = re.sub(rf"(?<!\w){typed}(?!\w)", near[0], words)
    if words != query.words:
        yield WayOut("correction", replace(query, words=words, page=1), words, 0)


def _is_commoner(word: str, articles: int, backend: SearchBackend) -> bool:
    return backend.frequencies("exact", [word])[word] >= COMMONER * articles


def _doubtful(words: str, backend: SearchBackend, found: int) -> dict[bulgarian.Token, int]:
    """The words, each once, that no article has in any form, or at most so many as were found; and
    how many have them.
    """
    tokens = {t.text: t for t in bulgarian.tokens(words)}
    long = [t for t in tokens.values() if len(t.text) >= SHORTEST and t.script != "number"]
    stems = {t.text: bulgarian.stems(t.text) for t in long}
    by_stem = backend.frequencies("text", {stem for some in stems.values() for stem in some})
    by_form = backend.frequencies("exact", stems)
    having = {t: max(by_form[t.text], *(by_stem[s] for s in stems[t.text])) for t in long}
    return {token: articles for token, articles in having.items() if articles <= found}


def _without_filters(query: Query) -> Iterator[WayOut]:
    for facet in FACETS:
        if query.choice(facet):
            yield WayOut("without-filter", query.with_choice(facet, NO_CHOICE), facet, 0)
    if query.period:
        yield WayOut("without-filter", replace(query, period=ANY_DAY, page=1), "date", 0)
    if len(query.choices) + bool(query.period) > 1:
        bare = Query(query.words, sort=query.sort, per_page=query.per_page, literal=query.literal)
        yield WayOut("without-filter", bare, "all", 0)


def _fewer_words(query: Query) -> Iterator[WayOut]:
    words = query.words.split()
    if not 1 < len(words) <= MOST_WORDS or re.search(r'["„“”«»():]', query.words):
        return
    for at in range(len(words)):
        fewer = " ".join(words[:at] + words[at + 1 :])
        yield WayOut("fewer-words", replace(query, words=fewer, page=1), fewer, 0)
