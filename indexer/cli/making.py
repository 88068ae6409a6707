"""`hronika index` and `hronika rebuild`."""

from __future__ import annotations

import os

import click

from archive import Archive, Settings, Site, declared_sites
from indexer import build
from indexer.cli.bars import bar
from indexer.naming.people.decisions import Decisions
from indexer.naming.people.decisions_file import load_decisions

USEFUL = 8  # processes: more would wait for the one that indexes what they have read
PROCESSES = click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="Processes that read pages; unless said the machine's cores, 8 at most.",
)


@click.command(epilog="Example: hronika index")
@PROCESSES
@click.pass_obj
def index(settings: Settings, processes: int | None) -> None:
    """Bring the index up to date with the archive."""
    update_index(settings, processes)


@click.command(epilog="Example: hronika rebuild --rehearse")
@click.option("--rehearse", is_flag=True, help="Build and check the new index, do not use it.")
@click.option("--accept-loss", is_flag=True, help="Use it though it lacks articles of the old one.")
@PROCESSES
@click.pass_obj
def rebuild(settings: Settings, rehearse: bool, accept_loss: bool, processes: int | None) -> None:
    """Read the whole archive again into a new index, check it, and swap it in.

    Needs no network. Readers keep the index in use until the new one is whole. One that lacks more
    than 2% of the articles of the index in use is refused, and says which.
    """
    rebuild_index(settings, processes, use=not rehearse, accept_loss=accept_loss)
    click.echo("rehearsed; not swapped in" if rehearse else "swapped in", err=True)


def update_index(settings: Settings, processes: int | None = None) -> None:
    """Index what the archive has and the index has not, with a bar and a report."""
    with Archive.open(settings.archive) as archive, bar("Indexing") as tell:
        sites, broken = _declared(settings)
        many = processes or _cores()
        report = build.index(settings.index, archive, sites, tell, broken=broken, processes=many,
                             decisions=decisions_of(settings))  # fmt: skip
    tell_report(report)


def rebuild_index(
    settings: Settings,
    processes: int | None = None,
    *,
    use: bool = True,
    accept_loss: bool = False,
) -> None:
    """Make the index anew with a bar and a report, and use it unless told otherwise."""
    with Archive.open(settings.archive) as archive, bar("Reading the archive") as tell:
        sites, broken = _declared(settings)
        report = build.rebuild(
            settings.index, archive, sites, tell,
            broken=broken, use=use, accept_loss=accept_loss, processes=processes or _cores(),
            decisions=decisions_of(settings),
        )  # fmt: skip
    tell_report(report)


def decisions_of(settings: Settings) -> Decisions:
    """What editors decided about persons; lines that cannot be meant are told."""
    decisions = load_decisions(settings.people)
    for number, line, why in decisions.broken:
        click.echo(
            f"  {settings.people.name}, line {number}: «{line}»: {why}; passed over", err=True
        )
    return decisions


def _declared(settings: Settings) -> tuple[dict[str, Site], frozenset[str]]:
    """The declared sites, and the keys of those whose file is broken; these are told."""
    sites, faults = declared_sites(settings.sites)
    for fault in faults.values():
        click.echo(f"  {fault}; its pages wait", err=True)
    return sites, frozenset(faults)


def _cores() -> int:
    return min(USEFUL, os.cpu_count() or 1)


def tell_report(report: build.Indexed) -> None:
    """What an indexing run did, on standard error."""
    click.echo(
        f"{report.captures} captures came, {report.pages} pages read, {report.articles} articles"
        f" put, {report.gone} gone from their site; the index holds {report.total}",
        err=True,
    )
    if report.renamed:
        click.echo(f"  {report.renamed} articles named anew", err=True)
    for reason, pages in report.passed_over.most_common():
        click.echo(f"  {pages} pages passed over: {reason}", err=True)
    for line in (*report.damaged, *report.refused):
        click.echo(f"  {line}", err=True)
