"""The one command, as people run it: a process of its own, its exit code and what it says."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
HRONIKA = Path(sys.executable).with_name("hronika")
LINE = (
    '{{"url": "https://paper.example/{n}", "title": "Ракета {n}", "section": "Свят",'
    ' "text": "{t}"}}'
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    declare(folder, "paper", 'name = "Вестник"\naddress = "https://paper.example/"\n')
    return folder


@pytest.fixture
def run(data: Path, tmp_path: Path) -> Run:
    def hronika(*words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [HRONIKA, "--data", data, *words],
            input=stdin, capture_output=True, text=True, timeout=60, cwd=tmp_path,
        )  # fmt: skip

    return hronika


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    lines = tmp_path / "articles.jsonl"
    rows = (LINE.format(n=n, t="Учението започна. /БТА/") for n in range(3))
    lines.write_text("\n".join(rows), "utf-8")
    assert run("import", lines, "--site", "paper").returncode == 0
    assert run("index").returncode == 0
    return run


def declare(data: Path, key: str, text: str) -> None:
    (data / "sites").mkdir(parents=True, exist_ok=True)
    (data / "sites" / f"{key}.toml").write_text(text, "utf-8")


def said(result: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """The one line of a stated failure."""
    assert result.returncode == code, result
    assert "Traceback" not in result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_search_prints_what_the_api_answers(filled: Run) -> None:
    answer = json.loads(filled("search", "ракети", "--section", "Свят", "--json").stdout)
    assert answer["total"] == 3
    assert answer["facets"]["section"] == [
        {"value": "Свят", "label": "Свят", "count": 3, "selected": True, "excluded": False}
    ]
    assert answer["results"][0]["snippet_html"] == "Учението започна. /БТА/"


def test_search_for_people(filled: Run) -> None:
    shown = filled("search", "учение").stdout
    assert "3 articles" in shown
    assert "source   БТА 3" in shown


def test_related_and_drafts(filled: Run) -> None:
    found = json.loads(filled("search", "ракета", "--json").stdout)["results"]
    assert filled("related", found[0]["id"]).returncode == 0
    assert filled("related", found[0]["url"]).returncode == 0
    assert filled("related", "-", stdin="Ракета").returncode == 0
    assert "no article is called" in said(filled("related", "nothing"))


def test_verify_says_that_all_is_whole(filled: Run) -> None:
    result = filled("verify")
    assert result.returncode == 0
    assert "all is whole" in result.stderr
    assert json.loads(filled("verify", "--json").stdout)["problems"] == []


def test_verify_names_what_is_damaged(filled: Run, data: Path) -> None:
    warc = next((data / "archive" / "warc").glob("*.warc.gz"))
    damaged = bytearray(warc.read_bytes())
    damaged[-40] ^= 0xFF
    warc.write_bytes(damaged)
    result = filled("verify")
    assert result.returncode == 1
    assert warc.name in result.stdout


def test_rebuild_and_rehearse(filled: Run) -> None:
    assert "not swapped in" in filled("rebuild", "--rehearse").stderr
    assert "the index holds 3" in filled("rebuild").stderr


def test_read_shows_what_a_page_is(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = "Общината откри моста след две години ремонт. " * 6
    html = f"<h1>Мостът</h1><p>12 май 2024, 10:30</p><div><p>{text}</p></div>"
    page.write_text(html, "utf-8")
    os.utime(page, (1.8e9, 1.8e9))
    read = json.loads(run("read", page, "--site", "paper", "--json").stdout)
    assert read["title"] == "Мостът"
    assert read["published"] == "2024-05-12T10:30:00+03:00"
    assert read["origin"]["published"] == "text"


def test_read_shows_a_capture_by_its_number(filled: Run) -> None:
    assert json.loads(filled("read", "--capture", "1", "--json").stdout)["title"]
    assert filled("read", "--capture", "99").returncode == 1
    assert filled("read").returncode == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "an empty page"),
        (b"\x89PNG\0\0\0", "not a page: binary data"),
        ("<h1>Контакти</h1><p>Пишете ни.</p>".encode(), "a standing page"),
    ],
)
def test_read_says_why_a_file_is_no_article(
    run: Run, tmp_path: Path, content: bytes, reason: str
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(content)
    result = run("read", page, "--json")
    assert result.returncode == 1
    assert json.loads(result.stdout)["not_an_article"] == reason


def test_import_names_what_it_cannot_take_and_takes_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\0\0")
    (tmp_path / "good.html").write_text("<h1>Добра</h1><p>Текст</p>", "utf-8")
    (tmp_path / "lines.jsonl").write_text('{"url": \n' + LINE.format(n=1, t="Текст"), "utf-8")
    result = run("import", tmp_path, tmp_path / "lines.jsonl", "--site", "paper")
    assert result.returncode == 1
    assert "2 new" in result.stderr
    for named in ("empty.html", "picture.html", "lines.jsonl:1"):
        assert named in result.stderr


def test_a_site_that_is_down(run: Run, data: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    declare(data, "down", f'name = "X"\naddress = "{address}"\nprivate = true\ndelay = 0\n')
    result = run("crawl", "down")
    assert result.returncode == 1
    assert "stopped" in result.stderr
    assert "Traceback" not in result.stderr


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[str]:
    """A site of two pages, one of which its robots.txt forbids."""
    folder = tmp_path / "site"
    (folder / "tajno").mkdir(parents=True)
    for page in ("open.html", "tajno/closed.html"):
        (folder / page).write_text("<h1>Страница</h1>", "utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nDisallow: /tajno/\n")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        urls = (f"<url><loc>{address}{p}</loc></url>" for p in ("open.html", "tajno/closed.html"))
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        (folder / "sitemap.xml").write_text(f'<urlset xmlns="{space}">{"".join(urls)}</urlset>')
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def test_a_page_that_robots_refuse(run: Run, data: Path, guarded: str) -> None:
    declare(data, "guarded", f'name = "П"\naddress = "{guarded}"\nprivate = true\ndelay = 0\n')
    result = run("crawl", "guarded")
    assert result.returncode == 0, result.stderr
    assert "1 new, 1 robots" in result.stderr


def test_update_goes_on_whatever_one_site_does(run: Run, data: Path, guarded: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    declare(data, "down", f'name = "X"\naddress = "{address}"\nprivate = true\ndelay = 0\n')
    declare(data, "broken", 'name = "Вестник"\naddress = "https://x.example/"\nprivat = true\n')
    declare(data, "guarded", f'name = "П"\naddress = "{guarded}"\nprivate = true\ndelay = 0\n')
    result = run("update", "down", "broken", "nowhere", "guarded")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    for said in ("down: nothing", "broken.toml:3", "'nowhere'", "guarded: 1 new", "captures came"):
        assert said in result.stderr


class Resting(Quiet):
    """Wants to be left alone for two hours."""

    def do_GET(self) -> None:
        self.send_response(429)
        self.send_header("Retry-After", "7200")
        self.end_headers()


def test_a_rest_is_kept_and_can_be_passed_over(run: Run, data: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Resting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        declare(data, "busy", f'name = "X"\naddress = "{address}"\nprivate = true\ndelay = 0\n')
        for words, requests in (((), 1), ((), 0), (("--now",), 1)):
            result = run("crawl", "busy", *words)
            assert result.returncode == 1
            assert "Traceback" not in result.stderr
            assert f"({requests} requests); stopped: " in result.stderr
        server.shutdown()


def test_a_broken_declaration_names_line_and_key(run: Run, data: Path) -> None:
    declare(data, "broken", 'name = "Вестник"\naddress = "https://x.example/"\nprivat = true\n')
    line = said(run("crawl", "broken"))
    assert "broken.toml:3" in line
    assert "'privat'" in line
    listed = run("sites")
    assert listed.returncode == 1
    assert "broken.toml:3" in listed.stdout


def test_an_unknown_site(run: Run) -> None:
    assert "hronika sites" in said(run("crawl", "nowhere"))


def test_broken_settings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "hronika.toml").write_text("port = 'eight'\n")
    assert "hronika.toml:1" in said(run("sites"))


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    declare(tmp_path, "paper", 'name = "П"\naddress = "https://paper.example/"\n')
    result = subprocess.run(
        [HRONIKA, "--data", tmp_path / "file" / "data", "index"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "cannot write to" in said(result)


def test_no_index_yet(run: Run) -> None:
    assert "hronika index" in said(run("search", "ракета"))


def test_an_index_of_another_version(filled: Run, data: Path) -> None:
    stamp = next((data / "index").glob("g*/stamp.json"))
    stamp.write_text('{"version": "0"}')
    assert "hronika rebuild" in said(filled("search", "ракета"))


def test_a_broken_query_is_mended(filled: Run) -> None:
    answer = json.loads(filled("search", '"((лице:', "--json").stdout)
    assert answer["repairs"] == ["quote-closed"]


def test_wrong_usage_is_exit_code_2(run: Run) -> None:
    assert run("search", "ракета", "--from", "вчера").returncode == 2
    assert run("search").returncode == 2
    assert run("nothing").returncode == 2


def test_a_port_in_use(filled: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"cannot listen on 127.0.0.1:{port}" in said(filled("serve", "--port", port))


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_an_export_has_whole_articles(filled: Run, form: str) -> None:
    shown = filled("export", "ракети", "--section", "Свят", "--format", form).stdout
    found = json.loads(shown) if form == "json" else list(map(json.loads, shown.splitlines()))
    assert {one["title"] for one in found} == {"Ракета 0", "Ракета 1", "Ракета 2"}
    assert found[0]["text"] == "Учението започна. /БТА/"


def test_an_export_as_a_table(filled: Run) -> None:
    lines = filled("export", "", "--format", "csv").stdout.lstrip("\ufeff").splitlines()
    assert lines[0] == "id,url,title,section,published,authors,persons,sources,site"
    assert len(lines) == 4
    assert filled("export", "щипоргонка", "--format", "json").stdout == "[]\n"


def test_an_export_of_a_bad_date_says_so(filled: Run) -> None:
    result = filled("export", "", "--from", "вчера")
    assert result.returncode == 2
    assert "'вчера' is not a day" in result.stderr
