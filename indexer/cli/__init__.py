"""The indexer's commands: what fills the archive, makes the index, asks it, and checks it."""

from __future__ import annotations

import click

from indexer.cli.asking import read, related, search
from indexer.cli.assistants import mcp
from indexer.cli.checking import verify
from indexer.cli.explaining import explain
from indexer.cli.exporting import export
from indexer.cli.filling import crawl_command, import_command, update
from indexer.cli.making import index, rebuild
from indexer.cli.people import people
from indexer.cli.versions import versions

COMMANDS: tuple[click.Command, ...] = (
    crawl_command,
    import_command,
    index,
    rebuild,
    update,
    search,
    related,
    export,
    read,
    explain,
    people,
    versions,
    mcp,
    verify,
)

__all__ = ["COMMANDS"]
