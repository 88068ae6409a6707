"""The sample newspaper, read once."""

from collections.abc import Iterator

import pytest

from webui.demo import SampleServer, SampleSite


@pytest.fixture(scope="session")
def site() -> SampleSite:
    return SampleSite("http://127.0.0.1:8100/")


@pytest.fixture
def server() -> Iterator[SampleServer]:
    with SampleServer() as running:
        yield running
