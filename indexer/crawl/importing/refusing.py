"""What an import does not take: refused with a reason, or passed over and counted by name."""

from __future__ import annotations

from datetime import UTC, datetime

from archive.site import Site
from indexer.crawl.outcome import Refusal

PASSED_OVER = "passed-over"
"""The reason of what lies beside pages in a file; it is counted, and no fault."""


def refusal(site: Site, where: str, reason: str, detail: str) -> Refusal:
    """A refusal of now; `where` is a file, with a line or a byte."""
    return Refusal(site.key, where, datetime.now(UTC), reason, " ".join(detail.split())[:200])
