"""Fills the archive: asks a site politely for what is new, or takes in files.

    robots.txt ─→ discover (sitemaps, feeds, WordPress, home page) ─→ schedule: what is due
        ─→ frontier: in which order ─→ fetch: one bounded request at a time ─→ archive.keep

Every address comes to exactly one outcome (`Outcome`), kept or refused with a reason; nothing is
in memory alone: after `kill -9` the next run goes on with what the catalogue does not have yet.
"""

from indexer.crawl.imports import ImportReport, import_paths
from indexer.crawl.outcome import CrawlReport, Outcome, Progress
from indexer.crawl.run import crawl

__all__ = ["CrawlReport", "ImportReport", "Outcome", "Progress", "crawl", "import_paths"]
