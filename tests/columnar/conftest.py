"""The same documents in a columnar index and in one of Whoosh's stock codec."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields, index
from whoosh.analysis import LowercaseFilter, RegexTokenizer
from whoosh.scoring import BM25F

from indexer.columnar import ColumnarIndex, Engine, kernel
from indexer.columnar.kernel.make import make


def schema() -> fields.Schema:
    words = RegexTokenizer(r"\w+") | LowercaseFilter()
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        title=fields.TEXT(analyzer=words, stored=True),
        text=fields.TEXT(analyzer=words),
        tag=fields.KEYWORD(commas=True),
        day=fields.NUMERIC(int, sortable=True),
    )


@dataclass
class Pair:
    """Two indexes that are written alike."""

    columnar: ColumnarIndex
    stock: Any

    def write(self, documents: Sequence[dict[str, Any]], **how: Any) -> None:
        for writer in (self.columnar.writer(), self.stock.writer()):
            for document in documents:
                writer.update_document(**document)
            writer.commit(**how)

    def delete(self, name: str) -> None:
        for writer in (self.columnar.writer(), self.stock.writer()):
            writer.delete_by_term("id", name)
            writer.commit(merge=False)

    @property
    def engine(self) -> Engine:
        return Engine(self.columnar)

    def stock_scores(self, query: Any) -> dict[str, float]:
        with self.stock.searcher(weighting=BM25F()) as searcher:
            hits = searcher.search(query, limit=None)
            return {searcher.stored_fields(n)["id"]: score for score, n in hits.top_n}


Make = Callable[[Path], Pair]


def make_pair(folder: Path) -> Pair:
    (folder / "stock").mkdir(parents=True)
    stock = index.create_in(str(folder / "stock"), schema())
    return Pair(ColumnarIndex.make(folder / "columnar", schema()), stock)


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return make_pair(tmp_path)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> kernel.Kernel:
    """The kernel, made for these tests."""
    if shutil.which("cc") is None:
        pytest.skip("there is no C compiler: the kernel is not tested")
    library = tmp_path_factory.mktemp("kernel") / "kernel.so"
    make(library)
    return kernel.Kernel(library)


@pytest.fixture(params=["numpy", "compiled"], scope="module")
def way(request: pytest.FixtureRequest) -> Iterator[str]:
    """All of a module's tests once in numpy alone and once with the kernel."""
    used = request.getfixturevalue("compiled") if request.param == "compiled" else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "loaded", lambda: used)
        yield request.param
