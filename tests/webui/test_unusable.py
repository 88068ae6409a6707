"""A part of the index that is missing or damaged is said, on every page; never a 500."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Settings
from webui import create_app

pytestmark = [  # Whoosh leaves a TOC open that it cannot read
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

PAGES = ["/", "/?q=мост", "/a/none/x", "/api/search?q=мост&person=Кирил+Манолов", "/api/articles/x"]
Harm = Callable[[Path], None]


def overwritten(pattern: str) -> Harm:
    def harm(folder: Path) -> None:
        for path in [*folder.glob(pattern)]:
            path.write_bytes(b"no index" * 900)

    return harm


def cut(pattern: str) -> Harm:
    def harm(folder: Path) -> None:
        for path in [*folder.glob(pattern)]:
            path.write_bytes(path.read_bytes()[:100])

    return harm


def missing(pattern: str) -> Harm:
    def harm(folder: Path) -> None:
        for path in [*folder.glob(pattern)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return harm


WAYS = (overwritten, cut, missing)
PARTS = {"table": "articles.db*", "segment": "whoosh/*.columns", "TOC": "whoosh/*.toc"}
HARMS: dict[str, Harm] = {
    "folder missing": missing("whoosh"),
    **{f"{name} {way.__name__}": way(part) for name, part in PARTS.items() for way in WAYS},
}


@pytest.fixture
def settings(tmp_path: Path, write_index, some) -> Settings:
    made = Settings(data=tmp_path)
    made.index.mkdir()
    write_index(made.index, some)
    return made


def see(client: FlaskClient, settings: Settings) -> None:
    for page in PAGES:
        answer = client.get(page)
        assert (page, answer.status_code) == (page, 503)
        assert str(settings.data) not in answer.text
    health = client.get("/healthz")
    assert health.status_code == 200
    assert health.json == {"status": "ok", "articles": None, "index": "IndexUnusable"}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_harm_done_before_it_is_opened(settings: Settings, harm: Harm) -> None:
    harm(settings.index / "g000001")
    see(create_app(settings).test_client(), settings)


@pytest.mark.parametrize("name", ["TOC overwritten", "TOC cut"])
def test_harm_done_while_it_is_open(settings: Settings, name: str, some, write_index) -> None:
    client = create_app(settings).test_client()
    assert client.get("/?q=мост").status_code == 200
    toc = next((settings.index / "g000001/whoosh").glob("*.toc"))
    later = toc.with_name(toc.name.replace("_1.toc", "_2.toc"))
    shutil.copy(toc, later)
    HARMS[name](settings.index / "g000001")
    assert client.get("/?q=мост").status_code == 503


def test_a_table_that_breaks_while_it_is_open(settings: Settings) -> None:
    client = create_app(settings).test_client()
    assert client.get("/?q=мост").status_code == 200
    path = settings.index / "g000001/articles.db"
    path.with_name("articles.db-wal").unlink(missing_ok=True)
    with path.open("r+b") as file:
        file.truncate(4096)
    assert {client.get(page).status_code for page in PAGES} <= {200, 404, 503}


def test_an_index_that_cannot_be_written_is_read(settings: Settings) -> None:
    folders = [settings.index, *(p for p in settings.index.rglob("*") if p.is_dir())]
    files = [p for p in settings.index.rglob("*") if p.is_file()]
    for path in (*files, *folders):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        client = create_app(settings).test_client()
        assert client.get("/?q=мост&person=Кирил+Манолов", follow_redirects=True).status_code == 200
        assert client.get("/healthz").json["index"] == "ok"
    finally:
        for path in (*folders, *files):
            path.chmod(path.stat().st_mode | 0o200)
