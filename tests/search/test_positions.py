"""The quick way to the words of a text gives what the tokens give, place by place."""

from hypothesis import given
from hypothesis import strategies as st

from indexer import bulgarian
from indexer.search.positions import analysed, placed

PIECES = st.sampled_from(
    ["мост", "Най-добър", "т.нар.", "„Труд“", "3,5", "3.5.2", "по-", " ", "\n", "\n\n", "\n\n\n",
     "—", "д'Артанян", "b2b", "\u00a0", "\u2028", "...", "ЧЕ\u0300СТО", "\x1c", "х" * 30]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join))
def test_words_stems_and_positions_are_those_of_the_tokens(text: str) -> None:
    found = analysed(text)
    expected = placed(text)
    assert found.forms == [token.text for token, _ in expected]
    assert found.positions == [position for _, position in expected]
    assert found.stems == [bulgarian.stems(token.text) for token, _ in expected]
