"""How it is shown: no SQL, no parsing, no import of whoosh.

    links      Query ↔ address; nobody else knows a parameter's name
    page_links the rest of an address: language, versions, what is unfolded
    search     home and results        article   one article        api, related   the same as JSON
    versions   what an article said over time            snapshot   a captured page as it was
    citing     how it is cited                            prose      its text, with links and marks
    way_back   the list that a reader came from           known      an article by its id, or 404
    person, place, day, coverage   who and what has a page of its own        addresses   where
    feeds, exports   lists as Atom, RSS, CSV, JSON lines    openapi, description   what may be asked
    crawlers, opensearch   for search engines and browsers      health, metrics   for operators
    narrowing, timeline, over_time, home, present   values → what a template prints
    languages  in which one a page speaks                 language   what texts go through
    errors     what goes wrong, in one sentence        headers   what a browser may do with a page
    keeping, compressing   what goes out, and for how long it holds

Promises: importing touches nothing; `create_app` reads declarations only, the index is opened at
the first request; whatever came from a page of a newspaper is escaped; nothing is loaded from
elsewhere; every page works without scripts.
"""

from __future__ import annotations

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from archive import Settings
from webui import (
    api,
    article,
    citing,
    coverage,
    crawlers,
    day,
    description,
    exports,
    feeds,
    health,
    help,
    metrics,
    opensearch,
    person,
    place,
    related,
    search,
    snapshot,
    versions,
)
from webui.compressing import compress_answers
from webui.errors import handle_errors
from webui.headers import send_headers
from webui.holdings import attach_holdings
from webui.keeping import keep_answers
from webui.languages import speak_languages
from webui.template_names import register_names

__all__ = ["create_app"]

LARGEST_BODY = 1 << 20  # bytes that somebody may send: a draft of a million letters
ROOMS = (
    search, article, versions, snapshot, citing, person, place, day, coverage, api, related, feeds,
    exports, opensearch, crawlers, description, help, health, metrics,
)  # fmt: skip


class JSON(DefaultJSONProvider):
    """Cyrillic as it is, and keys in the order that docs/http.md shows."""

    ensure_ascii = False
    sort_keys = False


def create_app(settings: Settings) -> Flask:
    """The web application over the archive that the settings name."""
    app = Flask(__name__)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.json = JSON(app)
    attach_holdings(app, settings)
    register_names(app, settings.title)
    for module in ROOMS:
        app.register_blueprint(module.pages)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    handle_errors(app)
    compress_answers(app)
    metrics.count_answers(app)
    keep_answers(app)
    send_headers(app)
    speak_languages(app)
    return app
