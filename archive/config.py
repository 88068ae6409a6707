"""Settings, read once at the edge from `hronika.toml` and the environment, handed in frozen."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from archive.errors import ConfigError, NotWritable
from archive.log import LEVELS


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; docs/settings.md describes each.

    Attributes:
        data: the folder that holds archive/, people.txt, index/, crawl/ and sites/.
        title: the archive's name on its pages.
        host, port, workers: of the web server.
        contact: address or e-mail that the crawler gives in its User-Agent.
        timeout: seconds that a fetch may take in all.
        largest: bytes of the largest answer that is kept.
        log: from which level on events are told on standard error: debug, info, warning, error.
    """

    data: Path = Path("data")
    title: str = "Хроника"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    contact: str = ""
    timeout: float = 30.0
    largest: int = 10_000_000
    log: str = "warning"

    @property
    def archive(self) -> Path:
        """Precious: what the sites said."""
        return self.data / "archive"

    @property
    def index(self) -> Path:
        """Rebuildable from the archive at any time."""
        return self.data / "index"

    @property
    def crawl(self) -> Path:
        """What the crawler remembers of addresses; it can do without."""
        return self.data / "crawl"

    @property
    def people(self) -> Path:
        """Precious: what editors decided about persons; docs/people.md."""
        return self.data / "people.txt"

    @property
    def words(self) -> Path:
        """The user's own word lists; docs/searching.md."""
        return self.data / "words"

    @property
    def sites(self) -> Path:
        """The user's own declarations of newspapers."""
        return self.data / "sites"


def load_settings(
    file: Path | None = None, env: Mapping[str, str] = os.environ, *, data: Path | None = None
) -> Settings:
    """Settings from a file, then `HRONIKA_DATA` and `HRONIKA_LOG`, then the command line, each over
    the one before.

    Args:
        file: the file to read; None takes `hronika.toml` of the working folder if it is there.

    Raises:
        ConfigError: the file cannot be read, or holds an unknown key or a value of another type.
    """
    chosen = file or Path("hronika.toml")
    settings = Settings()
    if file is not None or chosen.is_file():
        settings = _from_file(chosen)
    if env.get("HRONIKA_DATA"):
        settings = replace(settings, data=Path(env["HRONIKA_DATA"]))
    if env.get("HRONIKA_LOG"):
        settings = replace(settings, log=env["HRONIKA_LOG"])
    if settings.log not in LEVELS:
        what = f"{settings.log!r} is none of {', '.join(LEVELS)}"
        raise ConfigError(chosen, what, key="log")
    return replace(settings, data=data) if data is not None else settings


def writable(folder: Path) -> Path:
    """Make a folder if it is missing and make sure that it can be written.

    Raises:
        NotWritable: it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "choose another with --data or mend its rights"
        raise NotWritable(f"cannot write to {folder} ({reason})", hint) from None
    return folder


def _from_file(path: Path) -> Settings:
    try:
        text = path.read_text("utf-8")
        raw = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(path, f"cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(path, f"not valid TOML: {error}") from None
    kinds = {f.name: type(f.default) for f in fields(Settings)}
    return Settings(**{name: _value(path, text, kinds, name, raw[name]) for name in raw})


def _value(path: Path, text: str, kinds: Mapping[str, Any], name: str, value: Any) -> Any:
    line = next(
        (n for n, row in enumerate(text.splitlines(), 1) if row.strip().startswith(name)), None
    )
    if name not in kinds:
        raise ConfigError(path, f"unknown key; known are {', '.join(kinds)}", line=line, key=name)
    kind = kinds[name]
    if issubclass(kind, Path) and isinstance(value, str):
        return path.parent / value
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ConfigError(path, f"must be {kind.__name__}", line=line, key=name)
    return value
