"""Whatever came into the archive in whatever order, and whenever it was indexed: the index is what
a rebuild makes of the same archive, row by row and answer by answer.
"""

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive import ARTICLE_JSON, Archive, Capture, Site
from indexer import Library, Query, build
from indexer.build import generation
from indexer.consistency import inconsistencies

PAPER = Site("paper", "Вестник", "https://paper.example/")
START = datetime(2026, 3, 1, tzinfo=UTC)
ADDRESSES = (
    "https://paper.example/most", "http://paper.example/most", "https://www.paper.example/most",
    "https://paper.example/most?print=1", "https://paper.example/pristan",
)  # fmt: skip
TEXTS = (
    "Мостът в Каменград е отворен", "Пристанището на Ведрина чака", "Кметът Иван Колев откри мост",
)  # fmt: skip
TABLES = (
    "page",
    "passed_over",
    "content",
    "version",
    "article",
    "line",
    "naming",
    "label",
    "label_word",
    "outbox",
)
QUERIES = ("", "мост", "пристанище", "лице:Колев", "каменград OR ведрина")


@dataclass(frozen=True)
class Step:
    """Something that comes into the archive; `day` counts from START and may go back."""

    kind: str
    url: str
    day: int
    text: str
    canonical: str | None


def article(step: Step) -> bytes:
    link = f'<link rel="canonical" href="{step.canonical}">' if step.canonical else ""
    more = f"<p>{TEXTS[step.day % 3]}</p>" if step.day % 2 else ""  # «чети още»
    bare = step.day % 4 == 1  # as a notice of the server is
    dated = "" if bare else f"<time datetime='2026-02-0{1 + len(step.text) % 9}'></time>"
    prose = f"{step.text}. Президентът Радев говори пред жителите на града за това, което следва. "
    return (
        f"<html><head><meta charset=utf-8>{link}<meta property='og:type' content='article'></head>"
        f"<body><article><h1>{step.text}</h1>{dated}<p>{prose * 4}</p>{more}</article>"
    ).encode()


NO_ARTICLE = {
    "login": b"<html><body><form>Login <input name=password></form></body></html>",
    "missing": "<html><body><h1>Страницата не е намерена</h1></body></html>".encode(),
    "binary": b"%PDF-1.4 \0\0\0\0",
}


def kept(step: Step, archive: Archive) -> Capture:
    when = START + timedelta(days=step.day)
    if step.kind == "line":
        raw = {"url": step.url, "title": step.text, "text": f"{step.text}. Радев и Иван Колев."}
        body, kind, how = json.dumps(raw).encode(), ARTICLE_JSON, "import"
    else:
        body, kind, how = NO_ARTICLE.get(step.kind) or article(step), "text/html", "crawl"
    return Capture("paper", step.url, when, body, headers={"content-type": kind}, how=how)  # type: ignore[arg-type]


def damage(archive: Archive, number: int) -> None:
    """Flip bytes in the middle of a record."""
    entry = next(e for e in archive.captures(number - 1) if e.id == number)
    if entry.kind == "revisit":
        return
    with (archive.warc / entry.file).open("r+b") as file:
        file.seek(entry.offset + entry.length // 2)
        some = file.read(8)
        file.seek(entry.offset + entry.length // 2)
        file.write(bytes(255 - byte for byte in some))


def take(step: Step, archive: Archive) -> None:
    if step.kind == "move":
        to = ADDRESSES[(ADDRESSES.index(step.url) + 1 + step.day) % len(ADDRESSES)]
        archive.forward(step.url, "paper", to, START + timedelta(days=step.day))
        return
    if step.kind == "bury":
        archive.bury(step.url, "paper", START + timedelta(days=step.day), "answers 404")
        return
    before = archive.newest_number
    number = archive.keep(kept(step, archive)).id
    if step.kind == "damaged" and number > before:  # what was indexed whole is verify's business
        damage(archive, number)


def rows(index: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(generation.current(index) / "articles.db")) as db:
        return {t: sorted(db.execute(f"SELECT * FROM {t}"), key=repr) for t in TABLES}


def answers(index: Path) -> list[object]:
    library = Library(index)
    found: list[object] = []
    for words in QUERIES:
        results = library.search(Query(words, sort="newest"))
        hits = [(h.id, h.url, h.title, h.snippet_html, h.persons) for h in results.hits]
        found += [results.total, hits, dict(results.facets), results.dates]
    articles = [library.article(hit[0]) for hit in found[1]]  # type: ignore[attr-defined]
    library.close()
    return [*found, articles]


steps = st.builds(
    Step,
    kind=st.sampled_from(
        ["page"] * 4
        + ["line", "login", "missing", "binary", "damaged", "bury", "bury", "move", "move"]
    ),
    url=st.sampled_from(ADDRESSES),
    day=st.integers(-3, 12),
    text=st.sampled_from(TEXTS),
    canonical=st.none() | st.sampled_from(ADDRESSES),
)


MOST = ADDRESSES[0]
# The login form of day 1 is known to be no article when an older copy of its bytes comes.
OLDER_COPY = [
    (Step("page", MOST, 0, TEXTS[0], None), False),
    (Step("login", MOST, 1, TEXTS[0], None), True),
    (Step("bury", MOST, 0, TEXTS[0], None), False),
    (Step("login", MOST, 0, TEXTS[0], None), False),
]


@settings(
    max_examples=int(os.environ.get("HRONIKA_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@example(OLDER_COPY)
@given(st.lists(st.tuples(steps, st.booleans()), min_size=1, max_size=12))
def test_the_index_is_what_a_rebuild_makes(taken: list[tuple[Step, bool]]) -> None:
    with TemporaryDirectory() as folder, Archive.open(Path(folder, "a"), write=True) as archive:
        index, again = Path(folder, "index"), Path(folder, "again")
        for step, indexed_now in taken:
            take(step, archive)
            if indexed_now:
                build.index(index, archive, {"paper": PAPER})
        build.index(index, archive, {"paper": PAPER})
        build.rebuild(again, archive, {"paper": PAPER})
        assert rows(index) == rows(again)
        assert answers(index) == answers(again)
        assert list(inconsistencies(index, archive)) == []
