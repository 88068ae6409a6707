"""Capture → Article: what a page says, each field from proposals with their origins.

    decode → evidence (one walk) → fields/ (proposals and a choice) · body/ (ways and a vote) → kind

A pure function of the capture and the site's declaration: the same input gives the same article.
It ends with the text: who is named in it is `indexer.naming`'s.
What is doubtful is absent; each field says where it was found.
"""

from indexer.extract.reading import Reading, read, reading_of
from indexer.extract.version import READ_VERSION

__all__ = ["READ_VERSION", "Reading", "read", "reading_of"]
