"""The compiled loops give what numpy gives, to the last bit."""

import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.columnar import facets, kernel

KINDS = st.sampled_from([np.uint8, np.uint16, np.uint32])
SIZE = 7


class Columns:
    """As much of a Leaf as counting asks for."""

    def __init__(self, one=None, many=None) -> None:
        given = one if one is not None else many[0]
        self.documents = len(given) - (one is None)
        self._one, self._many = one, many

    def field(self, name):
        return SimpleNamespace(size=SIZE)

    def one(self, name):
        return self._one

    def many(self, name):
        return self._many

    def owners(self, name):
        return np.repeat(np.arange(self.documents), np.diff(self._many[0].astype(int)))


def counted(columns, hits, used) -> list[int]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "loaded", lambda: used)
        return facets.value_counts(columns, "name", hits).tolist()


@given(data=st.data(), kind=KINDS, starts=KINDS)
def test_counts(compiled, data, kind, starts) -> None:
    documents = data.draw(st.lists(st.lists(st.integers(0, SIZE - 1), max_size=3), min_size=1))
    chosen = data.draw(st.sets(st.integers(0, len(documents) - 1)))
    hits = np.array(sorted(chosen), np.int64)
    terms = np.array([term for some in documents for term in some], kind)
    start = np.cumsum([0, *map(len, documents)]).astype(starts)
    several = Columns(many=(start, terms))
    assert counted(several, hits, compiled) == counted(several, hits, None)
    single = Columns(one=np.array([(*some, SIZE)[0] for some in documents], kind))
    assert counted(single, hits, compiled) == counted(single, hits, None)


def test_floats_and_wide_numbers_are_left_to_numpy(compiled) -> None:
    assert compiled.takes(np.zeros(3, np.uint8), np.zeros(0, np.uint32))
    assert not compiled.takes(np.zeros(3, np.float32))
    assert not compiled.takes(np.zeros(3, np.uint64))


def test_without_a_compiler_it_says_so(monkeypatch) -> None:
    monkeypatch.setenv("CC", "no-such-compiler")
    run = subprocess.run(
        [sys.executable, "-m", "indexer.columnar.kernel.make"], capture_output=True, text=True
    )
    assert run.returncode == 1
    assert "no C compiler" in run.stderr
