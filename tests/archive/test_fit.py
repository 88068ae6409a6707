"""One rule for what can be a page."""

from __future__ import annotations

import pytest

from archive.fit import unfit


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        (b"<p>x", "text/html; charset=utf-8", None),
        (b"<p>x", None, None),
        (b"<p>x", "", None),
        (b"<p>x", "APPLICATION/XHTML+XML", None),
        (b"<!DOCTYPE html><p>x", "text/plain", None),
        (b"User-agent: *", "text/plain", "another type"),
        (b"{}", "application/json", "another type"),
        (b" \n", "text/html", "empty"),
        (b"", "image/png", "empty"),
        (b"%PDF-1.4\0\0\0", "text/html", "binary"),
        (bytes(range(256)), None, "binary"),
        ("<p>я".encode("utf-16"), "text/html", None),
        ("<p>Един дълъг ред с един странен знак \x01 в него и още".encode(), "text/html", None),
    ],
)
def test_what_can_be_a_page(body: bytes, kind: str | None, why: str | None) -> None:
    assert unfit(body, kind) == why
