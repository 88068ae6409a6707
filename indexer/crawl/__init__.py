"""Fills the archive: asks a site politely for what is new, or takes in files.

    robots.txt ─→ discover (sitemaps, feeds, WordPress, sections) ─→ schedule: what is due
        ─→ frontier: in which order ─→ fetch: one bounded request at a time ─→ archive.keep

Every address comes to exactly one outcome (`Outcome`), kept or refused with a reason, and
`memory` has it before the next is asked for. After `kill -9` the next run asks the lists again and
goes on with what neither archive nor memory knows, and with the targets of redirects that waited.
"""

from indexer.crawl.importing import ImportReport, import_paths
from indexer.crawl.outcome import CrawlReport, Outcome, Progress
from indexer.crawl.run import crawl

__all__ = ["CrawlReport", "ImportReport", "Outcome", "Progress", "crawl", "import_paths"]
