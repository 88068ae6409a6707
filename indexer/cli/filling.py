"""`hronika crawl`, `hronika import` and `hronika update`: what fills the archive."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path

import click

from archive import Archive, Settings, Site, find_site
from archive.errors import ConfigError, HronikaError, UnknownSite
from indexer.cli.bars import bar, bars
from indexer.cli.making import update_index
from indexer.crawl import Asked, crawl_sites, import_paths


@click.command("crawl", epilog="Example: hronika crawl espania --limit 100")
@click.argument("sites", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), help="Ask each for so many pages at the most.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Leave older pages alone.")
@click.option("--now", is_flag=True, help="Also a site that asked to be left alone for a while.")
@click.pass_obj
def crawl_command(
    settings: Settings, sites: tuple[str, ...], limit: int | None, since: datetime | None, now: bool
) -> None:
    """Fetch what is new or changed on newspapers' sites into the archive, all at the same time.

    Polite: robots.txt, one request at a time to a host, with the site's pause between two. May be
    stopped at any time; the next run goes on.
    """
    oldest = datetime.combine(since, time(), UTC) if since else None
    if not fetch_declared(settings, sites, Asked(limit, oldest, now)):
        sys.exit(1)


@click.command("import", epilog="Example: hronika import saved-pages/ --site espania")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--site", required=True, help="The newspaper that the pages are of.")
@click.pass_obj
def import_command(settings: Settings, paths: tuple[Path, ...], site: str) -> None:
    """Take saved pages, WARC, ARC or WACZ, articles (.jsonl) or a WordPress export (.xml).

    A line of JSONL holds url, title, section, published, authors, text. What cannot be taken is
    named; the rest goes on, and the exit code is 1.
    """
    paper = find_site(site, settings.sites)
    with (
        Archive.open(settings.archive, write=True, operator=settings.contact) as archive,
        bar("Importing") as tell,
    ):
        report = import_paths(
            paths,
            paper,
            archive,
            progress=lambda p: tell(p.done, p.total),
            largest=settings.largest,
        )
    click.echo(str(report), err=True)
    for refusal in report.refusals:
        click.echo(f"  {refusal.url}: {refusal.reason} {refusal.detail}".rstrip(), err=True)
    for address in report.together:
        click.echo(f"  {address}: named by several files; kept as its versions", err=True)
    if not report.ok:
        sys.exit(1)


@click.command(epilog="Example: hronika update espania")
@click.argument("sites", nargs=-1, required=True)
@click.pass_obj
def update(settings: Settings, sites: tuple[str, ...]) -> None:
    """Crawl newspapers, all at the same time, then bring the index up to date."""
    whole = fetch_declared(settings, sites)
    update_index(settings)
    if not whole:
        sys.exit(1)


def fetch_declared(settings: Settings, keys: Iterable[str], asked: Asked | None = None) -> bool:
    """Crawl the sites of some keys, each once; one that cannot be used is told, the others go on.

    Returns:
        Whether each came to its end.

    Raises:
        HronikaError: none of them can be used; why the first cannot.
    """
    sites: list[Site] = []
    faults: list[HronikaError] = []
    for key in dict.fromkeys(keys):
        try:
            sites.append(find_site(key, settings.sites))
        except (UnknownSite, ConfigError) as error:
            faults.append(error)
    if not sites:
        raise faults[0]
    for fault in faults:
        click.echo(str(fault), err=True)
    return fetch_sites(settings, sites, asked) and not faults


def fetch_sites(settings: Settings, sites: list[Site], asked: Asked | None = None) -> bool:
    """Crawl sites with a bar for each, and tell their reports on standard error.

    Returns:
        Whether each came to its end.
    """
    with (
        Archive.open(settings.archive, write=True, operator=settings.contact) as archive,
        bars({site.key: f"Fetching {site.key}" for site in sites}) as tell,
    ):
        reports = crawl_sites(
            sites, archive, settings, asked, progress=lambda p: tell(p.site, p.done, p.total)
        )
    for report in reports:
        click.echo(str(report), err=True)
        for problem in report.problems:
            click.echo(f"  {problem}", err=True)
    return all(report.ok for report in reports)
