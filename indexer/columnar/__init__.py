"""A Whoosh codec on memory-mapped numpy arrays, and a search engine over whole arrays.

    writer     documents → runs → one segment file; deletes, updates, merges; locked, fsynced
      tokens → invert → postings   merge   column_building   stored     one file each
      reassembling                 documents of another index
      workers                      the same in several processes
    array_file the container: named arrays with checksums (docs/index-format.md)
    codec, reading, values         the segment as stock Whoosh sees it
    engine     query + narrowings → total, best hits, counts of facets, in one pass
      match  score  phrase  expand  facets  best  vocabulary

Owns the files `MAIN_*.columns` of an index folder. Promises: a commit is readable whole or not
at all; a searcher keeps its segments through any merge; a changed byte is named, never an answer.
Imports nothing of ours: a library that could stand by itself.
"""

from indexer.columnar.engine import Engine
from indexer.columnar.errors import DamagedSegment, IndexLocked, WorkerFailed
from indexer.columnar.index import ColumnarIndex
from indexer.columnar.request import Fading, Found, Narrowing, Span, Wanted
from indexer.columnar.writer import ColumnarWriter

__all__ = [
    "ColumnarIndex",
    "ColumnarWriter",
    "DamagedSegment",
    "Engine",
    "Fading",
    "Found",
    "IndexLocked",
    "Narrowing",
    "Span",
    "Wanted",
    "WorkerFailed",
]
