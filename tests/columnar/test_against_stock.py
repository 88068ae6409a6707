"""Random small indexes and queries: the same documents, scores and counts as stock Whoosh."""

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from whoosh import query as wq

from indexer.columnar import Narrowing, Span, Wanted
from tests.columnar.conftest import make_pair

pytestmark = pytest.mark.usefixtures("way")

PHASES = [Phase.explicit, Phase.reuse, Phase.generate]

WORDS = ["а", "аб", "абв", "бв", "в"]
word = st.sampled_from(WORDS)
text = st.lists(word, max_size=16).map(" ".join)
tags = st.lists(st.sampled_from(["x", "y", "z w"]), max_size=3, unique=True)


def several_batches(texts):
    document = st.fixed_dictionaries(
        {"id": st.sampled_from("12345"), "title": texts, "text": texts, "day": st.integers(1, 5)},
        optional={"tag": tags.map(",".join)},
    )
    batch = st.lists(document, max_size=4, unique_by=lambda d: d["id"])
    return st.lists(batch, max_size=4)


batches = several_batches(text)
# A merge in stock Whoosh adds up rounded lengths; those of up to ten words are exact.
short_batches = several_batches(st.lists(word, max_size=10).map(" ".join))
field = st.sampled_from(["title", "text"])
boost = st.sampled_from([0.5, 1.0, 2.0])
term = st.builds(wq.Term, field, word, boost=boost)
phrase = st.builds(
    lambda f, w, s, b: wq.Phrase(f, w, slop=s, boost=b),
    field, st.lists(word, min_size=2, max_size=3), st.integers(1, 3), boost,
)  # fmt: skip
leaf = st.one_of(term, phrase)


def compound(inner):
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        st.builds(wq.And, several, boost=boost),
        st.builds(wq.Or, several, boost=boost),
        st.builds(wq.AndMaybe, inner, inner),
        st.builds(wq.Require, inner, inner),
    )


queries = st.recursive(leaf, compound, max_leaves=6)
pattern = st.one_of(
    st.builds(wq.Prefix, field, word),
    st.builds(wq.Wildcard, field, st.sampled_from(["а*в", "?", "*в"])),
    st.builds(wq.FuzzyTerm, field, word),
    st.builds(lambda a, b: wq.NumericRange("day", min(a, b), max(a, b)),
              st.integers(0, 6), st.integers(0, 6)),
    st.builds(wq.Every),
    st.builds(wq.TermRange, field, word, word),
    term,
)  # fmt: skip
filters = st.recursive(
    pattern,
    lambda inner: st.one_of(
        st.builds(wq.And, st.lists(inner, min_size=2, max_size=3)),
        st.builds(wq.Or, st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda a, b: wq.And([a, wq.Not(b)]), inner, inner),
    ),
    max_leaves=5,
)


def built(folder, given):
    pair = make_pair(Path(folder))
    for batch in given:
        pair.write(batch, merge=False)
    return pair


def scores(pair, query, **more):
    engine = pair.engine
    found = engine.search(Wanted(query, count=100, **more))
    assert found.total == len(found.hits)
    return {engine.stored(n)["id"]: score for n, score in found.hits}


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(batches, st.lists(queries, min_size=1, max_size=5))
def test_scores_are_those_of_stock_whoosh(given, asked) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pair = built(folder, given)
        for query in asked:
            assert scores(pair, query) == pytest.approx(pair.stock_scores(query), abs=2e-5)


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(batches, queries, queries)
def test_what_is_excluded_is_taken_off(given, asked, excluded) -> None:
    """Against set algebra: stock Whoosh's AndNot lets some excluded documents through."""
    with tempfile.TemporaryDirectory() as folder:
        pair = built(folder, given)
        left, gone = scores(pair, asked), scores(pair, excluded)
        expected = {name: score for name, score in left.items() if name not in gone}
        assert scores(pair, wq.AndNot(asked, excluded)) == pytest.approx(expected)


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(batches, st.lists(filters, min_size=1, max_size=5))
def test_patterns_and_ranges_find_the_same(given, asked) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pair = built(folder, given)
        for query in asked:
            assert set(scores(pair, query)) == set(pair.stock_scores(query))


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(short_batches, term, st.lists(st.sampled_from("12345"), max_size=2))
def test_deletes_and_merges_change_nothing_else(given, query, deleted) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pair = built(folder, given)
        for name in deleted:
            pair.delete(name)
        assert scores(pair, query) == pytest.approx(pair.stock_scores(query), abs=2e-5)
        for index in (pair.columnar, pair.stock):
            index.writer().commit(optimize=True)
        assert scores(pair, query) == pytest.approx(pair.stock_scores(query), abs=2e-5)


narrowing = st.builds(
    Narrowing,
    st.just("tag"),
    st.lists(st.sampled_from(["x", "y", "нищо"]), max_size=2).map(tuple),
    st.lists(st.sampled_from(["z w"]), max_size=1).map(tuple),
)


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(batches, st.one_of(term, st.builds(wq.Every)), narrowing, st.integers(1, 5))
def test_counts_are_those_of_brute_force(given, query, choice, low) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pair = built(folder, given)
        live = {d["id"]: d for batch in given for d in batch}
        hits = [live[name] for name in pair.stock_scores(query)]
        wanted = Wanted(query, (choice,), Span("day", low, None), ("tag",), "day")
        found = pair.engine.search(wanted)
        later = [d for d in hits if d["day"] >= low]
        through = [d for d in hits if lets_through(choice, values(d))]
        assert found.counts["tag"].as_dict() == Counter(v for d in later for v in values(d))
        assert found.numbers == Counter(d["day"] for d in through)
        assert found.total == sum(d["day"] >= low for d in through)


def values(document):
    return [v for v in document.get("tag", "").split(",") if v]


def lets_through(choice, own):
    if any(v in choice.unwanted for v in own):
        return False
    return not choice.wanted or any(v in choice.wanted for v in own)
