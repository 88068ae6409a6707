"""What every page needs at hand: the index opened for reading, the settings, the sites' names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from archive import HronikaError, Settings, load_sites
from indexer.library import Library

_KEY = "hronika"


@dataclass(frozen=True, slots=True)
class Shelf:
    """One application's own: nothing of it is global."""

    library: Library
    settings: Settings
    sites: Mapping[str, str]

    def site_name(self, key: str) -> str:
        """A newspaper's name by its key; the key itself where nobody declares it."""
        return self.sites.get(key, key)


def put_up(app: Flask, settings: Settings) -> None:
    """Give an application its shelf. The index is opened at the first request that needs it."""
    app.extensions[_KEY] = Shelf(Library(settings.index), settings, _names(settings))


def shelf() -> Shelf:
    """The shelf of the application that answers."""
    return cast(Shelf, current_app.extensions[_KEY])


def _names(settings: Settings) -> Mapping[str, str]:
    """The names of the declared sites; a broken declaration is the crawler's business, not ours."""
    try:
        return {key: site.name for key, site in load_sites(settings.sites).items()}
    except HronikaError:
        return {}
