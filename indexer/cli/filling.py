"""`hronika crawl`, `hronika import` and `hronika update`: what fills the archive."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from pathlib import Path

import click

from archive import Archive, Settings, Site, find_site
from indexer.cli.bars import bar
from indexer.cli.making import update_index
from indexer.crawl import CrawlReport, crawl, import_paths


@click.command("crawl", epilog="Example: hronika crawl espania --limit 100")
@click.argument("site")
@click.option("--limit", type=click.IntRange(1), help="Ask for so many pages at the most.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Leave older pages alone.")
@click.pass_obj
def crawl_command(settings: Settings, site: str, limit: int | None, since: datetime | None) -> None:
    """Fetch what is new or changed on a newspaper's site into the archive.

    Polite: robots.txt, one request at a time, with the site's pause between two. May be stopped at
    any time; the next run goes on.
    """
    if not fetch_site(settings, find_site(site, settings.sites), limit, since).ok:
        sys.exit(1)


@click.command("import", epilog="Example: hronika import saved-pages/ --site espania")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--site", required=True, help="The newspaper that the pages are of.")
@click.pass_obj
def import_command(settings: Settings, paths: tuple[Path, ...], site: str) -> None:
    """Take saved pages (.html, folders of them), articles (.jsonl) or a WordPress export (.xml).

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
    """Crawl newspapers, then bring the index up to date."""
    papers = [find_site(site, settings.sites) for site in sites]
    reports = [fetch_site(settings, paper) for paper in papers]
    update_index(settings)
    if not all(report.ok for report in reports):
        sys.exit(1)


def fetch_site(
    settings: Settings, site: Site, limit: int | None = None, since: datetime | None = None
) -> CrawlReport:
    """Crawl one site with a bar, and tell the report on standard error."""
    oldest = datetime.combine(since, time(), UTC) if since else None
    with (
        Archive.open(settings.archive, write=True, operator=settings.contact) as archive,
        bar(f"Fetching {site.key}") as tell,
    ):
        report = crawl(
            site,
            archive,
            settings,
            limit=limit,
            since=oldest,
            progress=lambda p: tell(p.done, p.total),
        )
    click.echo(str(report), err=True)
    for problem in report.problems:
        click.echo(f"  {problem}", err=True)
    return report
