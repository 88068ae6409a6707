"""Small real indexes for the search tests."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.search.backend import Document, SearchBackend
from indexer.search.whoosh.backend import WhooshBackend
from tests.search.stock_backend import StockBackend

Make = Callable[..., Document]


def make(
    number: int | str = 1, title: str = "Заглавие", text: str = "", **values: object
) -> Document:
    """A document with sensible defaults; `published` as an ISO text."""
    published = values.pop("published", "2023-09-05T14:30:00")
    when = datetime.fromisoformat(str(published)).replace(tzinfo=UTC) if published else None
    given = {"site": "paper", "url": f"https://paper.example/{number}", **values}
    day = when.date() if when else None
    return Document(
        id=f"id{number}",
        title=title,
        text=text,
        published=when,
        day=day,
        **given,  # type: ignore[arg-type]
    )


@pytest.fixture
def document() -> Make:
    return make


# Every engine behind the seam; the contract's tests run on each.
BACKENDS: dict[str, Callable[[Path], SearchBackend]] = {
    "whoosh": lambda folder: WhooshBackend(folder, create=True),
    "stock": lambda folder: StockBackend(folder, create=True),
}


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchBackend]:
    opened = BACKENDS[request.param](tmp_path / "index")
    yield opened
    opened.close()
