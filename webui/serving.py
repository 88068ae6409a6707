"""`hronika serve`: the pages through gunicorn, a production WSGI server.

Several workers, each with threads; the index is mapped into memory and shared by all of them.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from archive.config import Settings, writable
from archive.errors import HronikaError
from webui import create_app

THREADS = 4  # of a worker
GRACE = 8  # seconds for what is being answered; a worker that missed the signal is ended then
LONGEST_LINE = 8190  # bytes, gunicorn's most: 1,300 Cyrillic letters; its default holds but 680


class PortTaken(HronikaError):
    """Somebody else listens there."""


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with our settings; `ready` is called once it answers."""

    def __init__(self, app: Flask, settings: Settings, ready: Callable[[str], None]) -> None:
        self._app, self._settings, self._ready = app, settings, ready
        super().__init__()

    def load_config(self) -> None:
        """What gunicorn is told."""
        host, port = self._settings.host, self._settings.port
        self.cfg.set("bind", f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
        self.cfg.set("workers", self._settings.workers)
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", THREADS)
        self.cfg.set("graceful_timeout", GRACE)
        self.cfg.set("limit_request_line", LONGEST_LINE)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("control_socket_disable", True)
        self.cfg.set("proc_name", "hronika")
        self.cfg.set("post_worker_init", self._tell)

    def _tell(self, worker: Any) -> None:
        """In the first worker, which takes requests and signals from now on."""
        if worker.age == 1:
            self._ready(address(self._settings))

    def load(self) -> Flask:
        """The application, made before the workers are."""
        return self._app


@click.command(epilog="Example: hronika serve --port 8080 --workers 4")
@click.option("--host", help="Address to listen on; the settings' otherwise.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; the settings' otherwise.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that answer.")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the search pages and the API. Ctrl-C ends it."""
    given: dict[str, Any] = {"host": host, "port": port, "workers": workers}
    run(replace(settings, **{name: value for name, value in given.items() if value}))


def run(settings: Settings) -> None:
    """Serve until it is ended; prints the address, alone, on standard output once it answers.

    Raises:
        PortTaken: somebody else listens on the port.
        NotWritable: the data folder cannot be made.
    """
    if not settings.data.is_dir():  # one that is there need not be writable: a backup is served too
        writable(settings.data)
    take(settings.host, settings.port)
    own = os.getpid()
    try:
        Server(create_app(settings), settings, _tell).run()
    except SystemExit as end:
        if os.getpid() != own:
            os._exit(
                int(end.code or 0)
            )  # a worker, a fork of this process: what follows is not its
        if end.code not in (0, None):
            raise


def take(host: str, port: int) -> None:
    """See that a port is free.

    Raises:
        PortTaken: it is not, or this address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            hint = "choose another with --port"
            raise PortTaken(f"cannot listen on {host}:{port} ({why})", hint) from None


def address(settings: Settings) -> str:
    """Where the pages are."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/"


def _tell(where: str) -> None:
    sys.stdout.write(where + "\n")
    sys.stdout.flush()
