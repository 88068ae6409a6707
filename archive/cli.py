"""Commands about the archive itself: `hronika sites`, `hronika recatalogue`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import click

from archive.config import Settings
from archive.errors import ConfigError
from archive.newspaper import Site
from archive.recovery import recatalogue
from archive.site import declared_sites


@click.command(epilog="Example: hronika sites")
@click.option("--json", "as_json", is_flag=True, help="Print the declarations as JSON.")
@click.pass_obj
def sites(settings: Settings, as_json: bool) -> None:
    """List the declared newspapers, checked.

    A broken declaration is shown with its line and key; the exit code is then 1.
    """
    found, faults = declared_sites(settings.sites)
    read: dict[str, Site | ConfigError] = {
        key: found.get(key) or faults[key] for key in sorted({*found, *faults})
    }
    if as_json:
        shown = {key: _as_json(found) for key, found in read.items()}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        _print(read)
    if faults:
        sys.exit(1)


@click.command("recatalogue", epilog="Example: hronika recatalogue")
@click.pass_obj
def recatalogue_command(settings: Settings) -> None:
    """Make the archive's catalogue again from its WARC files.

    For a catalogue that was lost or damaged, and for files that were copied into the archive; the
    old one is laid aside as catalogue.old.
    """
    counts = recatalogue(settings.archive)
    click.echo(f"{counts.captures} captures of {counts.addresses} addresses", err=True)
    if counts.lost:
        what = "stretches that cannot be read; `hronika verify` says where, and what helps"
        click.echo(f"{counts.lost} {what}", err=True)


def _print(read: dict[str, Site | ConfigError]) -> None:
    width = max((len(key) for key in read), default=0)
    for key, found in read.items():
        if isinstance(found, Site):
            click.echo(f"{key:{width}}  {found.address}  {found.name}")
        else:
            click.echo(f"{key:{width}}  broken: {found.what}")


def _as_json(found: Site | ConfigError) -> dict[str, Any]:
    if isinstance(found, ConfigError):
        return {"error": found.what, "line": found.line, "key": found.key}
    values = {f.name: getattr(found, f.name) for f in fields(found) if f.name != "key"}
    values["sections"] = dict(found.sections)
    values["readings"] = [{**asdict(r), "since": _day(r.since)} for r in found.readings]
    return values


def _day(day: date) -> str | None:
    return None if day == date.min else day.isoformat()
