"""Words a few letters away are those that Whoosh's automaton finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as wq

from indexer.columnar import Wanted
from tests.columnar.conftest import make_pair

LETTERS = "абвгъ"
words = st.text(LETTERS, min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(
    vocabulary=st.lists(words, min_size=1, max_size=40, unique=True),
    word=words,
    distance=st.integers(1, 2),
    sharing=st.integers(1, 3),
)
def test_the_same_documents_as_whoosh(
    tmp_path_factory, vocabulary, word, distance, sharing
) -> None:
    pair = make_pair(tmp_path_factory.mktemp("fuzzy"))
    pair.write([{"id": text, "text": text} for text in vocabulary])
    prefix = min(sharing, len(word))
    query = wq.FuzzyTerm("text", word, maxdist=distance, prefixlength=prefix)
    with pair.stock.searcher() as searcher:
        expected = {hit["id"] for hit in searcher.search(query, limit=None)}
    near = pair.engine.near("text", word, distance)
    assert {text for text in near if text[:prefix] == word[:prefix]} == expected
    hits = pair.engine.search(Wanted(query, count=100)).hits
    assert {pair.engine.stored(number)["id"] for number, _ in hits} == expected


@pytest.mark.parametrize(
    ("word", "distance", "near"),
    [
        ("мсот", 1, {"мост", "мот"}),
        ("мост", 1, {"мост", "моста", "мот"}),
        ("мост", 2, {"мост", "моста", "мостът", "мот"}),
        ("ост", 1, set()),
        ("", 1, set()),
        ("м" * 2000, 2, set()),
    ],
)
def test_what_is_near(tmp_path, word: str, distance: int, near: set[str]) -> None:
    pair = make_pair(tmp_path)
    pair.write([{"id": "1", "text": "мост моста мот гост"}])
    pair.write([{"id": "2", "text": "мост мостът"}], merge=False)
    found = pair.engine.near("text", word, distance)
    assert set(found) == near
    assert found.get("мост") in (None, 2)
