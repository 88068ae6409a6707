"""Floors of the stemmer on our own golden tables; they only fall when that is said aloud."""

from itertools import combinations

import golden
import pytest

from indexer.bulgarian import stems

PARADIGMS = golden.paradigms()


def share(one: str, other: str) -> bool:
    return bool(set(stems(one)) & set(stems(other)))


def test_the_table_is_large_enough() -> None:
    assert len(PARADIGMS) >= 400
    assert sum(map(len, PARADIGMS)) >= 2500


@pytest.mark.parametrize("forms", PARADIGMS, ids=lambda forms: forms[0])
def test_all_forms_share_a_stem(forms: list[str]) -> None:
    common = set.intersection(*(set(stems(form)) for form in forms))
    assert common, {form: stems(form) for form in forms}


def test_precision_between_paradigms() -> None:
    """Of the pairs of forms that share a stem, those of one paradigm: 0.971 when pinned.

    The rest are forms of two words («хора», of хор and of човек), which a paradigm cannot say.
    """
    by_stem: dict[str, set[str]] = {}
    for forms in PARADIGMS:
        for form in forms:
            for stem in stems(form):
                by_stem.setdefault(stem, set()).add(form)
    merged = {
        frozenset(pair) for forms in by_stem.values() for pair in combinations(sorted(forms), 2)
    }
    right = {frozenset(pair) for forms in PARADIGMS for pair in combinations(set(forms), 2)}
    assert len(merged & right) / len(merged) >= 0.97


@pytest.mark.parametrize(("kind", "one", "other"), golden.pairs("names.txt"))
def test_names(kind: str, one: str, other: str) -> None:
    assert share(one, other) == (kind == "S"), (stems(one), stems(other))


@pytest.mark.parametrize(("kind", "one", "other"), golden.pairs("known_failures.txt"))
def test_known_failures_still_fail(kind: str, one: str, other: str) -> None:
    """When this fails the stemmer has got better: move the pair to the golden tables."""
    assert share(one, other) != (kind == "S")
