"""What an application holds for its pages: index, home page, sites, captured pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import cast

from flask import Flask, current_app

from archive import Settings, Site, declared_sites
from indexer.article import Article
from indexer.library import Library
from indexer.search.wording import load_wording
from indexer.snapshots import Snapshots
from webui.home import Front

_KEY = "hronika"


@dataclass(frozen=True, slots=True)
class Holdings:
    """One application's own: nothing of it is global."""

    library: Library
    front: Front
    sites: Mapping[str, Site]
    snapshots: Snapshots

    def site_name(self, key: str) -> str:
        """A newspaper's name by its key; the key itself where nobody declares it."""
        return self.sites[key].name if key in self.sites else key

    def article(self, article_id: str) -> Article | None:
        """An article with its times as the newspaper's own clock showed them, as in the index."""
        found = self.library.article(article_id)
        if found is None or found.site not in self.sites:
            return found
        zone = self.sites[found.site].zone
        return replace(
            found,
            published=_at(found.published, zone),
            updated=_at(found.updated, zone),
            gone=_at(found.gone, zone),
            versions=tuple(replace(v, seen=v.seen.astimezone(zone)) for v in found.versions),
        )


def attach_holdings(app: Flask, settings: Settings) -> None:
    """Give an application its holdings. The index is opened at the first request that needs it."""
    library = Library(settings.index, load_wording(settings.words))
    app.extensions[_KEY] = Holdings(
        library, Front(library), _declared(settings), Snapshots(settings.archive)
    )


def holdings() -> Holdings:
    """The holdings of the application that answers."""
    return cast(Holdings, current_app.extensions[_KEY])


def _at(moment: datetime | None, zone: tzinfo) -> datetime | None:
    return moment.astimezone(zone) if moment else None


def _declared(settings: Settings) -> Mapping[str, Site]:
    """The declared sites; a broken declaration is the crawler's business, not the reader's."""
    sites, _ = declared_sites(settings.sites)
    return sites
