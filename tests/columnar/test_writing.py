"""Commits: whole or not at all, one after another, never in the way of who reads."""

import os
import random
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest
from whoosh import fields
from whoosh import query as wq

from indexer.columnar import (
    ColumnarIndex,
    DamagedSegment,
    Engine,
    IndexLocked,
    Wanted,
    WorkerFailed,
    expand,
    workers,
)
from tests.columnar.conftest import schema

WRITER = """
import sys
from pathlib import Path
from indexer.columnar import ColumnarIndex
from tests.columnar.conftest import schema
index = ColumnarIndex.make(Path(sys.argv[1]), schema())
print("begun", flush=True)
for batch in range(100_000):
    writer = index.writer(timeout=20, run=40)
    for n in range(batch * 10, batch * 10 + 10):
        writer.update_document(id=str(n % 70), title=f"дума {n}", text="много думи тук", day=n)
    writer.commit()
"""
KILLS = 4


def document(number: int, title: str = "една дума") -> dict[str, object]:
    return {"id": str(number), "title": title, "text": "много думи тук", "day": number}


def fill(index, numbers, **how) -> None:
    with index.writer(**how) as writer:
        for number in numbers:
            writer.update_document(**document(number))


def total(index, query=None) -> int:
    return Engine(index).search(Wanted(query or wq.Every())).total


def test_a_searcher_keeps_its_segments_through_merges(pair) -> None:
    fill(pair.columnar, range(5))
    before = Engine(pair.columnar)
    fill(pair.columnar, range(3, 9))
    pair.columnar.writer().commit(optimize=True)
    assert before.search(Wanted(wq.Every())).total == 5
    assert [before.stored(n)["id"] for n in range(5)] == ["0", "1", "2", "3", "4"]
    assert total(pair.columnar) == 9


def test_runs_on_disk_give_the_same_index(pair) -> None:
    fill(pair.columnar, range(60), run=20)
    assert total(pair.columnar) == 60
    assert total(pair.columnar, wq.Phrase("text", ["много", "думи"])) == 60
    assert total(pair.columnar, wq.Term("id", "59")) == 1
    left = [p.name for p in Path(pair.columnar.storage.folder).iterdir()]
    assert sum(name.endswith(".columns") for name in left) == 1
    assert not [name for name in left if ".run" in name or ".stored" in name]


def test_several_processes_make_the_same_index(pair, monkeypatch) -> None:
    monkeypatch.setattr(workers, "BATCH", 7)
    fill(pair.columnar, range(10))
    fill(pair.columnar, range(5, 90), procs=3, run=60)
    assert total(pair.columnar) == 90
    assert total(pair.columnar, wq.Phrase("text", ["много", "думи"])) == 90
    engine = Engine(pair.columnar)
    assert {engine.stored(n)["id"] for n in range(90)} == {str(n) for n in range(90)}
    left = [p.name for p in Path(pair.columnar.storage.folder).iterdir()]
    assert sum(".columns" in name for name in left) == 1


def test_a_bad_value_in_a_process_loses_the_commit_alone(pair, monkeypatch) -> None:
    monkeypatch.setattr(workers, "BATCH", 2)
    fill(pair.columnar, range(3))
    writer = pair.columnar.writer(procs=2)
    with pytest.raises(WorkerFailed, match="не е число"):  # noqa: PT012  # which call tells is open
        for number in range(3, 9):
            writer.add_document(**document(number))
        writer.add_document(id="1", text="дума", day="не е число")
        writer.add_document(**document(9))
        writer.commit()
    writer.is_closed or writer.cancel()
    fill(pair.columnar, range(3, 5))
    assert total(pair.columnar) == 5


def test_a_killed_process_loses_the_commit_alone(pair, monkeypatch) -> None:
    monkeypatch.setattr(workers, "BATCH", 2)
    fill(pair.columnar, range(3))
    writer = pair.columnar.writer(procs=2)
    for number in range(3, 8):
        writer.add_document(**document(number))
    active_children()[0].kill()
    with pytest.raises(WorkerFailed, match="before its time"):
        writer.commit()
    assert active_children() == []
    assert total(pair.columnar) == 3
    left = [p.name for p in Path(pair.columnar.storage.folder).iterdir()]
    assert not [name for name in left if ".w0" in name or ".w1" in name]


def test_numbers_and_texts_of_documents_in_any_segment(pair) -> None:
    for number in range(4):
        writer = pair.columnar.writer()
        writer.add_document(**document(number, f"дума {number} " * 60))
        writer.commit(merge=False)
    engine = Engine(pair.columnar)
    assert engine.numbers("day", [3, 0, 2]) == [3, 0, 2]
    assert engine.numbers("none", [1]) == [None]
    assert "".join(engine.stored_text(2, "title")) == "дума 2 " * 60


def test_a_run_of_exactly_one_block_is_read_as_it_was_written(pair) -> None:
    block = 65_536
    with pair.columnar.writer(run=block - 1) as writer:  # a token a document: flushed at the border
        for number in range(block + 2):
            writer.add_document(tag="x" if number % 2 else "y")
    engine = Engine(pair.columnar)
    found = engine.search(Wanted(wq.Term("tag", "x"), count=0))
    assert found.total == block // 2 + 1
    assert engine.documents_with("tag", "y")[-2:] == [block - 2, block]


def test_a_cancelled_writer_leaves_nothing(pair) -> None:
    fill(pair.columnar, range(3))
    writer = pair.columnar.writer()
    writer.add_document(**document(9))
    writer.delete_by_term("id", "1")
    writer.cancel()
    assert total(pair.columnar) == 3


def test_a_bad_document_is_not_half_there(pair) -> None:
    writer = pair.columnar.writer()
    with pytest.raises(ValueError, match=r"day|number|int"):
        writer.add_document(id="1", text="дума", day="не е число")
    writer.add_document(**document(2))
    writer.commit()
    assert total(pair.columnar) == 1
    assert total(pair.columnar, wq.Term("text", "дума")) == 0


def test_what_cannot_be_stored_is_not_half_there(tmp_path) -> None:
    index = ColumnarIndex.make(tmp_path, fields.Schema(text=fields.TEXT(), kept=fields.STORED()))
    with index.writer() as writer:
        with pytest.raises(AttributeError, match="pickle"):
            writer.add_document(text="дума", kept=lambda: None)
        writer.add_document(text="друга", kept=(1, 2))
    assert total(index, wq.Term("text", "дума")) == 0
    assert Engine(index).stored(0) == {"kept": (1, 2)}


def test_the_second_writer_says_who_writes(pair) -> None:
    first = pair.columnar.writer()
    with pytest.raises(IndexLocked, match=f"process {os.getpid()}"):
        pair.columnar.writer()
    first.cancel()
    pair.columnar.writer().cancel()


def test_a_changed_byte_is_named_when_the_index_is_opened(pair) -> None:
    fill(pair.columnar, range(3))
    segment = next(Path(pair.columnar.storage.folder).glob("*.columns"))
    whole = bytearray(segment.read_bytes())
    whole[len(whole) // 2] ^= 4
    segment.write_bytes(whole)
    with pytest.raises(DamagedSegment, match=segment.name):
        Engine(pair.columnar)


def test_a_killed_writer_leaves_the_last_commit(tmp_path) -> None:
    chance = random.Random(5)
    folder, seen = tmp_path / "index", 0
    for _ in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.random() / 4)
            process.send_signal(signal.SIGKILL)
        found = count_in(folder)
        assert found % 10 == 0
        assert found >= seen
        seen = found
    assert seen > 0


def count_in(folder: Path) -> int:
    return total(ColumnarIndex.make(folder, schema()))


def test_a_wildcard_stands_for_the_most_frequent_words(pair, monkeypatch) -> None:
    with pair.columnar.writer() as writer:
        for n, text in enumerate(("дом", "дама", "дама дим", "дама дим дъб", "лук")):
            writer.add_document(id=str(n), text=text)
    every = wq.Wildcard("text", "д*м*")
    assert total(pair.columnar, every) == 4
    monkeypatch.setattr(expand, "MOST", 2)
    assert total(pair.columnar, every) == 3
    assert total(pair.columnar, wq.FuzzyTerm("text", "дом", maxdist=2, prefixlength=1)) == 3
    assert total(pair.columnar, wq.Prefix("text", "д")) == 4
