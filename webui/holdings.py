"""What an application holds for its pages: index, home page, sites, captured pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from archive import Settings, Site, declared_sites
from indexer.article import Article
from indexer.document import local
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
    title: str
    snapshots: Snapshots

    def site_name(self, key: str) -> str:
        """A newspaper's name by its key; the key itself where nobody declares it."""
        return self.sites[key].name if key in self.sites else key

    def article(self, article_id: str) -> Article | None:
        """An article with its times as the newspaper's own clock showed them, as in the index."""
        found = self.library.article(article_id)
        return self.local(found) if found else None

    def local(self, found: Article) -> Article:
        """An article that was read, its times as the newspaper's own clock showed them."""
        if found.site not in self.sites:
            return found
        return local(found, self.sites[found.site])


def attach_holdings(app: Flask, settings: Settings) -> None:
    """Give an application its holdings. The index is opened at the first request that needs it."""
    library = Library(settings.index, load_wording(settings.words))
    app.extensions[_KEY] = Holdings(
        library, Front(library), _declared(settings), settings.title, Snapshots(settings.archive)
    )


def holdings() -> Holdings:
    """The holdings of the application that answers."""
    return cast(Holdings, current_app.extensions[_KEY])


def _declared(settings: Settings) -> Mapping[str, Site]:
    """The declared sites; a broken declaration is the crawler's business, not the reader's."""
    sites, _ = declared_sites(settings.sites)
    return sites
