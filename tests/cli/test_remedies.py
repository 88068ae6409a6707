"""Whatever `hronika verify` finds wrong, what it says helps: damaged, named, mended, whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from archive import Archive
from archive.entry import Entry
from indexer.build import generation
from indexer.search import engines
from webui.cli import hronika

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES = ("edno", "dve", "tri", "chetiri")
TEXT = "Общината откри моста след две години ремонт. " * 6


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    for page in PAGES:
        html = f"<h1>Мостът {page}</h1><p>12 май 2024, 10:30</p><div><p>{page} {TEXT}</p></div>"
        folder.joinpath(f"{page}.html").write_text(f'<meta charset="utf-8">{html}', "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        urls = "".join(f"<url><loc>{address}{page}.html</loc></url>" for page in PAGES)
        folder.joinpath("sitemap.xml").write_text(f'<urlset xmlns="{SPACE}">{urls}</urlset>')
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


@dataclass
class Data:
    """A data folder, and the command upon it."""

    folder: Path

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(hronika, ["--data", str(self.folder), *words])

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    @property
    def warc(self) -> Path:
        return self.archive / "warc" / "hronika-00001.warc.gz"

    def entry(self, number: int) -> Entry:
        with Archive.open(self.archive) as archive:
            return next(archive.captures(after=number - 1))

    def sql(self, path: Path, statement: str) -> None:
        with sqlite3.connect(path) as db:
            db.execute(statement)
        db.close()


@pytest.fixture(scope="module")
def crawled(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = Data(tmp_path_factory.mktemp("data"))
    (data.folder / "sites").mkdir()
    declared = f'name = "Вестник"\naddress = "{address}"\nprivate = true\ndelay = 0.0\n'
    (data.folder / "sites" / "paper.toml").write_text(declared)
    for command in ("crawl paper", "index"):
        result = data.run(*command.split())
        assert result.exit_code == 0, result.output
    with Archive.open(data.archive, write=True) as archive:
        first = archive.read(1)
        archive.unmodified("paper", first.url, first.fetched.replace(year=first.fetched.year + 1))
    return data.folder


@pytest.fixture
def data(crawled: Path, tmp_path: Path) -> Data:
    shutil.copytree(crawled, tmp_path / "data")
    return Data(tmp_path / "data")


def flipped_byte(data: Data) -> None:
    entry = data.entry(2)
    changed = bytearray(data.warc.read_bytes())
    changed[entry.offset + entry.length // 2] ^= 0x10
    data.warc.write_bytes(changed)


def flipped_byte_of_what_a_revisit_refers_to(data: Data) -> None:
    entry = data.entry(1)
    changed = bytearray(data.warc.read_bytes())
    changed[entry.offset + entry.length // 2] ^= 0x10
    data.warc.write_bytes(changed)


def deleted_file(data: Data) -> None:
    data.warc.unlink()


def lost_tail(data: Data) -> None:
    os.truncate(data.warc, data.entry(4).offset + 30)


def catalogue_deleted(data: Data) -> None:
    for path in data.archive.glob("catalogue.*"):
        path.unlink()


def catalogue_garbage(data: Data) -> None:
    data.archive.joinpath("catalogue.db").write_bytes(b"no database" * 1000)


def catalogue_with_damaged_pages(data: Data) -> None:
    path = data.archive / "catalogue.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        for page in range(4096, size, 8192):
            file.seek(page)
            file.write(b"\xff" * 200)


def row_wrong(data: Data) -> None:
    data.sql(data.archive / "catalogue.db", "UPDATE captures SET digest = 'sha1:X' WHERE id = 3")


def row_missing(data: Data) -> None:
    data.sql(data.archive / "catalogue.db", "DELETE FROM captures WHERE id = 3")


def row_of_nothing(data: Data) -> None:
    change = "UPDATE captures SET offset = offset + 7 WHERE id = 3"
    data.sql(data.archive / "catalogue.db", change)


def file_copied(data: Data) -> None:
    shutil.copy(data.warc, data.warc.with_name("hronika-00009.warc.gz"))


def bytes_behind_the_end(data: Data) -> None:
    with data.warc.open("ab") as file:
        file.write(b"rubbish")


def recatalogue_cut_off(data: Data) -> None:
    data.archive.joinpath("catalogue.new").write_bytes(b"half")


def document_lost(data: Data) -> None:
    folder = generation.current(data.folder / "index")
    backend = engines.opened(folder)
    with sqlite3.connect(folder / "articles.db") as db:
        ((one,),) = db.execute("SELECT id FROM article LIMIT 1")
    db.close()
    backend.write([], drop=[one])
    backend.close()


def page_lost(data: Data) -> None:
    folder = generation.current(data.folder / "index")
    data.sql(folder / "articles.db", "DELETE FROM page WHERE url LIKE '%tri.html'")


AGAIN = ("recatalogue", "crawl paper", "index")


@pytest.mark.parametrize(
    ("damage", "remedies", "named"),
    [
        (flipped_byte, AGAIN, "hronika-00001.warc.gz at byte"),
        (flipped_byte_of_what_a_revisit_refers_to, AGAIN, "capture 1 of"),
        (deleted_file, AGAIN, "the file is missing"),
        (lost_tail, AGAIN, "the file ends before the record does"),
        (catalogue_deleted, ("recatalogue",), "the catalogue is missing"),
        (catalogue_garbage, ("recatalogue",), "catalogue.db"),
        (catalogue_with_damaged_pages, ("recatalogue",), "catalogue.db"),
        (row_wrong, ("recatalogue",), "another digest"),
        (row_missing, ("recatalogue",), "not in the catalogue"),
        (row_of_nothing, ("recatalogue",), "no record begins here"),
        (file_copied, ("recatalogue",), "hronika-00009.warc.gz"),
        (bytes_behind_the_end, ("recatalogue",), "7 bytes that are not in the catalogue"),
        (recatalogue_cut_off, ("recatalogue",), "catalogue.new"),
        (document_lost, ("rebuild",), "not in the index"),
        (page_lost, ("rebuild",), "no page of the index"),
    ],
)
def test_what_is_wrong_is_named_and_what_it_says_helps(
    data: Data, damage: Callable[[Data], None], remedies: tuple[str, ...], named: str
) -> None:
    assert data.run("verify").exit_code == 0
    damage(data)
    found = data.run("verify")
    assert found.exit_code == 1, found.output
    assert isinstance(found.exception, SystemExit)
    assert named in found.stdout
    for remedy in remedies:
        assert remedy == "index" or f"`hronika {remedy}`" in found.stdout
        done = data.run(*remedy.split())
        assert done.exit_code == 0, done.output
    again = data.run("verify")
    assert again.exit_code == 0, again.output
    with Archive.open(data.archive) as archive:
        assert {entry.url.rsplit("/", 1)[-1] for entry in archive.captures()} == {
            f"{page}.html" for page in PAGES
        }


def test_what_the_site_has_no_more_stays_named_until_another_comes(data: Data) -> None:
    flipped_byte(data)
    assert "1 stretches that cannot be read" in data.run("recatalogue").output
    found = data.run("verify")
    assert found.exit_code == 1
    assert "`hronika crawl paper` fetches it again where the site still has it" in found.stdout
    data.run("crawl", "paper")
    healed = data.run("verify")
    assert healed.exit_code == 0
    assert "healed by capture 6" in healed.stdout


def test_a_foreign_file_is_named_with_what_takes_it(data: Data) -> None:
    foreign = data.warc.with_name("browsertrix-1.warc.gz")
    shutil.copy(data.warc, foreign)
    found = data.run("verify")
    assert found.exit_code == 1
    assert f"`hronika import {foreign} --site SITE`" in found.stdout
    foreign.rename(data.folder / foreign.name)
    assert data.run("verify").exit_code == 0


def test_index_notices_that_the_archive_ends_before_what_it_read(data: Data) -> None:
    lost_tail(data)
    assert data.run("recatalogue").exit_code == 0
    found = data.run("index")
    assert found.exit_code == 1
    assert "`hronika rebuild` makes the index of what there is" in str(found.exception)
    refused = data.run("rebuild")
    assert refused.exit_code == 1
    assert "`hronika rebuild --accept-loss` takes it all the same" in str(refused.exception)
    assert data.run("rebuild", "--accept-loss").exit_code == 0
    for command in ("index", "crawl paper", "index"):
        assert data.run(*command.split()).exit_code == 0
    assert data.run("verify").exit_code == 0
    assert "4 articles" in data.run("search", "мостът").output


@pytest.mark.parametrize("damage", [row_wrong, document_lost, page_lost])
def test_deep_says_all_is_well_when_it_is(data: Data, damage: Callable[[Data], None]) -> None:
    assert data.run("verify", "--deep").exit_code == 0
    damage(data)
    assert data.run("verify", "--deep").exit_code == 1
