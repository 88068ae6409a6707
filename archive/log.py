"""What happened, as lines with fields: `2026-03-01T10:00:00Z INFO crawl.ended site=espania new=12`.

Every module has a logger of its own (`logging.getLogger(__name__)`) and hands on fields with
`extra=fields(…)`; this is the one place that says where they go. Commands still tell people what
they did; the log is for whoever runs them at night.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Mapping
from typing import Any, Literal, get_args

Level = Literal["debug", "info", "warning", "error"]
LEVELS: tuple[Level, ...] = get_args(Level)
ROOMS = ("archive", "indexer", "webui")

_KEY = "hronika"


def fields(**values: Any) -> dict[str, Any]:
    """Fields of an event, for `extra`."""
    return {_KEY: values}


def configure(level: Level) -> None:
    """Send the events of the three packages to standard error, from a level on; call it once."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line())
    for room in ROOMS:
        logger = logging.getLogger(room)
        logger.handlers[:] = [handler]
        logger.setLevel(level.upper())
        logger.propagate = False


class _Line(logging.Formatter):
    """One line an event; a traceback follows where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        told: Mapping[str, Any] = getattr(record, _KEY, {})
        pairs = (f"{name}={_value(value)}" for name, value in told.items())
        line = " ".join((stamp, record.levelname, record.getMessage(), *pairs))
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _value(value: Any) -> str:
    """A value without white space as it is, any other in quotation marks."""
    text = str(value)
    plain = text and text.isprintable() and not set(text) & set(' "=')
    return text if plain else json.dumps(text, ensure_ascii=not text.isprintable())
