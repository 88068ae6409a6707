"""With what pages are read and named: what makes them due again when it changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive import Site
from indexer.extract import READ_VERSION
from indexer.naming import NAMED_WITH


@dataclass(slots=True)
class Versions:
    """The declarations and rules of one run.

    Attributes:
        sites: the declared newspapers by key; one that nobody declares any more is read the
            generic way.
        broken: keys of those whose declaration cannot be used: their pages stay as they are, and
            those that are due wait.
    """

    sites: dict[str, Site] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    named_with: str = field(default_factory=lambda: NAMED_WITH)
    _read_with: dict[str, str] = field(default_factory=dict, init=False)

    def site(self, key: str, url: str) -> Site:
        """The declaration of a site; without one a bare one, from the address of a page."""
        return self.sites.get(key) or Site.undeclared(url, key)

    def read_with(self, key: str) -> str:
        """Version of reading, and digest of what reading depends on in the site's declaration."""
        if key not in self._read_with:
            site = self.sites.get(key)
            digest = site.reading_digest if site else "undeclared"
            self._read_with[key] = f"{READ_VERSION}.{digest}"
        return self._read_with[key]
