"""`hronika verify`."""

from __future__ import annotations

import json
import sys

import click

from archive import Archive, Settings
from archive.verify import verify as verify_archive
from indexer.consistency import inconsistencies
from indexer.errors import IndexMissing


@click.command(epilog="Example: hronika verify --json")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.pass_obj
def verify(settings: Settings, as_json: bool) -> None:
    """Check archive, catalogue, articles and index against each other.

    Exit code 1 when anything is wrong; each problem is named with its place.
    """
    checked = verify_archive(settings.archive, None)
    problems = [str(problem) for problem in checked.problems]
    with Archive.open(settings.archive) as archive:
        try:
            problems += inconsistencies(settings.index, archive)
        except IndexMissing as missing:
            click.echo(f"{missing}", err=True)
    if as_json:
        told = {"files": checked.files, "records": checked.records, "problems": problems}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(problem)
        whole = "all is whole" if not problems else f"{len(problems)} problems"
        click.echo(f"{checked.records} records in {checked.files} files: {whole}", err=True)
    if problems:
        sys.exit(1)
