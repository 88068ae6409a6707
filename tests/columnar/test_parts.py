"""The parts alone: inversion, merging, the best few, the file, the merge policy."""

import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.columnar.array_file import ArrayWriter, read, smallest
from indexer.columnar.best import best, nearly_best
from indexer.columnar.errors import DamagedSegment
from indexer.columnar.merge import Merge, Part
from indexer.columnar.phrase import phrase
from indexer.columnar.policy import chosen
from indexer.columnar.postings import Field, Postings
from indexer.columnar.sets import intersection, shared
from indexer.columnar.stored import packed, pieces, unpacked
from indexer.columnar.tokens import Tokens


@given(st.lists(st.lists(st.sampled_from("абвг"), max_size=8), max_size=6), st.booleans())
def test_inversion(documents, weighted) -> None:
    tokens = Tokens(positions=True)
    for number, words in enumerate(documents):
        added = tokens.add(number, words, range(len(words)))
        if weighted:
            tokens.weigh(added, [2.0] * added)
    found = tokens.invert()
    expected = [
        (term, number, [p for p, w in enumerate(words) if w == term])
        for term in sorted({w for words in documents for w in words})
        for number, words in enumerate(documents)
        if term in words
    ]
    terms = np.repeat(np.arange(len(found.terms)), found.counts)
    assert [found.terms[n].decode() for n in terms] == [term for term, _, _ in expected]
    assert found.documents.tolist() == [number for _, number, _ in expected]
    assert found.frequencies.tolist() == [len(places) for *_, places in expected]
    assert found.positions.tolist() == [p for *_, places in expected for p in places]
    if weighted and expected:
        assert found.weights.tolist() == [2.0 * len(places) for *_, places in expected]


LONG = st.text(st.sampled_from("аб\n東Σ")).map(lambda some: some * 90)
WORDS = st.lists(st.sampled_from("абвгдежз"), max_size=8)


@given(st.lists(st.lists(WORDS, max_size=5), max_size=4), st.integers(1, 9), st.data())
def test_a_merge_is_one_inversion_of_all(parts, at_once, data) -> None:
    merging, together, base = [], Tokens(positions=True), 0
    with TemporaryDirectory() as folder:
        for place, documents in enumerate(parts):
            gone = data.draw(st.sets(st.integers(0, 4)))
            tokens = Tokens(positions=True)
            for number, words in enumerate(documents):
                tokens.add(number, words, range(len(words)))
            kept = [n for n in range(len(documents)) if n not in gone]
            for new, number in enumerate(kept):
                together.add(base + new, documents[number], range(len(documents[number])))
            field = opened_field(tokens.invert(), len(documents), Path(folder, str(place)))
            numbers = np.full(len(documents), -1)
            numbers[kept] = base + np.arange(len(kept))
            whole = len(kept) == len(documents)
            merging.append(Part(field, None if whole else numbers, base))
            base += len(kept)
        merge = Merge(merging, at_once)
        found, expected = list(merge.ranges()), together.invert()
        assert merge.totals().postings == len(expected.documents)
        assert merge.totals().occurrences == len(expected.positions)
    present = [t for t, c in zip(expected.terms, expected.counts, strict=True) if c]
    assert [term for some in found for term in some.terms] == present
    for name in ("counts", "documents", "frequencies", "positions"):
        pieces = [getattr(some, name) for some in found]
        assert [n for piece in pieces for n in piece.tolist()] == getattr(expected, name).tolist()


def test_a_merge_leaves_nothing_mapped(tmp_path) -> None:
    merging, paths = [], [tmp_path / f"MAIN_{n}.columns" for n in range(3)]
    for path in paths:
        tokens = Tokens(positions=True)
        for number in range(3000):
            tokens.add(number, [f"дума{(number * k) % 997}" for k in range(40)], range(40))
        merging.append(Part(opened_field(tokens.invert(), 3000, path), None, len(merging) * 3000))
    assert int(merging[0].field.positions[:9000].max()) == 39
    assert resident(paths[0]) > 0
    merge = Merge(merging, at_once=20_000)
    assert sum(len(some.documents) for some in merge.ranges()) > 200_000
    assert [resident(path) for path in paths] == [0, 0, 0]


def resident(path: Path) -> int:
    """KiB of a mapped file in memory, as Linux tells."""
    lines = iter(Path("/proc/self/smaps").read_text().splitlines())
    found = 0
    for line in lines:
        if line.endswith(str(path)):
            found += next(int(one.split()[1]) for one in lines if one.startswith("Rss:"))
    return found


@pytest.mark.parametrize("count", [65_536, 65_537, 400_000])
def test_documents_of_many_blocks(tmp_path, count) -> None:
    chance = np.random.default_rng(count)
    lists = [
        np.sort(chance.choice(count, size, replace=False)).astype(np.uint32)
        for size in (1, 2, 900, count // 2)
    ]
    lists.append(np.array([count - 1], np.uint32))
    documents = np.concatenate(lists)
    postings = Postings(
        terms=[bytes([65 + n]) for n in range(len(lists))],
        counts=np.array([len(one) for one in lists]),
        documents=documents,
        frequencies=np.ones(len(documents), np.uint32),
    )
    field = opened_field(postings, count, tmp_path / "MAIN_1.columns")
    for number, one in enumerate(lists):
        assert np.array_equal(field.of(number), one)
        assert field.count(number) == len(one)
        expected = np.concatenate(lists[number:])
        assert np.array_equal(field.of_many(number, field.size), expected)


def opened_field(postings: Postings, documents: int, path: Path) -> Field:
    file = ArrayWriter(path)
    postings.write("text", documents, file)
    file.close(documents)
    return Field(read(path), "text")


SIZES = st.sampled_from([0, 1, 30, 400, 3000])


@given(SIZES, SIZES, st.integers(0, 99))
def test_what_two_sets_share(one, other, seed) -> None:
    chance = np.random.default_rng(seed)
    a, b = (np.sort(chance.choice(4000, size, replace=False)) for size in (one, other))
    common = np.intersect1d(a, b).tolist()
    assert intersection(a, b, 4000).tolist() == common
    here, there = shared(a, b, 4000)
    assert a[here].tolist() == b[there].tolist() == common


@given(st.integers(0, 99), st.integers(1, 4))
@settings(max_examples=25)
def test_phrases_of_frequent_and_rare_words(seed, slop) -> None:
    chance = np.random.default_rng(seed)
    share = np.array([0.4, 0.3, 0.2, 0.07, 0.03])
    documents = [chance.choice(5, chance.integers(1, 12), p=share).tolist() for _ in range(400)]
    tokens = Tokens(positions=True)
    for number, words in enumerate(documents):
        tokens.add(number, ["абвгд"[w] for w in words], range(len(words)))
    with TemporaryDirectory() as folder:
        field = opened_field(tokens.invert(), len(documents), Path(folder, "MAIN_1.columns"))
        having = {word: field.of(word) for word in range(field.size)}
        for words in ([0, 1], [4, 0], [3, 4], [1, 1], [0, 1, 2], [4, 1, 3], [2, 4, 2]):
            some = {word: having[word] for word in words}
            found = phrase(field, words, some, slop, len(documents)).tolist()
            assert found == [n for n, own in enumerate(documents) if stands(words, own, slop)]


def stands(words: list[int], document: list[int], slop: int) -> bool:
    """Whether the words follow each other in a document, the slow way."""
    reached = {place for place, word in enumerate(document) if word == words[0]}
    for wanted in words[1:]:
        reached = {place for place, word in enumerate(document)
                   if word == wanted and reached & set(range(place - slop, place))}  # fmt: skip
    return bool(reached)


def test_no_number_is_clipped() -> None:
    tokens = Tokens(positions=True)
    tokens.add(0, ["а"] * 70_000, range(70_000))
    tokens.add(1, ["а", "б"], [5, 3_000_000_000])
    found = tokens.invert()
    assert found.frequencies.tolist() == [70_000, 1, 1]
    assert found.positions[-1] == 3_000_000_000


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=900), st.integers(0, 12))
def test_the_best_by_two_keys(pairs, count) -> None:
    one = np.array([a for a, _ in pairs], np.int64)
    two = np.array([b for _, b in pairs], np.int64)
    keys = [lambda at: one[at], lambda at: two[at], lambda at: -at]
    expected = sorted(range(len(pairs)), key=lambda n: (-one[n], -two[n], n))[:count]
    assert best(count, len(pairs), keys).tolist() == expected


@given(st.lists(st.floats(0, 9), min_size=1, max_size=900), st.integers(1, 12))
def test_none_of_the_best_is_thinned_out(values, count) -> None:
    near = nearly_best(np.array(values), count, 0.5)
    least = sorted(values)[-count:][0]
    assert set(np.flatnonzero(np.array(values) >= least)) <= set(near)


def test_narrow_types() -> None:
    kinds = [smallest(np.array([n])).dtype for n in (255, 256, 65_536, 1 << 32)]
    assert kinds == [np.uint8, np.uint16, np.uint32, np.uint64]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "MAIN_1.columns"
    writer = ArrayWriter(path)
    writer.add("a", np.arange(100, dtype=np.uint32))
    writer.add_bytes("b", 3, [b"x", b"yz"])
    writer.close(7)
    return path


def test_what_was_written_is_read(file) -> None:
    found = read(file)
    assert found.documents == 7
    assert found["a"].tolist() == list(range(100))
    assert found["b"].tobytes() == b"xyz"


def test_every_changed_byte_is_named(file) -> None:
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(DamagedSegment, match=r"MAIN_1\.columns"):
            read(file)


def test_every_cut_is_named(file) -> None:
    whole = file.read_bytes()
    for length in range(0, len(whole), 7):
        file.write_bytes(whole[:length])
        with pytest.raises(DamagedSegment):
            read(file)


@given(
    st.dictionaries(st.text(), LONG | st.text() | st.integers() | st.none() | st.tuples(st.text()))
)
def test_stored_fields_come_back(fields) -> None:
    assert unpacked(packed(fields)) == fields


@given(st.dictionaries(st.sampled_from("абв"), LONG | st.text(), min_size=1), st.booleans())
def test_a_stored_text_comes_piece_by_piece(fields, tuples) -> None:
    record = packed({**fields, "other": (1, 2)} if tuples else fields)
    for name, text in fields.items():
        assert "".join(pieces(record, name)) == text
    with pytest.raises((ValueError, KeyError)):
        next(pieces(record, "none"))


def test_no_more_is_unpacked_than_asked_for() -> None:
    record = packed({"title": "тук", "text": "дума " * 2000})
    damaged = record[: len(record) // 2]
    assert next(pieces(damaged, "text")).startswith("дума дума")
    with pytest.raises(zlib.error):
        unpacked(damaged)


@dataclass(eq=False)
class Sized:
    size: int
    deleted: int = 0

    def doc_count(self) -> int:
        return self.size - self.deleted

    def doc_count_all(self) -> int:
        return self.size

    def deleted_count(self) -> int:
        return self.deleted


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=120))
def test_a_few_segments_stay_and_little_is_written_again(batches) -> None:
    segments: list[Sized] = []
    written: Counter[str] = Counter()
    for batch in batches:
        going = chosen(segments, batch)
        size = batch + sum(s.size for s in going)
        segments = [*(s for s in segments if s not in going), Sized(size)]
        written["documents"] += size
        assert len(segments) <= 4
    assert written["documents"] <= 40 * sum(batches)


def test_a_worn_segment_is_written_anew() -> None:
    worn = Sized(1000, 400)
    assert chosen([Sized(5000), worn], 1) == [worn]
