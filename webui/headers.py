"""What a browser may do with an answer: run and load what comes from here, nothing else.

Data may be read from any page (CORS): it is the same for everyone, and nobody signs in to it.
"""

from __future__ import annotations

from flask import Flask, Response, request

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}

OPEN = ("/api/", "/feed.", "/export.", "/openapi.json")
FOR_ANYONE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, X-Total-Count, X-Row-Limit",
    "Access-Control-Max-Age": "86400",
}


def send_headers(app: Flask) -> None:
    """Put HEADERS on every answer, FOR_ANYONE on data; one that sets its own keeps it."""

    @app.after_request
    def add(response: Response) -> Response:
        shared = FOR_ANYONE if request.path.startswith(OPEN) else {}
        for name, value in {**HEADERS, **shared}.items():
            response.headers.setdefault(name, value)
        return response
