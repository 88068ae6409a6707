"""Snippets and highlights."""

import re
from html import unescape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indexer import bulgarian
from indexer.search import tree
from indexer.search.marks import Marker, near
from indexer.search.snippets import marked, snippet


def word(text: str) -> tree.Term:
    return tree.Term(text, bulgarian.stems(text))


def test_whole_words_are_marked_in_all_their_forms() -> None:
    marker = Marker(word("ракета"))
    text = "Ракетите и ракетата, не ракетният."
    assert marked(text, marker.marks(text)).startswith(
        "<mark>Ракетите</mark> и <mark>ракетата</mark>,"
    )


def test_a_phrase_is_marked_only_where_it_stands_whole() -> None:
    text = "Бял дом, после дом и Белият дом, бял дом."
    marks = Marker(tree.Phrase(("бял", "дом"))).marks(text)
    assert [text[m.start : m.end] for m in marks] == ["Бял", "дом", "бял", "дом"]


WORDS = ["бял", "дом", "море"]
leaves = st.one_of(
    st.builds(word, st.sampled_from(WORDS)),
    st.builds(tree.Phrase, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(tuple)),
)


@given(st.lists(leaves, min_size=1, max_size=3), st.lists(st.sampled_from(WORDS), max_size=9))
def test_every_found_word_is_marked_once_by_the_first_part(parts, words) -> None:
    expected: dict[int, int] = {}
    for part, leaf in enumerate(parts):
        run = leaf.words if isinstance(leaf, tree.Phrase) else (leaf.exact,)
        for at in range(len(words)):
            if tuple(words[at : at + len(run)]) == run:
                for inside in range(at, at + len(run)):
                    expected.setdefault(inside, part)
    starts = [len(" ".join([*words[:at], ""])) for at in range(len(words))]
    marks = Marker(tree.Or(tuple(parts))).marks(" ".join(words))
    assert {mark.start: mark.part for mark in marks} == {
        starts[at]: part for at, part in expected.items()
    }


@given(st.text(alphabet="аб1 \n\u00a0.,-'’\u0301\u200bпонай"))
def test_marks_are_the_tokens_that_fit(text) -> None:
    words = list(bulgarian.tokens(text))
    begun = {(w.start, w.end) for w in words if w.text.startswith("а")}
    pairs = [(one, two) for one, two in pairwise(words) if (one.text, two.text) == ("а", "б")]
    assert {(m.start, m.end) for m in Marker(tree.Prefix("а")).marks(text)} == begun
    assert {(m.start, m.end) for m in Marker(tree.Phrase(("а", "б"))).marks(text)} == {
        (word.start, word.end) for pair in pairs for word in pair
    }


def test_what_is_excluded_is_not_marked() -> None:
    node = tree.And((word("море"), tree.Not(word("ракета"))))
    assert [m.part for m in Marker(node).marks("море ракета море")] == [0, 0]


def test_the_snippet_shows_where_most_of_the_query_stands() -> None:
    text = "Море. " + "Друга дума. " * 60 + "Тук ракета падна в морето. " + "Трета дума. " * 60
    found = snippet(text, Marker(tree.And((word("ракета"), word("море")))).marks(text))
    assert "<mark>ракета</mark> падна в <mark>морето</mark>" in found
    assert found.startswith("…")
    assert found.endswith("…")
    assert len(unescape(re.sub("</?mark>", "", found))) < 300


def test_without_a_found_word_it_is_the_beginning() -> None:
    assert snippet("Първа дума. " * 50, []).startswith("Първа дума. Първа")


def test_a_whole_sentence_ends_without_an_ellipsis() -> None:
    whole = "Мостът над реката отново работи с пълна сила, а лента нямаше.\nПървите коли."
    assert snippet(whole, [], 70) == "Мостът над реката отново работи с пълна сила, а лента нямаше."
    assert snippet(whole, [], 30) == "Мостът над реката отново работи…"


def test_markup_of_a_page_is_escaped() -> None:
    text = "Море <script>alert(1)</script> & вълни"
    found = snippet(text, Marker(word("море")).marks(text))
    assert found == "<mark>Море</mark> &lt;script&gt;alert(1)&lt;/script&gt; &amp; вълни"


@given(st.text(alphabet="ракет мо<>&\n.“", max_size=400), st.integers(20, 100))
def test_a_snippet_is_a_piece_of_its_text(text: str, width: int) -> None:
    found = snippet(text, Marker(word("ракета")).marks(text), width)
    plain = unescape(re.sub("</?mark>", "", found)).strip("…")
    assert " ".join(plain.split()) in " ".join(text.split())
    assert "<" not in re.sub("</?mark>", "", found)


@given(st.text("абв", max_size=7), st.text("абв", max_size=7))
def test_near_agrees_with_the_definition(one: str, other: str) -> None:
    def distance(x: str, y: str) -> int:
        if not x or not y:
            return len(x) + len(y)
        least = min(
            distance(x[1:], y) + 1, distance(x, y[1:]) + 1, distance(x[1:], y[1:]) + (x[0] != y[0])
        )
        if len(x) > 1 and len(y) > 1 and x[0] == y[1] and x[1] == y[0]:
            least = min(least, distance(x[2:], y[2:]) + 1)
        return least

    expected = one[:1] == other[:1] and distance(one, other) <= 2
    assert near(one, other, 2) == expected
