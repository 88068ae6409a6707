"""A segment as stock Whoosh sees it: every query, parser, speller and highlighter works on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import ColumnReader
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import to_sortable

from indexer.columnar.array_file import Array, Arrays
from indexer.columnar.columns import numbers
from indexer.columnar.postings import Field
from indexer.columnar.stored import fields_of
from indexer.columnar.values import values_of, vector

LONGEST = 1 << 31  # of a document, in terms: what term statistics say when asked


class TermsReader(base.TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """Terms and postings of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._names = sorted({n.split("/")[1] for n in arrays.by_name if n.startswith("post/")})
        self._fields: dict[str, Field] = {}

    def field(self, name: str) -> Field | None:
        """One field, None where no document has it."""
        if name not in self._fields and name in self._names:
            self._fields[name] = Field(self._arrays, name)
        return self._fields.get(name)

    def indexed_field_names(self) -> list[str]:
        """Sorted."""
        return self._names

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self.field(term[0])
        return field is not None and field.find(term[1]) >= 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms of all fields in order."""
        return ((n, t) for n in self._names for t in self._some(n).terms())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms from one on, those of the following fields too."""
        for name in self._names:
            if name >= fieldname:
                field = self._some(name)
                first = field.first_from(prefix) if name == fieldname else 0
                yield from ((name, field.term(n)) for n in range(first, field.size))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Terms with their figures."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Terms from one on, with their figures."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """A term's figures.

        Raises:
            TermNotFound: there is no such term.
        """
        field, number = self._found(fieldname, text)
        first, end = field.bounds(number)
        weights, documents = field.weight_of(first, end), field.of(number)
        return TermInfo(
            weight=float(weights.sum(dtype=np.float64)),
            df=end - first,
            minlength=1,
            maxlength=LONGEST,
            maxweight=float(weights.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """The sum of a term's weights, 0 for none."""
        if (fieldname, text) not in self:
            return 0.0
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands."""
        field = self.field(fieldname)
        number = -1 if field is None else field.find(text)
        return field.count(number) if field is not None and number >= 0 else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """A stock matcher over a term's postings."""
        field, number = self._found(fieldname, text)
        first, end = field.bounds(number)
        return ListMatcher(
            field.of(number).tolist(),
            field.weight_of(first, end).astype(float).tolist(),
            values_of(field, number, format_),
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        """A cursor over a field's terms."""
        field = self.field(fieldname)
        return base.EmptyCursor() if field is None else _Cursor(self, field, fieldobj)

    def _some(self, name: str) -> Field:
        field = self.field(name)
        assert field is not None
        return field

    def _found(self, fieldname: str, text: bytes) -> tuple[Field, int]:
        field = self.field(fieldname)
        number = -1 if field is None else field.find(text)
        if field is None or number < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return field, number


class _Cursor(base.FieldCursor):  # type: ignore[misc]  # Whoosh has no types
    """Steps through a field's terms in order."""

    def __init__(self, reader: TermsReader, field: Field, fieldobj: Any) -> None:
        self._reader, self._field, self._of = reader, field, fieldobj
        self._at = 0

    def first(self) -> Any:
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> Any:
        raw = term if isinstance(term, bytes) else self._of.to_bytes(term)
        self._at = self._field.first_from(raw)
        return self.text()

    def next(self) -> Any:
        self._at += 1
        return self.text()

    def text(self) -> Any:
        return self._of.from_bytes(self._field.term(self._at)) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        if not self.is_valid():
            return None
        return self._reader.term_info(self._field.name, self._field.term(self._at))

    def is_valid(self) -> bool:
        return self._at < self._field.size


class DocumentReader(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """Lengths, columns and stored fields of a segment's documents."""

    def __init__(self, arrays: Arrays, segment: Any) -> None:
        self._arrays, self._segment = arrays, segment

    @cached_property
    def _deleted(self) -> frozenset[int]:
        return frozenset(self._segment.deleted_docs())

    def doc_count(self) -> int:
        return self._arrays.documents - len(self._deleted)

    def doc_count_all(self) -> int:
        return self._arrays.documents

    def has_deletions(self) -> bool:
        return bool(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        named = (f"num/{fieldname}/place", f"num/{fieldname}/plain", f"raw/{fieldname}/start")
        return any(self._arrays.get(name) is not None for name in named)

    def column_reader(self, fieldname: str, column: Any) -> ColumnReader:
        return _Column(self._arrays, fieldname, column)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.max())

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        field = self._vectored(fieldname)
        return field is not None and len(field.held_by(docnum)[0]) > 0

    def vector(self, docnum: int, fieldname: str, format_: Any) -> ListMatcher:
        field = self._vectored(fieldname)
        if field is None or not len(field.held_by(docnum)[0]):
            raise ValueError(f"{fieldname} has no vector in document {docnum}")
        return vector(field, docnum, format_)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return fields_of(self._arrays, docnum)

    def _vectored(self, fieldname: str) -> Field | None:
        wanted = fieldname in self._segment.vectors
        return TermsReader(self._arrays).field(fieldname) if wanted else None

    def _lengths(self, fieldname: str) -> Array | None:
        return self._arrays.get(f"len/{fieldname}")


class _Column(ColumnReader):  # type: ignore[misc]  # Whoosh has no types
    """A column as Whoosh's sorting and grouping read it, see column_building."""

    def __init__(self, arrays: Arrays, name: str, column: Any) -> None:
        found = numbers(arrays, name)
        self._numbers = None if found is None else found.all()
        self._present = None if found is None else found.present
        self._zero = 0 if found is None else int(arrays[f"num/{name}/zero"][0])
        self._bytes, self._start = arrays.get(f"raw/{name}/byte"), arrays.get(f"raw/{name}/start")
        self._doccount, self._sign = arrays.documents, 1
        self._default = column.default_value()
        kind = getattr(column, "_typecode", "")
        floats = self._numbers is not None and self._numbers.dtype.kind == "f"
        self._turned = floats and kind not in "fd"

    def __len__(self) -> int:
        return self._doccount

    def __getitem__(self, docnum: int) -> Any:
        if self._numbers is not None:
            if self._present is not None and not self._present[docnum]:
                return self._default
            number = self._numbers[docnum].item()
            if self._turned:
                return to_sortable(float, 64, self._zero > 0, number)
            return number + self._zero
        assert self._start is not None
        assert self._bytes is not None
        return self._bytes[int(self._start[docnum]) : int(self._start[docnum + 1])].tobytes()

    def sort_key(self, docnum: int) -> Any:
        return self._sign * self[docnum] if self._numbers is not None else self[docnum]

    def set_reverse(self) -> None:
        self._sign = -1
