"""Columns of every kind of number, of dates and of texts: beside stock Whoosh."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from whoosh import columns, fields
from whoosh import query as wq
from whoosh.index import create_in

from indexer.columnar import ColumnarIndex, Engine, Span, Wanted

DAYS = [datetime(1950, 1, 1), datetime(2024, 2, 3, 4, 5, 6, 789), None, datetime(1, 1, 1),
        datetime(9999, 12, 31, 23, 59)]  # fmt: skip
PRICES = [Decimal("1.25"), Decimal("-3.10"), None, "7.5"]
KINDS = {
    "whole": (fields.NUMERIC(int, sortable=True), [1, -5, 0, None, 2**31 - 1, -(2**31)], (-5, 1)),
    "of 64 bits": (
        fields.NUMERIC(int, bits=64, sortable=True), [1, -5, None, 2**63 - 1, -(2**63)], (-5, 1)),
    "never below zero": (
        fields.NUMERIC(int, bits=64, signed=False, sortable=True),
        [1, 5, None, 2**64 - 1, 2**63, 2**63 + 5], (5, 2**63 + 5)),
    "of 8 bits": (fields.NUMERIC(int, bits=8, sortable=True), [1, -5, None, 127, -128], (-5, 1)),
    "with a default": (fields.NUMERIC(int, sortable=True, default=7), [1, None, 9], (1, 7)),
    "floats": (
        fields.NUMERIC(float, sortable=True),
        [1.5, -5.25, None, 0.0, 1e300, -1e-300, float("inf"), 3], (-5.25, 1.5)),
    "decimals": (fields.NUMERIC(int, decimal_places=2, sortable=True), PRICES, PRICES[1::-1]),
    "several": (fields.NUMERIC(int, sortable=True), [1, [2, 3], None, 9], (3, 9)),
    "not sortable": (fields.NUMERIC(int), [1, [2, 3], None, 9], (3, 9)),
    "dates": (fields.DATETIME(sortable=True), DAYS, DAYS[:2]),
    "dates alone": (fields.DATETIME(), DAYS, DAYS[:2]),
}  # fmt: skip


def both(folder: Any, kind: fields.FieldType) -> tuple[Any, Any]:
    shape = fields.Schema(id=fields.ID(stored=True), x=kind)
    (folder / "stock").mkdir()
    return create_in(str(folder / "stock"), shape), ColumnarIndex.make(folder / "own", shape)


def write(index: Any, values: list[Any]) -> None:
    """In two segments, the second without a single value; then in one."""
    with index.writer() as writer:
        for number, value in enumerate(values):
            writer.add_document(id=str(number), **({} if value is None else {"x": value}))
    writer = index.writer()
    writer.add_document(id="bare")
    writer.commit(merge=False)


def ids(index: Any, query: Any, **how: Any) -> list[str]:
    with index.searcher() as searcher:
        return [hit["id"] for hit in searcher.search(query, limit=None, **how)]


@pytest.mark.parametrize("name", KINDS)
def test_ranges_and_orders(tmp_path, name) -> None:
    kind, values, (low, high) = KINDS[name]
    stock, own = both(tmp_path, kind)
    for index in (stock, own):
        write(index, values)
    between = wq.DateRange if isinstance(kind, fields.DATETIME) else wq.NumericRange
    ranges = [between("x", a, b, *open_) for a, b in ((low, high), (low, None), (None, high))
              for open_ in ((False, False), (True, True))]  # fmt: skip
    for optimize in (False, True):
        engine = Engine(own)
        for query in ranges:
            found = ids(own, query)
            assert found == ids(stock, query)
            assert sorted(found) == sorted(
                engine.stored(number)["id"] for number, _ in engine.search(Wanted(query)).hits
            )
        for reverse in (False, True) if kind.column_type else ():
            how = {"sortedby": "x", "reverse": reverse}
            assert ids(own, wq.Every(), **how) == ids(stock, wq.Every(), **how)
        for index in (stock, own):
            index.writer().commit(optimize=optimize)


def test_the_engine_counts_and_orders_floats(tmp_path) -> None:
    _, own = both(tmp_path, fields.NUMERIC(float, sortable=True))
    write(own, [1.5, -5.25, None, 1.5, 1e300])
    engine = Engine(own)
    for ascending, order in ((True, "1,0,3,4,2,bare"), (False, "4,0,3,1,2,bare")):
        wanted = Wanted(wq.Every(), order="x", ascending=ascending, numbers="x", key="id", count=10)
        found = engine.search(wanted)
        named = [engine.stored(number)["id"] for number, _ in found.hits]
        assert ",".join(named) == order
        assert found.numbers == {1.5: 2, -5.25: 1, 1e300: 1}
    assert engine.search(Wanted(wq.Every(), span=Span("x", -6, 1.5))).total == 3


@pytest.mark.parametrize(("name", "values"), [
    ("of 64 bits", [1, -5, None, 2**63 - 2, -(2**63) + 1]),  # the two ends say "none"
    ("never below zero", [5, 0, None, 2**63 + 5, 2**64 - 2]),
    ("dates", [DAYS[1], DAYS[0], None, DAYS[3], DAYS[4]]),
])  # fmt: skip
def test_the_engine_orders_the_largest_numbers(tmp_path, name, values) -> None:
    _, own = both(tmp_path, KINDS[name][0])
    write(own, values)
    engine = Engine(own)
    up = [n for _, n in sorted((value, str(n)) for n, value in enumerate(values) if n != 2)]
    for ascending, order in ((True, up), (False, up[::-1])):
        found = engine.search(Wanted(wq.Every(), order="x", ascending=ascending, key="id"))
        named = [engine.stored(number)["id"] for number, _ in found.hits]
        assert named == [*order, "2", "bare"]


@pytest.mark.parametrize(("kind", "values"), [
    (fields.BOOLEAN(), [True, False, None, "yes"]),
    (fields.KEYWORD(sortable=True, commas=True), ["a,b", "b", None, "c d"]),
    (fields.ID(sortable=True), ["b", "a", None, ""]),
    (fields.TEXT(sortable=True), ["b c", "a d", None, ""]),
    (fields.COLUMN(columns.NumericColumn("i")), [3, None, -7]),
    (fields.COLUMN(columns.NumericColumn("d")), [3.5, None, -7.25]),
    (fields.COLUMN(columns.BitColumn()), [True, None, False]),
    (fields.COLUMN(columns.RefBytesColumn()), [b"b", None, b"a"]),
])  # fmt: skip
def test_columns_come_back(tmp_path, kind, values) -> None:
    stock, own = both(tmp_path, kind)
    for index in (stock, own):
        write(index, values)
        index.optimize()
    if kind.column_type:
        assert column(own) == column(stock)
    else:
        assert ids(own, wq.Every()) == ids(stock, wq.Every())


def column(index: Any) -> list[Any]:
    with index.reader() as reader:
        return list(reader.column_reader("x"))


@pytest.mark.parametrize("kept", [
    columns.StructColumn("ii", (0, 0)), columns.PickleColumn(columns.VarBytesColumn()),
])  # fmt: skip
def test_a_column_that_is_not_kept_is_refused(tmp_path, kept) -> None:
    own = ColumnarIndex.make(tmp_path, fields.Schema(x=fields.COLUMN(kept)))
    with pytest.raises(ValueError, match=f"field x: the column {type(kept).__name__} is not kept"):
        own.writer()


def test_a_number_out_of_range_leaves_nothing_of_its_document(tmp_path) -> None:
    shape = fields.Schema(a=fields.ID(stored=True), x=fields.COLUMN(columns.NumericColumn("q")))
    own = ColumnarIndex.make(tmp_path, shape)
    with own.writer() as writer:
        with pytest.raises(ValueError, match="x"):
            writer.add_document(a="half", x=2**70)
        writer.add_document(a="whole", x=5)
    with own.searcher() as searcher:
        assert not searcher.search(wq.Term("a", "half"))
        assert [hit["a"] for hit in searcher.search(wq.Term("a", "whole"))] == ["whole"]
