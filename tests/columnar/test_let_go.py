"""What a commit mapped goes with the last engine that holds it, without the cyclic collector."""

import gc
import weakref

from whoosh import query as wq

from indexer.columnar import Engine, Wanted


def test_an_engine_and_its_segments_are_let_go_at_once(pair) -> None:
    pair.write([{"id": "1", "title": "мост", "text": "мост река", "tag": "а,б"}])
    engine = Engine(pair.columnar)
    query = wq.Or([wq.Term("text", "мост"), wq.FuzzyTerm("text", "река")])
    assert engine.search(Wanted(query, facets=("tag",), numbers="day")).total == 1
    gc.collect()
    gc.disable()
    try:
        gone = [weakref.ref(engine), weakref.ref(engine._leaves[0].arrays)]
        del engine
        assert [ref() for ref in gone] == [None, None]
    finally:
        gc.enable()
