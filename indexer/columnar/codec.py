"""The codec that Whoosh asks for readers; writing is the business of ColumnarWriter."""

from __future__ import annotations

from secrets import token_hex
from typing import Any, NoReturn

from whoosh.codec.base import Codec
from whoosh.codec.whoosh3 import W3Segment

from indexer.columnar.opened import opened
from indexer.columnar.reading import DocumentReader, TermsReader


class ColumnarSegment(W3Segment):  # type: ignore[misc]  # Whoosh has no types
    """A segment as the TOC names it, with the numbers of its deleted documents.

    Attributes:
        vectors: names of the fields that have them.
    """

    vectors: frozenset[str] = frozenset()

    def should_assemble(self) -> bool:
        """Never into a compound file: one file is mapped whole."""
        return False


class ColumnarCodec(Codec):  # type: ignore[misc]  # Whoosh has no types
    """Readers over `MAIN_*.columns`; pickled into the TOC by its name, so keep its place."""

    def new_segment(self, storage: Any, indexname: str) -> ColumnarSegment:
        """A segment with a new name."""
        return ColumnarSegment(self, indexname, segid=token_hex(8))

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """Terms and postings."""
        return TermsReader(opened(storage, segment))

    def per_document_reader(self, storage: Any, segment: Any) -> DocumentReader:
        """Lengths, columns, stored fields."""
        return DocumentReader(opened(storage, segment), segment)

    def supports_columns(self) -> bool:
        """They are there."""
        return True

    def per_document_writer(self, storage: Any, segment: Any) -> NoReturn:
        """Not so: see `field_writer`."""
        raise NotImplementedError("write with indexer.columnar.ColumnarWriter")

    def field_writer(self, storage: Any, segment: Any) -> NoReturn:
        """Whoosh's own writer hands postings over one by one, which is what this codec avoids."""
        raise NotImplementedError("write with indexer.columnar.ColumnarWriter")

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> NoReturn:
        """Not so: see `field_writer`."""
        raise NotImplementedError("write with indexer.columnar.ColumnarWriter")

    def postings_reader(self, *_: Any, **__: Any) -> NoReturn:
        """Not so: TermsReader makes matchers itself."""
        raise NotImplementedError("postings are read by TermsReader.matcher")
