"""The speed benchmark's own parts: the corpus is one and the same, the engines' answers agree."""

import pytest

pytest.importorskip("wordfreq", reason="needs the benchmark extra")
pytest.importorskip("tantivy", reason="needs the benchmark extra")

from benchmarks.speed import corpus, queries, run
from benchmarks.speed.engines import load
from benchmarks.speed.report import agreement, percentile95

ARTICLES = 300


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    made = run.Place(tmp_path_factory.mktemp("speed"), ARTICLES)
    corpus.ensure(ARTICLES, made.data)
    return made


@pytest.fixture(scope="module")
def questions():
    """Small ones: 300 articles hold no word rare enough for the drawn kinds."""
    return [
        queries.Question("common", "term", ("от",)),
        queries.Question("and2", "and", ("от", "след")),
        queries.Question("or2", "or", ("един", "две")),
        queries.Question("phrase", "phrase", ("да", "се")),
        queries.Question("prefix", "prefix", ("пол",)),
    ]


def test_the_corpus_is_the_same_every_time(place) -> None:
    kept = list(corpus.read(place.corpus))
    assert kept[:50] == list(corpus.articles(50))
    assert len(kept) == ARTICLES


def test_an_article_survives_its_line() -> None:
    news = next(corpus.articles(1))
    assert corpus.parse(news.line()) == news


OURS = ["columnar", "columnar_segments", "whoosh", "sqlite_fts5", "product"]


@pytest.mark.parametrize("engine", OURS)
def test_engines_agree_with_tantivy(place, questions, engine: str) -> None:
    for name in ("tantivy_one", engine):
        if not place.index(name).exists():
            assert run.build(name, place)["megabytes"] > 0
    one, other = load("tantivy_one"), load(engine)
    one.open(place.index("tantivy_one"))
    other.open(place.index(engine))
    for question in questions:
        for mode in queries.MODES:
            answers = [list(run.comparable(e.run(question, mode))) for e in (one, other)]
            assert answers[0][0] > 0
            assert agreement(*answers)[:2] == (True, True), (question, mode)


def test_percentile() -> None:
    assert percentile95([float(n) for n in range(1, 101)]) == 96.0
