"""Fills the archive: asks sites politely for what is new, or takes in files.

    run: sites, their threads, what is durable
      └─ site_run: robots.txt ─→ discover (sitemaps, feeds, WordPress, sections)
            ─→ schedule: what is due ─→ frontier: in which order ─→ fetch: one bounded request
            ─→ answers: kept, refused, gone, moved ─→ patience: whether to go on

Every address comes to exactly one outcome (`Outcome`), kept or refused with a reason; archive and
`memory` have it within a tenth of a second, in this order. After `kill -9` the next run asks the
lists again and goes on with what neither of them knows, and with redirects and vanished pages whose
end is open. Whatever one site does ends its own run alone.
"""

from indexer.crawl.importing import ImportReport, import_paths
from indexer.crawl.outcome import CrawlReport, Outcome, Progress
from indexer.crawl.run import crawl, crawl_sites
from indexer.crawl.site_run import Asked

__all__ = [
    "Asked",
    "CrawlReport",
    "ImportReport",
    "Outcome",
    "Progress",
    "crawl",
    "crawl_sites",
    "import_paths",
]
