"""A document's values as terms, through the field's own analyser, and its columns' values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh import analysis, fields, formats

from indexer.columnar import words

UTF8 = "utf-8"
Term = str | bytes
Split = Callable[[str], tuple[Sequence[Term], Iterable[int]]]


@dataclass(frozen=True, slots=True)
class Analysed:
    """A value's tokens.

    Attributes:
        terms: in the order of their positions, each str or bytes in the field's encoding; the same
            term is always the same of the two.
        positions: of each, for fields that keep them.
        weights: of each, where any is not 1.
    """

    terms: Sequence[Term]
    positions: Iterable[int] = ()
    weights: list[float] | None = None


Posting = tuple[bytes, float, list[int]]
"""A term, its weight in a document, and its positions there: zeros where none are kept."""


class FieldAnalyser:
    """Turns values of one field into tokens.

    Attributes:
        positions: whether the field keeps them.
        counted: whether it keeps how often a term stands; its words for spelling it does not.
        scorable: whether it keeps lengths.
        encoding: of terms that are bytes.
    """

    def __init__(self, field: Any) -> None:
        self._field = field
        self.positions = bool(field.format.supports("positions"))
        self.counted = not isinstance(field, fields.SpellField)
        self.scorable = bool(field.scorable)
        simple = self.positions and type(field.format) is formats.Positions
        self._split = _splitter(field.analyzer) if simple else None
        self.encoding = words.ENCODING if self._split is words.words else UTF8
        self._boost = float(field.format.field_boost)
        self._is_text = isinstance(field, (fields.TEXT, fields.KEYWORD, fields.ID))
        self._listed = type(field.format) in (formats.Frequency, formats.Existence)

    def tokens(self, value: Any, boost: float) -> Analysed:
        """The tokens of a value.

        Raises:
            ValueError: the field takes no such value.
        """
        if self._listed and self._is_text and boost == self._boost == 1 and _is_list(value):
            return Analysed(value)
        if self._split is None or not isinstance(value, str):
            return self._through_the_field(value, boost)
        terms, positions = self._split(value)
        factor = boost * self._boost
        return Analysed(terms, positions, None if factor == 1 else [factor] * len(terms))

    def gathered(self, postings: Iterable[Posting]) -> Analysed:
        """The tokens that a document's postings in this field stand for."""
        found = [
            (term, place, weight / max(1, len(places)))
            for term, weight, places in postings
            for place in places
        ]
        found.sort(key=lambda token: token[1])
        weights = [weight for *_, weight in found]
        terms = [term for term, *_ in found]
        return Analysed(
            [self._kept(term) for term in terms] if self._is_text else terms,
            [place for _, place, _ in found] if self.positions else (),
            weights if any(weight != 1 for weight in weights) else None,
        )

    def _through_the_field(self, value: Any, boost: float) -> Analysed:
        places = self._field.format.decode_positions if self.positions else None
        return self.gathered(
            (term, weight * boost, places(encoded) if places else [0] * frequency)
            for term, frequency, weight, encoded in self._field.index(value)
        )

    def _kept(self, term: bytes) -> Term:
        word = term.decode()
        return words.kept(word) if self.encoding == words.ENCODING else word


def _is_list(value: Any) -> bool:
    """Whether a value is names, each once: whole terms, that no analyser touches."""
    return (
        isinstance(value, list)
        and all(type(v) is str for v in value)
        and (len(set(value)) == len(value))
    )


def _splitter(analyser: Any) -> Split | None:
    """The quick way of an analyser, if it has one; its tokens' boosts must all be 1.

    An analyser may offer `terms(text) -> (terms, positions)` itself; Whoosh's words in lower case
    are known here.
    """
    if hasattr(analyser, "terms"):
        own: Split = analyser.terms
        return own
    parts: list[Any] = list(getattr(analyser, "items", []))
    kinds = [type(part) for part in parts]
    if kinds != [analysis.RegexTokenizer, analysis.LowercaseFilter] or parts[0].gaps:
        return None
    return words.words if parts[0].expression.pattern == words.PATTERN else None
