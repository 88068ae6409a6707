"""What stock Whoosh offers on an index, on this codec: each answer beside stock Whoosh's own."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields, formats
from whoosh import query as wq
from whoosh.analysis import RegexTokenizer, StemmingAnalyzer
from whoosh.index import create_in
from whoosh.qparser import QueryParser
from whoosh.writing import AsyncWriter, BufferedWriter

from indexer.columnar import ColumnarIndex, Engine, Wanted, reassembling
from indexer.columnar.errors import ColumnarError
from tests.columnar.conftest import schema

TEXTS = ("rendering shading", "modelling rendering", "running shoes", "shoes and more shoes")


def both(folder: Path, shape: fields.Schema) -> tuple[Any, Any]:
    """An index of stock Whoosh and one of ours."""
    (folder / "stock").mkdir()
    stock = create_in(str(folder / "stock"), deepcopy(shape))
    return stock, ColumnarIndex.make(folder / "own", shape)


def stemmed(*, spelling: bool = True) -> fields.Schema:
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        text=fields.TEXT(spelling=spelling, stored=True, analyzer=StemmingAnalyzer()),
    )


def filled(index: Any, numbers: range) -> Any:
    with index.writer() as writer:
        for number in numbers:
            writer.add_document(id=str(number), text=TEXTS[number % len(TEXTS)])
    return index


def test_a_search_with_highlights_and_suggestions(pair) -> None:
    with pair.columnar.writer() as writer:
        for n in range(4):
            writer.add_document(id=str(n), title="една дума", text="много думи тук", day=n)
    with pair.columnar.searcher() as searcher:
        hits = searcher.search(QueryParser("title", schema()).parse("дума"), sortedby="day")
        assert [hit["id"] for hit in hits] == ["0", "1", "2", "3"]
        assert "дума" in hits[0].highlights("title")
        assert searcher.suggest("text", "мнго") == ["много"]
        assert len(searcher.search(wq.Phrase("text", ["думи", "тук"]))) == 4


def test_what_a_searcher_and_its_reader_tell(tmp_path) -> None:
    stock, own = (filled(index, range(4)) for index in both(tmp_path, stemmed()))
    assert list(said(own)) == list(said(stock))


def said(index: Any) -> Iterator[object]:
    with index.searcher() as searcher:
        reader = searcher.reader()
        yield list(reader.all_terms())
        yield searcher.suggest("text", "renderin"), searcher.suggest("text", "modeling")
        asked = QueryParser("text", index.schema).parse("renderin")
        yield searcher.correct_query(asked, "renderin").string
        yield sorted(reader.terms_within("text", "rendring", 2))
        for hit in searcher.search(wq.Every(), limit=None):
            yield hit["id"], {like["id"] for like in hit.more_like_this("text")}
            yield searcher.key_terms([hit.docnum], "text")
        either = wq.Or([wq.Term("text", "render"), wq.Term("text", "runn")])
        yield searcher.search(either, terms=True).matched_terms()
        yield searcher.document(id="1"), list(searcher.documents(id="2"))
        yield searcher.idf("text", "render"), searcher.avg_field_length("text")
        yield reader.most_frequent_terms("text", 3), reader.most_distinctive_terms("text", 3)
        yield searcher.search_page(wq.Every(), 2, pagelen=3).pagecount


@pytest.mark.parametrize("kind", [
    fields.TEXT(vector=True), fields.KEYWORD(vector=formats.Frequency()),
])  # fmt: skip
def test_vectors(tmp_path, kind) -> None:
    shape = fields.Schema(id=fields.ID(stored=True), text=kind, bare=fields.TEXT(stored=True))
    stock, own = both(tmp_path, shape)
    for at in range(0, 30, 10):
        for writer in (stock.writer(), own.writer()):
            for n in range(at, at + 10):
                text = {} if n % 7 == 3 else {"text": f"мост река мост слово{n % 4} град{n % 3}"}
                writer.add_document(id=str(n), bare="мост", **text)
            writer.commit(merge=at == 20)
    own.writer().commit(optimize=True)
    assert vectors_of(own) == vectors_of(stock)


def vectors_of(index: Any) -> dict[str, object]:
    """What vectors say of each document, and what is like it."""
    with index.searcher() as searcher:
        reader, answers = searcher.reader(), {}
        for number in reader.all_doc_ids():
            assert not reader.has_vector(number, "bare")
            if reader.has_vector(number, "text"):
                kinds = ["weight", "frequency"]
                if reader.schema["text"].vector.supports("positions"):
                    kinds.append("positions")
                like = searcher.more_like(number, "text", top=30)
                answers[searcher.stored_fields(number)["id"]] = (
                    [list(reader.vector_as(kind, number, "text")) for kind in kinds],
                    {hit["id"] for hit in like},
                )
        return answers


def test_postings_say_how_often(pair) -> None:
    with pair.columnar.writer() as writer:
        writer.add_document(id="1", tag="а,б", text="дом и дом")
    with pair.columnar.searcher() as searcher:
        for name, word, count in (("tag", "а", 1), ("text", "дом", 2), ("id", "1", 1)):
            assert searcher.postings(name, word).value_as("frequency") == count


@pytest.mark.parametrize("kept", [
    formats.Characters(), formats.PositionBoosts(), formats.CharacterBoosts(),
])  # fmt: skip
def test_a_format_that_is_not_kept_is_refused(tmp_path, kept) -> None:
    refused = fields.FieldType(kept, RegexTokenizer(), scorable=True)
    for number, field in enumerate((refused, fields.TEXT(vector=kept))):
        index = ColumnarIndex.make(tmp_path / str(number), fields.Schema(text=field))
        for _ in range(2):  # the second time too: the lock was let go
            with pytest.raises(ValueError, match=f"text: the format {type(kept).__name__} is"):
                index.writer()


def test_a_vector_may_have_no_more_than_its_field(tmp_path) -> None:
    field = fields.KEYWORD(vector=formats.Positions())
    index = ColumnarIndex.make(tmp_path / "index", fields.Schema(text=field))
    with pytest.raises(ValueError, match="text: its vector has positions"):
        index.writer()


def test_an_asynchronous_writer_waits_for_its_turn(tmp_path) -> None:
    index = ColumnarIndex.make(tmp_path, stemmed())
    first = index.writer()
    second = AsyncWriter(index)
    second.add_document(id="1", text="shoes")
    second.commit()
    first.commit()
    second.wait(20)
    assert second.exception is None
    assert index.doc_count() == 1


def test_a_buffered_writer(tmp_path) -> None:
    """Without spelling: what stock Whoosh buffers has all words for it in its first document."""
    stock, own = both(tmp_path, stemmed(spelling=False))
    with BufferedWriter(own, period=0, limit=3) as writer:
        for number in (0, 1, 2, 3, 0, 1):
            writer.update_document(id=str(number), text=TEXTS[number])
    own.optimize()
    with stock.writer() as writer:
        for number in (2, 3, 0, 1):
            writer.add_document(id=str(number), text=TEXTS[number])
    assert list(said(own)) == list(said(stock))


def rich() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        text=fields.TEXT(field_boost=2.0),
        tag=fields.KEYWORD(commas=True, stored=True),
        day=fields.NUMERIC(int, sortable=True, signed=True),
    )


def test_documents_of_another_index(tmp_path, monkeypatch) -> None:
    """Beside the same written at once: stock Whoosh fails where a column has numbers below 0."""
    monkeypatch.setattr(reassembling, "BAND", 7)
    other, own = both(tmp_path, rich())
    direct = ColumnarIndex.make(tmp_path / "direct", rich())
    for at in (0, 15):
        for index in (other, direct):
            writer = index.writer()
            for n in range(at, at + 15):
                day = {"day": n - 9} if n % 4 else {}
                text = f"мост река мост слово{n % 4}"
                writer.add_document(id=str(n), text=text, tag=f"а{n % 3},б", **day)
            writer.commit(merge=False)
    for index in (other, direct):
        index.delete_by_term("id", "20")
    with own.writer() as writer, other.reader() as reader:
        writer.add_reader(reader)
    direct.optimize()
    for query in (wq.Term("text", "мост"), wq.Phrase("text", ["река", "мост"]),
                  wq.Term("tag", "а1"), wq.NumericRange("day", -5, 3)):  # fmt: skip
        assert hits(own, query) == hits(direct, query)
        wanted = Wanted(query, numbers="day", facets=("tag",), count=40)
        found, expected = (Engine(index).search(wanted) for index in (own, direct))
        assert found.total == expected.total > 0
        assert found.hits == expected.hits
        assert found.numbers == expected.numbers
        assert found.counts["tag"].as_dict() == expected.counts["tag"].as_dict()


def hits(index: Any, query: Any) -> list[object]:
    with index.searcher() as searcher:
        found = searcher.search(query, limit=None, sortedby="day")
        return [hit.fields() for hit in found]


def test_columns_of_texts_of_another_index(tmp_path) -> None:
    """Stock Whoosh cannot do this."""
    shape = fields.Schema(word=fields.ID(sortable=True, stored=True))
    other, own = both(tmp_path, shape)
    with other.writer() as writer:
        for word in ("в", "а", "б"):
            writer.add_document(word=word)
    with own.writer() as writer, other.reader() as reader:
        writer.add_reader(reader)
    with own.searcher() as searcher:
        found = searcher.search(wq.Every(), sortedby="word")
        assert [hit["word"] for hit in found] == ["а", "б", "в"]


def test_an_index_without_positions_is_not_taken(tmp_path) -> None:
    (tmp_path / "bare").mkdir()
    bare = create_in(str(tmp_path / "bare"), fields.Schema(text=fields.TEXT(phrase=False)))
    own = ColumnarIndex.make(tmp_path / "own", fields.Schema(text=fields.TEXT()))
    with bare.writer() as writer:
        writer.add_document(text="мост")
    with own.writer() as writer:
        writer.add_document(text="река")
    writer = own.writer()
    with bare.reader() as reader, pytest.raises(ValueError, match="text has no positions"):
        writer.add_reader(reader)
    writer.cancel()
    assert own.doc_count() == 1


def test_fields_come_and_go(tmp_path) -> None:
    for index in both(tmp_path, rich()):
        with index.writer() as writer:
            writer.add_document(id="1", text="мост", tag="а")
        index.add_field("lead", fields.TEXT(stored=True))
        index.remove_field("tag")
        with index.writer() as writer:
            writer.add_document(id="2", lead="река")
        index.optimize()
        assert index.schema.names() == ["day", "id", "lead", "text"]
        with index.searcher() as searcher:
            assert [hit["id"] for hit in searcher.search(wq.Term("lead", "река"))] == ["2"]
            assert [hit["id"] for hit in searcher.search(wq.Term("text", "мост"))] == ["1"]
            assert "tag" not in searcher.reader().indexed_field_names()


def test_a_field_comes_before_documents_or_not_at_all(tmp_path) -> None:
    index = ColumnarIndex.make(tmp_path, rich())
    writer = index.writer()
    with pytest.raises(ValueError, match="is not kept"):
        writer.add_field("chars", fields.TEXT(chars=True))
    writer.add_document(id="1")
    with pytest.raises(ColumnarError, match="schema"):
        writer.add_field("lead", fields.TEXT())
    writer.commit()
    assert index.schema.names() == rich().names()
    cancelled = index.writer()
    cancelled.add_field("lead", fields.TEXT())
    cancelled.cancel()
    assert index.schema.names() == rich().names()
