"""`hronika demo`: the whole line on the sample newspaper, from its pages to a search box."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from archive import Settings, Site, find_site
from archive.config import writable
from archive.errors import UnknownSite
from indexer.cli.filling import fetch_sites
from indexer.cli.making import rebuild_index, update_index
from indexer.errors import IndexOutdated
from webui import serving
from webui.demo.folder import sample_folder
from webui.demo.server import SampleServer

KEY = "pristan"
SITE_PORT = 8100  # of the sample newspaper; it stays the same, for its pages' addresses hold it


@click.command(epilog="Example: hronika demo --port 8080")
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the search pages.")
@click.option(
    "--site-port",
    type=click.IntRange(1, 65535),
    help="Port of the sample newspaper; the one of the last time, or 8100.",
)
@click.pass_obj
def demo(settings: Settings, port: int | None, site_port: int | None) -> None:
    """Serve the sample newspaper on loopback, crawl it, index it, and open the search pages.

    A second run takes up what is there. Ctrl-C ends it.
    """
    settings = replace(settings, port=port or settings.port)
    serving.take(settings.host, settings.port)
    writable(settings.data)
    site_port = site_port or _last_port(settings) or SITE_PORT
    serving.take("127.0.0.1", site_port)
    with SampleServer(site_port) as newspaper:
        click.echo(f"The sample newspaper is at {newspaper.address}", err=True)
        fetch_sites(settings, [_declared(settings, newspaper.address)])
        _index(settings)
        click.echo("Ctrl-C ends it. The search pages are at", err=True)
        serving.run(settings)


def _index(settings: Settings) -> None:
    """Up to date, or anew where an earlier version of the program made the index."""
    try:
        update_index(settings)
    except IndexOutdated as outdated:
        click.echo(f"{outdated.what}: making it anew", err=True)
        rebuild_index(settings)


def _last_port(settings: Settings) -> int | None:
    try:
        return urlsplit(find_site(KEY, settings.sites).address).port
    except UnknownSite:
        return None


def _declared(settings: Settings, address: str) -> Site:
    """The sample's declaration with its address filled in, in the user's own sites."""
    own: Path = writable(settings.sites) / f"{KEY}.toml"
    text = (sample_folder() / "site.toml").read_text("utf-8")
    lines = (
        f'address = "{address}"' if line.startswith("address") else line
        for line in text.splitlines()
    )
    own.write_text("\n".join(lines) + "\n", "utf-8")
    return find_site(KEY, settings.sites)
