"""A captured page as it was: /a/<id>/snapshot[/<n>], in a frame that can do nothing.

The frame's own address answers the captured page. It runs no script and asks nobody for anything:
its policy forbids it, whoever opens it and from wherever. What a policy does not hold back are
connections made beforehand (Chromium makes them for `preconnect`, and for frames that it then does
not load): a <link> becomes a <meta>, and what holds another page a tag that nobody knows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from indexer.article import Article, Version
from indexer.snapshots import NoSnapshot, Snapshot
from webui.holdings import holdings
from webui.known import address, known
from webui.language import gettext
from webui.missing import Missing
from webui.versions import no_version

pages = Blueprint("snapshot", __name__)

INERT = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}
_LINK = re.compile(r"<link(?=[\s/>])", re.IGNORECASE)
_HOLDER = re.compile(
    r"<(?=(?:i?frame|fencedframe|portal|object|embed|applet)[\s/>])", re.IGNORECASE
)


@pages.get("/a/<article_id>/snapshot", defaults={"number": None})
@pages.get("/a/<article_id>/snapshot/<int:number>")
def show(article_id: str, number: int | None) -> ResponseReturnValue:
    """The page of one version (of the newest without a number) under a banner."""
    article = known(article_id)
    version = _version(article, number)
    found = _page(version)
    return render_template(
        "snapshot.html",
        article=article,
        version=version,
        fetched=found.fetched.astimezone(version.seen.tzinfo),
        captured_at=found.url,
        back=address(article.id, article.title),
        site=holdings().site_name(article.site),
        frame=url_for("snapshot.page", article_id=article.id, number=version.number),
    )


@pages.get("/a/<article_id>/snapshot/<int:number>/page")
def page(article_id: str, number: int) -> Response:
    """What the frame shows."""
    article = known(article_id)
    found = _page(_version(article, number))
    html = _HOLDER.sub("<x-", _LINK.sub("<meta", found.html))
    return Response(html.encode("utf-8", "replace"), headers=INERT)


def _version(article: Article, number: int | None) -> Version:
    versions = article.versions
    if not versions:
        raise _missing(NoSnapshot("absent"))
    wanted = number or len(versions)
    found = next((one for one in versions if one.number == wanted), None)
    if found is None or number == 0:
        raise no_version(article)
    return replace(found, capture=found.capture or article.capture)


def _page(version: Version) -> Snapshot:
    found = holdings().snapshots.page(version.capture)
    if isinstance(found, NoSnapshot):
        raise _missing(found)
    return found


def _missing(why: NoSnapshot) -> Missing:
    advice = gettext("Текстът на статията се чете както досега.")
    match why.reason:
        case "data":
            message = gettext("Тази статия е внесена като данни: страница няма.")
            return Missing(message, advice)
        case "damaged":
            message = gettext("Записът на тази страница е повреден и не може да се покаже.")
            return Missing(message, advice, status=410, code="gone")
        case _:
            return Missing(gettext("Тази страница не е запазена тук."), advice)
