"""Bulgarian tokens as Whoosh wants them: two analysers over one pass of `indexer.bulgarian`.

The import path of these classes is stored inside every index: raise
`indexer.generation.SCHEMA_VERSION` when it changes, and `indexer.bulgarian.ANALYSIS_VERSION` when
what they give does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from whoosh.analysis import Analyzer, Token

from indexer import bulgarian
from indexer.search.positions import analysed, placed


class ExactAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """Folded, lower-case forms as they stand."""

    def __call__(
        self, value: str, positions: bool = False, chars: bool = False, **_: object
    ) -> Iterator[Token]:
        """Whoosh's protocol: one mutable Token, yielded again and again."""
        out = Token(positions, chars, boost=1.0)
        for token, position in placed(value):
            out.text, out.pos, out.boost = token.text, position, 1.0
            out.startchar, out.endchar = token.start, token.end
            yield out

    def terms(self, value: str) -> tuple[list[str], list[int]]:
        """The same at once, as indexer.columnar takes it: terms and their positions."""
        found = analysed(value)
        return found.forms, found.positions


class StemAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """Stems; a form of two words gives both at its position."""

    def __call__(
        self, value: str, positions: bool = False, chars: bool = False, **_: object
    ) -> Iterator[Token]:
        """Whoosh's protocol: one mutable Token, yielded again and again."""
        out = Token(positions, chars, boost=1.0)
        for token, position in placed(value):
            for stem in bulgarian.stems(token.text):
                out.text, out.pos, out.boost = stem, position, 1.0
                out.startchar, out.endchar = token.start, token.end
                yield out

    def terms(self, value: str) -> tuple[list[str], list[int]]:
        """The same at once, as indexer.columnar takes it: terms and their positions."""
        found = analysed(value)
        terms = list(chain.from_iterable(found.stems))
        if len(terms) == len(found.positions):
            return terms, found.positions
        several = zip(found.stems, found.positions, strict=True)
        return terms, [at for stems, at in several for _ in stems]
