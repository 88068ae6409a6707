"""Each trouble is really the trouble that its name says."""

import re
import time

import pytest
import urllib3

from webui.demo import SampleServer, trouble


def ask(server: SampleServer, name: str, *, unpack: bool = False) -> urllib3.BaseHTTPResponse:
    with urllib3.PoolManager() as pool:
        url = f"{server.address}trouble/{name}"
        return pool.request("GET", url, redirect=False, retries=False, decode_content=unpack)


@pytest.mark.parametrize(("status", "after"), [(500, None), (503, "1"), (429, "1")])
def test_statuses(server: SampleServer, status: int, after: str | None) -> None:
    for _ in range(2):
        answer = ask(server, str(status))
        assert (answer.status, answer.headers.get("Retry-After")) == (status, after)


def test_once_then_well(server: SampleServer) -> None:
    assert [ask(server, "503-once").status for _ in range(3)] == [503, 200, 200]


def test_redirects(server: SampleServer) -> None:
    where = {name: ask(server, name).headers["Location"] for name in ("loop", "loop/2", "redirect")}
    assert where == {"loop": "/trouble/loop/2", "loop/2": "/trouble/loop", "redirect": "/"}
    assert ask(server, "private").headers["Location"].startswith("http://10.")


def test_slow_waits_as_long_as_told(server: SampleServer) -> None:
    server.slow_seconds = 0.05
    start = time.monotonic()
    assert ask(server, "slow").status == 200
    assert time.monotonic() - start >= 0.05


def test_huge_and_bomb(server: SampleServer) -> None:
    server.huge_bytes = 1_000_000
    assert len(ask(server, "huge").data) >= 1_000_000
    assert len(ask(server, "bomb").data) < 10_000
    assert len(ask(server, "bomb", unpack=True).data) >= 1_000_000


def test_bodies_that_lie(server: SampleServer) -> None:
    assert ask(server, "empty").data == b""
    with pytest.raises(urllib3.exceptions.ProtocolError, match="IncompleteRead"):
        ask(server, "truncated")
    with pytest.raises(urllib3.exceptions.DecodeError):
        ask(server, "bad-gzip", unpack=True)
    with pytest.raises(UnicodeDecodeError):
        ask(server, "binary").data.decode()
    wrong = ask(server, "wrong-charset")
    assert wrong.headers["Content-Type"].endswith("utf-8")
    assert "Грешно" in wrong.data.decode("cp1251")


def test_nothing_links_here_and_the_docstring_names_all(server: SampleServer) -> None:
    for path in server.site.paths(1):
        page = server.site.page(path, 1)
        assert page is not None
        assert b"/trouble/" not in page.body
    listed = set(re.findall(r"[\w-]+", trouble.__doc__ or ""))
    assert {path.split("/")[2] for path in trouble.TROUBLES} <= listed
