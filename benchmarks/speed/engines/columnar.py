"""indexer.columnar with the plain schema that the other engines have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from whoosh import columns, fields
from whoosh import query as wq
from whoosh.analysis import LowercaseFilter, RegexTokenizer

from benchmarks.speed.corpus import News, read
from benchmarks.speed.engines.engine import LISTED, Answer
from benchmarks.speed.engines.stock_whoosh import whoosh_query
from benchmarks.speed.queries import PERIOD, WITH_FACETS, Mode, Question
from indexer.columnar import ColumnarIndex, Engine, Wanted, kernel

FACETS = ("section", "ym", "persons", "sources")
PARTS = 4  # commits of the engine with several segments


def schema() -> fields.Schema:
    """Words with positions and stored, a stored title, three facets and a day."""
    return fields.Schema(
        id=fields.COLUMN(columns.NumericColumn("i")),
        text=fields.TEXT(analyzer=RegexTokenizer(r"\w+") | LowercaseFilter(), stored=True),
        title=fields.STORED,
        published=fields.COLUMN(columns.NumericColumn("i")),
        **{facet: fields.KEYWORD(commas=True) for facet in FACETS},
    )


def to_fields(news: News) -> dict[str, Any]:
    """What the writer is given."""
    return {
        "id": news.id,
        "text": news.text,
        "title": news.title,
        "published": news.day,
        "section": [news.section],
        "ym": [str(news.day // 100)],
        "persons": list(news.persons),
        "sources": list(news.sources),
    }


class Columnar:
    """One segment."""

    parts = 1
    processes = 0
    compiled = False

    def build(self, corpus: Path, folder: Path) -> None:
        """See Engine."""
        index = ColumnarIndex.make(folder, schema())
        count = sum(1 for _ in read(corpus))
        articles = read(corpus)
        for _ in range(self.parts):
            writer = index.writer(procs=self.processes)
            for news in islice(articles, -(-count // self.parts)):
                writer.add_document(**to_fields(news))
            writer.commit(merge=False)

    def open(self, folder: Path) -> None:
        """See Engine; numpy alone, unless this is the compiled one."""
        if not self.compiled:
            kernel.loaded = lambda: None  # each run has its own process
        elif kernel.loaded() is None:
            raise SystemExit("python -m indexer.columnar.kernel.make")
        self._engine = Engine(ColumnarIndex(folder, schema()))

    def run(self, question: Question, mode: Mode) -> Answer:
        """See Engine."""
        counted = mode in WITH_FACETS
        query = whoosh_query(question)
        if mode == "range":
            query = wq.And([query, wq.ConstantScoreQuery(wq.NumericRange("published", *PERIOD), 0)])
        found = self._engine.search(
            Wanted(
                query,
                facets=FACETS if counted else (),
                order="published" if mode == "date" else "",
            )
        )
        best = [number for number, _ in found.hits]
        facets = {name: found.counts[name].most(LISTED) for name in ("persons", "sources")
                  if counted} | {name: found.counts[name].as_dict() for name in ("section", "ym")
                  if counted}  # fmt: skip
        snippets: list[str] = []
        if mode == "snip":
            made = Snippets(question)
            snippets = [made.of(self._engine.stored_text(n, "text")) for n in best]
        return Answer(found.total, self._engine.numbers("id", best), facets, snippets)


class ColumnarSegments(Columnar):
    """The same, committed in PARTS and not merged."""

    parts = PARTS


class ColumnarProcesses(Columnar):
    """One segment that two processes indexed."""

    processes = 2


class ColumnarCompiled(Columnar):
    """One segment, asked with the compiled kernel."""

    compiled = True


class Snippets:
    """Windows round the first word of a question that is found, every word in them marked."""

    def __init__(self, question: Question, width: int = 200) -> None:
        self._terms, self._width = question.terms, width
        self._open = question.operator == "prefix"

    def of(self, pieces: Iterator[str]) -> str:
        """The window of a text, of which no more is read than up to the window's end."""
        text = lower = ""
        for piece in chain(pieces, " "):
            looked = text.rfind(" ") + 1  # a word before it was whole
            text += piece
            lower += piece.lower()
            found = [place for place, end in self._found(lower, looked) if end < len(lower)]
            if found:
                return self._marked(text, min(found), pieces)
        return self._marked(text, 0, pieces)

    def _marked(self, text: str, at: int, pieces: Iterator[str]) -> str:
        start = max(0, text.rfind(" ", 0, max(0, at - self._width // 3)) + 1)
        while len(text) < start + self._width and (more := next(pieces, "")):
            text += more
        window, shown, end = text[start : start + self._width], [], 0
        for first, last in sorted(self._found(window.lower())):
            shown += [window[end:first], "<b>", window[first:last], "</b>"]
            end = last
        return "".join([*shown, window[end:]])

    def _found(self, lower: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Where whole words of the question begin and end."""
        for term in self._terms:
            at = lower.find(term, start)
            while at >= 0:
                end = at + len(term)
                while self._open and lower[end : end + 1].isalnum():
                    end += 1
                if not (lower[at - 1 : at].isalnum() or lower[end : end + 1].isalnum()):
                    yield at, end
                at = lower.find(term, end)


ENGINES = {
    "columnar": Columnar,
    "columnar_segments": ColumnarSegments,
    "columnar_processes": ColumnarProcesses,
    "columnar_compiled": ColumnarCompiled,
}
