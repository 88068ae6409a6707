"""What the sites said: bytes, when, from where. Never interprets, never deletes, never fetches.

    data/archive/
      warc/*.warc.gz     WARC 1.1 (ISO 28500), one response record a capture, append-only
      catalogue.db       SQLite: captures, tombstones, refusals; can be made again from the WARCs

Nothing can rebuild this folder, so nothing here deletes from it.
"""

from archive.capture import Capture, Refusal
from archive.site import Site

__all__ = ["Capture", "Refusal", "Site"]
