"""`hronika demo` as people start and end it: a process of its own."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HRONIKA = Path(sys.executable).with_name("hronika")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    started = []
    ports = [f"--port={free_port()}", f"--site-port={free_port()}"]

    def start() -> subprocess.Popen[str]:
        command = [HRONIKA, "--data", tmp_path / "demo", "demo", *ports]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=20)


def test_demo_prints_its_address_and_takes_up_what_is_there(demo) -> None:
    first = demo()
    assert first.stdout is not None
    address = first.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(f"{address}api/search?q=most", timeout=20) as answer:
        assert json.load(answer)["total"] > 5
    first.send_signal(signal.SIGINT)
    assert first.wait(20) == 0
    _, errors = first.communicate()
    assert "Traceback" not in errors
    assert "68 new" in errors
    time.sleep(0.1)
    second = demo()
    assert second.stdout is not None
    assert second.stdout.readline().strip() == address
    second.send_signal(signal.SIGTERM)
    assert second.wait(20) == 0
    _, errors = second.communicate()
    assert "new" not in errors.split("pristan:")[1].splitlines()[0]
