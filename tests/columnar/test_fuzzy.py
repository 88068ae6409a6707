"""Words a few letters away, by the definition: a letter more, less, another, or two swapped.

Whoosh's automaton does not count two swapped letters as one slip, so it is no judge of this.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as wq

from indexer.columnar import Wanted
from tests.columnar.conftest import make_pair

LETTERS = "абвгъ"
words = st.text(LETTERS, min_size=1, max_size=7)


def distance_of(one: str, other: str) -> int:
    """Optimal string alignment: no letter is touched twice."""
    rows = [[i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1,
                rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@settings(max_examples=60, deadline=None)
@given(
    vocabulary=st.lists(words, min_size=1, max_size=40, unique=True),
    word=words,
    distance=st.integers(1, 2),
    sharing=st.integers(1, 3),
)
def test_the_words_of_the_definition(tmp_path_factory, vocabulary, word, distance, sharing) -> None:
    pair = make_pair(tmp_path_factory.mktemp("fuzzy"))
    pair.write([{"id": text, "text": text} for text in vocabulary])
    prefix = min(sharing, len(word))
    near = {text for text in vocabulary if distance_of(text, word) <= distance}
    assert set(pair.engine.near("text", word, distance)) == {t for t in near if t[0] == word[0]}
    query = wq.FuzzyTerm("text", word, maxdist=distance, prefixlength=prefix)
    hits = pair.engine.search(Wanted(query, count=100)).hits
    found = {pair.engine.stored(number)["id"] for number, _ in hits}
    assert found == {text for text in near if text[:prefix] == word[:prefix]}


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
