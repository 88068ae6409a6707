"""The golden tables and the vocabulary of an index, for the floors of quality."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import golden

from indexer.bulgarian import stems, tokens

ARTICLES = Path(__file__).parents[2] / "data" / "sample" / "articles"


@pytest.fixture(scope="session")
def known() -> Callable[[Iterable[str]], Mapping[str, int]]:
    """A small index: the sample site's articles and the words of the golden queries."""
    documents: Counter[str] = Counter()
    for path in sorted(ARTICLES.glob("*.txt")):
        documents.update(_terms(path.read_text(encoding="utf-8")))
    for word, _, _ in golden.spellings():
        documents.update(_terms(word))
    documents.update(name for line in golden.lines("latin_names.txt") for name in line.split())
    return lambda forms: {form: documents[form] for form in forms}


def _terms(text: str) -> set[str]:
    words = {token.text for token in tokens(text)}
    return words.union(*map(stems, words))
