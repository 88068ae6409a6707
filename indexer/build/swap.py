"""Before a new index is swapped in: does it hold every article, find them, and lose none?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice

from archive.address import place_of
from indexer import bulgarian
from indexer.errors import ArticlesLost, RehearsalFailed
from indexer.pages import Articles, PageTable
from indexer.search import tree
from indexer.search.backend import Request, SearchBackend

SAMPLES = 20  # articles whose own headline must find them
WORDS = 6  # of a headline
MOST_LOST = 0.02  # share of the live index's articles that a new one may lack


def rehearse(articles: Articles, backend: SearchBackend) -> None:
    """Compare the index with the article table.

    Raises:
        RehearsalFailed: the numbers differ, or an article is not found by its own headline.
    """
    there, indexed = articles.count(), backend.count()
    if there != indexed:
        raise RehearsalFailed(f"{there} articles were read and {indexed} are in the index")
    step = max(1, there // SAMPLES)
    for article_id in islice(articles.ids(), 0, None, step):
        article = articles.get(article_id)
        if article is None or not _found(article.title, article_id, backend):
            raise RehearsalFailed(f"article {article_id} is not found by its own headline")


def see_loss(live: Sequence[str], made: Articles) -> None:
    """Compare a new index with the live one.

    Args:
        live: the canonical address of every article of the live index.

    Raises:
        ArticlesLost: more than MOST_LOST of them are no article's address in the new one.
    """
    there = made.places()
    lost = [url for url in live if place_of(url) not in there]
    if len(lost) > MOST_LOST * len(live):
        raise ArticlesLost(lost, len(live))


def see_unread(made: PageTable, broken: Collection[str]) -> None:
    """See that no page waits for its site's declaration to be mended.

    Raises:
        RehearsalFailed: some do; it names the sites.
    """
    waiting = [site for site in made.sites() if site in broken]
    if waiting:
        raise RehearsalFailed(f"the declaration of {', '.join(waiting)} is broken")


def _found(title: str, article_id: str, backend: SearchBackend) -> bool:
    words = [t.text for t in islice(bulgarian.tokens(title), WORDS)]
    terms = tuple(tree.Term(word, bulgarian.stems(word), title=True) for word in words)
    if not terms:
        return True
    found = backend.search(Request(tree.And(terms), count=1000))
    return any(s.document.id == article_id for s in found.documents) or found.total > 1000
