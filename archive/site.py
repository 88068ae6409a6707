"""A newspaper is one small TOML file; this finds the files and reads them into `Site`s.

The shipped declarations lie in `archive/sites/`, a user's own in `DATA/sites/`; these win.
The smallest that is valid has `name` and `address`; docs/sites.md lists every key.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from archive.declaration import KEY, Declaration
from archive.errors import ConfigError, UnknownSite
from archive.newspaper import Reading, Site

__all__ = ["SHIPPED", "Reading", "Site", "declared", "declared_sites", "find_site", "load_site"]

SHIPPED = Path(__file__).parent / "sites"


def load_site(path: Path) -> Site:
    """Read and check one declaration.

    Raises:
        ConfigError: with the line and the key, on anything that cannot be meant.
    """
    text = _text(path)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())  # "at end of document"
        what = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise ConfigError(
            path, f"not valid TOML: {what}", line=line, key=_key_at(text, line)
        ) from None
    return Declaration(path, text).site(raw)


def declared(own: Path | None = None) -> dict[str, Path]:
    """The files of all declared sites by key: the shipped ones and those of `own`, which win."""
    found: dict[str, Path] = {}
    for folder in (SHIPPED, own):
        if folder is not None and folder.is_dir():
            found.update({p.stem: p for p in folder.glob("*.toml")})
    return dict(sorted(found.items()))


def declared_sites(own: Path | None = None) -> tuple[dict[str, Site], dict[str, ConfigError]]:
    """All declared sites by key, and what is wrong with those whose file cannot be used: one broken
    file takes nothing from the others.
    """
    sites: dict[str, Site] = {}
    faults: dict[str, ConfigError] = {}
    for key, path in declared(own).items():
        try:
            sites[key] = load_site(path)
        except ConfigError as error:
            faults[key] = error
    return sites, faults


def find_site(key: str, own: Path | None = None) -> Site:
    """One site by its key.

    Raises:
        UnknownSite: it is declared nowhere.
        ConfigError: its file is wrong (another site's broken file does not matter).
    """
    for folder in (own, SHIPPED):
        if folder is not None and KEY.fullmatch(key) and (folder / f"{key}.toml").is_file():
            return load_site(folder / f"{key}.toml")
    where = f" or {own}" if own else ""
    raise UnknownSite(
        f"no site is called {key!r}",
        f"`hronika sites` lists those declared; put {key}.toml into archive/sites{where}",
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(path, f"is not UTF-8 (byte {error.start})") from None
    except OSError as error:
        raise ConfigError(path, f"cannot be read: {error.strerror}") from None


def _key_at(text: str, line: int | None) -> str:
    """The key that a line of TOML assigns, as far as it can be told from the line alone."""
    lines = text.splitlines()
    if not line or line > len(lines):
        return ""
    return lines[line - 1].split("=")[0].strip()[:40]
