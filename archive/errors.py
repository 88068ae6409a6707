"""The one tree of accidents.

A refusal (robots said no, 404, not an article) is a value, never one of these.

HronikaError                 ends a command with one line and exit code 1
├── ConfigError              a setting or a site's file is wrong: file, line, key
├── UnknownSite              no declaration of that name
├── NotWritable              a folder that must be written cannot be
├── ArchiveError             data/archive: file and offset
│   ├── DamagedRecord        a WARC record that cannot be read back
│   └── ArchiveBusy          another process is writing
└── (indexer.errors, webui.errors)   the rooms above hang their own here
"""

from __future__ import annotations

from pathlib import Path


class HronikaError(Exception):
    """What went wrong, in one line, and what to do about it.

    Args:
        what: one sentence without a trailing point.
        hint: what the person at the keyboard can do, or an empty string.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what}: {self.hint}" if self.hint else self.what


class ConfigError(HronikaError):
    """A TOML file that cannot be used, with the line and the key where that is known."""

    def __init__(self, path: Path, what: str, *, line: int | None = None, key: str = "") -> None:
        place = f"{path}:{line}" if line else str(path)
        named = f" (key {key!r})" if key else ""
        super().__init__(f"{place}: {what}{named}")
        self.path, self.line, self.key = path, line, key


class UnknownSite(HronikaError):
    """A site that nobody declared."""


class NotWritable(HronikaError):
    """A folder that the program has to write to and cannot."""


class ArchiveError(HronikaError):
    """Something is wrong in data/archive."""


class DamagedRecord(ArchiveError):
    """A record of a WARC file that cannot be read back whole."""

    def __init__(self, path: Path, offset: int, what: str) -> None:
        super().__init__(f"{path} at byte {offset}: {what}", "run `hronika verify`")
        self.path, self.offset = path, offset


class ArchiveBusy(ArchiveError):
    """Another process holds the archive for writing."""
