"""What a run of `index` or `rebuild` did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.article import NotAnArticle
from indexer.pages import PageRead

Progress = Callable[[int, int], None]
"""Called with how many pages were read and how many there are to read."""


@dataclass(slots=True)
class Indexed:
    """What a run did.

    Attributes:
        captures: that were noticed, those that brought the bytes of before not counted.
        pages: that were read: new ones, those with new captures, those whose reading changed.
        articles: documents put into the search index.
        renamed: articles whose persons and sources were named anew without reading.
        gone: articles all of whose pages their site has dropped since the last run.
        passed_over: pages that hold no article, by reason.
        damaged: records that could not be read, a line each.
        refused: articles that the search index refused, a line each.
        total: articles that the index holds now.
    """

    captures: int = 0
    pages: int = 0
    articles: int = 0
    renamed: int = 0
    gone: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    damaged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    total: int = 0

    def tell(self, page: PageRead) -> None:
        """Count a page that was read."""
        self.pages += 1
        if isinstance(page.found, NotAnArticle):
            self.passed_over[page.found.reason] += 1
        self.damaged += [f"{page.url}: {p.reason}" for p in page.passed if p.again]
