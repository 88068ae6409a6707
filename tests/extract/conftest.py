"""The sample newspaper's pages as captures, and a way to make a page of one's own."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from archive import Capture, Site
from indexer.article import Article, NotAnArticle
from indexer.extract import read

FETCHED = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
SITE = Site("paper", "Вестник „Пример“", "https://paper.example/", timezone="Europe/Madrid")

Read = Callable[..., Article | NotAnArticle]


@pytest.fixture
def read_page() -> Read:
    """Reads HTML text or bytes as a page of a paper."""

    def read_html(
        html: str | bytes, site: Site = SITE, url: str = "https://paper.example/a", **headers: str
    ) -> Article | NotAnArticle:
        body = html.encode() if isinstance(html, str) else html
        return read(Capture(site.key, url, FETCHED, body, headers=headers), site)

    return read_html


PROSE = (
    "Общината откри новия мост над реката след две години ремонт, а първи по него минаха деца.",
    "Кметът каза, че движението ще бъде пуснато изцяло до края на седмицата и ще е двупосочно.",
    "Ремонтът струва четири милиона евро, половината от които идват от общинския бюджет.",
)


@pytest.fixture
def page() -> Callable[..., str]:
    """A page with a headline, a date and three paragraphs; `body` and `head` replace or add."""

    def html(body: str | None = None, head: str = "", before: str = "", after: str = "") -> str:
        text = body if body is not None else "".join(f"<p>{p}</p>" for p in PROSE)
        return (
            f"<html><head><title>Новият мост - Вестник „Пример“</title>{head}</head><body>{before}"
            f"<h1>Новият мост</h1><div>{text}</div>{after}</body></html>"
        )

    return html
