"""The text of a page, as far as a crawl has to know it; read within bounds, by the first thread."""

from __future__ import annotations

from archive.capture import Capture
from archive.site import Site
from indexer.article import Article
from indexer.build.bounded import within_bounds
from indexer.extract import read
from indexer.pages import text_digest


def text_of(capture: Capture, site: Site) -> str:
    """A digest of the text that a page is read as; one and the same for all that is no article."""
    found = within_bounds(lambda: read(capture, site), capture.url)
    return text_digest(found) if isinstance(found, Article) else ""


def is_article(capture: Capture, site: Site) -> bool:
    """Whether a page reads as an article."""
    return text_of(capture, site) != ""
