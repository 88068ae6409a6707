"""What templates may call: the filters, and the addresses of the static files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask
from markupsafe import Markup

from indexer.article import Article
from indexer.search.results import Hit
from webui import addresses, links, present
from webui.feeds import instant, mail_date
from webui.known import address, has_page
from webui.linked_data import archive


def register_names(app: Flask, title: str) -> None:
    """Give an application's templates their filters and globals.

    Args:
        title: the archive's name on its pages.
    """
    app.jinja_env.filters.update(
        day=present.day_words,
        published=present.published_words,
        hour=present.hour_words,
        clock=present.clock,
        moment=present.moment,
        changes=present.changes,
        short_day=present.short_day,
        many=present.articles,
        number=present.number,
        reason=present.reason,
        web_address=present.web_address,
        instant=instant,
        mail_date=mail_date,
        marked=_marked,
    )
    app.jinja_env.globals.update(
        archive_title=title,
        about_archive=archive,
        article_address=_article_address,
        place=addresses.place,
        day_page=addresses.day,
        has_page=has_page,
        facet_tail=links.facet_tail,
        hidden=links.without,
        DATES=links.DATES,
        repairs=present.REPAIRS,
        readings=present.READINGS,
        static_version=_version(Path(app.static_folder or "")),
    )


def _marked(html: str) -> Markup:
    """Text that `indexer.search.snippets` escaped and marked: its only markup is <mark>."""
    return Markup(html)


def _article_address(hit: Hit | Article) -> str:
    return address(hit.id, hit.title)


def _version(folder: Path) -> str:
    """Changes whenever a static file does, so that browsers may keep them for long."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
