"""`hronika verify`."""

from __future__ import annotations

import json
import sys

import click

from archive import Archive, Settings
from archive.verify import Verified
from archive.verify import verify as verify_archive
from indexer.consistency import inconsistencies, unreadable
from indexer.errors import IndexMissing


@click.command(epilog="Example: hronika verify --json")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.pass_obj
def verify(settings: Settings, as_json: bool) -> None:
    """Check archive, catalogue, articles and index against each other.

    Exit code 1 when anything is wrong; each problem is named with its place. Pages that could not
    be read are named with the command that shows why; they are no fault of the archive.
    """
    checked = verify_archive(settings.archive, None)
    problems = [str(problem) for problem in checked.problems]
    unread: list[str] = []
    with Archive.open(settings.archive) as archive:
        try:
            problems += inconsistencies(settings.index, archive)
            unread = unreadable(settings.index)
        except IndexMissing as missing:
            click.echo(f"{missing}", err=True)
    _tell(checked, problems, unread, as_json=as_json)
    if problems:
        sys.exit(1)


def _tell(checked: Verified, problems: list[str], unread: list[str], *, as_json: bool) -> None:
    if as_json:
        told = {
            "files": checked.files,
            "records": checked.records,
            "problems": problems,
            "unread": unread,
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in (*problems, *unread):
            click.echo(line)
        whole = "all is whole" if not problems else f"{len(problems)} problems"
        click.echo(f"{checked.records} records in {checked.files} files: {whole}", err=True)
