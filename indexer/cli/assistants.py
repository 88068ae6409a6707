"""`hronika mcp`: the archive as tools for assistants."""

from __future__ import annotations

import click

from archive import Settings
from indexer.assistants.serving import server
from indexer.library import Library
from indexer.search.wording import load_wording


@click.command(epilog="Example: hronika mcp")
@click.pass_obj
def mcp(settings: Settings) -> None:
    """Serve the archive to an assistant over standard input and output (MCP), to be read only."""
    server(Library(settings.index, load_wording(settings.words))).run("stdio")
