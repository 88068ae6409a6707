"""`hronika`: the one command; its groups come from the three packages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from archive.cli import recatalogue_command, sites
from archive.config import load_settings
from archive.errors import HronikaError
from archive.log import configure
from indexer.cli import COMMANDS
from webui.demo.cli import demo
from webui.serving import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="The folder with archive/, index/ and sites/ (else HRONIKA_DATA, else ./data).",
)
@click.option(
    "--config", type=click.Path(path_type=Path), help="Settings (else ./hronika.toml if there)."
)
@click.version_option(package_name="hronika")
@click.pass_context
def hronika(context: click.Context, data: Path | None, config: Path | None) -> None:
    """Search and archive service for the published articles of a Bulgarian newspaper.

    Example: hronika demo
    """
    context.obj = load_settings(config, data=data)
    configure(context.obj.log)


for command in (demo, serve, sites, recatalogue_command, *COMMANDS):
    hronika.add_command(command)


def main() -> None:
    """Run a command; a stated failure is one line on standard error and exit code 1."""
    try:
        hronika()
    except HronikaError as error:
        print(f"hronika: {error}", file=sys.stderr)  # noqa: T201 - the one place that tells
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
