"""What browsers and caches may keep: everything, as long as the index is what it was.

Each answer carries an ETag made of the index's state, the address, the language, the day (of which
«днес» and «вчера» speak) and this start of the program (of which templates and declarations
are). Who brings it back is answered 304 before anything is searched. A room whose answers tell
something else (who has signed in, how the server is) stands in UNKEPT.

Static files are asked for with the version of them all, and then never again.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from flask import Flask, Response, g, request
from flask_babel import get_locale, get_timezone

from indexer.errors import IndexProblem
from webui.holdings import holdings

UNKEPT = frozenset({"static", "health", "metrics"})  # blueprints, and Flask's own endpoint
ASK = "no-cache"  # keep it, and ask whether it still holds
FOR_GOOD = "public, max-age=31536000, immutable"


def keep_answers(app: Flask) -> None:
    """Give every answer of an application what it may be kept by."""
    born = secrets.token_hex(4)

    @app.before_request
    def unchanged() -> Response | None:
        g.tag = _tag(born)
        known = g.tag and request.if_none_match.contains_weak(g.tag)
        return Response(status=304) if known else None

    @app.after_request
    def mark(response: Response) -> Response:
        if request.endpoint == "static":
            _for_good(app, response)
        elif g.get("tag") and response.status_code in (200, 304):
            response.headers.setdefault("Cache-Control", ASK)
            response.vary.update(("Accept-Language", "Accept-Encoding"))
            response.set_etag(g.tag, weak=True)
        return response


def _tag(born: str) -> str:
    """What an answer to this request is kept by; empty where it is not to be kept."""
    kept = request.method in ("GET", "HEAD") and request.endpoint is not None
    if not kept or not UNKEPT.isdisjoint({request.endpoint, request.blueprint}):
        return ""
    try:
        state = holdings().library.state()
    except IndexProblem:
        return ""  # the view says it
    today = datetime.now(get_timezone()).date()
    made_of = (born, state.token, request.url, str(get_locale()), today.isoformat())
    return hashlib.blake2b("\n".join(made_of).encode(), digest_size=9).hexdigest()


def _for_good(app: Flask, response: Response) -> None:
    asked = request.args.get("v")
    if response.status_code < 400 and asked == app.jinja_env.globals["static_version"]:
        response.headers["Cache-Control"] = FOR_GOOD
