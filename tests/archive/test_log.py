"""Events as lines with fields, in one place."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from archive import load_settings
from archive.errors import ConfigError
from archive.log import ROOMS, configure, fields


@pytest.fixture(autouse=True)
def unconfigured() -> Iterator[None]:
    """Leave the loggers as they were."""
    yield
    for room in ROOMS:
        logging.getLogger(room).handlers[:] = []
        logging.getLogger(room).propagate = True


def test_a_line_has_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info")
    log = logging.getLogger("indexer.proba")
    log.info("crawl.ended", extra=fields(site="espania", new=2, stopped="", why='a "b"\n=c'))
    log.debug("nothing")
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.endswith('INFO crawl.ended site=espania new=2 stopped="" why="a \\"b\\"\\n=c"\n')


def test_an_error_brings_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    configure("debug")
    try:
        raise KeyError("x")
    except KeyError as error:
        logging.getLogger("archive").debug("page.failed", exc_info=error)
    assert "KeyError: 'x'" in capsys.readouterr().err


def test_a_level_that_is_none_is_refused() -> None:
    assert load_settings(env={"HRONIKA_LOG": "debug"}).log == "debug"
    with pytest.raises(ConfigError, match="'loud' is none of debug, info"):
        load_settings(env={"HRONIKA_LOG": "loud"})
