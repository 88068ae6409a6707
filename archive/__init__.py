"""What the sites said: bytes, when, from where. Never interprets, never deletes, never fetches.

    data/archive/
      warc/*.warc.gz     WARC 1.1 (ISO 28500), one response record a capture, append-only
      catalogue.db       SQLite: captures, tombstones and moves; can be made again from the WARCs

Nothing can rebuild this folder, so nothing here deletes from it.
"""

from archive.capture import ARTICLE_JSON, Capture
from archive.config import Settings, load_settings
from archive.entry import Counts, Entry, Kept, Move, Tombstone
from archive.errors import HronikaError
from archive.newspaper import Reading, Site
from archive.recovery import recatalogue
from archive.site import declared_sites, find_site, load_site
from archive.store import Archive

__all__ = [
    "ARTICLE_JSON",
    "Archive",
    "Capture",
    "Counts",
    "Entry",
    "HronikaError",
    "Kept",
    "Move",
    "Reading",
    "Settings",
    "Site",
    "Tombstone",
    "declared_sites",
    "find_site",
    "load_settings",
    "load_site",
    "recatalogue",
]
