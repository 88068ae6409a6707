"""Title, date and text of an article as one capture had them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from indexer.article import Article

DATED_FOR_SURE = frozenset({"json-ld", "meta", "import"})
"""Origins of a date that says nothing else at another time; «преди 3 часа» on a page does."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of two captures: white space counts for nothing.

    Attributes:
        published: None also where the page tells its date in words that change by themselves.
        body: paragraphs.
    """

    title: str
    published: datetime | None
    body: tuple[str, ...]

    def dumped(self) -> str:
        """JSON that `loaded` turns into an equal value."""
        when = self.published.isoformat() if self.published else None
        return json.dumps([self.title, when, self.body], ensure_ascii=False)

    @classmethod
    def loaded(cls, text: str) -> Wording:
        """The value that `dumped` was of."""
        title, when, body = json.loads(text)
        return cls(title, datetime.fromisoformat(when) if when else None, tuple(body))


def wording(article: Article) -> Wording:
    """The wording of an article as it was read."""
    dated = article.origin.get("published") in DATED_FOR_SURE
    body = (" ".join(paragraph.split()) for paragraph in article.body)
    return Wording(
        " ".join(article.title.split()),
        article.published if dated else None,
        tuple(paragraph for paragraph in body if paragraph),
    )
